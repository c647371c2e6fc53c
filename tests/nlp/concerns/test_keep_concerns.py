"""What carries on from one run to the next: ids, names and decisions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import spacy

from corpora.decisions import ConcernDecision
from corpora.records import Concern, Concerns, Statement
from nlp.concerns import find_concerns

Talk = tuple[list[Statement], list[str]]
BLANK = spacy.blank("nl")


def find(statements: list[Statement], **options: Any) -> Concerns:
    return find_concerns(statements, None, list(BLANK.pipe(s.text for s in statements)), **options)


def by_id(concerns: Concerns) -> dict[str, Concern]:
    return {concern.id: concern for concern in concerns.concerns}


@pytest.fixture(scope="module")
def more(talk: Callable[..., Talk]) -> list[Statement]:
    return talk(200, seed=2, n_subjects=5)[0]


@pytest.fixture(scope="module")
def early(more: list[Statement]) -> Concerns:
    """The concerns of the first 150 statements; the largest has a name."""
    concerns = find(more[:150])
    first, *others = concerns.concerns
    return replace(concerns, concerns=(replace(first, name="Rommel op straat"), *others))


def test_a_concern_keeps_its_id_and_name_when_notes_are_added(more: list[Statement], early: Concerns) -> None:
    later, known = by_id(find(more, previous=early)), {statement.id for statement in more[:150]}
    for before in early.concerns:
        now = later[before.id]
        assert now.name == before.name
        both, either = known & {*now.members} & {*before.members}, known & {*now.members, *before.members}
        assert len(both) >= len(either) / 3


def test_a_title_stays_while_somebody_still_says_it(more: list[Statement], early: Concerns) -> None:
    later = by_id(find(more, previous=early))
    assert all(later[before.id].title == before.title for before in early.concerns)


def test_ids_are_never_given_twice(more: list[Statement], early: Concerns) -> None:
    later = find(more, previous=early)
    assert len(by_id(later)) == len(later.concerns)


def test_a_name_given_by_a_person_survives(more: list[Statement], early: Concerns) -> None:
    key = early.concerns[1].id
    later = by_id(find(more, previous=early, decisions=[ConcernDecision("rename", key, name="Te hard rijden")]))
    assert later[key].name == "Te hard rijden"


def test_merged_concerns_stay_merged_in_every_next_run(more: list[Statement], early: Concerns) -> None:
    one, other = early.concerns[0], early.concerns[1]
    decisions = [ConcernDecision("merge", one.id, other=other.id)]
    merged = find(more[:150], previous=early, decisions=decisions)
    assert set(by_id(merged)[one.id].members) == {*one.members, *other.members}
    later = by_id(find(more, previous=merged, decisions=decisions))
    assert other.id not in later
    both = {*one.members, *other.members}
    assert len(both & set(later[one.id].members)) > 0.8 * len(both)


def test_a_split_stays_a_split(more: list[Statement], early: Concerns) -> None:
    old = early.concerns[0]
    leaving = old.members[:10]
    decisions = [ConcernDecision("split", old.id, statements=leaving, other="eigen-zorg", name="Apart")]
    split = find(more[:150], previous=early, decisions=decisions)
    later = by_id(find(more, previous=split, decisions=decisions))
    assert set(leaving) <= set(later["eigen-zorg"].members)
    assert later["eigen-zorg"].name == "Apart"
    assert not set(leaving) & set(later[old.id].members)


def test_a_moved_statement_stays_moved(more: list[Statement], early: Concerns) -> None:
    source, target = early.concerns[0], early.concerns[1]
    moved = source.members[0]
    later = by_id(find(more, previous=early, decisions=[ConcernDecision("move", target.id, statements=(moved,))]))
    assert moved in later[target.id].members
    assert moved not in later[source.id].members


def test_a_statement_can_be_moved_to_no_concern(more: list[Statement], early: Concerns) -> None:
    moved = early.concerns[0].members[0]
    later = find(more, previous=early, decisions=[ConcernDecision("move", "", statements=(moved,))])
    assert moved in later.unassigned


def test_a_locked_concern_keeps_exactly_its_statements(more: list[Statement], early: Concerns) -> None:
    key = early.concerns[0].id
    later = by_id(find(more, previous=early, decisions=[ConcernDecision("lock", key)]))
    assert later[key].members == early.concerns[0].members


def test_decisions_replayed_from_the_start_give_the_same_again(more: list[Statement], early: Concerns) -> None:
    one, other = early.concerns[0], early.concerns[1]
    log = [
        ConcernDecision("rename", one.id, name="Afval"),
        ConcernDecision("move", other.id, statements=one.members[:2]),
        ConcernDecision("lock", other.id),
    ]
    once = find(more, previous=early, decisions=log)
    assert find(more, previous=early, decisions=log) == once


def test_decisions_that_no_longer_fit_are_listed(more: list[Statement], early: Concerns) -> None:
    decisions = [
        ConcernDecision("rename", "bestaat-niet", name="Weg"),
        ConcernDecision("move", early.concerns[0].id, statements=("ook-niet",)),
    ]
    later = find(more, previous=early, decisions=decisions)
    assert later.conflicts == (
        "Besluit over bestaat-niet (een andere naam geven): die zorg komt in deze gesprekken niet meer voor.",
        "Besluit over 'Rommel op straat' (verplaatsen): 1 uitspraak is er niet meer.",
    )


def test_every_statement_is_still_in_one_place_after_decisions(more: list[Statement], early: Concerns) -> None:
    one, other = early.concerns[0], early.concerns[1]
    later = find(
        more,
        previous=early,
        decisions=[
            ConcernDecision("merge", one.id, other=other.id),
            ConcernDecision("split", one.id, statements=one.members[:5]),
        ],
    )
    listed = [member for concern in later.concerns for member in concern.members] + list(later.unassigned)
    assert sorted(listed) == sorted(statement.id for statement in more)


def test_what_people_call_no_concern_stays_away_in_every_next_run(more: list[Statement], early: Concerns) -> None:
    old = early.concerns[0]
    decisions = [ConcernDecision("discard", old.id, statements=old.members)]
    without = find(more[:150], previous=early, decisions=decisions)
    assert old.id not in by_id(without)
    assert set(old.members) <= set(without.unassigned)
    later = find(more, previous=without, decisions=decisions)
    still_in = {member for concern in later.concerns for member in concern.members} & {*old.members}
    assert len(still_in) < 0.2 * len(old.members)
    assert not later.conflicts


def test_a_discarded_concern_that_nobody_knows_is_listed(more: list[Statement], early: Concerns) -> None:
    later = find(more, previous=early, decisions=[ConcernDecision("discard", "bestaat-niet")])
    assert later.conflicts == (
        "Besluit over bestaat-niet (geen zorg): die zorg komt in deze gesprekken niet meer voor.",
    )


def test_a_new_round_of_other_people_carries_concerns_on_by_what_is_said(
    early: Concerns, talk: Callable[..., Talk]
) -> None:
    named = replace(early, concerns=tuple(replace(c, name=f"Zorg {n}") for n, c in enumerate(early.concerns)))
    statements, _ = talk(150, seed=9, n_subjects=5)
    statements = [replace(s, id=f"later-{n}") for n, s in enumerate(statements)]
    later = find(statements, previous=named)
    kept = [concern for concern in later.concerns if concern.name]
    assert len(kept) >= 3
    before, now = by_id(named), by_id(later)
    assert all(len({*before[c.id].terms} & {*now[c.id].terms}) >= 3 for c in kept)
