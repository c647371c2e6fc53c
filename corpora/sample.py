"""Builds the packaged files of the sample corpus (docx, odt, pdf, xlsx) from the plain texts beside them.

The same text gives the same bytes: times inside the packages are fixed. Run after editing a text:
`python -m corpora.sample`.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).parent / "voorbeeld"
SOURCES = SAMPLE / "bron"
UPLOADS = SAMPLE / "gesprekken"

_FIXED_TIME = (2026, 7, 1, 0, 0, 0)
_TIMESTAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_RUNS = re.compile(r"(\*\*.+?\*\*|\*.+?\*)")
_DAY = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")
MERGED_WITH_LEFT = "<"

Run = tuple[str, str]  # style ("", "bold" or "italic") and text


@dataclass(frozen=True, slots=True)
class Part:
    """One block of a source text; a table has rows and no text."""

    kind: str  # heading, paragraph, item, table, kop or voet
    text: str = ""
    level: int = 0
    rows: list[list[str]] = field(default_factory=list)


def build(source: Path) -> bytes:
    """The bytes of the file that `source` describes; `naam.docx.md` becomes a Word file."""
    parts = list(read_parts(source.read_text(encoding="utf-8")))
    return RENDERERS[Path(source.stem).suffix](parts)


def build_all(*, target: Path = UPLOADS) -> list[Path]:
    """Write every packaged file of the sample corpus; gives the paths written."""
    written = []
    for source in sorted(SOURCES.glob("*.md")):
        path = target / source.stem
        path.write_bytes(build(source))
        written.append(path)
    return written


def read_parts(text: str) -> Iterator[Part]:
    """Blocks of a source text: `# kop`, `- punt`, `| cel | cel |`, `[kop] …`, `[voet] …`, else a paragraph."""
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            if not re.fullmatch(r"[|\s-]+", line) or "---" not in line:
                rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            continue
        if rows:
            yield Part("table", rows=rows)
            rows = []
        if line.strip():
            yield _read_line(line)


def _read_line(line: str) -> Part:
    if heading := re.match(r"(#+) (.+)", line):
        return Part("heading", heading[2], level=len(heading[1]))
    if edge := re.match(r"\[(kop|voet)\] (.+)", line):
        return Part(edge[1], edge[2])
    if line.startswith("- "):
        return Part("item", line[2:], level=1)
    return Part("paragraph", line)


def runs(text: str) -> list[Run]:
    """Text cut into plain, **bold** and *italic* stretches."""
    found = []
    for piece in filter(None, _RUNS.split(text)):
        if piece.startswith("**"):
            found.append(("bold", piece[2:-2]))
        elif piece.startswith("*") and piece.endswith("*") and len(piece) > 2:
            found.append(("italic", piece[1:-1]))
        else:
            found.append(("", piece))
    return found


# --- Word ----------------------------------------------------------------------------------------


def _docx(parts: list[Part]) -> bytes:
    import docx

    document = docx.Document()
    for part in parts:
        if part.kind == "table":
            _docx_table(document, part.rows)
        elif part.kind == "heading":
            document.add_heading(part.text, level=part.level)
        elif part.kind in ("kop", "voet"):
            section = document.sections[0]
            edge = section.header if part.kind == "kop" else section.footer
            edge.paragraphs[0].text = part.text
        else:
            style = "List Bullet" if part.kind == "item" else None
            _docx_runs(document.add_paragraph(style=style), part.text)
    buffer = io.BytesIO()
    document.save(buffer)
    return _fix_package(buffer.getvalue())


def _docx_table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)), style="Table Grid")
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=False):
            _docx_runs(cell.paragraphs[0], text)


def _docx_runs(paragraph: Any, text: str) -> None:
    for style, piece in runs(text):
        run = paragraph.add_run(piece)
        run.bold = style == "bold" or None
        run.italic = style == "italic" or None


# --- Excel ---------------------------------------------------------------------------------------


def _xlsx(parts: list[Part]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    sheet: Any = None
    for part in parts:
        if part.kind == "heading":
            sheet = book.create_sheet(part.text)
        elif part.kind == "table":
            _xlsx_rows(sheet, part.rows)
        else:
            sheet.append([part.text])
    buffer = io.BytesIO()
    book.save(buffer)
    return _fix_package(buffer.getvalue())


def _xlsx_rows(sheet: Any, rows: list[list[str]]) -> None:
    first = 1 if sheet.dimensions == "A1:A1" and sheet["A1"].value is None else sheet.max_row + 2
    for number, cells in enumerate(rows, start=first):
        start = 1
        for column, text in enumerate(cells, start=1):
            if text == MERGED_WITH_LEFT:
                continue
            if column - start > 1:
                sheet.merge_cells(start_row=number, end_row=number, start_column=start, end_column=column - 1)
            sheet.cell(number, column, _xlsx_value(text))
            start = column
        if len(cells) > start:
            sheet.merge_cells(start_row=number, end_row=number, start_column=start, end_column=len(cells))


def _xlsx_value(text: str) -> str | int | date | None:
    if day := _DAY.fullmatch(text):
        return date(int(day[3]), int(day[2]), int(day[1]))
    return int(text) if text.isdecimal() else text or None


# --- OpenDocument --------------------------------------------------------------------------------

_ODT_MIME = "application/vnd.oasis.opendocument.text"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_ODT_CONTENT = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    f'<office:document-content xmlns:office="{_ODF}office:1.0" xmlns:text="{_ODF}text:1.0"'
    f' xmlns:table="{_ODF}table:1.0" xmlns:style="{_ODF}style:1.0"'
    f' xmlns:fo="{_ODF}xsl-fo-compatible:1.0" office:version="1.3">'
    "<office:automatic-styles>"
    '<style:style style:name="bold" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="italic" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
    "</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
)
_ODT_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    f'<manifest:manifest xmlns:manifest="{_ODF}manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODT_MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def _odt(parts: list[Part]) -> bytes:
    body = "".join(map(_odt_part, parts))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", _ODT_MIME)
        package.writestr("content.xml", _ODT_CONTENT.replace("{body}", body))
        package.writestr("META-INF/manifest.xml", _ODT_MANIFEST)
    return _fix_package(buffer.getvalue())


def _odt_part(part: Part) -> str:
    if part.kind == "table":
        rows = "".join(
            "<table:table-row>" + "".join(map(_odt_cell, cells)) + "</table:table-row>" for cells in part.rows
        )
        columns = max(map(len, part.rows))
        return f'<table:table><table:table-column table:number-columns-repeated="{columns}"/>{rows}</table:table>'
    if part.kind == "heading":
        return f'<text:h text:outline-level="{part.level}">{_odt_runs(part.text)}</text:h>'
    paragraph = f"<text:p>{_odt_runs(part.text)}</text:p>"
    return f"<text:list><text:list-item>{paragraph}</text:list-item></text:list>" if part.kind == "item" else paragraph


def _odt_cell(text: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{_odt_runs(text)}</text:p></table:table-cell>'


def _odt_runs(text: str) -> str:
    return "".join(
        f'<text:span text:style-name="{style}">{escape(piece)}</text:span>' if style else escape(piece)
        for style, piece in runs(text)
    )


# --- PDF -----------------------------------------------------------------------------------------

_TYPST = """
#let parts = json(bytes(sys.inputs.parts))
#set document(title: "Gesprek", date: datetime(year: 2026, month: 7, day: 1))
#set page(paper: "a4", footer: context align(center)[pagina #counter(page).display() van #counter(page).final().first()])
#set text(lang: "nl", size: 11pt, hyphenate: true)
#set par(justify: true)
#let show_run(run) = if run.at(0) == "bold" { strong(run.at(1)) } else if run.at(0) == "italic" { emph(run.at(1)) } else { run.at(1) }
#for part in parts {
  if part.kind == "heading" { heading(level: part.level, part.runs.map(show_run).join()) }
  else if part.kind == "item" { list(part.runs.map(show_run).join()) }
  else { par(part.runs.map(show_run).join()) }
}
"""


def _pdf(parts: list[Part]) -> bytes:
    import typst

    # handed over as data, so that no text can act as Typst code
    data = [{"kind": part.kind, "level": part.level, "runs": runs(part.text)} for part in parts]
    return bytes(typst.compile(_TYPST.encode(), sys_inputs={"parts": json.dumps(data)}))


RENDERERS: dict[str, Callable[[list[Part]], bytes]] = {".docx": _docx, ".xlsx": _xlsx, ".odt": _odt, ".pdf": _pdf}


def _fix_package(package: bytes) -> bytes:
    """The same zip with fixed times, and fixed dates in the document properties."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _TIMESTAMP.sub(rb"\g<1>2026-07-01T00:00:00Z", content)
            # ODF wants its first entry, the media type, stored as it is
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(zipfile.ZipInfo(name, _FIXED_TIME), content, compress_type=method)
    return buffer.getvalue()


if __name__ == "__main__":
    build_all()
