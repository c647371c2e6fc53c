"""One round beside the round before: what is said more, what less, what is new and what was not heard again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpora.records import Concern, RunResult
from nlp.statistics import Difference, compare_groups

NOW, BEFORE = "nu", "vorige"
MIN_SHARED_TERMS = 2  # concerns of rounds without a common statement are the same when they share so many terms


@dataclass(frozen=True, slots=True)
class Change:
    """One priority in both rounds; `difference` is now minus before, None where too little is known."""

    priority: str
    difference: Difference


@dataclass(frozen=True, slots=True)
class ConcernPair:
    """A concern of this round and the one of the round before that it continues."""

    now: Concern
    before: Concern


@dataclass(frozen=True, slots=True)
class RoundComparison:
    """What changed since the round before; without `changes` the rounds cannot be compared in numbers."""

    ronde_before: str
    n_before: int  # statements
    n_people_before: int
    n_conversations_in_both: int
    other_codebook: bool
    other_models: bool
    changes: tuple[Change, ...]
    lasting: tuple[ConcernPair, ...]
    new: tuple[Concern, ...]
    gone: tuple[Concern, ...]


def compare_rounds(result: RunResult, previous: RunResult, priorities: Iterable[str], *, k: int = 3) -> RoundComparison:
    """Compare two runs.

    Shares are compared only when no conversation is in both: otherwise it is the same round, read again.

    Args:
        priorities: ids, in the order to show.
        k: shares and concerns of fewer people are kept back.
    """
    talks = {talk.id for talk in result.conversations}
    in_both = sum(talk.id in talks for talk in previous.conversations)
    lasting, new, gone = _match(_told(result, k), _told(previous, k))
    return RoundComparison(
        ronde_before=previous.manifest.ronde,
        n_before=len(previous.statements),
        n_people_before=len({said.person for said in previous.statements}),
        n_conversations_in_both=in_both,
        other_codebook=result.manifest.codebook != previous.manifest.codebook,
        other_models=result.manifest.models != previous.manifest.models,
        changes=() if in_both else tuple(_change(result, previous, priority, k) for priority in priorities),
        lasting=lasting,
        new=new,
        gone=gone,
    )


def _change(result: RunResult, previous: RunResult, priority: str, k: int) -> Change:
    chosen = {t.statement_id for run in (result, previous) for t in run.taggings if priority in t.priorities}
    sides = {NOW: result.statements, BEFORE: previous.statements}
    found = {one.group: one for one in compare_groups(sides, chosen, k=k)}
    return Change(priority, found[NOW])


def _told(result: RunResult, k: int) -> tuple[Concern, ...]:
    return tuple(concern for concern in result.concerns.concerns if concern.n_people >= k)


def _match(
    now: Sequence[Concern], before: Sequence[Concern]
) -> tuple[tuple[ConcernPair, ...], tuple[Concern, ...], tuple[Concern, ...]]:
    """Pairs, best first, each concern in one pair at most; then what is left on either side."""
    pairs: list[ConcernPair] = []
    options = [(_likeness(one, other), one, other) for one in now for other in before]
    for likeness, one, other in sorted(options, key=lambda option: (-option[0], option[1].id, option[2].id)):
        if likeness and not any(one is pair.now or other is pair.before for pair in pairs):
            pairs.append(ConcernPair(one, other))
    paired = {id(concern) for pair in pairs for concern in (pair.now, pair.before)}
    pairs.sort(key=lambda pair: (-pair.now.n_people, pair.now.id))
    return tuple(pairs), _unpaired(now, paired), _unpaired(before, paired)


def _unpaired(concerns: Iterable[Concern], paired: set[int]) -> tuple[Concern, ...]:
    left = (concern for concern in concerns if id(concern) not in paired)
    return tuple(sorted(left, key=lambda concern: (-concern.n_people, concern.id)))


def _likeness(one: Concern, other: Concern) -> int:
    """0 for strangers; the same id or the same name given by people counts above any number of shared terms."""
    shared = len(set(one.terms) & set(other.terms))
    if one.id == other.id or (one.name and one.name.casefold() == other.name.casefold()):
        return len(one.terms) + 1
    return shared if shared >= MIN_SHARED_TERMS else 0
