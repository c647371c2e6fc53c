"""From format name to parser. The parsers are imported when they are needed."""

from __future__ import annotations

from corpora.readers.content import Content
from corpora.readers.encoding import Decoded
from corpora.readers.limits import Limits


def parse_text(decoded: Decoded, *, format_: str, limits: Limits) -> Content:
    """Content of a text format: txt, md, csv, vtt or srt."""
    from corpora.readers import delimited, markdown, plain, subtitles

    if format_ == "md":
        return markdown.read_markdown(decoded.text)
    if format_ == "csv":
        return delimited.read_delimited(decoded.text, limits=limits)
    if format_ in ("vtt", "srt"):
        return subtitles.read_subtitles(decoded.text)
    return plain.read_plain(decoded.text)


def parse_package(data: bytes, *, format_: str, limits: Limits) -> Content:
    """Content of a format with a structure of its own; runs in the child process."""
    if format_ == "docx":
        from corpora.readers.docx import read_docx

        return read_docx(data, limits=limits)
    raise NotImplementedError(format_)
