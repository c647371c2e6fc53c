"""The trained tagger: what the model decides, and the words that made it decide so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from corpora.codebook import Codebook
from corpora.records import Evidence, Statement, Tagging
from nlp.themes.features import BLOCKS, Seen, look_at
from nlp.themes.model import Prediction, ThemeModel
from nlp.themes.polarity import POLARITIES
from nlp.themes.rules import WordRules
from nlp.themes.tagger import Scored, closeness, make_tagging
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
        return tuple(self._tag_one(statement) for statement in statements)

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
        chosen = chosen_themes(self.model, prediction)
        if not chosen:
            return {}
        shares = word_shares(self.model, seen, prediction)
        words = prediction.columns < len(self.model.vectorizer.columns["word"])
        similarity = self.model.examples.similarities(prediction.columns[words], prediction.values[words])
        return {
            self.model.subthemes[place]: Scored(
                probability=float(prediction.themes[place]),
                threshold=0.0,
                evidence=evidence_for(self.model, seen, prediction, place, shares),
                nearest=self.model.examples.nearest(similarity, self.model.subthemes[place]),
            )
            for place in chosen
        }

    def _doubt(self, prediction: Prediction) -> float:
        pairs = zip(prediction.priorities.tolist(), self.model.priority_thresholds.tolist(), strict=True)
        return max(closeness(probability, threshold) for probability, threshold in pairs)


def chosen_themes(model: ThemeModel, prediction: Prediction) -> list[int]:
    """Sub-themes above their threshold within each likely priority, or else its likeliest; cross-cutting ones apart."""
    above = prediction.themes >= model.theme_thresholds
    chosen = {place for place, owner in enumerate(model.owner) if owner < 0 and above[place]}
    for priority in range(len(model.priorities)):
        if prediction.priorities[priority] >= model.priority_thresholds[priority]:
            own = [place for place, owner in enumerate(model.owner) if owner == priority]
            likeliest = max(own, key=lambda place: prediction.themes[place])
            chosen |= {place for place in own if above[place]} | {likeliest}
    return sorted(chosen)


@dataclass(frozen=True, slots=True)
class WordShares:
    """Which share of which feature each word holds; parallel arrays, one entry per feature, time and word."""

    features: Ints  # index into the columns of the prediction
    positions: Ints  # of the word
    shares: Floats


def word_shares(model: ThemeModel, seen: Seen, prediction: Prediction) -> WordShares:
    """Divide every feature over the times it occurs and the words it spans."""
    index = {column: place for place, column in enumerate(prediction.columns.tolist())}
    features: list[int] = []
    positions: list[int] = []
    shares: list[float] = []
    for block in BLOCKS:
        columns = model.vectorizer.columns[block]
        for name, places in seen.blocks[block].items():
            if name in columns:
                place = index[columns[name]]
                for words in places:
                    features += [place] * len(words)
                    positions += words
                    shares += [1 / (len(places) * len(words))] * len(words) if words else []
    return WordShares(np.array(features, np.int64), np.array(positions, np.int64), np.array(shares, np.float32))


def contributions(model: ThemeModel, seen: Seen, prediction: Prediction, theme: int, shares: WordShares) -> Floats:
    """What each word adds to the log-odds of a sub-theme: `(n_words,)`."""
    added = prediction.values * model.themes.weights[prediction.columns, theme]
    weights = added[shares.features] * shares.shares
    return np.bincount(shares.positions, weights=weights, minlength=len(seen.words)).astype(np.float32)


def evidence_for(
    model: ThemeModel, seen: Seen, prediction: Prediction, theme: int, shares: WordShares | None = None
) -> tuple[Evidence, ...]:
    """Words by what they add to the log-odds of a sub-theme, in reading order; words beside each other join."""
    added = contributions(model, seen, prediction, theme, shares or word_shares(model, seen, prediction)).tolist()
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
