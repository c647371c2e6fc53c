"""Find the words of a codebook in a statement: vocabulary, phrases, gaps and combinations.

How a word is written is told at the top of the codebook file. All patterns of a codebook are compiled once;
every distinct word of a text is compared once, then phrases are tried only where their first word stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from nlp.themes.vocabulary import keys_of
from nlp.themes.words import Word, normalize, stem

MAX_GAP = 5  # words that "…" may stand for
_GAP = "…"


class Match(NamedTuple):
    """A pattern found: positions of its words in the statement, ascending."""

    pattern: str
    positions: tuple[int, ...]


@dataclass(slots=True)
class PatternSet:
    """Compiled patterns; `find` gives every place where one of them stands."""

    patterns: Sequence[str]
    word_groups: Mapping[str, Sequence[str]] = field(default_factory=dict)
    _wanted: frozenset[str] = field(init=False)
    _phrases: dict[str, list[tuple[str, tuple[tuple[str, int], ...]]]] = field(init=False)
    _affixes: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]] = field(init=False)
    _combinations: list[tuple[str, tuple[tuple[str, ...], ...]]] = field(init=False)
    _elements_of: dict[str, tuple[str, ...]] = field(init=False, default_factory=dict)
    _elements: set[str] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self._wanted = frozenset(self.patterns)
        simple = [pattern for pattern in self.patterns if "+" not in pattern]
        joint = [pattern for pattern in self.patterns if "+" in pattern]
        self._combinations = [(pattern, self._members(pattern)) for pattern in joint]
        parts = {part for _, members in self._combinations for options in members for part in options}
        self._phrases = defaultdict(list)
        for pattern in sorted({*simple, *parts}):
            steps = _steps(pattern)
            self._phrases[steps[0][0]].append((pattern, steps))
            self._elements.update(element for element, _ in steps)
        self._affixes = _affixes(self._elements)

    def find(self, words: Sequence[Word]) -> tuple[Match, ...]:
        """All matches, in order of place, then of pattern."""
        elements = [self._match_word(word.form) for word in words]
        said = {element for here in elements for element in here}
        phrases = [
            Match(pattern, positions)
            for start, here in enumerate(elements)
            for first in here
            for pattern, steps in self._phrases.get(first, ())
            if steps[-1][0] in said
            if (positions := _follow(elements, start, steps) if len(steps) > 1 else (start,))
        ]
        found = [match for match in phrases if match.pattern in self._wanted] + self._combine(phrases)
        return tuple(sorted(found, key=lambda match: (match.positions, match.pattern)))

    def _members(self, pattern: str) -> tuple[tuple[str, ...], ...]:
        parts = (part.strip() for part in pattern.split("+"))
        return tuple(
            tuple(self.word_groups.get(part.strip("{}"), ())) if part.startswith("{") else (part,) for part in parts
        )

    def _match_word(self, form: str) -> tuple[str, ...]:
        if form not in self._elements_of:
            keys = {key for key in keys_of(form) if key in self._elements}
            starts, ends, contains = self._affixes
            keys.update(f"{affix}-" for affix in starts if form.startswith(affix))
            keys.update(f"-{affix}" for affix in ends if form.endswith(affix))
            keys.update(f"-{affix}-" for affix in contains if affix in form)
            self._elements_of[form] = tuple(sorted(keys))
        return self._elements_of[form]

    def _combine(self, phrases: Sequence[Match]) -> list[Match]:
        first: dict[str, Match] = {}
        for match in phrases:
            first.setdefault(match.pattern, match)
        return [
            Match(pattern, positions)
            for pattern, members in self._combinations
            if not any(first.keys().isdisjoint(options) for options in members)
            and (positions := _first_of_each(members, first))
        ]


def _first_of_each(members: Sequence[Sequence[str]], first: Mapping[str, Match]) -> tuple[int, ...]:
    """Earliest words that fill every member of a combination, no word twice; empty when a member is missing."""
    found = [[first[option].positions for option in options if option in first] for options in members]
    choices = (choice for choice in product(*(sorted(places)[:3] for places in found)) if _disjoint(choice))
    best = min(choices, default=())
    return tuple(sorted(position for positions in best for position in positions))


def _disjoint(choice: Iterable[tuple[int, ...]]) -> bool:
    positions = [position for places in choice for position in places]
    return len(positions) == len(set(positions))


def _follow(elements: Sequence[Sequence[str]], start: int, steps: Sequence[tuple[str, int]]) -> tuple[int, ...]:
    """Positions of a phrase that begins at `start`; each step takes the nearest place within its gap."""
    positions = [start]
    for element, gap in steps[1:]:
        for position in range(positions[-1] + 1, min(positions[-1] + 2 + gap, len(elements))):
            if element in elements[position]:
                positions.append(position)
                break
        else:
            return ()
    return tuple(positions)


def _steps(pattern: str) -> tuple[tuple[str, int], ...]:
    """A pattern as (element, how many words may stand before it)."""
    steps: list[tuple[str, int]] = []
    gap = 0
    for word in pattern.replace(",", " ").split():
        if word == _GAP:
            gap = MAX_GAP
        else:
            steps.append((_element(word), gap))
            gap = 0
    return tuple(steps)


def _element(word: str) -> str:
    """How one word of a pattern is compared: exact, by stem, or by its beginning or end."""
    if word.startswith("="):
        return "=" + normalize(word[1:])
    if word.startswith("-") or word.endswith("-"):
        return normalize(word)
    return "~" + stem(normalize(word))


def _affixes(elements: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    starts, ends, contains = [], [], []
    for element in sorted(elements):
        if element.startswith("-") and element.endswith("-"):
            contains.append(element.strip("-"))
        elif element.startswith("-"):
            ends.append(element[1:])
        elif element.endswith("-"):
            starts.append(element[:-1])
    return tuple(starts), tuple(ends), tuple(contains)
