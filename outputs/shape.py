"""The shape that a cloud fills: a rectangle, a circle, or the dark part of a picture such as the outline of a city."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from outputs.errors import OutputError

if TYPE_CHECKING:
    import numpy as np
    from PIL import Image

WIDTH, HEIGHT = 1600, 900
SIDE = 1200  # of the square around a circle
MIN_FILLED = 0.1  # a shape that leaves less of the picture free holds no words to speak of
TINT = "#f1f4f8"
_DARK = 128  # of 255
RECTANGLE, CIRCLE = "rechthoek", "cirkel"


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """Size in pixels, and which pixels are outside: (height, width), True is outside; None: all of it may be used."""

    width: int = WIDTH
    height: int = HEIGHT
    outside: np.ndarray[Any, Any] | None = None
    drawn: bool = False  # faintly behind the words: between words alone an outline is hard to see


def shape_of(name: str) -> Shape:
    """ "rechthoek", "cirkel", or the path of a png, jpg or svg whose dark part the words must fill.

    Raises:
        OutputError: there is no such file, it is no picture, or its dark part is too small.
    """
    if name == RECTANGLE:
        return Shape()
    return circle() if name == CIRCLE else silhouette(Path(name))


def circle() -> Shape:
    """A circle in a square."""
    import numpy as np

    place = (np.arange(SIDE) + 0.5) / SIDE - 0.5
    return Shape(SIDE, SIDE, place[:, None] ** 2 + place[None, :] ** 2 > 0.25)


def silhouette(path: Path) -> Shape:
    """The dark part of a picture, as large as fits in 1600 by 1200 pixels."""
    import numpy as np

    image = _read(path)
    scale = min(WIDTH / image.width, SIDE / image.height)
    image = image.resize((max(1, round(image.width * scale)), max(1, round(image.height * scale))))
    outside = np.asarray(image) >= _DARK
    if outside.mean() > 1 - MIN_FILLED:
        raise OutputError(
            "in deze vorm is te weinig donker om woorden in te zetten.",
            source=path.name,
            cure="Gebruik een plaatje met een donkere vorm op een lichte achtergrond.",
        )
    return Shape(image.width, image.height, outside, drawn=True)


def backdrop(shape: Shape) -> Image.Image:
    """White, with the outline in a tint on which every colour of the palette keeps its contrast."""
    from PIL import Image

    picture = Image.new("RGB", (shape.width, shape.height), "white")
    if shape.drawn and shape.outside is not None:
        picture.paste(TINT, mask=Image.fromarray(~shape.outside))
    return picture


def _read(path: Path) -> Image.Image:
    """The picture in grey, what is see-through as white."""
    from PIL import Image, UnidentifiedImageError

    from outputs.pdf import picture_png

    try:
        data = path.read_bytes()
        if path.suffix.lower() == ".svg":
            data = picture_png(data.decode())
        with Image.open(io.BytesIO(data)) as image:
            colours = image.convert("RGBA")
            return Image.alpha_composite(Image.new("RGBA", colours.size, "white"), colours).convert("L")
    except (OSError, ValueError, OutputError, UnidentifiedImageError, Image.DecompressionBombError):
        raise OutputError(
            "deze vorm is niet te lezen.",
            source=path.name,
            cure="Kies rechthoek, cirkel, of een plaatje (png, jpg of svg).",
        ) from None
