"""The same concern keeps the same id, run after run: concerns are matched by the statements they share."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpora.records import Concern
from nlp.concerns.likeness import SAME, About, Themes, about, likeness

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# of the statements that both runs know, this share (Jaccard) makes it the same concern
SAME_STATEMENTS = 1 / 3


@dataclass(frozen=True, slots=True)
class Draft:
    """A concern before it is described: which statements, and what it was called before."""

    id: str
    members: frozenset[str]
    stability: float = 0.0
    title: str = ""  # of the run before
    name: str = ""  # given by a person
    parent: str = ""  # of a sub-concern


def carry_over(
    groups: Sequence[Collection[str]],
    stability: Sequence[float],
    hearts: Sequence[str],
    previous: Sequence[Concern],
    *,
    told: Sequence[About] = (),
    themes: Themes | None = None,
) -> dict[str, Draft]:
    """Give each group of statements the id, title and name of the concern it carries on, or a new id.

    Args:
        groups: statement ids per group; `stability` and `hearts` (the most central statement) are parallel.
        previous: concerns of the run before.
        told: what each group is about; where given, that decides instead of shared statements.
        themes: sub-themes of the statements of the run before.
    """
    matched = match_by_content(told, previous, themes or {}) if told else match_previous(groups, previous)
    # a concern that comes back later must not find its old id given away
    taken = {concern.id for concern in previous}
    drafts: dict[str, Draft] = {}
    for number, members in enumerate(groups):
        old = matched.get(number)
        key = old.id if old else new_id(hearts[number], taken)
        taken.add(key)
        title, name = (old.title, old.name) if old else ("", "")
        drafts[key] = Draft(key, frozenset(members), float(stability[number]), title, name)
    return drafts


def match_previous(groups: Sequence[Collection[str]], previous: Sequence[Concern]) -> dict[int, Concern]:
    """Number of the new group -> the previous concern it carries on; one to one, most overlap in total.

    Only statements that both runs know are compared, so that many new notes do not make every concern a new one.
    """
    if not groups or not previous:
        return {}
    import numpy as np

    olds = sorted(previous, key=lambda concern: concern.id)
    known_before = frozenset(statement for old in olds for statement in old.members)
    known_now = frozenset(statement for group in groups for statement in group)
    old_sets = [frozenset(old.members) & known_now for old in olds]
    new_sets = [frozenset(group) & known_before for group in groups]
    overlap = np.array([[_jaccard(new, old) for old in old_sets] for new in new_sets])
    return _pair(overlap, olds, at_least=SAME_STATEMENTS)


def match_by_content(told: Sequence[About], previous: Sequence[Concern], themes: Themes) -> dict[int, Concern]:
    """As `match_previous`, for a new round of conversations: by telling terms and sub-themes.

    Args:
        told: what each new group is about.
        themes: sub-themes of the statements of the run before.
    """
    if not previous:
        return {}
    import numpy as np

    olds = sorted(previous, key=lambda concern: concern.id)
    before = [about(old.terms, old.members, themes) for old in olds]
    return _pair(np.array([[likeness(new, old) for old in before] for new in told]), olds, at_least=SAME)


def _pair(likeness: NDArray[np.float64], olds: Sequence[Concern], *, at_least: float) -> dict[int, Concern]:
    from scipy.optimize import linear_sum_assignment

    pairs = zip(*linear_sum_assignment(-likeness), strict=True)
    return {int(new): olds[old] for new, old in pairs if likeness[new, old] >= at_least}


def new_id(heart: str, taken: Collection[str]) -> str:
    """Id for a concern that is new, from the statement at its heart; never one that is taken."""
    text = f"zorg\x1f{heart}"
    while (candidate := hashlib.sha256(text.encode()).hexdigest()[:16]) in taken:
        text += "\x1f"
    return candidate


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one & other else 0.0
