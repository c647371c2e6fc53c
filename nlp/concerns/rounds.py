"""What became of the concerns of the round before: new, gone, grown, shrunk, or no more than chance gives.

Conversations are the units, and looking at many concerns at once is corrected for (Holm).
Compare rounds under one version of the codebook: with another version, other concerns may come from the codebook alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from corpora.records import Concern, Concerns, Statement
from nlp.concerns.identity import match_by_content
from nlp.concerns.likeness import About, Themes, about
from nlp.statistics import MIN_CONVERSATIONS, MIN_FOR_PERCENTAGE, SURE, change_of, holm

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WORD = re.compile(r"\w+(?:[-’']\w+)*")

Kind = Literal["nieuw", "verdwenen", "gegroeid", "gekrompen", "gelijk", "elders", "te weinig"]


@dataclass(frozen=True, slots=True)
class ConcernChange:
    """What became of one concern; `kind` is "gelijk" where the change may be chance.

    It is "elders" where the other round speaks of the same too, but in no concern that is like this one: then its number
    there is unknown, not nought.
    """

    concern: Concern  # as it is now; as it was, where fewer than k people tell it now
    n_before: int | None  # people; None: kept back or unknown
    n_after: int | None
    kind: Kind = "te weinig"
    difference: float | None = None  # of shares of all statements: 0.1 is ten percentage points more
    low: float | None = None  # 95% interval
    high: float | None = None
    p_corrected: float | None = None  # Holm, over all concerns that could be compared


@dataclass(frozen=True, slots=True)
class _Pair:
    """The statements of one concern in both rounds, and the change as far as it is known before testing."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    change: ConcernChange


def compare_concerns(
    before: Concerns,
    statements_before: Sequence[Statement],
    after: Concerns,
    statements_after: Sequence[Statement],
    *,
    themes: Themes,
    k: int = 3,
) -> tuple[ConcernChange, ...]:
    """Every concern that at least `k` people tell in either round: in the order of `after`, then those only before.

    Concerns are the same when they have the same id, the same name given by people, or are about the same.
    A number below `k` is kept back, and such a concern is not compared.

    Args:
        themes: sub-themes of the statements of both rounds.
    """
    pairs = tuple(_told(before, statements_before, after, statements_after, themes, k))
    enough = _enough(statements_before) and _enough(statements_after)
    tested = [pair for pair in pairs if enough and None not in (pair.change.n_before, pair.change.n_after)]
    if not tested:
        return tuple(pair.change for pair in pairs)
    found = {pair.change.concern.id: change for pair, change in _test(tested, statements_before, statements_after)}
    return tuple(found.get(pair.change.concern.id, pair.change) for pair in pairs)


def _told(
    before: Concerns,
    said_before: Sequence[Statement],
    after: Concerns,
    said_after: Sequence[Statement],
    themes: Themes,
    k: int,
) -> Iterator[_Pair]:
    earlier, later = ({said.id: said.person for said in side} for side in (said_before, said_after))
    for now, then in _matched(after.concerns, before.concerns, themes):
        ids_before, ids_after = (concern.members if concern else () for concern in (then, now))
        n_before, n_after = _n_people(ids_before, earlier), _n_people(ids_after, later)
        concern = now if n_after >= k else then
        if concern and max(n_before, n_after) >= k:
            shown_before, shown_after = (None if 0 < n < k else n for n in (n_before, n_after))
            change = ConcernChange(concern, shown_before, shown_after)
            if then is None and _spoken_of(about(concern.terms, concern.members, themes), said_before, themes):
                change = replace(change, n_before=None, kind="elders")
            if now is None and _spoken_of(about(concern.terms, concern.members, themes), said_after, themes):
                change = replace(change, n_after=None, kind="elders")
            yield _Pair(ids_before, ids_after, change)


def _spoken_of(concern: About, statements: Sequence[Statement], themes: Themes) -> bool:
    """Whether a statement is about the sub-theme that most of the concern is about, or says one of its telling terms."""
    main = max(concern.themes, key=lambda theme: (concern.themes[theme], theme), default=None)
    return any(
        main in themes.get(said.id, ()) or not concern.terms.isdisjoint(_WORD.findall(said.text.lower()))
        for said in statements
    )


def _matched(
    now: Sequence[Concern], before: Sequence[Concern], themes: Themes
) -> list[tuple[Concern | None, Concern | None]]:
    """Each concern of now with the one it continues, then those of before that are left."""
    left = {concern.id: concern for concern in before}
    found = {concern.id: left.pop(concern.id) for concern in now if concern.id in left}
    for concern in now:
        named = [old for old in left.values() if concern.name and old.name.casefold() == concern.name.casefold()]
        if concern.id not in found and named:
            found[concern.id] = left.pop(named[0].id)
    loose = [concern for concern in now if concern.id not in found]
    if loose:
        told = [about(concern.terms, concern.members, themes) for concern in loose]
        by_content = match_by_content(told, tuple(left.values()), themes)
        found |= {loose[number].id: left.pop(old.id) for number, old in by_content.items()}
    return [*((concern, found.get(concern.id)) for concern in now), *((None, old) for old in left.values())]


def _n_people(members: Collection[str], person_of: dict[str, str]) -> int:
    return len({person_of[key] for key in members if key in person_of})


def _enough(statements: Sequence[Statement]) -> bool:
    talks = {statement.conversation_id for statement in statements}
    return len(statements) >= MIN_FOR_PERCENTAGE and len(talks) >= MIN_CONVERSATIONS


def _test(
    pairs: Sequence[_Pair], before: Sequence[Statement], after: Sequence[Statement]
) -> Iterator[tuple[_Pair, ConcernChange]]:
    earlier = _per_conversation(before, [pair.before for pair in pairs])
    later = _per_conversation(after, [pair.after for pair in pairs])
    found = [change_of(later[:, [column, -1]], earlier[:, [column, -1]]) for column in range(len(pairs))]
    corrected = holm([p for *_, p in found])
    for pair, (difference, low, high, _), p in zip(pairs, found, corrected, strict=True):
        kind = _kind(pair.change, low, high, p)
        yield pair, replace(pair.change, kind=kind, difference=difference, low=low, high=high, p_corrected=p)


def _per_conversation(statements: Sequence[Statement], members: Sequence[Collection[str]]) -> NDArray[np.float64]:
    """Statements of each concern, and last all statements: (n_conversations, n_concerns + 1), ordered by id."""
    import numpy as np

    row = {key: n for n, key in enumerate(sorted({said.conversation_id for said in statements}))}
    row_of = {said.id: row[said.conversation_id] for said in statements}
    counts = np.zeros((len(row), len(members) + 1))
    for column, ids in enumerate((*members, row_of)):
        np.add.at(counts[:, column], [row_of[key] for key in ids if key in row_of], 1)
    return counts


def _kind(change: ConcernChange, low: float, high: float, p: float) -> Kind:
    if p >= SURE or low <= 0 <= high:
        return "gelijk"
    if low > 0:
        return "gegroeid" if change.n_before else "nieuw"
    return "gekrompen" if change.n_after else "verdwenen"
