"""What stands under clouds beside each other: which colour is which priority, and where the numbers come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from outputs.cloud_layout import text_width
from outputs.overview import Overview
from outputs.safe import printable

SIZE, LINE, TOP = 24, 36, 12  # pixels: 7 points on a page, where 1600 pixels are 16.6 cm wide
BOX = 18


@dataclass(frozen=True, slots=True)
class Foot:
    """Part of a picture, as svg with its top left at 0, 0; lengths in pixels."""

    svg: str
    height: int
    text: str  # all its characters, for the font


def legend(shown: Overview) -> tuple[tuple[str, str], ...]:
    """Colour and name of each priority, and of words that belong to several or none."""
    named = [(shown.colour(key), label.name) for key, label in shown.labels.priorities.items()]
    return (*named, (shown.settings.style.neutral, "Verschillende of geen"))


def foot(shown: Overview, width: int, *, remarks: tuple[str, ...] = ()) -> Foot:
    """The legend, and under it each remark, in lines that fit in `width`."""
    entries = [(colour, printable(name)) for colour, name in legend(shown)]
    placed = list(_placed(entries, width))
    lines = [line for remark in remarks for line in _wrapped(remark, width)]
    first = TOP + LINE * (placed[-1][1] + 1)
    body = [
        *(_entry(x, TOP + LINE * row, colour, name, shown) for x, row, colour, name in placed),
        *(_text(0, first + LINE * n, line, shown) for n, line in enumerate(lines)),
    ]
    text = "".join((*(name for _, name in entries), *lines))
    return Foot("\n".join(body), first + LINE * len(lines), text)


def _wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, SIZE) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _placed(entries: list[tuple[str, str]], width: int) -> Iterator[tuple[int, int, str, str]]:
    """Left side, row, colour and name of each entry."""
    x, row = 0, 0
    for colour, name in entries:
        length = round(2 * BOX + text_width(name, SIZE) + 2 * SIZE)
        if x and x + length > width:
            x, row = 0, row + 1
        yield x, row, colour, name
        x += length


def _entry(x: int, top: int, colour: str, name: str, shown: Overview) -> str:
    box = f'<rect x="{x}" y="{top + 4}" width="{BOX}" height="{BOX}" fill="{colour}"/>'
    return box + _text(x + 2 * BOX - 6, top, name, shown)


def _text(x: int, top: int, text: str, shown: Overview) -> str:
    fill = shown.settings.style.text
    return f'<text x="{x}" y="{top + SIZE - 1}" font-size="{SIZE}" fill="{fill}">{escape(text)}</text>'
