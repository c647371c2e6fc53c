"""Excel (xlsx): one table per visible sheet, with the values Excel last showed; formulas are never computed."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from collections import Counter
from typing import TYPE_CHECKING, Any

from corpora.errors import UnsafeFileError
from corpora.readers.checks import open_package, read_member
from corpora.readers.content import Content, counted
from corpora.readers.limits import Limits
from corpora.readers.xmltree import refuse_entities
from corpora.records import Cell, Table

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml$")
_CELL = re.compile(rb"<(?:\w+:)?c[ />]")
_EMPTY_FORMULA = re.compile(rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)\s*(?:<v\s*/>|<v></v>)?\s*</(?:\w+:)?c>")
_MACROS = "Er zitten macro's in het bestand; die zijn niet uitgevoerd, alleen de tekst is gelezen."
_FILTERED = "Er staat een filter aan: de verborgen rijen zijn niet gelezen. Zet het filter uit als die mee moeten."


def read_xlsx(data: bytes, *, limits: Limits) -> Content:
    """Tables in the order of the tabs; hidden sheets, rows, columns and all remarks stay out, counted.

    Raises:
        UnsafeFileError: more cells than the limits allow, or entities in the XML.
    """
    from openpyxl import load_workbook

    package = open_package(data, limits=limits)
    counts = _check_parts(package, limits=limits)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl speaks up about drawings and validations, which hold no answers
        book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    counts["verborgen bladen"] = len(book.worksheets) - len(sheets)
    tables = tuple(_table(sheet, counts) for sheet in sheets)
    filtered = counts["verborgen rijen"] and any(sheet.auto_filter.ref for sheet in sheets)
    remarks = [_MACROS] * any(n.endswith("vbaProject.bin") for n in package.namelist()) + [_FILTERED] * bool(filtered)
    return Content(blocks=tables, left_out=counted(counts), warnings=tuple(remarks))


def _check_parts(package: zipfile.ZipFile, *, limits: Limits) -> Counter[str]:
    """Count cells and formulas without a value before openpyxl spends memory on them."""
    counts: Counter[str] = Counter()
    n_cells = 0
    for name in package.namelist():
        if not name.endswith((".xml", ".rels", ".vml")):
            continue
        part = read_member(package, name, limits=limits)
        refuse_entities(part)
        if _SHEET.match(name):
            n_cells += sum(1 for _ in _CELL.finditer(part))
            counts["formules zonder uitkomst"] += sum(1 for _ in _EMPTY_FORMULA.finditer(part))
        if n_cells > limits.max_cells:
            raise UnsafeFileError(
                "de werkmap heeft te veel cellen.", cure="Verwijder lege rijen of verdeel de werkmap."
            )
    return counts


def _table(sheet: Worksheet, counts: Counter[str]) -> Table:
    hidden_rows = {n for n, row in sheet.row_dimensions.items() if row.hidden}
    hidden_columns = _hidden_columns(sheet)
    spans = {(r.min_row, r.min_col): (r.size["rows"], r.size["columns"]) for r in sheet.merged_cells.ranges}
    cells, lost_rows, lost_columns = [], set(), set()
    for (row, column), cell in sorted(sheet._cells.items()):
        counts["opmerkingen"] += getattr(cell, "comment", None) is not None
        text = _text(cell)
        if not text:
            continue
        if row in hidden_rows:
            lost_rows.add(row)
        elif column in hidden_columns:
            lost_columns.add(column)
        else:
            row_span, column_span = spans.get((row, column), (1, 1))
            cells.append(Cell(text, row, column, row_span, column_span))
    counts["verborgen rijen"] += len(lost_rows)
    counts["verborgen kolommen"] += len(lost_columns)
    return Table(name=sheet.title, cells=tuple(cells), place=f"blad {sheet.title}")


def _hidden_columns(sheet: Worksheet) -> set[int]:
    hidden: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            hidden.update(range(dimension.min or dimension.index, (dimension.max or dimension.min or 0) + 1))
    return hidden


def _text(cell: Any) -> str:
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, bool):
        return "WAAR" if value else "ONWAAR"
    if isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        return date_text(value)
    if isinstance(value, int | float):
        return number_text(value, cell.number_format or "")
    return str(value).strip()


def date_text(value: dt.datetime | dt.date | dt.time | dt.timedelta) -> str:
    """A date the Dutch way: "18-03-2024", with " 09:41" where the time is more than midnight."""
    if isinstance(value, dt.datetime):
        day = f"{value.day:02}-{value.month:02}-{value.year:04}"
        return f"{day} {value.hour:02}:{value.minute:02}" if (value.hour, value.minute) != (0, 0) else day
    if isinstance(value, dt.date):
        return f"{value.day:02}-{value.month:02}-{value.year:04}"
    if isinstance(value, dt.time):
        return f"{value.hour:02}:{value.minute:02}"
    minutes = int(value.total_seconds() // 60)
    return f"{minutes // 60}:{minutes % 60:02}"


def number_text(value: float, number_format: str) -> str:
    """A number as a Dutch sheet shows it: whole numbers without decimals, a comma, percentages, leading zeros."""
    if "%" in number_format:
        return f"{value * 100:.10g}%".replace(".", ",")
    if isinstance(value, float) and not value.is_integer():
        return f"{value:.10g}".replace(".", ",")
    whole = str(int(value))
    return whole.zfill(len(number_format)) if re.fullmatch("0+", number_format) else whole
