"""Text that may go into a file that others open: no formulas, no characters that break or mislead."""

from __future__ import annotations

import re

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")  # OWASP, "CSV Injection"

# Not allowed in XML 1.0, or reversing the reading direction of what follows (Unicode UAX #9, explicit controls).
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]"
)


def printable(text: str) -> str:
    """The text without characters that break an XML package or turn the reading direction.

    Nothing a reader can see is lost; the exact text stays in `uitspraken.json`.
    """
    return text if text.isprintable() else _UNPRINTABLE.sub("", text)


def starts_formula(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula, also after blanks."""
    return text.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS[:4])


def csv_text(text: str) -> str:
    """The text with a leading apostrophe where a spreadsheet would otherwise calculate with it."""
    text = printable(text)
    return f"'{text}" if starts_formula(text) else text
