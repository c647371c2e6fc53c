"""Page headers and footers of a pdf: what returns at the top or bottom of its pages, and page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpora.readers.pdf_geometry import Segment, rows

_OUTER_ROWS = 3
_SAME_HEIGHT = 6.0  # points
_MARGIN_SHARE = 0.14  # of the height of the page, at the top and at the bottom
_MIN_SHARE = 0.5  # of the pages on which a margin returns
_PAGE_NUMBER = re.compile(
    r"^\W*(?:(?:pagina|bladzijde|pag\.?|blz\.?|page|blad|p\.)\s*)?\d{1,4}(?:\s*(?:van|/|of|-)\s*\d{1,4})?\W*$|^.{0,60}\b(?:pagina|bladzijde|blad)\s+\d{1,4}\b.{0,60}$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")


def split_margins(
    pages: list[list[Segment]], heights: list[float]
) -> list[tuple[list[Segment], list[Segment], list[Segment]]]:
    """Header, body and footer of each page, `heights` in points; together they hold every segment once."""
    tops = [_edge(page, (1 - _MARGIN_SHARE) * height, 2 * height) for page, height in zip(pages, heights, strict=True)]
    bottoms = [_edge(page, -height, _MARGIN_SHARE * height)[::-1] for page, height in zip(pages, heights, strict=True)]
    result = []
    for n, page in enumerate(pages):
        header = _margin(tops[n], [other for m, other in enumerate(tops) if m != n], len(pages))
        footer = _margin(bottoms[n], [other for m, other in enumerate(bottoms) if m != n], len(pages))
        outside = {id(segment) for segment in (*header, *footer)}
        only_footer = [s for s in footer if all(s is not h for h in header)]
        result.append((header, [s for s in page if id(s) not in outside], only_footer))
    return result


def _edge(page: list[Segment], low: float, high: float) -> list[list[Segment]]:
    return [row for row in rows(page) if low <= row[0].y0 <= high]


def _margin(own: list[list[Segment]], others: list[list[list[Segment]]], n_pages: int) -> list[Segment]:
    """Rows from the edge inwards, as long as they return on other pages; a page number needs no company."""
    found: list[Segment] = []
    for depth, row in enumerate(own[:_OUTER_ROWS]):
        returns = sum(any(_same(row, candidate) for candidate in other) for other in others)
        is_number = depth == 0 and len(_text(row)) < 25 and bool(_PAGE_NUMBER.match(_text(row)))
        if returns < max(1, _MIN_SHARE * (n_pages - 1)) and not is_number:
            break
        found.extend(row)
    return found


def _same(row: list[Segment], other: list[Segment]) -> bool:
    """The same words at the same height; numbers may differ where one counts pages."""
    if abs(row[0].y0 - other[0].y0) > _SAME_HEIGHT:
        return False
    mine, theirs = _text(row), _text(other)
    if mine == theirs:
        return True
    return bool(_PAGE_NUMBER.match(mine)) and _NUMBER.sub("#", mine) == _NUMBER.sub("#", theirs)


def _text(row: Iterable[Segment]) -> str:
    return " ".join(segment.text for segment in row).strip()
