"""The plainest notes there are: a handful of lines, as somebody types them on a phone or copies them from a flip chart."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpora.gazetteer import load_gazetteer
from corpora.layout import conversations
from corpora.readers import read_path

SAMPLES = Path(__file__).parents[3] / "corpora" / "voorbeeld" / "gesprekken"
HEADED = """WIELWIJK
"Ik zie elke week dezelfde jongens voor de deur staan."
"Mijn kleinzoon is beroofd van zijn telefoon."

CRABBEHOF
"De verlichting doet het eindelijk weer, dat scheelt echt."

DUBBELDAM
"Hier gebeurt nooit wat, behalve dat ze een keer de pinautomaat opbliezen."
"""
POINTS = """Wielwijk:
- Ik zie elke week dezelfde jongens voor de deur staan.
- Mijn kleinzoon is beroofd van zijn telefoon.
Crabbehof:
- De verlichting doet het eindelijk weer, dat scheelt echt.
Dubbeldam:
- Hier gebeurt nooit wat, behalve dat ze een keer de pinautomaat opbliezen.
"""
WIJKEN = ["Wielwijk", "Wielwijk", "Crabbehof", "Dubbeldam"]


@pytest.mark.parametrize(
    "text", [HEADED, HEADED.replace('"', "'"), HEADED.title().replace('"', "“", 1).replace('"', "”", 1), POINTS]
)
def test_the_name_of_a_wijk_on_a_line_of_its_own_heads_what_stands_below(upload, text: str) -> None:
    (talk,) = upload("reacties.txt", text)
    said = [turn for turn in talk.turns if turn.role == "respondent"]
    assert [turn.wijk.value for turn in said] == WIJKEN
    assert {turn.group.value for turn in said} == {"bewoner"}


def test_the_name_of_a_wijk_below_somebodys_words_is_where_they_live(upload) -> None:
    text = '"De lampen doen het eindelijk weer, dat scheelt echt."\nCrabbehof\n\n"Ik slaap slecht door het lawaai van de brommers."\nReeland\n'
    (talk,) = upload("reacties.txt", text)
    said = [(turn.wijk.value, turn.text) for turn in talk.turns if turn.role == "respondent"]
    assert [(wijk, words.split()[0]) for wijk, words in said] == [("Crabbehof", "De"), ("Reeland", "Ik")]


def test_on_a_flip_chart_every_line_is_a_point(upload) -> None:
    text = (
        "Opbrengst flappen bewonersavond Krispijn 2 juli\n\nWat gaat goed?\nBuurtapp werkt goed\nBuren groeten elkaar weer sinds de straatbarbecue\n\n"
        "Wat kan beter?\nDonker bij de Brouwersdijk, lampen stuk\nAuto's racen 's nachts over de Krispijnseweg\n"
    )
    (talk,) = upload("flappen.txt", text)
    assert [turn.text for turn in talk.turns if turn.role == "respondent"] == [
        "Buurtapp werkt goed",
        "Buren groeten elkaar weer sinds de straatbarbecue",
        "Donker bij de Brouwersdijk, lampen stuk",
        "Auto's racen 's nachts over de Krispijnseweg",
    ]


def test_a_row_without_a_name_counts_where_its_wijk_is_filled_in(upload) -> None:
    rows = "Naam;Wijk;Opmerking\nFatima;Crabbehof;Ik durf niet langs die groep\nKees;Wielwijk;Er wordt te hard gereden op de dijk\n"
    rows += "Riet;Reeland;Mijn fiets is twee keer gestolen\n;Reeland;Prettige buurt, we letten op elkaar\n"
    talks = upload("lijst.csv", rows)
    said = {turn.text: turn.wijk.value for talk in talks for turn in talk.turns if turn.role == "respondent"}
    assert said["Prettige buurt, we letten op elkaar"] == "Reeland"
    assert len(said) == 4


def test_short_answers_about_the_police_do_not_tell_who_answered(upload) -> None:
    rows = "In welke wijk woont u?;Waarom geeft u dit cijfer?;Wat moet de gemeente doen?\n"
    rows += "Krispijn;'s Avonds hangen er groepjes bij de winkel;Meer handhaving in de avond\n"
    rows += "Stadspolders;Fijne buurt met veel groen;Zo houden\nNoordflank;Dealers in de portiek;Camera's en snellere hulp van de politie\n"
    said = [turn for talk in upload("enquete.csv", rows) for turn in talk.turns if turn.role == "respondent"]
    assert len(said) == 6
    assert {turn.group.value for turn in said} == {"bewoner"}


def test_what_goes_on_below_a_task_of_the_note_taker_is_nobodys_words() -> None:
    (document,) = read_path(SAMPLES / "straatgesprekken_wielwijk_juni.txt").documents
    (talk,) = conversations(document, gazetteer=load_gazetteer())
    said = " ".join(turn.text for turn in talk.turns if turn.role == "respondent")
    assert "scheelt een hoop" in said
    assert "foto's containers mailen" not in said
