"""A table as rows and columns, turned so that one conversation is one row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpora.layout.vocabulary import vocabulary
from corpora.records import Cell, Table

_QUESTION_START = re.compile(
    r"^(?:v(?:raag)?\s*\d*[.:)]?\s+|q\d+[.:)]?\s*|\d+[.:)]\s*)?"
    r"(?:wat|waar|hoe|welke?|wie|waarom|wanneer|heeft u|heb je|bent u|ben je|zou u|zou je|zijn er|is er|mogen we|mag|kunt u|kun je|voelt u|voel je|wilt u|hebt u|merkt u|maakt u)\b",
    re.IGNORECASE,
)
_OF_STAFF = re.compile(
    r"\b(?:behandela\w+|medewerk\w+|gemeente|ambtena\w+|redactie|intern\w*|afdeling|organisatie|beller|interviewer|enquêteur|wijkteam|beheerder|baliemedewerker)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^(?:v|vraag|q)\s*\d+\b", re.IGNORECASE)
_LONG_WORDS = 8
_MERGED_WORDS = 4
_SEARCH_ROWS = 25
_HEAD_WORDS = 4
_SENTENCE_WORDS = 7.0
_ENOUGH_HITS = 3
_MOSTLY = 0.6
_WHOSE = frozenset({"spreker", "groep", "wijk", "nummer"})


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of texts; `headers` per column, `rows` with the number that the file shows."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]  # place in the file, texts
    above: tuple[tuple[str, str], ...] = ()  # place, text: titles and notes above the header
    turned: bool = False


@dataclass(slots=True)
class _Sheet:
    """Cells by position, both ways round."""

    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    turned: bool = False

    @property
    def rows(self) -> list[int]:
        return sorted({row for row, _ in self.cells})

    @property
    def columns(self) -> list[int]:
        return sorted({column for _, column in self.cells})

    def text(self, row: int, column: int) -> str:
        cell = self.cells.get((row, column))
        return cell.text.strip() if cell else ""

    def row(self, row: int) -> list[str]:
        return [self.text(row, column) for column in self.columns]

    def data_row(self, row: int) -> list[str]:
        """Texts of a row; a short text merged over several rows holds for each of them."""
        return [self.text(row, column) or self._from_above(row, column) for column in self.columns]

    def _from_above(self, row: int, column: int) -> str:
        covering = (
            cell
            for (top, at), cell in self.cells.items()
            if at == column and top < row < top + cell.row_span and len(cell.text.split()) <= _MERGED_WORDS
        )
        return next((cell.text.strip() for cell in covering), "")

    def filled(self, row: int) -> int:
        return sum(bool(text) for text in self.row(row))


def is_question_text(text: str) -> bool:
    """A header that asks: "V4 Wat gaat er goed?"."""
    text = text.strip()
    return (
        (text.endswith("?") and len(text.split()) > 1)
        or (bool(_QUESTION_START.match(text)) and len(text.split()) > 2)
        or bool(_NUMBERED.match(text))
    )


def to_grid(table: Table, known: frozenset[str] = frozenset()) -> Grid:
    """The table with its header found; turned when the questions stand in a column.

    Args:
        known: headers that staff confirmed, in lower case.
    """
    sheet = _Sheet({(cell.row, cell.column): cell for cell in table.cells if cell.text.strip()})
    turned = _turn(sheet)
    row, hits = _header_row(sheet, known)
    turned_row, turned_hits = _header_row(turned, known)
    if (
        turned_hits > 1
        and not _lists_words(sheet, row)
        and (turned_row in sheet.columns[:2] or not _stand_below(sheet))
        and _surely(turned, turned_row, turned_hits) > _surely(sheet, row, hits)
    ):
        sheet, row = turned, turned_row
    return _grid(sheet, row if row is not None else _header_by_content(sheet))


def _header_by_content(sheet: _Sheet) -> int | None:
    """A row of a few words each above a column of sentences heads them, whatever the words are."""
    rows = sheet.rows[:_SEARCH_ROWS]
    row = next((number for number in rows if sheet.filled(number) > 1), None)
    if row is None:
        return None
    heads = [(text, column) for column, text in zip(sheet.columns, sheet.row(row), strict=True) if text]
    if any(len(text.split()) > _HEAD_WORDS or text[-1] in ".!…" or re.search(r"\d", text) for text, _ in heads):
        return None
    below = [
        [text for number in sheet.rows if number > row and (text := sheet.text(number, column))] for _, column in heads
    ]
    told = [texts for texts in below if texts and _words(texts) >= _SENTENCE_WORDS]
    said = {text for texts in below for text in texts}
    return row if told and len(heads) < 12 and not {text for text, _ in heads} & said else None


def _words(texts: list[str]) -> float:
    return sum(len(text.split()) for text in texts) / len(texts)


def _turn(sheet: _Sheet) -> _Sheet:
    return _Sheet(
        {
            (column, row): Cell(cell.text, column, row, cell.column_span, cell.row_span)
            for (row, column), cell in sheet.cells.items()
        },
        turned=True,
    )


def _header_row(sheet: _Sheet, known: frozenset[str]) -> tuple[int | None, int]:
    """The row that looks most like a header, and how many of its cells say so; None when no row does."""
    best: tuple[int | None, int] = (None, 0)
    for row in sheet.rows[:_SEARCH_ROWS]:
        # what stands in a row twice is data
        hits = sum(_is_header_cell(text, known) for text in set(sheet.row(row)))
        enough = hits > 1 or len(sheet.columns) < 3 or 2 * hits >= sheet.filled(row) or _is_first_full(sheet, row)
        if hits > best[1] and enough:
            best = (row, hits)
    return best


def _lists_words(sheet: _Sheet, row: int | None) -> bool:
    """A header of a list, for certain: a column with words, and one that says whose."""
    roles = {column_word(text) for text in sheet.row(row) if not is_question_text(text)} if row is not None else set()
    return "uitspraak" in roles and bool(roles & _WHOSE)


def _stand_below(sheet: _Sheet) -> bool:
    """Most of the long texts stand below each other: whatever the heads of the columns say, that is a list."""
    long = [column for (_, column), cell in sheet.cells.items() if len(cell.text.split()) >= _SENTENCE_WORDS]
    return len(long) >= _ENOUGH_HITS and max(map(long.count, long)) > _MOSTLY * len(long)


def _surely(sheet: _Sheet, row: int | None, hits: int) -> float:
    """How much a row looks like a header; a column of messages holds questions too, but most of it is no question."""
    return min(hits, _ENOUGH_HITS) * hits / max(sheet.filled(row), 1) if row is not None else 0.0


def _is_first_full(sheet: _Sheet, row: int) -> bool:
    """The first row that fills every column, with words that return nowhere below."""
    full = next((number for number in sheet.rows if sheet.filled(number) == len(sheet.columns)), None)
    texts = set(sheet.row(row))
    below = {text for number in sheet.rows if number > row for text in sheet.row(number)}
    return row == full and not texts & below and all(len(text.split()) < 4 or is_question_text(text) for text in texts)


def _is_header_cell(text: str, known: frozenset[str]) -> bool:
    if not text:
        return False
    if " ".join(text.split()).casefold() in known or is_question_text(text):
        return True
    return len(text.split()) <= _LONG_WORDS and not text.endswith(".") and column_word(text) != ""


def column_word(header: str) -> str:
    """The role that the words of a header give away; "" when they say nothing.

    The first word tells most: "naam wijkagent" is a name. A word further on tells when it is the only one.
    """
    parts = header.split(" – ")
    if len(parts) > 1:
        # under a merged header the lower cell tells most
        return column_word(parts[-1]) or column_word(parts[0])
    plain = re.sub(r"^(?:v(?:raag)?\s*)?\d+[.:)]?\s*", "", header.strip().lower().replace("_", " "))
    plain = re.sub(r"^(?:uw|je|jouw|mijn|de|het|in welke|wat is uw|wat is je)\s+", "", plain)
    roles = vocabulary().column_words
    for role, pattern in roles.items():
        if (match := pattern.match(plain)) and match.start() == 0:
            return "notulist" if role == "uitspraak" and _OF_STAFF.search(plain) else role
    found = {
        role
        for role, pattern in roles.items()
        if role in ("wijk", "datum", "contact", "groep") and pattern.search(plain)
    }
    return found.pop() if len(found) == 1 else ""


def _grid(sheet: _Sheet, header_row: int | None) -> Grid:
    columns = sheet.columns
    if header_row is None:
        headers, first = [""] * len(columns), (sheet.rows or [0])[0]
        above: list[tuple[str, str]] = []
    else:
        headers, first = _headers(sheet, header_row)
        above = [
            (_place(sheet, row), text) for row in sheet.rows if row < header_row for text in sheet.row(row) if text
        ]
        above = [(place, text) for place, text in above if text not in headers]
    rows = tuple((_place(sheet, row), tuple(sheet.data_row(row))) for row in sheet.rows if row >= first)
    return Grid(tuple(headers), rows, tuple(above), sheet.turned)


def _headers(sheet: _Sheet, row: int) -> tuple[list[str], int]:
    """Texts of the header, joined over merged rows, and the first row of data."""
    span = max((cell.row_span for (r, _), cell in sheet.cells.items() if r == row), default=1)
    top, low = row, row + span - 1
    before = [number for number in sheet.rows if number < row]
    if before and _spans_part(sheet, before[-1]):
        top = before[-1]
    after = [number for number in sheet.rows if number > row]
    if top == row and after and _spans_part(sheet, row):
        low = max(low, after[0])
    return [_joined(sheet, top, low, column) for column in sheet.columns], low + 1


def _spans_part(sheet: _Sheet, row: int) -> bool:
    """Whether a row holds cells merged over several columns, next to others."""
    spans = [cell.column_span for (r, _), cell in sheet.cells.items() if r == row]
    return len(spans) > 1 and max(spans) > 1


def _joined(sheet: _Sheet, top: int, low: int, column: int) -> str:
    texts = []
    for row in range(top, low + 1):
        for (r, c), cell in sheet.cells.items():
            if r == row and c <= column < c + cell.column_span and cell.text.strip() not in texts:
                texts.append(cell.text.strip())
    return " – ".join(texts)


def _place(sheet: _Sheet, row: int) -> str:
    return f"kolom {_letter(row)}" if sheet.turned else f"rij {row}"


def _letter(number: int) -> str:
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
