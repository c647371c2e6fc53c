"""Rich text (rtf): striprtf for the text, with tables and leading bold kept through marks of our own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpora.errors import ReadError
from corpora.readers.checks import DAMAGED, SAVE_AGAIN
from corpora.readers.content import Content, Runs, counted
from corpora.readers.limits import Limits
from corpora.records import Block, Cell, Table

# private-use characters that stand in for what striprtf would flatten; they are gone from the result
_CELL, _ROW, _ON, _OFF = "\ue001", "\ue002", "\ue003", "\ue004"
_MARKS = (
    (re.compile(r"\\(?:nest)?cell(?![a-z])"), _CELL),
    (re.compile(r"\\(?:nest)?row(?![a-z])"), _ROW),
    (re.compile(r"(?<!\\)\\[bi]1?(?![a-z0-9-])"), _ON),
    (re.compile(r"(?<!\\)\\(?:[bi]0|plain|pard)(?![a-z0-9])"), _OFF),
)
_COUNTED = (("\\annotation", "opmerkingen"), ("\\footnote", "voetnoten"), ("\\pict", "afbeeldingen"))
_DELETED = re.compile(r"\{(?:\\[a-z]+-?\d*\s?)*\\deleted\b[^{}]*\}")
_CODE_PAGE = re.compile(r"\\ansicpg(\d+)")


def read_rtf(data: bytes, *, limits: Limits) -> Content:
    """Paragraphs and tables in order; deleted text, notes and remarks stay out, counted.

    Raises:
        ReadError: the groups of the file do not close: it was cut off.
    """
    from striprtf.striprtf import rtf_to_text

    raw = data.decode("latin-1").replace("\x00", "")
    if raw.rstrip()[-1:] != "}":
        raise ReadError(DAMAGED, cure=SAVE_AGAIN)
    counts = {name: len(re.findall(re.escape(word) + r"(?![a-z])", raw)) for word, name in _COUNTED}
    raw, counts["verwijderde tekst"] = _DELETED.subn("", raw)
    page = _CODE_PAGE.search(raw)
    text = rtf_to_text(_with_marks(raw), encoding=f"cp{page[1]}" if page else "cp1252", errors="replace")
    return Content(blocks=tuple(_blocks(text)), left_out=counted(counts))


def _with_marks(raw: str) -> str:
    for pattern, mark in _MARKS:
        code = ord(mark) - 0x10000  # RTF writes characters from U+8000 as negative numbers
        raw = pattern.sub(lambda match, code=code: rf"\u{code}?{_kept(match[0])}", raw)  # type: ignore[misc]
    return raw


def _kept(word: str) -> str:
    return word if word in ("\\plain", "\\pard") else ""


def _blocks(text: str) -> Iterator[Block | Table]:
    n_tables = n_paragraphs = 0
    for part in re.split(
        f"((?:[^{_CELL}{_ROW}\n]*{_CELL}(?:[^{_CELL}{_ROW}]*{_CELL})*[^{_CELL}{_ROW}]*{_ROW}\\s*)+)", text
    ):
        if _ROW in part:
            n_tables += 1
            yield _table(part, place=f"tabel {n_tables}")
            continue
        for line in part.replace(_CELL, "\t").split("\n"):
            runs = _runs(line)
            n_paragraphs += bool(runs.text)
            yield Block(kind="paragraph", text=runs.text, place=f"alinea {n_paragraphs}", emphasis=runs.emphasis)


def _table(part: str, *, place: str) -> Table:
    cells = [
        Cell(_runs(text).text, row, column)
        for row, line in enumerate(part.split(_ROW), start=1)
        for column, text in enumerate(line.split(_CELL), start=1)
    ]
    return Table(name="", cells=tuple(cell for cell in cells if cell.text), place=place)


def _runs(line: str) -> Runs:
    runs, strong = Runs(), False
    for piece in re.split(f"([{_ON}{_OFF}])", line):
        if piece in (_ON, _OFF):
            strong = piece == _ON
        else:
            runs.add(piece, strong=strong)
    return runs
