"""Layouts of neighbourhood work: sketches of people, flip charts, minutes, machine transcripts, cards in a film, chats."""

from __future__ import annotations

from corpora.layout import warnings


def words(said: list[tuple[str, str, str, str]]) -> list[str]:
    return [text for _, _, _, text in said]


def test_points_may_open_with_a_sketch_of_who_speaks(said) -> None:
    text = (
        "# Oogst bewonerslunch Crabbehof\n\n## Hoek 1\n\n- [vrouw, 60+] De lift ruikt en de knop van drie doet het niet.\n"
        "- (m, 34 jaar) Wij hebben een bel met camera genomen.\n- [v/17] ik rij zelf ook te hard met mijn scooter\n"
        "- [man, 44, eigen viskraam] Ik sta hier elke week met plezier.\n\n## To do\n\n- Sandra belt over de lift\n"
    )
    assert said("oogst.md", text) == [
        ("vrouw, 60+", "bewoner", "Crabbehof", "De lift ruikt en de knop van drie doet het niet."),
        ("m, 34 jaar", "bewoner", "Crabbehof", "Wij hebben een bel met camera genomen."),
        ("v/17", "jongere", "Crabbehof", "ik rij zelf ook te hard met mijn scooter"),
        ("man, 44, eigen viskraam", "ondernemer", "Crabbehof", "Ik sta hier elke week met plezier."),
    ]


def test_lines_may_open_with_sex_and_age_and_a_colon(said) -> None:
    text = (
        "Straatronde Dubbeldam, ondernemers\n\nm/34: Ze rijden hier met zeventig langs.\nv/58: De verlichting is top.\n"
    )
    assert [(who, group) for who, group, _, _ in said("ronde.txt", text)] == [
        ("m/34", "ondernemer"),
        ("v/58", "ondernemer"),
    ]


def test_a_table_in_a_heading_is_nobody(said) -> None:
    text = "# Gesprekken\n\n## Tafel 1 · Reeland\n\n- (v, 67) Ik loop hier graag.\n\n## Tafel 2 · Wielwijk\n\n- (m, 40) Ik loop om.\n"
    assert [(who, wijk) for who, _, wijk, _ in said("tafels.md", text)] == [("v, 67", "Reeland"), ("m, 40", "Wielwijk")]


def test_notes_of_a_flip_chart_lose_colour_and_stickers_and_keep_the_wijk(said) -> None:
    text = (
        "# Wat bewoners opschreven\n\n**REELAND**\n\n**Wat kan beter?**\n\n"
        "- Er branden maar twee lampen in onze straat. (geel, +4)\n- De stoep ligt scheef bij de school [3x]\n\n**Idee**\n\n"
        "- Zet een bankje neer bij het water, dan praat je eens. (blauw)\n\n**WIELWIJK**\n\n**Wat kan beter?**\n\n"
        "- Ik hoor elke nacht geknal. (roze)\n- (leeg)\n"
    )
    assert [(wijk, text) for _, _, wijk, text in said("flappen.md", text)] == [
        ("Reeland", "Er branden maar twee lampen in onze straat."),
        ("Reeland", "De stoep ligt scheef bij de school"),
        ("Reeland", "Zet een bankje neer bij het water, dan praat je eens."),
        ("Wielwijk", "Ik hoor elke nacht geknal."),
    ]


MINUTES = """Notulen bewonersraad Sterrenburg
Aanwezigen: de heer J. van der Meij (bewoner), mevrouw T. Aksoy (winkelier), mevrouw De Wit (voorzitter)

Opening
Mevrouw De Wit heet iedereen welkom en stelt de agenda vast.

Leefbaarheid
De heer Van der Meij geeft aan dat de container al weken vol zit.
Mevrouw Aksoy vertelt verder dat er drie keer met vals geld is betaald. Zij hoort niets terug.
Volgens de heer Van der Meij gaan de lantaarns om elf uur al uit.
Mevrouw Aksoy is blij met het nieuwe plein voor de deur.
De voorzitter vraagt of er nog iemand iets wil zeggen.
"""


def test_minutes_give_what_was_said_without_who_said_it(said) -> None:
    assert [(who, group, text) for who, group, _, text in said("notulen.txt", MINUTES)] == [
        ("De heer Van der Meij", "bewoner", "de container al weken vol zit."),
        ("Mevrouw Aksoy", "ondernemer", "er drie keer met vals geld is betaald. Zij hoort niets terug."),
        ("de heer Van der Meij", "bewoner", "gaan de lantaarns om elf uur al uit."),
        ("Mevrouw Aksoy", "ondernemer", "is blij met het nieuwe plein voor de deur."),
    ]


def test_a_machine_transcript_without_names_is_told_apart_by_its_questions(said) -> None:
    text = (
        "[00:00:01.000 --> 00:00:05.000]  Zo, hij doet het. Wat ziet u hier gebeuren?\n"
        "[00:00:05.000 --> 00:00:11.000]  Ik zie elke avond dezelfde auto draaien,\n"
        "[00:00:11.000 --> 00:00:16.000]  en dan lopen er jongens naartoe.\n"
        "[00:00:16.000 --> 00:00:19.000]  Heeft u dat wel eens gemeld?\n"
        "[00:00:19.000 --> 00:00:27.000]  Drie keer. Ik ga toch niet buiten staan met een blocnote?\n"
        "[00:00:27.000 --> 00:00:30.000]  Dank u wel voor het gesprek.\n[00:00:30.000 --> 00:00:31.000]  Bedankt voor het kijken!\n"
    )
    assert words(said("bewoner.txt", text)) == [
        "Ik zie elke avond dezelfde auto draaien, en dan lopen er jongens naartoe.",
        "Drie keer. Ik ga toch niet buiten staan met een blocnote?",
    ]


def test_a_card_in_a_film_says_who_speaks_and_where(said) -> None:
    cue = "{n}\n00:00:{a:02d},000 --> 00:00:{b:02d},500\n{text}\n\n"
    lines = [
        "WINKELIER - DUBBELDAM",
        "Ik veeg elke ochtend glas.",
        "[MOEDER, REELAND]",
        "De stoep is een racebaan.",
        "Montage: buurt-tv",
    ]
    text = "".join(cue.format(n=n + 1, a=2 * n, b=2 * n + 1, text=line) for n, line in enumerate(lines))
    assert [(group, wijk, text) for _, group, wijk, text in said("film.srt", text)] == [
        ("ondernemer", "Dubbeldam", "Ik veeg elke ochtend glas."),
        ("ouder", "Reeland", "De stoep is een racebaan."),
    ]


def test_the_name_of_a_chat_says_who_and_where_and_the_app_itself_says_nothing(said) -> None:
    text = (
        "[14-05-26 07:58:01] Horeca Binnenstad: Berichten en oproepen zijn end-to-end versleuteld.\n"
        "[14-05-26 08:02:44] Pim Gemeente: Goedemorgen! Wat speelt er bij jullie?\n"
        "[14-05-26 08:12:33] Loes: Er zijn twee ruiten ingegooid na sluitingstijd <Dit bericht is bewerkt>\n"
        "[14-05-26 08:12:59] Loes: <bijgevoegd: 00000031-PHOTO.jpg>\n[14-05-26 08:20:07] ~ Ko: Ik had juist een top avond\n"
    )
    assert said("_chat.txt", text) == [
        ("Loes", "horecaondernemer", "Binnenstad", "Er zijn twee ruiten ingegooid na sluitingstijd"),
        ("Ko", "horecaondernemer", "Binnenstad", "Ik had juist een top avond"),
    ]


def test_a_portrait_has_a_name_a_line_about_it_and_a_story_per_subject(said) -> None:
    text = (
        "# Gezichten\n\n**Ada Bos**\n\n*72, bewoner, De Staart*\n\nAan het water branden ze kabels, en dan hangt er plastic in het riet.\n\n"
        "Van internet blijf ik af sinds ik bijna een hotel had geboekt dat niet bestond.\n\n"
        "*Foto: Ada bij het riet*\n\n**Ko Pot**\n\n*19, jongere, Dubbeldam*\n\nIk sta elke dag in de werkplaats en dat bevalt me.\n"
    )
    assert [(who, group, wijk) for who, group, wijk, _ in said("krant.md", text)] == [
        ("Ada Bos", "bewoner", "De Staart"),
        ("Ada Bos", "bewoner", "De Staart"),
        ("Ko Pot", "jongere", "Dubbeldam"),
    ]


UNKNOWN = """Gemeente Dordrecht
Postbus 8
Onderwerp: tafel 4

Er wordt na tienen gevoetbald tegen de garagedeuren en dat dreunt door tot op zolder.
De hondenpoep op het grasveldje is erger dan vorig jaar.
Kinderen spelen niet meer bij het water sinds er een scooter in lag.
"""


def test_a_text_in_which_nobody_is_recognised_still_gives_its_sentences_with_a_warning(upload) -> None:
    found = upload("tafel.txt", UNKNOWN)
    said = [turn.text for c in found for turn in c.turns if turn.role == "respondent"]
    assert said == UNKNOWN.strip().splitlines()[4:]
    assert "kijk dit bestand na" in warnings(found)[0]


def test_letterheads_agendas_titles_and_questions_are_no_words_of_somebody_unknown(said) -> None:
    text = (
        "Agenda\n\nAan: de bewoners\n\n19.30 uur inloop met koffie en thee in de zaal.\n\n20.00 - 20.30 rondje langs de tafels.\n\n"
        "Wat vindt u van het groen?\n"
    )
    assert said("agenda.txt", text) == []


def test_a_file_in_which_people_are_recognised_has_no_warning(upload) -> None:
    assert (
        warnings(upload("gesprek.txt", "V: Hoe is het?\nA: De lamp is al weken stuk.\nV: En?\nA: Ik loop om.\n")) == ()
    )


def test_at_a_meeting_whoever_is_at_the_table_speaks_without_a_verb_of_saying_too(said) -> None:
    text = (
        "# Verslag ondernemers Zeehavens\n\nAanwezig: Anja Prins (transport), Bert Zwart (garage), Cora Maas (gemeente, verslag)\n\n"
        "Anja Prins geeft aan dat er op de kade wordt geracet. Bert Zwart herkent dit en zegt dat hij een hek heeft vervangen.\n\n"
        "Bert Zwart is benaderd door iemand die zijn loods wilde huren.\n\nAnja Prins vraagt of er meer camera's kunnen komen.\n\n"
        "Cora Maas geeft aan dat de gemeente dit meeneemt.\n"
    )
    assert [(who, text) for who, _, _, text in said("verslag.md", text)] == [
        ("Anja Prins", "er op de kade wordt geracet."),
        ("Bert Zwart", "hij een hek heeft vervangen."),
        ("Bert Zwart", "is benaderd door iemand die zijn loods wilde huren."),
        ("Anja Prins", "er meer camera's kunnen komen."),
    ]


def test_the_paragraph_below_the_title_says_with_whom_the_talk_was(said) -> None:
    text = (
        "# Opbrengst\n\nKoffieochtend met moeders uit Nieuw-Krispijn, 11 juni 2026.\n\n**Wat maakt je boos?**\n\n"
        "- Dat er spuiten liggen in de zandbak.\n- Mijn zoon wordt bij het hek opgewacht.\n"
    )
    assert {(group, wijk) for _, group, wijk, _ in said("koffie.md", text)} == {("ouder", "Nieuw-Krispijn")}


def test_the_surname_of_who_writes_a_mail_is_no_role(said) -> None:
    text = (
        "From: Sjaak Koster <s@koster.example>\nTo: j@gemeente.example\nSubject: Re: Vragen aan horecaondernemers\n"
        "Content-Type: text/plain; charset=utf-8\n\nBeste Jan,\n\nMijn personeel wordt op weg naar de fiets lastiggevallen.\n\n"
        "Groet,\nSjaak Koster\nCafé De Punt, Lijnbaan\n"
    )
    assert {(group, wijk) for _, group, wijk, _ in said("mail.eml", text)} == {("horecaondernemer", "Lijnbaan")}


def test_people_listed_one_below_the_other_speak_in_points_of_the_minutes(said) -> None:
    text = (
        "VERSLAG BUURTOVERLEG REELAND\nAanwezig:\n- Mevr. P. Dekker, bewoner\n- Dhr. S. Amrani, ondernemer\n- Mw. K. Loos, gemeente\n\n"
        "1. Opening\nMw. Loos opent de vergadering en meldt dat het park opnieuw wordt ingericht.\n\n2. Rondje\n"
        "- Mevr. Dekker meldt dat de vuilniswagen de achterkant overslaat.\n"
        "- Dhr. Amrani merkt daarnaast op dat klanten wegblijven door de straat.\n"
        "- Mevr. Dekker vindt de nieuwe speeltuin een aanwinst voor de buurt.\n"
    )
    assert [(group, text) for _, group, _, text in said("verslag.txt", text)] == [
        ("bewoner", "de vuilniswagen de achterkant overslaat."),
        ("ondernemer", "klanten wegblijven door de straat."),
        ("bewoner", "vindt de nieuwe speeltuin een aanwinst voor de buurt."),
    ]


def test_lines_in_capitals_head_the_notes_of_a_wall(said) -> None:
    text = "Post-its jongeren Leerpark\n\nWAT IS CHILL?\n* er is eindelijk licht bij de baan\nWAT NIET?\n* ik word elke keer gefouilleerd (x3)\n"
    assert words(said("wand.txt", text)) == ["er is eindelijk licht bij de baan", "ik word elke keer gefouilleerd"]
