"""A log typed as text: every paragraph begins with a time or a key, then who it was, then what they said.

"09.12 Beller: vrouw, Reeland. Hoort elke nacht een scooter. Actie: doorgezet." is how a desk, a round through the
wijk or a stand at the market is written down. Such paragraphs become a table, so that the columns are recognised in
one place; what was done about it stands behind a key of its own, and nobody said that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpora.gazetteer import Gazetteer
from corpora.layout.drafts import paragraphs
from corpora.layout.grid import column_word
from corpora.layout.lines import Line, join
from corpora.layout.people import is_somebody
from corpora.layout.quotes import is_source
from corpora.records import Cell, Table

_ENTRY = re.compile(
    r"^(?P<at>(?:\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?[\s,;]+)?\d{1,2}[:.]\d{2}(?:\s?u(?:ur)?\b\.?)?|\d{1,3}[.):])?\s*[-–—|,;]?\s*"
    r"(?:(?P<key>[^\W\d_][\w ]{2,20}):\s+)?(?P<who>[^.:!?\"“„]{3,70}?)(?:\.\s+|\s+[–—-]\s+)(?P<said>\S.*)$",
    re.DOTALL,
)
_KEY_INSIDE = re.compile(r"(?<=[.!?)…])\s+(?P<key>[^\W\d_][\w ]{2,20}?):\s")
_AFTERWARDS = frozenset({"notulist", "contact", "spreker", "datum", "interviewer"})
_HEADERS = ("Tijdstip", "Wie", "Verhaal", "Vervolg")
_MAX_WHO_WORDS = 9
_MIN_SAID_WORDS = 3
_MIN_ENTRIES = 3
_MOST = 0.6


@dataclass(frozen=True, slots=True)
class _Entry:
    at: str
    who: str
    said: str
    afterwards: str

    @property
    def cells(self) -> tuple[str, str, str, str]:
        return (self.at, self.who, self.said, self.afterwards)


def entries(lines: Sequence[Line], gazetteer: Gazetteer) -> tuple[list[Line], Table] | None:
    """The lines that are no entry, and the entries as a table; None when the text is no log."""
    lines = _begun_anew(lines, gazetteer)
    apart = [paragraph for paragraph in paragraphs(lines) if not paragraph[0].stands_out and not paragraph[0].speaker]
    found = {id(paragraph[0]): entry for paragraph in apart if (entry := _entry(paragraph, gazetteer))}
    if len(found) < _MIN_ENTRIES or len(found) < _MOST * len(apart):
        return None
    left: list[Line] = []
    cells = [Cell(header, 1, column) for column, header in enumerate(_HEADERS, start=1)]
    place, row = "", 1
    for paragraph in paragraphs(lines):
        first, entry = paragraph[0], found.get(id(paragraph[0]))
        if not entry and not (row > 1 and first.kind == "heading"):
            left += paragraph
            continue
        place, row = place or first.place, row + 1
        if not entry:
            cells.append(Cell(first.text, row, 1))  # a heading holds for the entries below it
            continue
        cells += [Cell(text, row, column) for column, text in enumerate(entry.cells, start=1) if text]
    return left, Table("", tuple(cells), place)


def _begun_anew(lines: Sequence[Line], gazetteer: Gazetteer) -> list[Line]:
    """An entry begins anew, also right below a day or below the entry before it."""
    return [replace(line, starts=True) if not line.starts and _entry([line], gazetteer) else line for line in lines]


def _entry(paragraph: Sequence[Line], gazetteer: Gazetteer) -> _Entry | None:
    match = _ENTRY.match(join(line.text for line in paragraph))
    if not match or not (match["at"] or match["key"]) or len(match["who"].split()) > _MAX_WHO_WORDS:
        return None
    who = match["who"].strip(" ,;")
    if not (is_somebody(who) or is_source(who, gazetteer)) or len(match["said"].split()) < _MIN_SAID_WORDS:
        return None
    said, afterwards = _without_afterwards(match["said"])
    return _Entry(match["at"] or "", who, said, afterwards)


def _without_afterwards(text: str) -> tuple[str, str]:
    """What was said, and what stands behind it under a key: what was done, how to reach somebody."""
    end = next(_ends(text), len(text))
    return text[:end].strip(), text[end:].strip()


def _ends(text: str) -> Iterator[int]:
    return (match.start() for match in _KEY_INSIDE.finditer(text) if column_word(match["key"]) in _AFTERWARDS)
