"""Concerns as a map: where each statement lies on a plane, and how a concern would fall in two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpora.records import Concern, Statement, Tagging
from nlp.concerns.space import build_space
from nlp.words import find_all_terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from spacy.tokens import Doc

MIN_TO_SPLIT = 8  # fewer statements make no two groups to speak of
MIN_HALF = 3
PULL = 8.0  # how strongly the nearest concern draws a statement to itself
SPREAD = 0.25  # of the width of the map: how far statements of one concern lie apart


@dataclass(frozen=True, slots=True)
class Chart:
    """Places between 0 and 1 per statement id, and per concern id the statements that would leave in a split."""

    places: dict[str, tuple[float, float]]
    halves: dict[str, tuple[str, ...]]


def make_chart(
    statements: Sequence[Statement],
    taggings: Sequence[Tagging],
    docs: Sequence[Doc],
    concerns: Sequence[Concern],
) -> Chart:
    """Lay statements out: concerns apart as their centres are, each statement near the concerns that it resembles.

    Args:
        docs: the parsed text of each statement; parallel to `statements`, as `taggings` is.
    """
    import numpy as np
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    if not statements:
        return Chart({}, {})
    rows = sorted(zip(statements, taggings, find_all_terms(statements, docs), strict=True), key=lambda row: row[0].id)
    ids = [row[0].id for row in rows]
    number = {key: i for i, key in enumerate(ids)}
    with threadpool_limits(limits=1, user_api="blas"):
        space = _unit(build_space([row[2] for row in rows], [row[1] for row in rows]).rows)
        groups = [np.array([number[key] for key in concern.members if key in number]) for concern in concerns]
        groups = [group for group in groups if len(group)]
        places = _places(space, groups)
        halves = {
            concern.id: tuple(ids[i] for i in leaving)
            for concern in concerns
            if (leaving := _half(space, np.array([number[key] for key in concern.members if key in number])))
        }
    return Chart(
        {key: (round(float(x), 4), round(float(y), 4)) for key, (x, y) in zip(ids, places, strict=True)}, halves
    )


def _unit(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    unit: NDArray[np.float64] = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return unit


def _places(space: NDArray[np.float64], groups: Sequence[NDArray[np.intp]]) -> NDArray[np.float64]:
    """Around the centres of the concerns; where there are none, along the two main directions."""
    import numpy as np

    if len(groups) < 3:
        return _fit(_plane(space))
    centres = _unit(np.array([space[group].mean(axis=0) for group in groups]))
    laid_out = _fit(_plane(centres))
    near = np.exp(PULL * (space @ centres.T))
    for column, group in enumerate(groups):
        near[group, column] *= np.exp(PULL)  # what was put in a concern lies at that concern
    drawn: NDArray[np.float64] = (near / near.sum(axis=1, keepdims=True)) @ laid_out
    return _fit(drawn + SPREAD * (_fit(_plane(space)) - 0.5))


def _plane(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """The two directions in which rows differ most; the sign is set by the largest value, so that it does not flip."""
    import numpy as np

    middle = rows - rows.mean(axis=0)
    _, _, directions = np.linalg.svd(middle, full_matrices=False)
    plane = np.zeros((len(rows), 2))
    for axis, direction in enumerate(directions[:2]):
        plane[:, axis] = middle @ (direction * np.sign(direction[np.argmax(np.abs(direction))] or 1.0))
    return plane


def _fit(plane: NDArray[np.float64]) -> NDArray[np.float64]:
    """Between 0 and 1, by rank and by size in equal parts: far ones do not press all others together."""
    import numpy as np

    low, size = plane.min(axis=0), np.maximum(np.ptp(plane, axis=0), 1e-9)
    ranks = np.argsort(np.argsort(plane, axis=0, kind="stable"), axis=0, kind="stable") / max(1, len(plane) - 1)
    fitted: NDArray[np.float64] = ((plane - low) / size + ranks) / 2
    return fitted


def _half(space: NDArray[np.float64], group: NDArray[np.intp]) -> list[int]:
    """The smaller of two parts of a group, cut where it differs most; [] where that makes no two groups."""
    import numpy as np

    if len(group) < MIN_TO_SPLIT:
        return []
    from sklearn.cluster import KMeans

    parts = KMeans(n_clusters=2, n_init=5, random_state=0).fit_predict(space[group])
    smaller = int(np.bincount(parts, minlength=2).argmin())
    leaving = group[parts == smaller]
    return sorted(int(i) for i in leaving) if len(leaving) >= MIN_HALF else []
