"""Which words count, and how they are counted."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from corpora.records import Statement, Tagging
from nlp.terms import load_stopwords
from nlp.words import WordCount, count_per, count_terms, count_words, find_all_terms, with_parts

BLANK = spacy.blank("nl")


def say(person: str, text: str, number: int = 0, *, wijk: str = "") -> Statement:
    key = f"{person}-{number}"
    return Statement(key, text, "gesprek", "", number, person, 0, len(text), "", wijk=wijk)


def count(statements: Sequence[Statement], *, k: int = 1, **options: object) -> tuple[WordCount, ...]:
    return count_words(statements, [BLANK(s.text) for s in statements], k=k, **options)  # type: ignore[arg-type]


def words_of(*texts: str, k: int = 1) -> set[str]:
    return {item.word for item in count([say(f"p{n}", text) for n, text in enumerate(texts)], k=k)}


def tagged(words: str) -> Doc:
    """A parsed text from `word/POS/lemma` pieces; the lemma may be left out."""
    pieces = [(*piece.split("/"), "")[:3] for piece in words.split()]
    return Doc(
        BLANK.vocab,
        words=[word for word, _, _ in pieces],
        pos=[pos for _, pos, _ in pieces],
        lemmas=[lemma or word.lower() for word, _, lemma in pieces],
    )


def count_tagged(*texts: str, k: int = 1, **options: object) -> dict[str, WordCount]:
    docs = [tagged(text) for text in texts]
    statements = [say(f"p{n}", doc.text) for n, doc in enumerate(docs)]
    return {item.word: item for item in count_words(statements, docs, k=k, **options)}  # type: ignore[arg-type]


def test_people_statements_and_times_are_counted_apart() -> None:
    statements = [say("a", "Afval, afval en afval.", 1), say("a", "Weer afval.", 2), say("b", "Afval!", 3)]
    (afval,) = count(statements)
    assert (afval.n_people, afval.n_statements, afval.n_words) == (2, 3, 5)


def test_words_of_few_people_are_left_out_whatever_is_counted() -> None:
    statements = [say("a", "Lantaarnpaal " * 9, 1), *(say(p, "Zwerfafval.", 2) for p in "abc")]
    assert [item.word for item in count(statements, k=3, by="words")] == ["zwerfafval"]


def test_the_order_follows_what_is_counted() -> None:
    statements = [say("a", "Herrie herrie herrie.", 1), say("a", "Zwerfafval.", 2), say("b", "Zwerfafval.", 3)]
    assert [item.word for item in count(statements)] == ["zwerfafval", "herrie"]
    assert [item.word for item in count(statements, by="words")] == ["herrie", "zwerfafval"]


def test_masks_and_what_stands_in_brackets_never_count() -> None:
    assert words_of("[PERSOON-1] en [NAAM] zagen [onverstaanbaar] vuurwerk [ADRES-2]") == {"vuurwerk"}


def test_a_person_whom_the_pipeline_recognises_never_counts() -> None:
    doc = BLANK("Sjonnie dealt")
    doc.ents = [doc.char_span(0, 7, label="PER")]
    assert [item.word for item in count_words([say("a", doc.text)], [doc], k=1)] == ["dealt"]


@pytest.mark.parametrize("text", ["", "   ", "ja, nou, zeg maar", "12 345 06-12", "@@@ ### http://x.example", "🙂🙂"])
def test_text_without_content_gives_no_words(text: str) -> None:
    assert words_of(text) == set()


def test_a_word_is_shown_in_its_most_used_form() -> None:
    counts = count_tagged("jongeren/NOUN/jongere", "jongeren/NOUN/jongere", "jongere/NOUN/jongere")
    assert list(counts) == ["jongeren"]
    assert counts["jongeren"].n_people == 3


def test_names_of_places_keep_their_capital_at_the_start_of_a_sentence() -> None:
    assert list(count_tagged("Krispijn/PROPN is/AUX gezellig/ADJ")) == ["gezellig", "Krispijn"]


def test_abbreviations_keep_their_capitals_and_shouting_does_not() -> None:
    assert words_of("bij het AZC AZC", "meer TOEZICHT") == {"AZC", "toezicht"}


def test_a_word_that_the_pipeline_knows_in_some_sentences_only_is_counted_once() -> None:
    found = count_tagged(
        "De/DET Fatbikes/PROPN/fatbikes", "die/PRON fatbikes/NOUN/fatbike", "een/DET fatbike/NOUN/fatbike"
    )
    assert [(word.lemma, word.n_people) for word in found.values()] == [("fatbike", 3)]


def test_one_strange_lemma_among_many_changes_nothing() -> None:
    found = count_tagged(*["fietsen/VERB/fietsen"] * 5, "fietsen/NOUN/fiets")
    assert [(word.lemma, word.n_people) for word in found.values()] == [("fietsen", 6)]


def test_function_words_do_not_count_by_their_class_either() -> None:
    assert set(count_tagged("dichtbij/ADV wonen/VERB junks/NOUN")) == {"wonen", "junks"}


def test_a_fixed_phrase_stays_whole() -> None:
    said = "de/DET openbare/ADJ ruimte/NOUN is/AUX vies/ADJ"
    counts = count_tagged(said, said, said, "een/DET vieze/ADJ/vies hal/NOUN")
    assert counts["openbare ruimte"].n_people == 3
    assert "ruimte" not in counts


def test_words_that_meet_by_chance_stay_apart() -> None:
    texts = [f"donkere/ADJ/donker {word}/NOUN" for word in ("steeg", "tunnel", "hoek", "gang", "steeg", "steeg")]
    assert "donkere steeg" in count_tagged(*texts)
    assert "donkere tunnel" not in count_tagged(*texts)


def test_a_phrase_of_the_codebook_stays_whole_where_chance_words_would_not() -> None:
    term, other = "personen/NOUN met/ADP onbegrepen/ADJ gedrag/NOUN", "vreemd/ADJ gedrag/NOUN van/ADP personen/NOUN"
    texts = [term] * 3 + [other] * 5
    assert "personen met onbegrepen gedrag" in count_tagged(*texts, phrases=["personen met onbegrepen gedrag"])
    assert "personen met onbegrepen gedrag" not in count_tagged(*texts)


def test_a_phrase_of_the_codebook_that_one_person_says_takes_no_words_away() -> None:
    counts = count_tagged(*["rommel/NOUN"] * 2, "rommel/NOUN op/ADP straat/NOUN", phrases=["rommel op straat"])
    assert counts["rommel"].n_people == 3


def say_phrase(n_with: Sequence[int], n_alone: Sequence[int]) -> tuple[list[Statement], list[Doc]]:
    """Per wijk: people who say "ondergrondse containers", and people who say only "containers"."""
    phrase, alone = (
        tagged("ondergrondse/ADJ/ondergronds containers/NOUN/container"),
        tagged("containers/NOUN/container"),
    )
    statements, docs = [], []
    for wijk, (n, m) in enumerate(zip(n_with, n_alone, strict=True)):
        for number, doc in enumerate([phrase] * n + [alone] * m):
            statements.append(say(f"{wijk}-{number}", doc.text, wijk=f"wijk {wijk}"))
            docs.append(doc)
    return statements, docs


def test_a_phrase_that_is_rare_in_a_part_takes_no_people_from_its_words_there() -> None:
    statements, docs = say_phrase([2, 4, 1], [3, 3, 0])
    found = count_per(statements, find_all_terms(statements, docs), lambda said: (said.wijk,), k=3)
    assert {wijk: [(w.word, w.n_people) for w in words] for wijk, words in found.items()} == {
        "wijk 0": [("containers", 5)],
        "wijk 1": [("ondergrondse containers", 4), ("containers", 3)],
    }


def test_a_phrase_under_a_higher_threshold_takes_no_people_from_its_words() -> None:
    statements, docs = say_phrase([3], [2])
    terms = find_all_terms(statements, docs)
    assert [(w.word, w.n_people) for w in count_terms(statements, terms, k=5)] == [("containers", 5)]
    assert [(w.word, w.n_people) for w in count_terms(statements, terms, k=3)] == [("ondergrondse containers", 3)]


def test_a_phrase_that_is_rare_here_makes_its_words_no_more_ours_than_theirs() -> None:
    statements, docs = say_phrase([2, 20], [18, 0])
    statements += [say(f"x{n}", "herrie", wijk=f"wijk {n % 2}") for n in range(200)]
    docs += [tagged("herrie/NOUN")] * 200
    terms = find_all_terms(statements, docs)
    found = count_per(statements, terms, lambda said: (said.wijk,), k=3, more_than_others=True)
    assert "containers" not in {word.word for word in found["wijk 0"]}


def test_words_of_a_rare_phrase_count_with_the_parts_of_their_compounds() -> None:
    texts = ["ondergrondse/ADJ vuilcontainers/NOUN/vuilcontainer"] * 3 + ["container/NOUN"]
    statements = [say(f"p{n}", "x") for n in range(4)]
    terms = with_parts(find_all_terms(statements, [tagged(text) for text in texts]))
    assert {w.lemma: w.n_people for w in count_terms(statements, terms, k=4)} == {"container": 4}


def test_the_parts_of_a_compound_can_count_as_well() -> None:
    texts = ["zwerfafval/NOUN", "afval/NOUN", "afval/NOUN"]
    statements = [say(f"p{n}", "x") for n in range(3)]
    terms = find_all_terms(statements, [tagged(text) for text in texts])
    found = {w.word: w.n_people for w in count_terms(statements, with_parts(terms), k=1)}
    assert found == {"zwerfafval": 1, "afval": 3}


def test_the_end_of_a_word_is_no_linking_sound() -> None:
    texts = ["jongen/NOUN", "jong/ADJ", "straatjongen/NOUN", "hondenhok/NOUN", "hond/NOUN"]
    statements = [say(f"p{n}", "x") for n in range(5)]
    terms = find_all_terms(statements, [tagged(text) for text in texts])
    found = {w.word: w.n_people for w in count_terms(statements, with_parts(terms), k=1)}
    assert found == {"jongen": 2, "jong": 1, "straatjongen": 1, "hondenhok": 1, "hond": 2}


def test_a_word_has_one_form_in_all_wijken() -> None:
    texts = ["jongens/NOUN/jongen"] * 6 + ["jongen/NOUN/jongen"] * 4
    statements = [say(f"p{n}", "x", wijk="Krispijn" if n < 6 else "Wielwijk") for n in range(10)]
    terms = find_all_terms(statements, [tagged(text) for text in texts])
    found = count_per(statements, terms, lambda said: (said.wijk,), k=3)
    assert {wijk: [w.word for w in words] for wijk, words in found.items()} == {
        "Krispijn": ["jongens"],
        "Wielwijk": ["jongens"],
    }


def test_no_number_of_few_people_follows_from_all_words_and_those_of_the_other_wijken() -> None:
    wijken = ["Krispijn"] * 5 + ["Wielwijk"] * 4 + ["Sterrenburg"] * 2
    statements = [say(f"p{n}", "zwerfafval", wijk=wijk) for n, wijk in enumerate(wijken)]
    terms = find_all_terms(statements, [tagged("zwerfafval/NOUN")] * 11)
    found = count_per(statements, terms, lambda said: (said.wijk,), k=3)
    # 11 in all, 5 and 4 here: that would leave 2 for Sterrenburg
    assert {wijk: [w.n_people for w in words] for wijk, words in found.items()} == {"Krispijn": [5], "Wielwijk": []}


def test_words_can_be_counted_per_wijk_on_the_terms_found_for_all() -> None:
    wijken = ["Krispijn"] * 3 + ["Wielwijk", "Sterrenburg"]
    statements = [say(f"p{n}", "zwerfafval", wijk=wijk) for n, wijk in enumerate(wijken)]
    docs = [tagged("zwerfafval/NOUN")] * 5
    found = count_per(statements, find_all_terms(statements, docs), lambda said: (said.wijk,), k=3)
    assert {wijk: [(w.word, w.n_people) for w in words] for wijk, words in found.items()} == {
        "Krispijn": [("zwerfafval", 3)]
    }


def test_what_one_wijk_says_more_than_others_leaves_out_what_all_say() -> None:
    texts = ["zwerfafval/NOUN en/CCONJ water/NOUN"] * 12 + ["zwerfafval/NOUN en/CCONJ herrie/NOUN"] * 12
    statements = [say(f"p{n}", "x", wijk="Krispijn" if n < 12 else "Wielwijk") for n in range(24)]
    terms = find_all_terms(statements, [tagged(text) for text in texts])
    found = count_per(statements, terms, lambda said: (said.wijk,), k=3, more_than_others=True)
    assert {wijk: [w.word for w in words] for wijk, words in found.items()} == {
        "Krispijn": ["water"],
        "Wielwijk": ["herrie"],
    }


def test_a_word_gets_the_priority_of_most_of_its_statements() -> None:
    statements = [say("a", "inbraak", 1), say("b", "inbraak", 2), say("c", "inbraak", 3)]
    priorities = [("veilige_wijken",), ("veilige_wijken",), ()]
    taggings = [Tagging(s.id, (), p, "probleem", 0.0) for s, p in zip(statements, priorities, strict=True)]
    (inbraak,) = count(statements, taggings=taggings)
    assert inbraak.priority == "veilige_wijken"


def test_a_word_said_about_two_priorities_alike_gets_none() -> None:
    statements = [say("a", "dealen", 1), say("b", "dealen", 2)]
    priorities = [("veilige_wijken",), ("jeugd_en_veiligheid",)]
    taggings = [Tagging(s.id, (), p, "probleem", 0.0) for s, p in zip(statements, priorities, strict=True)]
    assert count(statements, taggings=taggings)[0].priority == ""


def test_a_doc_for_every_statement_is_required() -> None:
    with pytest.raises(ValueError, match="one doc per statement"):
        count_words([say("a", "afval")], [])


def test_stop_words_leave_meaning_alone() -> None:
    assert not load_stopwords() & {"straat", "buurt", "politie", "bang", "donker", "gemeente", "jongeren", "veilig"}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=6), st.randoms(use_true_random=False))
def test_any_text_in_any_order_gives_the_same_counts(texts: list[str], chance: object) -> None:
    statements = [say(f"p{n}", text, n) for n, text in enumerate(texts)]
    counts = count(statements)
    chance.shuffle(statements)  # type: ignore[attr-defined]
    assert count(statements) == counts
    assert all(1 <= item.n_people <= item.n_statements <= item.n_words for item in counts)
