"""Names of places stay readable and a wijk has one spelling."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.errors import KnowledgeError
from corpora.gazetteer import load_gazetteer

GAZETTEER = load_gazetteer()


def names(text: str) -> list[tuple[str, str]]:
    return [(match.kind, match.name) for match in GAZETTEER.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bewoner Krispijn", [("wijk", "Krispijn")]),
        ("wij wonen in oud krispijn", [("wijk", "Oud-Krispijn")]),
        ("mijn zus in het Reeland", [("wijk", "Reeland")]),
        ("de hond met de staart omhoog", []),
        ("op De Staart is het stil", [("wijk", "De Staart")]),
        ("langs de Johan de Wittstraat", [("straat", "Johan de Wittstraat")]),
        ("verlichting aan de Hugo Kleindijk", [("straat", "Hugo Kleindijk")]),
        ("mevrouw Hoogendijk belde", []),
        ("Stichting Van Oever-Smit beheert dit", [("organisatie", "Stichting Van Oever-Smit")]),
        ("van Dordrecht naar Zwijndrecht", [("plaats", "Dordrecht"), ("plaats", "Zwijndrecht")]),
    ],
)
def test_protected_names_are_found_and_near_misses_are_not(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "wijk"),
    [("Het Reeland", "Reeland"), ("Oud Krispijn", "Oud-Krispijn"), ("woont in wielwijk", "Wielwijk"), ("Delft", "")],
)
def test_a_wijk_has_one_spelling(text: str, wijk: str) -> None:
    assert GAZETTEER.canonical_wijk(text) == wijk


def test_another_city_is_one_file(tmp_path: Path) -> None:
    path = tmp_path / "delft.yaml"
    path.write_text("gemeente: Delft\nwijken:\n  - naam: Tanthof\n    ook: [Tanthof-West]\n", encoding="utf-8")
    gazetteer = load_gazetteer(path)
    assert gazetteer.canonical_wijk("Tanthof-West") == "Tanthof"
    assert gazetteer.canonical_wijk("Krispijn") == ""


def test_a_file_without_wijken_is_refused_with_a_cure(tmp_path: Path) -> None:
    path = tmp_path / "leeg.yaml"
    path.write_text("gemeente: Nergens\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="wijken"):
        load_gazetteer(path)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="De Staart-Krispijn'stra\n", max_size=60))
def test_matches_lie_inside_the_text_and_never_overlap(text: str) -> None:
    end = 0
    for match in GAZETTEER.find(text):
        assert end <= match.start < match.end <= len(text)
        end = match.end
