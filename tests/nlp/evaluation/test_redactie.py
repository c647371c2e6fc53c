"""The measure of masking counts as its scoring rules say."""

from __future__ import annotations

import json

import pytest

from corpora.errors import KnowledgeError
from nlp.evaluation.redactie import evaluate, figures, mark, score
from nlp.redact import Found

GOLD = [{"text": "Noor Kaya", "type": "NAAM", "aantal": 1}, {"text": "Sterrenburg", "type": "NAAM", "aantal": 1}]


def test_a_form_counts_when_all_its_letters_are_masked():
    half = score([mark("Noor Kaya belde.", [Found(0, 4, "NAAM")])], GOLD[:1])
    whole = score([mark("Noor  Kaya belde.", [Found(0, 10, "NAAM")])], GOLD[:1])
    assert figures(half)["recall"] == 0.0
    assert figures(whole)["recall"] == 1.0


def test_a_form_that_the_readers_never_took_in_leaks_nothing():
    assert figures(score([mark("Niets.", [])], GOLD[:1]))["recall"] == 1.0


def test_another_type_is_found_and_shown_as_confusion():
    result = figures(score([mark("Noor Kaya belde.", [Found(0, 9, "HANDLE")])], GOLD[:1]))
    assert result["recall"] == 1.0
    assert result["confusion"] == {"NAAM als HANDLE": 1}


def test_masking_for_nothing_costs_precision_by_letters():
    result = figures(score([mark("Noor Kaya belde Jumbo.", [Found(0, 9, "NAAM"), Found(16, 21, "NAAM")])], GOLD[:1]))
    assert result["precision_per_type"]["NAAM"] == pytest.approx(8 / 13, abs=1e-4)


def test_a_neighbourhood_that_is_somebody_once_has_to_stay_elsewhere():
    text = "Meneer Sterrenburg woont in Sterrenburg."
    kept = figures(score([mark(text, [Found(7, 18, "NAAM")])], GOLD[1:]))
    lost = figures(score([mark(text, [Found(7, 18, "NAAM"), Found(28, 39, "NAAM")])], GOLD[1:]))
    assert (kept["recall"], kept["neighbourhood_retention"]) == (1.0, 1.0)
    assert lost["neighbourhood_retention"] == 0.0


def test_files_go_through_the_readers(tmp_path):
    (tmp_path / "gesprek.txt").write_text("Bewoner: Noor Kaya woont in Wielwijk.\n", encoding="utf-8")
    record = {"file": "gesprek.txt", "persoonsgegevens": GOLD[:1], "lokvogels": ["Wielwijk"]}
    gold = tmp_path / "gold.json"
    gold.write_text(json.dumps({"files": [record]}), encoding="utf-8")
    result = evaluate(gold)
    assert (result["recall"], result["precision"], result["lokvogels_retention"]) == (1.0, 1.0, 1.0)


def test_a_file_that_is_no_gold_is_refused_with_a_cure(tmp_path):
    path = tmp_path / "gold.json"
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"gold\.json"):
        evaluate(path)


@pytest.mark.shared
def test_the_bars_hold_on_the_development_files(shared):
    result = evaluate(shared / "data" / "uploads-dev" / "gold.json")
    assert result["recall_structured"] >= 0.99
    assert result["recall_names"] >= 0.97
    assert result["precision"] >= 0.95
    assert result["neighbourhood_retention"] == 1.0


def test_a_label_that_returns_for_every_turn_is_the_same_person():
    label = mark("1. Mevrouw Sterrenburg", [Found(11, 22, "NAAM")])
    place = mark("Ik woon in Sterrenburg.", [Found(11, 22, "NAAM")])
    line = mark("1. Mevrouw Sterrenburg, 78, bewoonster", [Found(11, 22, "NAAM")])
    assert figures(score([label, label], GOLD[1:]))["neighbourhood_retention"] == 1.0
    assert figures(score([line, label, label], GOLD[1:]))["neighbourhood_retention"] == 1.0
    assert figures(score([label, label, place], GOLD[1:]))["neighbourhood_retention"] == 0.0
