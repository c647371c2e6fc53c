"""Who people are, as sentences above a conversation or in its opening tell."""

from __future__ import annotations

import pytest

from corpora.gazetteer import load_gazetteer
from corpora.layout.introduced import introduced


def _told(text: str, *labels: str) -> dict[str, str]:
    return {person.name: person.detail for person in introduced(text, labels, load_gazetteer())}


def test_names_in_a_row_share_what_is_told_behind_them() -> None:
    text = "Erbij: Ria Dam, Bert en Carla Vos, allen uit de Vogelbuurt; Dirk Zee en Els uit De Staart; conciërge Frits van de school in Reeland."
    assert _told(text, "Ria", "Bert", "Carla", "Dirk", "Els", "Conciërge Frits") == {
        **dict.fromkeys(("Ria", "Bert", "Carla"), "Vogelbuurt"),
        **dict.fromkeys(("Dirk", "Els"), "De Staart"),
        "Conciërge Frits": "professional, Reeland",
    }


def test_names_in_a_row_share_what_is_told_before_them_and_others_in_the_next_sentence_do_not() -> None:
    text = "Hier zitten vier ouders van een school in Stadspolders: Samira, Bas en Thu. Verder meester Joris van groep acht en Wendell van het jongerenwerk."
    assert _told(text, "Samira B.", "Bas Dorp", "Thu", "Joris", "Wendell K.") == {
        **dict.fromkeys(("Samira B.", "Bas Dorp", "Thu"), "ouder, Stadspolders"),
        **dict.fromkeys(("Joris", "Wendell K."), "professional"),
    }


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Ik sprak als jongerenwerker met Ada.", "Ada"),  # that is who asks
        ("Ada van Dam en Ada Bos uit Reeland.", "Ada"),  # two have this name
        ("De bewoners van Reeland kwamen ook.", "De"),  # a sentence begins, and nobody is named
    ],
)
def test_what_is_told_of_somebody_else_is_not_of_this_speaker(text: str, label: str) -> None:
    labels = ("Ada van Dam", "Ada Bos") if "Bos" in text else (label,)
    assert _told(text, *labels).get(label, "") == ""


def test_one_of_several_may_live_elsewhere(said) -> None:
    text = (
        "Groepsgesprek jongeren. Wijk: Wielwijk.\n\nErbij waren Dilano, Rayan en Kim. Kim woont in Crabbehof, de anderen in Wielwijk.\n\n"
        "Xander: Hoe is het hier?\n\nDilano: Gewoon chill, maar er gaat altijd wel een gordijn open.\n\nXander: En bij jou?\n\n"
        "Kim: Bij ons achter is het in de avond echt donker.\n\nRayan: Ik word elke week gecontroleerd.\n"
    )
    assert [(who, wijk) for who, _, wijk, _ in said("groep.txt", text)] == [
        ("Dilano", "Wielwijk"),
        ("Kim", "Crabbehof"),
        ("Rayan", "Wielwijk"),
    ]


def test_a_list_with_one_shopkeeper_makes_no_shopkeepers_of_the_others(said) -> None:
    text = (
        "Verslag schouw\n\nMeegelopen: Ria Dam en Bert Vos, uit de Vogelbuurt; Carla, eigenaar van de wasserette\nin de Vogelbuurt.\n\n"
        "Ria: Ik zit hier elke dag op mijn stoeltje.\n\nCarla: Mijn trommels zijn opengebroken voor een paar munten.\n\n"
        "Ria: Er mag wel een bankje bij.\n\nBert: Ik breng mijn buurman thuis als hij verdwaalt.\n"
    )
    assert [found[:3] for found in said("schouw.txt", text)] == [
        ("Ria", "bewoner", "Vogelbuurt"),
        ("Carla", "ondernemer", "Vogelbuurt"),
        ("Ria", "bewoner", "Vogelbuurt"),
        ("Bert", "bewoner", "Vogelbuurt"),
    ]


def test_a_key_in_a_sentence_ends_where_the_sentence_ends(said) -> None:
    text = "# Bedrijvenronde\n\nBezocht tussen 7 en 25 oktober. Doelgroep: ondernemers op de bedrijventerreinen. Vraag aan iedereen: wat helpt?\n\n- Er worden 's nachts vaten naast onze poort gezet.\n- Wij kregen een valse factuur van onze leverancier.\n"
    assert {group for _, group, _, _ in said("ronde.md", text)} == {"bedrijventerrein"}


def test_labels_may_be_the_functions_of_those_who_are_introduced(said) -> None:
    text = (
        "GESPREKSLEIDER: Goedenavond. Ik stel iedereen voor. Sabrina is ouder en woont in Sterrenburg. Noud is een jongere uit Stadspolders.\n\n"
        "OUDER: Mijn dochter heeft zo'n alarmding aan haar sleutels.\n\nJONGERE: Jongens hebben het anders, als ik te lang kijk is het ruzie.\n\n"
        "GESPREKSLEIDER: En verder?\n\nOUDER: Zet bij de oversteek voor de school een klaar-over neer.\n"
    )
    assert [found[1:3] for found in said("groep.txt", text)] == [
        ("ouder", "Sterrenburg"),
        ("jongere", "Stadspolders"),
        ("ouder", "Sterrenburg"),
    ]


def test_a_list_of_people_may_put_initials_and_who_it_is_between_the_same_brackets(said) -> None:
    text = (
        "# Verslag buurtgesprek\n\nDinsdag 21 mei, 19.30-21.30 uur, buurthuis De Koppeling in Crabbehof.\n\nAanwezig:\n\n"
        "- Gerda Vlies (GV, bewoner, woont hier sinds 1981)\n- Tom Wit (TW, vader, dochter in groep 5)\n- Nadia Has (NH, gespreksleider)\n\n"
        "## 1. Hoe is het hier?\n\nGV: Vroeger zaten we tot elf uur op het stoepje met z'n allen.\n\nTW: In mijn straat is snelheid een groot probleem.\n\n"
        "NH: En verder?\n\nGV: Nu gaat om zes uur overal het rolluik naar beneden.\n"
    )
    assert [found[:2] for found in said("verslag.md", text)] == [("GV", "bewoner"), ("TW", "ouder"), ("GV", "bewoner")]


def test_below_a_heading_a_sentence_may_say_with_whom_the_talk_was_and_where(said) -> None:
    def interview(number: int, head: str, about: str, *words: str) -> str:
        asked = "".join(f"*Wat houdt u bezig, vraag {n}?*\n\n{one}\n\n" for n, one in enumerate(words, start=1))
        return f"# Interview {number}: {head}\n\n{about}\n\n{asked}"

    text = (
        "# Interviews sleutelfiguren\n\nUitgevoerd voor mijn stage bij de gemeente. De vragen staan cursief.\n\n"
        + interview(1, "voorzitter van de moskee", "Gesprek op 4 maart met Ali Ben, voorzitter van een moskee in Oud-Krispijn.",
                    "Er is twee keer een envelop door de bus gegaan.", "Ik mis een paar jongens van zeventien in de zaal.")
        + interview(2, "diaken", "Gesprek op 7 maart met mevrouw Corrie Teeuw, diaken in Wielwijk.",
                    "Er komt een jonge vrouw die altijd door dezelfde man wordt gebracht.", "Wij leggen een kaartje in het pak rijst.")
        + interview(3, "wijkverpleegkundige", "Telefonisch, 12 maart, met de heer Rig Mar. Hij werkt in de hele stad.",
                    "Ik heb drie dames die elke dag een ander aan de deur krijgen.", "Ik parkeer in de avonddienst onder een lantaarn.")
    )  # fmt: skip
    assert [found[1:3] for found in said("interviews.md", text)] == [
        *[("bondgenoot", "Oud-Krispijn")] * 2,
        *[("bondgenoot", "Wielwijk")] * 2,
        *[("professional", "")] * 2,
    ]


def test_who_led_the_conversation_says_nothing_of_the_others_and_a_legend_may_say_where_they_live(said) -> None:
    text = (
        "# Panel veilige school\n\nGespreksleider (GL) is de zorgcoördinator, Maaike Hord. Leerlingen staan met initialen in het verslag.\n\n"
        "## Deel A. Leerlingen\n\nGL: Voelen jullie je veilig?\n\nDB: Op school zelf wel, er loopt altijd iemand rond.\n\n"
        "YK: Bij ons in de gang staat een gozer die van iedereen een euro vraagt.\n\nDB: Bij de fietsen kijkt niemand en daar gebeurt dus alles.\n\n"
        "## Deel B. Ouders\n\n- Ouder 1 – twee zonen op school, woont in Sterrenburg\n- Ouder 2 – dochter in havo 2, woont in Reeland\n\n"
        "GL: Waar maakt u zich zorgen over?\n\nOuder 1: De weg ernaartoe, eerlijk gezegd, bij de rondweg.\n\n"
        "Ouder 2: Ik mocht niks weten van haar tweede account.\n\nOuder 1: Ik vind de communicatie juist traag.\n"
    )
    assert [found[:3] for found in said("panel.md", text)] == [
        ("DB", "jongere", ""),
        ("YK", "jongere", ""),
        ("DB", "jongere", ""),
        ("Ouder 1", "ouder", "Sterrenburg"),
        ("Ouder 2", "ouder", "Reeland"),
        ("Ouder 1", "ouder", "Sterrenburg"),
    ]


def test_who_goes_by_a_function_may_be_told_of_with_the_wijk_in_brackets(said) -> None:
    text = (
        "Verslag kerkgesprek\n\nAanwezig waren als bondgenoten de koster (Reeland) en de predikant (Vogelbuurt). Als bewoners de organist (Noordflank) en "
        "mevrouw Wielwijk (Zuidhoven). Als professional de straatpastor (Binnenstad).\n\nDe koster: Ik heb er nu een slot op gezet met een code.\n\n"
        "Mevrouw Wielwijk: Er komen klusjesmannen aan de deur alsof ze het ruiken.\n\nDe straatpastor: Ik denk aan de mensen die op de bank slapen.\n\n"
        "De organist: Bij mijn nicht in de straat kreeg een gezin een pop aan de deur.\n\nDe koster: Ze hebben het koper van de dakgoot gehaald.\n"
    )
    assert [found[:3] for found in said("kerk.txt", text)] == [
        ("De koster", "bondgenoot", "Reeland"),
        ("Mevrouw Wielwijk", "bewoner", "Zuidhoven"),
        ("De straatpastor", "professional", "Binnenstad"),
        ("De organist", "bewoner", "Noordflank"),
        ("De koster", "bondgenoot", "Reeland"),
    ]


def test_several_labels_may_be_explained_on_one_line(said) -> None:
    text = (
        "Gesprek opgroeien\n\nSpreker 1 = gespreksleider. Spreker 2 = ouder, Sterrenburg. Spreker 3 = jongere, Reeland.\n\n"
        "Spreker 1: Waar maken jullie je druk om?\n\nSpreker 2: Dat mijn dochter zo'n spelletje doet met een chat.\n\n"
        "Spreker 3: De bushalte, daar is van alles aan de hand.\n\nSpreker 1: En verder?\n\nSpreker 2: Dat hij veilig is op die telefoon.\n"
    )
    assert [found[1:3] for found in said("opgroeien.txt", text)] == [
        ("ouder", "Sterrenburg"),
        ("jongere", "Reeland"),
        ("ouder", "Sterrenburg"),
    ]


def test_stars_before_a_line_make_it_a_heading(said) -> None:
    def talk(number: int, who: str, words: str) -> str:
        return f"*** gesprek {number} *** {who}\n\nV: Wat houdt u bezig?\nA: {words}\n-> nog langsgaan\n\n"

    text = "Gesprekken week 7, wijkmanager\n\n" + (
        talk(1, "imam, bondgenoot, Nieuw-Krispijn", "Jongens leren hun geloof van een man op een scherm.")
        + talk(2, "directeur basisschool, professional, Stadspolders", "Kinderen spelen een aanslag na op het plein.")
        + talk(3, "oud-voorzitter huurdersraad, bewoner, Oud-Krispijn", "Hou vast aan één persoon, zeg ik altijd.")
    )
    assert [found[1:3] for found in said("gesprekken.txt", text)] == [
        ("bondgenoot", "Nieuw-Krispijn"),
        ("professional", "Stadspolders"),
        ("bewoner", "Oud-Krispijn"),
    ]


def test_labels_may_be_the_numbers_of_a_list_of_people(said) -> None:
    text = (
        "# Buurtoverleg\n\nAanwezig (de nummers komen terug):\n\n1. Ada Bos - bewoner, Dubbeldam\n2. Bert Vos - ouder, De Staart\n"
        "3. Cor Kik - ondernemer (tuincentrum), Dubbeldam\n\n## Rondje\n\n**Voorzitter:** Wie trapt af?\n\n"
        "**Nr. 3:** Klanten durven de oprit niet meer af.\n\n**Nr. 2:** Mijn zoon slaapt sindsdien bij ons in bed.\n\n**Nr. 3:** We doen de bestellingen weer op papier.\n"
    )
    assert [found[:3] for found in said("overleg.md", text)] == [
        ("Nr. 3", "ondernemer", "Dubbeldam"),
        ("Nr. 2", "ouder", "De Staart"),
        ("Nr. 3", "ondernemer", "Dubbeldam"),
    ]


def test_whoever_is_asked_says_who_and_where_in_one_sentence(said) -> None:
    text = (
        "Gespreksleider: Welkom. Zeggen jullie eerst even wie je bent en voor welk gebied je hier zit?\n"
        "Ada: Ada, ik zit hier namens de bedrijven op de Zeehavens.\nBert: Bert, hoofd beveiliging van een bedrijf, ook Zeehavens.\n"
        "Cor: En ik ben Cor, ik heb een stomerij op de Lijnbaan.\nGespreksleider: Wat valt op?\nAda: Twee keer lag er een sporttas op de pallets.\n"
        "Bert: Wij hebben jongens van zeventien over het hek gehad.\nCor: Er zijn winkels waar nooit iemand binnen is.\n"
    )
    assert [found[:3] for found in said("gesprek.txt", text)][-3:] == [
        ("Ada", "bedrijventerrein", "Zeehavens"),
        ("Bert", "bedrijventerrein", "Zeehavens"),
        ("Cor", "ondernemer", "Lijnbaan"),
    ]


def test_a_numbered_group_is_whoever_its_heading_begins_with(said) -> None:
    point = "- “Ik loop daar niet graag langs, want er staat altijd iemand te wachten.”\n"
    text = (
        f"# Klankbord\n\n# Groep 1: leerlingen uit klas 3 en 4, Leerpark\n\n**Voel je je veilig?**\n\n{point}\n"
        f"Opvallend: niemand noemde de politie.\n\n# Groep 2: docenten en conciërges, Noordflank\n\n**Wat zie je?**\n\n{point}"
    )
    assert [found[1:3] for found in said("klankbord.md", text)] == [
        ("jongere", "Leerpark"),
        ("professional", "Noordflank"),
    ]


def test_a_surname_behind_a_title_is_no_wijk(said) -> None:
    table = (
        "Huurder;Hoe is het wonen?\nfam. Van Dubbeldam;In het huis aan de overkant wisselt de bewoning elke maand.\n"
    )
    table += "A. Nowak;Iemand schrijft op mijn raam dat ik naar huis moet.\n"
    assert [found[2] for found in said("huurders Oud-Krispijn.csv", table)] == ["Oud-Krispijn", "Oud-Krispijn"]


def test_codes_behind_points_stand_for_what_the_text_says(said) -> None:
    text = (
        "# Opbrengst koffiekar\n\nAchter elk punt staat wie het zei: B = bewoner, Ou = ouder, S = sleutelfiguur (kerk, moskee). Cursief is van de notulist.\n\n"
        "## Wielwijk\n\n- De matrassen staan er al sinds carnaval. [B]\n- *Die heb ik gezien, het zijn er echt vier.*\n"
        "- Mijn jongste steekt over bij de school en ik sta er elke ochtend. [Ou]\n- Wij lopen nu met vier man mee. [S, vrijwilliger van de moskee]\n"
    )
    assert [found[1:3] for found in said("koffiekar.md", text)] == [
        ("bewoner", "Wielwijk"),
        ("ouder", "Wielwijk"),
        ("bondgenoot", "Wielwijk"),
    ]


def test_headings_may_begin_with_a_code_that_the_text_explains(said) -> None:
    def talk(code: int, number: int, who: str) -> str:
        return f"## {code} - gesprek {number}\n\n{who}\n\n**Wat gaat er mis?**\n\nIk neem de trap tot ik niet meer kan.\n\n"

    text = "Complex 207 = flats Crabbehof. Complex 311 = Noordflank, kade.\n\n"
    text += talk(207, 1, "huurder, vrouw alleen") + talk(311, 1, "vader met bakfiets")
    assert [found[1:3] for found in said("portiek.md", f"# Bezoekronde\n\n{text}")] == [
        ("bewoner", "Crabbehof"),
        ("ouder", "Noordflank"),
    ]


def test_an_appendix_explains_the_labels_of_a_transcript_in_columns(said) -> None:
    text = (
        "Focusgroep 3, opname 2 oktober\n\n012\tM\tgoed, dan gaan we van start, dank voor het komen. waar lag u wakker van\n\n"
        "015\tR1\tnou letterlijk van de warmtepomp van nummer acht\n\n018\tR2\tbij ons is er een hek opengeknipt, netjes met een flapje\n\n"
        "021\tM\ten heeft u daar iets mee gedaan\n\n024\tR2\tja ik heb het gemeld bij de havendienst\n\n027\tR1\tik zou een gratis bus willen\n\n"
        "# Bijlage: wie is wie\n\nR1 ouder, v, 58, Dubbeldam\n\nR2 bedrijf op bedrijventerrein Zeehavens, m\n"
    )
    assert [found[:3] for found in said("focusgroep.md", text)] == [
        ("R1", "ouder", "Dubbeldam"),
        ("R2", "bedrijventerrein", "Zeehavens"),
        ("R2", "bedrijventerrein", "Zeehavens"),
        ("R1", "ouder", "Dubbeldam"),
    ]


def test_a_telephone_number_may_be_a_label_that_is_explained(said) -> None:
    text = (
        "+31 6 0000 3030: bewoonster Zuidhoven\nJules: ouder, Reeland\n\n07-10-2025 09:02 - Katinka: Wat zien jullie op straat?\n"
        "07-10-2025 09:03 - +31 6 0000 3030: Bij mij op de hoek staat elke zondag een motor te draaien.\n"
        "07-10-2025 09:04 - Jules: Er ligt al twee weken een bankstel op het grasveld.\n"
    )
    assert [found[1:3] for found in said("WhatsApp-chat met Buurtgroep.txt", text)] == [
        ("bewoner", "Zuidhoven"),
        ("ouder", "Reeland"),
    ]
