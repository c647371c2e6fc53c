"""The common shapes in which chats, transcripts, forms, mails and notes arrive: one small file for each."""

from __future__ import annotations

import pytest

DIRT, CAR = "Bij ons in de flat ligt al weken grofvuil.", "De auto's rijden veel te hard langs school."

FAMILIES: dict[str, tuple[str, str, list[tuple[str, str, str]]]] = {
    "WhatsApp on Android": (
        "WhatsApp-gesprek met Buurtapp Wielwijk.txt",
        "12-05-2026 18:01 - Karin: Hoi buren, voor het stadsgesprek: waar hebben jullie last van?\n"
        f"12-05-2026 18:09 - Mo: {DIRT}\n12-05-2026 18:10 - Mo: <Media weggelaten>\n12-05-2026 18:12 - Ilse v. Dijk: {CAR}\n",
        [("bewoner", "Wielwijk", DIRT), ("bewoner", "Wielwijk", CAR)],
    ),
    "WhatsApp on iOS": (
        "chat.txt",
        f"[12-05-26 18:04:41] Gemeente Dordrecht: Wat kan er beter?\n[12-05-26 18:06:02] ~ Souad: {DIRT}\n"
        f"[12-05-26 18:09:11] +31 6 12 34 00 00: {CAR}\n",
        [("bewoner", "", DIRT), ("bewoner", "", CAR)],
    ),
    "chat beside a meeting": (
        "zoom.txt",
        "19:02:11 From  Peter (gespreksleider)  to  Everyone:\n\tWelkom, typ hier wat je opvalt.\n"
        f"19:03:40 From  Fadma  to  Everyone:\n\t{DIRT}\n19:04:02 From  Gerrit  to  Everyone:\n\t{CAR}\n",
        [("bewoner", "", DIRT), ("bewoner", "", CAR)],
    ),
    "chat copied with the name above the words": (
        "teams.txt",
        f"[12-5 14:02] Bos, Karin\nWat valt jullie op?\n\n[12-5 14:03] Peeters, Ad\n{DIRT}\n\n[12-5 14:05] Wit, Lies de\n{CAR}\n",
        [("bewoner", "", DIRT), ("bewoner", "", CAR)],
    ),
    "captions typed as text": (
        "whisper.txt",
        "[00:00:00.000 --> 00:00:04.000]  Interviewer: Wat merkt u?\n[00:00:04.000 --> 00:00:09.500]  Bewoner: Bij ons in de flat\n"
        "[00:00:09.500 --> 00:00:12.000]  ligt al weken grofvuil.\n[00:00:12.000 --> 00:00:14.000]  Interviewer: En verder?\n"
        f"[00:00:14.000 --> 00:00:19.000]  Bewoner: {CAR}\n",
        [("bewoner", "", DIRT), ("bewoner", "", CAR)],
    ),
    "speakers on a line with a time": (
        "otter.txt",
        f"Speaker 1  0:01\nHoe woont u hier?\n\nSpeaker 2  0:07\n{DIRT}\n\nSpeaker 1  0:21\nEn verder?\n\nSpeaker 2  0:25\n{CAR}\n",
        [("bewoner", "", DIRT), ("bewoner", "", CAR)],
    ),
    "letters with a legend": (
        "gesprek.txt",
        f"A = gespreksleider\nB = vrouw, 45, Wielwijk\nC = jongen, 16, Crabbehof\n\nA: Wie begint?\nB: {DIRT}\nC: {CAR}\nA: En u?\nB: {CAR}\n",
        [("bewoner", "Wielwijk", DIRT), ("jongere", "Crabbehof", CAR), ("bewoner", "Wielwijk", CAR)],
    ),
    "comments with buttons": (
        "reacties.txt",
        "Gemeente Dordrecht\nWat vind jij van de Vogelbuurt?\n"
        f"Annet Smit\n{DIRT}\n2 d  Vind ik leuk  Beantwoorden\nBram Kok\n{CAR}\n1 d  Vind ik leuk  Beantwoorden\n",
        [("bewoner", "Vogelbuurt", DIRT), ("bewoner", "Vogelbuurt", CAR)],
    ),
    "cards with fields": (
        "kaartjes.txt",
        f"KAART 1\nNaam: Els\nWijk: Sterrenburg\nIk vind: {DIRT}\n\nKAART 2\nNaam: -\nWijk: Wielwijk\nIk vind: {CAR}\n",
        [("bewoner", "Sterrenburg", DIRT), ("bewoner", "Wielwijk", CAR)],
    ),
    "letter": (
        "brief.txt",
        "Aan het college\n\nGeacht college,\n\nAls ondernemer in de Binnenstad schrijf ik u over de veiligheid.\n\n"
        f"{DIRT}\n\nVerder: {CAR.lower()}\n\nHoogachtend,\nM. Versluis\n",
        [("ondernemer", "Binnenstad", DIRT), ("ondernemer", "Binnenstad", f"Verder: {CAR.lower()}")],
    ),
    "quotations with their source in italics below": (
        "quotes.md",
        f"## Jongeren\n\n> {DIRT}\n\n*Milan, 17, Crabbehof*\n\n> {CAR}\n\n*meisje, 14, Stadspolders*\n",
        [("jongere", "Crabbehof", DIRT), ("jongere", "Stadspolders", CAR)],
    ),
    "names before a dash": (
        "ouderavond.txt",
        f"Juf Mieke – Wat leeft er?\nVader Karel – {DIRT}\nMoeder Aylin – {CAR}\nJuf Mieke – Heeft iemand een idee?\nVader Karel – {CAR}\n",
        [("ouder", "", DIRT), ("ouder", "", CAR), ("ouder", "", CAR)],
    ),
    "messages in a csv": (
        "export.csv",
        "gesprek;tijdstip;afzender;profiel;bericht\nB1;2026-04-07 09:12;gemeente;;Wat wilt u kwijt?\n"
        f"B1;2026-04-07 09:31;inwoner;bewoner, Oud-Krispijn;{DIRT}\nB2;2026-04-07 10:12;gemeente;;Wat speelt er?\n"
        f"B2;2026-04-07 10:31;inwoner;jongere, Noordflank;{CAR}\n",
        [("bewoner", "Oud-Krispijn", DIRT), ("jongere", "Noordflank", CAR)],
    ),
    "form of a search engine": (
        "ouders.csv",
        '"Tijdstempel","In welke wijk woont u?","Ik ben ...","Wat kan er beter?"\n'
        f'"2026/05/12 9:13:22 AM GMT+2","Stadspolders","ouder","{DIRT}"\n"2026/05/12 9:20:01 AM GMT+2","Dubbeldam","grootouder","{CAR}"\n',
        [("ouder", "Stadspolders", DIRT), ("ouder", "Dubbeldam", CAR)],
    ),
    "forwarded mail": (
        "klacht.eml",
        "From: Wijkmanager <wm@stad.example>\nSubject: FW: klacht\nContent-Type: text/plain; charset=utf-8\n\nTer info, graag meenemen.\n\n"
        f"-----Oorspronkelijk bericht-----\nVan: S. Post <s@post.example>\nOnderwerp: klacht\n\n{DIRT}\n\nOok: {CAR.lower()}\n\nGroet,\nS. Post\n",
        [("bewoner", "", DIRT), ("bewoner", "", f"Ook: {CAR.lower()}")],
    ),
    "mail that is only written as a web page": (
        "antwoord.eml",
        "From: E. Bos <e@post.example>\nSubject: Antwoord\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n"
        "--b\nContent-Type: text/plain\n\nLees deze mail als HTML.\n--b\nContent-Type: text/html; charset=utf-8\n\n"
        "<p>Beste mevrouw, mijn antwoorden staan hieronder.</p><p>Ik antwoord namens de kerk in Crabbehof.</p>"
        f"<p><b>1. Wat hoort u?</b></p><p>{DIRT}</p><p><b>2. Wat helpt?</b></p><p>{CAR}</p>\n--b--\n",
        [("bondgenoot", "Crabbehof", DIRT), ("bondgenoot", "Crabbehof", CAR)],
    ),
}


@pytest.mark.parametrize("family", FAMILIES)
def test_a_common_shape_gives_who_said_what(family: str, said) -> None:
    name, text, expected = FAMILIES[family]
    assert [(group, wijk, words) for _, group, wijk, words in said(name, text)] == expected
