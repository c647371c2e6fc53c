"""The made-up test set, in short form: the same table with the same bars."""

from __future__ import annotations

import pytest

pytest.importorskip("faker")
from nlp.evaluation.stress import BACKGROUNDS, KINDS, OWN, evaluate, generate


def test_the_set_is_as_wide_as_it_promises():
    cases = generate(1000)
    assert len({kind for case in cases for kind in case.kinds}) == len(KINDS) >= 12
    assert {case.background for case in cases} == {*BACKGROUNDS, *OWN}
    assert len({case.text[start:end] for case in cases for start, end in case.kept}) >= 55
    assert sum(not case.found for case in cases) == 250


def test_the_set_is_the_same_every_time():
    assert generate(50) == generate(50)


def test_the_bars_hold_on_a_thousand_sentences():
    result = evaluate(1000)
    assert result["recall_structured"] >= 0.99
    assert result["recall_names"] >= 0.97
    assert result["precision"] >= 0.95
    assert result["neighbourhood_retention"] == 1.0
