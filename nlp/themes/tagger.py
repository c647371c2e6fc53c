"""From what was found in a statement to its suggestions: thresholds, priorities, evidence, doubt."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from corpora.codebook import BorderlineRule, Codebook
from corpora.records import Evidence, Polarity, Statement, Suggestion, Tagging
from nlp.themes.polarity import guess_polarity
from nlp.themes.rules import WordRules
from nlp.themes.words import find_words


class Tagger(Protocol):
    """Gives statements their themes."""

    name: str  # for the manifest: which model, trained when on what

    def tag(self, statements: Sequence[Statement], *, nlp: Any = None) -> tuple[Tagging, ...]:
        """One tagging per statement, in the order given; each depends on its own text only.

        Args:
            nlp: the Dutch pipeline; the taggers here need none and give the same with any.
        """


@dataclass(slots=True)
class RulesTagger:
    """Tags by the words of the codebook alone: what a new codebook has before anybody coded a statement."""

    codebook: Codebook
    threshold: float = 0.5
    name: str = field(init=False)
    _rules: WordRules = field(init=False)

    def __post_init__(self) -> None:
        self.name = f"woorden {self.codebook.reference}"
        self._rules = WordRules(self.codebook)

    def tag(self, statements: Sequence[Statement], *, nlp: Any = None) -> tuple[Tagging, ...]:  # noqa: ARG002
        """Suggest every sub-theme whose words make it likelier than not."""
        return tuple(self._tag_one(statement) for statement in statements)

    def probabilities(self, texts: Sequence[str]) -> list[dict[str, float]]:
        """Per text: sub-theme -> probability, for every sub-theme that has any word in it."""
        found = (self._rules.find(find_words(text)).themes for text in texts)
        return [{theme: hit.probability for theme, hit in themes.items()} for themes in found]

    def _tag_one(self, statement: Statement) -> Tagging:
        words = find_words(statement.text)
        found = self._rules.find(words)
        scored = {
            theme: Scored(hit.probability, self.threshold, hit.evidence(words))
            for theme, hit in found.themes.items()
            if hit.probability > 0
        }
        return make_tagging(self.codebook, statement, scored, polarity=guess_polarity(words), named=found.rules)


@dataclass(frozen=True, slots=True)
class Scored:
    """How likely one sub-theme is, from which probability it is suggested, and what carried it."""

    probability: float
    threshold: float
    evidence: tuple[Evidence, ...]
    nearest: str = ""


def make_tagging(
    codebook: Codebook,
    statement: Statement,
    scored: Mapping[str, Scored],
    *,
    polarity: Polarity,
    named: Collection[str] = (),
    doubt: float | None = None,
) -> Tagging:
    """Suggestions above their threshold that can show evidence; the priorities follow by the codebook.

    Args:
        scored: sub-theme -> score.
        named: ids of borderline rules whose words are said.
        doubt: 0-1; by default how near a sub-theme stands to its threshold.
    """
    kept = [
        theme
        for theme in codebook.subtheme_ids
        if theme in scored and scored[theme].probability >= scored[theme].threshold and _carried(scored[theme].evidence)
    ]
    suggestions = tuple(
        _suggestion(codebook, statement, theme, scored[theme], codebook.rule_for(theme, others=kept, named=named))
        for theme in kept
    )
    if doubt is None:
        doubt = max((closeness(score.probability, score.threshold) for score in scored.values()), default=0.0)
    return Tagging(statement.id, suggestions, codebook.priorities_of(kept), polarity, round(doubt, 4))


def _suggestion(
    codebook: Codebook, statement: Statement, theme: str, score: Scored, rule: BorderlineRule | None
) -> Suggestion:
    return Suggestion(
        statement_id=statement.id,
        subtheme=theme,
        priority=codebook.priority_of(theme),
        probability=round(score.probability, 4),
        evidence=score.evidence,
        rule=rule.text if rule else "",
        nearest=score.nearest,
    )


def _carried(evidence: Sequence[Evidence]) -> bool:
    return any(span.weight > 0 for span in evidence)


def closeness(probability: float, threshold: float) -> float:
    """1 right at the threshold, 0 when sure."""
    room = (1 - threshold) if probability >= threshold else threshold
    return max(0.0, 1 - abs(probability - threshold) / room) if room > 0 else 0.0
