"""Plain text (txt): one block per line."""

from __future__ import annotations

import re

from corpora.readers.content import Content
from corpora.records import Block

_LINE_END = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")


def read_plain(text: str) -> Content:
    """Lines in order, each with its number; what a line says stays as it is."""
    return Content(blocks=tuple(line_blocks(text)))


def line_blocks(text: str) -> list[Block]:
    """One block per line, empty lines too."""
    lines = _LINE_END.split(text)
    return [Block(kind="paragraph", text=line.rstrip(), place=line_place(n)) for n, line in enumerate(lines, start=1)]


def line_place(number: int) -> str:
    """How a line is pointed at."""
    return f"regel {number}"
