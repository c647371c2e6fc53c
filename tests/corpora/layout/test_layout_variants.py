"""Layouts that other offices use: captions, cards, forms below each other, signatures, columns in a pdf."""

from __future__ import annotations


def words(said: list[tuple[str, str, str, str]]) -> list[str]:
    return [text for _, _, _, text in said]


def captions(*lines: str) -> str:
    cue = "{n}\n00:00:{a:02d},000 --> 00:00:{b:02d},000\n{text}\n\n"
    return "".join(cue.format(n=n + 1, a=2 * n, b=2 * n + 2, text=line) for n, line in enumerate(lines))


def test_captions_with_arrows_join_into_turns_and_questions_stay_out(said) -> None:
    text = captions(
        ">> we zitten hier met bewoners van wielwijk wie",
        "wil iets zeggen",
        ">> bij ons in de portiek wordt",
        "elke avond gerookt en gedeald",
        ">> heb je dat gemeld",
        ">> ja maar ik hoor daar",
        "nooit meer iets van terug",
    )
    assert words(said("opname.srt", text)) == [
        "bij ons in de portiek wordt elke avond gerookt en gedeald",
        "ja maar ik hoor daar nooit meer iets van terug",
    ]


def test_a_label_may_hold_a_role_and_return_in_every_caption(said) -> None:
    text = captions(
        "Gemeente - Ko Prins: Wat speelt er?",
        "Ada Bos | bewoner: Het is hier donker en ik durf",
        "Ada Bos | bewoner: niet meer naar buiten.",
        "Gemeente - Ko Prins: Dank u wel.",
    )
    assert said("opname.srt", text) == [
        ("Ada Bos (bewoner)", "bewoner", "", "Het is hier donker en ik durf niet meer naar buiten.")
    ]


def test_captions_without_any_label_are_not_cut_in_the_middle_of_a_sentence(said) -> None:
    text = captions(
        "Ik woon hier dertig jaar en ik", "heb het nog nooit zo vies gezien.", "Mijn hond wil er niet lopen."
    )
    assert " ".join(words(said("bewoners.srt", text))).startswith("Ik woon hier dertig jaar en ik heb het nog nooit")


def test_points_with_a_time_in_front_name_who_spoke(said) -> None:
    text = (
        '# Logboek\n\n## Maandag, Reeland\n\n- 14.20 jongen, 16: "Ik hang hier omdat het thuis druk is."\n'
        '- Daarna gevoetbald.\n- 15.10 meisje, 15: "Ik wil gewoon ergens kunnen zitten."\n'
    )
    assert [(group, wijk, text) for _, group, wijk, text in said("log.md", text)] == [
        ("jongere", "Reeland", "Ik hang hier omdat het thuis druk is."),
        ("jongere", "Reeland", "Ik wil gewoon ergens kunnen zitten."),
    ]


def test_cards_below_each_other_in_a_sheet_are_conversations(said) -> None:
    text = (
        "Registratie maart\n\n;Kaart;1 van 2\n;Wie;ondernemer\n;Buurt;Reeland\n;Verhaal;Mijn ruit is er twee keer uit geslagen.\n"
        ";Vervolg;gebeld\n\n;Kaart;2 van 2\n;Wie;bewoner\n;Buurt;Wielwijk\n;Verhaal;Ik slaap slecht door de scooters.\n;Vervolg;geen\n"
    )
    assert [(group, wijk, text) for _, group, wijk, text in said("kaarten.csv", text)] == [
        ("ondernemer", "Reeland", "Mijn ruit is er twee keer uit geslagen."),
        ("bewoner", "Wielwijk", "Ik slaap slecht door de scooters."),
    ]


def test_every_form_in_one_text_has_its_own_head(said) -> None:
    text = (
        "Spreekuur, week 4\n\n* * *\ngesprek 1\nwie: bewoonster, 58\nwaar: het Reeland\n\nV: Wat speelt er?\n"
        "A: De lamp in de steeg is al weken kapot.\n\n* * *\ngesprek 2\nwie: scholier, 13\nwaar: niet gevraagd\n\n"
        "V: Wat speelt er?\nA: Ik word nagefloten bij de bushalte.\n"
    )
    assert [(group, wijk, text) for _, group, wijk, text in said("spreekuur.txt", text)] == [
        ("bewoner", "Reeland", "De lamp in de steeg is al weken kapot."),
        ("jongere", "", "Ik word nagefloten bij de bushalte."),
    ]


def test_a_table_belongs_to_the_headings_above_it(said) -> None:
    page = (
        "<html><body><h1>Avond 'Veilig Dubbeldam'</h1><p>Zaalavond, 41 deelnemers.</p><h2>Ouders</h2><h3>Wat zijn uw zorgen?</h3>"
        "<table><tr><th>antwoord</th><th>hartjes</th></tr><tr><td>Mijn zoon durft niet meer naar het veld.</td><td>4</td></tr>"
        "<tr><td>???</td><td>0</td></tr></table><h2>Ondernemers</h2><table><tr><th>antwoord</th><th>hartjes</th></tr>"
        "<tr><td>Er wordt elke week koper gestolen.</td><td>3</td></tr></table></body></html>"
    )
    assert [(group, wijk, text) for _, group, wijk, text in said("avond.html", page) if len(text) > 3] == [
        ("ouder", "Dubbeldam", "Mijn zoon durft niet meer naar het veld."),
        ("ondernemer", "Dubbeldam", "Er wordt elke week koper gestolen."),
    ]


def test_a_dash_on_its_own_line_says_who_spoke_above_it(said) -> None:
    text = (
        "wijk: Centrum\n\n# Stamtafel\n\nHieronder wat er gezegd is.\n\nEr is twee keer in mijn zaak ingebroken.\n\n— fietsenmaker\n\n"
        "Ik vroeg of er ook iets goed gaat.\n\nHet terras loopt goed.\n\nVerder mis ik de markt.\n\n— eigenaar ijssalon\n\n"
        "Ik hoor de klok niet meer.\n\n— bewoner Noordflank, komt voor de koffie\n"
    )
    assert [(group, wijk, text) for _, group, wijk, text in said("tafel.md", text)] == [
        ("ondernemer", "Centrum", "Er is twee keer in mijn zaak ingebroken."),
        ("horecaondernemer", "Centrum", "Het terras loopt goed. Verder mis ik de markt."),
        ("bewoner", "Noordflank", "Ik hoor de klok niet meer."),
    ]


def test_without_any_layout_own_words_are_kept_and_notes_stay_out(said) -> None:
    text = (
        "Inloopavond\n\nEr waren 12 deelnemers.\n\nIk durf met mijn hond niet meer door het park.\n\n"
        "De gemeente presenteerde het plan in de zaal van het wijkcentrum.\n\nMijn dochter is op de brug lastiggevallen.\n\n"
        "Vragen over dit verslag: 078-100 00 00.\n"
    )
    assert words(said("avond.txt", text)) == [
        "Ik durf met mijn hond niet meer door het park.",
        "Mijn dochter is op de brug lastiggevallen.",
    ]


def test_an_article_may_name_its_speakers_anywhere_around_their_words(said) -> None:
    text = (
        "# De stad aan het woord\n\n## De kapsalon\n\nIn haar zaak hoort de kapster alles. „Mijn klanten durven niet meer met de tram.” "
        "Ze knipt door. „En ik ga zelf ook niet meer.”\n\nDe gemeente noemt het plan „Samen veilig”.\n\n"
        "Een jongen van zestien haalt zijn schouders op. „Als ik hier zit bellen ze de politie.”\n"
    )
    assert [(group, text) for _, group, _, text in said("artikel.md", text)] == [
        ("ondernemer", "Mijn klanten durven niet meer met de tram. […] En ik ga zelf ook niet meer."),
        ("jongere", "Als ik hier zit bellen ze de politie."),
    ]


def test_a_table_typed_with_gaps_is_read_row_by_row(said) -> None:
    text = (
        "Antwoorden open vraag\n\nnr  wie        wijk         antwoord\n\n1   bewoner    Reeland      Ik durf er niet meer langs\n"
        "                            als het donker is.\n\n2   jongere    Nieuw-       We worden overal weggestuurd.\n"
        "               Krispijn\n\n3   ouder      Wielwijk     (geen antwoord)\n\n4   ondernemer Dubbeldam    Mijn ruit is kapot.\n"
    )
    assert [(group, wijk, text) for _, group, wijk, text in said("antwoorden.txt", text) if "geen" not in text] == [
        ("bewoner", "Reeland", "Ik durf er niet meer langs als het donker is."),
        ("jongere", "Nieuw-Krispijn", "We worden overal weggestuurd."),
        ("ondernemer", "Dubbeldam", "Mijn ruit is kapot."),
    ]


def test_a_chat_export_is_read_message_by_message(said) -> None:
    text = (
        "12-03-2026 19:02 - Berichten zijn versleuteld. Niemand buiten deze chat kan ze lezen.\n"
        "12-03-2026 19:03 - Gemeente Dordrecht: Welkom in de groep van Reeland, wat speelt er?\n"
        "12-03-2026 19:05 - Els: Elke avond scooters onder het raam\nen niemand die iets doet.\n"
        "12-03-2026 19:06 - Els: <Media weggelaten>\n12-03-2026 19:07 - +31 6 00 00 00 00: Bij de flat ligt al weken grofvuil.\n"
    )
    assert [(name, wijk, text) for name, _, wijk, text in said("chat.txt", text)] == [
        ("Els", "Reeland", "Elke avond scooters onder het raam en niemand die iets doet."),
        ("+31 6 00 00 00 00", "Reeland", "Bij de flat ligt al weken grofvuil."),
    ]


def test_an_export_of_messages_has_a_row_for_each(said) -> None:
    text = (
        "gesprek_id;afzender;bericht\n7;gemeente;Wat speelt er in uw buurt?\n7;inwoner;Er ligt al weken afval naast de bak.\n"
        "8;gemeente;Wat speelt er in uw buurt?\n8;inwoner;De buurvrouwen letten goed op elkaar.\n"
    )
    assert words(said("export.csv", text)) == [
        "Er ligt al weken afval naast de bak.",
        "De buurvrouwen letten goed op elkaar.",
    ]


def test_a_line_with_a_role_says_who_speaks_below_it(said) -> None:
    text = (
        "Schouw Reeland, 3 mei 2026\n\nwinkelier\nEr wordt elke dag gestolen en niemand komt.\n\njonge vader\n"
        "Mijn zoontje speelt tussen de peuken. Kan daar geen zand komen?\n"
    )
    assert [(group, wijk, text) for _, group, wijk, text in said("notities.txt", text)] == [
        ("ondernemer", "Reeland", "Er wordt elke dag gestolen en niemand komt."),
        ("ouder", "Reeland", "Mijn zoontje speelt tussen de peuken. Kan daar geen zand komen?"),
    ]


def test_a_mail_that_answers_numbered_questions_takes_who_it_is_from_its_signature(said) -> None:
    text = (
        "From: Ada Bos <ada@x.example>\nSubject: Antw: vragen\nContent-Type: text/plain; charset=utf-8\n\nHoi Kees,\n\n"
        "1. Wat gaat er goed?\nDe buren drinken koffie in de hal.\n\n2. Wat kan er beter? Meer lampen bij de garages graag.\n\n"
        "Groeten,\nAda Bos, moeder van twee in Wielwijk\n"
    )
    assert [(group, wijk, text) for _, group, wijk, text in said("antw.eml", text) if len(text) > 12] == [
        ("ouder", "Wielwijk", "De buren drinken koffie in de hal."),
        ("ouder", "Wielwijk", "Meer lampen bij de garages graag."),
    ]


def test_an_official_who_comments_in_an_article_is_no_resident(said) -> None:
    text = (
        "# Onrust op het plein\n\n„Ik slaap al weken niet,” zucht buurtbewoonster Ria. „Elke nacht is er wel iets.”\n\n"
        "„We nemen dit zeer serieus,” aldus de wethouder.\n"
    )
    assert all("serieus" not in sentence for sentence in words(said("krant.md", text)))
    assert words(said("krant.md", text))


def test_a_question_that_returns_in_every_conversation_is_no_statement(said) -> None:
    text = (
        "id,from,text\n1,x,Wat speelt er bij u in de buurt?\n1,y,Er wordt elke avond geracet.\n"
        "2,x,Wat speelt er bij u in de buurt?\n2,y,De lamp is al weken stuk.\n"
    )
    assert words(said("export.csv", text)) == ["Er wordt elke avond geracet.", "De lamp is al weken stuk."]


def test_a_point_with_a_role_in_front_counts_among_quotations(said) -> None:
    text = (
        '# Wijktafel Dubbeldam\n\n- Bewoners geven aan dat het druk is.\n- "Mijn kat is doodgereden op de dijk." (bewoner)\n'
        "- Een ondernemer: de bomen voor mijn zaak zijn ziek.\n"
    )
    assert [(group, text) for _, group, _, text in said("tafel.md", text)] == [
        ("bewoner", "Mijn kat is doodgereden op de dijk."),
        ("ondernemer", "de bomen voor mijn zaak zijn ziek."),
    ]
