"""Lemmas: structure marks resolved, forms looked up, capitals of a sentence start dropped."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.language.lemma_table import decapitalised, lookup
from nlp.language.lemmas import resolve

TABLE = {
    "NOUN": {"stoffen": "stof", "brieven": "brief"},
    "VERB": {"geplaatst": "plaatsen", "controleerde": "controleren"},
    "PROPN": {"turken": "Turk", "delft": "delft"},
}


@pytest.mark.parametrize(
    ("form", "lemma", "upos", "plain"),
    [
        ("verzekeringsmaatschappijen", "verzekering_maatschappij", "NOUN", "verzekeringsmaatschappij"),
        ("rijksmonument", "rijk_monument", "NOUN", "rijksmonument"),
        ("Kinderopvang", "kind_opvang", "NOUN", "kinderopvang"),
        ("NS-reizigers", "NS_reiziger", "NOUN", "NS-reiziger"),
        ("POLITIEKORPS", "politie_korps", "NOUN", "politiekorps"),
        ("lossen", "op_lossen", "VERB", "lossen"),
        ("opgelost", "op_lossen", "VERB", "oplossen"),
        ("insloeg", "in_slaan", "VERB", "inslaan"),
        ("o.a.", "onder_ander", "X", "onder ander"),
        ("huizen", "huis", "NOUN", "huis"),
        ("_", "_", "PUNCT", "_"),
    ],
)
def test_structure_marks_are_resolved_with_the_form(form: str, lemma: str, upos: str, plain: str) -> None:
    assert resolve(form, lemma, upos) == plain


@settings(max_examples=60)
@given(st.text(min_size=1, max_size=12), st.text(max_size=12), st.sampled_from(["NOUN", "VERB", "X", "ADJ"]))
def test_a_lemma_without_marks_stays_as_it_is(form: str, lemma: str, upos: str) -> None:
    plain = lemma.replace("_", "")
    assert resolve(form, plain, upos) == plain


@pytest.mark.parametrize(
    ("form", "upos", "lemma"),
    [
        ("Stoffen", "NOUN", "stof"),
        ("meststoffen", "NOUN", "meststof"),
        ("overgeplaatst", "VERB", "overplaatsen"),
        ("gecontroleerde", "VERB", "controleren"),
        ("Turken", "PROPN", "Turk"),
        ("Delft", "PROPN", None),
        ("wijkgeplaatst", "VERB", None),
        ("stof", "NOUN", None),
    ],
)
def test_a_form_is_looked_up_or_borrows_from_its_ending(form: str, upos: str, lemma: str | None) -> None:
    assert lookup(TABLE, form, upos) == lemma


def test_a_capital_that_only_starts_the_sentence_is_dropped() -> None:
    assert decapitalised("Bewoners", "Bewoner", "NOUN") == "bewoner"
    assert decapitalised("NS-reiziger", "NS-reiziger", "NOUN") == "NS-reiziger"
    assert decapitalised("Jansen", "Jansen", "PROPN") == "Jansen"


@pytest.mark.shared
def test_the_rules_agree_with_the_published_list(shared: Path) -> None:
    right = total = 0
    with gzip.open(shared / "data/ud-dutch/nl-form-lemma-parts.tsv.gz", "rt", encoding="utf-8") as rows:
        for row in list(rows)[1:]:
            form, upos, lemma, parts, _ = row.rstrip("\n").split("\t")
            if parts and "_" in parts:
                total += 1
                right += resolve(form, parts, upos).lower() == lemma.lower()
    assert total > 8000
    assert right / total > 0.99
