"""How concerns differ between rounds, wijken and groups; and which are new or gone.

Everything counts conversations drawn again (`nlp.statistics`), and looking at many concerns at once is corrected for.
Compare rounds under one version of the codebook: with another version, other concerns may come from the codebook alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpora.records import Concern, Concerns, Statement
from nlp.statistics import Difference, Share, compare_groups, holm, share_of

BEFORE, AFTER = "voor", "na"
SURE = 0.05  # corrected p-value under which a change is more than chance
DRAWS_PER_TEST = 100  # so that the smallest p-value there is can still be sure after correction
MIN_DRAWS = 2000

Kind = Literal["nieuw", "verdwenen", "gegroeid", "gekrompen", "gelijk", "te weinig"]
Aspect = Literal["wijk", "group", "ronde"]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one concern."""

    concern: str  # id
    kind: Kind  # "te weinig": too little to say; "gelijk": no more difference than chance gives
    before: Share
    after: Share
    difference: float | None = None  # of shares of all statements: 0.1 is ten percentage points more
    low: float | None = None  # 95% interval
    high: float | None = None
    p_corrected: float | None = None  # Holm, over all concerns


def compare_rounds(
    before: Concerns,
    statements_before: Sequence[Statement],
    after: Concerns,
    statements_after: Sequence[Statement],
    *,
    k: int = 3,
) -> tuple[Change, ...]:
    """Every concern of either round, in the order of `after`, then those that are gone.

    Concerns are the same when their ids are: find those of the later round with the earlier ones as `previous`. Where
    both rounds were grouped together, give the same concerns twice, each time with the statements of one round.
    A concern is "nieuw" or "verdwenen" only where that is more than chance.
    """
    now, then = _members(after), _members(before)
    order = [*now, *(key for key in then if key not in now)]
    rounds = {BEFORE: statements_before, AFTER: statements_after}
    draws = max(MIN_DRAWS, DRAWS_PER_TEST * len(order))
    found = [compare_groups(rounds, {*then.get(key, ()), *now.get(key, ())}, k=k, n_draws=draws) for key in order]
    sides = [next(one for one in pair if one.group == AFTER) for pair in found]
    tested = [side.p for side in sides if side.p is not None]
    corrected = iter(holm(tested))
    return tuple(
        _change(key, side, next(corrected) if side.p is not None else None)
        for key, side in zip(order, sides, strict=True)
    )


def compare_within(
    concerns: Sequence[Concern], statements: Sequence[Statement], by: Aspect, *, k: int = 3
) -> dict[str, tuple[Difference, ...]]:
    """Concern id -> each wijk, group or round against all others; statements without one are left out.

    Small numbers are kept back as everywhere (`k` people). Corrected for all concerns and all wijken together.
    """
    sides: dict[str, list[Statement]] = {}
    for statement in sorted(statements, key=lambda statement: statement.id):
        if value := getattr(statement, by):
            sides.setdefault(value, []).append(statement)
    draws = max(MIN_DRAWS, DRAWS_PER_TEST * len(concerns) * len(sides))
    found = {concern.id: compare_groups(sides, concern.members, k=k, n_draws=draws) for concern in concerns}
    return _corrected_together(found) if len(sides) > 1 else {}


def concern_shares(concerns: Sequence[Concern], statements: Sequence[Statement], *, k: int = 3) -> dict[str, Share]:
    """Concern id -> share of all statements, with an interval that knows conversations hang together."""
    return {concern.id: share_of(statements, concern.members, k=k) for concern in concerns}


def _corrected_together(found: Mapping[str, Sequence[Difference]]) -> dict[str, tuple[Difference, ...]]:
    tested = [side.p for sides in found.values() for side in sides if side.p is not None]
    corrected = iter(holm(tested))
    return {
        key: tuple(replace(side, p_corrected=None if side.p is None else next(corrected)) for side in sides)
        for key, sides in found.items()
    }


def _members(concerns: Concerns) -> dict[str, tuple[str, ...]]:
    return {concern.id: concern.members for concern in concerns.concerns}


def _change(key: str, side: Difference, p: float | None) -> Change:
    return Change(key, _kind(side, p), side.share_of_others, side.share, side.difference, side.low, side.high, p)


def _kind(side: Difference, p: float | None) -> Kind:
    if p is None or side.difference is None:
        return "te weinig"
    if p >= SURE:
        return "gelijk"
    if side.difference > 0:
        return "gegroeid" if side.share_of_others.n_yes else "nieuw"
    return "gekrompen" if side.share.n_yes else "verdwenen"
