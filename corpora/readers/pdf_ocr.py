"""Scanned pdf: text recognition with Tesseract, where that program is installed."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from corpora.errors import NothingReadError
from corpora.readers.content import Content
from corpora.readers.limits import Limits
from corpora.readers.pdf import NO_TEXT, RUN_OCR, open_pdf
from corpora.records import Block

_DOTS_PER_INCH = 200
_MAX_PAGES = 60
_SECONDS_PER_PAGE = 60
_RECOGNISED = "De tekst komt uit een scan, met tekstherkenning (Tesseract); controleer hem voor u citeert."


def can_recognise() -> bool:
    """Whether Tesseract is installed."""
    return shutil.which("tesseract") is not None


def ocr_limits(limits: Limits) -> Limits:
    """Recognition takes seconds per page; the memory of the child holds the program too."""
    return replace(limits, wall_seconds=_MAX_PAGES * 10, max_pages=_MAX_PAGES, memory_bytes=4 * limits.memory_bytes)


def read_scan(data: bytes, *, limits: Limits) -> Content:
    """Recognised lines per page.

    Raises:
        NothingReadError: nothing was recognised.
    """
    document = open_pdf(data, limits=limits)
    language = _language()
    blocks = tuple(b for n, page in enumerate(document, start=1) for b in _page(page, n, language))
    if not any(block.text for block in blocks):
        raise NothingReadError(NO_TEXT, cure=RUN_OCR)
    return Content(blocks=blocks, warnings=(_RECOGNISED,))


def _page(page: Any, number: int, language: str) -> Iterator[Block]:
    picture = io.BytesIO()
    page.render(scale=_DOTS_PER_INCH / 72, grayscale=True).to_pil().save(picture, format="PNG")
    text = _tesseract(["stdin", "stdout", "-l", language], picture.getvalue())
    for row, line in enumerate(text.split("\n"), start=1):
        yield Block(kind="paragraph", text=line.strip(), place=f"pagina {number}, regel {row}")


def _language() -> str:
    installed = _tesseract(["--list-langs"], b"").split()
    return "nld" if "nld" in installed else "eng"


def _tesseract(arguments: list[str], picture: bytes) -> str:
    program = shutil.which("tesseract") or "tesseract"
    done = subprocess.run(  # noqa: S603 - fixed arguments, the picture goes by pipe
        [program, *arguments], input=picture, capture_output=True, timeout=_SECONDS_PER_PAGE, check=False
    )
    return done.stdout.decode("utf-8", errors="replace")
