"""Examples with names: every span covers exactly the name that was put there."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.language.names import Named, invented, recased

NAMES = {
    "V": ("Fatima", "Jan-Willem"),
    "v": ("Yusuf",),
    "A": ("van den Berg",),
    "a": ("El Amrani",),
    "L": ("Dordrecht",),
    "O": ("Wijkraad Oost",),
}
FRAMES = ("{P} woont in {L}.", "{V} {A} werkt bij {O}", "Dat zei {V} tegen {V}.", "Geen naam hier.")
KNOWN = {name for names in NAMES.values() for name in names}


@settings(max_examples=80)
@given(st.integers(0, 10_000))
def test_spans_cover_names_and_nothing_else(seed: int) -> None:
    found = invented(Random(seed), NAMES, FRAMES)
    for start, end, label in found.names:
        text = found.text[start:end]
        assert text == text.strip()
        assert label in ("PER", "LOC", "ORG")
        assert any(text.endswith(name) for name in KNOWN)
    assert "{" not in found.text


def test_first_and_family_name_side_by_side_are_one_person() -> None:
    found = invented(Random(1), NAMES, ("{V} {A} kwam.",))
    assert [label for _, _, label in found.names] == ["PER"]
    assert found.text[slice(*found.names[0][:2])] + " kwam." == found.text


@settings(max_examples=60)
@given(st.integers(0, 10_000))
def test_recasing_keeps_every_span_in_place(seed: int) -> None:
    named = Named("Mevrouw Çelik sprak.", ((8, 13, "PER"),))
    found = recased(named, Random(seed))
    assert found.text[8:13].lower() == "çelik"
