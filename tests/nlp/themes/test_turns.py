"""Turns of phrase hear how something is said, not what it is about."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.themes.mixing import fit_one_of
from nlp.themes.polarity import POLARITIES
from nlp.themes.turns import find_edges, find_phrases


def test_phrases_are_runs_of_words_and_marks() -> None:
    assert set(find_phrases("Waarom niet?")) == {"waarom", "niet", "?", "waarom niet", "niet ?", "waarom niet ?"}


def test_edges_tell_how_sentences_begin_and_end_and_what_is_said_last() -> None:
    edges = set(find_edges("Kan er een lamp bij? Graag snel."))
    assert {"begin kan er", "sentence graag", "end ?", "end .", "last graag snel", "sentences 2"} <= edges
    assert "last lamp" not in edges


@settings(max_examples=50)
@given(st.text(max_size=60))
def test_any_text_has_turns_without_line_breaks(text: str) -> None:
    assert not any("\n" in turn for turn in (*find_phrases(text), *find_edges(text)))


def test_polarities_are_weighed_against_each_other() -> None:
    random = np.random.default_rng(0)
    right = random.integers(0, len(POLARITIES), 400)
    scores = (np.eye(len(POLARITIES))[right] + random.normal(0, 0.1, (400, len(POLARITIES)))).astype(np.float32)
    weights, constants = fit_one_of(scores, right)
    assert ((scores @ weights + constants).argmax(axis=1) == right).all()


def test_polarity_that_no_statement_has_is_never_chosen() -> None:
    for right in (np.array([2] * 10), np.array([0, 2] * 5)):
        scores = np.eye(4, dtype=np.float32)[right]
        weights, constants = fit_one_of(scores, right)
        assert ((scores @ weights + constants).argmax(axis=1) == right).all()
