"""Where no layout decides, how residents sound does; and the nearest that is told holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.gazetteer import load_gazetteer
from corpora.layout.choice import choose, plausibility
from corpora.layout.drafts import draft
from corpora.layout.people import describes_somebody, label_key
from corpora.layout.remembered import _remembering as remembered_functions
from corpora.layout.remembered import for_one_document
from corpora.layout.sound import likelihood, sentences
from corpora.layout.who import Who, introduces

SAID = "Ik durf na tienen niet meer langs de flat, want daar staan ze met z'n allen te dealen. Mijn dochter loopt om. Wij bellen al niet meer. Het is hier elke nacht raak."
TOLD = "Hieronder staat een overzicht van de bijeenkomst op 3 mei, opgesteld door de notulist. De volgende bijeenkomst is in juni. Aan tafel zaten acht deelnemers."


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Mijn zoon durft niet meer naar het veldje.", "Aanwezig waren acht bewoners en een wijkagent."),
        (
            "Ze rijden hier veel te hard en ik durf mijn kind niet te laten fietsen.",
            "Afspraak maken met de woningcorporatie.",
        ),
    ],
)
def test_residents_sound_likelier_than_the_note_taker(said: str, told: str) -> None:
    assert likelihood(said) > 0.5 > likelihood(told)


@given(st.text(max_size=200))
def test_any_text_has_a_likelihood_and_keeps_its_words_in_sentences(text: str) -> None:
    assert 0 <= likelihood(text) <= 1
    assert all(sentence in text for sentence in sentences(text))


def test_another_reading_is_chosen_only_where_the_first_turns_the_roles_around() -> None:
    right = [draft(TOLD, place=""), draft(SAID, place="", who=Who("respondent"))]
    wrong = [draft(TOLD, place="", who=Who("respondent")), draft(SAID, place="")]
    assert plausibility(right) > plausibility(wrong)
    assert choose([lambda: wrong], [lambda: right]) == right
    assert choose([lambda: right], [lambda: wrong]) == right


def test_another_form_of_the_expected_reading_comes_before_a_likelier_one_of_another_kind() -> None:
    wrong = [draft(TOLD, place="", who=Who("respondent")), draft(SAID, place="")]
    right = [draft(TOLD, place=""), draft(SAID, place="", who=Who("respondent"))]
    *told, last = sentences(TOLD)
    nearly = [draft(" ".join(told), place=""), draft(f"{last} {SAID}", place="", who=Who("respondent"))]
    assert plausibility(right) > plausibility(nearly) > plausibility(wrong)
    assert choose([lambda: wrong, lambda: nearly], [lambda: right]) == nearly
    assert choose([lambda: wrong], [lambda: nearly, lambda: right]) == right


def test_of_a_few_words_the_first_reading_stands() -> None:
    first = [draft("Ik loop om.", place="")]
    assert choose([lambda: first], [lambda: [draft("Ik loop om.", place="", who=Who("respondent"))]]) == first


@pytest.mark.parametrize(
    "text", ["Derde verdieping, mevrouw van rond de tachtig.", "kroegbaas", "moeder van een leerling", "dochter, 19"]
)
def test_a_few_words_may_describe_somebody(text: str) -> None:
    assert describes_somebody(text, load_gazetteer())


@pytest.mark.parametrize(
    "text", ["De bewoners willen een lift.", "Wij zijn bewoners", "Welke bewoner?", "Samenvatting"]
)
def test_a_sentence_describes_nobody(text: str) -> None:
    assert not describes_somebody(text, load_gazetteer())


def test_a_line_tells_who_or_where_comes_next() -> None:
    gazetteer = load_gazetteer()
    assert introduces("Man, eind 30, heeft een viskraam op de markt", gazetteer)
    assert introduces("daarna doorgelopen naar het plein in Crabbehof", gazetteer)
    assert not introduces("De bewoners van Crabbehof zijn boos.", gazetteer)


def test_bold_words_before_a_passage_say_who_speaks(said) -> None:
    text = "# Rondje Reeland\n\n**Vader aan het hek.** Auto's keren hier op het fietspad.\n\n**Twee meiden, groep 8.** Er staat vaak een man bij het klimrek.\n"
    assert [(group, wijk, words) for _, group, wijk, words in said("rondje.md", text)] == [
        ("ouder", "Reeland", "Auto's keren hier op het fietspad."),
        ("jongere", "Reeland", "Er staat vaak een man bij het klimrek."),
    ]


def test_a_legend_explains_the_labels_below_it(said) -> None:
    text = (
        "Spreker 1 = Ada Bos, gespreksleider\nSpreker 2 = Jo Prins, wijkagent Reeland\nSpreker 3 = Noor Vink, bewoner Wielwijk\n\n"
        "00:01 Spreker 1\nWat ziet u gebeuren?\n\n00:09 Spreker 2\nWij zien jongens van zestien.\n\n00:20 Spreker 3\nIk lig bij elk geluid wakker.\n"
    )
    assert [found[:3] for found in said("opname.txt", text)] == [
        ("Spreker 2", "professional", "Reeland"),
        ("Spreker 3", "bewoner", "Wielwijk"),
    ]


def test_who_is_told_above_questions_and_answers_gives_them(said) -> None:
    text = (
        "Gesprek 1\nVrouw, ongeveer 70 jaar, bewoner van Reeland\n\nV: Voelt u zich veilig?\nA: Overdag wel, maar in het donker niet.\n\n"
        "Gesprek 2\nTwee meisjes van 16, scholieren uit Wielwijk\n\nV: Waar niet?\nA: Op het busstation, daar wordt gesist.\n"
    )
    assert [found[1:3] for found in said("a.txt", text)] == [("bewoner", "Reeland"), ("jongere", "Wielwijk")]


def test_points_above_points_say_where_and_who(said) -> None:
    text = (
        "- Reeland, bankje bij de vijver\n  - jongen op fatbike, 14\n    - Iedereen rijdt hier zonder helm, niemand zegt er wat van.\n"
        "- Wielwijk, kapsalon\n  - kapster\n    - Ik heb een noodknop onder de wasbak laten maken.\n"
    )
    assert [found[1:3] for found in said("rondje.md", text)] == [("jongere", "Reeland"), ("ondernemer", "Wielwijk")]


def test_who_opens_says_who_is_at_the_table(said) -> None:
    text = (
        "Interviewer: Welkom. Aan tafel zitten Rob Stok van de bakkerij in Reeland en Ada Vink, zij heeft een eetcafé in Wielwijk.\n"
        "Rob Stok: Om vijf uur is er niemand op straat behalve de dealers.\nAda Vink: Er is bij ons een steen door de ruit gegaan.\n"
    )
    assert [found[1:3] for found in said("a.txt", text)] == [
        ("ondernemer", "Reeland"),
        ("horecaondernemer", "Wielwijk"),
    ]


def test_a_paragraph_about_something_else_is_a_turn_of_its_own(said) -> None:
    text = (
        "V: Wat ziet u?\n\nA: Ze rijden hier tachtig en de kinderen steken over naar school.\n\n"
        "En de lantaarn bij het veldje is al sinds de kerst kapot.\n\nV: Verder nog iets?\n\nA: Nee, dat was het wel zo'n beetje.\n"
    )
    assert [words for *_, words in said("a.txt", text)][:2] == [
        "Ze rijden hier tachtig en de kinderen steken over naar school.",
        "En de lantaarn bij het veldje is al sinds de kerst kapot.",
    ]


def test_a_list_of_those_present_gives_the_group_in_its_key(said) -> None:
    text = (
        "Gemeente Dordrecht - wijkteam West\nVerslag avond Wielwijk\n\nAanwezig (bewoners): mw. Koster, dhr. Amrani, mw. Lems, dhr. Wout Kieviet\n"
        "Aanwezig (overig): Sjoerd Hamer (wijkagent), Lindsey de Bont (consulent)\n\n"
        "Voorzitter: Hoe is het in de straat?\nMw. Koster: Als het donker is doe ik niet meer open.\n"
        "Dhr. Amrani: Bij de bak staat elke maandag een bankstel.\nMw. Koster: En niemand haalt het weg.\n"
    )
    assert [found[1] for found in said("a.txt", text)] == ["bewoner"] * 3


def test_nothing_of_a_document_is_remembered_when_it_has_been_read(said) -> None:
    said("a.txt", "Bewoner: Het is hier donker.\nBewoner: En de lantaarn is stuk, al sinds de kerst.\n" * 20)
    assert _asked() == 0
    label_key("Ada Bos")
    assert _asked() == 1
    with pytest.raises(ZeroDivisionError), for_one_document():
        raise ZeroDivisionError
    assert _asked() == 0


def _asked() -> int:
    return sum(function.cache_info().currsize for function in remembered_functions)
