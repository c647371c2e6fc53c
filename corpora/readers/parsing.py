"""From format name to parser. The parsers are imported when they are needed."""

from __future__ import annotations

from collections.abc import Callable

from corpora.readers.cleaning import check_amount
from corpora.readers.content import Content
from corpora.readers.encoding import Decoded
from corpora.readers.limits import Limits

_PARSERS = {
    "rtf": ("rtf", "read_rtf"),
    "md": ("markdown", "read_markdown"),
    "docx": ("docx", "read_docx"),
    "odt": ("opendocument", "read_odt"),
    "ods": ("ods", "read_ods"),
    "xlsx": ("xlsx", "read_xlsx"),
    "html": ("html", "read_html"),
    "pdf": ("pdf", "read_pdf"),
    "scan": ("pdf_ocr", "read_scan"),
}


def parse_text(decoded: Decoded, *, format_: str, limits: Limits) -> Content:
    """Content of a text format whose parser takes time in proportion to the text: txt, csv, vtt or srt."""
    check_amount(len(decoded.text), decoded.text.count("\n"), limits=limits)
    from corpora.readers import delimited, plain, subtitles

    if format_ == "csv":
        return delimited.read_delimited(decoded.text, limits=limits)
    if format_ in ("vtt", "srt"):
        return subtitles.read_subtitles(decoded.text)
    return plain.read_plain(decoded.text)


def parse_package(data: bytes, *, format_: str, limits: Limits) -> Content:
    """Content of a format with a structure of its own; runs in the child process. Markdown comes as UTF-8."""
    from importlib import import_module

    module, function = _PARSERS[format_]
    reader: Callable[..., Content] = getattr(import_module(f"corpora.readers.{module}"), function)
    return reader(data, limits=limits)
