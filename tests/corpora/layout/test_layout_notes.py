"""Notes without speaker labels: lists, answers under questions, reactions, mails."""

from __future__ import annotations

import pytest

from corpora.gazetteer import load_gazetteer
from corpora.layout import conversations
from corpora.records import Block, Document


def test_bullets_under_a_heading_take_its_wijk_and_group(said) -> None:
    text = (
        "# Straatgesprekken\n\n## Wielwijk\n\n- Er ligt altijd rommel en ik erger me eraan.\n\n"
        "## Bewoners Sterrenburg\n\n- De lantaarns zijn stuk, ik loop om.\n- Wij willen een plek voor onszelf (jongere, 17).\n"
    )
    assert said("straat.md", text) == [
        ("punt 1", "bewoner", "Wielwijk", "Er ligt altijd rommel en ik erger me eraan."),
        ("punt 2", "bewoner", "Sterrenburg", "De lantaarns zijn stuk, ik loop om."),
        ("punt 3", "jongere", "Sterrenburg", "Wij willen een plek voor onszelf"),
    ]


def test_a_list_may_begin_every_point_with_who_said_it(said) -> None:
    text = "straatgesprekken wielwijk, doelgroep bewoners\n\n" + "".join(
        f"- {who}: {words}\n"
        for who, words in [
            ("mw. met hond", "loopt elke avond een blokje om"),
            ("winkelier", "elke week wordt er wel iets gestolen"),
            ("jonge moeder (2 kinderen)", "de speeltuin is na zessen van de grote jongens"),
            ("dhr. 60", "het tunneltje is donker"),
        ]
    )
    assert [(group, wijk) for _, group, wijk, _ in said("los.txt", text)] == [
        ("bewoner", "Wielwijk"),
        ("ondernemer", "Wielwijk"),
        ("ouder", "Wielwijk"),
        ("bewoner", "Wielwijk"),
    ]


def test_answers_stand_under_questions_and_tasks_are_no_answers(upload) -> None:
    text = (
        "# Gesprek met ouders\n\nWijk: Vogelbuurt\n\n**Wat gaat er goed?**\n\nDe moeders lopen om de beurt mee naar school.\n\n"
        "**Waar maakt u zich zorgen over?**\n\nEr rijden auto's veel te hard langs het plein.\n\n"
        "## Actiepunten\n\n- school belt handhaving\n"
    )
    (conversation,) = upload("ouders.md", text)
    spoken = [turn for turn in conversation.turns if turn.role == "respondent"]
    assert len(spoken) == 2
    assert {(turn.group.value, turn.wijk.value, turn.wijk.origin) for turn in spoken} == {
        ("ouder", "Vogelbuurt", "kopregel 'wijk'")
    }
    assert sum(turn.role == "interviewer" for turn in conversation.turns) == 2


def test_a_policy_note_with_bullets_says_nothing(said) -> None:
    text = "# Aanpak\n\n- Politie (2021). Gebiedsscan.\n- Ministerie (2022). Weerbaarheid in beeld.\n- Raad (2023). Kadernota.\n"
    assert said("nota.md", text) == []


def test_a_mail_is_written_by_its_sender(said) -> None:
    text = (
        "From: Karin Stam <karin@stam.example>\nTo: wijk@stad.example\nSubject: Overlast in Stadspolders\n"
        "Date: Tue, 5 Mar 2024 10:00:00 +0100\nContent-Type: text/plain; charset=utf-8\n\n"
        "Geachte gemeente,\n\nElke avond scheuren er brommers door het park.\n\nWij als ouders maken ons zorgen.\n"
    )
    spoken = said("bericht.eml", text)
    assert {(speaker, group, wijk) for speaker, group, wijk, _ in spoken} == {("Karin Stam", "ouder", "Stadspolders")}


@pytest.mark.parametrize("between", [" — *aanwezig:*", " – Aanwezig:", " - aanwezig:", " | Aanwezig:"])
def test_several_keys_on_one_line_of_the_head_are_told_apart(said, between: str) -> None:
    head = f"# Overleg Wielwijk\n\n*Datum:* 2 juni 2026{between} Saskia Vorst (wijkteam), Bram Otten (corporatie)\n\n"
    lines = "- Saskia: In de portieken vinden we vaker jongeren met een mes.\n- Bewoner: Het is donker op de galerij.\n"
    assert [group for _, group, _, _ in said("overleg.md", head + lines)] == ["professional", "bewoner"]


def test_thanks_at_the_start_of_a_mail_do_not_take_the_complaint_with_them(said) -> None:
    head = "From: Karin Stam <karin@stam.example>\nTo: wijk@stad.example\nSubject: RE: uw vraag\nContent-Type: text/plain; charset=utf-8\n\n"
    start = "Dank voor uw vraag. Wat mij het meeste dwarszit is dat er elke avond wordt gedeald bij ons op het plein."
    spoken = said("bericht.eml", f"{head}Beste mevrouw,\n\n{start}\n\nMet vriendelijke groet,\nKarin Stam\n")
    assert start in [text for *_, text in spoken]
    thanks = "Dank voor uw vraag. Hieronder leest u wat er speelt."
    spoken = said("bericht.eml", f"{head}Beste mevrouw,\n\n{thanks}\n\nMet vriendelijke groet,\nKarin Stam\n")
    assert thanks not in [text for *_, text in spoken]


def test_reactions_on_a_platform_keep_their_author_and_moderators_ask() -> None:
    def block(kind: str, text: str, **more: object) -> Block:
        return Block(kind, text, "alinea", **more)  # type: ignore[arg-type]

    blocks = (
        block("heading", "Praat mee over het park", level=1),
        block("heading", "Ans Bol\tbewoner\tNoordflank\t2023-09-05", level=3),
        block("paragraph", "Er varen boten langs met keiharde muziek."),
        block("paragraph", "3 × eens · reageer"),
        block("heading", "Moderator (gemeente)", level=4),
        block("paragraph", "Dank. Om welke steiger gaat het?"),
        block("heading", "Ans Bol", level=4),
        block("paragraph", "Die bij de oude brug, elke zaterdag weer."),
        block("heading", "anoniem\t2023-09-06", level=3),
        block("paragraph", "Deze reactie is door de redactie verwijderd."),
    )
    document = Document("praatmee.html", "0" * 64, "html", blocks)
    (conversation,) = conversations(document, gazetteer=load_gazetteer())
    spoken = [turn for turn in conversation.turns if turn.role == "respondent"]
    assert [(t.speaker, t.group.value, t.wijk.value) for t in spoken] == [("Ans Bol", "bewoner", "Noordflank")] * 2
    assert [turn.text for turn in conversation.turns if turn.role == "interviewer"] == [
        "Dank. Om welke steiger gaat het?"
    ]


def test_the_head_gives_date_round_wijk_and_group_with_their_origin(upload) -> None:
    text = (
        "STADSGESPREK, ronde najaar 2023\nwijk ......... Zuidhoven\ndatum ........ dinsdag 7 november 2023\n"
        "doelgroep .... bewoners\n\nAB: Hoe gaat het?\nCD: Het kan er druk zijn.\nAB: Wanneer?\nCD: In het weekend.\n"
    )
    (conversation,) = upload("gesprek.txt", text)
    assert (conversation.ronde, conversation.date) == ("najaar 2023", "2023-11-07")
    assert (conversation.wijk.value, conversation.wijk.origin) == ("Zuidhoven", "kopregel 'wijk'")
    assert (conversation.group.value, conversation.group.origin) == ("bewoner", "kopregel 'doelgroep'")


def test_the_file_name_is_the_last_resort(upload) -> None:
    (conversation,) = upload(
        "winkeliers_dubbeldam 2024-02-06.txt", "AB: Hoe is het?\nCD: Druk.\nAB: En nu?\nCD: Rustig.\n"
    )
    assert conversation.group.value == "ondernemer"
    assert (conversation.wijk.value, conversation.wijk.origin) == ("Dubbeldam", "bestandsnaam")
    assert conversation.date == "2024-02-06"


def test_points_that_hang_end_where_a_line_stands_at_the_margin(said) -> None:
    text = (
        "Mijn rondje, week 3\n\nREELAND\nma 4 maart, inloop, man of tien\n\n"
        "- vrouw met kinderwagen (bewoner): Bij ons op de hoek staat het altijd\n  vol met fietsen.\n"
        "- jongen van 15: Wij mogen nergens zitten, overal worden we\n  weggestuurd.\n"
        "De jongen wil wel een keer in gesprek, heeft een idee voor het\n  veldje.\n\n"
        "WIELWIJK\nwo 6 maart, spreekuur, rustig\n\n"
        "- vriend van hem, ook 15: Er wordt hier veel gefilmd en dat is niet\n  fijn.\n"
    )
    assert [(group, wijk, words) for _, group, wijk, words in said("rondje.txt", text)] == [
        ("bewoner", "Reeland", "Bij ons op de hoek staat het altijd vol met fietsen."),
        ("jongere", "Reeland", "Wij mogen nergens zitten, overal worden we weggestuurd."),
        ("jongere", "Wielwijk", "Er wordt hier veel gefilmd en dat is niet fijn."),
    ]


@pytest.mark.parametrize(
    ("line", "speaker", "group"),
    [
        ("Bewoner: het is hier donker.", "Bewoner", "bewoner"),
        ("Winkelier Petra: het is hier donker.", "Winkelier Petra", "ondernemer"),
        ("De heer Prik: het is hier donker.", "De heer Prik", "bewoner"),
        ("Conciërge van de school: het is hier donker.", "Conciërge van de school", "professional"),
    ],
)
def test_one_line_with_a_label_leaves_the_label_out_of_the_words(said, line, speaker, group) -> None:
    assert said("notitie.txt", f"{line}\n") == [(speaker, group, "", "het is hier donker.")]
    assert said("notitie.txt", "Let op: ik vind dat het hier erg donker is.\n")[0][3].startswith("Let op:")


def test_a_line_without_a_stop_above_what_is_said_is_a_title(said) -> None:
    text = "Notities inloopochtend De Koppel, Reeland\n\nWij kennen hier onze buren niet meer.\n\n"
    text += "Er wordt altijd veel te hard gereden in onze straat.\n"
    assert [words for *_, words in said("inloop.txt", text)] == [
        "Wij kennen hier onze buren niet meer.",
        "Er wordt altijd veel te hard gereden in onze straat.",
    ]


def test_questions_on_lines_of_their_own_begin_a_paragraph(said) -> None:
    text = "Met: Ali, eigenaar belwinkel\nWaar: Reeland\nWat vertelt hij?\nZe vragen mij elke dag om een pakketje aan te nemen.\n"
    text += "Wat heeft hij nodig?\nIemand die ik kan bellen zonder dat het plein het ziet.\n"
    assert [words for *_, words in said("gesprek.txt", text)] == [
        "Ze vragen mij elke dag om een pakketje aan te nemen.",
        "Iemand die ik kan bellen zonder dat het plein het ziet.",
    ]


def test_points_that_say_who_above_the_words_are_labels_and_so_is_anonymous(said) -> None:
    text = (
        "# Reacties\n\n1. Bewoner, Reeland\n   De bakken worden om zes uur geleegd en dan is iedereen wakker.\n\n"
        "2. Schoolleider, Wielwijk\n   Wij zien kinderen die zonder ontbijt op school komen.\n\n"
        "3. Anoniem\n   Ik heb drie keer gemeld dat er gedeald wordt en er komt niemand.\n"
    )
    assert [(group, wijk, words[:12]) for _, group, wijk, words in said("bijlage.md", text)] == [
        ("bewoner", "Reeland", "De bakken wo"),
        ("professional", "Wielwijk", "Wij zien kin"),
        ("bewoner", "", "Ik heb drie "),
    ]


def test_under_a_heading_with_a_name_that_person_speaks(said) -> None:
    text = "# Portretten\n\n## Samira (41), moeder\n\nIk heb zijn telefoon 's avonds bij mij in de keuken liggen.\n"
    text += "\n## Henk (68), kapper\n\nIk zie dat alles op straat ligt bij ons. Wie bedenkt zoiets?\n"
    assert [(speaker, group) for speaker, group, *_ in said("portretten.md", text)] == [
        ("Samira", "ouder"),
        ("Henk", "ondernemer"),
    ]


def test_what_stands_above_every_list_of_notes_says_who_and_not_what(said) -> None:
    text = (
        "Ronde bedrijventerrein Zeehavens, 25 maart 2025\n\n9.00 Bos Tank, gesproken met Dolf Prik (eigenaar)\n"
        "- Er rijden in het weekend auto's het terrein op.\n- Ik heb zelf een slagboom betaald.\n  (vond hem wat fel)\n\n"
        "11.15 Lans Logistiek, planner Ada Vos\n- Twee van mijn jongens zijn aangesproken in de kroeg.\n  TODO: terugbellen over training\n\n"
        "15.00 Brandweerpost, Sanne Groen (chef)\n- Wij rijden liever tien keer voor niks.\n\n"
        "--- eigen gedachten op de terugweg ---\nveel hetzelfde verhaal als vorig jaar, ik moet een kaart laten maken\n"
    )
    assert said("ronde.txt", text) == [
        ("gesprek 1", "bedrijventerrein", "Zeehavens", "Er rijden in het weekend auto's het terrein op."),
        ("gesprek 1", "bedrijventerrein", "Zeehavens", "Ik heb zelf een slagboom betaald."),
        ("gesprek 2", "bedrijventerrein", "Zeehavens", "Twee van mijn jongens zijn aangesproken in de kroeg."),
        ("gesprek 3", "professional", "Zeehavens", "Wij rijden liever tien keer voor niks."),
    ]


def test_reactions_that_are_passed_on_stand_below_how_each_came_in(said) -> None:
    ways = [
        "mail van Truida Prik, 6 mei",
        "telefonisch, meneer Lans (84)",
        "Van: Prakash Bos",
        "nog één via de balie, mw. Vos",
    ]
    words = [
        "Ik vind er elke ochtend strips van pillen.",
        "Ik loop iedere dag mijn rondje door het park.",
        "Mijn zoon stond op de foto, met de tekst: pas op voor hem.",
        "Hier zijn wij bang voor alles.",
    ]
    text = "Dag collega's,\n\nHieronder de reacties van bewoners uit Zuidhoven.\n\nGr. Ilse\n\n" + "".join(
        f"-----\n\n{n}) {way}\n\n{said_}\n\n" for n, (way, said_) in enumerate(zip(ways, words, strict=True), start=1)
    )
    text += "Dit bericht is uitsluitend bestemd voor de geadresseerde en niet voor mij of anderen.\n"
    assert [found for *_, found in said("fw.txt", text)] == words


def test_a_mail_may_pass_on_what_others_said_behind_who_they_are(said) -> None:
    text = (
        "From: Ada Bos <ada@buurt.example>\nSubject: wat ik hoor\nContent-Type: text/plain; charset=utf-8\n\nDag Jo,\n\n"
        "Ik ben vrijwilliger en woon op Sterrenburg. Het is bij ons rustiger dan vorig jaar en ze roepen me van ver.\n\n"
        "bewoonster Zuidhoven, 80+ // Er belt iedere avond een vrouw bij mij aan.\n\nouder, Stadspolders // Ik vond een fles achter de cv.\n\n"
        "meisje van 16, Reeland // Ik ga alleen nog met mijn oortjes in.\n\nGroet, Ada\n"
    )
    assert [found[1:3] for found in said("mail.eml", text)][-4:] == [
        ("bondgenoot", "Sterrenburg"),
        ("bewoner", "Zuidhoven"),
        ("ouder", "Stadspolders"),
        ("jongere", "Reeland"),
    ]


def test_a_sentence_set_apart_that_addresses_somebody_is_answered(said) -> None:
    text = (
        "# Portretten\n\n## Marlous (67)\n\n*bewoner, Stadspolders*\n\n*Ze schenkt koffie uit een kan.*\n\n**Wat is er veranderd?**\n\nDe vogels zijn terug, dat meen ik.\n\n"
        "**Je bent hier nieuw.**\n\nIn het park vroeg een oude man of ik van hier was.\n\n**Wat helpt er?**\n\nEen vast gezicht bij ons op de hoek.\n"
    )
    assert [found[1:3] for found in said("portretten.md", text)] == [("bewoner", "Stadspolders")] * 3
