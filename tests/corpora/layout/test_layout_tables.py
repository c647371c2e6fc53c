"""Surveys, call lists and matrices, whichever way they are turned."""

from __future__ import annotations

from corpora.gazetteer import load_gazetteer
from corpora.layout import column_roles, conversations
from corpora.records import Block, Cell, Document, Table


def sheet(name: str, *rows: tuple[str, ...], spans: dict[tuple[int, int], int] | None = None) -> Table:
    cells = tuple(
        Cell(text, r, c, 1, (spans or {}).get((r, c), 1))
        for r, row in enumerate(rows, 1)
        for c, text in enumerate(row, 1)
        if text
    )
    return Table(name, cells)


def said_in(*tables: Table, name: str = "lijst.xlsx") -> list[tuple[str, str, str, str]]:
    document = Document(name, "0" * 64, "xlsx", tables)
    return [
        (turn.speaker, turn.group.value, turn.wijk.value, turn.text)
        for conversation in conversations(document, gazetteer=load_gazetteer())
        for turn in conversation.turns
        if turn.role == "respondent"
    ]


def test_a_form_export_gives_one_conversation_per_row(upload) -> None:
    text = (
        "Tijdstempel\tIn welke buurt woont u?\tBent u bewoner of ondernemer?\tWat is uw e-mailadres?\tKunt u dat toelichten?\n"
        "1-3-2024 10:00:01\tDubbeldam\tbewoner\ta@b.example\tHet is rustig en iedereen kent elkaar.\n"
        "1-3-2024 10:03:01\tStaart\tondernemer\t\tEr is twee keer bij mij ingebroken.\n"
    )
    first, second = upload("forms.tsv", text)
    assert (first.date, first.wijk.value, second.group.value) == ("2024-03-01", "Dubbeldam", "ondernemer")
    assert second.wijk.value == "De Staart"
    assert not any("@" in turn.text for turn in first.turns)


def test_rows_of_one_respondent_are_one_conversation(upload) -> None:
    text = (
        "respondent;wijk;doelgroep;vraag;antwoord\n"
        "1;Reeland;bewoner;Wat gaat goed?;De buren letten op elkaar.\n"
        "1;Reeland;bewoner;Wat kan beter?;Er staat elke avond een groep bij de flat.\n"
        "2;Reeland;jongere;Wat kan beter?;Er is geen plek om te zitten.\n"
    )
    first, second = upload("lang.csv", text)
    assert [turn.role for turn in first.turns] == ["interviewer", "respondent", "interviewer", "respondent"]
    assert second.group.value == "jongere"


def test_a_matrix_of_neighbourhoods_and_groups_is_read_from_its_edges() -> None:
    table = sheet(
        "",
        ("Wijk", "Bewoners", "Ondernemers"),
        ("Wielwijk", "Het afval naast de bakken trekt ratten aan.", "Klanten worden lastiggevallen bij de deur."),
        ("Dubbeldam", "Hier is het rustig en dat moet zo blijven.", ""),
    )
    assert [(group, wijk) for _, group, wijk, _ in said_in(table)] == [
        ("bewoner", "Wielwijk"),
        ("ondernemer", "Wielwijk"),
        ("bewoner", "Dubbeldam"),
    ]


def test_a_turned_table_has_a_conversation_in_every_column() -> None:
    table = sheet(
        "Reeland",
        ("Ronde 2", "", ""),
        ("", "Gesprek 1", "Gesprek 2"),
        ("Naam", "Jo de Wit", "anoniem"),
        ("Telefoon", "06-00 00 00 00", ""),
        ("Rol", "bewoner", "winkelier"),
        ("1. Wat gaat er goed?", "De buren groeten elkaar weer op straat.", "-"),
        (
            "2. Wat kan er beter?",
            "De lantaarns bij het park zijn kapot.",
            "Elke week verdwijnt er wel iets uit de zaak.",
        ),
        ("Aantekening", "terugbellen", ""),
    )
    spoken = [turn for turn in said_in(table) if turn[3] != "-"]
    assert [(speaker, group, wijk) for speaker, group, wijk, _ in spoken] == [
        ("Jo de Wit", "bewoner", "Reeland"),
        ("Jo de Wit", "bewoner", "Reeland"),
        ("Gesprek 2", "ondernemer", "Reeland"),
    ]


def test_a_merged_header_over_two_rows_is_read_as_one() -> None:
    table = sheet(
        "",
        ("Belronde juli", "", "", ""),
        ("wie", "", "inhoud", ""),
        ("functie", "werkgebied", "Wat signaleert u?", "Wat helpt er?"),
        ("huisarts", "Wielwijk", "Ik zie veel mensen die niet slapen.", "Sneller overleg met elkaar."),
        ("imam", "Krispijn", "Jongeren vragen naar rare filmpjes.", "Neem ze een keer mee naar buiten."),
        spans={(2, 1): 2, (2, 3): 2},
    )
    assert [(group, wijk) for _, group, wijk, _ in said_in(table)] == [("professional", "Wielwijk")] * 2 + [
        ("bondgenoot", "Krispijn")
    ] * 2


def test_a_table_with_a_heading_between_its_rows_gives_each_part_its_wijk() -> None:
    table = sheet(
        "",
        ("nr", "groep", "wat zei men"),
        ("Wijk: Stadspolders", "", ""),
        ("1", "bewoner", "De brug is afgesloten en niemand weet waarom."),
        ("Sterrenburg", "", ""),
        ("2", "ouder", "Op het schoolplein wordt gedeald in de pauze."),
    )
    assert [wijk for _, _, wijk, _ in said_in(table)] == ["Stadspolders", "Sterrenburg"]


def test_people_without_a_name_are_told_apart_by_their_row() -> None:
    table = sheet(
        "",
        ("Quotes",),
        ("Er is nooit iemand te bereiken (bewoner Reeland).",),
        ("De straat is eindelijk schoon geworden.",),
    )
    assert said_in(table) == [
        ("rij 2", "bewoner", "Reeland", "Er is nooit iemand te bereiken"),
        ("rij 3", "bewoner", "", "De straat is eindelijk schoon geworden."),
    ]


def test_remarks_of_whoever_typed_are_no_answers() -> None:
    table = sheet(
        "",
        ("Nr", "Leeftijd", "Wat valt u op?", "Opmerking enqueteur"),
        ("1", "34", "Het zwerfvuil rond de flats is niet normaal.", "had haast"),
        ("2", "71", "Het is hier al jaren heel prettig wonen.", "wilde niet op de foto"),
    )
    assert len(said_in(table)) == 2


def test_the_participant_list_tells_who_a_name_is() -> None:
    people = sheet(
        "", ("Naam", "Bedrijf", "Terrein"), ("Ans Bol", "vervoer", "Zeehavens"), ("Ron Kip", "opslag", "De Staart")
    )
    talk = sheet(
        "", ("Wie", "Wat werd gezegd", "Actie"), ("Bol", "Mijn wagens worden leeggehaald in het weekend.", "melden")
    )
    assert [(speaker, wijk) for speaker, _, wijk, _ in said_in(people, talk)] == [("Bol", "Zeehavens")]


def test_what_each_column_was_taken_for_can_be_shown() -> None:
    table = sheet("", ("Naam", "Mobiel", "Reactie"), ("Ans", "06-00 00 00 00", "Het is hier een zooitje op straat."))
    document = Document("a.xlsx", "0" * 64, "xlsx", (table,))
    assert column_roles(document, gazetteer=load_gazetteer()) == {
        "Naam": "spreker",
        "Mobiel": "contact",
        "Reactie": "uitspraak",
    }


def test_a_column_with_sources_tells_group_and_wijk() -> None:
    table = sheet(
        "",
        ("quote", "bron"),
        ("Ik durf de bus niet meer te nemen.", "Bewoner Reeland"),
        ("De gemeente reageert nooit op een melding.", "Ondernemer, Dubbeldam"),
        ("Wij worden altijd als eerste aangekeken.", "Stadsgesprek met jongeren"),
    )
    assert [(speaker, group, wijk) for speaker, group, wijk, _ in said_in(table)] == [
        ("rij 2", "bewoner", "Reeland"),
        ("rij 3", "ondernemer", "Dubbeldam"),
        ("rij 4", "jongere", ""),
    ]


def test_words_on_the_row_below_the_facts_belong_to_them() -> None:
    table = sheet(
        "bellijst",
        ("Naam", "Telefoon", "Buurt"),
        ("mw. Stolk", "078 000 1212", "Zuidhoven"),
        ("Verslag", "Ik kom alleen nog buiten als mijn dochter er is."),
        ("dhr. Bos", "078 000 3434", "Dubbeldam"),
        ("Verslag", "Ik gaf aan de telefoon bijna mijn pas weg aan een vreemde."),
    )
    assert [(wijk, text) for _, _, wijk, text in said_in(table)] == [
        ("Zuidhoven", "Ik kom alleen nog buiten als mijn dochter er is."),
        ("Dubbeldam", "Ik gaf aan de telefoon bijna mijn pas weg aan een vreemde."),
    ]


def test_short_heads_above_sentences_are_the_header_whatever_they_say() -> None:
    table = sheet(
        "ruw",
        ("Straatgesprekken Reeland",),
        ("", "Verkeer", "Groen"),
        ("vrouw, 34", "De stoep ligt zo scheef dat ik over straat loop.", ""),
        ("jongen, 15", "", "Ik zou hier graag bomen willen waar je onder kan zitten."),
    )
    assert [(group, wijk, text) for _, group, wijk, text in said_in(table)] == [
        ("bewoner", "Reeland", "De stoep ligt zo scheef dat ik over straat loop."),
        ("jongere", "Reeland", "Ik zou hier graag bomen willen waar je onder kan zitten."),
    ]


def test_what_staff_answered_is_no_answer_of_a_resident() -> None:
    table = sheet(
        "meldingen",
        ("Ticket", "Omschrijving melder", "Antwoord behandelaar"),
        ("1", "De lantaarn voor mijn deur knippert al een maand.", "Dit is vandaag doorgezet naar de aannemer."),
        ("2", "Ik zie elke zondag dezelfde bus matrassen dumpen.", "De melder is gebeld en doet zelf aangifte."),
    )
    assert [text for *_, text in said_in(table)] == [
        "De lantaarn voor mijn deur knippert al een maand.",
        "Ik zie elke zondag dezelfde bus matrassen dumpen.",
    ]


def test_facts_and_answered_questions_may_share_a_sheet() -> None:
    sheets = [
        sheet(
            f"Gesprek {n}",
            ("Naam", name),
            ("Wijk", wijk),
            ("Rol", role),
            ("Wat gaat er goed?", words),
        )
        for n, (name, wijk, role, words) in enumerate(
            [
                ("J. Terlouw", "Dubbeldam", "bewoner", "De oude school is nu een dorpshuis."),
                ("S. Bennani", "Wielwijk", "ouder", "De opvang na school is weer open."),
            ],
            1,
        )
    ]
    assert [(group, wijk, words) for _, group, wijk, words in said_in(*sheets)] == [
        ("bewoner", "Dubbeldam", "De oude school is nu een dorpshuis."),
        ("ouder", "Wielwijk", "De opvang na school is weer open."),
    ]


def test_the_first_row_of_a_conversation_may_say_who_and_where_and_a_column_how_old() -> None:
    table = sheet(
        "lang",
        ("gesprek_nr", "rol", "tekst", "wijk", "doelgroep", "leeftijd"),
        ("1", "interviewer", "Wat ziet u om u heen?", "Nieuw-Krispijn", "huurders", ""),
        ("1", "respondent", "Elke maand een andere buurman.", "", "", ""),
        ("2", "interviewer", "En jij?", "Binnenstad", "", "16"),
        ("2", "respondent", "Wij mogen nergens zitten.", "", "", "16"),
    )
    assert [(group, wijk, words) for _, group, wijk, words in said_in(table)] == [
        ("bewoner", "Nieuw-Krispijn", "Elke maand een andere buurman."),
        ("jongere", "Binnenstad", "Wij mogen nergens zitten."),
    ]


def test_a_remark_in_somebodys_own_words_is_an_answer_also_beside_a_telephone_number() -> None:
    table = sheet(
        "aanmeldingen",
        ("Naam", "Telefoonnummer", "Wijk", "Toelichting"),
        ("C. Baars", "06-00003131", "Wielwijk", "Mijn baby slaapt niet meer door de kroeg onder ons."),
        ("E. Plooij", "078-0003232", "Crabbehof", "Mijn vader is aan de deur opgelicht door een nepagent."),
    )
    assert [(wijk, words) for _, _, wijk, words in said_in(table)] == [
        ("Wielwijk", "Mijn baby slaapt niet meer door de kroeg onder ons."),
        ("Crabbehof", "Mijn vader is aan de deur opgelicht door een nepagent."),
    ]


def test_columns_are_known_by_what_stands_in_them() -> None:
    table = sheet(
        "Q3",
        ("Week", "Gesproken", "Waar ergens", "Zo klonk het", "Wat doen we ermee"),
        (
            "28",
            "huurster, twee kinderen",
            "Wielwijk, bij de flat",
            "Ik laat mijn meiden na het eten niet meer naar beneden.",
            "doorgeven wijkagent",
        ),
        ("28", "man van de bloemenkraam", "Reeland", "Ik krijg elke week wel een briefje van vijftig dat vals is.", ""),
        (
            "29",
            "moeder van een leerling",
            "Reeland",
            "Mijn dochter krijgt appjes van een jongen van negentien.",
            "contact met school",
        ),
    )
    assert [found[1:3] for found in said_in(table)] == [
        ("bewoner", "Wielwijk"),
        ("ondernemer", "Reeland"),
        ("ouder", "Reeland"),
    ]


def test_a_participant_list_may_be_by_number() -> None:
    people = sheet(
        "Deelnemers",
        ("Deelnemer", "Naam", "Wijk", "Hoedanigheid"),
        ("201", "Ada Bos", "Reeland", "Ondernemer"),
        ("202", "Jo Vink", "Wielwijk", "Jongere"),
    )
    answers = sheet(
        "Antwoorden",
        ("Deelnemer", "Vraag", "Antwoord"),
        ("201", "Waarover bent u tevreden?", "De politie was heel goed toen er was ingebroken."),
        ("202", "Waarover bent u tevreden?", "De boksschool, zonder die zat ik nu niet op het mbo."),
    )
    assert [found[1:3] for found in said_in(people, answers)] == [("ondernemer", "Reeland"), ("jongere", "Wielwijk")]


def test_keys_above_a_conversation_in_rows_hold_for_it() -> None:
    table = sheet(
        "G1",
        ("Respondent", "ondernemer, fietsenmaker"),
        ("Wijk", "Sterrenburg"),
        ("Datum", "4 april 2025"),
        ("tijd", "wie", "tekst"),
        ("00:00", "I", "Hoe lang zit u hier al met de zaak?"),
        ("00:07", "R", "Veertien jaar in juni, en ik heb drie keer een rolluik moeten vervangen."),
    )
    assert said_in(table, name="gesprekken wijkteam.xlsx") == [
        ("R", "ondernemer", "Sterrenburg", "Veertien jaar in juni, en ik heb drie keer een rolluik moeten vervangen.")
    ]


def test_what_was_answered_to_who_reported_is_no_statement() -> None:
    table = sheet(
        "",
        ("afzender", "wijk", "bericht", "antwoord aan melder"),
        ("P. Quist", "Reeland", "Weer glas op het fietspad, vlak na de bocht.", "Wij laten het fietspad vegen."),
        (
            "A. Bos",
            "Wielwijk",
            "Die motoren racen elke avond door de straat.",
            "Uw melding is doorgestuurd naar de politie.",
        ),
    )
    assert [words for *_, words in said_in(table)] == [
        "Weer glas op het fietspad, vlak na de bocht.",
        "Die motoren racen elke avond door de straat.",
    ]


def test_codes_mean_what_the_legend_says() -> None:
    log = sheet(
        "Log",
        ("Datum", "Gebied", "Wie", "Wat is er gezegd"),
        ("2-7-2024", "Reeland", "B", "Er slapen er hier elke nacht drie onder de brug."),
        ("3-7-2024", "Wielwijk", "H", "Wij zien elke week dezelfde klant met twee meisjes."),
        ("4-7-2024", "Wielwijk", "B", "Bij ons in het portiek is het elke dag weer vies."),
    )
    legend = sheet(
        "Uitleg", ("Code", "Betekenis"), ("B", "bewoner"), ("H", "horecaondernemer"), ("AB", "Ada Bos, team")
    )
    typed = sheet("Uitleg", ("B = bewoner, H = horecaondernemer",))
    for explanation in (legend, typed):
        found = said_in(log, explanation)
        assert [group for _, group, _, _ in found] == ["bewoner", "horecaondernemer", "bewoner"]
        assert len({speaker for speaker, *_ in found}) == 3
    assert [group for _, group, _, _ in said_in(log)] == ["bewoner", "bewoner", "bewoner"]


def test_a_remark_beside_questions_is_the_note_takers_where_it_sounds_so() -> None:
    rows = [("Gesprek 1", ""), ("Wat gaat er goed?", "Ik vind dat het hier de laatste tijd veel rustiger is.")]
    rows.append(("Wat moet beter?", "Zet een lamp bij het veldje, dan durf ik er 's avonds langs."))
    noted = sheet("A", *rows, ("Opmerking RvW", "Meneer wil best meedenken, terugbellen na de vakantie."))
    unsigned = sheet("A", *rows, ("Opmerking", "Mevrouw was erg spraakzaam, half uur gesproken, nog nabellen."))
    own = sheet("A", *rows, ("Opmerking", "Ik wil graag dat u ook eens bij ons in de flat komt kijken."))
    assert [len(said_in(table)) for table in (noted, unsigned, own)] == [2, 2, 3]


def test_a_list_with_a_wijk_before_the_words_is_no_dialogue() -> None:
    rows = [("Naam", "Wijk", "Wat zei men")]
    rows += [
        ("De Heer", "Reeland", "Ik zie hier elke nacht een busje staan."),
        ("dhr.", "Reeland", "Hier is het elke dag vies."),
    ]
    rows.append(("Petra Prik", "Wielwijk", "Wij hebben de buurt samen opgeruimd."))
    assert [(speaker, wijk) for speaker, _, wijk, _ in said_in(sheet("A", *rows))] == [
        ("rij 2", "Reeland"),
        ("rij 3", "Reeland"),
        ("Petra Prik", "Wielwijk"),
    ]


def test_a_question_above_words_is_a_header_beside_short_ones() -> None:
    rows = [("Plek", "Met wie", "Wat kregen we te horen")]
    rows += [
        ("plein, Wielwijk", "moeder met buggy", "Er ligt altijd glas rond de zandbak."),
        ("plein, Reeland", "visboer", "Bij mij pakken ze niks."),
    ]
    assert [(group, wijk) for _, group, wijk, _ in said_in(sheet("A", *rows))] == [
        ("ouder", "Wielwijk"),
        ("ondernemer", "Reeland"),
    ]


def test_where_a_director_works_tells_the_group() -> None:
    rows = [
        ("Wie", "Wat is er gezegd"),
        ("directeur transportbedrijf", "Er staat elke nacht iemand bij ons hek."),
        ("directeur", "Ik zie kinderen die zonder ontbijt komen."),
    ]
    assert [group for _, group, _, _ in said_in(sheet("A", *rows))] == ["bedrijventerrein", "professional"]


def test_what_stands_above_a_table_with_words_tells_about_them_and_an_age_behind_a_name_counts(upload) -> None:
    rows = "".join(
        f"<tr><td>{'</td><td>'.join(row)}</td></tr>"
        for row in (
            ("Wie", "Wat werd er gezegd"),
            ("Chaima, 15", "Hier loop ik nooit, er zit altijd een man."),
            ("Ria (bewoner)", "Ik raap altijd eerst de peuken op."),
        )
    )
    text = "<p>Vertrek bij het plein. Het was mijn eerste schouw hier, dus ik heb vooral veel opgeschreven.</p>"
    turns = [
        t for c in upload("schouw.html", f"<html><body>{text}<table>{rows}</table></body></html>") for t in c.turns
    ]
    assert next((turn.speaker, turn.group.value) for turn in turns if turn.role == "respondent") == (
        "Chaima, 15",
        "jongere",
    )
    assert sum(turn.role == "respondent" for turn in turns) == 2


def test_the_column_that_names_a_group_on_every_row_says_who_speaks() -> None:
    rows = [
        ("Kaaswinkel", "winkel", "Binnenstad", "Ik mis elke week voor een paar tientjes aan oude kaas."),
        ("Tankcleaning", "bedrijventerrein", "Zeehavens", "Ze klimmen in het weekend over het hek op het dak."),
        ("Opslagboxen", "bedrijventerrein", "De Staart", "Ik verhuur boxen en ik mag er niet in kijken."),
        ("Eetcafé", "horeca", "Reeland", "Toen het water in de kelder stond hielp iedereen."),
    ]
    table = sheet("bezoeken", ("bedrijf", "sector", "gebied", "wat zei men"), *rows)
    assert [(group, wijk) for _, group, wijk, _ in said_in(table)] == [
        ("ondernemer", "Binnenstad"),
        ("bedrijventerrein", "Zeehavens"),
        ("bedrijventerrein", "De Staart"),
        ("horecaondernemer", "Reeland"),
    ]


def test_every_quotation_in_a_cell_has_its_own_source_and_the_summary_beside_it_is_nobodys() -> None:
    rows = [
        (
            "Afval",
            "Bewoners ergeren zich aan hondenpoep en wij horen dat overal.",
            "“Er staat een bankstel naast de container.” (bewoner Reeland) “Ik prik elke ochtend een emmer vol.” (bewoner, Wielwijk)",
        ),
        (
            "Verkeer",
            "Te hard rijden werd in vrijwel alle wijken genoemd.",
            "“Bij het zebrapad tellen wij de auto's die doorrijden.” (ouder, Dubbeldam)",
        ),
    ]
    table = sheet("bijlage", ("Onderwerp", "Signalen", "Citaten uit de stad"), *rows)
    assert [found[1:] for found in said_in(table)] == [
        ("bewoner", "Reeland", "Er staat een bankstel naast de container."),
        ("bewoner", "Wielwijk", "Ik prik elke ochtend een emmer vol."),
        ("ouder", "Dubbeldam", "Bij het zebrapad tellen wij de auto's die doorrijden."),
    ]


def test_keys_between_a_heading_and_its_table_hold_for_that_table() -> None:
    def asked(place: str, *pairs: tuple[str, str]) -> Table:
        cells = [Cell(text, row, column) for row, pair in enumerate(pairs, 1) for column, text in enumerate(pair, 1)]
        return Table("", tuple(cells), place)

    questions = ("Wat merkt u van onveiligheid in uw zaak?", "Wat zou de gemeente moeten doen?")
    blocks = []
    for number, (wijk, who, words) in enumerate(
        [
            (
                "Sterrenburg",
                "Ondernemer",
                ("Mijn meisjes worden uitgescholden om een broodje.", "Ik wil dat er vaker een agent langs loopt."),
            ),
            (
                "Reeland",
                "Ondernemer",
                ("Bij mij in de stoel hoor je alles van de buurt.", "Maak de parkeertijd twee uur."),
            ),
        ],
        start=1,
    ):
        blocks += [
            Block("heading", f"Gesprek {number}", f"alinea {number}", level=2),
            Block("paragraph", f"Wijk: {wijk}. {who}, eenmanszaak.", f"alinea {number}"),
            asked(f"tabel {number}", *zip(questions, words, strict=True)),
        ]
    document = Document("ronde.docx", "0" * 64, "docx", tuple(blocks))
    turns = [t for c in conversations(document, gazetteer=load_gazetteer()) for t in c.turns if t.role == "respondent"]
    assert [turn.wijk.value for turn in turns] == ["Sterrenburg"] * 2 + ["Reeland"] * 2


def test_a_question_about_the_wijk_is_no_column_with_wijken() -> None:
    table = sheet(
        "enquete",
        ("wijk", "Voelt u zich veilig in uw buurt?", "Wat moet er beter?"),
        ("Reeland", "ja, 's avonds wel", "Meer verlichting bij de tunnel graag."),
        ("Wielwijk", "soms niet", "Losse tegels, ik loop met een rollator."),
        ("Crabbehof", "Overdag wel, maar na tien uur kom ik niet buiten.", "Meer blauw op straat."),
    )
    said = said_in(table)
    assert {wijk for _, _, wijk, _ in said} == {"Reeland", "Wielwijk", "Crabbehof"}
    assert "Overdag wel, maar na tien uur kom ik niet buiten." in {text for *_, text in said}
    assert "ja, 's avonds wel" in {text for *_, text in said}


def test_short_answers_in_peoples_own_words_are_no_answers_to_a_closed_question() -> None:
    asked, closed, how_often = "Wat kan beter in uw wijk?", "Doet u aangifte?", "Hoe vaak gebeurt dat?"
    own = ["Meer verlichting bij de tunnel graag", "te hard rijden op de Singel", "minder scooters in het park"]
    rows = [("Reeland", asked, text) for text in own]
    rows += [("Reeland", closed, text) for text in ("nee, nooit, dat helpt toch niet", "ja", "ja", "ja")]
    rows += [
        ("Reeland", how_often, text) for text in ("2 à 3 keer per week", "elke avond na een uur", "1 keer per maand")
    ]
    said = {text for *_, text in said_in(sheet("", ("wijk", "vraag", "antwoord"), *rows))}
    assert said == set(own)
