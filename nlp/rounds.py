"""One round beside the round before: which priorities are said more or less, and what became of the concerns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpora.records import RunResult
from nlp.concerns.likeness import themes_of
from nlp.concerns.rounds import ConcernChange, compare_concerns
from nlp.statistics import Difference, compare_groups, holm

NOW, BEFORE = "nu", "vorige"


@dataclass(frozen=True, slots=True)
class Change:
    """One priority in both rounds; `difference` is now minus before, None where too little is known."""

    priority: str
    difference: Difference


@dataclass(frozen=True, slots=True)
class RoundComparison:
    """What changed since the round before; with conversations in both, nothing is compared."""

    ronde_before: str
    n_before: int  # statements
    n_people_before: int
    n_conversations_in_both: int
    other_codebook: bool
    other_models: bool
    changes: tuple[Change, ...]
    concerns: tuple[ConcernChange, ...]


def compare_rounds(result: RunResult, previous: RunResult, priorities: Iterable[str], *, k: int = 3) -> RoundComparison:
    """Compare two runs.

    Priorities and concerns are compared only when no conversation is in both: otherwise it is the same round, read again.

    Args:
        priorities: ids, in the order to show.
        k: shares and concerns of fewer people are kept back.
    """
    talks = {talk.id for talk in result.conversations}
    in_both = sum(talk.id in talks for talk in previous.conversations)
    return RoundComparison(
        ronde_before=previous.manifest.ronde,
        n_before=len(previous.statements),
        n_people_before=len({said.person for said in previous.statements}),
        n_conversations_in_both=in_both,
        other_codebook=result.manifest.codebook != previous.manifest.codebook,
        other_models=result.manifest.models != previous.manifest.models,
        changes=() if in_both else _corrected([_change(result, previous, one, k) for one in priorities]),
        concerns=() if in_both else _concerns(result, previous, k),
    )


def _concerns(result: RunResult, previous: RunResult, k: int) -> tuple[ConcernChange, ...]:
    themes = themes_of((*previous.taggings, *result.taggings))
    return compare_concerns(
        previous.concerns, previous.statements, result.concerns, result.statements, themes=themes, k=k
    )


def _change(result: RunResult, previous: RunResult, priority: str, k: int) -> Change:
    chosen = {t.statement_id for run in (result, previous) for t in run.taggings if priority in t.priorities}
    sides = {NOW: result.statements, BEFORE: previous.statements}
    found = {one.group: one for one in compare_groups(sides, chosen, k=k)}
    return Change(priority, found[NOW])


def _corrected(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The same, each p-value corrected for looking at all priorities at once."""
    tested = [change for change in changes if change.difference.p is not None]
    corrected = holm([change.difference.p or 0.0 for change in tested])
    p_of = {change.priority: p for change, p in zip(tested, corrected, strict=True)}
    return tuple(
        replace(change, difference=replace(change.difference, p_corrected=p_of.get(change.priority)))
        for change in changes
    )
