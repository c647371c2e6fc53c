"""Records typed as text: the same keys return, each with its value behind a colon, and a new record begins with the first.

Notes of a telephone desk, an export of a form, a list of reports: what a table says with columns, these say with keys.
They become a table, so that the columns are recognised in one place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpora.layout.grid import column_word
from corpora.layout.lines import Line, join
from corpora.layout.people import is_somebody, label_key, role_of
from corpora.layout.vocabulary import vocabulary
from corpora.records import Cell, Table

_KEY = re.compile(r"^(?P<key>[^\W\d_][^:.?!\"“„]{1,38}?)\s*:(?:\s+(?P<value>.*))?$")
_MAX_KEY_WORDS = 5
_MIN_RECORDS = 2
_MIN_KEYS = 3
_MIN_PAIRS = 3  # records of only two keys: whose it is, and the words
_WHOSE = frozenset({"spreker", "groep", "wijk"})
_MOST = 0.6

_Pair = tuple[int, str, str]  # number of the line, key, value


def keyed_table(lines: Sequence[Line]) -> tuple[list[Line], Table] | None:
    """The lines that belong to no record, and the records as a table; None when the text holds none."""
    pairs = list(_pairs(lines))
    first = _first_key(pairs)
    starts = [number for number, key, _ in pairs if key == first]
    if not first or len(starts) < _MIN_RECORDS:
        return None
    records = [[pair for pair in pairs if start <= pair[0] < end] for start, end in pairwise([*starts, len(lines) + 1])]
    keys = _returning(records)
    if not _is_record(keys, n_records=len(records)):
        return None
    return _split(lines, records, keys)


def _pairs(lines: Sequence[Line]) -> Iterator[_Pair]:
    for number, line in enumerate(lines):
        match = _KEY.match(line.text) if line.kind in ("paragraph", "item") and not line.speaker else None
        if match and len(match["key"].split()) <= _MAX_KEY_WORDS:
            yield number, match["key"].strip().casefold(), (match["value"] or "").strip()


def _first_key(pairs: Sequence[_Pair]) -> str:
    """Of the keys that return as often as any, the one that stands first."""
    counts = Counter(key for _, key, _ in pairs)
    most = max(counts.values(), default=0)
    return next((key for _, key, _ in pairs if counts[key] == most), "")


def _returning(records: Sequence[Sequence[_Pair]]) -> list[str]:
    """Keys that most records have, once each and in one order; none when the order differs."""
    counts = Counter(key for record in records for key in dict.fromkeys(key for _, key, _ in record))
    keys = [key for key, times in counts.items() if times >= max(_MIN_RECORDS, _MOST * len(records))]
    for record in records:
        order = [key for _, key, _ in record if key in keys]
        if len(order) > len(set(order)):
            return []  # speakers who take turns
    return keys


def _is_record(keys: Sequence[str], *, n_records: int) -> bool:
    """Facts are asked for, and nobody's name stands where a key would."""
    roles = [column_word(key) for key in keys]
    known = [key for key, role in zip(keys, roles, strict=True) if role or label_key(key) in vocabulary().header_keys]
    people = [key for key in keys if key not in known and (is_somebody(key) or role_of(key) == "respondent")]
    enough = len(keys) >= _MIN_KEYS or (len(keys) == 2 and n_records >= _MIN_PAIRS and bool(_WHOSE & {*roles}))
    return enough and len(known) >= _MIN_KEYS - 1 and "uitspraak" in roles and not people


def _split(lines: Sequence[Line], records: Sequence[Sequence[_Pair]], keys: Sequence[str]) -> tuple[list[Line], Table]:
    """A value runs on over the lines below its key, up to a blank line, a ruler or a line that is set apart."""
    at = {key: column for column, key in enumerate(keys, start=1)}
    cells = [Cell(key.capitalize(), 1, column) for key, column in at.items()]
    taken: set[int] = set()
    for row, record in enumerate(records, start=2):
        for number, key, value in record:
            if key not in at:
                continue
            texts = [value, *_running_on(lines, number + 1, taken)]
            taken.add(number)
            cells.append(Cell(join(texts), row, at[key]))
    left = [line for number, line in enumerate(lines) if number not in taken]
    return left, Table("", tuple(cell for cell in cells if cell.text), lines[records[0][0][0]].place)


def _running_on(lines: Sequence[Line], start: int, taken: set[int]) -> Iterator[str]:
    for number in range(start, len(lines)):
        line = lines[number]
        heads = line.stands_out or line.text.isupper() or not re.search(r"\w", line.text) or _KEY.match(line.text)
        if heads or (line.starts and number > start):
            return
        taken.add(number)
        yield line.text
