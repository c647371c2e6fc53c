"""Rows that belong to the row above them: a name with facts on one row, and what that person said on the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from corpora.layout.grid import column_word
from corpora.records import Cell, Table

_MIN_FACTS = 3  # cells of the row that the words belong to
_MAX_SPARSE = 2  # cells of the row with the words: perhaps a label, and the words
_MIN_WORDS = 6
_MIN_PAIRS = 2
_WORDS = "verteld"

_Row = tuple[int, list[Cell]]


def as_pairs(table: Table) -> Table:
    """The table with such rows moved up into a column of their own, when most of its rows come in pairs."""
    rows = _rows(table)
    pairs = [(above, below) for above, below in pairwise(rows) if _is_pair(above, below)]
    moved = {below[0] for _, below in pairs}
    if len(pairs) < _MIN_PAIRS or 2 * len(pairs) < len(rows) - len(pairs) - 1 or not _have_header(rows, pairs):
        return table
    column = max(cell.column for cell in table.cells) + 1
    cells = [cell for cell in table.cells if cell.row not in moved]
    header = next(row for row, _ in rows if row not in moved)
    cells.append(Cell(_WORDS, header, column))
    cells += [Cell(_longest(below), above[0], column) for above, below in pairs]
    return Table(table.name, tuple(cells), table.place)


def _rows(table: Table) -> list[_Row]:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.text.strip():
            rows.setdefault(cell.row, []).append(cell)
    return sorted(rows.items())


def _is_pair(above: _Row, below: _Row) -> bool:
    long_enough = len(_longest(below).split()) >= _MIN_WORDS
    short = all(len(cell.text.split()) < _MIN_WORDS for cell in above[1])
    return long_enough and short and len(below[1]) <= _MAX_SPARSE and len(above[1]) >= _MIN_FACTS


def _longest(row: _Row) -> str:
    return max((cell.text for cell in row[1]), key=len)


def _have_header(rows: Sequence[_Row], pairs: Sequence[tuple[_Row, _Row]]) -> bool:
    """The facts stand under the heads of their columns; what stands beside the words is the same every time, or nothing."""
    first = rows[0]
    beside = Counter(cell.text for _, below in pairs for cell in below[1] if cell.text != _longest(below))
    known = sum(bool(column_word(cell.text)) for cell in first[1])
    return known > 1 and first not in [above for above, _ in pairs] and len(beside) <= 1
