"""Coded examples beside a suggestion: the training statement that resembles it most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from nlp.themes.vectorizer import Floats, Ints, Vectorizer


@dataclass(frozen=True, slots=True)
class Examples:
    """Word weights of the coded statements, row by row (compressed sparse rows)."""

    ids: tuple[str, ...]
    subthemes: tuple[tuple[str, ...], ...]
    edges: Any  # (n_examples + 1,)
    columns: Any  # word features per row
    values: Any  # their weights; every row has length one
    _postings: dict[int, tuple[Ints, Floats]] = field(default_factory=dict, compare=False, repr=False)
    _about: dict[str, Ints] = field(default_factory=dict, compare=False, repr=False)

    def similarities(self, columns: Ints, values: Floats) -> Floats:
        """How much the words of a statement resemble those of each example: `(n_examples,)`, cosine."""
        if not self._postings:
            self._index()
        similarity = np.zeros(len(self.ids), np.float32)
        for column, value in zip(columns.tolist(), values.tolist(), strict=True):
            if column in self._postings:
                rows, weights = self._postings[column]
                similarity[rows] += value * weights
        return similarity

    def nearest(self, similarity: Floats, subtheme: str) -> str:
        """Id of the most similar example of a sub-theme, the first of equals; "" when none shares a word."""
        about = self._about.get(subtheme)
        if about is None:
            places = [place for place, themes in enumerate(self.subthemes) if subtheme in themes]
            about = self._about[subtheme] = np.array(places, np.int64)
        if not len(about):
            return ""
        best = int(about[np.argmax(similarity[about])])
        return self.ids[best] if similarity[best] > 0 else ""

    def _index(self) -> None:
        rows = np.repeat(np.arange(len(self.ids)), np.diff(self.edges))
        order = np.argsort(self.columns, kind="stable")
        columns, rows, values = self.columns[order], rows[order], np.asarray(self.values, np.float32)[order]
        starts = np.flatnonzero(np.diff(columns, prepend=-1)).tolist()
        for start, end in zip(starts, [*starts[1:], len(columns)], strict=True):
            self._postings[int(columns[start])] = (rows[start:end], values[start:end])


def collect_examples(
    rows: Sequence[tuple[Ints, Floats]], vectorizer: Vectorizer, ids: Sequence[str], subthemes: Sequence[Sequence[str]]
) -> Examples:
    """Keep the word features of the statements that have a sub-theme."""
    n_words = len(vectorizer.columns["word"])
    edges, columns, values = [0], [], []
    kept = [place for place, themes in enumerate(subthemes) if themes]
    for place in kept:
        own = rows[place][0] < n_words
        columns.append(rows[place][0][own])
        values.append(rows[place][1][own])
        edges.append(edges[-1] + int(own.sum()))
    return Examples(
        ids=tuple(ids[place] for place in kept),
        subthemes=tuple(tuple(subthemes[place]) for place in kept),
        edges=np.array(edges, np.int32),
        columns=np.concatenate([np.zeros(0, np.int32), *columns]).astype(np.int32),
        values=np.concatenate([np.zeros(0, np.float32), *values]).astype(np.float32),
    )
