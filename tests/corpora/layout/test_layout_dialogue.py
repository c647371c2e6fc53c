"""Conversations with speaker labels, in the many ways in which they are typed."""

from __future__ import annotations

import pytest


def test_a_meeting_transcript_names_the_speaker_above_every_turn(said) -> None:
    text = (
        "Wijkgesprek Wielwijk 12 maart 2024\n\n"
        "Sanne de Groot   0:03\nWie wil er beginnen?\n\n"
        "Karel Visser   0:15\nElke nacht wordt er aan auto's gezeten\n\n"
        "Karel Visser   0:31\nen de politie komt pas de volgende dag.\n\n"
        "Sanne de Groot   0:40\nEn hoe is dat bij u?\n\n"
        "Mevrouw Bos   0:44\nIk vind het juist rustiger geworden.\n"
    )
    assert said("teams.txt", text) == [
        (
            "Karel Visser",
            "bewoner",
            "Wielwijk",
            "Elke nacht wordt er aan auto's gezeten en de politie komt pas de volgende dag.",
        ),
        ("Mevrouw Bos", "bewoner", "Wielwijk", "Ik vind het juist rustiger geworden."),
    ]


def test_codes_stand_for_the_people_of_the_list_and_interjections_are_taken_out(said) -> None:
    text = (
        "Locatie: wijkcentrum Crabbehof\nDeelnemers:\nR1 = vrouw, 45, bewoner Sterrenburg\nR2 = man, ondernemer\n"
        "GL = gespreksleider\n\n"
        "GL: Zullen we een rondje doen?\nR1: Die zie je nooit. (GL: nooit?) Al jaren niet meer.\n"
        "R2 (lacht): Bij mij wordt elke week gestolen.\nGL: En de politie?\n"
    )
    assert said("tafel.txt", text) == [
        ("R1", "bewoner", "Sterrenburg", "Die zie je nooit. […] Al jaren niet meer."),
        ("R2", "ondernemer", "Crabbehof", "Bij mij wordt elke week gestolen."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "V: Hoe is het hier?\nA: Het is hier erg stil geworden.\nV: En verder?\nA: Verder gaat het best.\n",
        "**Int.** Hoe is het hier?\n\n**J1** Het is hier erg stil geworden.\n\n**Int.** En verder?\n\n**J1** Verder gaat het best.\n",
        "[Interviewer] Hoe is het hier?\n\n[Bewoner] Het is hier erg stil geworden.\n\n[Interviewer] En verder?\n\n[Bewoner] Verder gaat het best.\n",
        "[00:01] Interviewer: Hoe is het hier?\n[00:05] Bewoner: Het is hier erg stil geworden.\n[00:09] Interviewer: En verder?\n[00:12] Bewoner: Verder gaat het best.\n",
        "interviewer hoe is het hier\nrespondent Het is hier erg stil geworden.\ninterviewer en verder\nrespondent Verder gaat het best.\n",
        "Truus: Hoe is het hier?\nKarel: Het is hier erg stil geworden.\nTruus: En verder?\nKarel: Verder gaat het best.\n",
    ],
)
def test_questions_are_never_the_resident_s(said, text: str) -> None:
    assert [words for *_, words in said("gesprek.md", text)] == [
        "Het is hier erg stil geworden.",
        "Verder gaat het best.",
    ]


def test_a_label_that_occurs_once_counts_in_a_conversation_but_a_warning_never_does(said) -> None:
    text = (
        "Voorzitter: Wie herkent dat?\nJongen achterin: Er is gewoon niks te doen hier.\n"
        "Mevrouw Smit: Dat klopt, al jaren niet.\nVoorzitter: Nog iemand?\nMevrouw Smit: Let op: dit gaat mis.\n"
    )
    assert said("avond.txt", text) == [
        ("Jongen achterin", "jongere", "", "Er is gewoon niks te doen hier."),
        ("Mevrouw Smit", "bewoner", "", "Dat klopt, al jaren niet."),
        ("Mevrouw Smit", "bewoner", "", "Let op: dit gaat mis."),
    ]


def test_subtitles_without_capitals_are_read_by_their_labels(said) -> None:
    cues = [
        "Gespreksleider: wat valt u op",
        "bij de school",
        "fatma: het halen en brengen is een chaos",
        "elke dag weer",
        "gerrit: bij ons valt het mee",
        "fatma: dat zeg jij",
        "gerrit: ja dat zeg ik",
    ]
    text = "WEBVTT\n\n" + "\n\n".join(f"00:0{n}.000 --> 00:0{n}.900\n{cue}" for n, cue in enumerate(cues))
    assert said("ouderavond.vtt", text)[0] == ("fatma", "ouder", "", "het halen en brengen is een chaos elke dag weer")
    assert len(said("ouderavond.vtt", text)) == 4


def test_dashes_in_a_subtitle_are_two_voices(upload) -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Leo>Er staat altijd wel iemand te wachten.\n\n00:04.000 --> 00:06.000\n- Zien jullie dat ook?\n- Elke avond.\n"
    (conversation,) = upload("a.vtt", text)
    assert [(turn.role, turn.text) for turn in conversation.turns][1:] == [
        ("interviewer", "Zien jullie dat ook?"),
        ("respondent", "Elke avond."),
    ]


def test_what_follows_the_end_of_the_recording_is_the_note_taker_s(upload) -> None:
    text = "AB: Wat stoort u?\nCD: De rommel op straat.\nAB: En dan?\nCD: Bellen helpt niet.\n\n-- einde opname --\n\nCD belt nog terug.\n"
    (conversation,) = upload("a.txt", text)
    assert [turn.role for turn in conversation.turns][-2:] == ["notulist", "notulist"]


def test_a_surname_that_is_also_a_neighbourhood_gives_no_wijk(said) -> None:
    text = "Petra Reeland: Ik loop elke avond een rondje.\nVoorzitter: Alleen?\nPetra Reeland: Met de hond.\n"
    assert {wijk for _, _, wijk, _ in said("a.txt", text)} == {""}


def test_people_say_where_they_live_themselves(said) -> None:
    text = (
        "Int: Waar woont u?\nEls: Bij ons in Wielwijk is het rommelig.\n"
        "Int: En u?\nBen: Mijn zus woont in Dubbeldam, daar is het netjes.\n"
    )
    assert [wijk for _, _, wijk, _ in said("a.txt", text)] == ["Wielwijk", ""]


def test_offsets_of_every_turn_select_its_own_text(upload) -> None:
    (conversation,) = upload("a.txt", "V: Wat is er?\nA: Lawaai, elke\nnacht weer.\nV: Van wie?\nA: Van boven.\n")
    assert all(conversation.text[turn.start : turn.end] == turn.text for turn in conversation.turns)
    assert conversation.turns[1].text == "Lawaai, elke nacht weer."


def test_labels_may_stand_above_indented_words(said) -> None:
    text = (
        "BEWONERSGESPREK\nWijk     : Oud Krispijn\nAanwezig : dhr. Kok, mw. Aydin, mw. Prins (gemeente)\n\n"
        "mw. Prins (gemeente): Wat gaat er mis?\ndhr. Kok:\n   Het park is niet te doen. Er wordt gedronken\n   tot een uur of drie.\n"
        "mw. Aydin:\n   Bij mij valt het mee.\nmw. Prins (gemeente): Dank u.\n"
    )
    assert said("a.txt", text) == [
        ("dhr. Kok", "bewoner", "Oud-Krispijn", "Het park is niet te doen. Er wordt gedronken tot een uur of drie."),
        ("mw. Aydin", "bewoner", "Oud-Krispijn", "Bij mij valt het mee."),
    ]


def test_points_under_a_question_are_answers_of_different_people(said) -> None:
    text = (
        "Gesprek met jongeren, Sterrenburg\n\nVraag: Wat doen jullie na school?\n- Beetje zitten bij de winkels.\n"
        "- Ik pas op mijn broertje.\n\nVraag: Wat moet er anders?\n- Een plek voor als het regent.\n"
    )
    assert [(speaker, group) for speaker, group, _, _ in said("a.txt", text)] == [
        ("punt 1", "jongere"),
        ("punt 2", "jongere"),
        ("punt 3", "jongere"),
    ]


def test_a_transcript_as_a_table_is_a_conversation(said) -> None:
    text = (
        "Spreker,Tijd,Tekst\nInterviewer,00:00:01,Wat vindt u van de buurt?\n"
        "Respondent 1,00:00:05,De buurt is achteruitgegaan.\nInterviewer,00:00:15,Hoezo?\n"
        "Respondent 1,00:00:18,Je wordt er niet doorgelaten.\n"
    )
    assert [(speaker, words) for speaker, _, _, words in said("t.csv", text)] == [
        ("Respondent 1", "De buurt is achteruitgegaan."),
        ("Respondent 1", "Je wordt er niet doorgelaten."),
    ]


def test_a_date_above_a_reaction_is_not_its_author(said) -> None:
    text = (
        "<html><body><h1>Meepraten over Crabbehof</h1>"
        "<div><div>Ahmed (bewoner)</div><div>3 mei 2024 om 12:31</div><p>Iedereen dumpt hier spullen.</p></div>"
        "<div><div>Winkelier Petra</div><div>4 mei 2024 om 09:10</div><p>Elke dag scherven voor de deur.</p></div>"
        "<div><div>Gemeente Dordrecht</div><div>5 mei 2024 om 09:12</div><p>Dank, wij bellen u.</p></div></body></html>"
    )
    assert said("forum.html", text) == [
        ("Ahmed", "bewoner", "Crabbehof", "Iedereen dumpt hier spullen."),
        ("Winkelier Petra", "ondernemer", "Crabbehof", "Elke dag scherven voor de deur."),
    ]


def test_lines_that_name_somebody_are_joined_to_the_words_below_them(said) -> None:
    names = ["- Petra Prik, winkelier, Reeland", "- Dhr. Omar, bewoner Wielwijk", "- Ds. Kers, predikant"]
    names.append("- Jip (19), student, Reeland")
    words = ["De stoep ligt vol glas en niemand ruimt het op.", "'s Avonds is het hier erg donker op straat."]
    words += ["De mensen bij ons durven de deur niet meer uit.", "Op de app wordt de buurt gek gemaakt."]
    text = "Wat ik ophaalde bij ons in het gebouw deze week.\n\n"
    text += "".join(f"{name}\n{said}\n\n" for name, said in zip(names, words, strict=True))
    expected = [("ondernemer", "Reeland"), ("bewoner", "Wielwijk"), ("bondgenoot", ""), ("jongere", "Reeland")]
    found = said("oogst.txt", f"{text}Volgende week ga ik weer langs bij de mensen thuis.\n")
    assert [(group, wijk, spoken) for _, group, wijk, spoken in found] == [
        (*who, spoken) for who, spoken in zip(expected, words, strict=True)
    ]


def test_where_everybody_said_one_paragraph_the_next_one_is_the_note_takers(said) -> None:
    text = (
        "Interviewer: Hoe gaat het hier?\n\nPortier: Het is rustiger dan vorig jaar.\n\n"
        "Interviewer: En buiten?\n\nPortier: Daar staat altijd een scooter te wachten.\n\n"
    )
    told = "De portier noemt nog dat een school verderop hetzelfde beeld heeft.\n"
    more = "En ik vind dat de stoep breder moet.\n"
    assert [words for *_, words in said("g.txt", text + told)][-1] == "Daar staat altijd een scooter te wachten."
    assert [words for *_, words in said("g.txt", text + more)][-1].endswith("de stoep breder moet.")


def test_a_label_that_captions_do_not_repeat_begins_a_turn(said) -> None:
    cues = [
        "Marit: Wie bent u en wat doet u hier?",
        "Koos: Koos, ik heb de viswinkel op de hoek.",
        "Marit: En wat ziet u?",
    ]
    cues += [
        "Koos: Er wordt elke week iets",
        "gestolen bij mij",
        "Koos: en de bakken zitten altijd",
        "vol, dat is niet fijn",
    ]
    text = "".join(
        f"{n}\n00:00:{4 * n:02},000 --> 00:00:{4 * n + 3:02},000\n{cue}\n\n" for n, cue in enumerate(cues, start=1)
    )
    assert [(group, words) for _, group, _, words in said("opname.srt", text)][1:] == [
        ("ondernemer", "Er wordt elke week iets gestolen bij mij"),
        ("ondernemer", "en de bakken zitten altijd vol, dat is niet fijn"),
    ]


def test_somebody_on_the_list_who_is_called_after_a_wijk_lives_where_the_list_says(upload) -> None:
    list_ = "".join(
        f"<tr><td>{'</td><td>'.join(row)}</td></tr>"
        for row in (
            ("Aanwezig", "Rol", "Woont of werkt in"),
            ("Ada Wielwijk", "koster", "Reeland"),
            ("Piet Lans", "gespreksleider", "-"),
        )
    )
    talk = "<p><b>Lans:</b> Hoe gaat het?</p><p><b>Wielwijk:</b> Bij ons zitten mensen die niemand meer vertrouwen.</p>"
    conversations = upload("tafel.html", f"<html><body><table>{list_}</table>{talk}</body></html>")
    (turn,) = [turn for conversation in conversations for turn in conversation.turns if turn.role == "respondent"]
    assert (turn.speaker, turn.group.value, turn.wijk.value) == ("Wielwijk", "bondgenoot", "Reeland")


@pytest.mark.parametrize(
    "introduction",
    [
        "### Export buurtapp Vogelbuurt, periode 1 t/m 14 mei, door Naomi (opbouwwerk), alleen voor intern gebruik, niet doorsturen",
        "### EXPORT\n### Gemaakt door: Naomi (opbouwwerk)\n### Groep: Buurtapp Vogelbuurt, 84 deelnemers",
        "12-05-2026 19:00 - Berichten zijn end-to-end versleuteld.\n### Export Vogelbuurt, alles staat er nog in, ook wat niet over de buurt gaat",
    ],
)
def test_what_is_written_above_an_exported_chat_tells_the_wijk(said, introduction) -> None:
    chat = (
        "12-05-2026 19:02 - Ada: Wat speelt er?\n12-05-2026 19:03 - Bert: Er staat steeds een busje voor de deur.\n"
        "12-05-2026 19:04 - Kees: Bij mij ook, elke nacht weer.\n"
    )
    assert said("chat.txt", f"{introduction}\n{chat}") == [
        ("Bert", "bewoner", "Vogelbuurt", "Er staat steeds een busje voor de deur."),
        ("Kees", "bewoner", "Vogelbuurt", "Bij mij ook, elke nacht weer."),
    ]


def test_a_title_without_a_name_is_another_person_every_time(said) -> None:
    text = (
        "Interviewer: Hoe gaat het?\nDe Heer: Ik zie hier elke nacht een busje staan.\nInterviewer: En bij u?\n"
        "De Heer: Ik durf er 's avonds niet meer langs te lopen.\n"
    )
    assert [speaker for speaker, *_ in said("g.txt", text)] == ["De Heer 1", "De Heer 2"]


def test_a_lead_in_with_a_quotation_is_left_out_and_nobody_at_home_said_nothing(said) -> None:
    text = (
        'Mw. Prik (83), Reeland: Ze zegt: "Ik doe na vieren niet meer open."\n\n'
        'Dhr. Lans (77), Wielwijk: Hij vertelt: "Het is bij ons netter geworden."\n\nMw. Vos (90), Reeland: Geen gehoor.\n'
    )
    assert [words for *_, words in said("bellen.txt", text)] == [
        "Ik doe na vieren niet meer open.",
        "Het is bij ons netter geworden.",
    ]


def test_a_time_between_label_and_words_is_left_out(said) -> None:
    text = "INTERVIEWER: [00:00:14] Waar let je op?\nMOEDER 1: [00:00:51] Op de auto's voor de school.\n"
    assert [words for *_, words in said("ouders.txt", text)] == ["Op de auto's voor de school."]


def test_who_was_there_and_what_the_chair_does_are_said_by_nobody(said) -> None:
    text = (
        "Aanwezig: vier moeders, een vader en twee mensen van de school, doelgroep ouders.\n\n"
        "Mw. Prik: Ik loop hier graag.\n\nDhr. Bas van ’t Wout: Wij wonen hier al jaren.\n\nMw. Prik: De lantaarns zijn stuk.\n\n"
        "De voorzitter dankt iedereen voor de komst en sluit de vergadering.\n"
    )
    assert [(speaker, words) for speaker, *_, words in said("g.txt", text)] == [
        ("Mw. Prik", "Ik loop hier graag."),
        ("Dhr. Bas van ’t Wout", "Wij wonen hier al jaren."),
        ("Mw. Prik", "De lantaarns zijn stuk."),
    ]


def test_what_stands_in_brackets_behind_a_name_in_captions_tells_the_group(said) -> None:
    cues = [
        "<v Marloes>Wie herkent dit?</v>",
        "<v Kees>Wij zien het elke avond op de stoep.</v>",
        "<v Marloes>En wat ziet de wijkagent?</v>",
        "<v Ada Bos (Politie)>Dat beeld klopt met wat wij zien.</v>",
    ]
    text = "".join(f"00:00:0{n}.000 --> 00:00:0{n}.900\n{cue}\n\n" for n, cue in enumerate(cues, start=1))
    assert [(speaker, group) for speaker, group, *_ in said("gesprek horecaondernemers.vtt", f"WEBVTT\n\n{text}")] == [
        ("Kees", "horecaondernemer"),
        ("Ada Bos (Politie)", "professional"),
    ]


@pytest.mark.parametrize(
    "heading", ["In te vullen door gespreksleider", "Eigen gedachten op de terugweg", "Alleen voor intern gebruik"]
)
def test_under_a_heading_for_whoever_led_the_conversation_nobody_speaks(said, heading) -> None:
    text = f"# Gesprek\n\nGespreksleider: Hoe is het hier?\n\nJoke: Het is hier fijn wonen.\n\nDylan: Ik loop hier elke avond.\n\n## {heading}\n\nCadeaubon: verstuurd naar Joke\n"
    assert [speaker for speaker, *_ in said("formulier.md", text)] == ["Joke", "Dylan"]


def test_counters_of_a_platform_are_no_author_and_a_project_leader_asks(said) -> None:
    page = "".join(
        f"<div><b>{who}</b>{about}</div><p>{words}</p><p>12 keer eens</p>"
        for who, about, words in [
            ("jan_kade", " · inwoner · Reeland · 3 okt", "De hangplek onder de brug is een soort apotheek."),
            ("Projectleider", "", "Heeft u dit ook gemeld bij de politie, en wanneer?"),
            ("jan_kade", " · inwoner · Reeland", "In augustus al, bij de wijkagent."),
            ("Ketel", " · horeca · Reeland · 4 okt", "Onze afwassers fietsen om een uur naar huis."),
        ]
    )
    assert [(speaker, group) for speaker, group, *_ in said("p.html", f"<html><body>{page}</body></html>")] == [
        ("jan_kade", "bewoner"),
        ("jan_kade", "bewoner"),
        ("Ketel", "horecaondernemer"),
    ]


def test_a_new_time_begins_a_new_turn_of_the_same_speaker_where_the_words_had_ended(said) -> None:
    text = (
        "[01:27] I: Wat zie jij?\n\n[02:14] R: Er wordt mij gevraagd of ik een dubbele bodem kan lassen.\n\n[03:01] R: Kijk, dat pand daar. Er brandt alleen licht op\n\n"
        "[03:30] R: zondagnacht.\n\n[04:00] I: En verder?\n\n[04:30] R: Ik zie klanten slingeren op de weg.\n\nNB dit laatste heb ik met hem doorgenomen.\n"
    )
    assert [words for *_, words in said("wandeling.txt", text)] == [
        "Er wordt mij gevraagd of ik een dubbele bodem kan lassen.",
        "Kijk, dat pand daar. Er brandt alleen licht op zondagnacht.",
        "Ik zie klanten slingeren op de weg.",
    ]


def test_captions_in_capitals_tell_behind_a_name_who_that_is(said) -> None:
    cues = [
        ">> TJARDA, GESPREKSLEIDER: Fijn dat u meeloopt.\nWie ziet er al iets?",
        ">> HENK, BEWONER NIEUW-KRISPIJN: Nou\nhier bij de bakken al.",
        ">> CAROLA, SNACKBAR OP DE HOEK, NIEUW-KRISPIJN:\nIk kan elke dag nieuwe lampjes ophangen.",
        ">> TJARDA: Wie durft hier na tien uur door?",
        ">> HENK: Mijn spiegel is twee keer meegegaan.",
    ]
    text = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{cue}\n\n" for n, cue in enumerate(cues, start=1))
    assert [(group, wijk) for _, group, wijk, _ in said("schouw.srt", text)] == [
        ("bewoner", "Nieuw-Krispijn"),
        ("horecaondernemer", "Nieuw-Krispijn"),
        ("bewoner", "Nieuw-Krispijn"),
    ]
