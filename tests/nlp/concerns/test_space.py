"""Where statements lie: what the room of concerns lays them out by."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import spacy

from corpora.records import Statement
from nlp.concerns.space import N_DIMENSIONS, build_space
from nlp.words import find_all_terms

Talk = tuple[list[Statement], list[str]]
BLANK = spacy.blank("nl")


def test_few_directions_hold_nearly_all_that_the_best_ones_would(talk: Callable[..., Talk]) -> None:
    statements, _ = talk(600)
    space = build_space(find_all_terms(statements, list(BLANK.pipe(s.text for s in statements))), None)
    words = space.words.toarray()
    shared = words[:, (words > 0).sum(axis=0) >= 2]
    sizes = np.linalg.svd(shared, compute_uv=False)
    assert len(sizes) > N_DIMENSIONS
    assert (space.rows**2).sum() >= 0.98 * (sizes[:N_DIMENSIONS] ** 2).sum()


def test_words_are_weighed_by_how_rare_they_are_and_rows_have_length_one(make: Callable[..., Statement]) -> None:
    texts = ["fiets lantaarn", "fiets scooter", "fiets container", ""]
    statements = [make(text, number=n, person=n) for n, text in enumerate(texts)]
    words = build_space(find_all_terms(statements, list(BLANK.pipe(texts))), None).words.toarray()
    assert np.linalg.norm(words, axis=1) == pytest.approx([1, 1, 1, 0])
    everywhere = words[0][(words[:3] > 0).all(axis=0)]
    once = words[0][(words[1:] == 0).all(axis=0) & (words[0] > 0)]
    assert once.max() > everywhere.max()
