"""The numbers of `evalueer themas` say what they promise."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from corpora.errors import KnowledgeError
from corpora.records import Evidence, Suggestion, Tagging
from nlp.evaluation.themas import evaluate, measure

KEYS = {
    "priority_micro_f1",
    "priority_macro_f1",
    "per_priority",
    "none_f1",
    "exact_match",
    "subtheme_macro_f1",
    "subtheme_micro_f1",
    "polarity_accuracy",
    "ece",
    "ece_by_chance",
    "ece_priorities",
    "evidence_share",
    "coverage_at_precision_90",
    "doubt_finds_errors",
    "evidence_lowers",
    "statements_per_second",
    "n",
}


def _row(priorities: list[str], subthemes: list[str], polarity: str = "probleem") -> dict[str, object]:
    return {"id": "1", "text": "x", "priorities": priorities, "subthemes": subthemes, "polarity": polarity}


def _tagging(priority: str = "", subtheme: str = "", probability: float = 1.0) -> Tagging:
    if not subtheme:
        return Tagging("1", (), (), "probleem", 0.0)
    suggestion = Suggestion("1", subtheme, priority, probability, (Evidence(0, 1, 1.0),))
    return Tagging("1", (suggestion,), (priority,) if priority else (), "probleem", 0.0)


def test_perfect_agreement_scores_one_everywhere() -> None:
    gold = [_row(["a"], ["a1"]), _row([], [])]
    numbers = measure(gold, [_tagging("a", "a1"), _tagging()])
    perfect = {name for name in KEYS if name.endswith(("_f1", "_share", "_accuracy", "_90")) or name == "exact_match"}
    assert {key: numbers[key] for key in perfect} == dict.fromkeys(perfect, 1.0)
    assert numbers["ece"] == 0.0


def test_no_priority_is_a_class_of_its_own() -> None:
    numbers = measure([_row([], []), _row(["a"], ["a1"])], [_tagging(), _tagging()])
    assert numbers["none_f1"] == pytest.approx(2 / 3, abs=1e-4)
    assert numbers["per_priority"]["a"] == {"p": 0.0, "r": 0.0, "f1": 0.0}


def test_calibration_error_is_the_distance_between_said_and_right() -> None:
    numbers = measure(
        [_row(["a"], ["a1"]), _row(["a"], ["other"])], [_tagging("a", "a1", 0.9), _tagging("a", "a1", 0.9)]
    )
    assert numbers["ece"] == pytest.approx(0.4)


def test_coverage_counts_what_is_found_while_nine_in_ten_are_right() -> None:
    gold = [_row(["a"], ["a1"]), _row(["b"], ["b1"])]
    numbers = measure(gold, [_tagging("a", "a1", 0.9), _tagging("a", "a1", 0.4)])
    assert numbers["coverage_at_precision_90"] == 0.5


def test_file_gives_exactly_the_promised_numbers(tmp_path: Path) -> None:
    path = tmp_path / "goud.jsonl"
    path.write_text(
        json.dumps(_row(["veilige_wijken"], ["verkeersgedrag"]) | {"text": "Te hard rijden"}), encoding="utf-8"
    )
    assert evaluate(path).keys() == KEYS


def test_other_file_is_refused_in_dutch(tmp_path: Path) -> None:
    path = tmp_path / "iets.jsonl"
    path.write_text('{"id": 1}\n', encoding="utf-8")
    with pytest.raises(KnowledgeError, match="geen gecodeerde uitspraken"):
        evaluate(path)


@pytest.mark.shared
def test_words_of_the_codebook_alone_are_usable_on_statements_kept_apart(shared: Path) -> None:
    numbers = evaluate(shared / "data" / "statements-dev" / "statements.jsonl")
    assert numbers["evidence_share"] == 1.0
    assert numbers["n"] == 120


def test_review_order_is_as_good_as_the_errors_it_puts_first() -> None:
    gold = [_row(["a"], ["a1"]), _row(["a"], ["a1"]), _row([], []), _row([], [])]
    sure = [replace(_tagging(), doubt=0.1) for _ in gold]
    assert measure(gold, [replace(sure[0], doubt=0.9), *sure[1:]])["doubt_finds_errors"] == 0.5
    assert measure(gold, [*sure[:3], replace(sure[3], doubt=0.9)])["doubt_finds_errors"] == 0.0
