"""Several ways to read one text: the one that the signs on the page point to, unless another gives a much likelier division of roles."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from corpora.layout.remembered import remembered
from corpora.layout.sound import likelihood, sentences
from corpora.records import Turn

Reading = Callable[[], list[Turn]]

_MARGIN = 0.5  # natural logarithm, per word
_SURE = 0.95  # no sentence tells more than this
_MIN_WORDS, _MAX_WORDS = 4, 40  # of a sentence
_MIN_TEXT = 40  # words


def choose(expected: Sequence[Reading], others: Sequence[Reading]) -> list[Turn]:
    """The turns of the first reading, or of the likeliest one where the first is far less likely.

    Args:
        expected: the reading that the signs on the page point to, and other forms of it.
        others: readings that must be much likelier than those.
    """
    first = expected[0]()
    found = [(plausibility(first) + _MARGIN, first)]
    if found[0][0] < 0:  # else no other can be likelier
        for reading, margin in [*((one, _MARGIN) for one in expected[1:]), *((one, 0.0) for one in others)]:
            turns = reading()
            if any(turn.role == "respondent" for turn in turns):
                found.append((plausibility(turns) + margin, turns))
    return max(found, key=lambda scored: scored[0])[1]


def plausibility(turns: Iterable[Turn]) -> float:
    """How likely it is that respondents say what is given to them, and nobody the rest: mean logarithm per word, at most 0.

    Of a few words nothing is known: 0.
    """
    total, n_words = 0.0, 0
    for turn in turns:
        for sentence in sentences(turn.text):
            words = min(_MAX_WORDS, len(sentence.split()))
            if words >= _MIN_WORDS:
                said = _said(sentence)
                total += words * math.log(said if turn.role == "respondent" else 1 - said)
                n_words += words
    return total / n_words if n_words >= _MIN_TEXT else 0.0


@remembered
def _said(sentence: str) -> float:
    return min(_SURE, max(1 - _SURE, likelihood(sentence)))
