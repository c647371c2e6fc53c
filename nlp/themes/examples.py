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
    _about: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def nearest(self, words: Floats, subtheme: str) -> str:
        """Id of the example of a sub-theme whose words resemble these most, the first of equals; "" when none shares one.

        Args:
            words: weight of every word feature.
        """
        from scipy.sparse import csr_matrix

        if subtheme not in self._about:
            places = [place for place, themes in enumerate(self.subthemes) if subtheme in themes]
            rows = csr_matrix((self.values, self.columns, self.edges), (len(self.ids), len(words)), np.float32)
            self._about[subtheme] = (places, rows[places])
        places, rows = self._about[subtheme]
        if not places:
            return ""
        similarity = rows @ words
        best = int(np.argmax(similarity))
        return self.ids[places[best]] if similarity[best] > 0 else ""


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
