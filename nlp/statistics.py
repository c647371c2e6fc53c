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
MIN_CONVERSATIONS = 10  # fewer say too little about how much conversations differ
SURE = 0.05  # corrected p-value under which a difference is more than chance
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


def share_of(statements: Sequence[Statement], chosen: Collection[str], *, k: int = 3) -> Share:
    """Share of the statements that are in `chosen`, with a 95% interval.

    Conversations, not statements, are the units: the more they differ, the fewer statements the interval counts for
    (Wilson with an effective size: Franco, Little, Louis & Slud 2019). With few conversations, or when all or none
    have it, each conversation counts as one; where each statement is a conversation of its own, nothing is taken off.

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
    low, high, remark = _interval(_per_conversation(statements, ids))
    return Share(n, len(yes), people, conversations, len(yes) / n, low, high, remark)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A part of something counted per conversation, how sure it is, or why it is not said."""

    n_yes: int
    n: int
    share: float | None = None  # 0-1; None: too little to say
    low: float | None = None  # 95% interval
    high: float | None = None


def ratio_of(counts: Mapping[str, tuple[int, int]]) -> Ratio:
    """Share of things that have something, with the same interval as `share_of`.

    Args:
        counts: conversation -> how many have it, and how many there are; at least one there.
    """
    import numpy as np

    rows = np.array([counts[key] for key in sorted(counts)], dtype=float).reshape(-1, 2)
    n_yes, n = (int(total) for total in rows.sum(axis=0))
    if n < MIN_FOR_PERCENTAGE:
        return Ratio(n_yes, n)
    low, high, _ = _interval(rows)
    return Ratio(n_yes, n, n_yes / n, low, high)


def compare_groups(
    groups: Mapping[str, Sequence[Statement]], chosen: Collection[str], *, k: int = 3
) -> tuple[Difference, ...]:
    """Each group (wijk, group, round) against all others, with Holm's correction for looking many times.

    Gives no difference where either side has too little to say; such groups do not count in the correction.
    """
    found = [_difference(name, groups, frozenset(chosen), k) for name in sorted(groups)]
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


def _interval(counts: NDArray[np.float64]) -> tuple[float, float, str]:
    n_yes, n = (float(total) for total in counts.sum(axis=0))
    if counts[:, 1].max() == 1:
        return *wilson_interval(n_yes, n), ""
    talks = len(counts)
    if talks < MIN_CONVERSATIONS or n_yes in (0, n):
        low, high = wilson_interval(n_yes / n * talks, talks)
        return low, high, f"Ruime marge: de uitspraken komen uit {talks} gesprekken."
    low, high = _clustered_interval(counts, _design_effect(counts))
    return low, high, "Marge met gesprekken als eenheid."


def _clustered_interval(counts: NDArray[np.float64], effect: float) -> tuple[float, float]:
    from scipy.special import stdtrit

    n_yes, n = (float(total) / effect for total in counts.sum(axis=0))
    return wilson_interval(n_yes, n, z=float(stdtrit(_freedom(counts, 1), 0.975)))


def _freedom(counts: NDArray[np.float64], n_shares: int) -> float:
    """Degrees of freedom: conversations that weigh alike, less the shares that were estimated; one at least.

    Where one conversation has nearly all statements, hardly more than one speaks (Kish 1965).
    """
    weighing_alike = counts[:, 1].sum() ** 2 / (counts[:, 1] ** 2).sum()
    return max(1.0, float(weighing_alike) - n_shares)


def _design_effect(counts: NDArray[np.float64]) -> float:
    """How many times wider the variance is because statements of one conversation hang together; never under 1.

    Each conversation is left out in turn (jackknife): one that outweighs the others would hide behind its own share.
    """
    n_yes, n = counts.sum(axis=0)
    share, talks = n_yes / n, len(counts)
    if share in (0, 1):
        return 1.0
    without = (n_yes - counts[:, 0]) / (n - counts[:, 1])
    variance = (talks - 1) / talks * ((without - share) ** 2).sum()
    return max(1.0, float(variance * n / (share * (1 - share))))


def change_of(here: NDArray[np.float64], there: NDArray[np.float64]) -> tuple[float, float, float, float]:
    """Difference of two shares, its 95% interval and two-sided p-value, conversations being the units.

    The interval joins those of both shares (Newcombe 1998, method 10). The p-value is the larger of two: that of the
    shares, corrected for statements that hang together (Rao & Scott 1992), and that of the number of conversations in
    which it is said at all (Fisher's exact test), which keeps its word where few conversations have it.

    Args:
        here, there: statements with it and all statements, per conversation: (n_conversations, 2), two or more rows.
    """
    import numpy as np

    (yes, n), (yes_there, n_there) = here.sum(axis=0), there.sum(axis=0)
    share, other = float(yes / n), float(yes_there / n_there)
    effect = _design_effect(np.vstack([here, there]))
    (low, high), (low_there, high_there) = (
        _clustered_interval(side, min(effect, _largest_effect(side)) if part in (0, 1) else _design_effect(side))
        for side, part in ((here, share), (there, other))
    )
    difference = share - other
    below = difference - sqrt((share - low) ** 2 + (high_there - other) ** 2)
    above = difference + sqrt((high - share) ** 2 + (other - low_there) ** 2)
    return difference, below, above, max(_p_of_shares(here, there), _p_of_conversations(here, there))


def _largest_effect(counts: NDArray[np.float64]) -> float:
    """The design effect where everybody in a conversation says the same; where all or none have it, it shows no other."""
    return float((counts[:, 1] ** 2).sum() / counts[:, 1].sum())


def _p_of_shares(here: NDArray[np.float64], there: NDArray[np.float64]) -> float:
    import numpy as np
    from scipy.special import stdtr

    (yes, n), (yes_there, n_there) = here.sum(axis=0), there.sum(axis=0)
    both = np.vstack([here, there])
    share = (yes + yes_there) / (n + n_there)
    if share in (0, 1):
        return 1.0
    variance = share * (1 - share) * (1 / n + 1 / n_there) * _design_effect(both)
    return float(2 * stdtr(_freedom(both, 2), -abs(yes / n - yes_there / n_there) / sqrt(variance)))


def _p_of_conversations(here: NDArray[np.float64], there: NDArray[np.float64]) -> float:
    """Fisher's exact test on conversations with and without it, the smaller tail doubled."""
    from scipy.stats import hypergeom

    with_it, with_it_there = (int((side[:, 0] > 0).sum()) for side in (here, there))
    chance = hypergeom(len(here) + len(there), with_it + with_it_there, len(here))
    return min(1.0, 2 * float(min(chance.cdf(with_it), chance.sf(with_it - 1))))


def _difference(name: str, groups: Mapping[str, Sequence[Statement]], chosen: frozenset[str], k: int) -> Difference:
    others = [statement for other in sorted(groups) if other != name for statement in groups[other]]
    mine, theirs = (share_of(side, chosen, k=k) for side in (groups[name], others))
    enough = min(mine.n_conversations, theirs.n_conversations) >= MIN_CONVERSATIONS
    if mine.share is None or theirs.share is None or not enough:
        return Difference(name, mine, theirs)
    found = change_of(_per_conversation(groups[name], chosen), _per_conversation(others, chosen))
    return Difference(name, mine, theirs, *found)
