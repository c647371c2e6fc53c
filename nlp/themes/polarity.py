"""Whether a statement complains, wishes, praises or describes, by a list of words and turns of phrase."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import get_args

from corpora.codebook import DEFAULT_CODEBOOK
from corpora.errors import KnowledgeError
from corpora.records import Polarity
from corpora.yaml_file import read_yaml
from nlp.themes.patterns import PatternSet
from nlp.themes.words import Word

POLARITIES: tuple[Polarity, ...] = get_args(Polarity)
_LEXICON = DEFAULT_CODEBOOK.with_name("polariteit.yaml")

# Praise is said in so many words and outweighs the problem it mentions ("geen last meer van inbraak").
_WEIGHTS: dict[str, float] = {"compliment": 2.0, "wens": 1.5, "neutraal": 1.2, "probleem": 1.0}


def count_polarity_words(words: Sequence[Word]) -> dict[Polarity, int]:
    """How many words or turns of phrase point to each polarity."""
    patterns, uses = _lexicon()
    tally = Counter(uses[match.pattern] for match in patterns.find(words))
    return {polarity: tally[polarity] for polarity in POLARITIES}


def guess_polarity(words: Sequence[Word]) -> Polarity:
    """The polarity with most words for it; a problem where nothing points anywhere."""
    counts = count_polarity_words(words)
    return max(POLARITIES, key=lambda polarity: (counts[polarity] * _WEIGHTS[polarity], polarity == "probleem"))


@cache
def _lexicon() -> tuple[PatternSet, dict[str, Polarity]]:
    lists = read_yaml(_LEXICON)
    if not isinstance(lists, dict) or set(lists) != set(POLARITIES):
        raise KnowledgeError(
            "de woordenlijst voor polariteit is niet te lezen.",
            source="polariteit.yaml",
            cure=f"Zet de woorden onder deze vier kopjes: {', '.join(POLARITIES)}.",
        )
    uses: dict[str, Polarity] = {word: polarity for polarity in POLARITIES for word in lists[polarity]}
    return PatternSet(tuple(uses)), uses
