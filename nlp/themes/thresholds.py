"""From which probability a label is suggested."""

from __future__ import annotations

from typing import Any

import numpy as np

from nlp.themes.vectorizer import MANY, Floats

# A suggestion costs a reader time, a missed one costs the report an opinion: precision weighs a little more.
BETA = 0.9
THRESHOLDS = np.arange(0.05, 0.75, 0.05)
USUAL = (0.35, 0.5)  # first and further priority as many statements give them; fifty choose anything from .05 to .55
PRIOR_WEIGHT = 3000  # statements that the common threshold counts for beside those of a label itself


def choose_thresholds(probabilities: Floats, targets: Any) -> Floats:
    """Per label the threshold with the best F-beta, drawn towards the common one where a label has few statements.

    Args:
        probabilities: `(n, n_labels)`, of statements that were not learned from.
        targets: `(n, n_labels)` of 0 and 1.
    """
    common = max(THRESHOLDS, key=lambda threshold: _f_beta(probabilities >= threshold, targets))
    chosen = []
    for found, gold in zip(probabilities.T, np.asarray(targets, bool).T, strict=True):
        scores = {float(t): (_f_beta(found >= t, gold), -abs(t - common)) for t in THRESHOLDS}
        share = gold.sum() / (gold.sum() + PRIOR_WEIGHT)
        chosen.append(share * max(scores, key=lambda t, s=scores: s[t]) + (1 - share) * common)  # type: ignore[misc]
    return np.array(chosen, np.float32)


def choose_first_and_further(probabilities: Floats, targets: Any) -> tuple[float, float]:
    """Threshold of a statement's likeliest label and that of its further ones: the pair with the best F-beta.

    With few statements it is drawn to the usual pair. Having no label counts as a label too, or statements that rightly
    have none would weigh nothing.

    Args:
        probabilities: `(n, n_labels)`, of statements that were not learned from.
        targets: `(n, n_labels)` of 0 and 1.
    """
    gold = _with_none(np.asarray(targets, bool))
    likeliest = probabilities.argmax(axis=1)[:, None] == np.arange(probabilities.shape[1])

    def worth(pair: tuple[float, float]) -> float:
        return _f_beta(_with_none(probabilities >= np.where(likeliest, *pair)), gold)

    first, further = max(((t, u) for t in THRESHOLDS for u in THRESHOLDS if t <= u), key=worth)
    share = min(1.0, len(probabilities) / MANY)
    return float(share * first + (1 - share) * USUAL[0]), float(share * further + (1 - share) * USUAL[1])


def _with_none(labels: Any) -> Any:
    return np.column_stack([labels, ~labels.any(axis=1)])


def cover_threshold(probabilities: Floats, targets: Any, *, coverage: float = 0.9) -> float:
    """Probability that a true label exceeds with at least this chance: split conformal prediction per label.

    Sets of all labels from here on hold a true label in `coverage` of the cases, on statements like these
    (Vovk, Gammerman and Shafer, "Algorithmic Learning in a Random World", 2005).

    Args:
        probabilities: `(n, n_labels)`, of statements that were not learned from.
        targets: `(n, n_labels)` of 0 and 1.
    """
    true = np.sort(probabilities[np.asarray(targets, bool)])
    place = int((1 - coverage) * (len(true) + 1)) - 1
    return float(true[place]) if place >= 0 else 0.0


def _f_beta(found: Any, gold: Any) -> float:
    both = float((found & gold).sum())
    square = BETA * BETA
    whole = square * float(gold.sum()) + float(found.sum())
    return (1 + square) * both / whole if whole else 0.0
