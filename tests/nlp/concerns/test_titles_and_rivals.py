"""What makes a heading, and the table that puts other ways of grouping beside ours."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

from corpora.records import Evidence, Statement, Suggestion, Tagging
from nlp.concerns.labels import choose_title, shown_terms, title_weights, typical_quotes
from nlp.evaluation import zorgen_rivals
from nlp.keyness import Keyness, count_people
from nlp.terms import find_terms

VOCAB = spacy.blank("nl").vocab
Talk = tuple[list[Statement], list[str]]


def parsed(marked: str) -> Doc:
    """A text with a word class behind every word: "de/DET buurman/NOUN"."""
    words, classes = zip(*(word.split("/") for word in marked.split()), strict=True)
    return Doc(VOCAB, words=list(words), pos=list(classes), lemmas=[word.lower() for word in words])


def title_of(make: Callable[..., Statement], *marked: str, telling: dict[str, float]) -> str:
    docs = [parsed(text) for text in marked]
    members = [make(doc.text, number=n, person=n) for n, doc in enumerate(docs)]
    return choose_title(members, docs, [find_terms(doc) for doc in docs], telling, taken=())


@pytest.mark.parametrize(
    ("marked", "title"),
    [
        ("de/DET buurman/NOUN zet/VERB de/DET muziek/NOUN van/ADP boven/ADP hard/ADJ", "muziek"),
        ("die/DET kapotte/ADJ lantaarn/NOUN bij/ADP de/DET muziek/NOUN", "lantaarn bij de muziek"),
        ("muziek/NOUN nodig/ADJ van/ADP buren/NOUN", "muziek"),
        ("muziek/NOUN drie/NUM dagen/NOUN", "muziek"),
        ("loopt/VERB met/ADP muziek/NOUN vol/ADP de/DET lantaarn/NOUN uit/ADP ./PUNCT", "muziek"),
        ("muziek/NOUN van/ADP de/DET lantaarn/NOUN in/ADP de/DET straat/NOUN", "muziek van de lantaarn"),
    ],
)
def test_a_heading_is_a_whole_phrase_without_a_clipped_sentence(
    make: Callable[..., Statement], marked: str, title: str
) -> None:
    assert title_of(make, marked, telling={"muziek": 1.0, "lantaarn": 0.8, "dagen": 0.1, "buren": 0.1}) == title


@pytest.mark.parametrize(("heads", "title"), [([0, 2, 0], "lantaarn bij muziek"), ([0, 2, 2], "kelder")])
def test_words_that_hang_on_different_words_make_a_weaker_heading(
    make: Callable[..., Statement], heads: list[int], title: str
) -> None:
    words, kinds = ["lantaarn", "bij", "muziek"], ["NOUN", "ADP", "NOUN"]
    one = Doc(VOCAB, words=words, pos=kinds, lemmas=words, heads=heads, deps=["ROOT", "case", "nmod"])
    docs = [one, parsed("kelder/NOUN")]
    members = [make(doc.text, number=n, person=n) for n, doc in enumerate(docs)]
    telling = {"lantaarn": 0.6, "muziek": 0.4, "kelder": 1.4}
    assert choose_title(members, docs, [find_terms(doc) for doc in docs], telling, taken=()) == title


@pytest.mark.parametrize(
    ("n_sayers", "weight_of_hok", "title"),
    [(2, 0.4, "hok voor tieners"), (1, 0.4, "kelder"), (2, 0.1, "kelder")],  # one sayer; a word that tells nothing
)
def test_a_phrase_that_several_people_say_comes_before_a_single_word(
    make: Callable[..., Statement], n_sayers: int, weight_of_hok: float, title: str
) -> None:
    said = ["hok/NOUN voor/ADP tieners/NOUN"] * n_sayers + ["kelder/NOUN"] * 3
    assert title_of(make, *said, telling={"hok": weight_of_hok, "tieners": 0.4, "kelder": 1.4}) == title


def test_typical_quotes_say_a_word_of_the_title(make: Callable[..., Statement]) -> None:
    texts = [
        "lampen/NOUN stuk/ADJ",
        "halte/NOUN donker/ADJ",
        "lampen/NOUN kapot/ADJ",
        "lamp/NOUN",
        "halte/NOUN leeg/ADJ",
    ]
    docs = [parsed(text) for text in texts]
    members = [make(doc.text, number=n, person=n) for n, doc in enumerate(docs)]
    belonging = {said.id: 1.0 - n / 10 for n, said in enumerate(members)}
    terms = [find_terms(doc) for doc in docs]
    typical = typical_quotes(members, docs, terms, belonging, "lampen")
    assert {*typical[:2]} == {members[0].id, members[2].id}
    assert typical[2] == members[1].id  # nobody else says one; the nearest fills up


def test_an_adjective_of_the_title_makes_no_quote_typical(make: Callable[..., Statement]) -> None:
    texts = ["witte/ADJ patroontjes/NOUN", "handje/NOUN", "raampje/NOUN", "opa/NOUN witte/ADJ"]
    docs = [parsed(text) for text in texts]
    members = [make(doc.text, number=n, person=n) for n, doc in enumerate(docs)]
    belonging = {said.id: 1.0 - n / 10 for n, said in enumerate(members)}
    typical = typical_quotes(members, docs, [find_terms(doc) for doc in docs], belonging, "witte patroontjes")
    assert set(typical) == {said.id for said in members[:3]}


def test_words_that_carry_the_theme_weigh_in_a_heading(make: Callable[..., Statement]) -> None:
    docs = [parsed("lawaai/NOUN en/CCONJ dinsdag/NOUN")] * 3
    members = [make(doc.text, number=n, person=n) for n, doc in enumerate(docs)]
    carried = (Evidence(0, 6, 2.0),)
    taggings = {s.id: Tagging(s.id, (Suggestion(s.id, "x", "", 0.9, carried),), (), "probleem", 0.0) for s in members}
    keyness = [Keyness(term, 3, 0, 1.0, 2.0) for term in ("dinsdag", "lawaai")]
    weights = title_weights(members, [find_terms(doc) for doc in docs], keyness, taggings)
    assert weights["lawaai"] > weights["dinsdag"]


def test_a_word_that_tells_nothing_stays_out_of_a_heading(make: Callable[..., Statement]) -> None:
    title = title_of(make, "pauze/NOUN voor/ADP euro/NOUN", telling={"pauze": 1.0, "euro": 0.1})
    assert title == "pauze"


def test_a_word_said_once_that_carries_the_theme_is_no_weaker_for_it(make: Callable[..., Statement]) -> None:
    docs = [parsed("jongen/NOUN mentor/NOUN"), *[parsed("jongen/NOUN wandelt/VERB")] * 3]
    members = [make(doc.text, number=n, person=n) for n, doc in enumerate(docs)]
    carried = [(Evidence(0, 6, 1.0), Evidence(7, 13, 3.0)), *[(Evidence(0, 6, 1.0),)] * 3]
    taggings = {
        s.id: Tagging(s.id, (Suggestion(s.id, "x", "", 0.9, spans),), (), "probleem", 0.0)
        for s, spans in zip(members, carried, strict=True)
    }
    weights = title_weights(members, [find_terms(doc) for doc in docs], (), taggings)
    assert weights == {"mentor": 1.0, "jongen": pytest.approx(2 / 3), "wandelt": 0.0}


@pytest.mark.parametrize(
    ("k", "shown"), [(1, ("bel", "coach", "mentor")), (2, ("bel", "coach")), (3, ("bel",)), (5, ())]
)
def test_where_few_words_are_shared_the_most_telling_ones_are_shown_too_if_k_people_say_them(
    make: Callable[..., Statement], k: int, shown: tuple[str, ...]
) -> None:
    docs = [parsed(f"bel/NOUN {also}/NOUN") for also in ("mentor", "coach", "coach", "straat")]
    members = [make(doc.text, number=n, person=n) for n, doc in enumerate(docs)]
    terms = [find_terms(doc) for doc in docs]
    keyness = [Keyness("bel", 4, 0, 1.0, 2.0), Keyness("mentor", 1, 0, 1.0, 1.0)]
    weight = {"bel": 1.0, "mentor": 0.4, "coach": 0.8, "straat": 0.0}
    assert shown_terms(terms, keyness, weight, count_people(members, terms), k=k) == shown


def test_other_ways_of_grouping_are_measured_beside_ours_and_a_missing_one_is_told(
    talk: Callable[..., Talk], monkeypatch: pytest.MonkeyPatch
) -> None:
    statements, subjects = talk(90, n_subjects=4)
    taggings = [Tagging(statement.id, (), (), "neutraal", 0.0) for statement in statements]
    docs = list(spacy.blank("nl").pipe(statement.text for statement in statements))
    monkeypatch.setattr(zorgen_rivals, "_unseen", lambda: (statements, taggings, docs, subjects))
    monkeypatch.setattr(zorgen_rivals, "has_bertopic", lambda: False)
    lines = list(zorgen_rivals.table())
    ways = {line.split(" | ")[1] for line in lines if line.startswith("| situaties apart")}
    assert ways == {"zorgen", "zekerste thema", "Ward", "k-means", "NMF"}
    numbers = [line.split(" | ")[3] for line in lines if " | Ward | " in line]
    assert numbers == ["silhouet", "als onze zorgen", "als de codeurs"] * 2
    assert lines[-1] == zorgen_rivals.NO_BERTOPIC
