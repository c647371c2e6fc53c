"""The map as dots: where the run put each statement, the chosen concern in the foreground."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from web.results.models import Result, Statement

SIZE = 1000  # width and height of the picture
MARGIN = 30
N_NAMED = 12  # names of more concerns would lie over each other
MIN_APART = 34  # between two names, in units of the picture
N_NAME = 28  # characters
LETTER = 17  # width of one, at most


@dataclass(frozen=True, slots=True)
class Dot:
    """One statement."""

    pk: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a concern, at the middle of its dots."""

    text: str
    x: float
    y: float
    chosen: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """What the picture shows."""

    background: str  # a path with a dot for every other statement
    dots: tuple[Dot, ...]  # of the chosen concern
    point: Dot | None
    names: tuple[Name, ...]
    n: int


def chart_of(result: Result, names: Mapping[str, str], *, chosen: str, point: Statement | None) -> Chart:
    """The picture with one concern chosen; `chosen` "" are the statements that belong nowhere."""
    rows = result.statements.exclude(x=None).order_by("pk").values_list("pk", "concern", "x", "y")
    placed = [(pk, concern, _at(x), _at(y)) for pk, concern, x, y in rows]
    mine = [Dot(pk, x, y) for pk, concern, x, y in placed if concern == chosen]
    others = "".join(f"M{x:g} {y:g}h0" for _, concern, x, y in placed if concern != chosen)
    middles: dict[str, list[tuple[float, float]]] = {}
    for _, concern, x, y in placed:
        middles.setdefault(concern, []).append((x, y))
    marked = (
        Dot(point.pk, _at(point.x), _at(point.y)) if point and point.x is not None and point.y is not None else None
    )
    return Chart(others, tuple(mine), marked, _names(middles, names, chosen), len(placed))


def _at(part: float) -> float:
    return round(MARGIN + part * (SIZE - 2 * MARGIN), 1)


def _names(middles: Mapping[str, list[tuple[float, float]]], names: Mapping[str, str], chosen: str) -> tuple[Name, ...]:
    """Names of the largest concerns, the chosen one first; one that would lie over another is left out."""
    largest = sorted((key for key in middles if key in names), key=lambda key: (key != chosen, -len(middles[key])))
    placed: list[Name] = []
    for key in largest[:N_NAMED]:
        x, y = (median(values) for values in zip(*middles[key], strict=True))
        text = names[key] if len(names[key]) <= N_NAME else f"{names[key][: N_NAME - 1].rstrip()}…"
        half = len(text) * LETTER / 2
        x, y = min(max(x, half), SIZE - half), min(max(y, MIN_APART), SIZE - MIN_APART)
        if all(abs(y - one.y) > MIN_APART or abs(x - one.x) > half + len(one.text) * LETTER / 2 for one in placed):
            placed.append(Name(text, round(x, 1), round(y, 1), key == chosen))
    return tuple(placed)
