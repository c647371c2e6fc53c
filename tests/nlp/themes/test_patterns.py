"""Words of the codebook are found as an adviser would expect from how they are written."""

from __future__ import annotations

import pytest

from nlp.themes.patterns import PatternSet
from nlp.themes.words import find_words, stem


def _found(pattern: str, text: str, **groups: list[str]) -> bool:
    return bool(PatternSet((pattern,), groups).find(find_words(text)))


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("dealer", "Er staan weer dealers"),
        ("cocaïne", "een zakje cocaine"),
        ("-afval", "ZWERFAFVAL overal"),
        ("wijk-", "de wijkagent"),
        ("deur open gebroken", "de deur open gebroken"),
        ("deur … open", "de deur lag helemaal open"),
        ("'s avonds", "’s avonds niet"),
        ("{jeugd} + wapen", "een wapen, en dat bij jongens"),
    ],
)
def test_pattern_is_found(pattern: str, text: str) -> None:
    assert _found(pattern, text, jeugd=["jongen"])


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("=mes", "messen"),
        ("opps", "op de hoek"),
        ("overheid", "overal rommel"),
        ("deur … open", "de deur is nu al weken niet een keer open"),
        ("{jeugd} + jongen", "een jongen"),
        ("wapen + {jeugd}", "een wapen"),
    ],
)
def test_near_miss_is_not_found(pattern: str, text: str) -> None:
    assert not _found(pattern, text, jeugd=["jongen"])


def test_match_points_at_its_words() -> None:
    words = find_words("Nou, de deur lag open.")
    (match,) = PatternSet(("deur … open",)).find(words)
    assert ["Nou, de deur lag open."[words[p].start : words[p].end] for p in match.positions] == ["deur", "open"]


@pytest.mark.parametrize("name", ["[persoon]", "14078", "112"])
def test_masks_and_numbers_have_no_stem(name: str) -> None:
    assert stem(name) == name
