"""From features to numbers: per block a vocabulary with inverse document frequencies."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.themes.features import BLOCKS, Block, Seen, grams

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

# how much each block weighs beside the others; chosen by grouped cross-validation on training statements
BLOCK_WEIGHTS: Mapping[Block, float] = {
    "word": 1.0,
    "char": 0.8,
    "rule": 0.1,
    "tone": 0.2,
    "mood": 0.6,
    "phrase": 1.0,
    "edge": 1.0,
}
MIN_STATEMENTS: Mapping[Block, int] = {
    "word": 2,
    "char": 3,
    "rule": 1,
    "tone": 3,
    "mood": 1,
    "phrase": 3,
    "edge": 3,
}
# From this many statements on rare words and letters are dropped, to keep the model small.
MANY, MIN_OF_MANY = 3000, {"word": 3, "char": 8}

NO_NAMES: Mapping[Block, Collection[str]] = {}

# The others are not: one wanted word must weigh the same in a long statement.
OF_LENGTH_ONE: frozenset[Block] = frozenset({"word", "char", "phrase", "edge"})


@dataclass(slots=True)
class Vectorizer:
    """Learned vocabulary: feature -> column, and a weight per column."""

    blocks: tuple[Block, ...] = BLOCKS
    columns: dict[Block, dict[str, int]] = field(default_factory=dict)
    idf: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    _known: dict[Block, Callable[[str], Sequence[int]]] = field(default_factory=dict, repr=False, compare=False)

    def fit(self, seen: Sequence[Seen], *, known: Mapping[Block, Collection[str]] = NO_NAMES) -> Vectorizer:
        """Learn vocabulary and frequencies from what was seen of the training statements.

        Args:
            known: features that get a column, whether anybody said them or not.
        """
        first = 0
        weights: list[float] = []
        for block in self.blocks:
            counts = Counter(name for one in seen for name in _names(one, block))
            enough = MIN_OF_MANY.get(block, 0) if len(seen) >= MANY else 0
            common = {name for name, count in counts.items() if count >= max(MIN_STATEMENTS[block], enough)}
            kept = sorted(common.union(known.get(block, ())))
            self.columns[block] = {name: first + place for place, name in enumerate(kept)}
            rare = block not in ("tone", "mood")  # a rare denial is no clearer than a common one
            weights += [1 + math.log((1 + len(seen)) / (1 + counts[name])) if rare else 1.0 for name in kept]
            first += len(kept)
        self.idf = np.array(weights, np.float32)
        return self

    @property
    def n_features(self) -> int:
        return len(self.idf)

    def find(self, seen: Seen) -> list[tuple[int, tuple[int, ...]]]:
        """Column of every known feature each time it occurs, with the positions of the words it came from."""
        return [
            (column, positions)
            for block in self.blocks
            for columns_of in (self._columns_of(block),)
            for name, positions in seen.blocks[block]
            for column in columns_of(name)
        ]

    def _columns_of(self, block: Block) -> Callable[[str], Sequence[int]]:
        """Gives the columns of a feature of this block; those of the letters of a word are kept, since words come back."""
        if block not in self._known:
            known = self.columns[block]
            if block == "char":
                self._known[block] = lru_cache(50_000)(lambda form: _known_of(grams(form), known))
            else:
                self._known[block] = lambda name: (known[name],) if name in known else ()
        return self._known[block]

    def _ends(self) -> Ints:
        """Per block one past its last column."""
        return np.cumsum([len(self.columns[block]) for block in self.blocks])

    def row(self, found: Sequence[tuple[int, tuple[int, ...]]]) -> tuple[Ints, Floats]:
        """Columns (ascending) and values of one statement, from what `find` gives."""
        columns, times = np.unique(np.array([column for column, _ in found], np.int64), return_counts=True)
        values = _damped(int(times.max(initial=0)))[times] * self.idf[columns]
        ends = np.searchsorted(columns, self._ends()).tolist()
        for block, (start, end) in zip(self.blocks, pairwise([0, *ends]), strict=True):
            here = values[start:end]
            length = max(float(np.sqrt(here.dot(here))), _TINY) if block in OF_LENGTH_ONE else 1.0
            here *= np.float32(BLOCK_WEIGHTS[block] / length)
        return columns, values

    def matrix(self, seen: Sequence[Seen]) -> Any:
        """Sparse matrix `(n_statements, n_features)` for learning."""
        from scipy.sparse import csr_matrix

        rows = [self.row(self.find(one)) for one in seen]
        edges = np.cumsum([0, *(len(columns) for columns, _ in rows)])
        columns = np.concatenate([columns for columns, _ in rows])
        values = np.concatenate([values for _, values in rows])
        return csr_matrix((values, columns, edges), shape=(len(rows), self.n_features))


def _names(seen: Seen, block: Block) -> set[str]:
    """Every feature of a block that a statement has."""
    said = {name for name, _ in seen.blocks[block]}
    return {gram for form in said for gram in grams(form)} if block == "char" else said


def _known_of(names: Iterable[str], columns: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(columns[name] for name in names if name in columns)


@lru_cache(maxsize=256)
def _damped(most: int) -> Floats:
    """What a feature counts for that is there 0, 1, … `most` times: the tenth time says little more than the third."""
    return np.array([0.0, *(1 + math.log(n) for n in range(1, most + 1))], np.float32)


_TINY = 1e-9
