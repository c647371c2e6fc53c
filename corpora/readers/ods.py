"""OpenDocument spreadsheet (ods): one table per visible sheet, texts as the sheet shows them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpora.errors import UnsafeFileError
from corpora.readers.content import Content, counted
from corpora.readers.limits import Limits
from corpora.readers.opendocument import OdfStyles, OdfWalk, block_texts, open_content
from corpora.readers.xmltree import attribute, local
from corpora.records import Cell, Table

if TYPE_CHECKING:
    from lxml.etree import _Element

_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?")
_HIDDEN = ("collapse", "filter")


def read_ods(data: bytes, *, limits: Limits) -> Content:
    """Tables in the order of the tabs; hidden sheets, rows, columns and all remarks stay out, counted.

    Raises:
        UnsafeFileError: more cells than the limits allow.
    """
    _, root = open_content(data, limits=limits)
    styles, counts = OdfStyles([root]), Counter[str]()
    tables = []
    for sheet in root.iterfind(".//{*}spreadsheet/{*}table"):
        if styles.table_shown(attribute(sheet, "style-name")):
            tables.append(_table(sheet, styles, counts, limits=limits))
        else:
            counts["verborgen bladen"] += 1
    return Content(blocks=tuple(tables), left_out=counted(counts))


def _table(sheet: _Element, styles: OdfStyles, counts: Counter[str], *, limits: Limits) -> Table:
    hidden_columns = _hidden_columns(sheet)
    cells: list[Cell] = []
    lost_columns = set()
    for row, element in _rows(sheet):
        found = [cell for cell in _cells(element, row, styles, counts) if cell.text]
        if attribute(element, "visibility") in _HIDDEN:
            counts["verborgen rijen"] += bool(found)
            continue
        lost_columns |= {cell.column for cell in found} & hidden_columns
        cells.extend(cell for cell in found if cell.column not in hidden_columns)
        if len(cells) > limits.max_cells:
            raise UnsafeFileError(
                "het rekenblad heeft te veel cellen.", cure="Verwijder lege rijen of verdeel het blad."
            )
    counts["verborgen kolommen"] += len(lost_columns)
    name = attribute(sheet, "name")
    return Table(name=name, cells=tuple(cells), place=f"blad {name}")


def _rows(sheet: _Element) -> Iterator[tuple[int, _Element]]:
    """Rows with their number; a row that is said to repeat counts, its text is given once."""
    number = 1
    for row in sheet.iter("{*}table-row"):
        yield number, row
        number += _repeated(row, "rows")


def _cells(row: _Element, number: int, styles: OdfStyles, counts: Counter[str]) -> Iterator[Cell]:
    column = 1
    for cell in row:
        if local(cell) not in ("table-cell", "covered-table-cell"):
            continue
        repeated = _repeated(cell, "columns")
        text = _text(cell, styles, counts)
        for offset in range(min(repeated, 50) if text else 0):
            spans = (attribute(cell, f"number-{direction}-spanned", "1") for direction in ("rows", "columns"))
            yield Cell(text, number, column + offset, *(max(1, int(span)) for span in spans))
        column += repeated


def _text(cell: _Element, styles: OdfStyles, counts: Counter[str]) -> str:
    walk = OdfWalk(styles)
    walk.container(cell)
    counts.update(walk.counts)
    date = _ISO_DATE.match(attribute(cell, "date-value"))
    if date:
        time = f" {date[4]}:{date[5]}" if date[4] and (date[4], date[5]) != ("00", "00") else ""
        return f"{date[3]}-{date[2]}-{date[1]}{time}"
    return "\n".join(text for block in walk.blocks for text in block_texts(block)).strip("\n")


def _hidden_columns(sheet: _Element) -> set[int]:
    hidden: set[int] = set()
    column = 1
    for element in sheet.iter("{*}table-column"):
        repeated = _repeated(element, "columns")
        if attribute(element, "visibility") in _HIDDEN:
            hidden.update(range(column, column + min(repeated, 20_000)))
        column += repeated
    return hidden


def _repeated(element: _Element, direction: str) -> int:
    value = attribute(element, f"number-{direction}-repeated", "1")
    return int(value) if value.isdigit() and len(value) < 9 else 1
