"""A second look finds what the signs on the page gave to the wrong one, where nearly everything speaks against it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpora.gazetteer import load_gazetteer
from corpora.layout import Hints, conversations, describe
from corpora.layout.hints import SpeakerHint
from corpora.layout.second_look import Look, roles
from corpora.records import Block, Cell, Conversation, Document, Table

GAZETTEER = load_gazetteer()

ROUND = [
    "9.15 Garagebox 12, eigenaar Ada Bos (baas op vakantie), kort gesproken bij de deur",
    "Ik laat mijn bus hier niet meer staan, er is drie keer een ruit ingeslagen.",
    "De camera hangt er wel maar hij doet het nooit als er iets gebeurt, zegt de politie.",
    "10.05 Garagebox 31, monteur Bert Vos, koffie gekregen",
    "We betalen ons blauw aan sloten en niemand komt kijken als wij bellen.",
    "'s Avonds staan hier jongens te dealen en ik durf er niets van te zeggen.",
    "11.20 lunch in de kantine, daarna terug naar kantoor",
    "Het is hier wel gezellig geworden sinds die jongen van de bakker er zit.",
    "13.40 Wasstraat, Cor de Wit (filiaalhouder) en stagiair, loopt mee over het terrein",
    "Mijn vrouw brengt me tegenwoordig met de auto, lopen doe ik niet meer in het donker.",
]
ANSWERS = [
    ("Ada", "Ik slaap al weken slecht van die scooters onder mijn raam."),
    ("Bert", "Bij ons in de straat wordt elke nacht vuilnis naast de bak gezet."),
    ("Cor", "Niet gesproken, briefje in de bus gedaan en later teruggebeld."),
    ("Dirk", "De jongens bij de speeltuin zijn eigenlijk best aardig als je met ze praat."),
    ("Evi", "Ik durf mijn dochter niet alleen naar school te laten fietsen."),
    ("Fien", "Wij hebben vorige maand zelf de stoep geveegd want de gemeente komt niet."),
    ("Gijs", "Formulier per post ontvangen op 12 mei, verwerkt door team Wijken."),
    ("Hans", "Ik mis een bankje, mijn moeder kan niet zo ver meer lopen."),
    ("Ida", "Laatst is mijn fiets gestolen en bij de politie kon ik pas na drie weken terecht."),
    ("Jan", "Mijn kinderen vinden het leuk hier maar ik vind het te druk met auto's."),
]


def points(texts: list[str]) -> Document:
    blocks = [Block("heading", "Ronde langs de garages", "alinea 1", level=1)]
    blocks += [Block("item", text, f"alinea {number}", level=1) for number, text in enumerate(texts, start=2)]
    return Document("ronde.docx", "0" * 64, "docx", tuple(blocks))


def sheet(rows: list[tuple[str, str]]) -> Document:
    cells = [Cell(text, row, column) for row, pair in enumerate(rows, 1) for column, text in enumerate(pair, 1)]
    return Document("antwoorden.csv", "1" * 64, "csv", (Table("", tuple(cells)),))


def read(document: Document, hints: Hints | None = None) -> tuple[Conversation, ...]:
    return conversations(document, gazetteer=GAZETTEER, hints=hints)


def said(found: tuple[Conversation, ...]) -> list[str]:
    return [turn.text for one in found for turn in one.turns if turn.role == "respondent"]


def test_where_the_note_taker_went_is_not_said_by_anybody_among_the_points() -> None:
    assert said(read(points(ROUND))) == [text for text in ROUND if not text[0].isdigit()]


def test_what_became_of_a_form_is_no_answer_among_the_answers() -> None:
    answers = said(read(sheet([("naam", "reactie"), *ANSWERS])))
    assert answers == [text for name, text in ANSWERS if name not in ("Cor", "Gijs")]


def test_what_is_set_aside_keeps_its_words_and_no_longer_has_a_group() -> None:
    turns = [turn for one in read(points(ROUND)) for turn in one.turns]
    aside = [turn for turn in turns if turn.text == ROUND[0]]
    assert [(turn.role, turn.group.value) for turn in aside] == [("notulist", "")]


def test_words_among_words_are_said_although_they_were_taken_for_a_note() -> None:
    looks = [Look("respondent", name, text) for name, text in ANSWERS if name not in ("Cor", "Gijs")]
    looks.insert(4, Look("notulist", "", "Ik durf 's avonds mijn hond niet meer uit te laten, mijn man loopt mee."))
    assert roles(looks) == ["respondent"] * len(looks)


def test_of_a_short_text_too_little_is_known() -> None:
    assert roles([Look("respondent", "punt 1", ROUND[0])]) == ["respondent"]


def test_what_staff_confirmed_about_a_speaker_wins_and_reading_again_gives_the_same() -> None:
    document = sheet([("naam", "reactie"), *ANSWERS])
    confirmed = Hints(speakers={"Cor": SpeakerHint(role="respondent")})
    assert ANSWERS[2][1] in said(read(document, confirmed))
    first = read(document)
    assert said(read(document, Hints(speakers=describe(first).speakers))) == said(first)


@given(
    st.lists(
        st.builds(
            Look, st.sampled_from(["respondent", "notulist", "interviewer"]), st.text(max_size=9), st.text(max_size=300)
        ),
        max_size=9,
    )
)
def test_every_turn_keeps_a_role_and_what_is_asked_stays_asked(looks: list[Look]) -> None:
    found = roles(looks)
    assert len(found) == len(looks)
    assert all(role == "interviewer" for look, role in zip(looks, found, strict=True) if look.role == "interviewer")


def test_in_a_text_where_hardly_anybody_speaks_no_note_becomes_somebodys_words() -> None:
    """A policy note tells of people in much the same words."""
    notes = [Look("notulist", "", text) for _, text in ANSWERS]
    assert {*roles(notes)} == {"notulist"}
    said = [Look("respondent", name, text) for name, text in ANSWERS]
    alone = [roles([*said[:n], notes[n], *said[n + 1 :]])[n] for n in range(len(notes))]
    assert "respondent" in alone


def test_a_column_that_is_called_statements_is_believed_in_any_style(upload) -> None:
    rows = [
        f"bewoner,Zwerfafval ligt naast de container {end} {n} keer."
        for n, end in enumerate(["en elke week weer"] * 20, 100)
    ]
    found = upload("lijst.csv", "\n".join(["groep,uitspraak", *rows]))
    assert sum(turn.role == "respondent" for conversation in found for turn in conversation.turns) == len(rows)
