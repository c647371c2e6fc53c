"""Reports in prose: what is quoted with a source was said, a slogan in quotation marks was not."""

from __future__ import annotations

import pytest

INTRO = "We spraken veertig mensen onder het motto \"samen sterk\". Het woord 'gedoe' viel vaak.\n\n"


@pytest.mark.parametrize(
    ("quotation", "words", "group", "wijk"),
    [
        (
            '"Ik loop liever om, elke avond." (Bewoner Krispijn)',
            "Ik loop liever om, elke avond.",
            "bewoner",
            "Krispijn",
        ),
        ("“Ik loop liever om.” – winkelier, Dubbeldam", "Ik loop liever om.", "ondernemer", "Dubbeldam"),
        (
            "‘Het is hier ’s avonds stil.’ — Bewoonster Oud Krispijn",
            "Het is hier ’s avonds stil.",
            "bewoner",
            "Oud-Krispijn",
        ),
        ("«Mijn zaak is leeggehaald.» (horecaondernemer)", "Mijn zaak is leeggehaald.", "horecaondernemer", ""),
        ('"Ze rijden veel te hard", aldus een vader uit Crabbehof.', "Ze rijden veel te hard", "ouder", "Crabbehof"),
        ('Een jongere uit het Reeland: "Er is niks te doen."', "Er is niks te doen.", "jongere", "Reeland"),
        (
            '"Ik durf er niet\nmeer langs"\n(Stadsgesprek met ondernemers\n<BIZ/bedrijventerrein>).',
            "Ik durf er niet meer langs",
            "bedrijventerrein",
            "",
        ),
        ('"Er moet wat\n\ngebeuren hier" (Bewoner Wielwijk).', "Er moet wat gebeuren hier", "bewoner", "Wielwijk"),
        ('"De sfeer is beter," vertelt een imam. "Er is rust."', "De sfeer is beter […] Er is rust.", "bondgenoot", ""),
        (
            "“Een man wilde huren.\n\n“Ik zei nee.” (Ondernemer Zeehavens)",
            "Een man wilde huren. Ik zei nee.",
            "ondernemer",
            "Zeehavens",
        ),
        ('"Ik loop liever om."\nBewoner Sterrenburg', "Ik loop liever om.", "bewoner", "Sterrenburg"),
    ],
)
def test_a_quotation_with_a_source_is_found_and_nothing_else(said, quotation, words, group, wijk) -> None:
    assert said("bijlage.txt", f"{INTRO}{quotation}\n\nDe raad besluit in het najaar.\n") == [
        ("quote 1", group, wijk, words)
    ]


def test_a_source_may_follow_a_numbered_quotation_on_its_line(said) -> None:
    text = (
        'Uitspraken zomer 2024\n\n1. "Ze gooien alles naast de container." Vrouw, 54 jaar, Wielwijk\n'
        '2. "Elke week is er wel een fiets weg." Scholier, 15 jaar\n'
    )
    assert [(group, wijk) for _, group, wijk, _ in said("u.txt", text)] == [("bewoner", "Wielwijk"), ("jongere", "")]


def test_a_document_with_slogans_only_says_nothing(said) -> None:
    assert (
        said("nota.txt", INTRO + '"Een veilige stad begint in de wijk"\n\nDat is onze ambitie (zie bijlage 2).\n') == []
    )


def test_anonymous_sources_are_told_apart_and_a_name_stays_one_person(said) -> None:
    text = (
        '"Het is hier vies op straat." (Bewoner Wielwijk)\n\n"Het is hier ook mooi, hoor." (Bewoner Wielwijk)\n\n'
        '"Ik ben hier geboren en blijf." (Karel Tromp, bewoner Wielwijk)\n'
    )
    assert [speaker for speaker, *_ in said("q.txt", text)] == ["quote 1", "quote 2", "Karel Tromp, bewoner Wielwijk"]


def test_under_a_heading_that_says_who_speaks_a_quotation_needs_no_source(said) -> None:
    text = (
        "# Wat we hoorden\n\n## Jongeren\n\n“Je kunt nergens heen zonder gezeur.”\n\n"
        "## Ondernemers Dubbeldam\n\n“Er wordt veel gestolen in de winkel.” (winkelier)\n"
    )
    assert [(group, wijk) for _, group, wijk, _ in said("q.md", text)] == [("jongere", ""), ("ondernemer", "Dubbeldam")]


def test_the_paragraph_says_who_and_where_when_a_quotation_does_not(said) -> None:
    text = (
        "Hieronder wat ons is bijgebleven.\n\nTegenover het station in de Binnenstad spraken we een horecaondernemer. “De fietsen staan tot in mijn terras.” zei hij. "
        "Hij wilde ook iets kwijt over de leveranciers: “Er komt een jongen langs en iedereen koopt bij hem, behalve ik.”\n\n"
        "Een boa die voor dit gesprek namens Crabbehof kwam, zei: “Elke vrijdag is het raak bij de halte.” en even later: “We nemen drie keer zoveel lachgas af als vorig jaar.”\n\n"
        "Zijn vriend, 16 en ook uit Crabbehof, was feller: “Ik ben deze maand zes keer gecontroleerd.”\n"
    )
    assert [found[1:3] for found in said("memo.txt", text)] == [
        ("horecaondernemer", "Binnenstad"),
        ("horecaondernemer", "Binnenstad"),
        ("professional", "Crabbehof"),
        ("professional", "Crabbehof"),
        ("jongere", "Crabbehof"),
    ]


def test_a_quotation_goes_on_after_how_it_began(said) -> None:
    text = (
        "In de sporthal spraken we een trainer. “Er is een speler die wordt opgewacht door een man in een Audi.” zo begon hij, en na een stilte: "
        "“Hij stapt in zonder gedag te zeggen.”\n\nIn Oud-Krispijn belde een bewoonster ons naar binnen. “Mijn ex staat aan de overkant, en dat mag.” Ik heb haar een kaart gegeven.\n"
    )
    assert [found[3] for found in said("memo.txt", text)] == [
        "Er is een speler die wordt opgewacht door een man in een Audi. […] Hij stapt in zonder gedag te zeggen.",
        "Mijn ex staat aan de overkant, en dat mag.",
    ]


def test_a_lead_in_about_him_is_about_whoever_was_brought_in(said) -> None:
    text = (
        "Rond half tien naar de Binnenstad. De eigenaar van een eetcafé staat buiten te roken. „Mijn portier is vrijdag in zijn gezicht geslagen.” "
        "Wat hij van de politie vindt wil hij ook kwijt: „Moet ik eerlijk zijn: binnen zeven minuten stonden ze er.”\n\n"
        "In Sterrenburg spreekt een vrouw van 71 me aan, al veertig jaar bewoonster van de wijk: „Ze hebben mijn rollator gestolen bij de slager.” "
        "Later bij de fontein nog een meisje van 16. „Ik bel altijd nep met mijn moeder.”\n\n"
        "„Er hangt al weken een lucht bij de garages”, dat zei een man met een scootmobiel, bewoner van Wielwijk, toen ik wegging.\n"
    )
    assert [found[1:3] for found in said("veldwerk.txt", text)] == [
        ("horecaondernemer", "Binnenstad"),
        ("horecaondernemer", "Binnenstad"),
        ("bewoner", "Sterrenburg"),
        ("jongere", "Sterrenburg"),
        ("bewoner", "Wielwijk"),
    ]
