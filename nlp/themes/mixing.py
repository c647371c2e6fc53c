"""How much to trust which score: every final score is a weighted sum of a few raw ones.

Raw columns: one per sub-theme, one per priority, one for "no priority", and one per sub-theme that counts codebook
words only. The shares are fitted on statements the raw scores never saw, and are shared by all labels of a kind, so that
a few statements are enough. Sums of linear scores stay linear: what every word adds can still be read off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nlp.themes.vectorizer import Floats


@dataclass(frozen=True, slots=True)
class Mix:
    """Final log-odds = raw scores @ `shares` + `constants`; columns: sub-themes, then priorities."""

    shares: Floats  # (n_raw, n_subthemes + n_priorities)
    constants: Floats

    def of_scores(self, raw: Floats) -> Floats:
        """Final log-odds `(n, n_subthemes + n_priorities)` of raw scores `(n, n_raw)`."""
        return np.asarray(raw @ self.shares + self.constants, np.float32)


def fit_mix(raw: Floats, targets: Any, owner: Sequence[int], n_priorities: int) -> Mix:
    """Fit the shares on raw scores of statements that were not learned from.

    Args:
        targets: `(n, n_subthemes + n_priorities)` of 0 and 1.
        owner: per sub-theme the index of its priority, -1 for a cross-cutting one.
    """
    shares = np.zeros((raw.shape[1], targets.shape[1]), np.float32)
    constants = np.zeros(targets.shape[1], np.float32)
    for kind in _kinds(owner, n_priorities):
        labels = list(kind)
        inputs = [np.column_stack([raw[:, group].sum(axis=1) for group in kind[label]]) for label in labels]
        factors, own = fit_shared(inputs, [targets[:, label] for label in labels])
        for label, constant in zip(labels, own, strict=True):
            constants[label] = constant
            for group, factor in zip(kind[label], factors, strict=True):
                shares[group, label] += factor
    return Mix(shares, constants)


def _kinds(owner: Sequence[int], n_priorities: int) -> list[dict[int, list[list[int]]]]:
    """Per kind of label: label -> groups of raw columns; the groups of one kind get the same factors."""
    n_themes = len(owner)
    none = n_themes + n_priorities
    words = none + 1
    owned = {s: [[s], [n_themes + p], [none], [words + s]] for s, p in enumerate(owner) if p >= 0}
    crossing = {s: [[s], [words + s]] for s, p in enumerate(owner) if p < 0}
    priorities = {
        n_themes + p: [[n_themes + p], [none], [words + s for s, q in enumerate(owner) if q == p]]
        for p in range(n_priorities)
    }
    return [kind for kind in (owned, crossing, priorities) if kind]


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
