"""The trained tagger: what the model decides, and the words that made it decide so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import numpy as np

from corpora.codebook import Codebook
from corpora.records import Evidence, Statement, Tagging
from nlp.themes.choosing import choose
from nlp.themes.features import Seen, look_at
from nlp.themes.model import Prediction, ThemeModel
from nlp.themes.polarity import POLARITIES
from nlp.themes.rules import WordRules
from nlp.themes.tagger import Scored, closeness, make_tagging
from nlp.themes.trust import trusted
from nlp.themes.vectorizer import Floats, Ints

# words that add less than this share of the strongest word are not shown
MIN_SHARE = 0.2
MAX_FOR, MAX_AGAINST = 6, 2


@dataclass(slots=True)
class LearnedTagger:
    """Tags with a trained model."""

    codebook: Codebook
    model: ThemeModel
    name: str = field(init=False)
    _rules: WordRules = field(init=False)

    def __post_init__(self) -> None:
        self.name = self.model.name
        self._rules = WordRules(self.codebook)

    def tag(self, statements: Sequence[Statement], *, nlp: Any = None) -> tuple[Tagging, ...]:  # noqa: ARG002
        """Suggest the sub-themes of the priorities that are likely enough, at least one of each."""
        from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

        with threadpool_limits(limits=1, user_api="blas"):  # a statement is too small to be shared by cores
            return tuple(self._tag_one(statement) for statement in statements)

    def possible(self, statements: Sequence[Statement]) -> tuple[tuple[str, ...], ...]:
        """Per statement every sub-theme that cannot be ruled out: nine in ten true sub-themes are among them.

        Measured on unseen training statements; other conversations may differ.
        """
        rows = (self.model.predict(look_at(statement.text, self._rules)).themes for statement in statements)
        return tuple(
            tuple(self.model.subthemes[place] for place in np.flatnonzero(row >= self.model.cover)) for row in rows
        )

    def priority_probabilities(self, statements: Sequence[Statement]) -> Floats:
        """Probability of every priority, likely or not: `(n_statements, n_priorities)`."""
        rows = [self.model.predict(look_at(statement.text, self._rules)).priorities for statement in statements]
        return np.stack(rows) if rows else np.zeros((0, len(self.model.priorities)), np.float32)

    def _tag_one(self, statement: Statement) -> Tagging:
        seen = look_at(statement.text, self._rules)
        prediction = self.model.predict(seen)
        return make_tagging(
            self.codebook,
            statement,
            self._scored(seen, prediction),
            polarity=POLARITIES[prediction.polarity],
            named=seen.found.rules,
            doubt=self._doubt(prediction),
        )

    def _scored(self, seen: Seen, prediction: Prediction) -> dict[str, Scored]:
        chosen = choose(self.model.choice, prediction.themes, prediction.priorities)
        if not chosen:
            return {}
        added = contributions(self.model, seen, prediction)
        words = np.zeros(len(self.model.vectorizer.columns["word"]), np.float32)
        own = prediction.columns < len(words)
        words[prediction.columns[own]] = prediction.values[own]
        return {
            self.model.subthemes[place]: Scored(
                probability=self._probability(prediction, place),
                threshold=0.0,
                evidence=evidence_for(seen, added[:, place]),
                nearest=self.model.examples.nearest(words, self.model.subthemes[place]),
            )
            for place in chosen
        }

    def _probability(self, prediction: Prediction, place: int) -> float:
        owner = self.model.choice.owner[place]
        return trusted(self.model.trust, float(prediction.scores[place]), prediction.gated, owner)

    def _doubt(self, prediction: Prediction) -> float:
        thresholds = self.model.choice.thresholds(prediction.priorities)
        pairs = zip(prediction.priorities.tolist(), thresholds.tolist(), strict=True)
        return max(closeness(probability, threshold) for probability, threshold in pairs)


@dataclass(frozen=True, slots=True)
class WordShares:
    """Which share of which feature each word holds; parallel arrays, one entry per feature, time and word."""

    features: Ints  # index into the columns of the prediction
    positions: Ints  # of the word
    shares: Floats


def word_shares(prediction: Prediction) -> WordShares:
    """Divide every feature over the times it occurs and the words it spans."""
    spanning = [occurrence for occurrence in prediction.found if occurrence[1]]
    features = np.searchsorted(prediction.columns, np.array([column for column, _ in spanning], np.int64))
    n_words = np.array([len(words) for _, words in spanning], np.int64)
    times = np.bincount(features, minlength=len(prediction.columns))
    return WordShares(
        np.repeat(features, n_words),
        np.fromiter(chain.from_iterable(words for _, words in spanning), np.int64),
        np.repeat((1 / (times[features] * n_words)).astype(np.float32), n_words),
    )


def contributions(model: ThemeModel, seen: Seen, prediction: Prediction) -> Floats:
    """How much of a sub-theme's score goes when a word is left out: `(n_words, n_subthemes)`.

    Each feature is shared by the words it spans; the linear part adds up, the hidden layer is computed again for every word.
    """
    shares, themes = word_shares(prediction), slice(len(model.subthemes))
    shape = len(seen.words), len(prediction.columns)
    cells = shares.positions * shape[1] + shares.features
    weights = prediction.values[shares.features] * shares.shares
    parts = np.bincount(cells, weights, shape[0] * shape[1]).astype(np.float32).reshape(shape)
    linear = parts @ model.heads.weights[prediction.columns, themes]
    left = np.maximum(prediction.hidden - parts @ model.inner.weights[prediction.columns], 0)
    bent = (np.maximum(prediction.hidden, 0) - left) @ model.outer[:, themes]
    return np.asarray(linear + bent, np.float32)


def evidence_for(seen: Seen, contribution: Floats) -> tuple[Evidence, ...]:
    """Words by what they add to the log-odds of a sub-theme, in reading order; words beside each other join.

    Args:
        contribution: `(n_words,)`.
    """
    added = contribution.tolist()
    strongest = max(added, default=0.0)
    if strongest <= 0:
        return ()
    shown = [place for place, weight in enumerate(added) if abs(weight) >= MIN_SHARE * strongest]
    for_it = sorted((place for place in shown if added[place] > 0), key=lambda place: (-added[place], place))[:MAX_FOR]
    against = sorted((place for place in shown if added[place] < 0), key=lambda place: (added[place], place))[
        :MAX_AGAINST
    ]
    return tuple(_joined(seen, {place: added[place] for place in (*for_it, *against)}))


def _joined(seen: Seen, weights: dict[int, float]) -> list[Evidence]:
    spans: list[Evidence] = []
    last = None
    for place in sorted(weights):
        word, weight = seen.words[place], weights[place]
        if last == place - 1 and (spans[-1].weight > 0) == (weight > 0):
            spans[-1] = Evidence(spans[-1].start, word.end, round(spans[-1].weight + weight, 3))
        else:
            spans.append(Evidence(word.start, word.end, round(weight, 3)))
        last = place
    return spans
