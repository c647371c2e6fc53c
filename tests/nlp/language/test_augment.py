"""Rewritten training sentences stay well-formed trees over words that are really there."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.language import augment
from nlp.language.conllu import Sentence, Token


def sentence(words: list[tuple[str, str, int, str]]) -> Sentence:
    tokens = [Token(form, form.lower(), upos, "", "", head, relation, True) for form, upos, head, relation in words]
    return Sentence("s", "d", tuple(tokens))


CLEAN = sentence(
    [
        ("De", "DET", 1, "det"),
        ("Bakker", "NOUN", 2, "nsubj"),
        ("slaapt", "VERB", 2, "root"),
        (",", "PUNCT", 4, "punct"),
        ("zegt", "VERB", 2, "parataxis"),
        ("ze", "PRON", 4, "nsubj"),
        (".", "PUNCT", 2, "punct"),
    ]
)


def roots(found: Sentence) -> list[int]:
    return [position for position, token in enumerate(found.tokens) if token.head == position]


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.sampled_from([augment.spoken, augment.quoted]))
def test_one_root_and_heads_inside_the_sentence(seed: int, rewrite: object) -> None:
    found = rewrite(CLEAN, Random(seed))  # type: ignore[operator]
    assert len(roots(found)) == 1
    assert found.tokens[roots(found)[0]].form.lower() == "slaapt"
    assert all(0 <= token.head < len(found.tokens) for token in found.tokens)


@settings(max_examples=60)
@given(st.integers(0, 10_000))
def test_speech_keeps_every_word_in_order_without_punctuation(seed: int) -> None:
    forms = [token.form for token in augment.spoken(CLEAN, Random(seed)).tokens]
    words = iter(forms)
    assert all(word in words for word in ("de", "bakker", "slaapt", "zegt", "ze"))
    assert not {".", ","} & set(forms)


def test_casing_changes_forms_and_nothing_else() -> None:
    lowered, shouted = augment.lowered(CLEAN), augment.shouted(CLEAN)
    assert (lowered.text, shouted.text) == (CLEAN.text.lower(), CLEAN.text.upper())
    assert [token.lemma for token in lowered.tokens] == [token.lemma for token in CLEAN.tokens]


def test_only_the_closing_punctuation_is_lost() -> None:
    assert augment.without_end(CLEAN).text == "De Bakker slaapt , zegt ze"


def test_a_sentence_that_hangs_below_its_punctuation_stays_whole() -> None:
    odd = sentence([("Ja", "INTJ", 1, "parataxis"), (".", "PUNCT", 1, "root")])
    assert augment.without_end(odd) == odd


@pytest.mark.parametrize("seed", range(3))
def test_the_same_seed_gives_the_same_sentence(seed: int) -> None:
    assert augment.spoken(CLEAN, Random(seed)) == augment.spoken(CLEAN, Random(seed))
