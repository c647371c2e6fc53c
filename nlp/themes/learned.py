"""The trained tagger: what the model decides, and the words that made it decide so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from corpora.codebook import Codebook
from corpora.records import Evidence, Statement, Tagging
from nlp.themes.features import BLOCKS, Seen, look_at
from nlp.themes.model import Prediction, ThemeModel
from nlp.themes.polarity import POLARITIES
from nlp.themes.rules import WordRules
from nlp.themes.tagger import Scored, closeness, make_tagging

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
        return {
            self.model.subthemes[place]: Scored(
                probability=float(prediction.themes[place]),
                threshold=0.0,
                evidence=evidence_for(self.model, seen, prediction, place),
                nearest=self._nearest(prediction, self.model.subthemes[place]),
            )
            for place in chosen_themes(self.model, prediction)
        }

    def _nearest(self, prediction: Prediction, subtheme: str) -> str:
        words = prediction.columns < len(self.model.vectorizer.columns["word"])
        return self.model.examples.nearest(prediction.columns[words], prediction.values[words], subtheme)

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


def evidence_for(model: ThemeModel, seen: Seen, prediction: Prediction, theme: int) -> tuple[Evidence, ...]:
    """Words by what they add to the log-odds of a sub-theme, in reading order; words beside each other join."""
    per_word = contributions(model, seen, prediction, theme)
    strongest = max(per_word.values(), default=0.0)
    if strongest <= 0:
        return ()
    shown = [place for place in per_word if abs(per_word[place]) >= MIN_SHARE * strongest]
    for_it = sorted((p for p in shown if per_word[p] > 0), key=lambda p: (-per_word[p], p))[:MAX_FOR]
    against = sorted((p for p in shown if per_word[p] < 0), key=lambda p: (per_word[p], p))[:MAX_AGAINST]
    return tuple(_joined(seen, {place: per_word[place] for place in (*for_it, *against)}))


def contributions(model: ThemeModel, seen: Seen, prediction: Prediction, theme: int) -> dict[int, float]:
    """Position of a word -> what its features add to the log-odds of a sub-theme."""
    added = prediction.values * model.themes.weights[prediction.columns, theme]
    amount = dict(zip(prediction.columns.tolist(), added.tolist(), strict=True))
    per_word: dict[int, float] = defaultdict(float)
    for block in BLOCKS:
        columns = model.vectorizer.columns[block]
        for name, places in seen.blocks[block].items():
            if name in columns:
                for positions in places:
                    for position in positions:
                        per_word[position] += amount[columns[name]] / (len(places) * len(positions))
    return per_word


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
