"""Related words touch the same everyday concept."""

from __future__ import annotations

import pytest

from nlp.themes.concepts import find_concepts
from nlp.themes.words import find_words


@pytest.mark.parametrize(
    ("one", "other", "concept"),
    [
        ("een koevoet in de gang", "de sponning is kapot", "inbraak_sporen"),
        ("met een vlindermes", "een machete in zijn tas", "wapens"),
        ("ik fiets om", "dan blijf ik binnen", "vermijden"),
    ],
)
def test_words_touch_the_same_concept(one: str, other: str, concept: str) -> None:
    for text in (one, other):
        assert concept in {name for name, _ in find_concepts(find_words(text))}


def test_positions_point_at_the_words() -> None:
    words = find_words("Gisteren lag er een koevoet")
    assert all(
        words[place].form == "koevoet" for name, p in find_concepts(words) if name == "inbraak_sporen" for place in p
    )
