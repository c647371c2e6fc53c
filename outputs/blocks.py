"""What a report is made of: plain blocks in reading order, the same for docx, pdf and html."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

N_SHADES = 5
# of a heat table, lightest first; the text on them keeps a contrast of 7 or more
SHADES = ("#ffffff", "#e3eef8", "#c6dcf0", "#a3c6e6", "#8fb9df", "#7fafd9")
HIDDEN = "–"  # a number that is kept back

Align = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """A table with a head row. Widths are parts of the width of the page, together 1."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    align: tuple[Align, ...]
    shades: tuple[tuple[int, ...], ...] = ()  # per cell 0 (none) to `N_SHADES`: a heat table


@dataclass(frozen=True, slots=True)
class Said:
    """A quote with who said it and where it can be found."""

    text: str
    line: str
    origin: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A vector picture with what it shows in words."""

    svg: str
    alt: str
    title: str


Block = Heading | Text | Bullets | Rows | Said | Picture


def numbers_after_first(n_columns: int) -> tuple[Align, ...]:
    """Alignment of a table whose first column holds names and the others numbers."""
    return tuple("right" if column else "left" for column in range(n_columns))


def shade_of(n: int | None, most: int) -> int:
    """Shade of a cell in a heat table, 0 to `N_SHADES`; a hidden cell has none."""
    return -(-n * N_SHADES // most) if n and most else 0
