"""Numbers that say how sure they are."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from corpora.records import Statement
from nlp.statistics import (
    benjamini_hochberg,
    change_of,
    compare_groups,
    holm,
    share_of,
    suppress_small,
    wilson_interval,
)


def talk(n: int, *, per_conversation: int = 1, prefix: str = "") -> list[Statement]:
    return [
        Statement(f"{prefix}{i:04d}", "tekst", f"{prefix}g{i // per_conversation:04d}", "", i, f"p{i}", 0, 5, "")
        for i in range(n)
    ]


def talk_of(n: int) -> list[Statement]:
    return talk(n, per_conversation=max(n, 1))


def first(statements: list[Statement], n: int) -> set[str]:
    return {statement.id for statement in statements[:n]}


def test_wilson_agrees_with_the_published_example() -> None:
    # Newcombe (1998), Statistics in Medicine 17, table I: 81 of 263, and 0 of 20
    assert wilson_interval(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson_interval(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_wilson_interval_lies_in_0_1_and_holds_the_share(n_yes: int, n_no: int) -> None:
    low, high = wilson_interval(n_yes, n_yes + n_no)
    assert 0 <= low <= high <= 1
    assert low <= (n_yes / (n_yes + n_no) if n_yes + n_no else 0.5) <= high


def test_no_percentage_under_thirty_statements() -> None:
    statements = talk(29)
    share = share_of(statements, first(statements, 10))
    assert (share.n_yes, share.share, share.low) == (10, None, None)
    assert share.remark.startswith("Te weinig om iets te zeggen: 29 uitspraken")


@pytest.mark.parametrize(("n_people", "said"), [(9, "9 mensen is"), (1, "1 mens is"), (10, "")])
def test_no_percentage_and_no_margin_under_ten_people(n_people: int, said: str) -> None:
    statements = [replace(s, conversation_id=f"g{n % n_people}", speaker="p") for n, s in enumerate(talk(60))]
    share = share_of(statements, first(statements, 15), k=1)
    assert share.n_yes == 15
    assert (share.low is None, share.share is None) == (bool(said), bool(said))
    assert said in share.remark


def test_fewer_than_k_people_are_not_counted() -> None:
    statements = talk(60)
    share = share_of(statements, first(statements, 2))
    assert (share.n_yes, share.n_people, share.share) == (None, None, None)
    assert share_of(statements, first(statements, 2), k=1).n_yes == 2


def test_nobody_is_a_number_that_may_be_shown() -> None:
    share = share_of(talk(60), ())
    assert (share.n_yes, share.share, share.low) == (0, 0.0, 0.0)
    assert share.high is not None
    assert share.high > 0


def test_statements_that_hang_together_make_the_interval_wider() -> None:
    apart, together = talk(200), talk(200, per_conversation=10)
    one, other = share_of(apart, first(apart, 60)), share_of(together, first(together, 60))
    assert one.share == other.share == 0.3
    assert None not in (one.low, one.high, other.low, other.high)
    assert other.high - other.low > 1.5 * (one.high - one.low)  # type: ignore[operator]


def test_few_conversations_make_a_wide_interval_and_say_so() -> None:
    statements = talk(200, per_conversation=50)
    share = share_of(statements, first(statements, 60))
    assert "4 gesprekken" in share.remark
    assert share.high - share.low > 0.5  # type: ignore[operator]


def test_the_same_input_in_another_order_gives_the_same_interval() -> None:
    statements = talk(200, per_conversation=10)
    chosen = first(statements, 60)
    assert share_of(statements, chosen) == share_of(statements[::-1], chosen)


@pytest.mark.parametrize(("n_talks", "share"), [(12, 0.2), (15, 0.08)])
def test_the_margin_holds_what_is_true_about_as_often_as_it_says(n_talks: int, share: float) -> None:
    random, held, n_times = np.random.default_rng(3), 0, 300
    for _ in range(n_times):
        sizes = random.geometric(0.1, size=n_talks)  # long and short conversations, in which people say the same
        yes = random.binomial(sizes, random.beta(9 * share, 9 * (1 - share), size=n_talks))
        statements = [
            replace(one, conversation_id=f"g{talk:02d}", id=f"{talk}-{n}")
            for talk, size in enumerate(sizes)
            for n, one in enumerate(talk_of(size))
        ]
        chosen = {f"{talk}-{n}" for talk, n_yes in enumerate(yes) for n in range(n_yes)}
        found = share_of(statements, chosen, k=1)
        held += found.low is None or found.low <= share <= (found.high or 0)
    assert held >= 0.92 * n_times


def test_a_margin_does_not_start_at_nought_for_what_people_did_say() -> None:
    statements = talk(120, per_conversation=4)
    share = share_of(statements, first(statements, 4))
    assert share.low is not None
    assert share.low > 0


def test_a_conversation_that_outweighs_all_others_does_not_make_a_share_sure() -> None:
    long, others = talk(500, per_conversation=500, prefix="x"), talk(40)
    share = share_of([*long, *others], first(long, 50) | first(others, 8))
    assert (share.high or 0) - (share.low or 0) > 0.5


def test_nobody_before_and_a_few_now_may_be_chance() -> None:
    before, now = (np.array([[yes, 1]] * n_yes + [[0, 1]] * n) for yes, n_yes, n in ((1, 0, 200), (1, 2, 28)))
    assert change_of(now, before)[3] > 0.01
    # as Fisher's exact test has it: 2 of 30 against 0 of 200
    assert change_of(now, before)[3] == pytest.approx(2 * (30 * 29) / (230 * 229))


def test_a_real_difference_is_found_and_a_small_one_is_not() -> None:
    groups = {"jongere": talk(100, prefix="j"), "bewoner": talk(100, prefix="b"), "ouder": talk(100, prefix="o")}
    chosen = first(groups["jongere"], 60) | first(groups["bewoner"], 20) | first(groups["ouder"], 22)
    found = {item.group: item for item in compare_groups(groups, chosen)}
    assert found["jongere"].difference == pytest.approx(0.39)
    assert found["jongere"].p_corrected is not None
    assert found["jongere"].p_corrected < 0.01
    groups = {"jongere": talk(100, prefix="j"), "bewoner": talk(100, prefix="b")}
    near = compare_groups(groups, first(groups["jongere"], 22) | first(groups["bewoner"], 20))
    assert all(item.p_corrected is not None and item.p_corrected > 0.05 for item in near)


def test_a_group_with_too_little_is_not_compared() -> None:
    groups = {"jongere": talk(12, prefix="j"), "bewoner": talk(100, prefix="b")}
    jongere = compare_groups(groups, first(groups["jongere"], 6) | first(groups["bewoner"], 20))[1]
    assert jongere.group == "jongere"
    assert (jongere.difference, jongere.p) == (None, None)


def test_corrections_agree_with_r() -> None:
    # p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") and "BH" in R 4.3
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert benjamini_hochberg([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.02, 0.04, 0.04, 0.02])


@given(st.lists(st.floats(0, 1), max_size=12))
def test_a_correction_never_makes_a_difference_look_surer(p_values: list[float]) -> None:
    for corrected in (holm(p_values), benjamini_hochberg(p_values)):
        assert all(p <= q + 1e-12 and q <= 1 for p, q in zip(p_values, corrected, strict=True))


@pytest.mark.parametrize(
    ("people", "kept_back"),
    [
        ({"a": 2, "b": 7, "c": 5, "d": 0}, {"a", "c"}),  # one: the total minus the rest
        ({"a": 2, "b": 1, "c": 5}, {"a", "b"}),  # 3 is 1 + 2 or 2 + 1
        ({"a": 2, "b": 2, "c": 5, "d": 4}, {"a", "b", "d"}),  # 4 can only be 2 + 2
        ({"a": 1, "b": 1, "c": 5}, {"a", "b", "c"}),  # 2 can only be 1 + 1
        ({"a": 2, "b": 2, "c": 0}, {"a", "b", "c"}),  # nothing but a zero is left
        ({"a": 3, "b": 0}, set()),
    ],
)
def test_the_total_tells_nothing_about_what_is_kept_back(people: dict[str, int], kept_back: set[str]) -> None:
    shown = suppress_small(people)
    assert {name for name, n in shown.items() if n is None} == kept_back
    assert all(n == people[name] for name, n in shown.items() if n is not None)


@given(st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 9), min_size=2, max_size=5), st.integers(2, 5))
def test_no_number_kept_back_follows_from_the_total_and_the_others(people: dict[str, int], k: int) -> None:
    shown = suppress_small(people, k=k)
    hidden = [name for name, n in shown.items() if n is None]
    assume(len(hidden) < len(people))  # where all is kept back there is nothing left to keep back
    rest = sum(people[name] for name in hidden)
    ways = [way for way in product(range(rest + 1), repeat=len(hidden)) if sum(way) == rest]
    # a reader knows that most of what is kept back is under k; at most one number may be larger
    fits = [way for way in ways if sum(n >= k or n == 0 for n in way) <= 1]
    assert all(len({way[i] for way in fits}) > 1 for i in range(len(hidden)))
