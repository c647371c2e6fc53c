"""How much to trust which score: every final score is a weighted sum of a few raw ones.

Raw columns: what the linear learner says of every label, what the networks say of every label, and one per sub-theme
that counts codebook words only. The shares are fitted on statements the raw scores never saw, and are shared by all
labels of a kind, so that a few statements are enough. Of the polarities one is chosen, so theirs are fitted together.
With many statements every priority gets shares of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nlp.themes.polarity import POLARITIES
from nlp.themes.vectorizer import MANY, Floats

_NEVER = -30.0  # log-odds of a polarity that no statement has


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
        return [kind for kind in (owned, crossing) if kind]

    def priority(self, place: int) -> list[list[int]]:
        """Groups of raw columns that speak for or against a priority."""
        none, words = self.n_themes + self.n_priorities, 2 * self.n_learned
        own_words = [words + theme for theme in self.subthemes_of(place)]
        return [*self.both(self.n_themes + place), *self.both(none), own_words]

    def subthemes_of(self, place: int) -> list[int]:
        """Sub-themes of a priority."""
        return [theme for theme, owner in enumerate(self.owner) if owner == place]

    def polarities(self) -> list[int]:
        """Raw columns of the polarities: by the linear learner, then by the networks."""
        first = self.n_learned - len(POLARITIES)
        return [*range(first, self.n_learned), *range(self.n_learned + first, 2 * self.n_learned)]


@dataclass(frozen=True, slots=True)
class Mix:
    """Final log-odds = raw scores @ `shares` + `constants`; columns: sub-themes, priorities, polarities.

    A priority's log-odds also get `best` times those of its likeliest sub-theme.
    """

    shares: Floats  # (n_raw, n_final)
    constants: Floats
    best: Floats  # (n_priorities,)

    def of_scores(self, raw: Floats, layout: Layout) -> tuple[Floats, Floats]:
        """Log-odds of sub-themes `(n, n_subthemes)` and of priorities `(n, n_priorities)`, of raw scores `(n, n_raw)`."""
        scores = np.asarray(raw @ self.shares + self.constants, np.float32)
        themes, own = scores[:, : layout.n_themes], scores[:, layout.n_themes :][:, : layout.n_priorities]
        likeliest = [themes[:, layout.subthemes_of(place)].max(axis=1) for place in range(layout.n_priorities)]
        return themes, own + self.best * np.column_stack(likeliest)


def fit_mix(raw: Floats, targets: Any, layout: Layout) -> Mix:
    """Fit the shares on raw scores of statements that were not learned from.

    Args:
        targets: `(n, n_final)` of 0 and 1.
    """
    shares = np.zeros((raw.shape[1], targets.shape[1]), np.float32)
    constants = np.zeros(targets.shape[1], np.float32)
    for kind in layout.kinds():
        labels = list(kind)
        inputs = [_summed(raw, kind[label]) for label in labels]
        factors, own = fit_shared(inputs, [targets[:, label] for label in labels])
        for label, constant in zip(labels, own, strict=True):
            constants[label] = constant
            _divide(shares, label, kind[label], factors)
    best = _fit_priorities(raw, targets, layout, shares, constants)
    last = slice(-len(POLARITIES), None)
    columns = layout.polarities()
    shares[columns, last], constants[last] = fit_one_of(raw[:, columns], targets[:, last].argmax(axis=1))
    return Mix(shares, constants, best)


def _fit_priorities(raw: Floats, targets: Any, layout: Layout, shares: Floats, constants: Floats) -> Floats:
    """Fill in shares and constants of the priorities; also how much each gets from its likeliest sub-theme."""
    themes = raw @ shares + constants
    places = range(layout.n_priorities)
    likeliest = [themes[:, layout.subthemes_of(place)].max(axis=1) for place in places]
    inputs = [np.column_stack([_summed(raw, layout.priority(place)), likeliest[place]]) for place in places]
    together = [list(places)] if len(raw) < MANY else [[place] for place in places]
    best = np.zeros(layout.n_priorities, np.float32)
    for members in together:
        labels = [layout.n_themes + place for place in members]
        factors, own = fit_shared([inputs[place] for place in members], [targets[:, label] for label in labels])
        constants[labels], best[members] = own, factors[-1]
        for place, label in zip(members, labels, strict=True):
            _divide(shares, label, layout.priority(place), factors[:-1])
    return best


def _summed(raw: Floats, groups: Sequence[Sequence[int]]) -> Floats:
    return np.column_stack([raw[:, group].sum(axis=1) for group in groups])


def _divide(shares: Floats, label: int, groups: Sequence[Sequence[int]], factors: Floats) -> None:
    for group, factor in zip(groups, factors, strict=True):
        shares[group, label] += factor


def fit_one_of(inputs: Floats, target: Any) -> tuple[Floats, Floats]:
    """Multinomial logistic regression: weights `(n_inputs, n_polarities)` and constants.

    Args:
        inputs: raw scores `(n, n_inputs)`.
        target: `(n,)` index of the polarity that is right.
    """
    from sklearn.linear_model import LogisticRegression

    weights = np.zeros((inputs.shape[1], len(POLARITIES)), np.float32)
    constants = np.full(len(POLARITIES), _NEVER, np.float32)
    kinds = np.unique(target)
    if len(kinds) == 1:
        constants[kinds] = 0
        return weights, constants
    model = LogisticRegression(C=1.0, max_iter=500).fit(inputs, target)
    # of two kinds scikit-learn gives the weights of the second alone
    own = kinds[-len(model.coef_) :]
    constants[kinds] = 0
    weights[:, own], constants[own] = model.coef_.T, model.intercept_
    return weights, constants


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
