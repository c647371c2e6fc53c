"""Text layer of a pdf: lines in reading order, page headers and footers told apart, hyphenated words joined."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from corpora.errors import NothingReadError, ReadError, UnsafeFileError
from corpora.readers.checks import DAMAGED, SAVE_AGAIN
from corpora.readers.content import Content, counted
from corpora.readers.limits import Limits
from corpora.readers.pdf_geometry import Line, Segment, reading_order
from corpora.readers.pdf_margins import split_margins
from corpora.records import Block, BlockKind

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_SPACE_GAP, _SEGMENT_GAP = 0.25, 1.2  # in character heights
_STRONG_FONT = re.compile(r"bold|black|heavy|semibold|demi|italic|oblique", re.IGNORECASE)
_BREAK = "\ue000"  # stands for a hyphen that only the line end put there, until the word is joined
_SOFT_BREAKS = dict.fromkeys("\x02\ufffe\u00ad", _BREAK)
_PARAGRAPH_GAP = 1.35  # in line distances
_HEADING_SIZE = 1.15  # in sizes of the body text
_BULLET = re.compile(r"^[•▪◦●○‣■□\uf0b7]\s*(?=\S)")
_HYPHENATED = re.compile(rf"(\w{{1,60}})(?:-|\s?{_BREAK})$")
_REMARKS, _FIELD = (1, 3), 20  # FPDF_ANNOT_TEXT and _FREETEXT, FPDF_ANNOT_WIDGET

NO_TEXT = "er staat geen tekst in die te lezen is; waarschijnlijk is het een scan."
RUN_OCR = "Laat er eerst tekstherkenning (OCR) op los en lever de pdf opnieuw aan."


def read_pdf(data: bytes, *, limits: Limits) -> Content:
    """One block per line; see the conventions of this room.

    Raises:
        ReadError: damaged, or locked with a password.
        NothingReadError: pages without text, as a scan has.
    """
    document = open_pdf(data, limits=limits)
    pages = [list(_segments(page)) for page in document]
    if not any(pages):
        raise NothingReadError(NO_TEXT, cure=RUN_OCR)
    counts = {"opmerkingen": sum(_count_remarks(page) for page in document)}
    bare = [n for n, segments in enumerate(pages, start=1) if not segments]
    which = f"Pagina {bare[0]} heeft" if len(bare) == 1 else f"{len(bare)} pagina's hebben"
    warnings = (f"{which} geen leesbare tekst (een scan of foto).",) if bare else ()
    return Content(
        blocks=tuple(_blocks(pages, [page.get_height() for page in document])),
        left_out=counted(counts),
        warnings=warnings,
    )


def open_pdf(data: bytes, *, limits: Limits) -> PdfDocument:
    """The opened document, or a clear reason why not."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        n_pages = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadError("het bestand is beveiligd met een wachtwoord.", cure="Haal het wachtwoord eraf.") from None
        raise ReadError(DAMAGED, cure=SAVE_AGAIN) from None
    if n_pages > limits.max_pages:
        raise UnsafeFileError(f"er zijn meer dan {limits.max_pages} pagina's.", cure="Verdeel het over meer bestanden.")
    if not n_pages:
        raise ReadError(DAMAGED, cure=SAVE_AGAIN)
    return document


# --- from characters to segments -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    x0: float
    x1: float
    y0: float
    y1: float
    strong: bool


def _segments(page: Any) -> Iterator[Segment]:
    """Words joined while they stand on one line with ordinary spaces between them."""
    yield from _filled_in(page)
    together: list[_Word] = []
    for word in _words(page.get_textpage()):
        if together and not _continues(together[-1], word):
            yield _segment(together)
            together = []
        together.append(word)
    if together:
        yield _segment(together)


def _continues(before: _Word, word: _Word) -> bool:
    height = max(word.y1 - word.y0, 1.0)
    same_line = abs(before.y0 - word.y0) < 0.4 * height
    return same_line and -0.5 * height < word.x0 - before.x1 < _SEGMENT_GAP * height


def _segment(words: list[_Word]) -> Segment:
    n_strong = next((n for n, word in enumerate(words) if not word.strong), len(words))
    return Segment(
        text=" ".join(word.text for word in words),
        x0=words[0].x0,
        x1=words[-1].x1,
        y0=min(word.y0 for word in words),
        y1=max(word.y1 for word in words),
        strong=" ".join(word.text for word in words[:n_strong]),
    )


def _words(text: Any) -> Iterator[_Word]:
    characters: list[tuple[str, float, float, float, float]] = []
    first = 0
    for index, character in enumerate(_characters(text)):
        if characters and (character is None or _apart(characters[-1], character)):
            yield _word(characters, strong=_is_strong(text, first))
            characters = []
        if character is not None:
            first = first if characters else index
            characters.append(character)
    if characters:
        yield _word(characters, strong=_is_strong(text, first))


def _characters(text: Any) -> Iterator[tuple[str, float, float, float, float] | None]:
    """Each character with its box (x0, x1, y0, y1); None for white space and line ends."""
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    for index in range(text.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text, index))
        character = _SOFT_BREAKS.get(character, character)
        if character.isspace() or character < " " or not pdfium.FPDFText_GetLooseCharBox(text, index, box):
            yield None
        else:
            yield character, box.left, box.right, box.bottom, box.top


def _apart(one: tuple[str, float, float, float, float], other: tuple[str, float, float, float, float]) -> bool:
    height = max(other[4] - other[3], 1.0)
    return abs(one[3] - other[3]) > 0.5 * height or not -height < other[1] - one[2] < _SPACE_GAP * height


def _word(characters: list[tuple[str, float, float, float, float]], *, strong: bool) -> _Word:
    text = "".join(c[0] for c in characters).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _Word(
        text=text,
        x0=characters[0][1],
        x1=characters[-1][2],
        y0=min(c[3] for c in characters),
        y1=max(c[4] for c in characters),
        strong=strong,
    )


def _is_strong(text: Any, index: int) -> bool:
    import pypdfium2.raw as pdfium

    name = ctypes.create_string_buffer(128)
    length = pdfium.FPDFText_GetFontInfo(text, index, name, 128, ctypes.c_int())
    return bool(length) and bool(_STRONG_FONT.search(name.value.decode("utf-8", "replace")))


def _filled_in(page: Any) -> Iterator[Segment]:
    """What was typed into the fields of a form: it is no part of the text layer."""
    for kind, annotation in _annotations(page):
        lines = _field_value(annotation).splitlines() if kind == _FIELD else []
        box = _box(annotation) if lines else None
        for n, line in enumerate(lines):
            if box and line.strip():
                height = min(12.0, (box.top - box.bottom) / len(lines))
                top = box.top - n * height
                yield Segment(line.strip(), box.left, box.right, top - height, top)


def _annotations(page: Any) -> Iterator[tuple[int, Any]]:
    import pypdfium2.raw as pdfium

    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        yield pdfium.FPDFAnnot_GetSubtype(annotation), annotation
        pdfium.FPDFPage_CloseAnnot(annotation)


def _field_value(annotation: Any) -> str:
    import pypdfium2.raw as pdfium

    size = pdfium.FPDFAnnot_GetStringValue(annotation, b"V", None, 0)
    buffer = (ctypes.c_ushort * (size // 2))()
    pdfium.FPDFAnnot_GetStringValue(annotation, b"V", buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\x00")


def _box(annotation: Any) -> Any:
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    return box if pdfium.FPDFAnnot_GetRect(annotation, box) else None


def _count_remarks(page: Any) -> int:
    return sum(kind in _REMARKS for kind, _ in _annotations(page))


# --- from segments to blocks ---------------------------------------------------------------------


@dataclass(slots=True)
class _Placed:
    """A line with its page; the text may still change when a word is joined."""

    line: Line
    page: int
    kind: BlockKind
    text: str
    place: str
    strong: str


def _blocks(pages: list[list[Segment]], heights: list[float]) -> Iterator[Block]:
    lines = list(_lines(pages, heights))
    _join_hyphenated([line for line in lines if line.kind == "paragraph"])
    for line in lines:
        line.text, line.strong = _with_hyphens(line.text), _with_hyphens(line.strong)
    pitch, levels = _pitch(lines), _heading_levels(lines)
    before: _Placed | None = None
    for line in lines:
        if line.kind == "paragraph":
            if before and _is_new_paragraph(before, line, pitch):
                yield Block(kind="paragraph", text="", place=line.place)
            before = line
        if line.text:
            yield _block(line, levels)


def _lines(pages: list[list[Segment]], heights: list[float]) -> Iterator[_Placed]:
    for page, (header, body, footer) in enumerate(split_margins(pages, heights), start=1):
        kinds: list[tuple[BlockKind, list[Segment]]] = [("header", header), ("paragraph", body), ("footer", footer)]
        number = 0
        for kind, segments in kinds:
            for line in reading_order(segments):
                number += 1
                yield _Placed(line, page, kind, line.text, f"pagina {page}, regel {number}", line.label or line.strong)


def _join_hyphenated(lines: list[_Placed]) -> None:
    """Pull the rest of a broken word up to where it began; a hyphen before a capital or digit stays."""
    for line, following in pairwise(lines):
        start = _HYPHENATED.search(line.text)
        head, space, tail = following.text.partition(" ")
        if not start or following.line.label or not re.match(r"\w", head) or head in ("en", "of"):
            continue
        keep = head[0].isupper() or head[0].isdigit() or start[1][-1].isdigit()
        moved = line.text[: start.end(1)] + ("-" if keep else "") + head
        line.strong = moved if line.strong == line.text else line.strong
        following.strong = following.strong.removeprefix(head).lstrip()
        line.text, following.text = moved, tail if space else ""


def _with_hyphens(text: str) -> str:
    # some fonts set a hyphen apart: "Nieuw -Krispijn"
    return re.sub(r"(?<=[^\W\d_A-Z]) -(?=[A-Z])", "-", text.replace(_BREAK, "-"))


def _pitch(lines: list[_Placed]) -> float:
    """The commonest distance between two lines."""
    steps = Counter(
        round(2 * (one.line.y0 - other.line.y0)) / 2
        for one, other in pairwise(lines)
        if one.page == other.page and 0 < one.line.y0 - other.line.y0 < 4 * other.line.height
    )
    return max(steps.items(), key=lambda item: (item[1], -item[0]))[0] if steps else 0.0


def _is_new_paragraph(before: _Placed, line: _Placed, pitch: float) -> bool:
    return before.page == line.page and pitch > 0 and before.line.y0 - line.line.y0 > _PARAGRAPH_GAP * pitch


def _heading_levels(lines: list[_Placed]) -> dict[float, int]:
    """Sizes clearly above that of the body text, largest first, as heading levels 1 to 3."""
    sizes = [round(line.line.height, 1) for line in lines for _ in range(len(line.text) // 20 + 1)]
    body = median(sizes) if sizes else 0.0
    larger = sorted({size for size in sizes if size > _HEADING_SIZE * body}, reverse=True)
    return {size: min(rank, 3) for rank, size in enumerate(larger, start=1)}


def _block(line: _Placed, levels: dict[float, int]) -> Block:
    level = levels.get(round(line.line.height, 1), 0)
    if line.kind == "paragraph" and level and len(line.text) <= 120 and not line.line.label:
        return Block(kind="heading", text=line.text, place=line.place, level=level)
    bullet = _BULLET.match(line.text)
    if line.kind == "paragraph" and bullet:
        text, strong = line.text[bullet.end() :], line.strong[bullet.end() :]
        return Block(kind="item", text=text, place=line.place, level=1, emphasis=strong)
    emphasis = line.strong if line.kind == "paragraph" else ""
    return Block(kind=line.kind, text=line.text, place=line.place, emphasis=emphasis)
