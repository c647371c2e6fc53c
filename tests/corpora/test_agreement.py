"""Krippendorff's alpha against worked examples, and its interval."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.agreement import alpha_of

UNITS = st.lists(st.lists(st.booleans(), max_size=4), max_size=40)


def test_the_example_of_krippendorff_for_two_coders_and_two_values() -> None:
    # Krippendorff (2011), section A: ten units, alpha = 0.095
    first = (0, 1, 0, 0, 0, 0, 0, 0, 1, 0)
    second = (1, 1, 1, 0, 0, 1, 0, 0, 0, 0)
    found = alpha_of([[bool(a), bool(b)] for a, b in zip(first, second, strict=True)])
    assert found.alpha == pytest.approx(0.095, abs=0.001)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0.095 < found.high


def test_complete_agreement_is_one_and_no_variation_says_nothing() -> None:
    assert alpha_of([[True, True], [False, False]] * 6).alpha == 1
    assert alpha_of([[False, False]] * 12).alpha is None


def test_what_one_coder_saw_alone_does_not_count() -> None:
    with_single = alpha_of([[True, True], [False, True], [False, False], [True]])
    assert with_single == alpha_of([[True, True], [False, True], [False, False]])
    assert with_single.low is None  # too few for an interval


def test_the_last_digit_does_not_depend_on_the_order() -> None:
    # a plain sum of these shares differs in its last digit from the same sum the other way round
    patterns = [(4, 3), (4, 2), (4, 1), (4, 3), (4, 1), (4, 1), (2, 1), (2, 1)]
    units = [[True] * n_yes + [False] * (n - n_yes) for n, n_yes in patterns]
    assert alpha_of(units).alpha == alpha_of(list(reversed(units))).alpha


@settings(max_examples=40, deadline=None)
@given(UNITS)
def test_order_does_not_matter_and_nothing_exceeds_one(units: list[list[bool]]) -> None:
    found = alpha_of(units, n_draws=50)
    assert found == alpha_of([list(reversed(unit)) for unit in reversed(units)], n_draws=50)
    assert found.alpha is None or found.alpha <= 1
