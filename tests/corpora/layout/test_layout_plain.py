"""What a format makes of words (a list, bold, italics) may be all that is said; letters and bullets that a file explains."""

from __future__ import annotations


def test_answers_and_who_gave_them_may_be_points_of_one_list(said) -> None:
    text = "# Formulier\n\n### Vraag 1. Wat maakt u mee waardoor u zich onveilig voelt?\n\n11 antwoorden\n\n" + "".join(
        f"- Respondent {n} · {who}\n- {words}\n"
        for n, (who, words) in enumerate(
            [
                ("bewoner · Sterrenburg", "Sinds de lantaarns uit zijn tel ik de stappen tot mijn voordeur."),
                ("ouder · Stadspolders", "De buurjongen van dertien heeft een fatbike die ruim veertig gaat."),
                ("jongere · Wielwijk", "Ze posten filmpjes met iemand erin en dan staat eronder wie de volgende is."),
                ("horeca · Binnenstad", "Wij zijn om half drie dicht en om kwart voor drie begint het pas."),
            ],
            start=1,
        )
    )
    text += (
        "\n### Vraag 4. Mogen wij contact opnemen?\n\n- Respondent 2: liever niet\n- Respondent 3: insta @voorbeeld_\n"
    )
    assert [found[:3] for found in said("formulier.md", text)][:4] == [
        ("Respondent 1", "bewoner", "Sterrenburg"),
        ("Respondent 2", "ouder", "Stadspolders"),
        ("Respondent 3", "jongere", "Wielwijk"),
        ("Respondent 4", "horecaondernemer", "Binnenstad"),
    ]


def test_quotations_in_bold_belong_to_the_line_with_a_dash_below_them(said) -> None:
    quotes = [
        ("Er stond een net meneertje aan de deur met een pasje. Haar ring is zoek.", "bewoonster, 58 jaar"),
        ("In de fietsenstalling wordt geslagen terwijl er tien staan te filmen.", "leerling, 14 jaar"),
        ("Ik laat ze met twee tegelijk binnen en zeg ze gedag bij hun naam.", "winkelier, P.A. de Kokplein"),
        ("Op zondag loop ik met een emmer sop naar buiten. Bij wie hoort dat?", "bewoner van de Wijnstraat"),
    ]
    text = "# In hun woorden\n\nWij spraken met tien Dordtenaren. De citaten zijn licht ingekort.\n\n# Sterrenburg\n\n"
    text += "".join(f"**{words}**\n\n— {who}\n\n" for words, who in quotes)
    assert [(group, wijk, words) for _, group, wijk, words in said("bundel.md", text)] == [
        ("bewoner", "Sterrenburg", quotes[0][0]),
        ("jongere", "Sterrenburg", quotes[1][0]),
        ("ondernemer", "Sterrenburg", quotes[2][0]),
        ("bewoner", "Sterrenburg", quotes[3][0]),
    ]


def test_letters_that_a_file_explains_are_labels_without_a_colon(said) -> None:
    text = (
        "Gesprek geloofsgemeenschappen\n\nV = Ada Bos, participatie (stelt de vragen)\nI = Bilal Haddad, imam, moskee in Oud-Krispijn\n"
        "K = Rosa Lima, vereniging van Kaapverdianen, Reeland\n\nV  Welkom. Wat houdt uw mensen bezig\n   als het over veiligheid gaat?\n\n"
        "I  Bij ons is drie keer iets door de brievenbus gegooid.\n\nK  Onze ouderen krijgen telefoontjes van oplichters.\n\nV  En daarna?\n\n"
        "I  Toen stond er een buurman met bloemen voor de deur.\n"
    )
    assert [found[1:] for found in said("gesprek.txt", text)] == [
        ("bondgenoot", "Oud-Krispijn", "Bij ons is drie keer iets door de brievenbus gegooid."),
        ("bondgenoot", "Reeland", "Onze ouderen krijgen telefoontjes van oplichters."),
        ("bondgenoot", "Oud-Krispijn", "Toen stond er een buurman met bloemen voor de deur."),
    ]


def test_letters_may_mark_what_the_note_taker_adds_and_one_of_two_bullets_where(said) -> None:
    text = (
        "HORECARONDE BINNENSTAD, ondernemers\n- = zoals gezegd, EI = eigen indruk, A = actie\n\n"
        "* Café De Leest, Groenmarkt (Rinus)\n- doet de deur om één uur op slot, want daarna komen de lastige klanten\n"
        "- bel van het collectief werkt, heeft hem vier keer gebruikt\nEI rommelige stoep, terras wel netjes.\n\n"
        "* Shoarma Antep, Visstraat (twee broers)\n- vechtpartij met stoelen, sindsdien is de omzet weg\n"
        "- krijgt elke zaterdag bezoek van twee mannen en betaalt niets\nA  apart gesprek, niet aan de balie.\n\n"
        "* Kapsalon op de hoek van de Voorstraat met de grote etalage (Gwenda)\n- eindelijk een afvalbak die niet omwaait\n"
    )
    words = [words for *_, words in said("ronde.txt", text)]
    assert len(words) == 5
    assert not any("EI " in one or "apart gesprek" in one or "Kapsalon" in one for one in words)


def test_of_a_paragraph_by_nobody_that_is_mostly_a_quotation_only_the_quotation_is_said(said) -> None:
    words = "Ik durf 's avonds niet meer langs de flat, want daar staan ze te dealen. Mijn dochter loopt om en wij bellen al niet meer."
    text = (
        "Verslag schouw Vogelbuurt\n\nRia: Ik zit hier elke dag op mijn stoeltje en dan wordt er niet gespoten.\n\n"
        "Bert: Ik breng mijn buurman thuis als hij verdwaalt, dat doe ik elke week.\n\n"
        "Bert: Op de hoek woont een stel dat de hele nacht zingt en daar heb ik last van.\n\n"
        f"**Stop 3**\n\nKees Dam staat elke ochtend voor het raam. „{words}” Dat schriftje is een jaar bijgehouden.\n\n"
        "Ria: Ik wil een echte zebra en niet weer een onderzoek, dat zeg ik al drie jaar.\n"
    )
    assert words in [found for *_, found in said("schouw.txt", text)]


def test_subjects_in_bold_before_paragraphs_are_nobodys_names(said) -> None:
    subjects = ["Jongeren", "Spanning", "Politie", "Eenzaamheid", "Politie"]
    words = [
        "Na het gebed blijven ze hangen op de trap en de buren denken er het hunne van.",
        "Iemand heeft een varkenspoot in onze brievenbus gedaan en dat heb ik weggehaald.",
        "Bij de wijkagent zeg ik het persoonlijk, naar het bureau ga ik niet.",
        "Ik begraaf mensen die pas na twee weken gemist zijn.",
        "Ik heb drie keer gebeld en er kwam niemand.",
    ]
    text = "# Gesprek met een bondgenoot\n\nWijk: Oud-Krispijn\n\n"
    text += "".join(f"**{subject}.** {said}\n\n" for subject, said in zip(subjects, words, strict=True))
    found = said("gesprek.md", text)
    assert [words for *_, words in found] == words
    assert {(group, wijk) for _, group, wijk, _ in found} == {("bondgenoot", "Oud-Krispijn")}


def test_conversations_below_each_other_stand_in_the_wijk_of_the_heading_above_them(said) -> None:
    def conversation(number: int, who: str, group: str, words: str) -> str:
        return f"## Gesprek {number}\n\nGesproken met: {who}\nDoelgroep: {group}\n\nV: Hoe veilig voelt u zich?\n\nA: {words}\n\n"

    text = (
        "# Uitwerking zomergesprekken\n\nSamengevoegd uit losse verslagen. Ik heb ze nog niet nagekeken.\n\n# Oud-Krispijn\n\n"
        + conversation(1, "een lasser", "bewoner", "Ik slaap sinds de ontploffing aan de achterkant.")
        + conversation(2, "Kasia, schoonmaakster", "bewoner", "De baas van de woning klopt zonder te vragen aan.")
        + "# Noordflank\n\n"
        + conversation(3, "een man met een zaak", "ondernemer", "Ik krijg elke week een gestolen accu aangeboden.")
    )
    assert [found[1:3] for found in said("zomer.md", text)] == [
        ("bewoner", "Oud-Krispijn"),
        ("bewoner", "Oud-Krispijn"),
        ("ondernemer", "Noordflank"),
    ]


def test_what_is_not_in_italics_among_quotations_that_are_is_told_about_them(said) -> None:
    quotes = [
        "Mijn man doet de vuilniszakken sinds kort in de ochtend naar beneden.",
        "Achter de school lagen naalden en ik heb ze opgeraapt met een tang.",
        "De plantenbakken worden door de buren zelf bijgehouden en dat is mooi.",
        "Naast ons is een man komen wonen die de hele dag tegen de muur praat.",
        "Als de wind uit het oosten staat doe ik alle ramen dicht voor de stank.",
    ]
    text = "# Bijlage citaten\n\n# Bewoners\n\nBewoners praten over geld, over rommel en over hoe er naar hen gekeken wordt.\n\n## Reeland\n\n"
    text += "".join(f"*{quote}*\n\n" for quote in quotes)
    assert said("bijlage.md", text) == [
        (f"punt {n}", "bewoner", "Reeland", quote) for n, quote in enumerate(quotes, start=1)
    ]


def test_speakers_of_a_legend_may_stand_above_their_words_with_a_time(said) -> None:
    text = (
        "gesprek in het buurthuis\nspreker 1 = interviewer gemeente\nspreker 2 = bewoner, Vogelbuurt\nspreker 3 = jongere, De Staart\n\n"
        "spreker 1  00:17\nhoe is het om hier te wonen\n\nspreker 2  00:44\nik woon hier al zesentwintig jaar en ik ga niet meer weg\n\n"
        "spreker 3  01:13\nbij ons is niks er is een parkeerplaats en een tankstation\n\nspreker 1  01:44\nen verder\n\n"
        "spreker 2  02:03\ner stond een paar avonden een brommer te draaien voor de deur\n"
    )
    assert [found[:3] for found in said("opname.txt", text)] == [
        ("spreker 2", "bewoner", "Vogelbuurt"),
        ("spreker 3", "jongere", "De Staart"),
        ("spreker 2", "bewoner", "Vogelbuurt"),
    ]
