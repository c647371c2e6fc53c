"""How much to trust which score: every final score is a weighted sum of a few raw ones.

Raw columns: what the linear learner says of every label, what the networks say of every label, and one per sub-theme
that counts codebook words only. The shares are fitted on statements the raw scores never saw, and are shared by all
labels of a kind, so that a few statements are enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nlp.themes.polarity import POLARITIES
from nlp.themes.vectorizer import Floats


@dataclass(frozen=True, slots=True)
class Layout:
    """Where which label stands: sub-themes, priorities, "no priority" (raw scores only), polarities."""

    owner: tuple[int, ...]  # per sub-theme the index of its priority, -1 for a cross-cutting one
    n_priorities: int

    @property
    def n_themes(self) -> int:
        return len(self.owner)

    @property
    def n_learned(self) -> int:
        """Labels of one learner."""
        return self.n_themes + self.n_priorities + 1 + len(POLARITIES)

    def split(self, shares: Floats) -> tuple[Floats, Floats, Floats]:
        """Rows of `shares` that belong to the linear learner, to the networks and to the words."""
        first, second = self.n_learned, 2 * self.n_learned
        return shares[:first], shares[first:second], shares[second:]

    def both(self, label: int) -> list[list[int]]:
        """Raw columns of a label: by the linear learner, and by the networks."""
        return [[label], [self.n_learned + label]]

    def kinds(self) -> list[dict[int, list[list[int]]]]:
        """Per kind of label: final column -> groups of raw columns; the groups of one kind get the same factors."""
        n, words = self.n_themes, 2 * self.n_learned
        none = n + self.n_priorities
        owned = {
            s: [*self.both(s), *self.both(n + p), *self.both(none), [words + s]]
            for s, p in enumerate(self.owner)
            if p >= 0
        }
        crossing = {s: [*self.both(s), [words + s]] for s, p in enumerate(self.owner) if p < 0}
        priorities = {
            n + p: [*self.both(n + p), *self.both(none), [words + s for s, q in enumerate(self.owner) if q == p]]
            for p in range(self.n_priorities)
        }
        polarities = {none + place: self.both(none + 1 + place) for place in range(len(POLARITIES))}
        return [kind for kind in (owned, crossing, priorities, polarities) if kind]


@dataclass(frozen=True, slots=True)
class Mix:
    """Final log-odds = raw scores @ `shares` + `constants`; columns: sub-themes, priorities, polarities."""

    shares: Floats  # (n_raw, n_final)
    constants: Floats

    def of_scores(self, raw: Floats) -> Floats:
        """Final log-odds `(n, n_final)` of raw scores `(n, n_raw)`."""
        return np.asarray(raw @ self.shares + self.constants, np.float32)


def fit_mix(raw: Floats, targets: Any, layout: Layout) -> Mix:
    """Fit the shares on raw scores of statements that were not learned from.

    Args:
        targets: `(n, n_final)` of 0 and 1.
    """
    shares = np.zeros((raw.shape[1], targets.shape[1]), np.float32)
    constants = np.zeros(targets.shape[1], np.float32)
    for kind in layout.kinds():
        labels = list(kind)
        inputs = [np.column_stack([raw[:, group].sum(axis=1) for group in kind[label]]) for label in labels]
        factors, own = fit_shared(inputs, [targets[:, label] for label in labels])
        for label, constant in zip(labels, own, strict=True):
            constants[label] = constant
            for group, factor in zip(kind[label], factors, strict=True):
                shares[group, label] += factor
    return Mix(shares, constants)


def fit_shared(inputs: Sequence[Any], targets: Sequence[Any]) -> tuple[Floats, Floats]:
    """Logistic regression with factors shared by all labels and a constant, drawn to the common one, for each.

    Args:
        inputs: per label `(n, n_factors)`.
        targets: per label `(n,)` of 0 and 1.
    """
    from sklearn.linear_model import LogisticRegression

    rows, target = np.concatenate(inputs), np.concatenate(targets)
    if target.all() or not target.any() or not rows.any():
        return np.eye(1, rows.shape[1], dtype=np.float32)[0], np.zeros(len(inputs), np.float32)
    marks = np.repeat(np.eye(len(inputs)), [len(part) for part in inputs], axis=0)
    model = LogisticRegression(C=1.0, max_iter=500).fit(np.column_stack([rows, marks]), target)
    weights = model.coef_[0].astype(np.float32)
    return weights[: rows.shape[1]], weights[rows.shape[1] :] + np.float32(model.intercept_[0])
