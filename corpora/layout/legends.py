"""Codes that a file explains itself: a legend on another sheet, or typed beside the table ("B = bewoner, O = ondernemer")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from corpora.gazetteer import Gazetteer
from corpora.layout.grid import Grid
from corpora.layout.lines import Line
from corpora.layout.people import role_of, wijk_of
from corpora.layout.vocabulary import vocabulary

_CODE = re.compile(r"[^\W_]{1,4}[.)]?|\d{1,3}[.)]?")
_TYPED = re.compile(r"(?<!\w)([^\W_]{1,4})\s*(?:=|:|→)\s*([^=:→;,|/\n]{3,60}?)(?=\s*(?:[;,|/\n.]|$))")
_BEHIND = re.compile(r"\s*[(\[](?P<code>[^\W_]{1,4})(?P<more>,[^()\[\]]+)?[)\]]$")
_MIN_CODES = 2
_MOSTLY = 0.8
_MAX_MEANING_WORDS = 8


def explained(grids: Sequence[Grid], texts: Iterable[str], gazetteer: Gazetteer) -> list[Grid]:
    """The tables with what their codes stand for, where a column holds codes that the file says are a group, role or wijk."""
    meanings = dict(_typed([*texts, *(text for grid in grids for text in _loose(grid))], gazetteer))
    for grid in grids:
        meanings |= _legend(grid, gazetteer)
    return [grid if _legend(grid, gazetteer) else _in_words(grid, meanings) for grid in grids]


def spelled_out(lines: Sequence[Line], gazetteer: Gazetteer) -> list[Line]:
    """The lines with what their codes stand for, where points end with one in brackets or headings begin with one, and the text says which."""
    # "BR: Ik zie jongens" is said by BR
    meanings = dict(_typed((line.text for line in lines if "=" in line.text), gazetteer))
    return [_spelled_out(line, meanings) for line in lines] if meanings else list(lines)


def _spelled_out(line: Line, meanings: Mapping[str, str]) -> Line:
    if line.kind == "heading":
        first = line.text.split()[0]
        about = meanings.get(_key(first)) if first.isdigit() or first.isupper() else None
        return replace(line, text=f"{line.text} ({about})") if about else line
    match = _BEHIND.search(line.text)
    about = meanings.get(_key(match["code"])) if match else None
    return (
        replace(line, text=f"{line.text[: match.start()]} [{about}{match['more'] or ''}]") if match and about else line
    )


def note_codes(texts: Iterable[str]) -> frozenset[str]:
    """The letters that a text says stand before what is no statement: "EI = eigen indruk, A = actie"."""
    typed = [pair for text in texts if "=" in text for pair in _TYPED.findall(text)]
    return frozenset(code for code, about in typed if code.isupper() and role_of(about) == "notulist")


def _legend(grid: Grid, gazetteer: Gazetteer) -> dict[str, str]:
    """The codes of a table of two columns that holds nothing else; the last rows may explain the initials of staff."""
    above = [[text for _, text in cells] for _, cells in groupby(grid.above, key=lambda cell: cell[0])]
    rows = [[text for text in texts if text] for _, texts in grid.rows]
    pairs = [(row[0], row[1]) for row in [*above, list(grid.headers), *rows] if len(row) == 2]
    coded = [(_key(code), about) for code, about in pairs if _CODE.fullmatch(code) and _tells(about, gazetteer)]
    return dict(coded) if len(coded) >= _MIN_CODES and 2 * len(coded) >= len(pairs) else {}


def _loose(grid: Grid) -> Iterator[str]:
    """What stands around the table, and not in it."""
    yield from (text for _, text in grid.above)
    for _, texts in grid.rows:
        filled = [text for text in texts if text]
        if len(filled) == 1:
            yield filled[0]


def _typed(texts: Iterable[str], gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    found = [
        (_key(code), about.partition("(")[0].strip())
        for text in texts
        for code, about in _TYPED.findall(text)
        if _tells(about, gazetteer)
    ]
    yield from found if len(found) >= _MIN_CODES else ()


def _tells(text: str, gazetteer: Gazetteer) -> bool:
    if len(text.split()) > _MAX_MEANING_WORDS:
        return False
    return bool(vocabulary().group_of(text) or wijk_of(text, gazetteer)) or role_of(text) != "unknown"


def _in_words(grid: Grid, meanings: Mapping[str, str]) -> Grid:
    coded = {index for index in range(len(grid.headers)) if _is_coded(grid, index, meanings)}
    if not coded:
        return grid
    rows = tuple(
        (
            place,
            tuple(meanings.get(_key(text), text) if index in coded else text for index, text in enumerate(texts)),
        )
        for place, texts in grid.rows
    )
    return replace(grid, rows=rows)


def _is_coded(grid: Grid, index: int, meanings: Mapping[str, str]) -> bool:
    texts = [texts[index] for _, texts in grid.rows if index < len(texts) and sum(map(bool, texts)) > 1]
    filled = [text for text in texts if text]
    return bool(filled) and sum(_key(text) in meanings for text in filled) >= _MOSTLY * len(filled)


def _key(code: str) -> str:
    return code.strip(" .)").casefold()
