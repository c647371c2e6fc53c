"""A lemmatiser without the trees that it cannot use says the same as with them."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc
from spacy.training import Example

from nlp import load_dutch
from nlp.language.edit_trees import keep_used_trees

OFTEN = (("fietsen", "fiets"), ("straten", "straat"), ("wijken", "wijk"), ("gewerkt", "werken"))
ONCE = (("kinderen", "kind"), ("gingen", "gaan"), ("waren", "zijn"))


def test_every_lemma_stays_and_the_trees_of_rare_forms_go() -> None:
    nlp = spacy.blank("nl")
    lemmatizer = nlp.add_pipe("trainable_lemmatizer", config={"min_tree_freq": 3})
    examples = [_example(nlp, pair) for pair in OFTEN * 4 + ONCE]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(30):
        nlp.update(examples, sgd=optimizer)
    forms = [form for form, _ in (*OFTEN, *ONCE)]
    before, n_before = [nlp(form)[0].lemma_ for form in forms], len(lemmatizer.trees)
    assert before[: len(OFTEN)] == [lemma for _, lemma in OFTEN]
    keep_used_trees(lemmatizer)
    assert len(lemmatizer.trees) < n_before
    assert [nlp(form)[0].lemma_ for form in forms] == before


def test_the_pipeline_that_ships_carries_no_tree_that_it_cannot_use() -> None:
    lemmatizer = load_dutch().get_pipe("lemmatizer")
    before = lemmatizer.trees.to_bytes()
    keep_used_trees(lemmatizer)
    assert lemmatizer.trees.to_bytes() == before


def _example(nlp: spacy.language.Language, pair: tuple[str, str]) -> Example:
    form, lemma = pair
    return Example(nlp.make_doc(form), Doc(nlp.vocab, words=[form], lemmas=[lemma]))
