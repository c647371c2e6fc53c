"""Honest numbers: shares with intervals that know statements of one conversation hang together."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import TYPE_CHECKING

from corpora.records import Statement
from corpora.small_numbers import suppress_small as suppress_small  # a door of this room too

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MIN_FOR_PERCENTAGE = 30  # statements; design, promise 5
MIN_PEOPLE_FOR_PERCENTAGE = 10  # of fewer, a margin runs from nothing to half
MIN_FOR_BOOTSTRAP = 10  # conversations; below that a bootstrap sees too few different draws
Z_95 = 1.959964


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the statements have something, how sure that is, or why it is not said."""

    n: int  # statements looked at
    n_yes: int | None  # None: kept back
    n_people: int | None  # people behind `n_yes`; None: kept back
    n_conversations: int  # looked at
    share: float | None = None  # 0-1; None: too little to say
    low: float | None = None  # 95% interval
    high: float | None = None
    remark: str = ""  # in Dutch: why something is missing, or how the interval was made


@dataclass(frozen=True, slots=True)
class Difference:
    """How one group differs from all others, corrected for looking many times."""

    group: str
    share: Share
    share_of_others: Share
    difference: float | None = None  # in shares: 0.1 is ten percentage points
    low: float | None = None
    high: float | None = None
    p: float | None = None  # two-sided, before correction
    p_corrected: float | None = None  # Holm, over all groups compared


def share_of(
    statements: Sequence[Statement], chosen: Collection[str], *, k: int = 3, n_draws: int = 2000, seed: int = 0
) -> Share:
    """Share of the statements that are in `chosen`, with a 95% interval.

    Conversations, not statements, are drawn again for the interval (cluster bootstrap). With few
    conversations, or when all or none have it, the Wilson interval on the number of conversations
    stands in; where each statement is a conversation of its own, the Wilson interval is exact enough.

    Args:
        chosen: ids of the statements that count.
        k: the number is kept back when fewer people than this are behind it.
    """
    ids = frozenset(chosen)
    yes = [statement for statement in statements if statement.id in ids]
    people = len({statement.person for statement in yes})
    n, conversations = len(statements), len({statement.conversation_id for statement in statements})
    if 0 < people < k:
        return Share(n, None, None, conversations, remark=f"Minder dan {k} mensen: niet getoond.")
    everybody = len({statement.person for statement in statements})
    if n < MIN_FOR_PERCENTAGE or everybody < MIN_PEOPLE_FOR_PERCENTAGE:
        few = _counted(n) if n < MIN_FOR_PERCENTAGE else "1 mens" if everybody == 1 else f"{everybody} mensen"
        remark = f"Te weinig om iets te zeggen: {few} is te weinig voor een percentage."
        return Share(n, len(yes), people, conversations, remark=remark)
    low, high, remark = _interval(_per_conversation(statements, ids), n_draws=n_draws, seed=seed)
    return Share(n, len(yes), people, conversations, len(yes) / n, low, high, remark)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A part of something counted per conversation, how sure it is, or why it is not said."""

    n_yes: int
    n: int
    share: float | None = None  # 0-1; None: too little to say
    low: float | None = None  # 95% interval
    high: float | None = None


def ratio_of(counts: Mapping[str, tuple[int, int]], *, n_draws: int = 2000, seed: int = 0) -> Ratio:
    """Share of things that have something, with the same interval as `share_of`.

    Args:
        counts: conversation -> how many have it, and how many there are; at least one there.
    """
    import numpy as np

    rows = np.array([counts[key] for key in sorted(counts)], dtype=float).reshape(-1, 2)
    n_yes, n = (int(total) for total in rows.sum(axis=0))
    if n < MIN_FOR_PERCENTAGE:
        return Ratio(n_yes, n)
    low, high, _ = _interval(rows, n_draws=n_draws, seed=seed)
    return Ratio(n_yes, n, n_yes / n, low, high)


def compare_groups(
    groups: Mapping[str, Sequence[Statement]],
    chosen: Collection[str],
    *,
    k: int = 3,
    n_draws: int = 2000,
    seed: int = 0,
) -> tuple[Difference, ...]:
    """Each group (wijk, group, round) against all others, with Holm's correction for looking many times.

    Gives no difference where either side has too little to say; such groups do not count in the correction.
    """
    found = [_difference(name, groups, frozenset(chosen), k, n_draws, seed) for name in sorted(groups)]
    tested = [item for item in found if item.p is not None]
    corrected = dict(zip([item.group for item in tested], holm([item.p or 0.0 for item in tested]), strict=True))
    return tuple(replace(item, p_corrected=corrected.get(item.group)) for item in found)


def wilson_interval(n_yes: float, n: float, *, z: float = Z_95) -> tuple[float, float]:
    """95% interval of a share (Wilson 1927); never outside 0-1, and right for 0 of n."""
    if n <= 0:
        return 0.0, 1.0
    share, z2 = n_yes / n, z * z
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = z * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return (0.0 if n_yes == 0 else max(0.0, middle - half)), (1.0 if n_yes == n else min(1.0, middle + half))


def holm(p_values: Sequence[float]) -> list[float]:
    """Corrected p-values: the chance of even one false difference stays under the level (Holm 1979)."""
    order = sorted(range(len(p_values)), key=lambda i: p_values[i])
    corrected, highest = [0.0] * len(p_values), 0.0
    for rank, i in enumerate(order):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[i]))
        corrected[i] = highest
    return corrected


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """Corrected p-values: the share of false differences among those found stays under the level (1995)."""
    order = sorted(range(len(p_values)), key=lambda i: p_values[i], reverse=True)
    corrected, lowest = [0.0] * len(p_values), 1.0
    for behind, i in enumerate(order):
        lowest = min(lowest, p_values[i] * len(p_values) / (len(p_values) - behind))
        corrected[i] = lowest
    return corrected


def _counted(n: int) -> str:
    return "1 uitspraak" if n == 1 else f"{n} uitspraken"


def _per_conversation(statements: Sequence[Statement], chosen: frozenset[str]) -> NDArray[np.float64]:
    """Statements with it and all statements, per conversation: (n_conversations, 2), ordered by id."""
    import numpy as np

    counts: dict[str, list[int]] = {}
    for statement in statements:
        row = counts.setdefault(statement.conversation_id, [0, 0])
        row[0] += statement.id in chosen
        row[1] += 1
    return np.array([counts[key] for key in sorted(counts)], dtype=float).reshape(-1, 2)


def _interval(counts: NDArray[np.float64], *, n_draws: int, seed: int) -> tuple[float, float, str]:
    import numpy as np

    n_yes, n = counts.sum(axis=0)
    if counts[:, 1].max() == 1:
        return *wilson_interval(n_yes, n), ""
    if len(counts) < MIN_FOR_BOOTSTRAP or n_yes in (0, n):
        low, high = wilson_interval(n_yes / n * len(counts), len(counts))
        return low, high, f"Ruime marge: de uitspraken komen uit {len(counts)} gesprekken."
    low, high = np.quantile(_draws(counts, n_draws, seed), [0.025, 0.975])
    return float(low), float(high), "Marge door gesprekken opnieuw te trekken."


def _draws(counts: NDArray[np.float64], n_draws: int, seed: int) -> NDArray[np.float64]:
    """Shares when whole conversations are drawn again: (n_draws,)."""
    import numpy as np

    random = np.random.default_rng(seed)
    times = random.multinomial(len(counts), np.full(len(counts), 1 / len(counts)), size=n_draws)
    totals = times @ counts
    shares: NDArray[np.float64] = totals[:, 0] / totals[:, 1]
    return shares


def _difference(
    name: str, groups: Mapping[str, Sequence[Statement]], chosen: frozenset[str], k: int, n_draws: int, seed: int
) -> Difference:
    import numpy as np

    others = [statement for other in sorted(groups) if other != name for statement in groups[other]]
    mine, theirs = (share_of(side, chosen, k=k, n_draws=n_draws, seed=seed) for side in (groups[name], others))
    enough = min(mine.n_conversations, theirs.n_conversations) >= MIN_FOR_BOOTSTRAP
    if mine.share is None or theirs.share is None or not enough:
        return Difference(name, mine, theirs)
    draws = _draws(_per_conversation(groups[name], chosen), n_draws, seed)
    draws = draws - _draws(_per_conversation(others, chosen), n_draws, seed + 1)
    low, high = np.quantile(draws, [0.025, 0.975])
    # one is added so that no p-value is zero: nothing is certain after a finite number of draws
    tail = min(int((draws <= 0).sum()), int((draws >= 0).sum()))
    p = min(1.0, 2 * (tail + 1) / (n_draws + 1))
    return Difference(name, mine, theirs, mine.share - theirs.share, float(low), float(high), p)
