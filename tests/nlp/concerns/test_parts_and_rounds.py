"""Sub-concerns, and what becomes of concerns from one round to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import pytest
import spacy

from corpora.decisions import ConcernDecision
from corpora.records import Concern, Concerns, Statement
from nlp.concerns import find_concerns
from nlp.concerns.rounds import compare_concerns

Talk = tuple[list[Statement], list[str]]
BLANK = spacy.blank("nl")


def find(statements: list[Statement], **options: Any) -> Concerns:
    return find_concerns(statements, None, list(BLANK.pipe(s.text for s in statements)), **options)


@pytest.fixture(scope="module")
def city(talk: Callable[..., Talk]) -> list[Statement]:
    return talk(300, seed=4, n_subjects=4)[0]


@pytest.fixture(scope="module")
def coarse(city: list[Statement]) -> Concerns:
    return find(city, n_concerns=2)


def test_large_concerns_have_parts_that_lie_within_them(city: list[Statement], coarse: Concerns) -> None:
    whole = {concern.id: concern for concern in coarse.concerns}
    assert coarse.subconcerns
    for part in coarse.subconcerns:
        assert set(part.members) < set(whole[part.parent].members)
        assert part.n_people >= 3
        assert any(part.title in statement.text for statement in city if statement.id in part.members)


def test_parts_do_not_overlap_and_share_no_title(coarse: Concerns) -> None:
    members = [member for part in coarse.subconcerns for member in part.members]
    assert len(members) == len(set(members))
    titles = [concern.title.lower() for concern in (*coarse.concerns, *coarse.subconcerns)]
    assert len(titles) == len(set(titles))


def test_a_part_keeps_its_id_and_the_name_people_gave_it(city: list[Statement], coarse: Concerns) -> None:
    key = coarse.subconcerns[0].id
    decisions = [ConcernDecision("rename", key, name="Herrie")]
    again = find(city[:-10], n_concerns=2, previous=coarse, decisions=decisions)
    assert {part.id: part.name for part in again.subconcerns}[key] == "Herrie"
    assert not again.conflicts


def said(n: int, *, ronde: str) -> list[Statement]:
    return [
        Statement(f"{ronde}{i}", "tekst", f"{ronde}-gesprek{i}", "", 1, "P", 0, 5, "", ronde=ronde) for i in range(n)
    ]


def concern(key: str, members: list[Statement], *, terms: tuple[str, ...] = (), name: str = "") -> Concern:
    ids = tuple(sorted(statement.id for statement in members))
    return Concern(key, "tekst", terms, ids, 1.0, (), (), len(ids), len(ids), name=name)


def concerns(*found: Concern) -> Concerns:
    return Concerns(found, ())


def test_new_gone_grown_and_shrunk_concerns_are_told_apart() -> None:
    old, new = said(100, ronde="een"), said(100, ronde="twee")
    before = concerns(
        concern("gegroeid", old[:10]),
        concern("gekrompen", old[10:60]),
        concern("weg", old[60:90]),
        concern("zelfde", old[90:]),
    )
    after = concerns(
        concern("gegroeid", new[:50]),
        concern("gekrompen", new[50:60]),
        concern("nieuw", new[60:88]),
        concern("zelfde", new[88:]),
    )
    changes = {change.concern.id: change.kind for change in compare_concerns(before, old, after, new, themes={})}
    assert changes == {
        "gegroeid": "gegroeid", "gekrompen": "gekrompen", "weg": "verdwenen", "nieuw": "nieuw", "zelfde": "gelijk",
    }  # fmt: skip


def test_a_few_statements_more_are_no_growth() -> None:
    old, new = said(40, ronde="een"), said(40, ronde="twee")
    (change,) = compare_concerns(concerns(concern("a", old[:8])), old, concerns(concern("a", new[:11])), new, themes={})
    assert change.kind == "gelijk"
    assert change.p_corrected is not None
    assert change.p_corrected > 0.05


def test_small_rounds_say_too_little() -> None:
    old, new = said(12, ronde="een"), said(60, ronde="twee")
    (change,) = compare_concerns(concerns(), old, concerns(concern("a", new[:20])), new, themes={})
    assert (change.kind, change.n_before, change.n_after) == ("te weinig", 0, 20)
    assert change.difference is None


def test_few_people_are_kept_back_and_not_compared() -> None:
    old, new = said(60, ronde="een"), said(60, ronde="twee")
    before = concerns(concern("a", old[:2]), concern("b", old[2:32]), concern("c", old[40:42]))
    after = concerns(concern("a", new[:30]), concern("b", new[30:32]), concern("d", new[40:42]))
    found = {one.concern.id: one for one in compare_concerns(before, old, after, new, themes={})}
    assert {key: (one.kind, one.n_before, one.n_after) for key, one in found.items()} == {
        "a": ("te weinig", None, 30), "b": ("te weinig", 30, None),
    }  # fmt: skip


def test_concerns_of_rounds_found_apart_are_paired_by_id_name_or_telling_terms_and_each_only_once() -> None:
    old, new = said(100, ronde="een"), said(100, ronde="twee")
    terms = ("mes", "school", "jongens")
    before = concerns(
        concern("x", old[:20]),
        concern("o", old[20:40], terms=("school", "Mes", "plein", "jongens")),
        concern("v", old[40:60], name="vuurwerk"),
        concern("weg", old[60:80], terms=("mes", "school")),
    )
    after = concerns(
        concern("x", new[:20], terms=terms),
        concern("n", new[20:40], terms=terms),
        concern("m", new[40:60], name="Vuurwerk"),
    )
    changes = {one.concern.id: one.kind for one in compare_concerns(before, old, after, new, themes={})}
    assert changes == {"x": "gelijk", "n": "gelijk", "m": "gelijk", "weg": "verdwenen"}


def test_concerns_of_two_rounds_are_paired_by_their_subthemes_where_few_terms_are_known() -> None:
    old, new = said(60, ronde="een"), said(60, ronde="twee")
    themes = {one.id: {"drugs"} for one in (*old[:15], *new[:10])} | {
        one.id: {"afval"} for one in (*old[15:40], *new[20:30])
    }
    before = concerns(concern("d", old[:15]), concern("a", old[15:40], terms=("zakken", "container")))
    after = concerns(concern("x", new[:12]), concern("y", new[20:31], terms=("container",)))
    found = compare_concerns(before, old, after, new, themes=themes)
    assert [(one.concern.id, one.n_before, one.n_after) for one in found] == [("x", 15, 12), ("y", 25, 11)]


def test_many_telling_terms_and_none_in_common_make_concerns_of_one_subtheme_differ() -> None:
    old, new = said(60, ronde="een"), said(60, ronde="twee")
    themes = {one.id: {"verkeer"} for one in (*old[:20], *new[:20])}
    before = concerns(concern("f", old[:20], terms=("fatbike", "stoep", "remmen")))
    after = concerns(concern("p", new[:20], terms=("parkeren", "vergunning", "plek")))
    found = compare_concerns(before, old, after, new, themes=themes)
    # both rounds speak of traffic, so neither number of the other round is nought
    assert [(one.concern.id, one.n_before, one.n_after, one.kind) for one in found] == [
        ("p", None, 20, "elders"), ("f", 20, None, "elders"),
    ]  # fmt: skip


def test_a_concern_whose_terms_are_still_said_has_not_gone() -> None:
    old, new = said(60, ronde="een"), said(60, ronde="twee")
    still = [*new[1:], replace(new[0], text="De fatbikes rijden nog steeds.")]
    before = concerns(concern("f", old[:20], terms=("fatbikes",)))
    (gone,) = compare_concerns(before, old, concerns(), new, themes={})
    (elsewhere,) = compare_concerns(before, old, concerns(), still, themes={})
    assert (gone.kind, gone.n_after) == ("verdwenen", 0)
    assert (elsewhere.kind, elsewhere.n_after) == ("elders", None)


def test_statements_of_one_conversation_do_not_make_a_change_sure() -> None:
    old, new = said(60, ronde="een"), said(60, ronde="twee")
    one_talk = [Statement(f"x{i}", "tekst", "twee-gesprek0", "", i, f"P{i}", 0, 5, "", ronde="twee") for i in range(20)]
    (change,) = compare_concerns(concerns(), old, concerns(concern("a", one_talk)), [*new, *one_talk], themes={})
    assert change.kind == "gelijk"
    assert change.n_after == 20
    assert (change.high or 0) - (change.low or 0) > 0.5


def test_the_order_of_statements_and_talks_changes_nothing() -> None:
    old, new = said(60, ronde="een"), said(60, ronde="twee")
    before, after = concerns(concern("a", old[:10])), concerns(concern("a", new[:30]))
    assert compare_concerns(before, old, after, new, themes={}) == compare_concerns(
        before, old[::-1], after, new[::-1], themes={}
    )


def test_rounds_that_differ_by_chance_alone_seldom_show_a_change() -> None:
    chance, false_alarms = Random(7), 0
    for n in range(60):
        # many conversations before, few now, and thirty concerns that each of both tells as seldom
        old, new = said(200, ronde=f"{n}een"), said(30, ronde=f"{n}twee")
        before, after = (
            concerns(*(concern(f"c{i}", [one for one in side if chance.random() < 0.03]) for i in range(30)))
            for side in (old, new)
        )
        changes = compare_concerns(before, old, after, new, themes={})
        false_alarms += any(one.kind not in ("gelijk", "te weinig") for one in changes)
    assert false_alarms <= 6  # of 60; five in a hundred are allowed
