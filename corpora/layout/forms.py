"""Forms below each other in one text: where the same head returns, another conversation begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpora.layout.header import pairs_of
from corpora.layout.lines import Line

_TELLING = frozenset({"wijk", "locatie", "groep"})
_TITLE_WORDS = 5


def form_starts(lines: Sequence[Line]) -> list[int]:
    """Positions where a form begins; empty when the head of the text stands there once."""
    heads = _heads(lines)
    if len(heads) < 2:
        return []
    return [_with_title(lines, head) for head in heads]


def _heads(lines: Sequence[Line]) -> list[int]:
    """First lines of the blocks of keys that hold a key that returns."""
    keys = {
        number: {pair.key.casefold() for pair in pairs_of(line) if pair.meaning in _TELLING}
        for number, line in enumerate(lines)
        if line.kind != "header"
    }
    counts = Counter(key for found in keys.values() for key in found)
    returning = {key for key, times in counts.items() if times > 1}
    heads: list[int] = []
    seen: set[str] = set()
    for number in sorted(keys):
        if not keys[number] & returning:
            continue
        if not heads or keys[number] & seen:
            heads.append(_first_of_block(lines, number))
            seen = set()
        seen |= keys[number]
    return heads


def _first_of_block(lines: Sequence[Line], number: int) -> int:
    while number > 0 and next(pairs_of(lines[number - 1]), None):
        number -= 1
    return number


def _with_title(lines: Sequence[Line], head: int) -> int:
    """A short line right above the keys ("gesprek 2", a ruler) belongs to the form."""
    while head > 0:
        above = lines[head - 1].text
        short = len(above.split()) <= _TITLE_WORDS and not re.search(r"[.!?:]$", above)
        if not short or (
            re.search(r"\w", above) and not re.search(r"\d|formulier|gesprek|kaart|interview", above, re.I)
        ):
            break
        head -= 1
    return head
