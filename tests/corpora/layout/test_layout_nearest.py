"""Who and where by the nearest evidence, and the shapes of text that give it."""

from __future__ import annotations

import pytest


def _who(said, name: str, text: str) -> list[tuple[str, str]]:
    return [(group, wijk) for _, group, wijk, _ in said(name, text)]


def test_what_somebody_says_about_themselves_holds_for_all_their_turns(said) -> None:
    text = (
        "Gespreksleider: Wie bent u?\nYusuf: Ik werk hier als huisarts in Reeland en ik zie veel eenzaamheid.\n"
        "Gespreksleider: En bij u?\nMeta: Bij mij in de straat is het rustig, al staat er weinig licht.\n"
        "Gespreksleider: En verder?\nYusuf: De wachttijden lopen op en mensen worden daar boos van.\n"
    )
    assert _who(said, "gesprek.txt", text) == [
        ("professional", "Reeland"),
        ("bewoner", ""),
        ("professional", "Reeland"),
    ]


def test_an_answer_to_the_question_for_the_wijk_is_where_somebody_lives(said) -> None:
    text = (
        "Vragensteller: In welke wijk woont u?\nJoke: Sterrenburg.\n"
        "Vragensteller: Wat valt u op?\nJoke: Dat er nergens een bankje staat waar ik kan uitrusten.\n"
        "Vragensteller: Dank u.\n"
    )
    assert _who(said, "gesprek.txt", text)[-1] == ("bewoner", "Sterrenburg")


def test_a_group_that_nothing_names_is_marked_as_assumed(upload) -> None:
    (conversation,) = upload(
        "n.txt", "Anke: Ik vind het hier donker.\nRob: Ik ook, vooral bij de brug.\nAnke: Ja, daar.\n"
    )
    assert {(turn.group.value, turn.group.origin) for turn in conversation.turns} == {
        ("bewoner", "aangenomen: niets anders genoemd")
    }


@pytest.mark.parametrize(
    "line", ["Joke B, [12.05.2026 20:13]", "Joke B · 12 mei 2026 om 20:13", "Joke B - 3 dagen geleden"]
)
def test_a_name_with_a_day_is_who_speaks_whatever_the_platform(said, line: str) -> None:
    text = f"{line}\nIk loop daar niet meer langs na tienen.\n\n{line.replace('Joke B', 'Ad')}\nBij ons is het juist beter.\n"
    assert [(speaker, words) for speaker, _, _, words in said("export.txt", text)] == [
        ("Joke B", "Ik loop daar niet meer langs na tienen."),
        ("Ad", "Bij ons is het juist beter."),
    ]


def test_stamped_names_may_stand_below_the_words(said) -> None:
    text = (
        "Ik loop daar niet meer langs na tienen.\nJoke B. Reeland 2 dagen geleden\n\n"
        "De drempels hebben echt geholpen bij ons.\nAd Smit, Wielwijk, 3 dagen geleden\n"
    )
    assert [(wijk, words) for _, _, wijk, words in said("prikbord.txt", text)] == [
        ("Reeland", "Ik loop daar niet meer langs na tienen."),
        ("Wielwijk", "De drempels hebben echt geholpen bij ons."),
    ]


def test_a_place_with_a_time_heads_what_was_said_there(said) -> None:
    text = (
        '14:10 plein Reeland\nmoeder met buggy - "Ik kom de stoep niet meer af met mijn wagen."\n'
        '-> doorgeven\n\n15:00 hoek Wielwijk\nman met hond - "Ik mis hier een prullenbak."\n(aardige vent)\n'
    )
    assert [(group, wijk, words) for _, group, wijk, words in said("rondje.txt", text)] == [
        ("ouder", "Reeland", "Ik kom de stoep niet meer af met mijn wagen."),
        ("bewoner", "Wielwijk", "Ik mis hier een prullenbak."),
    ]


def test_keys_that_return_make_a_record_of_each_note(said) -> None:
    text = "".join(
        f"Aangenomen door: Rie\nBeller: {who}\nTerugbellen: nee\nInhoud: {words}\nAfgehandeld: doorgezet naar team\n-----\n"
        for who, words in (
            ("mw. Smit, bewoonster Reeland", "Mijn buurman schreeuwt hele nachten."),
            ("anoniem, winkelier Lijnbaan", "Ik ben deze week twee keer bestolen."),
        )
    )
    assert [(group, wijk, words) for _, group, wijk, words in said("balie.txt", text)] == [
        ("bewoner", "Reeland", "Mijn buurman schreeuwt hele nachten."),
        ("ondernemer", "Lijnbaan", "Ik ben deze week twee keer bestolen."),
    ]


def test_a_quotation_set_apart_in_markdown_has_its_title_as_source(said) -> None:
    text = (
        "> [!quote] Vrouw, 58\n> De wind blaast hier alles de singel in.\n\nHerkenbaar.\n\n"
        "> [!quote] Marktkoopman\n> Mijn pinapparaat valt drie keer per dag uit.\n"
    )
    assert [(speaker, group, words) for speaker, group, _, words in said("markt.md", text)] == [
        ("Vrouw, 58", "bewoner", "De wind blaast hier alles de singel in."),
        ("Marktkoopman", "ondernemer", "Mijn pinapparaat valt drie keer per dag uit."),
    ]


def test_a_transcript_with_the_speaker_between_time_and_words(said) -> None:
    text = "".join(
        f"00:0{n}:0{n}\nSpreker {who}\n{words}\n\n"
        for n, (who, words) in enumerate(
            [
                (1, "Waar denkt u aan?"),
                (2, "Aan de trap die zo glad is."),
                (1, "En wat helpt?"),
                (2, "Een leuning aan beide kanten."),
            ]
        )
    )
    assert [words for *_, words in said("amber.txt", text)] == [
        "Aan de trap die zo glad is.",
        "Een leuning aan beide kanten.",
    ]


def test_a_form_from_a_website_asks_for_words_in_one_field(said) -> None:
    text = (
        "From: Website <noreply@stad.example>\nSubject: Nieuw formulier\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
        "Er is een nieuw formulier ingevuld.\n\nNaam: Joke Bos\nWijk: Wielwijk\nU bent: ouder\nUw bericht:\n"
        "Op het pad hangen jongens die onze kinderen\ngeld vragen en ik haal ze nu op.\n\nVerzonden op: 14-04-2026 16:22\n"
    )
    assert [(group, wijk, words) for _, group, wijk, words in said("formulier.eml", text)] == [
        ("ouder", "Wielwijk", "Op het pad hangen jongens die onze kinderen geld vragen en ik haal ze nu op.")
    ]


def test_a_card_with_name_and_role_says_whose_captions_follow(said) -> None:
    cues = ["ROELOF STAM\nbewoner Noordflank", "Hier lag nog een werf", "en ik mis de mensen."]
    cues += ["MERYEM ASLAN\nondernemer Noordflank", "Ik heb mijn tent hier vier jaar."]
    text = "".join(
        f"{n}\n00:00:{3 * n:02},000 --> 00:00:{3 * n + 2:02},000\n{cue}\n\n" for n, cue in enumerate(cues, 1)
    )
    assert said("film.srt", text) == [
        ("ROELOF STAM", "bewoner", "Noordflank", "Hier lag nog een werf en ik mis de mensen."),
        ("MERYEM ASLAN", "ondernemer", "Noordflank", "Ik heb mijn tent hier vier jaar."),
    ]


def test_what_is_told_about_whoever_led_ends_the_last_answer(said) -> None:
    text = (
        "M: Wat is er veranderd?\nO1: De leegstand trekt hangvolk aan.\nM: En verder?\nO1: Ik word elke week beroofd.\n\n"
        "De moderator bedankt de deelnemers voor hun komst.\n"
    )
    assert [words for *_, words in said("groep.txt", text)][-1] == "Ik word elke week beroofd."


def test_lines_in_bold_of_one_shape_all_name_who_speaks(said) -> None:
    text = (
        "# Koffieochtend Reeland\n\n**Mevrouw Dahmani, bewoonster**\n\n- Mijn trappenhuis stinkt naar wiet.\n\n"
        "**Cor Verhagen, fietsenmaker**\n\n- Mij worden gestolen fietsen aangeboden voor twee tientjes.\n\n"
        "**Shirley, wijkmoeder**\n\n- Vrouwen durven bij mij wel te vertellen dat ze geslagen worden.\n\n"
        "**Vervolg**\n\n- afspraak maken met de corporatie\n"
    )
    assert [(speaker, group) for speaker, group, _, _ in said("koffie.md", text)] == [
        ("Mevrouw Dahmani", "bewoner"),
        ("Cor Verhagen", "ondernemer"),
        ("Shirley", "bewoner"),
    ]


def test_comments_are_split_by_their_buttons_and_accounts(said) -> None:
    text = (
        "gemeentedordrecht\nHoe veilig voel jij je? Laat het weten!\n3 d\n\n"
        "lotje.vd.berg\nNa twee uur fiets ik met mijn sleutels in mijn hand\n2 d 14 vind-ik-leuks Beantwoorden\n\n"
        "mo_078\nBij de meeste tenten word ik geweigerd om mijn naam\n2 d 31 vind-ik-leuks Beantwoorden\n"
    )
    assert [(speaker, words) for speaker, _, _, words in said("insta.txt", text)] == [
        ("lotje.vd.berg", "Na twee uur fiets ik met mijn sleutels in mijn hand"),
        ("mo_078", "Bij de meeste tenten word ik geweigerd om mijn naam"),
    ]


def test_times_in_seconds_before_a_label_are_no_part_of_it(said) -> None:
    text = (
        "[0.0s - 4.2s] [SPEAKER_01]: Waar ben ik nu?\n[4.2s - 15.0s] [SPEAKER_00]: Bij mijn kaaswinkel in de Binnenstad.\n"
        "[15.1s - 18.0s] [SPEAKER_01]: Hoe gaat het?\n[18.0s - 33.3s] [SPEAKER_00]: Mensen lopen sneller door dan vroeger.\n"
    )
    assert said("opname.txt", text)[-1] == (
        "SPEAKER_00",
        "ondernemer",
        "Binnenstad",
        "Mensen lopen sneller door dan vroeger.",
    )


def test_under_a_line_with_a_colon_stand_tasks(said) -> None:
    text = "- Ik slaap hier met het licht aan.\n- Wij missen een bankje bij de halte.\n\nNog doen:\n- bedankje sturen aan de bakker\n"
    assert [words for *_, words in said("straat.md", text)] == [
        "Ik slaap hier met het licht aan.",
        "Wij missen een bankje bij de halte.",
    ]


def test_two_keys_that_take_turns_are_records_too(said) -> None:
    text = "".join(
        f"Citaat: {words}\nVan: {who}\n\n"
        for words, who in (
            ("Mijn dochter slaapt met drie lagen kleren.", "huurder, Nieuw-Krispijn"),
            ("Ik heb mijn stage verloren om een filmpje.", "mbo-student, Leerpark"),
            ("In de kerk komen mensen die zich schamen.", "dominee uit Crabbehof"),
        )
    )
    assert [(group, wijk) for _, group, wijk, _ in said("citaten.txt", text)] == [
        ("bewoner", "Nieuw-Krispijn"),
        ("jongere", "Leerpark"),
        ("bondgenoot", "Crabbehof"),
    ]


def test_numbers_of_lines_are_no_part_of_a_transcript(said) -> None:
    lines = ["I: Hoe kijk je naar je wijk?", "R: Als een plek waar twintig jaar beloftes", "in zijn gestopt."]
    lines += ["I: Wat helpt?", "R: Een vaste kracht van de ggz die meerijdt."]
    text = "\n".join(f"{n:>3}  {line}" for n, line in enumerate(lines, start=1))
    assert [words for *_, words in said("transcript.txt", text)] == [
        "Als een plek waar twintig jaar beloftes in zijn gestopt.",
        "Een vaste kracht van de ggz die meerijdt.",
    ]


def test_the_source_under_a_quotation_on_a_page(said) -> None:
    text = (
        "<html><body><h1>Zo denkt u over de Binnenstad</h1><p>We stonden drie zaterdagen op het plein.</p>"
        "<blockquote><p>Ik kan weer slapen met het raam open.</p><cite>Bewoner</cite></blockquote>"
        "<blockquote><p>Mijn rolluik kost vierduizend euro.</p><cite>Juwelier</cite></blockquote>"
        "<p>Volgende maand staan we op de weekmarkt.</p></body></html>"
    )
    assert [(group, wijk, words) for _, group, wijk, words in said("brief.html", text)] == [
        ("bewoner", "Binnenstad", "Ik kan weer slapen met het raam open."),
        ("ondernemer", "Binnenstad", "Mijn rolluik kost vierduizend euro."),
    ]


def test_the_one_wijk_that_is_asked_about_is_what_it_is_about(said) -> None:
    text = "V: Hoe is het op de Lijnbaan?\nA: Matig, de helft blijft weg.\nV: En de sfeer?\nA: Die is goed, we helpen elkaar.\n"
    assert {wijk for _, _, wijk, _ in said("duo.txt", text)} == {"Lijnbaan"}


def test_a_name_and_who_that_is_may_stand_below_the_words(said) -> None:
    text = (
        "Gezichten van de wijk\n\nWij koken elke vrijdag voor zestig man.\n\n**HALIMA EL OUALI**\n\nvrijwilliger buurthuis, Noordflank\n\n"
        "Ik knip nu de kleinkinderen van mijn eerste klanten.\n\n**RINUS KOK**\n\nkapper, Noordflank\n"
    )
    assert [(group, wijk, words) for _, group, wijk, words in said("quotes.md", text)] == [
        ("bondgenoot", "Noordflank", "Wij koken elke vrijdag voor zestig man."),
        ("ondernemer", "Noordflank", "Ik knip nu de kleinkinderen van mijn eerste klanten."),
    ]


def test_the_writer_of_a_report_is_not_who_speaks_in_it(said) -> None:
    text = 'Dagrapport boa, Binnenstad\n\n09.15 u Mevrouw (rode jas): "De duiven maken mijn balkon vies."\n10.05 u Jongen (17): "Wij worden altijd weggestuurd."\n'
    assert [group for _, group, _, _ in said("dagrapport boa.txt", text)] == ["bewoner", "jongere"]


def test_a_sentence_that_only_says_who_speaks_is_the_label_of_what_follows(said) -> None:
    text = (
        "# Jeugdavond Leerpark\n\nEen meisje van 15 vertelt:\n\nIk loop altijd langs de weg en nooit door het park.\n\n"
        "De jongerenwerker vult aan:\n\nZe lenen liever geld van elkaar dan dat ze naar een loket gaan.\n"
    )
    assert [(group, words) for _, group, _, words in said("avond.md", text)] == [
        ("jongere", "Ik loop altijd langs de weg en nooit door het park."),
        ("professional", "Ze lenen liever geld van elkaar dan dat ze naar een loket gaan."),
    ]


@pytest.mark.parametrize(
    ("words", "group"),
    [
        ("Ik ben zestien en ik hang hier wel eens rond.", "jongere"),
        ("Ik ben zestien jaar geleden hier komen wonen.", "bewoner"),
    ],
)
def test_who_says_to_be_sixteen_is_young(said, words, group) -> None:
    ((_, found, _, _),) = said("g.txt", f"Interviewer: Vertel eens.\nSam: {words}\n")
    assert found == group


def test_a_numbered_heading_tells_who_and_an_age_in_it_may_be_a_childs(said) -> None:
    words = "Mijn dochter fietst om, want bij het tunneltje staat altijd iemand."
    text = f"# Gesprekken\n\n## Gesprek 1: vader van een dochter (14), Wielwijk\n\nVraag: Wat ziet u?\n\nAntwoord: {words}\n"
    text += f"\n## Gesprek 2: moeder van drie, Reeland\n\nVraag: Wat ziet u?\n\nAntwoord: {words}\n"
    assert _who(said, "gesprekken.md", text) == [("ouder", "Wielwijk"), ("ouder", "Reeland")]


def test_who_says_who_they_are_when_asked_is_that_from_then_on(said) -> None:
    text = (
        "Spreker 1 (00:00): Welkom, wie zijn jullie en waar komen jullie vandaan?\n"
        "Spreker 2 (00:08): Petra, ik run een lunchroom hier.\nSpreker 3 (00:20): Loes, ik woon sinds 1985, in Reeland.\n"
        "Spreker 1 (00:25): Wat valt op?\nSpreker 2 (00:30): Dat er mensen binnenkomen die gewoon honger hebben.\n"
        "Spreker 3 (00:50): Bij ons in de straat is iedereen op zichzelf.\n"
    )
    assert _who(said, "opname.txt", text)[-2:] == [("horecaondernemer", ""), ("bewoner", "Reeland")]


def test_who_an_interview_is_with_holds_for_the_quotations_in_it(said) -> None:
    text = "**Interview met:** Achmed, imam\n\nNa het gebed staan er auto's dubbel. \"Dan krijgen we bekeuringen en op zondag "
    assert _who(said, "interview.md", f'{text}niet."\n') == [("bondgenoot", "")]


def test_a_sentence_above_the_conversation_tells_who_the_labels_are(said) -> None:
    text = (
        "Op 22 januari sprak ik in het buurthuis met imam Ada Bos (AB) en met Bert Vos, jongerenwerker in Reeland.\n\n"
        "Wat gaat er goed?\n\nAB: De mensen helpen elkaar hier altijd.\n\nBert: Ik zie dat de meidengroep groeit. [Waar komt dat door?] Ze hebben een plek.\n\n"
        "En wat niet?\n\nAB: Er is een vaste ruzie tussen twee families.\n\nBert: De voetbalkooi is drie keer beloofd.\n"
    )
    assert [(speaker, group) for speaker, group, *_ in said("dubbel.md", text)] == [
        ("AB", "bondgenoot"),
        ("Bert", "professional"),
    ] * 2
    assert "Waar komt" not in " ".join(words for *_, words in said("dubbel.md", text))
