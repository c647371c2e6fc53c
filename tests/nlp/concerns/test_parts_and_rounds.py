"""Sub-concerns, and what becomes of concerns from one round to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import spacy

from corpora.decisions import ConcernDecision
from corpora.records import Concern, Concerns, Statement
from nlp.concerns import find_concerns
from nlp.concerns.rounds import compare_rounds, compare_within, concern_shares

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


def said(n: int, *, ronde: str, wijk: str = "", start: int = 0) -> list[Statement]:
    return [
        Statement(f"{ronde}{i}", "tekst", f"{ronde}-gesprek{i}", "", 1, "P", 0, 5, "", wijk=wijk, ronde=ronde)
        for i in range(start, start + n)
    ]


def concern(key: str, members: list[Statement]) -> Concern:
    ids = tuple(sorted(statement.id for statement in members))
    return Concern(key, "tekst", (), ids, 1.0, (), (), len(ids), len(ids))


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
    changes = {change.concern: change.kind for change in compare_rounds(before, old, after, new)}
    assert changes == {
        "gegroeid": "gegroeid", "gekrompen": "gekrompen", "weg": "verdwenen", "nieuw": "nieuw", "zelfde": "gelijk",
    }  # fmt: skip


def test_a_few_statements_more_are_no_growth() -> None:
    old, new = said(40, ronde="een"), said(40, ronde="twee")
    (change,) = compare_rounds(concerns(concern("a", old[:8])), old, concerns(concern("a", new[:11])), new)
    assert change.kind == "gelijk"
    assert change.p_corrected is not None
    assert change.p_corrected > 0.05


def test_small_rounds_and_few_people_say_too_little() -> None:
    old, new = said(12, ronde="een"), said(60, ronde="twee")
    (change,) = compare_rounds(concerns(), old, concerns(concern("a", new[:20])), new)
    assert change.kind == "te weinig"
    (change,) = compare_rounds(concerns(), said(60, ronde="een"), concerns(concern("a", new[:2])), new)
    assert change.kind == "te weinig"
    assert change.after.n_yes is None


def test_wijken_differ_only_after_correction_for_looking_many_times() -> None:
    here, there = said(60, ronde="een", wijk="Reeland"), said(60, ronde="twee", wijk="Krispijn")
    found = compare_within(
        [concern("a", here[:40] + there[:5]), concern("b", here[:9] + there[:9])], here + there, "wijk"
    )
    reeland = {key: next(d for d in sides if d.group == "Reeland") for key, sides in found.items()}
    assert (reeland["a"].p_corrected or 0) < 0.05
    assert (reeland["b"].p_corrected or 0) > 0.05
    assert all((d.p_corrected or 0) >= (d.p or 0) for sides in found.values() for d in sides)


def test_statements_without_a_wijk_are_left_out_and_one_wijk_is_compared_with_nothing() -> None:
    here = said(60, ronde="een", wijk="Reeland")
    loose = [replace(s, wijk="") for s in said(60, ronde="twee")]
    assert compare_within([concern("a", here[:10])], here + loose, "wijk") == {}


def test_shares_keep_small_numbers_back() -> None:
    people = said(60, ronde="een")
    shares = concern_shares([concern("a", people[:30]), concern("b", people[30:32])], people)
    assert shares["a"].share == 0.5
    assert shares["b"].n_people is None
