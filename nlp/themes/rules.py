"""What the words of the codebook alone say about a statement: matches, blocked words, and a probability.

Wanted words point at a sub-theme each by itself, support words only together. Unwanted words and figures of
speech take the words inside them out of the game.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from corpora.codebook import Codebook, SubTheme
from corpora.records import Evidence
from nlp.themes.patterns import Match, PatternSet
from nlp.themes.words import Word, find_words

Kind = Literal["wanted", "support", "unwanted", "rule"]

# Log-odds of a sub-theme given how many wanted and support words stand in a statement. Fitted on training
# statements by `nlp.themes.calibrate_rules`; never on the statements kept for measuring.
BASE, FIRST_WANTED, NEXT_WANTED, EACH_SUPPORT = -3.2, 3.6, 1.1, 0.55
MAX_NEXT_WANTED, MAX_SUPPORT = 3, 5

FIGURATIVE = "*"  # stands for every sub-theme


@dataclass(frozen=True, slots=True)
class Found:
    """What speaks for one sub-theme in one statement."""

    wanted: tuple[Match, ...] = ()
    support: tuple[Match, ...] = ()

    @property
    def probability(self) -> float:
        """Chance between 0 and 1 that a coder gives the sub-theme."""
        if not self.wanted and len(self.support) < 2:
            return 0.0
        score = BASE + EACH_SUPPORT * min(len(self.support), MAX_SUPPORT)
        if self.wanted:
            score += FIRST_WANTED + NEXT_WANTED * min(len(self.wanted) - 1, MAX_NEXT_WANTED)
        return 1 / (1 + math.exp(-score))

    def evidence(self, words: Sequence[Word]) -> tuple[Evidence, ...]:
        """Spans of the words found, heaviest first at equal places."""
        strong = {position: 1.0 for match in self.wanted for position in match.positions}
        weak = {position: 0.3 for match in self.support for position in match.positions}
        weights = weak | strong
        return tuple(Evidence(words[place].start, words[place].end, weights[place]) for place in sorted(weights))


@dataclass(frozen=True, slots=True)
class Findings:
    """What the words of the codebook say about one statement."""

    themes: dict[str, Found]
    rules: frozenset[str]  # ids of borderline rules whose words are said


@dataclass(slots=True)
class WordRules:
    """The compiled words of a codebook."""

    codebook: Codebook
    _uses: dict[str, list[tuple[str, Kind]]] = field(init=False)
    _patterns: PatternSet = field(init=False)

    def __post_init__(self) -> None:
        self._uses = defaultdict(list)
        for theme, kind, pattern in _all_patterns(self.codebook):
            self._uses[pattern].append((theme, kind))
        self._patterns = PatternSet(tuple(self._uses), self.codebook.word_groups)

    def find(self, words: Sequence[Word]) -> Findings:
        """Sub-themes with any word in the statement, and borderline rules whose words are said."""
        matches: dict[tuple[str, Kind], list[Match]] = defaultdict(list)
        for match in self._patterns.find(words):
            for use in self._uses[match.pattern]:
                matches[use].append(match)
        said = {theme for theme, kind in matches if kind in ("wanted", "support")}
        figurative = _positions(matches[(FIGURATIVE, "unwanted")])
        found = {}
        for theme in filter(said.__contains__, self.codebook.subtheme_ids):
            blocked = figurative | _positions(matches[(theme, "unwanted")])
            wanted = _longest_first(matches[(theme, "wanted")], blocked)
            support = _longest_first(matches[(theme, "support")], blocked | _positions(wanted))
            if wanted or support:
                found[theme] = Found(wanted, _once(support))
        named = frozenset(rule.id for rule in self.codebook.rules if matches[(rule.id, "rule")])
        return Findings(found, named)


def _longest_first(matches: Iterable[Match], blocked: set[int]) -> tuple[Match, ...]:
    """Matches that share no word with a longer match or with what is blocked; the blocked span counts whole."""
    taken = set(blocked)
    kept = []
    for match in sorted(matches, key=lambda match: (-len(match.positions), match.positions, match.pattern)):
        if taken.isdisjoint(match.positions):
            kept.append(match)
            taken.update(match.positions)
    return tuple(sorted(kept, key=lambda match: match.positions))


def _once(matches: Iterable[Match]) -> tuple[Match, ...]:
    """One match per pattern: saying "auto" five times supports no more than saying it once."""
    return tuple({match.pattern: match for match in reversed(tuple(matches))}.values())


def _positions(matches: Iterable[Match]) -> set[int]:
    return {position for match in matches for position in match.positions}


def _all_patterns(codebook: Codebook) -> Iterable[tuple[str, Kind, str]]:
    for pattern in codebook.figurative:
        yield FIGURATIVE, "unwanted", pattern
    own = _words_of_definitions(codebook)
    for theme in codebook.subthemes:
        for pattern in dict.fromkeys(theme.words):
            yield theme.id, "wanted", pattern
        for pattern in dict.fromkeys((*theme.support, *own[theme.id])):
            if pattern not in theme.words:
                yield theme.id, "support", pattern
        for pattern in dict.fromkeys(theme.unwanted):
            yield theme.id, "unwanted", pattern
    for rule in codebook.rules:
        for pattern in dict.fromkeys(rule.words):
            yield rule.id, "rule", pattern


_MIN_LENGTH, _MAX_THEMES = 5, 2


def _words_of_definitions(codebook: Codebook) -> dict[str, tuple[str, ...]]:
    """Words of label and inclusion rules that few sub-themes share: what a new codebook has before anybody lists words."""
    words = {theme.id: _content_words(theme) for theme in codebook.subthemes}
    spread: dict[str, int] = defaultdict(int)
    for forms in words.values():
        for form in forms:
            spread[form] += 1
    return {theme: tuple(form for form in forms if spread[form] <= _MAX_THEMES) for theme, forms in words.items()}


def _content_words(theme: SubTheme) -> tuple[str, ...]:
    forms = (word.form for part in (theme.label, *theme.include) for word in find_words(part))
    return tuple(dict.fromkeys(form for form in forms if len(form) >= _MIN_LENGTH and form.isalpha()))
