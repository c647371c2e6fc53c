"""A small neural network over the features: one hidden layer, in which all labels share what they learned.

Learning shows it statements with a third of their features hidden, and half of them with a second statement said along
with them: it then knows several themes at once, and leans on no single word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from nlp.themes.vectorizer import Floats, Ints

# chosen by grouped cross-validation on training statements: see docs/decisions
N_NETWORKS, N_HIDDEN = 3, 64
N_EPOCHS, MIN_STEPS = 20, 120
BATCH = 256
RATE = 4e-3
HIDE_FEATURES, HIDE_UNITS = 0.3, 0.3
JOINED = 0.5  # share of each batch that is said along with another statement
_START = 0.05  # spread of the first weights
_KEEP_MEAN, _KEEP_SQUARE, _TINY = 0.9, 0.999, 1e-8  # as Kingma and Ba, "Adam" (2015)
_ROWS = 512  # of the weights that are moved at a time


@dataclass(frozen=True, slots=True)
class Network:
    """`outer` of the positive part of `inner`; one column per label."""

    inner: Floats  # (n_features, n_hidden)
    inner_bias: Floats  # (n_hidden,)
    outer: Floats  # (n_hidden, n_labels)
    outer_bias: Floats  # (n_labels,)
    direct: Floats  # (n_features, n_labels)

    def hidden(self, columns: Ints, values: Floats) -> Floats:
        """What one statement brings to the hidden layer, before its positive part is taken: `(n_hidden,)`."""
        return np.asarray(values @ self.inner[columns] + self.inner_bias, np.float32)

    def scores(self, matrix: Any) -> Floats:
        """Log-odds `(n, n_labels)` of a sparse matrix of statements."""
        hidden = np.maximum(matrix @ self.inner + self.inner_bias, 0)
        return np.asarray(hidden @ self.outer + self.outer_bias + matrix @ self.direct, np.float32)


def fit_networks(matrix: Any, targets: Any, *, none: int, n_networks: int = N_NETWORKS) -> Network:
    """Several networks from different first weights, side by side as one that gives their mean."""
    networks = [fit_network(matrix, targets, none=none, random_state=number) for number in range(n_networks)]
    return Network(
        inner=np.column_stack([network.inner for network in networks]),
        inner_bias=np.concatenate([network.inner_bias for network in networks]),
        outer=np.asarray(np.concatenate([network.outer for network in networks]) / n_networks, np.float32),
        outer_bias=np.mean([network.outer_bias for network in networks], axis=0),
        direct=np.mean([network.direct for network in networks], axis=0),
    )


def fit_network(matrix: Any, targets: Any, *, none: int, random_state: int = 0) -> Network:
    """Learn by Adam with a falling rate; the same input and `random_state` give the same network.

    Args:
        matrix: sparse `(n, n_features)`.
        targets: `(n, n_labels)` of 0 and 1.
        none: column of the label that two statements said together have only when both have it; of the columns after it
            (polarity) nothing is learned from two statements at once.
    """
    random = np.random.default_rng(random_state)
    gold, matrix = np.asarray(targets, np.float32), matrix.astype(np.float32)
    weights = _first_weights(matrix.shape[1], gold, random)
    means, squares = [np.zeros_like(w) for w in weights], [np.zeros_like(w) for w in weights]
    per_epoch = -(-len(gold) // BATCH)
    n_epochs = max(N_EPOCHS, -(-MIN_STEPS // per_epoch))
    steps, step = n_epochs * per_epoch, 0
    for _ in range(n_epochs):
        order = random.permutation(len(gold))
        for start in range(0, len(gold), BATCH):
            rows, wanted, counts = _joined(matrix, gold, order[start : start + BATCH], none, random)
            rows.data = _hidden_part(rows.data, HIDE_FEATURES, random)
            slopes = _slopes(weights, rows, wanted, counts, random)
            rate, step = RATE * (1 - (step + 1) / steps), step + 1
            for weight, slope, mean, square in zip(weights, slopes, means, squares, strict=True):
                _move(weight, slope, mean, square, rate, step)
    return Network(*weights)


def _first_weights(n_features: int, gold: Floats, random: np.random.Generator) -> list[Floats]:
    share, n_labels = gold.mean(axis=0), gold.shape[1]
    return [
        random.normal(0, _START, (n_features, N_HIDDEN)).astype(np.float32),
        np.zeros(N_HIDDEN, np.float32),
        random.normal(0, N_HIDDEN**-0.5, (N_HIDDEN, n_labels)).astype(np.float32),
        np.log((share + 1e-3) / (1 - share + 1e-3)).astype(np.float32),
        np.zeros((n_features, n_labels), np.float32),
    ]


def _joined(
    matrix: Any, gold: Floats, places: Ints, none: int, random: np.random.Generator
) -> tuple[Any, Floats, Floats]:
    """The rows of a batch, the first of them said along with another row of the batch; labels, and which of them count."""
    from scipy.sparse import vstack

    rows, wanted = matrix[places], gold[places]
    counts = np.ones_like(wanted)
    n_joined = int(len(places) * JOINED)
    if not n_joined:
        return rows, wanted, counts
    others = random.permutation(len(places))[:n_joined]
    both = (rows[:n_joined] + rows[others]) * np.float32(0.5**0.5)
    labels = np.maximum(wanted[:n_joined], wanted[others])
    labels[:, none] = wanted[:n_joined, none] * wanted[others, none]
    counts[:n_joined, none + 1 :] = 0
    return vstack([both, rows[n_joined:]], format="csr"), np.concatenate([labels, wanted[n_joined:]]), counts


def _slopes(
    weights: list[Floats], rows: Any, wanted: Floats, counts: Floats, random: np.random.Generator
) -> list[Floats]:
    inner, inner_bias, outer, outer_bias, direct = weights
    before = rows @ inner + inner_bias
    kept = _hidden_part(np.ones_like(before), HIDE_UNITS, random)
    hidden = np.maximum(before, 0) * kept
    found = 1 / (1 + np.exp(-np.clip(hidden @ outer + outer_bias + rows @ direct, -30, 30)))
    wrong = ((found - wanted) * counts / len(wanted)).astype(np.float32)
    back = (wrong @ outer.T) * kept * (before > 0)
    turned = rows.T.tocsr()
    return [turned @ back, back.sum(axis=0), hidden.T @ wrong, wrong.sum(axis=0), turned @ wrong]


def _hidden_part(values: Floats, share: float, random: np.random.Generator) -> Floats:
    """Values with a share of them set to nothing, the others raised to make up for it."""
    return np.asarray(values * (random.random(values.shape, np.float32) > share) / np.float32(1 - share), np.float32)


def _move(weight: Floats, slope: Floats, mean: Floats, square: Floats, rate: float, step: int) -> None:
    """One step of Adam, in place; `slope` is used up. A few rows at a time, so that they stay near the processor."""
    size = rate * (1 - _KEEP_SQUARE**step) ** 0.5 / (1 - _KEEP_MEAN**step)
    for start in range(0, len(weight), _ROWS):
        w, g, m, s = (array[start : start + _ROWS] for array in (weight, slope, mean, square))
        m *= _KEEP_MEAN
        m += (1 - _KEEP_MEAN) * g
        s *= _KEEP_SQUARE
        g *= g
        g *= 1 - _KEEP_SQUARE
        s += g
        np.sqrt(s, out=g)
        g += _TINY
        np.divide(m, g, out=g)
        g *= size
        w -= g
