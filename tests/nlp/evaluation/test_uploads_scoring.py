"""Texts are compared the way the schema of the annotated uploads says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpora.errors import KnowledgeError
from corpora.records import Statement
from nlp.evaluation.uitspraken import score
from nlp.evaluation.uploads import (
    GoldFile,
    GoldStatement,
    covered,
    normalise,
    open_gold,
    overlap,
    pair,
    read_gold,
    tokenizer,
)


def predicted(text: str, *, group: str = "bewoner", wijk: str = "") -> Statement:
    return Statement("u", text, "g", "a.txt", 1, "a", 0, len(text), "regel 1", group=group, wijk=wijk)


def gold(*statements: GoldStatement, others: tuple[tuple[str, str], ...] = ()) -> GoldFile:
    return GoldFile("a.txt", "txt", statements, others, (("Jan Bos", "NAAM", 1),), ())


def test_quotes_dashes_and_invisible_characters_do_not_matter() -> None:
    assert normalise("‘z’n\u00a0bal\u00adkon’ –  “ja”…") == "'z'n balkon' - \"ja\"..."


def test_masks_and_personal_data_count_as_the_same_word() -> None:
    tokens = tokenizer(["Jan Bos", "06 00"])
    assert tokens("Bel Jan Bos, 06 00 nu") == tokens("Bel [PERSOON-1] [TELEFOON-2] nu") == ["bel", "pii", "nu"]


def test_pairs_are_one_to_one_and_need_enough_overlap() -> None:
    one, two = ["a", "b", "c", "d", "e"], ["f", "g", "h", "i", "j"]
    assert overlap(one, one) == 1.0
    assert pair([two, one, one], [one, two]) == [(0, 1), (1, 0)]
    assert pair([["a", "b"]], [one]) == []


def test_a_word_is_covered_in_a_run_of_three() -> None:
    assert covered([["a", "b", "c", "x"], ["q"]], [["z", "a", "b", "c"], ["q"]]) == [[True, True, True, False], [True]]


def test_joining_two_statements_of_a_turn_counts_half_for_each() -> None:
    first, second = "de lamp is al weken stuk", "er wordt veel te hard gereden hier"
    file = gold(GoldStatement(first, 1, "bewoner", ""), GoldStatement(second, 1, "bewoner", ""))
    figures = score([predicted(f"{first} {second}")], file).figures()
    assert (figures["statement_f1"], figures["statement_f1_half"], figures["content_recall"]) == (0.0, 0.6667, 1.0)


def test_questions_and_notes_in_a_statement_are_leakage() -> None:
    file = gold(
        GoldStatement("de lamp is stuk", 1, "bewoner", "Reeland"),
        others=(("hoe gaat het nu", "interviewvraag"), ("verslag van de avond", "redactie of verslagtekst")),
    )
    figures = score([predicted("hoe gaat het nu"), predicted("de lamp is stuk", wijk="Reeland")], file).figures()
    assert (figures["leakage_questions"], figures["leakage_rest"], figures["wijk_accuracy"]) == (0.5, 0.0, 1.0)


@pytest.mark.parametrize("text", ["[]", "{", json.dumps({"files": [{"file": "a"}]})])
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "gold.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"SCHEMA\.md"):
        read_gold(path)


def test_the_files_lie_beside_the_gold_file_or_where_it_says(tmp_path: Path) -> None:
    path = tmp_path / "gold.json"
    for extra, folder in (({}, tmp_path), ({"map": "../gesprekken"}, tmp_path.parent / "gesprekken")):
        path.write_text(json.dumps({"files": [], **extra}), encoding="utf-8")
        found, files = open_gold(path)
        assert found.resolve() == folder.resolve()
        assert files == []
