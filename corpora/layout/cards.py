"""Cards below each other in one sheet: the same keys return in a column for every conversation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from corpora.layout.grid import column_word, is_question_text
from corpora.layout.vocabulary import vocabulary
from corpora.records import Cell, Table

_MIN_KEYS = 2
_KEY_WORDS = 8
_MOSTLY = 0.6

_Row = tuple[int, dict[int, str]]
_Card = tuple[int, list[tuple[str, str]]]


def as_list(table: Table) -> Table:
    """The table with a row for every card, when it holds cards; else the table itself."""
    rows = _rows(table)
    column = _key_column(rows)
    first = _first_key(rows, column) if column else ""
    if not column or not first:
        return table
    above, cards = _cards(rows, column, first)
    return _listed(table, above, cards)


def _rows(table: Table) -> list[_Row]:
    rows: dict[int, dict[int, str]] = {}
    for cell in table.cells:
        if cell.text.strip():
            rows.setdefault(cell.row, {})[cell.column] = cell.text.strip()
    return sorted(rows.items())


def _key_column(rows: Sequence[_Row]) -> int:
    """The column in which the same keys return, with one value beside each; 0 when there is none."""
    for column in sorted({column for _, cells in rows for column in cells}):
        keys = _returning(rows, column)
        known = [key for key in keys if _is_key(key)]
        beside = [cells for _, cells in rows if cells.get(column) in keys]
        single = sum(len(cells) <= _MIN_KEYS for cells in beside)
        if len(known) >= _MIN_KEYS and single >= _MOSTLY * len(beside) and _asks_for_words(known):
            return column
    return 0


def _returning(rows: Sequence[_Row], column: int) -> set[str]:
    counts = Counter(cells[column] for _, cells in rows if column in cells)
    return {key for key, times in counts.items() if times > 1 and len(key.split()) <= _KEY_WORDS}


def _is_key(text: str) -> bool:
    plain = text.strip(" :").casefold()
    return plain in vocabulary().header_keys or bool(column_word(text.strip(" :"))) or is_question_text(text)


def _asks_for_words(keys: Sequence[str]) -> bool:
    return any(is_question_text(key) or column_word(key.strip(" :")) == "uitspraak" for key in keys)


def _first_key(rows: Sequence[_Row], column: int) -> str:
    """The key that a card begins with: of those that return as often as any, the first."""
    keys = _returning(rows, column)
    counts = Counter(cells[column] for _, cells in rows if cells.get(column) in keys)
    most = max(counts.values(), default=0)
    return next((cells[column] for _, cells in rows if column in cells and counts[cells[column]] == most), "")


def _cards(rows: Sequence[_Row], column: int, first: str) -> tuple[list[_Row], list[_Card]]:
    above: list[_Row] = []
    cards: list[_Card] = []
    key = ""
    for number, cells in rows:
        key = cells.get(column, key)
        if key == first and column in cells:
            cards.append((number, []))
        if not cards:
            above.append((number, cells))
            continue
        values = [text for at, text in sorted(cells.items()) if at != column]
        cards[-1][1].extend((key, value) for value in values)
    return above, cards


def _listed(table: Table, above: Sequence[_Row], cards: Sequence[_Card]) -> Table:
    headers = _headers(cards)
    at = {header: column for column, header in enumerate(headers, start=1)}
    top = cards[0][0]
    cells = [Cell(text, number, column) for number, texts in above for column, text in texts.items()]
    cells += [Cell(key.strip(" :"), top, column) for (key, _), column in at.items()]
    for number, pairs in cards:
        # the header takes the number of the first card
        cells += [Cell(value, number + 1, at[key]) for key, value in _numbered(pairs)]
    return Table(table.name, tuple(cells), table.place)


def _headers(cards: Sequence[_Card]) -> Mapping[tuple[str, int], None]:
    return dict.fromkeys(key for _, pairs in cards for key, _ in _numbered(pairs))


def _numbered(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[tuple[str, int], str]]:
    """A key with several values on one card gets a column for each."""
    seen: Counter[str] = Counter()
    for key, value in pairs:
        seen[key] += 1
        yield (key, seen[key]), value
