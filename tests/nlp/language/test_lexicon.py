"""The lexicon: facts and vectors per word, borrowed by longer words that end in it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from spacy.strings import StringStore

from nlp.language.lexicon import BY_HEAD, KNOWN, N_BITS, UNKNOWN, Lexicon


def lexicon() -> Lexicon:
    found = Lexicon(strings=StringStore(["brief", "Wijkbrief", "xyz"]))
    facts, rows = np.array([5, 1], np.uint64), np.array([0, -1], np.int32)
    found.fill(["brief", "wijk"], facts, rows, np.array([[1.0, 2.0]], np.float16))
    return found


def test_a_known_word_has_its_facts_and_its_vector() -> None:
    vector = lexicon().vector("Brief")
    assert vector[:N_BITS].sum() == 2
    assert vector[N_BITS : N_BITS + 2].tolist() == [1.0, 2.0]
    assert tuple(vector[-3:]) == KNOWN


def test_a_longer_word_borrows_from_the_word_it_ends_in() -> None:
    vector = lexicon().vector("wijkbewonersbrief")
    assert vector[: N_BITS + 2].tolist() == lexicon().vector("brief")[: N_BITS + 2].tolist()
    assert tuple(vector[-3:]) == BY_HEAD


def test_an_unknown_word_has_nothing_but_that() -> None:
    vector = lexicon().vector("xyz")
    assert not vector[:-3].any()
    assert tuple(vector[-3:]) == UNKNOWN


def test_batches_follow_the_keys() -> None:
    found = lexicon()
    keys = [found.strings["xyz"], found.strings["Wijkbrief"], found.strings["xyz"]]
    expected = [found.vector(word) for word in ("xyz", "Wijkbrief", "xyz")]
    assert np.array_equal(found.get_batch(keys), np.array(expected))


def test_what_is_saved_loads_the_same(tmp_path: Path) -> None:
    lexicon().to_disk(tmp_path)
    loaded = Lexicon(strings=StringStore()).from_disk(tmp_path)
    assert np.array_equal(loaded.vector("wijkbrief"), lexicon().vector("wijkbrief"))


def test_an_empty_lexicon_has_no_width() -> None:
    assert Lexicon().shape == (0, 0)
