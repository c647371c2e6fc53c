"""Turns of phrase, whatever they are about: words beside each other, and how sentences begin and end.

Whether someone complains, wishes or praises is heard in "zou", "nooit last", "waarom niet" and in the last sentence; what it is
about is not. Themes do not use these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_TOKEN = re.compile(r"\[[a-z]+|\w+(?:['’-]\w+)*|\.\.\.|[?!….,:;]")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
LONGEST = 3  # words of a turn
MAX_SENTENCES = 5  # more are counted as this many


def find_phrases(text: str) -> Iterator[str]:
    """All runs of one to three words and marks."""
    tokens = _tokens(text)
    for size in range(1, LONGEST + 1):
        yield from (" ".join(tokens[start : start + size]) for start in range(len(tokens) - size + 1))


def find_edges(text: str) -> Iterator[str]:
    """How the text and its sentences begin, how they end, and what the last sentence says."""
    sentences = [tokens for part in _SENTENCE.split(text) if (tokens := _tokens(part))]
    if not sentences:
        return
    last = sentences[-1]
    yield from (f"last {token}" for token in last)
    yield from (f"last {first} {second}" for first, second in pairwise(last))
    yield from (f"begin {start}" for start in _starts(sentences[0]))
    for tokens in sentences:
        yield from (f"sentence {start}" for start in _starts(tokens))
        yield f"end {tokens[-1] if not tokens[-1][-1].isalnum() else 'word'}"
    yield f"sentences {min(len(sentences), MAX_SENTENCES)}"


def _starts(tokens: Sequence[str]) -> list[str]:
    return [" ".join(tokens[:size]) for size in range(1, min(LONGEST, len(tokens)) + 1)]


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.lower())
