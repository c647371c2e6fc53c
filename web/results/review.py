"""Review: what the machine suggests beside what people decided; the last decision on a theme counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from corpora.codebook import DEFAULT_CODEBOOK, Codebook, load_codebook
from web.results.models import Decision, Result, Statement, Suggestion
from web.rounds.models import Round

Verdict = Decision.Verdict
_STANDS = (Verdict.ACCEPTED, Verdict.ADDED)


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme of one statement, as the review page shows it."""

    subtheme: str
    name: str
    definition: str
    probability: float | None  # None: added by a person
    verdict: str  # "" = not decided
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the review is."""

    n_total: int
    n_done: int


@cache
def codebook_of(round_codebook: str) -> Codebook:
    return load_codebook(DEFAULT_CODEBOOK.with_name(round_codebook) if round_codebook else None)


def verdicts(decisions: Iterable[Decision]) -> dict[str, str]:
    """Sub-theme -> verdict that counts now, decisions in the order in which they were made."""
    found: dict[str, str] = {}
    for decision in decisions:
        if decision.verdict == Verdict.UNDONE:
            found.pop(decision.subtheme, None)
        else:
            found[decision.subtheme] = decision.verdict
    return found


def themes(round_: Round, statement: Statement) -> tuple[Theme, ...]:
    """Suggested themes, surest first, then those that people added."""
    known = {one.id: one for one in codebook_of(round_.codebook).subthemes}
    said = verdicts(Decision.objects.filter(round=round_, statement_key=statement.key))
    suggested = list(statement.suggestions.all())
    shown = [_theme(known, s.subtheme, s.probability, said.get(s.subtheme, ""), s.rule) for s in suggested]
    names = {s.subtheme for s in suggested}
    added = [key for key, verdict in said.items() if key and key not in names and verdict in _STANDS]
    return tuple(shown + [_theme(known, key, None, said[key], "") for key in added])


def _theme(known: dict, key: str, probability: float | None, verdict: str, rule: str) -> Theme:  # type: ignore[type-arg]
    one = known.get(key)
    return Theme(key, one.label if one else key, one.definition if one else "", probability, verdict, rule)


def is_done(suggested: Iterable[str], said: dict[str, str]) -> bool:
    """Whether a person has spoken about the whole statement, or about every suggestion."""
    keys = list(suggested)
    return "" in said or (bool(keys) and all(key in said for key in keys))


def queue(result: Result, round_: Round) -> tuple[list[int], Progress]:
    """Statements that still wait, most doubtful first."""
    said: dict[str, list[Decision]] = {}
    for decision in Decision.objects.filter(round=round_):
        said.setdefault(decision.statement_key, []).append(decision)
    waiting = [
        statement.pk
        for statement in result.statements.prefetch_related("suggestions").only("pk", "key", "doubt")
        if not is_done(
            (s.subtheme for s in statement.suggestions.all()),
            verdicts(said.get(statement.key, ())),
        )
    ]
    n_total = result.statements.count()
    return waiting, Progress(n_total, n_total - len(waiting))


def highlighted(statement: Statement, suggestions: Sequence[Suggestion]) -> list[tuple[str, bool]]:
    """The text in runs, each with whether it carried a suggestion."""
    carried = [False] * len(statement.text)
    for start, end, weight in (span for s in suggestions for span in s.evidence):
        if weight > 0:
            carried[start:end] = [True] * (min(end, len(carried)) - start)
    runs: list[tuple[str, bool]] = []
    for character, evidence in zip(statement.text, carried, strict=True):
        if runs and runs[-1][1] == evidence:
            runs[-1] = (runs[-1][0] + character, evidence)
        else:
            runs.append((character, evidence))
    return runs
