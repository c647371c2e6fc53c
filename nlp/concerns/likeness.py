"""How much two concerns of different rounds are about the same: they share no statement, so it is told by what is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from corpora.records import Tagging

# so many telling terms in common make two concerns the same, and so does this part of their sub-themes
SAME_TERMS = 3
SAME_THEMES = 0.75
SAME = 1.0  # likeness from which two concerns are the same

Themes = Mapping[str, Collection[str]]  # statement id -> sub-themes


@dataclass(frozen=True, slots=True)
class About:
    """What a concern is about."""

    terms: frozenset[str]
    themes: Mapping[str, float]  # part of its statements per sub-theme; one with two sub-themes is half of each


def themes_of(taggings: Iterable[Tagging]) -> dict[str, frozenset[str]]:
    """The sub-themes of each statement."""
    return {tagging.statement_id: frozenset(one.subtheme for one in tagging.suggestions) for tagging in taggings}


def about(terms: Iterable[str], members: Collection[str], themes: Themes) -> About:
    """What the concern with these telling terms and statements is about."""
    parts: Counter[str] = Counter()
    for member in members:
        own = themes.get(member, ())
        parts.update(dict.fromkeys(own, 1 / len(own)) if own else {})
    return About(frozenset(term.lower() for term in terms), {key: part / len(members) for key, part in parts.items()})


def likeness(one: About, other: About) -> float:
    """From 0; `SAME` or more: the same concern. With many telling terms and none in common they differ, whatever the themes."""
    shared = len(one.terms & other.terms)
    if not shared and min(len(one.terms), len(other.terms)) >= SAME_TERMS:
        return 0.0
    overlap = sum(min(part, other.themes.get(theme, 0.0)) for theme, part in sorted(one.themes.items()))
    return shared / SAME_TERMS + overlap / SAME_THEMES
