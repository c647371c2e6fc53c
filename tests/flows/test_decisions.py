"""Decisions of people: carried out by the next run, counted, and kept when the run is made again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corpora import store
from corpora.decisions import ConcernDecision, Decisions, QuoteDecision, ThemeDecision
from tests.flows.conftest import SAMPLE, Cli

N_OTHERS = 20  # statements of which all suggestions are turned down


@pytest.fixture(scope="module")
def decided(cli: Cli, sample_run: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    """What the sample run found, and what it found after one decision of each kind."""
    before = json.loads((sample_run / "uitspraken.json").read_bytes())
    tagging = next(t for t in before["taggings"] if len(t["suggestions"]) == 1 and t["priorities"])
    key, subtheme = tagging["statement_id"], tagging["suggestions"][0]["subtheme"]
    others = [t for t in before["taggings"] if t["suggestions"] and t["statement_id"] != key][:N_OTHERS]
    added = "wapens_jeugd" if subtheme != "wapens_jeugd" else "cybercrime"
    decisions = Decisions(
        themes=(
            ThemeDecision(key, "afgewezen", subtheme, by="analist"),
            ThemeDecision(key, "toegevoegd", added, by="analist"),
            ThemeDecision("bestaat-niet", "nagekeken", by="analist"),
            *(
                ThemeDecision(t["statement_id"], "afgewezen", s["subtheme"], by="analist")
                for t in others
                for s in t["suggestions"]
            ),
        ),
        concerns=(ConcernDecision("rename", before["concerns"]["concerns"][0]["id"], name="Eigen naam"),),
        quotes=(QuoteDecision(key, "vrijgegeven", by="redacteur"),),
    )
    folder = tmp_path_factory.mktemp("besluiten")
    (folder / "besluiten.json").write_bytes(store.dump(decisions))
    answer = cli(
        "run", SAMPLE, "--uit", folder / "na", "--besluiten", folder / "besluiten.json", "--vorige", sample_run
    )
    assert answer.returncode == 0, answer.stderr
    assert "Past niet meer: Besluiten over 1 uitspraak passen nergens meer bij" in answer.stdout
    return tagging | {"added": added, "concerns": before["concerns"]["concerns"]}, json.loads(
        (folder / "na" / "uitspraken.json").read_bytes()
    )


def test_a_person_outweighs_the_machine(decided: tuple[Any, Any]) -> None:
    before, after = decided
    now = next(t for t in after["taggings"] if t["statement_id"] == before["statement_id"])
    assert [s["subtheme"] for s in now["suggestions"]] == [before["added"]]
    assert now["suggestions"][0]["decided"] == "toegevoegd"
    assert [s["subtheme"] for s in now["rejected"]] == [s["subtheme"] for s in before["suggestions"]]
    assert now["reviewed"]


def test_what_people_did_is_counted(decided: tuple[Any, Any]) -> None:
    counts = dict(decided[1]["manifest"]["counts"])
    assert (counts["reviewed"], counts["published"]) == (1 + N_OTHERS, 1)


def test_a_concern_keeps_the_name_that_people_gave(decided: tuple[Any, Any]) -> None:
    assert "Eigen naam" in {concern["name"] for concern in decided[1]["concerns"]["concerns"]}


def test_what_people_decide_about_themes_leaves_the_concerns_as_they_are(decided: tuple[Any, Any]) -> None:
    before, after = decided
    assert {c["id"]: c["members"] for c in after["concerns"]["concerns"]} == {
        c["id"]: c["members"] for c in before["concerns"]
    }


@pytest.mark.parametrize("content", ['{"themes": 3}', '{"uitspraken": []}'])
def test_a_file_that_holds_no_decisions_is_refused_in_one_sentence(cli: Cli, tmp_path: Path, content: str) -> None:
    (tmp_path / "fout.json").write_text(content, encoding="utf-8")
    answer = cli("run", SAMPLE, "--uit", tmp_path / "uit", "--besluiten", tmp_path / "fout.json")
    assert answer.returncode == 2
    assert answer.stderr.strip() == "fout.json: dit is geen bestand met besluiten. Haal het opnieuw op uit het portaal."
