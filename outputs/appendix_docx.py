"""`bijlage-4-woordenwolk.docx`: the same appendix, to be edited by the griffie."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING

from outputs.appendix import Appendix, Panel
from outputs.cloud import Cloud
from outputs.pdf import picture_png
from outputs.style import HouseStyle
from outputs.word_file import add_heading, add_list, add_picture, add_table, add_text, new_document, save

if TYPE_CHECKING:
    from docx.document import Document


def appendix_docx(appendix: Appendix, cloud: Cloud, style: HouseStyle) -> bytes:
    """The appendix as a Word document; equal bytes for an equal run."""
    document = new_document(appendix.title, style, footer=appendix.provenance, concept=appendix.concept)
    add_text(document, appendix.intro)
    if cloud.layout:
        add_picture(document, cloud.png, alt=appendix.alt, title=cloud.title)
        _add_legend(document, appendix)
    if appendix.remark:
        add_text(document, appendix.remark)
    if appendix.how_to_read:
        add_heading(document, "Zo leest u de woordenwolk")
        add_list(document, appendix.how_to_read)
    add_heading(document, "Wat de woordenwolk niet laat zien")
    add_list(document, appendix.cannot_show)
    if appendix.rows:
        _add_words(document, appendix)
    for panel in appendix.panels:
        add_panel(document, panel)
    return save(document)


def add_panel(document: Document, panel: Panel, *, on_new_page: bool = True) -> None:
    """Clouds beside each other, with their words as a table."""
    add_heading(document, panel.title, on_new_page=on_new_page)
    add_text(document, panel.intro)
    for picture in panel.pictures:
        add_picture(document, picture_png(picture.svg), alt=picture.alt, title=panel.title)
    add_table(document, panel.heads, panel.rows, widths_cm=(4.2, 12.4), align=("left", "left"))


def _add_legend(document: Document, appendix: Appendix) -> None:
    from docx.shared import RGBColor

    line = document.add_paragraph()
    for colour, name in appendix.legend:
        line.add_run("■ ").font.color.rgb = RGBColor.from_string(colour.lstrip("#"))
        line.add_run(f"{name}    ")


def _add_words(document: Document, appendix: Appendix) -> None:
    add_heading(document, "De woorden in cijfers", on_new_page=True)
    rows = [astuple(row) for row in appendix.rows]
    add_table(document, appendix.heads, rows, widths_cm=(5.2, 2.2, 2.8, 6.4), align=("left", "right", "right", "left"))
