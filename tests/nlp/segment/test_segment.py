"""Turns become statements of one subject; everything else is kept as a passage with a reason."""

from __future__ import annotations

import re

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.records import Attribution, Conversation, Turn, place_turns
from nlp.segment import Segmented, segment
from nlp.segment.topics import announces

NLP = spacy.blank("nl")
NLP.add_pipe("sentencizer")


def talk(*turns: tuple[str, str]) -> Conversation:
    made = [
        Turn(
            0,
            speaker,
            "interviewer" if speaker == "int" else "respondent",
            text,
            0,
            0,
            "regel 1",
            Attribution("bewoner", "kopregel"),
        )
        for speaker, text in turns
    ]
    return Conversation("g1", "a.txt", "0" * 64, place_turns(made), redacted=True)


def cut(*turns: tuple[str, str]) -> tuple[Conversation, Segmented]:
    conversation = talk(*turns)
    return conversation, segment(conversation, nlp=NLP)


def statements(text: str) -> list[str]:
    return [statement.text for statement in cut(("a", text))[1].statements]


def test_sentences_about_one_subject_stay_together() -> None:
    text = "De lantaarn is stuk. Al drie weken. Ik heb het gemeld en er gebeurt niets."
    assert statements(text) == [text]


@pytest.mark.parametrize(
    "second",
    [
        "Verder wordt er veel te hard gereden op de dijk.",
        "En dan die fietsen voor de deur, je struikelt erover.",
        "Iets heel anders: de winkels trekken allemaal weg.",
        "Wat ik ook merk is dat de jeugd zich verveelt.",
        "Daarnaast is het park al maanden afgesloten.",
        "O ja, en de bus rijdt na zessen niet meer.",
        "Trouwens, mijn dochter wordt nageroepen op straat.",
        "Ander dingetje: na elke bui staat er een plas tot de dorpel.",
        "En los daarvan, de lift ruikt elke maandag naar urine.",
        "Dan die tegels voor de ingang van de flat.",
        "Iets vrolijkers: de plantenruil in de hal.",
        "En die lantaarn bij de speeltuin is al sinds de kerst kapot.",
        "De nieuwe speeltuin is trouwens erg mooi geworden.",
        "De vergunning voor een feest duurt daarentegen maar een dag.",
        "Ook de bezorger belt steeds aan bij het verkeerde portiek.",
        "Aan de andere kant heb ik een buurjongen die elke zondag het gras maait.",
        "Wat ik wel mis is een plek om te zitten.",
        "En wat ik de laatste tijd heb zijn mannetjes aan de deur.",
        "Waar ik van schrik is hoe jong ze zijn.",
        "Wat dan wel weer klopt: de trap is netjes geschilderd.",
        "Enige minpunt is de brommers over het voetpad.",
        "Voorstel: zet er een boom bij en een bankje.",
        "En ik maak me zorgen over onze jongens.",
        "En geef ons een busje, want wij komen nergens.",
        "En kan iemand de goot bij de rotonde eens laten nakijken?",
    ],
)
def test_who_says_that_something_else_follows_begins_a_new_statement(second: str) -> None:
    first = "De containers stromen elke week over en niemand ruimt het op."
    assert statements(f"{first} {second}") == [first, second]


@pytest.mark.parametrize(
    "second",
    [
        "En dan gaan ze gewoon ergens anders zitten.",
        "Dat is al jaren zo en het wordt niet beter.",
        "En hij deed er niets aan.",
        "Verder niet.",
        "Over thuis.",
        "Dan is het de hele dag raak met die jongens.",
        "En die komen dan pas een week later weer langs.",
        "En de containers zijn ook veel te klein voor de flat.",
        "En dat is ook logisch als je erover nadenkt.",
        "En de man die het zou doen komt nooit voor elf uur opdagen.",
        "En zet er eens een grotere neer voor al die huizen.",
        "Wat er dan overblijft is voor de meeuwen en de ratten.",
    ],
)
def test_who_goes_on_about_the_same_does_not(second: str) -> None:
    text = f"De containers stromen elke week over en niemand ruimt het op. {second}"
    assert statements(text) == [text]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("Dagelijks.", "korte reactie"),
        ("Ja, dat klopt wel hoor.", "korte reactie"),
        ("Hmm, ja. Dat herken ik.", "korte reactie"),
        ("Geen idee. Mijn mentor misschien.", "korte reactie"),
        ("Bij de oude brug.", "korte reactie"),
        ("Daar sluit ik me bij aan.", "korte reactie"),
        ("Daar ben ik het helemaal mee eens.", "korte reactie"),
        ("Daar zeg ik liever niets over.", "korte reactie"),
        ("is sem btw, nieuw nummer", "korte reactie"),
        ("mijn tikkie is ook goed, [IBAN-1]", "contactgegevens of afronding"),
        ("-", "leeg of niet ingevuld"),
        ("weet niet", "leeg of niet ingevuld"),
        ("n.v.t.", "leeg of niet ingevuld"),
        ("test", "leeg of niet ingevuld"),
        ("doe ik niet aan mee", "leeg of niet ingevuld"),
        (
            "Noemde uit zichzelf zijn BSN, [BSN-1], en zijn geboortedatum, [GEBOORTEDATUM-1].",
            "contactgegevens of afronding",
        ),
        ("Bel me maar op [TELEFOON-1], dat mag altijd.", "contactgegevens of afronding"),
        ("Mailen kan ook: [EMAIL-1].", "contactgegevens of afronding"),
        ("Met vriendelijke groet, [PERSOON-1]", "contactgegevens of afronding"),
        ("Dank u wel voor het gesprek en tot ziens.", "contactgegevens of afronding"),
    ],
)
def test_what_is_no_statement_is_kept_with_its_reason(answer: str, reason: str) -> None:
    _, result = cut(("a", answer))
    assert not result.statements
    assert {passage.reason for passage in result.passages} == {reason}


def test_a_number_in_a_story_is_no_contact_detail() -> None:
    text = "Ik werd gebeld door [TELEFOON-1] en ze wilden al mijn spaargeld hebben, allemaal naar [IBAN-1]."
    assert statements(text) == [text]


def test_an_answer_to_the_question_how_to_reach_somebody_is_no_statement() -> None:
    _, result = cut(
        ("int", "Mag ik u nog eens bellen?"),
        ("a", "Natuurlijk. Het is [TELEFOON-1], en anders mijn dochter, [TELEFOON-2]."),
    )
    assert not result.statements


def test_a_goodbye_after_a_story_is_set_apart() -> None:
    _, result = cut(("a", "De markt moet terug naar het plein, dat was gezelliger. Groet, [PERSOON-1]"))
    assert [s.text for s in result.statements] == ["De markt moet terug naar het plein, dat was gezelliger."]
    assert [p.reason for p in result.passages] == ["contactgegevens of afronding"]


def test_questions_of_the_interviewer_are_passages() -> None:
    _, result = cut(("int", "Wat stoort u het meest aan de straat?"), ("a", "Dat er altijd auto's op de stoep staan."))
    assert [passage.reason for passage in result.passages] == ["vraag of opmerking van de gespreksvoerder"]
    assert result.statements[0].turn == 2


def test_a_statement_carries_what_is_known_about_its_turn() -> None:
    conversation, result = cut(("a", "Dat er altijd auto's op de stoep staan."))
    (statement,) = result.statements
    assert (statement.group, statement.group_origin, statement.speaker) == ("bewoner", "kopregel", "a")
    assert conversation.text[statement.start : statement.end] == statement.text


def test_abbreviations_and_initials_end_no_sentence() -> None:
    text = "Ik sprak dr. Jansen en mw. De Wit over bijv. Verder Wonen en dat hielp niet."
    assert statements(text) == [text]


def test_the_place_of_an_interjection_stays_inside_a_statement() -> None:
    text = "Elke maandag liggen ze er. […] De kinderen rollen ermee over het gras."
    assert statements(text) == [text]


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.text(alphabet=st.sampled_from(list("abc ABC.?!,'\"“”…[]-1\n")), max_size=60)
        | st.sampled_from(["Verder is het stil hier. En dan de bus.", "Bel [TELEFOON-1]. Groet, Jo"]),
        max_size=5,
    )
)
def test_every_word_is_in_one_statement_or_one_passage(texts: list[str]) -> None:
    conversation, result = cut(*(("a", text) for text in texts))
    counts = [0] * len(conversation.text)
    for part in (*result.statements, *result.passages):
        for at in range(part.start, part.end):
            counts[at] += 1
    assert max(counts, default=0) <= 1
    assert all(counts[match.start()] == 1 for match in re.finditer(r"\w", conversation.text))


def test_a_short_question_that_asks_for_something_is_a_wish() -> None:
    assert statements("Mag er een bankje bij de speeltuin komen?") == ["Mag er een bankje bij de speeltuin komen?"]
    assert statements("Hoe bedoelt u dat precies?") == []


def test_by_the_way_may_stand_inside_the_sentence() -> None:
    text = "Ik wacht altijd op de volgende tram. Die halte is trouwens al maanden donker."
    assert len(statements(text)) == 2


def test_who_says_who_they_are_when_asked_has_stated_nothing_yet() -> None:
    asked = ("int", "Stellen jullie je even voor met naam en zaak?")
    _, found = cut(
        asked,
        ("a", "Ada, ik heb een restaurant in de Binnenstad."),
        ("b", "Wij zitten hier. Mijn serveersters worden nagelopen."),
    )
    assert [statement.speaker for statement in found.statements] == ["b"]


@pytest.mark.parametrize(
    "text",
    [
        "De parkeervergunning is weer duurder en er is geen plek. Wat veiligheid betreft: laat die camera bij de poort hangen.",
        "De fietsen staan hier netjes in de stalling sinds kort. Nee, wat mij irriteert zijn die bezorgers op de stoep.",
        "Het is hier in het portiek altijd rustig geweest. De lift, daar wil ik het ook over hebben, daar wordt in geplast.",
    ],
)
def test_raising_another_subject_begins_a_statement(text: str) -> None:
    first, second = text.split(". ", 1)
    assert announces(second)
    assert not announces(first)


def test_another_subject_without_a_word_that_says_so_begins_a_statement_after_a_whole_story() -> None:
    story = "Vorige maand hebben ze bij mij een ruit ingegooid en daarna bij de buren ook. De politie kwam pas de volgende ochtend en die zei dat er geen camera's waren."
    other = "Op het schoolplein worden de kinderen gefilmd en dat gaat rond op hun telefoons. Daar moet toch iets aan gedaan worden."
    _, found = cut(("A", f"{story} Nu heb ik zelf een lamp met een oog opgehangen. {other}"))
    assert [one.text.startswith(("Vorige", "Op het")) for one in found.statements] == [True, True]
    _, found = cut(("A", f"{story} Die lamp gaat nu aan zodra er iemand langsloopt."))
    assert len(found.statements) == 1
