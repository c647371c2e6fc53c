"""The whole chain from file to statement, measured on annotated uploads and on a real council proposal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy

from nlp.evaluation.uitspraken import Chain, evaluate

ROOT = Path(__file__).resolve().parents[3]
BARS = {"statement_f1": 0.90, "content_recall": 0.98, "group_accuracy": 0.95, "wijk_accuracy": 0.95}


@pytest.fixture(scope="module")
def blank() -> spacy.language.Language:
    nlp = spacy.blank("nl")
    nlp.add_pipe("sentencizer")
    return nlp


def same(conversation):
    """Personal data counts as one word in the measure, masked or not; here only the reading is measured."""
    return conversation


def check_bars(result: dict[str, float]) -> None:
    assert all(result[name] >= bar for name, bar in BARS.items()), {name: result[name] for name in BARS}
    assert result["leakage"] <= 0.02


@pytest.mark.shared
def test_the_annotated_uploads_meet_every_bar(shared: Path, blank) -> None:
    result = evaluate(shared / "data" / "uploads-dev" / "gold.json", nlp=blank, redactor=same)
    assert result["sources"] == 8
    check_bars(result)


def test_the_sample_corpus_meets_every_bar(blank) -> None:
    check_bars(evaluate(ROOT / "tests" / "cases" / "voorbeeld" / "gold.json", nlp=blank, redactor=same))


@pytest.mark.shared
def test_the_council_proposal_holds_exactly_seven_quotes(shared: Path, blank) -> None:
    path = shared / "bron" / "raadsvoorstel-veiligheidsbeeld.txt"
    if not path.exists():
        pytest.skip("the council proposal does not lie beside this checkout")
    statements = Chain(blank, same).statements(path)
    assert [(s.group, s.wijk) for s in statements] == [
        ("bewoner", "Krispijn"),
        ("jongere", ""),
        ("bondgenoot", ""),
        ("bedrijventerrein", ""),
        ("bewoner", "Stadspolders"),
        ("bewoner", "Wielwijk"),
        ("horecaondernemer", ""),
    ]
    source = " ".join(path.read_text(encoding="utf-8").split())
    assert all(f'"{statement.text}"' in source for statement in statements)
    assert {s.group_origin for s in statements} == {"bronvermelding"}


def test_the_result_is_plain_json_with_a_row_per_file(tmp_path: Path, blank) -> None:
    (tmp_path / "a.txt").write_text(
        "V: Hoe is het?\nA: De lamp in de steeg is al weken stuk.\nV: En?\nA: Ja.\n", "utf-8"
    )
    record = {
        "file": "a.txt",
        "format": "txt",
        "statements": [{"text": "De lamp in de steeg is al weken stuk.", "turn": 1, "group": "", "wijk": ""}],
        "geen_uitspraak": [],
        "persoonsgegevens": [],
        "lokvogels": [],
    }
    (tmp_path / "gold.json").write_text(json.dumps({"files": [record]}), "utf-8")
    result = json.loads(json.dumps(evaluate(tmp_path / "gold.json", nlp=blank, redactor=same)))
    assert result["files"]["a.txt"]["statement_f1"] == result["statement_f1"] == 1.0
