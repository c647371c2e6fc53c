"""A table typed as text: a line of column names, and rows whose columns are only told apart by gaps.

The text layer of a pdf and a printed list give no cells. A row begins with a number, a group or a wijk; what stands
before the last gap of a line belongs to the narrow columns, what stands after it to the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpora.gazetteer import Gazetteer
from corpora.layout.grid import column_word
from corpora.layout.lines import Line, join
from corpora.layout.vocabulary import vocabulary
from corpora.records import Cell, Table

_GAP = re.compile(r"\t+|\s{3,}")
_NUMBER = re.compile(r"^(?P<number>\d{1,4})[.)]?\s+(?=\S)")
_WHO = frozenset({"groep", "wijk", "spreker", "nummer"})
_MAX_HEADER_WORDS = 8
_MIN_ROWS = 2
_HEADERS = ("nr", "doelgroep", "wijk", "antwoord")


@dataclass(slots=True)
class _Row:
    number: str
    place: str
    labels: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def add(self, text: str, gazetteer: Gazetteer, *, first: bool) -> None:
        *labels, words = _GAP.split(text)
        if not labels and self.label.endswith("-") and gazetteer.canonical_wijk(f"{self.label}{words}"):
            labels, words = [words], ""
        self.labels += labels
        if first:
            label, words = _leading(words, gazetteer)
            self.labels += [label]
        self.words.append(words)

    @property
    def label(self) -> str:
        # "Nieuw-" above "Krispijn" is one name
        return re.sub(r"-\s+", "-", " ".join(label for label in self.labels if label))


def typed_table(lines: Sequence[Line], gazetteer: Gazetteer) -> tuple[int, Table] | None:
    """Where a typed table begins in these lines, and the table; None when there is none."""
    top = next((number for number, line in enumerate(lines) if _is_header(line)), None)
    if top is None:
        return None
    rows = _rows(lines[top:], gazetteer)
    told = sum(bool(_group(row) or _wijk(row, gazetteer)) for row in rows)
    if len(rows) < _MIN_ROWS or 2 * told < len(rows):
        return None
    return top, Table("", tuple(_cells(rows, gazetteer)), lines[top].place)


def _is_header(line: Line) -> bool:
    words = re.split(r"\s+|\t", line.text.strip())
    if not 2 < len(words) <= _MAX_HEADER_WORDS or line.text[-1] in ".?!:":
        return False
    roles = [column_word(word) for word in words]
    known = [role for role in roles if role]
    return "uitspraak" in known and len(_WHO & {*known}) > 1 and len(known) > len(words) - 2


def _rows(lines: Sequence[Line], gazetteer: Gazetteer) -> list[_Row]:
    rows: list[_Row] = []
    header = lines[0].text.split()
    numbered = sum(bool(_NUMBER.match(line.text)) for line in lines) >= _MIN_ROWS
    for line in lines[1:]:
        if line.text.split() == header or line.kind == "heading":
            continue
        number = _NUMBER.match(line.text)
        text = line.text[number.end() :] if number else line.text
        known = bool(_leading(text, gazetteer)[0])
        next_one = number is not None and int(number["number"]) == len(rows) + 1 and line.starts
        begins = next_one or (known and (bool(number) if numbered else line.starts))
        if begins:
            rows.append(_Row(number["number"] if number else "", line.place))
        if rows:
            rows[-1].add(text, gazetteer, first=begins)
    return rows


def _leading(text: str, gazetteer: Gazetteer) -> tuple[str, str]:
    """Groups and wijken that a text begins with, and the rest of it."""
    position, found = 0, True
    while found:
        found = False
        rest = text[position:].lstrip(" ,/·|\t")
        at = len(text) - len(rest)
        ends = [match.end for match in gazetteer.find_wijken(rest) if match.start == 0]
        ends += [match.end() for words in vocabulary().group_words.values() if (match := words.match(rest))]
        if ends:
            position, found = at + max(ends), True
    return text[:position].strip(), text[position:].strip(" ,/·|\t")


def _cells(rows: Sequence[_Row], gazetteer: Gazetteer) -> Iterator[Cell]:
    for column, header in enumerate(_HEADERS, start=1):
        yield Cell(header, 1, column)
    for at, row in enumerate(rows, start=2):
        texts = (row.number, _group(row), _wijk(row, gazetteer), join(row.words))
        yield from (Cell(text, at, column) for column, text in enumerate(texts, start=1) if text)


def _group(row: _Row) -> str:
    return row.label if vocabulary().group_of(row.label) else ""


def _wijk(row: _Row, gazetteer: Gazetteer) -> str:
    return next((match.name for match in gazetteer.find_wijken(row.label)), "")
