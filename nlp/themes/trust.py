"""What the probability beside a suggestion is worth: how often suggestions with such scores were right.

A sub-theme that is suggested passed two gates: its priority is likely, and it is the likeliest or likely itself. Its bare
probability no longer says how often it is right. So a second, small regression learns that from suggestions on statements
that were not learned from.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from nlp.themes.vectorizer import Floats

MIN_SUGGESTIONS = 50  # fewer say too little: the bare probability is shown


def fit_trust(
    themes: Floats, priorities: Floats, targets: Any, chosen: Sequence[Sequence[int]], owner: Sequence[int]
) -> Floats:
    """Weights `(2, 3)`: for sub-themes with a priority and for cross-cutting ones; of its score, its priority's, constant.

    Args:
        themes: log-odds `(n, n_subthemes)` of statements that were not learned from.
        priorities: log-odds `(n, n_priorities)`.
        targets: `(n, n_subthemes)` of 0 and 1.
        chosen: per statement the sub-themes that are suggested.
    """
    from sklearn.linear_model import LogisticRegression

    weights = np.array([[1, 0, 0], [1, 0, 0]], np.float32)
    for kind in (0, 1):
        places = [(row, theme) for row, here in enumerate(chosen) for theme in here if (owner[theme] < 0) == bool(kind)]
        right = np.array([bool(targets[row, theme]) for row, theme in places])
        if len(places) >= MIN_SUGGESTIONS and 0 < right.sum() < len(right):
            inputs = [_inputs(themes[row, theme], priorities[row], owner[theme]) for row, theme in places]
            model = LogisticRegression(C=10.0).fit(inputs, right)
            weights[kind] = [*model.coef_[0], model.intercept_[0]]
    return weights


def trusted(weights: Floats, score: float, priorities: Floats, owner: int) -> float:
    """Probability that a suggestion is right.

    Args:
        score: log-odds of the sub-theme.
        priorities: log-odds of all priorities.
        owner: index of its priority, -1 for none.
    """
    first, second, constant = weights[int(owner < 0)].tolist()
    own, above = _inputs(score, priorities, owner)
    return float(1 / (1 + np.exp(-(first * own + second * above + constant))))


def _inputs(score: float, priorities: Floats, owner: int) -> tuple[float, float]:
    return float(score), float(priorities[owner]) if owner >= 0 else 0.0
