"""Learn the tagger's numbers from coded statements.

1. One logistic regression per sub-theme, per priority, for "no priority" and for polarity, on all features; beside
   them a fixed score per sub-theme that counts the words of the codebook.
2. Their scores on statements they never saw (folds by situation) say how much to trust which: `nlp.themes.mixing`.
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
from nlp.themes.mixing import fit_mix, fit_shared
from nlp.themes.model import Heads, ThemeModel, sigmoid
from nlp.themes.polarity import POLARITIES
from nlp.themes.rules import EACH_SUPPORT, FIRST_WANTED, WordRules
from nlp.themes.thresholds import choose_thresholds
from nlp.themes.vectorizer import BLOCK_WEIGHTS, Floats, Vectorizer

N_FOLDS = 5
STRENGTH = 4.0  # C of the regressions; chosen by grouped cross-validation on training statements
RARE = 2  # a label with fewer statements than this cannot be learned


@dataclass(frozen=True, slots=True)
class Labels:
    """Codes as tables of 0 and 1, one row per statement."""

    themes: Any  # (n, n_subthemes)
    priorities: Any  # (n, n_priorities)
    polarity: Any  # (n,) index into POLARITIES

    def __getitem__(self, rows: Any) -> Labels:
        return Labels(self.themes[rows], self.priorities[rows], self.polarity[rows])

    @property
    def none(self) -> Any:
        return ~self.priorities.any(axis=1)


def fit_model(statements: Sequence[CodedStatement], codebook: Codebook) -> ThemeModel:
    """Learn a tagger; the same statements in any order give the same model."""
    ordered = sorted(statements, key=lambda statement: statement.id)
    rules = WordRules(codebook)
    seen = [look_at(statement.text, rules) for statement in ordered]
    labels, owner = make_labels(ordered, codebook), owners(codebook)
    vectorizer = Vectorizer().fit(seen)
    matrix, words = vectorizer.matrix(seen), word_scores(vectorizer, codebook)
    unseen = unseen_scores(matrix, labels, [statement.situation for statement in ordered], words)
    n_themes = len(owner)
    mix = fit_mix(unseen, np.column_stack([labels.themes, labels.priorities]), owner, len(codebook.priority_ids))
    raw = fit_heads(matrix, labels, words)
    weights, bias = raw.weights @ mix.shares, raw.bias @ mix.shares + mix.constants
    scores = mix.of_scores(unseen)
    gate, gated = fit_gate(scores[:, :n_themes], scores[:, n_themes:], labels, owner)
    return ThemeModel(
        codebook=codebook.id,
        name=f"themas {codebook.reference}, {len(ordered)} uitspraken",
        subthemes=codebook.subtheme_ids,
        priorities=codebook.priority_ids,
        owner=owner,
        vectorizer=vectorizer,
        themes=Heads(weights[:, :n_themes], bias[:n_themes]),
        priority_heads=Heads(weights[:, n_themes:], bias[n_themes:]),
        polarity=_learn(matrix, [labels.polarity == place for place in range(len(POLARITIES))]),
        gate=gate,
        theme_thresholds=choose_thresholds(sigmoid(scores[:, :n_themes]), labels.themes),
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


def word_scores(vectorizer: Vectorizer, codebook: Codebook) -> Floats:
    """Weights `(n_features, n_subthemes)` that count wanted and support words as the rules do; nothing is learned."""
    weights = np.zeros((vectorizer.n_features, len(codebook.subtheme_ids)), np.float32)
    for place, theme in enumerate(codebook.subtheme_ids):
        for name, weight in ((f"wanted {theme}", FIRST_WANTED), (f"support {theme}", EACH_SUPPORT)):
            column = vectorizer.columns["rule"].get(name)
            if column is not None:
                weights[column, place] = weight / (BLOCK_WEIGHTS["rule"] * vectorizer.idf[column])
    return weights


def fit_heads(matrix: Any, labels: Labels, words: Floats) -> Heads:
    """Columns: sub-themes, priorities, "no priority", then the words of each sub-theme."""
    learned = _learn(matrix, [*labels.themes.T, *labels.priorities.T, labels.none])
    return Heads(
        np.column_stack([learned.weights, words]),
        np.concatenate([learned.bias, np.zeros(words.shape[1], np.float32)]),
    )


def _learn(matrix: Any, targets: Sequence[Any]) -> Heads:
    learned = [_regression(matrix, target) for target in targets]
    weights = np.column_stack([weights for weights, _ in learned]).astype(np.float32)
    return Heads(weights, np.array([bias for _, bias in learned], np.float32))


def _regression(matrix: Any, target: Any) -> tuple[Any, float]:
    from sklearn.linear_model import LogisticRegression

    if target.sum() < RARE or (~target).sum() < RARE:
        return np.zeros(matrix.shape[1]), float(np.log((target.sum() + 0.5) / ((~target).sum() + 0.5)))
    model = LogisticRegression(C=STRENGTH, solver="liblinear", dual=True, max_iter=2000, tol=1e-3, random_state=0)
    model.fit(matrix, target)
    return model.coef_[0], float(model.intercept_[0])


def unseen_scores(matrix: Any, labels: Labels, situations: Sequence[str], words: Floats) -> Floats:
    """Raw scores by models that never saw the statement's situation; columns as in `fit_heads`."""
    from sklearn.model_selection import GroupKFold

    n_learned = labels.themes.shape[1] + labels.priorities.shape[1] + 1
    scores = np.zeros((matrix.shape[0], n_learned + words.shape[1]), np.float32)
    scores[:, n_learned:] = matrix @ words
    n_folds = min(N_FOLDS, len(set(situations)))
    if n_folds < 2:
        return scores
    for known, kept_apart in GroupKFold(n_folds).split(matrix, groups=situations):
        heads = fit_heads(matrix[known], labels[known], words)
        scores[kept_apart] = matrix[kept_apart] @ heads.weights + heads.bias
    return scores


def fit_gate(themes: Floats, own: Floats, labels: Labels, owner: Sequence[int]) -> tuple[Floats, Floats]:
    """How a priority's own score and that of its best sub-theme decide together; also the log-odds they give."""
    n_priorities = own.shape[1]
    rows = []
    for priority in range(n_priorities):
        best = themes[:, [place for place, p in enumerate(owner) if p == priority]].max(axis=1)
        rows.append(np.column_stack([own[:, priority], best]))
    factors, constants = fit_shared(rows, list(labels.priorities.T))
    gate = np.column_stack([np.tile(factors, (n_priorities, 1)), constants]).astype(np.float32)
    gated = np.column_stack([row @ factors + constant for row, constant in zip(rows, constants, strict=True)])
    return gate, gated.astype(np.float32)
