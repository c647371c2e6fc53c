"""Learn the tagger's numbers from coded statements.

1. Two learners see all features: a linear support vector machine per label, and small neural networks in which the labels
   share what they learned. Labels are the sub-themes, the priorities, "no priority" and the polarities; for the
   polarities the machine sees turns of phrase too. Beside them stands a fixed score per sub-theme that counts the words of
   the codebook.
2. Their scores on statements they never saw (folds by situation) say how much to trust which: `nlp.themes.mixing`.
3. On the same unseen scores thresholds are chosen, and what a suggestion's probability is worth: `nlp.themes.trust`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from corpora.codebook import Codebook
from corpora.coded import CodedStatement
from nlp.themes.choosing import Choice, choose
from nlp.themes.examples import collect_examples
from nlp.themes.features import POLARITY_BLOCKS, Block, look_at
from nlp.themes.mixing import Layout, Mix, fit_mix
from nlp.themes.model import Heads, ThemeModel, sigmoid
from nlp.themes.network import Network, fit_networks
from nlp.themes.polarity import POLARITIES
from nlp.themes.rules import EACH_SUPPORT, FIRST_WANTED, WordRules
from nlp.themes.thresholds import choose_first_and_further, choose_thresholds, cover_threshold
from nlp.themes.trust import fit_trust
from nlp.themes.vectorizer import BLOCK_WEIGHTS, MANY, Floats, Vectorizer

N_FOLDS = 5
N_FITS = N_FOLDS + 1  # one per fold, and one on everything
STRENGTH = 0.2  # C of the support vector machines; chosen by grouped cross-validation on training statements
_WORTH = {"wanted": FIRST_WANTED, "support": EACH_SUPPORT}  # what a word of the codebook counts for, per kind
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
    def table(self) -> Any:
        """All labels beside each other: sub-themes, priorities, "no priority", polarities."""
        none = ~self.priorities.any(axis=1)
        polarities = self.polarity[:, None] == np.arange(len(POLARITIES))
        return np.column_stack([self.themes, self.priorities, none, polarities])

    @property
    def decided(self) -> Any:
        """Those that the model gives a score: sub-themes, priorities, polarities."""
        polarities = self.polarity[:, None] == np.arange(len(POLARITIES))
        return np.column_stack([self.themes, self.priorities, polarities])


@dataclass(frozen=True, slots=True)
class Views:
    """Statements as sparse matrices: all features, and turns of phrase."""

    features: Any  # (n, n_features)
    turns: Any  # (n, n_turns)

    def __getitem__(self, rows: Any) -> Views:
        return Views(self.features[rows], self.turns[rows])


@dataclass(frozen=True, slots=True)
class Learners:
    """Raw scores: columns of the linear learner, of the networks, then the words of each sub-theme."""

    linear: Heads
    turns: Floats  # (n_turns, n_polarities): the linear learner's weights of turns of phrase
    networks: Network
    words: Floats

    def scores(self, views: Views) -> Floats:
        """`(n, n_raw)`."""
        matrix = views.features
        linear = matrix @ self.linear.weights + self.linear.bias
        linear[:, -len(POLARITIES) :] += views.turns @ self.turns
        return np.column_stack([linear, self.networks.scores(matrix), matrix @ self.words]).astype(np.float32)


@threadpool_limits.wrap(limits=1, user_api="blas")  # type: ignore[untyped-decorator]
def fit_model(
    statements: Sequence[CodedStatement], codebook: Codebook, *, after_each: Callable[[], None] = lambda: None
) -> ThemeModel:
    """Learn a tagger; the same statements in any order, on any number of cores, give the same model.

    Args:
        after_each: called when learners have seen what they had to, `N_FITS` times at most.
    """
    ordered = sorted(statements, key=lambda statement: statement.id)
    rules = WordRules(codebook)
    seen = [look_at(statement.text, rules) for statement in ordered]
    labels, layout = make_labels(ordered, codebook), Layout(owners(codebook), len(codebook.priority_ids))
    vectorizer, turns = Vectorizer().fit(seen, known=codebook_features(codebook)), Vectorizer(POLARITY_BLOCKS).fit(seen)
    views, words = Views(vectorizer.matrix(seen), turns.matrix(seen)), word_scores(vectorizer, codebook)
    situations = [statement.situation for statement in ordered]
    unseen = unseen_scores(views, labels, situations, words, after_each=after_each)
    mix = fit_mix(unseen, labels.decided, layout)
    learners = fit_learners(views, labels, words)
    after_each()
    themes, gated = mixed_scores(unseen, labels, situations, layout, mix)
    choice = Choice(
        layout.owner,
        choose_thresholds(sigmoid(themes), labels.themes),
        *choose_first_and_further(sigmoid(gated), labels.priorities),
    )
    chosen = [choose(choice, *row) for row in zip(sigmoid(themes), sigmoid(gated), strict=True)]
    linear, networks = learners.linear, learners.networks
    raw_linear, raw_networks, raw_words = layout.split(mix.shares)
    return ThemeModel(
        codebook=codebook.id,
        name=f"themas {codebook.reference}, {len(ordered)} uitspraken",
        subthemes=codebook.subtheme_ids,
        priorities=codebook.priority_ids,
        vectorizer=vectorizer,
        turns=turns,
        turn_weights=learners.turns @ raw_linear[-len(POLARITIES) :, -len(POLARITIES) :],
        heads=Heads(
            linear.weights @ raw_linear + networks.direct @ raw_networks + words @ raw_words,
            linear.bias @ raw_linear + networks.outer_bias @ raw_networks + mix.constants,
        ),
        inner=Heads(networks.inner, networks.inner_bias),
        outer=networks.outer @ raw_networks,
        best=mix.best,
        choice=choice,
        trust=fit_trust(themes, gated, labels.themes, chosen, layout.owner),
        cover=cover_threshold(sigmoid(themes), labels.themes),
        examples=collect_examples(
            [vectorizer.row(vectorizer.find(one)) for one in seen],
            vectorizer,
            [s.id for s in ordered],
            [s.subthemes for s in ordered],
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


def codebook_features(codebook: Codebook) -> dict[Block, list[str]]:
    """What the words of the codebook show as features; known before anybody said one of them."""
    return {"rule": [f"{kind} {theme}" for kind in _WORTH for theme in codebook.subtheme_ids]}


def word_scores(vectorizer: Vectorizer, codebook: Codebook) -> Floats:
    """Weights `(n_features, n_subthemes)` that count wanted and support words as the rules do; nothing is learned."""
    weights = np.zeros((vectorizer.n_features, len(codebook.subtheme_ids)), np.float32)
    for place, theme in enumerate(codebook.subtheme_ids):
        for kind, worth in _WORTH.items():
            column = vectorizer.columns["rule"][f"{kind} {theme}"]
            weights[column, place] = worth / (BLOCK_WEIGHTS["rule"] * vectorizer.idf[column])
    return weights


def fit_learners(views: Views, labels: Labels, words: Floats) -> Learners:
    """Both learners on the same statements."""
    table = labels.table
    none = labels.themes.shape[1] + labels.priorities.shape[1]
    linear, turns = _fit_linear(views, table)
    return Learners(linear, turns, fit_networks(views.features, table, none=none), words)


def _fit_linear(views: Views, table: Any) -> tuple[Heads, Floats]:
    """Weights and constants of all labels for the features, and of the polarities (the last ones) for turns of phrase."""
    from scipy.sparse import hstack

    n_features, both = views.features.shape[1], hstack([views.features, views.turns], format="csr")
    learned = [_separate(views.features, target) for target in table[:, : -len(POLARITIES)].T]
    polarities = [_separate(both, target) for target in table[:, -len(POLARITIES) :].T]
    weights = [*(weights for weights, _ in learned), *(weights[:n_features] for weights, _ in polarities)]
    turns = np.column_stack([weights[n_features:] for weights, _ in polarities]).astype(np.float32)
    biases = np.array([bias for _, bias in (*learned, *polarities)], np.float32)
    return Heads(np.column_stack(weights).astype(np.float32), biases), turns


def _separate(matrix: Any, target: Any) -> tuple[Any, float]:
    from sklearn.svm import LinearSVC

    if target.sum() < RARE or (~target).sum() < RARE:
        return np.zeros(matrix.shape[1]), 1.0 if target.all() else -1.0
    model = LinearSVC(C=STRENGTH, random_state=0).fit(matrix, target)
    return model.coef_[0], float(model.intercept_[0])


def unseen_scores(
    views: Views, labels: Labels, situations: Sequence[str], words: Floats, *, after_each: Callable[[], None]
) -> Floats:
    """Raw scores by learners that never saw the statement's situation; columns as in `Learners`."""
    n_learned = labels.table.shape[1]
    scores = np.zeros((len(situations), 2 * n_learned + words.shape[1]), np.float32)
    scores[:, 2 * n_learned :] = views.features @ words
    for known, kept_apart in folds(situations):
        scores[kept_apart] = fit_learners(views[known], labels[known], words).scores(views[kept_apart])
        after_each()
    return scores


def mixed_scores(
    unseen: Floats, labels: Labels, situations: Sequence[str], layout: Layout, mix: Mix
) -> tuple[Floats, Floats]:
    """Log-odds of sub-themes and priorities on which thresholds are chosen.

    Few statements fit shares that flatter those same statements; there, each fold is mixed by shares of the others.
    """
    themes, priorities = mix.of_scores(unseen, layout)
    if len(unseen) < MANY:
        for known, kept_apart in folds(situations):
            other = fit_mix(unseen[known], labels[known].decided, layout)
            themes[kept_apart], priorities[kept_apart] = other.of_scores(unseen[kept_apart], layout)
    return themes, priorities


def folds(situations: Sequence[str]) -> list[tuple[Any, Any]]:
    """Rows to learn from and rows kept apart, situations whole; none where there is only one situation."""
    from sklearn.model_selection import GroupKFold

    n_folds = min(N_FOLDS, len(set(situations)))
    return list(GroupKFold(n_folds).split(situations, groups=situations)) if n_folds > 1 else []
