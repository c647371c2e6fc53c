"""`rapport.docx`: the report to be edited, with real styles and alternative texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outputs.blocks import Block, Bullets, Heading, Picture, Rows, Said, Text
from outputs.cloud import Cloud, provenance
from outputs.overview import Overview
from outputs.pdf import picture_png
from outputs.report_blocks import report_blocks
from outputs.report_text import concept_line, lead, report_title
from outputs.word_file import (
    PAGE_WIDTH_CM,
    add_heading,
    add_list,
    add_picture,
    add_quote,
    add_table,
    add_text,
    new_document,
    save,
)

if TYPE_CHECKING:
    from docx.document import Document


def report_docx(shown: Overview, cloud: Cloud) -> bytes:
    """Equal bytes for an equal run."""
    title = report_title(shown)
    document = new_document(title, shown.settings.style, footer=provenance(shown), concept=concept_line(shown))
    add_text(document, lead(shown))
    for block in report_blocks(shown, cloud):
        _add(document, block)
    return save(document)


def _add(document: Document, block: Block) -> None:
    match block:
        case Heading(text, level):
            add_heading(document, text, level=level)
        case Text(text):
            add_text(document, text)
        case Bullets(items):
            add_list(document, items)
        case Rows(heads, rows, widths, align, shades):
            widths_cm = [PAGE_WIDTH_CM * part for part in widths]
            add_table(document, heads, rows, widths_cm=widths_cm, align=align, shades=shades)
        case Said(text, line, origin):
            add_quote(document, text, f"{line} · {origin}")
        case Picture(svg, alt, title):
            add_picture(document, picture_png(svg), alt=alt, title=title)
