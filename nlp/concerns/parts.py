"""Sub-concerns: what large concerns fall apart into when looked at more closely."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpora.decisions import ConcernDecision
from corpora.records import Concern
from nlp.concerns.identity import Draft, carry_over

LARGE = 20  # statements; a smaller concern is read as a whole
MOST_OF_IT = 0.8  # a part that holds more of its concern than this is the concern itself


def split_large(
    drafts: Mapping[str, Draft],
    parts: Mapping[str, int],
    stability: Sequence[float],
    people: Mapping[str, str],
    previous: Sequence[Concern],
    decisions: Sequence[ConcernDecision],
    *,
    min_people: int,
) -> dict[str, Draft]:
    """Sub-concerns by id; each lies within one concern, and the largest concerns have two or more, or none.

    Args:
        parts: per statement id the number of its finer group; below 0 for none. `stability` is per such number.
        people: per statement id who said it.
        previous: sub-concerns of the run before; their ids, titles and names carry on.
        decisions: of these, only names count here.
    """
    named = {decision.concern: decision.name for decision in decisions if decision.action == "rename"}
    found: dict[str, Draft] = {}
    for key in sorted(drafts):
        groups = _parts_of(drafts[key], parts, people, min_people)
        before = [concern for concern in previous if concern.parent == key]
        hearts = [f"{key}/{min(group)}" for group in groups.values()]
        below = carry_over(list(groups.values()), [stability[number] for number in groups], hearts, before)
        found |= {one: replace(draft, name=named.get(one, draft.name), parent=key) for one, draft in below.items()}
    return found


def _parts_of(
    draft: Draft, parts: Mapping[str, int], people: Mapping[str, str], min_people: int
) -> dict[int, frozenset[str]]:
    if len(draft.members) < LARGE:
        return {}
    groups: dict[int, set[str]] = {}
    for member in sorted(draft.members):
        if parts[member] >= 0:
            groups.setdefault(parts[member], set()).add(member)
    kept = {n: frozenset(one) for n, one in groups.items() if len({people[member] for member in one}) >= min_people}
    tells = len(kept) > 1 and max(map(len, kept.values())) <= MOST_OF_IT * len(draft.members)
    return kept if tells else {}
