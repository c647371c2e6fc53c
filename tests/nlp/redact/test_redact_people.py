"""What the language pipeline adds to the rules."""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from corpora.gazetteer import load_gazetteer
from nlp.redact import People, find_personal_data, load_lookups


@Language.component("test_people")
def everybody(doc: Doc) -> Doc:
    """Call every word with a capital a person."""
    doc.ents = [Span(doc, token.i, token.i + 1, label="PER") for token in doc if token.text[0].isupper()]
    return doc


def found(text: str) -> list[str]:
    nlp = spacy.blank("nl")
    nlp.add_pipe("test_people")
    spans = find_personal_data(text, lookups=load_lookups(), gazetteer=load_gazetteer(), people=People(nlp))
    return [text[span.start : span.end] for span in spans]


def test_the_pipeline_adds_a_person_that_the_rules_leave():
    assert found("gesprek bij Zjandino thuis") == ["Zjandino"]


def test_the_pipeline_cannot_mask_places_things_and_everyday_words():
    assert found("In Wielwijk stond Politie bij een grijze Vito, ze zongen het Wilhelmus.") == []
