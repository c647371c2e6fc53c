"""Logs, walks and newsletters: entries with a key or a time, stops above points, sources below plain paragraphs, letters with a list."""

from __future__ import annotations

import pytest

from corpora.gazetteer import load_gazetteer
from corpora.layout import column_roles, conversations
from corpora.records import Cell, Document, Table

LOG = (
    "Balie wijkcentrum, week 12\n\n"
    "09.10 Beller: mevrouw, Reeland. De containers puilen uit, ze loopt er met een omweg langs.\nActie: doorgezet.\n\n"
    "09.40 Beller: slager, Dubbeldam. Er wordt bij hem elke week geplast. Hij gooit er chloor overheen. Actie: geen.\n\n"
    "10.05 Beller: man. Verkeerd verbonden, zocht de tandarts.\n\n"
    "10.20 Beller: vader van twee, Wielwijk. Wil een zebrapad bij de school van zijn dochter.\n"
)


def table(*rows: tuple[str, ...]) -> Table:
    cells = [Cell(text, r, c) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1) if text]
    return Table("", tuple(cells))


def said_in(one: Table) -> list[tuple[str, str, str, str]]:
    document = Document("lijst.xlsx", "0" * 64, "xlsx", (one,))
    turns = [t for c in conversations(document, gazetteer=load_gazetteer()) for t in c.turns if t.role == "respondent"]
    return [(turn.speaker, turn.group.value, turn.wijk.value, turn.text) for turn in turns]


def test_entries_of_a_log_say_who_and_where_and_end_before_what_was_done(said) -> None:
    assert [found[1:] for found in said("balie.txt", LOG)] == [
        ("bewoner", "Reeland", "De containers puilen uit, ze loopt er met een omweg langs."),
        ("ondernemer", "Dubbeldam", "Er wordt bij hem elke week geplast. Hij gooit er chloor overheen."),
        ("ouder", "Wielwijk", "Wil een zebrapad bij de school van zijn dochter."),
    ]


def test_an_entry_may_begin_with_a_time_alone_right_below_a_day(said) -> None:
    text = LOG.replace(" Beller:", " uur -").replace("09.10", "ma 9 maart\n09.10")
    assert [wijk for _, _, wijk, _ in said("balie.txt", text)] == ["Reeland", "Dubbeldam", "Wielwijk"]


@pytest.mark.parametrize("stop", ["Halte 1 - {}:", "Kraam kaas ({})", "{}"])
def test_a_place_above_points_holds_for_them(said, stop: str) -> None:
    text = (
        f"Ronde door de stad\n\n{stop.format('Wielwijk')}\n- man, 62: de bus rijdt na zessen niet meer\n\n"
        f"{stop.format('Dubbeldam')}\n- bakker: er ligt elke ochtend glas voor mijn deur\n- vrouw met hond: het is hier fijn wonen\n"
    )
    assert [wijk for _, _, wijk, _ in said("ronde.txt", text)] == ["Wielwijk", "Dubbeldam", "Dubbeldam"]


def test_labels_with_a_role_may_differ_only_in_their_number(said) -> None:
    lines = [f"Groep 8, De Vlieger, leerling {n}: Ik ga daar nooit alleen naartoe." for n in range(1, 6)]
    found = said("kring.md", "# Kring\n\nSchool in Reeland.\n\n### Waar loop je om?\n\n" + "\n\n".join(lines))
    assert [speaker for speaker, *_ in found] == [f"Groep 8, De Vlieger, leerling {n}" for n in range(1, 6)]
    assert {text for *_, text in found} == {"Ik ga daar nooit alleen naartoe."}


@pytest.mark.parametrize("ending", ["<h2>Meedoen?</h2><p>Mail de redactie voor 1 april.</p>", ""])
def test_plain_lines_with_a_source_stand_below_their_words(said, ending: str) -> None:
    quotes = [
        ("De lantaarn schijnt recht in mijn slaapkamer.", "Toos, bewoonster Oud-Krispijn"),
        ("Mijn bus is drie keer opengebroken.", "Loodgieter, Reeland"),
        ("Ik hang hier omdat het buurthuis dicht is.", "Jongere (16), Wielwijk"),
    ]
    body = "".join(f"<p>{words}</p><p>{source}</p>" for words, source in quotes)
    found = said("krant.html", f"<html><body><h2>Lezers</h2>{body}{ending}</body></html>")
    assert [(group, wijk, text) for _, group, wijk, text in found] == [
        ("bewoner", "Oud-Krispijn", quotes[0][0]),
        ("ondernemer", "Reeland", quotes[1][0]),
        ("jongere", "Wielwijk", quotes[2][0]),
    ]


def test_what_a_letter_says_about_its_own_list_is_no_statement(said) -> None:
    points = ["De lantaarns branden niet.", "Er wordt elk weekend geracet.", "Wij zijn blij met de beheerder."]
    text = (
        "Geachte raad,\n\nOp onze vergadering vroegen wij onze leden wat er speelt. Hieronder leest u wat zij zeiden.\n\n"
        + "\n".join(f"- {point}" for point in points)
        + "\n\nWij lichten deze punten graag toe.\n\nHoogachtend,\nGerrit Sluis, bewoner Reeland\n"
    )
    assert [text for *_, text in said("brief.txt", text)] == points


def test_a_column_of_places_gives_the_wijk_unless_another_says_so_itself() -> None:
    rows = [("Locatie", "Opmerking"), ("Reeland", "Ik loop hier graag."), ("Wielwijk, halte", "Ik sta hier in de kou.")]
    assert [wijk for _, _, wijk, _ in said_in(table(*rows))] == ["Reeland", "Wielwijk"]
    both = table(("Locatie", "Wijk", "Opmerking"), ("Reeland", "Dubbeldam", "Ik loop hier graag elke dag."))
    document = Document("lijst.xlsx", "0" * 64, "xlsx", (both,))
    roles = column_roles(document, gazetteer=load_gazetteer())
    assert (roles["Locatie"], roles["Wijk"]) == ("gegeven", "wijk")


def test_people_with_who_they_are_in_brackets_stand_beside_subjects() -> None:
    rows = [
        ("Gesproken met", "Verkeer", "Jongeren"),
        ("Ada Prins (bewoner, Reeland)", "Ze scheuren hier de hoek om.", "Die jongens groeten mij altijd."),
        ("Ben Stok (ondernemer, Dubbeldam)", "Laden kan hier alleen om vijf uur.", "Ik heb er nooit last van."),
    ]
    assert [found[1:3] for found in said_in(table(*rows))] == [
        ("bewoner", "Reeland"),
        ("bewoner", "Reeland"),
        ("ondernemer", "Dubbeldam"),
        ("ondernemer", "Dubbeldam"),
    ]


def test_rows_may_point_at_the_row_above_or_name_nobody() -> None:
    rows = [
        ("Tijd", "Wie", "Wat"),
        ("10.00", "bewoner, Reeland", "Mijn auto stond op blokken toen ik naar mijn werk wilde."),
        ("10.10", "dezelfde bewoner", "Aangifte doen kan alleen met een code op je telefoon."),
        ("10.20", "kapper, Wielwijk", "Er komt nooit iemand in die drie zaken naast mij."),
        ("10.30", "beheerder buurthuis (professional), Reeland", "Wij zetten de deur open en dan komt iedereen."),
        ("11.00", "", "soep van de buren voor iedereen"),
    ]
    assert [found[1:3] for found in said_in(table(*rows))] == [
        ("bewoner", "Reeland"),
        ("bewoner", "Reeland"),
        ("ondernemer", "Wielwijk"),
        ("professional", "Reeland"),
    ]


def test_a_question_with_an_instruction_behind_it_is_still_asked() -> None:
    ask = "Mogen we je bellen? Vul dan je nummer in."
    rows = [
        ("id", "bericht", "antwoord"),
        ("1", ask, "bel maar na vijf uur, dan ben ik thuis"),
        ("2", ask, "liever niet"),
    ]
    assert ask not in [text for *_, text in said_in(table(*rows))]


def test_paragraphs_of_one_cell_about_different_things_are_apart() -> None:
    cell = (
        "Mijn zoon komt zijn kamer niet meer af en school belt alleen nog mij.\n"
        "Bij de ingang liggen de tegels al sinds de zomervakantie helemaal los."
    )
    rows = [
        ("Wie", "Wat"),
        ("moeder, Wielwijk", cell),
        ("kapper, Reeland", "Het is hier rustig en dat bevalt mij goed."),
    ]
    assert len(said_in(table(*rows))) == 3
