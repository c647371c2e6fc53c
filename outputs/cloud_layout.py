"""Where the words of a cloud stand: on the `wordcloud` library, with whole lines of text kept apart.

The library lays words so close that a small word may lie under the tail of a "g". That looks neat but cannot be
selected, enlarged or read aloud word by word, so here each word keeps its whole line box free.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from outputs.shape import Shape

if TYPE_CHECKING:
    import numpy as np
    from PIL import Image
    from PIL.ImageFont import FreeTypeFont

CELL = 4  # pixels; words are placed on a grid of this size
ASCENT, DESCENT = 0.76, 0.24  # of DejaVu Sans, in em: from the top of "d" to the bottom of "g"
MIN_SIZE = 18  # pixels: 7 points in the appendix, where 1600 pixels are 16 cm wide
SMALLEST_SIZE = 11
MARGIN = 3  # pixels above and under a word
GAP = 0.12  # em on both sides of a word, so that two words do not read as one phrase
EMPTY = 1 / 3  # a cloud that leaves more than this part of its height empty is cut to fit


@dataclass(frozen=True, slots=True)
class Placed:
    """One word in the cloud; lengths in pixels from the top left."""

    text: str
    value: int  # what decided the size
    size: int  # of the font
    x: float
    baseline: float
    width: float
    colour: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Placed words, largest first, and how many found no room."""

    words: tuple[Placed, ...]
    width: int
    height: int
    n_without_room: int


def font_file(*, bold: bool = False) -> Path:
    """DejaVu Sans, which comes with matplotlib (free licence, Bitstream Vera)."""
    import matplotlib

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return Path(matplotlib.get_data_path()) / "fonts" / "ttf" / name


@cache
def _font(size: int) -> FreeTypeFont:
    from PIL import ImageFont

    # basic layout: the shaping library that Pillow may also use is not on every machine
    return ImageFont.truetype(str(font_file()), size, layout_engine=ImageFont.Layout.BASIC)


def text_width(text: str, size: int) -> float:
    """Width in pixels of a text in the font of the clouds."""
    return _font(size).getlength(text)


Word = tuple[str, int, str]  # text, value, colour


def lay_out(words: Sequence[Word], shape: Shape, *, largest: int = 0, size: int = 0, crop: bool = True) -> Layout:
    """Place words, largest value in the middle; the same words always get the same places.

    Args:
        words: in order of importance; at least one.
        largest: value that gets the largest size, to draw several clouds on one scale; by default the largest here.
        size: font size of that value; by default the largest at which every word finds room.
        crop: cut off large empty strips above and below a rectangle.
    """
    top = max(largest, *(value for _, value, _ in words), 1)
    grid = _Grid(shape)
    size = size or _fitting_size(words, grid, top)
    placed = grid.place(words, _scale(top, size))
    layout = Layout(tuple(placed), shape.width, shape.height, len(words) - len(placed))
    return _cropped(layout) if crop and shape.outside is None else layout


def fitting_size(words: Sequence[Word], shape: Shape, *, largest: int) -> int:
    """Largest font size for the value `largest` at which all words find room; never under `SMALLEST_SIZE`."""
    return _fitting_size(words, _Grid(shape), largest)


def _fitting_size(words: Sequence[Word], grid: _Grid, largest: int) -> int:
    size = _first_guess(words, grid, largest)
    while size > SMALLEST_SIZE and len(grid.place(words, _scale(largest, size))) < len(words):
        size = max(SMALLEST_SIZE, int(size * 0.9))
    return size


def draw(layout: Layout, *, scale: float) -> Image.Image:
    """The words as a picture, drawn by the library, `scale` times the size of the layout; see-through behind them."""
    from wordcloud import WordCloud

    size = {"width": layout.width, "height": layout.height, "scale": scale}
    # the words bring their colours; without a function of its own the library loads matplotlib's pages of colours
    cloud = WordCloud(font_path=str(font_file()), background_color=None, mode="RGBA", color_func=_no_colour, **size)
    cloud.layout_ = [_for_library(word) for word in layout.words]
    image: Image.Image = cloud.to_image()
    return image


def _no_colour(*_: Any, **__: Any) -> str:
    return ""


def _for_library(word: Placed) -> tuple[Any, ...]:
    """The library draws from the first inked pixel, not from the baseline."""
    left, top, *_ = _font(word.size).getbbox(word.text, anchor="ls")
    return (word.text, word.value), word.size, (word.baseline + top, word.x + left), None, word.colour


def _scale(top: int, largest_size: int) -> Callable[[int], int]:
    """Font size for a value: in proportion to it, but never too small to read."""
    return lambda value: max(min(MIN_SIZE, largest_size), round(largest_size * value / top))


def _first_guess(words: Sequence[Word], grid: _Grid, top: int) -> int:
    """Largest font size at which the words would fill two thirds of the shape and the longest fits in."""
    size = min(grid.height // 3, 190)
    while size > SMALLEST_SIZE:
        scale = _scale(top, size)
        boxes = [(_font(scale(value)).getlength(text), scale(value)) for text, value, _ in words]
        if max(box[0] for box in boxes) < 0.95 * grid.width and sum(a * b for a, b in boxes) < 0.66 * grid.area:
            return size
        size = int(size * 0.94)
    return SMALLEST_SIZE


class _Grid:
    """The shape in cells of `CELL` pixels; remembers the last placing, which is asked for again."""

    def __init__(self, shape: Shape) -> None:
        import numpy as np

        self.width, self.height = shape.width, shape.height
        self._outside = np.zeros((shape.height // CELL, shape.width // CELL), dtype=np.uint32)
        if shape.outside is not None:
            rows, columns = self._outside.shape
            cells = shape.outside[: rows * CELL, : columns * CELL].reshape(rows, CELL, columns, CELL)
            self._outside[cells.any(axis=(1, 3))] = 1
        inside = np.argwhere(self._outside == 0)
        self.area = len(inside) * CELL * CELL
        self._middle = inside.mean(axis=0) + 0.5 if len(inside) else np.zeros(2)
        self._placed: dict[tuple[int, ...], list[Placed]] = {}

    def place(self, words: Sequence[Word], scale: Callable[[int], int]) -> list[Placed]:
        """Each word as near the middle as there is room, in the order given."""
        sizes = tuple(scale(value) for _, value, _ in words)
        if sizes not in self._placed:
            self._placed = {sizes: self._place(words, sizes)}
        return self._placed[sizes]

    def _place(self, words: Sequence[Word], sizes: Sequence[int]) -> list[Placed]:
        from wordcloud.wordcloud import IntegralOccupancyMap

        taken = self._outside.copy()
        room = IntegralOccupancyMap(*taken.shape, taken)
        placed = []
        for (text, value, colour), size in zip(words, sizes, strict=True):
            length = _font(size).getlength(text)
            rows, columns = _cells(size + 2 * MARGIN), _cells(length + 2 * max(MARGIN, GAP * size))
            spot = _nearest_spot(room.integral, rows, columns, self._middle)
            if spot is None:
                continue
            row, column = spot
            taken[row : row + rows, column : column + columns] = 1
            room.update(taken, row, column)
            x = column * CELL + (columns * CELL - length) / 2
            y = row * CELL + (rows * CELL - size) / 2
            placed.append(Placed(text, value, size, round(x, 2), round(y + ASCENT * size, 2), round(length, 2), colour))
        return placed


def _cells(length: float) -> int:
    return math.ceil(length / CELL)


def _cropped(layout: Layout) -> Layout:
    """The layout without the empty strips above and below, when they are large."""
    margin = 10 * MARGIN
    top = min(word.baseline - ASCENT * word.size for word in layout.words) - margin
    bottom = max(word.baseline + DESCENT * word.size for word in layout.words) + margin
    if bottom - top > (1 - EMPTY) * layout.height:
        return layout
    moved = tuple(replace(word, baseline=round(word.baseline - top, 2)) for word in layout.words)
    return Layout(moved, layout.width, math.ceil(bottom - top), layout.n_without_room)


def _nearest_spot(
    integral: np.ndarray[Any, Any], rows: int, columns: int, middle: np.ndarray[Any, Any]
) -> tuple[int, int] | None:
    """Top left of the free place nearest to the middle (row, column); None when there is no room."""
    import numpy as np

    height, width = integral.shape
    if rows > height or columns > width:
        return None
    sums = np.pad(integral.astype(np.int64), ((1, 0), (1, 0)))
    filled = sums[rows:, columns:] - sums[:-rows, columns:] - sums[rows:, :-columns] + sums[:-rows, :-columns]
    down = (np.arange(height - rows + 1) + rows / 2 - middle[0]) / height
    across = (np.arange(width - columns + 1) + columns / 2 - middle[1]) / width
    distance = np.where(filled == 0, down[:, None] ** 2 + across[None, :] ** 2, np.inf)
    best = int(distance.argmin())
    row, column = divmod(best, distance.shape[1])
    return (row, column) if np.isfinite(distance[row, column]) else None
