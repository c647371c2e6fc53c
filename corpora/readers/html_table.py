"""Cells of an html table on their grid, with the spans that the page gives them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from corpora.errors import UnsafeFileError
from corpora.readers.limits import Limits, dutch_number
from corpora.readers.xmltree import local
from corpora.records import Cell

if TYPE_CHECKING:
    from lxml.etree import _Element


def read_table(table: _Element, cell_text: Callable[[_Element], str], *, limits: Limits) -> list[Cell]:
    """Cells with text, at the row and column where they are seen.

    Raises:
        UnsafeFileError: more columns than the limits allow.
    """
    cells: list[Cell] = []
    covered: dict[int, int] = {}  # column -> last row that a cell from above still fills
    for row, element in enumerate(table.iter("tr"), start=1):
        column = 1
        for cell in element:
            if local(cell) not in ("td", "th"):
                continue
            while covered.get(column, 0) >= row:
                column += 1
            rows, columns = _span(cell, "rowspan"), _span(cell, "colspan")
            covered.update(dict.fromkeys(range(column, column + columns), row + rows - 1))
            text = cell_text(cell)
            if text:
                cells.append(Cell(text, row, column, rows, columns))
            column += columns
            if column > limits.max_columns + 1:
                raise UnsafeFileError(
                    f"er zijn meer dan {dutch_number(limits.max_columns)} kolommen.", cure="Sla de tabel op als .xlsx."
                )
    return cells


def _span(cell: _Element, name: str) -> int:
    value = cell.get(name, "1").strip()
    return max(1, min(int(value), 1_000)) if value.isdecimal() and len(value) < 6 else 1
