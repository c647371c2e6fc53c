"""People beside the machine, and one round beside the next."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.records import Concerns, Manifest, RunResult, Statement, Suggestion, Tagging
from nlp.agreement import agreement
from nlp.rounds import compare_rounds
from nlp.statistics import ratio_of

SUBTHEMES = ("a", "b", "c")


def say(number: int, talk: str) -> Statement:
    return Statement(f"s{number}", "x", talk, "", number, "Persoon 1", 0, 1, "")


def reviewed(number: int, machine: set[str], people: set[str]) -> Tagging:
    """A statement in which the machine suggested some sub-themes and people wanted others."""

    def one(sub: str, decided: str = "") -> Suggestion:
        return Suggestion(f"s{number}", sub, "p", 0.9, (), decided=decided)  # type: ignore[arg-type]

    kept = [one(sub) for sub in sorted(machine & people)]
    added = [one(sub, "toegevoegd") for sub in sorted(people - machine)]
    rejected = tuple(one(sub) for sub in sorted(machine - people))
    return Tagging(f"s{number}", (*kept, *added), (), "neutraal", 0.0, rejected=rejected, reviewed=True)


def alpha_by_pairs(pairs: list[tuple[set[str], set[str]]]) -> float | None:
    """Krippendorff's alpha from its definition: observed over expected disagreement of all pairs of values."""
    units = [(sub in machine, sub in people) for machine, people in pairs for sub in SUBTHEMES]
    values = [value for unit in units for value in unit]
    n = len(values)
    expected = sum(a != b for a, b in product(values, values)) / (n * (n - 1))
    observed = sum(2 * (a != b) for a, b in units) / n
    return 1 - observed / expected if expected else None


some = st.sets(st.sampled_from(SUBTHEMES))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(some, some), min_size=1, max_size=12))
def test_alpha_is_what_krippendorff_defines(pairs: list[tuple[set[str], set[str]]]) -> None:
    taggings = [reviewed(n, machine, people) for n, (machine, people) in enumerate(pairs)]
    found = agreement(taggings, [say(n, "t") for n in range(len(pairs))], SUBTHEMES)
    assert found.alpha == (None if alpha_by_pairs(pairs) is None else pytest.approx(alpha_by_pairs(pairs)))
    assert found.n_kept == sum(len(machine & people) for machine, people in pairs)
    assert found.n_added == sum(len(people - machine) for machine, people in pairs)
    assert found.n_rejected == sum(len(machine - people) for machine, people in pairs)


def test_what_nobody_looked_at_does_not_count() -> None:
    unseen = replace(reviewed(1, {"a"}, {"a"}), reviewed=False)
    found = agreement([unseen], [say(1, "t")], SUBTHEMES)
    assert (found.n_statements, found.n_kept, found.kept.n) == (0, 0, 0)
    assert found.alpha is None


def test_one_suggestion_that_people_kept_counts_without_the_rest_of_its_statement() -> None:
    tagging = reviewed(1, {"a", "b"}, {"a", "b"})
    halfway = replace(
        tagging,
        reviewed=False,
        suggestions=(replace(tagging.suggestions[0], decided="akkoord"), tagging.suggestions[1]),
    )
    assert agreement([halfway], [say(1, "t")], SUBTHEMES).n_kept == 1


def test_a_ratio_of_few_things_has_no_share() -> None:
    assert ratio_of({"t": (9, 10)}).share is None
    found = ratio_of({f"t{n}": (3, 4) for n in range(12)})
    assert found.share == 0.75
    assert found.low is not None
    assert found.low <= 0.75 <= (found.high or 0)


def run(ronde: str, n_yes: int, n: int) -> RunResult:
    said = tuple(replace(say(i, f"{ronde}-{i}"), id=f"{ronde}-{i}") for i in range(n))
    tags = tuple(Tagging(s.id, (), ("p",) if i < n_yes else (), "neutraal", 0.0) for i, s in enumerate(said))
    manifest = Manifest("", "", ronde, "", (), "ivp@1", (), (("k", "3"),), (), ())
    return RunResult(manifest, (), (), said, (), tags, Concerns((), ()), ())


def test_a_large_change_has_a_margin_on_one_side_of_zero_and_a_small_one_does_not() -> None:
    (large,) = compare_rounds(run("nu", 80, 100), run("toen", 40, 100), ["p"]).changes
    assert large.difference.difference == pytest.approx(0.4)
    assert large.difference.low is not None
    assert large.difference.low > 0.2
    (small,) = compare_rounds(run("nu", 42, 100), run("toen", 40, 100), ["p"]).changes
    assert small.difference.low is not None
    assert small.difference.low < 0 < (small.difference.high or 0)


def test_looking_at_several_priorities_at_once_is_corrected_for() -> None:
    now, before = run("nu", 55, 100), run("toen", 40, 100)
    (alone,) = compare_rounds(now, before, ["p"]).changes
    among = {one.priority: one.difference for one in compare_rounds(now, before, ["p", "q", "r"]).changes}
    assert (alone.difference.p_corrected or 1) < 0.05
    assert among["p"].p == alone.difference.p
    assert among["p"].p_corrected == pytest.approx(3 * (among["p"].p or 0))
