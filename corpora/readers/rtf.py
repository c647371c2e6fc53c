"""Rich text (rtf): one pass over its words and groups.

striprtf was tried first: it flattens tables, loses which words are bold, and cannot tell deleted or hidden text.
Format: Rich Text Format Specification 1.9.1 (Microsoft, 2008).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from corpora.errors import ReadError
from corpora.readers.checks import DAMAGED, SAVE_AGAIN
from corpora.readers.cleaning import check_amount
from corpora.readers.content import Content, Runs, counted
from corpora.readers.limits import Limits
from corpora.records import Block, BlockKind, Cell, Table

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,9})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<symbol>[^a-zA-Z])"
    r"|(?P<brace>[{}])|(?P<break>[\r\n]+)|(?P<text>[^\\{}\r\n]+)"
)
_SKIPPED = {
    "fonttbl": "", "colortbl": "", "stylesheet": "", "info": "", "fldinst": "", "listtext": "", "pntext": "", "xe": "", "tc": "",
    "pict": "afbeeldingen", "annotation": "opmerkingen", "footnote": "voetnoten", "objdata": "", "nonshppict": "",
}  # fmt: skip
_SHOWN_THOUGH_OPTIONAL = ("shppict", "shptxt", "shpinst")  # `\*` groups that do hold text
_CHARACTERS = {
    "tab": "\t", "line": "\n", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "endash": "–", "emdash": "—",
    "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "~": " ", "_": "-", "-": "", "{": "{", "}": "}", "\\": "\\",
}  # fmt: skip
_CHARSETS = {128: "cp932", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 238: "cp1250"}  # fmt: skip
_MAX_DEPTH = 2_000


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a group and is forgotten at its closing brace."""

    target: str = "body"  # "body", "header", "footer", "fonttbl" or "" for text that is not shown
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    deleted: bool = False
    fallback: int = 1  # characters that follow a `\u` for old programs
    font: int = 0


def read_rtf(data: bytes, *, limits: Limits) -> Content:
    """Headers, paragraphs, list items and tables in order, footers; deleted text, notes and remarks stay out, counted.

    Raises:
        ReadError: the groups do not close: the file was cut off.
    """
    walk = _Walk()
    check_amount(0, data.count(b"\\par"), limits=limits)
    raw = data.decode("latin-1").rstrip("\x00 \r\n\t")
    position = 0
    while match := _TOKEN.match(raw, position):
        position = match.end() + walk.token(match)
    if walk.depth or position < len(raw):
        raise ReadError(DAMAGED, cure=SAVE_AGAIN)
    walk.finish()
    margins = {k: [Block(kind=k, text=t, place=p) for t in dict.fromkeys(walk.margins[k])] for k, p in _PLACES.items()}
    return Content(blocks=(*margins["header"], *walk.blocks, *margins["footer"]), left_out=counted(walk.counts))


_PLACES: dict[BlockKind, str] = {"header": "kopregel", "footer": "voetregel"}


class _Walk:
    """Blocks so far, and the state of the groups that are open."""

    def __init__(self) -> None:
        self.blocks: list[Block | Table] = []
        self.margins: dict[str, list[str]] = {"header": [], "footer": []}
        self.counts: Counter[str] = Counter()
        self._states = [_State()]
        self._runs = Runs()
        self._skip = self._n_paragraphs = self._n_tables = self._level = self._item = 0
        self._optional = self._in_table = False
        self._code_page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._bytes = bytearray()
        self._cell: list[str] = []
        self._row: list[str] = []
        self._rows: list[list[str]] = []

    @property
    def depth(self) -> int:
        """Groups that are open."""
        return len(self._states) - 1

    def token(self, match: re.Match[str]) -> int:
        """Handle one token; gives the number of raw bytes to jump over."""
        if match["hex"]:
            self._hex(int(match["hex"], 16))
            return 0
        self._flush_bytes()
        if match["text"]:
            self._text(match["text"])
        elif match["brace"]:
            self._brace(match["brace"])
        elif match["symbol"]:
            self._symbol(match["symbol"])
        elif match["word"]:
            return self._word(match["word"], match["number"])
        return 0

    def finish(self) -> None:
        """Close the last paragraph and table."""
        self._flush_bytes()
        self._paragraph()
        self._flush_table()

    # --- tokens ---

    def _brace(self, brace: str) -> None:
        if brace == "{":
            if self.depth > _MAX_DEPTH:
                raise ReadError(DAMAGED, cure=SAVE_AGAIN)
            self._states.append(self._states[-1])
        elif self.depth:
            state = self._states.pop()
            if state.target in self.margins and self._states[-1].target != state.target:
                self._paragraph(target=state.target)
        self._optional, self._skip = False, 0

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._optional = True
        elif symbol in "\r\n":
            self._paragraph()
        else:
            self._add(_CHARACTERS.get(symbol, ""))

    def _hex(self, value: int) -> None:
        if self._skip:
            self._skip -= 1
        else:
            self._bytes.append(value)

    def _flush_bytes(self) -> None:
        if self._bytes:
            page = self._fonts.get(self._states[-1].font, self._code_page)
            self._add(self._bytes.decode(page, errors="replace"))
            self._bytes.clear()

    def _text(self, text: str) -> None:
        text, self._skip = text[self._skip :], max(0, self._skip - len(text))
        self._add(text)

    def _word(self, word: str, number: str | None) -> int:
        value = int(number) if number else None
        optional, self._optional = self._optional, False
        if word == "u" and value is not None:
            self._add(chr(value % 0x10000))
            self._skip = self._states[-1].fallback
        elif word == "bin":
            return max(0, value or 0)
        elif word in _SKIPPED or (optional and word not in _SHOWN_THOUGH_OPTIONAL):
            self._hide(word)
        elif re.fullmatch("(header|footer)[lrf]?", word):
            self._set(target="header" if word.startswith("header") else "footer")
        elif word in _CHARACTERS:
            self._add(_CHARACTERS[word])
        else:
            self._format(word, value)
        return 0

    def _hide(self, word: str) -> None:
        self._set(target="fonttbl" if word == "fonttbl" else "")
        if _SKIPPED.get(word):
            self.counts[_SKIPPED[word]] += 1

    def _format(self, word: str, value: int | None) -> None:
        if word in _TOGGLES:
            self._set(**{_TOGGLES[word]: value != 0})
        elif word == "plain":
            self._set(bold=False, italic=False, hidden=False, deleted=False)
        elif word == "pard":
            self._in_table, self._level, self._item = False, 0, 0
        elif word in ("par", "sect", "page"):
            self._paragraph()
        elif word in ("cell", "nestcell"):
            self._end_cell()
        elif word in ("row", "nestrow"):
            self._end_row()
        elif word == "intbl":
            self._in_table = True
        elif value is not None:
            self._numbered(word, value)

    def _numbered(self, word: str, value: int) -> None:
        if word == "outlinelevel":
            self._level = value + 1 if value < 9 else 0
        elif word in ("ls", "ilvl"):
            self._item = max(self._item, 1) if word == "ls" else value + 1
        elif word == "uc":
            self._set(fallback=max(0, value))
        elif word == "f":
            self._set(font=value)
        elif word == "fcharset" and self._states[-1].target == "fonttbl" and value in _CHARSETS:
            self._fonts[self._states[-1].font] = _CHARSETS[value]
        elif word == "ansicpg" and value in _CODE_PAGES:
            self._code_page = f"cp{value}"

    def _set(self, **changes: bool | int | str) -> None:
        self._states[-1] = replace(self._states[-1], **changes)  # type: ignore[arg-type]

    # --- text ---

    def _add(self, text: str) -> None:
        state = self._states[-1]
        if not text or state.target in ("", "fonttbl"):
            return
        if state.hidden or state.deleted:
            self.counts["verwijderde tekst" if state.deleted else "verborgen tekst"] += 1
            return
        self._runs.add(text, strong=state.bold or state.italic)

    def _paragraph(self, target: str = "") -> None:
        target = target or self._states[-1].target
        runs, self._runs = self._runs, Runs()
        text, emphasis = _joined(runs.text), _joined(runs.emphasis)
        if target in self.margins:
            self.margins[target].extend([text] if text else [])
        elif target == "body" and self._in_table:
            self._cell.append(text)
        elif target == "body":
            self._flush_table()
            self._n_paragraphs += bool(text)
            kind: BlockKind = (
                "paragraph" if not text else "heading" if self._level else "item" if self._item else "paragraph"
            )
            level = self._level or self._item if text else 0
            emphasis = "" if kind == "heading" else emphasis
            self.blocks.append(Block(kind, text, f"alinea {self._n_paragraphs}", level=level, emphasis=emphasis))

    def _end_cell(self) -> None:
        runs, self._runs = self._runs, Runs()
        self._row.append("\n".join([*self._cell, _joined(runs.text)]).strip("\n"))
        self._cell = []

    def _end_row(self) -> None:
        self._rows.append(self._row)
        self._row = []

    def _flush_table(self) -> None:
        rows, self._rows = [*self._rows, *([self._row] if self._row else [])], []
        self._row = []
        cells = tuple(Cell(t, r, c) for r, row in enumerate(rows, start=1) for c, t in enumerate(row, start=1) if t)
        if cells:
            self._n_tables += 1
            self.blocks.append(Table(name="", cells=cells, place=f"tabel {self._n_tables}"))


_TOGGLES = {"b": "bold", "i": "italic", "v": "hidden", "deleted": "deleted"}
_CODE_PAGES = (437, 850, 852, 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258)


def _joined(text: str) -> str:
    """Two halves of one character (a surrogate pair written as two `\\u`) as that character."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
