"""Subtitles and transcripts with times."""

from __future__ import annotations

from corpora.readers import read_path


def blocks(path):
    (document,) = read_path(path).documents
    return document.blocks


def vtt(*cues: str) -> str:
    return "WEBVTT\n\n" + "\n\n".join(f"00:{n:02}:00.000 --> 00:{n:02}:30.000\n{cue}" for n, cue in enumerate(cues))


def test_the_voice_is_the_speaker_and_leaves_the_text(place):
    cue, other = blocks(
        place("gesprek.vtt", vtt("<v Fatma Yıldız>Koffie &amp; thee</v>\n<v.luid Rol>Ja <i>hoor</i></v>"))
    )
    assert (cue.speaker, cue.text, cue.place, cue.start_seconds) == ("Fatma Yıldız", "Koffie & thee", "00:00:00", 0.0)
    assert (other.speaker, other.text) == ("Rol", "Ja hoor")


def test_a_bold_line_above_the_words_is_emphasis(place):
    (cue,) = blocks(place("kop.vtt", vtt("<b>Wim (kapper)</b>\nIk zie het ook")))
    assert (cue.emphasis, cue.text) == ("Wim (kapper)", "Wim (kapper)\nIk zie het ook")


def test_dashes_part_two_speakers_in_one_cue(place):
    found = blocks(place("streep.vtt", vtt("- Zie je dat?\n- Elke dag,\nheus")))
    assert [cue.text for cue in found] == ["- Zie je dat?", "- Elke dag,\nheus"]


def test_a_dash_inside_a_sentence_parts_nothing(place):
    (cue,) = blocks(place("zin.vtt", vtt("omdat hij\n– zoals altijd – te laat was")))
    assert cue.text == "omdat hij\n– zoals altijd – te laat was"


def test_title_and_notes_come_first_and_styles_not_at_all(place):
    text = "WEBVTT - Tafel Reeland\n\nSTYLE\n::cue { color: red }\n\nNOTE\nDoelgroep: bewoners\n\n1\n00:01.000 --> 00:02.000\nHallo\n"
    found = blocks(place("noot.vtt", text))
    assert [(b.kind, b.text) for b in found] == [
        ("header", "Tafel Reeland"),
        ("header", "Doelgroep: bewoners"),
        ("cue", "Hallo"),
    ]


def test_srt_is_read_and_its_numbers_are_not_text(place):
    text = "1\r\n00:00:01,500 --> 00:00:03,000\r\n<font color='red'>Een</font>\r\n2\r\n00:00:04,000 --> 00:00:05,000\r\n{\\an8}Twee\r\n"
    found = blocks(place("ondertitels.srt", text))
    assert [(b.text, b.start_seconds, b.end_seconds) for b in found] == [("Een", 1.5, 3.0), ("Twee", 4.0, 5.0)]


def test_rolling_captions_are_said_once(place):
    found = blocks(
        place("rol.vtt", vtt("de bus", "de bus\nkomt laat", "komt laat\nelke dag weer", "elke dag weer\nhelaas"))
    )
    assert [b.text for b in found] == ["de bus", "komt laat", "elke dag weer", "helaas"]


def test_captions_that_grow_word_by_word_are_said_once(place):
    found = blocks(place("groei.vtt", vtt("ik vind", "ik vind het hier", "ik vind het hier fijn")))
    assert " ".join(b.text for b in found) == "ik vind het hier fijn"


def test_a_word_said_twice_stays_twice(place):
    found = blocks(place("twee.vtt", vtt("Ja.", "Ja.", "Zeker weten", "Maar niet hier", "Nee")))
    assert [b.text for b in found][:2] == ["Ja.", "Ja."]


def test_a_cue_with_an_impossible_time_keeps_its_words_and_is_mentioned(place):
    text = "WEBVTT\n\n00:00:09.000 --> 00:00:01.000\nOmgekeerd\n\n00:xx --> 00:00:03.000\nKapot\n\n30:00:00.000 --> 30:00:01.000\nLang\n"
    (document,) = read_path(place("tijd.vtt", text)).documents
    assert [(b.text, b.start_seconds, b.end_seconds) for b in document.blocks] == [
        ("Omgekeerd", 9.0, None),
        ("Kapot", None, None),
        ("Lang", 108000.0, 108001.0),
    ]
    assert document.warnings == ("2 ondertitels hadden geen geldige tijd; de tekst is wel gelezen.",)


def test_subtitles_without_their_header_are_still_recognised(place):
    (document,) = read_path(place("zonder.txt", "00:01.000 --> 00:02.000\n<v Piet>Hallo")).documents
    assert (document.format, document.blocks[0].speaker) == ("srt", "Piet")
