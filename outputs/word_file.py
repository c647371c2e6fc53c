"""Accessible Word documents: real heading styles, Dutch, tables with a repeated head row, alternative texts."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from outputs.blocks import SHADES
from outputs.packages import repack
from outputs.pdf import picture_png
from outputs.safe import printable
from outputs.style import HouseStyle, logo_data

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

Align = Literal["left", "right"]
TABLE_STYLE, TABLE_TEXT = "Light Shading", "Tabeltekst"
BAND = "F2F5F8"
PAGE_WIDTH_CM = 16.6  # between the margins of A4
_FIXED = datetime.datetime(2000, 1, 1)  # noqa: DTZ001  Office writes its times without a zone


def new_document(title: str, style: HouseStyle, *, footer: str, concept: str) -> Document:
    """An empty A4 document in the house style, with its title as first heading; `concept` says why it is one, or ""."""
    import docx

    document = docx.Document()
    _set_properties(document, title, style)
    _set_page(document, footer, concept=bool(concept))
    _add_logo(document, style)
    _set_styles(document, style)
    document.add_heading(title, level=1)
    if concept:
        line = document.add_paragraph()
        line.add_run("Concept. ").bold = True
        line.add_run(concept)
    return document


def add_heading(document: Document, text: str, *, level: int = 2, on_new_page: bool = False) -> None:
    """A heading in its own style, so that it stands in the navigation pane."""
    heading = document.add_heading(printable(text), level=level)
    heading.paragraph_format.page_break_before = on_new_page


def add_text(document: Document, text: str, *, style: str | None = None) -> Paragraph:
    """A paragraph; text of residents may hold anything."""
    return document.add_paragraph(printable(text), style=style)


def add_list(document: Document, items: Sequence[str]) -> None:
    """A list with bullets."""
    for item in items:
        add_text(document, item, style="List Bullet")


def add_quote(document: Document, text: str, line: str) -> None:
    """A quote between quotation marks, with who said it and where it stands."""
    add_text(document, f"“{printable(text)}”", style="Quote").paragraph_format.keep_with_next = True
    add_text(document, line, style="Caption")


def add_picture(document: Document, png: bytes, *, alt: str, title: str) -> None:
    """A picture as wide as the text, with an alternative text."""
    from docx.shared import Cm

    shape = document.add_picture(io.BytesIO(png), width=Cm(PAGE_WIDTH_CM))
    properties: Any = shape._inline.docPr
    properties.set("descr", printable(alt))
    properties.set("title", printable(title))


def add_table(
    document: Document,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    widths_cm: Sequence[float],
    align: Sequence[Align],
    shades: Sequence[Sequence[int]] = (),
) -> None:
    """A table whose head row is marked as such and comes back on every page."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Cm

    part: Any = document.part
    style = part.get_style_id(TABLE_TEXT, WD_STYLE_TYPE.PARAGRAPH)  # by name the library goes through all, every time
    table: Any = document.add_table(rows=len(rows) + 1, cols=len(heads), style=TABLE_STYLE)
    table.autofit = False
    for column, width in zip(table.columns, widths_cm, strict=True):
        column.width = Cm(width)
    head: Any = table.rows[0]._tr.get_or_add_trPr()
    head.append(head.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
    _fill(table.rows[0].cells, heads, widths_cm, align, style)
    for added, row in zip(table.rows[1:], rows, strict=True):
        keep: Any = added._tr.get_or_add_trPr()
        keep.append(keep.makeelement(qn("w:cantSplit"), {qn("w:val"): "true"}))
        _fill(added.cells, row, widths_cm, align, style)
    for added, levels in zip(table.rows[1:], shades, strict=False):
        _shade(added.cells, levels)


def _shade(cells: Any, levels: Sequence[int]) -> None:
    """Colour the cells of a heat table; the banding of the table style would read as a value."""
    from docx.oxml.ns import qn

    for cell, level in zip(cells, levels, strict=True):
        properties = cell._tc.get_or_add_tcPr()
        fill = {qn("w:val"): "clear", qn("w:fill"): SHADES[level].lstrip("#")}
        properties.append(properties.makeelement(qn("w:shd"), fill))


def save(document: Document) -> bytes:
    """The document as bytes, equal for equal content."""
    target = io.BytesIO()
    document.save(target)
    return repack(target.getvalue())


def _fill(
    cells: Any, texts: Sequence[str], widths_cm: Sequence[float], align: Sequence[Align], style: str | None
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    for cell, text, width, side in zip(cells, texts, widths_cm, align, strict=True):
        cell.width = Cm(width)
        cell.text = printable(text)
        cell.paragraphs[0]._p.style = style
        if side == "right":
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _set_properties(document: Document, title: str, style: HouseStyle) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.language = title, style.organisation, "nl-NL"
    properties.subject, properties.keywords, properties.comments = "Stadsgesprekken", "woordenwolk", ""
    properties.last_modified_by, properties.revision = style.organisation, 1
    properties.created = properties.modified = _FIXED


def _set_page(document: Document, footer: str, *, concept: bool) -> None:
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2.2)
    section.footer.paragraphs[0].text = printable(footer)
    section.footer.paragraphs[0].style = "Caption"
    if concept:
        section.header.paragraphs[0].text = "CONCEPT"


def _add_logo(document: Document, style: HouseStyle) -> None:
    """The logo in the page header; Word knows no svg, so that becomes pixels."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    found = logo_data(style)
    if found is None:
        return
    kind, data = found
    line = document.sections[0].header.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    picture = picture_png(data.decode()) if kind == "svg" else data
    shape: Any = line.add_run().add_picture(io.BytesIO(picture), height=Cm(1.4))
    shape._inline.docPr.set("descr", style.organisation or "Logo")


def _set_styles(document: Document, style: HouseStyle) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    styles: Any = document.styles
    language = styles.element.find(f".//{qn('w:lang')}")
    for name in ("w:val", "w:eastAsia", "w:bidi"):
        language.set(qn(name), "nl-NL")
    sizes = {
        "Normal": 10,
        "Heading 1": 20,
        "Heading 2": 13,
        "Heading 3": 11,
        "Caption": 8,
        "List Bullet": 10,
        "Quote": 10,
    }
    for name, size in sizes.items():
        font = styles[name].font
        font.name, font.size = style.font or "Arial", Pt(size)
        # the fonts of the theme would win from the name
        fonts = styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
        colour = style.accent if name.startswith("Heading") else style.text
        font.color.rgb = RGBColor.from_string(colour.lstrip("#"))
    styles["Caption"].font.bold = False
    spaces = {"Normal": (4, 6), "Quote": (6, 0), "Caption": (0, 6), "List Bullet": (0, 3), "Heading 2": (16, 4)}
    for name, (before, after) in spaces.items():
        styles[name].paragraph_format.space_before, styles[name].paragraph_format.space_after = Pt(before), Pt(after)
    cell = styles.add_style(TABLE_TEXT, WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style, cell.font.size = styles["Normal"], Pt(9)
    cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(2)
    for shade in styles[TABLE_STYLE].element.iter(qn("w:shd")):  # the grey it comes with is too dark to read on
        shade.attrib.clear()
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), BAND)
