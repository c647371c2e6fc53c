"""Words and lines on a pdf page, and in which order a person reads them.

Units are points (1/72 inch), y grows upwards. A *segment* is a run of words without a wide gap, on one line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

_GUTTER_STEP = 2.0
_MIN_SIDE = 3  # segments on either side before a gap is a gutter
_LABEL_CHARACTERS, _LABEL_WORDS = 36, 6
_TAB_GAP = 2.0  # in character heights: wider than any space between words
_ROW_GAP = 0.5  # in character heights: white space that may part the rows of a table
_SAME_HEIGHT = 0.1  # in character heights
_MAX_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that stand together on one line."""

    text: str
    x0: float
    x1: float
    y0: float
    y1: float
    strong: str = ""  # leading words in bold or italic

    @property
    def height(self) -> float:
        """Height of the characters."""
        return max(self.y1 - self.y0, 1.0)


@dataclass(frozen=True, slots=True)
class Line:
    """One line as read: `label` when its left part names what follows."""

    text: str
    y0: float
    height: float
    strong: str = ""
    label: str = ""


def rows(segments: Iterable[Segment]) -> list[list[Segment]]:
    """Segments at the same height together, top row first, each row from left to right."""
    found: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: (-(s.y0 + s.y1), s.x0)):
        if found and _overlap(found[-1][0], segment) >= 0.5:
            found[-1].append(segment)
        else:
            found.append([segment])
    return [sorted(row, key=lambda s: s.x0) for row in found]


def reading_order(segments: Sequence[Segment], *, depth: int = 0) -> list[Line]:
    """Lines in the order they are read: columns one after the other, labels with the text beside them."""
    gutter = _gutter(segments, min_side=1 if depth else _MIN_SIDE) if depth < _MAX_DEPTH else None
    if gutter is None:
        return [_line(row) for row in rows(segments)]
    left, right = _sides(segments, gutter)
    if _are_labels(left, right):
        return [_labelled(row, gutter) for row in rows(segments)]
    if parts := _with_sources(segments, left, right, gutter):
        return [line for part in parts for line in _source_last(part, gutter)]
    if not _are_columns(left, right):
        return [_line(row) for row in rows(segments)]
    return _columns(segments, gutter, depth=depth)


# --- finding the gutter --------------------------------------------------------------------------


def _gutter(segments: Sequence[Segment], *, min_side: int) -> float | None:
    """The x that best parts the page, or a row of a table on it, in two sides; None when nothing does."""
    if len(segments) < 2 * min_side:
        return None
    low, high = min(s.x0 for s in segments), max(s.x1 for s in segments)
    candidates = [low + _GUTTER_STEP * n for n in range(1, int((high - low) / _GUTTER_STEP))]
    scored = [(_parting(segments, x, min_side), x) for x in candidates]
    best = max((score for score, _ in scored), default=0)
    if best <= 0:
        return None
    xs = [x for score, x in scored if score == best]
    return xs[len(xs) // 2]


def _parting(segments: Sequence[Segment], x: float, min_side: int) -> int:
    left = sum(s.x1 <= x for s in segments)
    right = sum(s.x0 >= x for s in segments)
    crossing = len(segments) - left - right
    smaller = min(left, right)
    return smaller * 2 - crossing if smaller >= min_side and crossing <= (left + right) / 2 else 0


def _sides(segments: Iterable[Segment], x: float) -> tuple[list[Segment], list[Segment]]:
    segments = list(segments)
    return [s for s in segments if s.x1 <= x], [s for s in segments if s.x0 >= x]


def _are_labels(left: Sequence[Segment], right: Sequence[Segment]) -> bool:
    """Short words at the left, each beside a line of the text that they introduce."""
    short = sum(len(s.text) <= _LABEL_CHARACTERS and len(s.text.split()) <= _LABEL_WORDS for s in left)
    beside = sum(any(_overlap(label, s) >= 0.5 for s in right) for label in left)
    starts = Counter(round(s.x0 / 4) for s in right).most_common(1)[0][1]
    longer = median(len(s.text) for s in right) >= 1.5 * median(len(s.text) for s in left)
    return short >= 0.9 * len(left) and beside >= 0.8 * len(left) and starts >= 0.5 * len(right) and longer


def _are_columns(left: Sequence[Segment], right: Sequence[Segment]) -> bool:
    heads = [max(side, key=lambda s: s.y1) for side in (left, right)]
    headed = all(s.strong == s.text for s in heads) and _overlap(*heads) > 0.9  # a head above each of them
    return min(median(len(s.text) for s in side) for side in (left, right)) >= (8 if headed else 15)


def _with_sources(
    segments: Sequence[Segment], left: Sequence[Segment], right: Sequence[Segment], x: float
) -> list[list[Segment]]:
    """The rows of a table with a few words at the right of each, as whose the words at the left are; else none."""
    short = all(len(s.text) <= _LABEL_CHARACTERS and len(s.text.split()) <= _LABEL_WORDS for s in right)
    longer = median(len(s.text) for s in left) >= 1.5 * median(len(s.text) for s in right)
    parts = _parts(segments)
    tabular = [part for part in parts if _is_table_row(part, x)]
    return parts if short and longer and len(tabular) >= max(_MIN_SIDE, 0.7 * len(parts)) else []


def _source_last(part: list[Segment], x: float) -> list[Line]:
    left, right = _sides(part, x)
    if not left or not right:
        return [_line(row) for row in rows(part)]
    sources = [_line(row) for row in rows(right)]
    # set apart, as it stands on the page
    return [_line(row) for row in rows(left)] + [replace(line, strong=line.text) for line in sources]


def _columns(segments: Sequence[Segment], x: float, *, depth: int) -> list[Line]:
    """Bands between full-width lines, each read left column first."""
    lines: list[Line] = []
    band: list[Segment] = []
    for row in [*rows(segments), []]:
        crossing = [s for s in row if s.x0 < x < s.x1]
        if row and not crossing:
            band.extend(row)
            continue
        for part in _table_rows(band, x):
            for side in _sides(part, x):
                lines.extend(reading_order(side, depth=depth + 1))
        band = []
        lines.extend([_line(row)] if row else [])
    return lines


def _table_rows(band: list[Segment], x: float) -> list[list[Segment]]:
    """The band cut where white space runs through both columns, if that makes rows of a table.

    In a table every row has cells on both sides that begin at the same height; in running columns a gap
    through both is chance, and what follows it does not line up.
    """
    parts = _parts(band)
    return parts if len(parts) > 1 and all(_is_table_row(part, x) for part in parts) else [band] if band else []


def _parts(band: Sequence[Segment]) -> list[list[Segment]]:
    """The segments cut where white space runs through all of them."""
    if not band:
        return []
    parts: list[list[Segment]] = [[]]
    bottom = max(s.y1 for s in band)
    for segment in sorted(band, key=lambda s: -s.y1):
        if parts[-1] and bottom - segment.y1 > _ROW_GAP * segment.height:
            parts.append([])
        parts[-1].append(segment)
        bottom = min(bottom, segment.y0) if len(parts[-1]) > 1 else segment.y0
    return parts


def _is_table_row(part: list[Segment], x: float) -> bool:
    left, right = _sides(part, x)
    if not left or not right:
        return False
    one, other = max(left, key=lambda s: s.y1), max(right, key=lambda s: s.y1)
    # cells of a row begin at the same height; columns of running text only nearly so
    return min(abs(one.y1 - other.y1), abs(one.y0 - other.y0)) < _SAME_HEIGHT * part[0].height


# --- making lines --------------------------------------------------------------------------------


def _line(row: Sequence[Segment]) -> Line:
    text = row[0].text
    for before, segment in pairwise(row):
        wide = segment.x0 - before.x1 > _TAB_GAP * segment.height
        text += ("\t" if wide else " ") + segment.text
    strong = text if all(s.strong == s.text for s in row) else row[0].strong
    return Line(text=text, y0=row[0].y0, height=max(s.height for s in row), strong=strong)


def _labelled(row: Sequence[Segment], x: float) -> Line:
    left, right = _sides(row, x)
    if not left or not right or len(left) + len(right) < len(row):
        return _line(row)
    label, text = _line(left), _line(right)
    return Line(text=f"{label.text}\t{text.text}", y0=text.y0, height=text.height, label=label.text)


def _overlap(one: Segment, other: Segment) -> float:
    """Shared height as a part of the lower of the two."""
    return (min(one.y1, other.y1) - max(one.y0, other.y0)) / min(one.height, other.height)
