"""Laws of masking, on made-up texts and on any text at all."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.gazetteer import load_gazetteer
from corpora.records import Conversation, Turn, place_turns
from nlp.redact import Redactor, find_personal_data, load_lookups

pytest.importorskip("faker")
import itertools

from nlp.evaluation.stress import generate

CASES = generate(240)
REDACTOR = Redactor()
WORDS = [
    "Fatima",
    "Jan",
    "de",
    "van",
    "der",
    "Kaya",
    "Reeland",
    "meneer",
    "06",
    "nul",
    "zes",
    "één",
    "@",
    ".",
    ",",
    "-",
    ":",
    "\n",
    "[PERSOON-1]",
    "[",
    "]",
    "geboren",
    "3",
    "mei",
    "1949",
    "op",
    "straat",
    "Voorstraat",
    "12",
    "3347",
    "QX",
    "punt",
    "apenstaartje",
    "NL06",
    "SNSB",
    "0000004512",
    "ik",
    "ben",
    "'t",
    "el",
    "al",
    "A.J.",
    "(at)",
    "insta:",
    "x_1",
]
ANY_TEXT = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=30).map("".join),
)


def conversation(*texts: str) -> Conversation:
    turns = [Turn(0, "HL", "respondent", text, 0, 0, "regel 1") for text in texts]
    return Conversation("g1", "gesprek.txt", "0" * 64, place_turns(turns))


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT)
def test_spans_lie_in_the_text_in_order_and_apart(text):
    spans = find_personal_data(text, lookups=load_lookups(), gazetteer=load_gazetteer())
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))


@settings(max_examples=120, deadline=None)
@given(st.lists(ANY_TEXT, min_size=1, max_size=3))
def test_masking_twice_changes_nothing(texts):
    once = REDACTOR.redact(conversation(*texts)).conversation
    assert REDACTOR.redact(replace(once, redacted=False)).conversation == once


@settings(max_examples=80, deadline=None)
@given(st.lists(ANY_TEXT, min_size=1, max_size=3))
def test_offsets_are_exact_after_masking(texts):
    done = REDACTOR.redact(conversation(*texts))
    assert all(done.conversation.text[turn.start : turn.end] == turn.text for turn in done.conversation.turns)
    assert all(done.conversation.text[mask.start : mask.end] == mask.pseudonym for mask in done.masks)


def test_no_masked_original_survives_in_any_field():
    rng = random.Random(1)
    for _ in range(40):
        texts = [case.text for case in rng.sample(CASES, 3)]
        done = REDACTOR.redact(conversation(*texts), keep_key=True)
        remaining = repr(done.conversation)
        # a short name can be part of another word; whole originals of some length cannot
        originals = [original for found in (done.key or {}).values() for original in found if len(original) > 6]
        assert not [
            original
            for original in originals
            if original in remaining and original not in ("Sterrenburg", "Reeland", "Crooswijk", "Overschie")
        ]


def test_the_same_conversation_gives_the_same_masks():
    made = conversation(*(case.text for case in CASES[:30]))
    assert REDACTOR.redact(made) == Redactor().redact(made)
