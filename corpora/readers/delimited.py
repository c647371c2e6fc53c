"""Delimited text (csv, tsv): one table, its delimiter found by what makes the rows equal in width."""

from __future__ import annotations

import csv
import io
from collections import Counter

from corpora.errors import ReadError, UnsafeFileError
from corpora.readers.content import Content
from corpora.readers.limits import Limits, dutch_number
from corpora.records import Cell, Table

_DELIMITERS = {"\t": "tabs", ";": "puntkomma's", ",": "komma's", "|": "rechte strepen"}
_SAMPLE_CHARACTERS = 200_000
_NONE = "\x1f"  # separates units in no office file
_MIN_TABLE_ROWS = 4
_MIN_REGULARITY = 0.65
_WRONG_DELIMITER = "Sla het op als .xlsx, of als csv met puntkomma's."


def read_delimited(text: str, *, limits: Limits) -> Content:
    """One table of the cells with text; `Table.place` names the delimiter that was found.

    Raises:
        UnsafeFileError: more columns or cells than the limits allow.
        ReadError: a quotation mark that never closes.
    """
    text, named = _without_separator_line(text.replace("\x00", ""))
    delimiter = named or find_delimiter(text)
    warnings: tuple[str, ...] = ()
    try:
        cells = _cells(text, delimiter, strict=True, limits=limits)
    except _LooseQuoteError as loose:
        if loose.unclosed:
            raise ReadError(
                "een aanhalingsteken wordt niet gesloten.", place=loose.place, cure=_WRONG_DELIMITER
            ) from None
        cells = _cells(text, delimiter, strict=False, limits=limits)
        warnings = (f"Aanhalingstekens kloppen niet vanaf {loose.place}; controleer de kolommen daar.",)
    place = f"gescheiden door {_DELIMITERS.get(delimiter, 'één teken')}" if delimiter != _NONE else "één kolom"
    return Content(blocks=(Table(name="", cells=cells, place=place),), warnings=warnings)


def find_delimiter(text: str) -> str:
    """The delimiter that gives most rows the same number of columns, at least two; none when sentences hold the commas."""
    sample = text[:_SAMPLE_CHARACTERS]
    scores = {delimiter: _regularity(_widths(sample, delimiter)) for delimiter in _DELIMITERS}
    best = max(scores, key=lambda delimiter: scores[delimiter])
    if scores[best] >= _MIN_REGULARITY:
        return best
    jagged = [delimiter for delimiter in _DELIMITERS if min(_widths(sample, delimiter), default=0) > 1]
    return jagged[0] if jagged else _NONE


def looks_delimited(text: str) -> bool:
    """Whether a .txt file is a table after all: every row has the same three or more columns, by tabs or semicolons."""
    sample = text[:_SAMPLE_CHARACTERS]
    for delimiter in "\t;":
        widths = _widths(sample, delimiter)
        if len(widths) >= _MIN_TABLE_ROWS and min(widths) >= 3 and len(set(widths)) == 1:
            return True
    return False


def _without_separator_line(text: str) -> tuple[str, str]:
    """Excel's own first line `sep=;` names the delimiter; it is blanked so that row numbers stay right."""
    first, _, rest = text.partition("\n")
    first = first.strip().strip('"')
    if first.lower().startswith("sep=") and len(first) == 5:
        return "\n" + rest, first[4]
    return text, ""


def _regularity(widths: list[int]) -> float:
    """Rows that share the commonest width above one, weighed a little by that width."""
    several = Counter(width for width in widths if width > 1)
    if not several:
        return 0.0
    width, rows = max(several.items(), key=lambda item: (item[1], item[0]))
    return rows / len(widths) * (1 + min(width, 12) / 12)


def _widths(sample: str, delimiter: str) -> list[int]:
    csv.field_size_limit(_SAMPLE_CHARACTERS * 2)
    try:
        return [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if any(row)]
    except csv.Error:
        return []


class _LooseQuoteError(Exception):
    def __init__(self, row: int, message: str) -> None:
        self.place, self.unclosed = f"rij {row}", "end of data" in message
        super().__init__(message)


def _cells(text: str, delimiter: str, *, strict: bool, limits: Limits) -> tuple[Cell, ...]:
    csv.field_size_limit(limits.max_characters)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    cells: list[Cell] = []
    row = 0
    try:
        for row, values in enumerate(rows, start=1):
            kept = [Cell(value.strip(), row, n) for n, value in enumerate(values, start=1) if value.strip()]
            cells.extend(kept)
            if len(values) > limits.max_columns or len(cells) > limits.max_cells:
                raise _too_large(row, len(values), limits=limits)
    except csv.Error as error:
        raise _LooseQuoteError(row + 1, str(error)) from None
    return tuple(cells)


def _too_large(row: int, n_columns: int, *, limits: Limits) -> UnsafeFileError:
    if n_columns > limits.max_columns:
        return UnsafeFileError(
            f"er zijn meer dan {dutch_number(limits.max_columns)} kolommen.", place=f"rij {row}", cure=_WRONG_DELIMITER
        )
    return UnsafeFileError(
        "de tabel heeft te veel cellen.", place=f"rij {row}", cure="Verdeel de tabel over meer bestanden."
    )
