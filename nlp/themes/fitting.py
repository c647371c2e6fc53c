"""Learn the tagger's numbers from coded statements.

1. One logistic regression per sub-theme, per priority, for "no priority" and for polarity, on all features.
2. Their scores on statements they never saw (folds by situation) say how much to trust which: the score of a
   sub-theme is corrected by those of its priority and of "no priority". All of it stays linear.
3. On the same unseen scores probabilities are calibrated and thresholds chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from corpora.codebook import Codebook
from corpora.coded import CodedStatement
from nlp.themes.examples import collect_examples
from nlp.themes.features import look_at
from nlp.themes.model import Heads, ThemeModel, sigmoid
from nlp.themes.polarity import POLARITIES
from nlp.themes.rules import WordRules
from nlp.themes.vectorizer import Floats, Vectorizer

N_FOLDS = 5
STRENGTH = 4.0  # C of the regressions; chosen by grouped cross-validation on training statements
RARE = 2  # a label with fewer statements than this cannot be learned

# A suggestion costs a reader time, a missed one costs the report an opinion: precision weighs a little more.
BETA = 0.9
THRESHOLDS = np.arange(0.05, 0.75, 0.05)
PRIOR_WEIGHT = 200  # statements that the common threshold counts for beside those of a label itself


@dataclass(frozen=True, slots=True)
class Labels:
    """Codes as tables of 0 and 1, one row per statement."""

    themes: Any  # (n, n_subthemes)
    priorities: Any  # (n, n_priorities)
    polarity: Any  # (n,) index into POLARITIES

    @property
    def none(self) -> Any:
        return ~self.priorities.any(axis=1)


def fit_model(statements: Sequence[CodedStatement], codebook: Codebook) -> ThemeModel:
    """Learn a tagger; the same statements in any order give the same model."""
    ordered = sorted(statements, key=lambda statement: statement.id)
    rules = WordRules(codebook)
    seen = [look_at(statement.text, rules) for statement in ordered]
    labels = make_labels(ordered, codebook)
    vectorizer = Vectorizer().fit(seen)
    matrix = vectorizer.matrix(seen)
    owner = owners(codebook)
    unseen = unseen_scores(matrix, labels, [statement.situation for statement in ordered])
    correction = fit_correction(unseen, labels, owner)
    raw = fit_heads(matrix, labels)
    themes, priorities = correct(raw, correction, owner)
    gate, gated = fit_gate(unseen, correction, labels, owner)
    theme_scores, _ = correct_scores(unseen, correction, owner)
    return ThemeModel(
        codebook=codebook.id,
        name=f"themas {codebook.reference}, {len(ordered)} uitspraken",
        subthemes=codebook.subtheme_ids,
        priorities=codebook.priority_ids,
        owner=owner,
        vectorizer=vectorizer,
        themes=themes,
        priority_heads=priorities,
        polarity=fit_polarity(matrix, labels),
        gate=gate,
        theme_thresholds=choose_thresholds(sigmoid(theme_scores), labels.themes),
        priority_thresholds=choose_thresholds(sigmoid(gated), labels.priorities),
        examples=collect_examples(
            [vectorizer.row(one) for one in seen], vectorizer, [s.id for s in ordered], [s.subthemes for s in ordered]
        ),
    )


def make_labels(statements: Sequence[CodedStatement], codebook: Codebook) -> Labels:
    """Codes of the statements as tables."""
    return Labels(
        themes=np.array([[theme in s.subthemes for theme in codebook.subtheme_ids] for s in statements]),
        priorities=np.array([[priority in s.priorities for priority in codebook.priority_ids] for s in statements]),
        polarity=np.array([POLARITIES.index(s.polarity) for s in statements]),  # type: ignore[arg-type]
    )


def owners(codebook: Codebook) -> tuple[int, ...]:
    """Per sub-theme the index of its priority; -1 for a cross-cutting one."""
    places = {priority: place for place, priority in enumerate(codebook.priority_ids)}
    return tuple(places.get(codebook.priority_of(theme), -1) for theme in codebook.subtheme_ids)


# --- one regression per label --------------------------------------------------------------------


def fit_heads(matrix: Any, labels: Labels) -> Heads:
    """Columns: sub-themes, priorities, "no priority"."""
    targets = np.column_stack([labels.themes, labels.priorities, labels.none])
    learned = [_regression(matrix, targets[:, place]) for place in range(targets.shape[1])]
    weights = np.column_stack([weights for weights, _ in learned]).astype(np.float32)
    return Heads(weights, np.array([bias for _, bias in learned], np.float32))


def _regression(matrix: Any, target: Any) -> tuple[Any, float]:
    from sklearn.linear_model import LogisticRegression

    if target.sum() < RARE or (~target).sum() < RARE:
        return np.zeros(matrix.shape[1]), float(np.log((target.sum() + 0.5) / ((~target).sum() + 0.5)))
    model = LogisticRegression(C=STRENGTH, solver="liblinear", dual=True, max_iter=2000, tol=1e-3, random_state=0)
    model.fit(matrix, target)
    return model.coef_[0], float(model.intercept_[0])


def fit_polarity(matrix: Any, labels: Labels) -> Heads:
    """One regression per polarity; the highest score wins."""
    learned = [_regression(matrix, labels.polarity == place) for place in range(len(POLARITIES))]
    weights = np.column_stack([weights for weights, _ in learned]).astype(np.float32)
    return Heads(weights, np.array([bias for _, bias in learned], np.float32))


def unseen_scores(matrix: Any, labels: Labels, situations: Sequence[str]) -> Floats:
    """Scores `(n, n_subthemes + n_priorities + 1)` by models that never saw the statement's situation."""
    from sklearn.model_selection import GroupKFold

    n_labels = labels.themes.shape[1] + labels.priorities.shape[1] + 1
    scores = np.zeros((matrix.shape[0], n_labels), np.float32)
    n_folds = min(N_FOLDS, len(set(situations)))
    if n_folds < 2:
        return scores
    for known, kept_apart in GroupKFold(n_folds).split(matrix, groups=situations):
        part = Labels(labels.themes[known], labels.priorities[known], labels.polarity[known])
        heads = fit_heads(matrix[known], part)
        scores[kept_apart] = matrix[kept_apart] @ heads.weights + heads.bias
    return scores


# --- how much to trust which score ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Correction:
    """Final log-odds = own * score + priority * score of the priority + none * score of "no priority" + constant."""

    theme: Floats  # own, priority, none: shared by all sub-themes of a priority
    theme_constants: Floats  # per sub-theme
    cross: Floats  # own
    priority: Floats  # own, none
    priority_constants: Floats


def fit_correction(scores: Floats, labels: Labels, owner: Sequence[int]) -> Correction:
    """Fit the shared factors and a constant per label on scores of statements that were not learned from."""
    n_themes, n_priorities = len(owner), labels.priorities.shape[1]
    owned = [place for place, priority in enumerate(owner) if priority >= 0]
    crossing = [place for place, priority in enumerate(owner) if priority < 0]
    none = scores[:, -1]
    own_rows = [np.column_stack([scores[:, s], scores[:, n_themes + owner[s]], none]) for s in owned]
    theme, theme_constants = _pooled(own_rows, [labels.themes[:, s] for s in owned])
    cross, cross_constants = _pooled([scores[:, [s]] for s in crossing], [labels.themes[:, s] for s in crossing])
    priority_rows = [np.column_stack([scores[:, n_themes + p], none]) for p in range(n_priorities)]
    priority, priority_constants = _pooled(priority_rows, [labels.priorities[:, p] for p in range(n_priorities)])
    constants = np.zeros(n_themes, np.float32)
    constants[owned], constants[crossing] = theme_constants, cross_constants
    return Correction(theme, constants, cross, priority, priority_constants)


def _pooled(rows: Sequence[Any], targets: Sequence[Any]) -> tuple[Floats, Floats]:
    """Factors shared by all labels and a shrunken constant for each."""
    from sklearn.linear_model import LogisticRegression

    if not rows:
        return np.ones(1, np.float32), np.zeros(0, np.float32)
    n_factors = rows[0].shape[1]
    marks = np.repeat(np.eye(len(rows)), [len(row) for row in rows], axis=0)
    target = np.concatenate(targets)
    if target.all() or not target.any() or not np.concatenate(rows).any():
        return np.eye(1, n_factors, dtype=np.float32)[0], np.zeros(len(rows), np.float32)
    model = LogisticRegression(C=1.0, max_iter=500).fit(np.column_stack([np.concatenate(rows), marks]), target)
    weights = model.coef_[0].astype(np.float32)
    return weights[:n_factors], weights[n_factors:] + np.float32(model.intercept_[0])


def correct(raw: Heads, correction: Correction, owner: Sequence[int]) -> tuple[Heads, Heads]:
    """The corrected scores as one linear model for sub-themes and one for priorities."""
    weights, weights_priority = _corrected(raw.weights, correction, owner)
    bias, bias_priority = _corrected(raw.bias[None, :], correction, owner)
    themes = Heads(weights, bias[0] + correction.theme_constants)
    return themes, Heads(weights_priority, bias_priority[0] + correction.priority_constants)


def correct_scores(scores: Floats, correction: Correction, owner: Sequence[int]) -> tuple[Floats, Floats]:
    """Corrected log-odds of sub-themes and priorities from raw scores."""
    themes, priorities = _corrected(scores, correction, owner)
    return themes + correction.theme_constants, priorities + correction.priority_constants


def _corrected(values: Floats, correction: Correction, owner: Sequence[int]) -> tuple[Floats, Floats]:
    n_themes = len(owner)
    own, by_priority, by_none = correction.theme if len(correction.theme) == 3 else (1.0, 0.0, 0.0)
    none = values[:, -1]
    themes = [
        own * values[:, place] + by_priority * values[:, n_themes + priority] + by_none * none
        if priority >= 0
        else correction.cross[0] * values[:, place]
        for place, priority in enumerate(owner)
    ]
    own, by_none = correction.priority if len(correction.priority) == 2 else (1.0, 0.0)
    priorities = [own * column + by_none * none for column in values[:, n_themes:-1].T]
    return np.column_stack(themes).astype(np.float32), np.column_stack(priorities).astype(np.float32)


def fit_gate(scores: Floats, correction: Correction, labels: Labels, owner: Sequence[int]) -> tuple[Floats, Floats]:
    """How a priority's own score and that of its best sub-theme decide together; also the log-odds they give."""
    themes, own = correct_scores(scores, correction, owner)
    n_priorities = own.shape[1]
    rows = []
    for priority in range(n_priorities):
        best = themes[:, [place for place, p in enumerate(owner) if p == priority]].max(axis=1)
        rows.append(np.column_stack([own[:, priority], best]))
    factors, constants = _pooled(rows, [labels.priorities[:, p] for p in range(n_priorities)])
    gate = np.column_stack([np.tile(factors, (n_priorities, 1)), constants]).astype(np.float32)
    gated = np.column_stack([row @ factors + constant for row, constant in zip(rows, constants, strict=True)])
    return gate, gated.astype(np.float32)


# --- thresholds ----------------------------------------------------------------------------------


def choose_thresholds(probabilities: Floats, targets: Any) -> Floats:
    """Per label the threshold with the best F-beta, drawn towards the common one where a label has few statements."""
    common = max(THRESHOLDS, key=lambda threshold: _f_beta(probabilities >= threshold, targets))
    chosen = []
    for place in range(targets.shape[1]):
        found, gold = probabilities[:, place], targets[:, place]
        own = max(THRESHOLDS, key=lambda t, f=found, g=gold: (_f_beta(f >= t, g), -abs(t - common)))  # type: ignore[misc]
        share = gold.sum() / (gold.sum() + PRIOR_WEIGHT)
        chosen.append(share * own + (1 - share) * common)
    return np.array(chosen, np.float32)


def _f_beta(found: Any, gold: Any) -> float:
    both = float((found & gold).sum())
    square = BETA * BETA
    whole = square * float(gold.sum()) + float(found.sum())
    return (1 + square) * both / whole if whole else 0.0
