"""A whole conversation is masked: one person, one pseudonym, and nothing of the original is left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpora.errors import StadsgesprekError
from corpora.records import Attribution, Conversation, Turn, place_turns
from nlp.redact import Redactor, read_key, write_key


def conversation(*turns: tuple[str, str], source: str = "gesprek.docx") -> Conversation:
    made = [
        Turn(0, speaker, "respondent", text, 0, 0, f"alinea {n}") for n, (speaker, text) in enumerate(turns, start=1)
    ]
    return Conversation("g1", source, "0" * 64, place_turns(made))


def texts(redactor: Redactor, *turns: tuple[str, str]) -> list[str]:
    return [turn.text for turn in redactor.redact(conversation(*turns)).conversation.turns]


def test_one_person_keeps_one_pseudonym_whatever_is_said(redactor):
    assert texts(
        redactor,
        ("", "Aanwezig: Parisa Rahimi en Winston Pinas."),
        ("", "parisa zei dat mevrouw Rahimi belde, met W. Pinas, over Parisa's fiets."),
    ) == [
        "Aanwezig: [PERSOON-1] en [PERSOON-2].",
        "[PERSOON-1] zei dat mevrouw [PERSOON-1] belde, met [PERSOON-2], over [PERSOON-1]'s fiets.",
    ]


def test_a_label_and_a_full_name_met_later_are_one_speaker(redactor):
    done = redactor.redact(conversation(("Imane (leiding)", "Welkom."), ("HL", "Dag Imane Tahiri."))).conversation
    assert [turn.speaker for turn in done.turns] == ["[PERSOON-1] (leiding)", "HL"]
    assert done.turns[1].text == "Dag [PERSOON-1]."


def test_two_people_with_one_surname_stay_two(redactor):
    assert texts(redactor, ("", "Ahmet Kaya en Elif Kaya belden, en Elif huilde.")) == [
        "[PERSOON-1] en [PERSOON-2] belden, en [PERSOON-2] huilde."
    ]


def test_the_same_number_written_twice_is_one_number(redactor):
    assert texts(redactor, ("", "Bel 06-10203040, dus nul zes tien twintig dertig veertig, of +31 6 10 20 30 40.")) == [
        "Bel [TELEFOON-1], dus [TELEFOON-1], of [TELEFOON-1]."
    ]


def test_a_neighbourhood_stays_where_somebody_is_called_after_it(redactor):
    assert texts(redactor, ("", "Meneer Sterrenburg klaagt. In Sterrenburg is het stil.")) == [
        "Meneer [PERSOON-1] klaagt. In Sterrenburg is het stil."
    ]


def test_file_name_place_and_origin_are_masked_too(redactor):
    turn = Turn(1, "", "respondent", "Goed.", 0, 5, "blad Hatice Kaya", wijk=Attribution("Reeland", "tab Hatice Kaya"))
    made = Conversation("g1", "gesprek met Hatice Kaya.docx", "0" * 64, (turn,))
    done = redactor.redact(made).conversation
    assert "Kaya" not in repr(done)
    assert done.turns[0].wijk.value == "Reeland"


def test_offsets_select_the_turns_and_the_masks(redactor):
    done = redactor.redact(conversation(("", "Bel Fatima Kaya op 06-10203040."), ("", "Of Fatima.")))
    text = done.conversation.text
    assert [text[turn.start : turn.end] for turn in done.conversation.turns] == [
        t.text for t in done.conversation.turns
    ]
    assert [text[mask.start : mask.end] for mask in done.masks] == ["[PERSOON-1]", "[TELEFOON-1]", "[PERSOON-1]"]
    assert [mask.type for mask in done.masks] == ["NAAM", "TELEFOON", "NAAM"]


def test_masking_again_changes_nothing(redactor):
    once = redactor.redact(conversation(("Yusuf", "Ik ben Yusuf Kaya, mijn zus heet Elif, 06-10203040.")))
    assert redactor.redact(once.conversation) == once
    assert redactor.redact(replace(once.conversation, redacted=False)).conversation == once.conversation


def test_numbers_of_masks_that_were_there_already_are_not_used_again(redactor):
    assert texts(redactor, ("", "[PERSOON-3] belde Fatima Kaya.")) == ["[PERSOON-3] belde [PERSOON-4]."]


def test_officials_from_the_settings_stay_readable():
    redactor = Redactor(officials=("Anneke de Boer",))
    assert texts(redactor, ("", "Wethouder Anneke de Boer sprak met Fatima Kaya; wethouder De Boer luisterde.")) == [
        "Wethouder Anneke de Boer sprak met [PERSOON-1]; wethouder De Boer luisterde."
    ]


def test_the_key_is_only_given_where_it_is_asked_for(redactor):
    made = conversation(("", "Fatima Kaya belde, Fatima ook."))
    assert redactor.redact(made).key is None
    assert redactor.redact(made, keep_key=True).key == {"[PERSOON-1]": ("Fatima Kaya", "Fatima")}


def test_the_key_is_written_encrypted_and_for_the_owner_alone(tmp_path):
    path = tmp_path / "sleutel"
    write_key(path, {"[PERSOON-1]": ("Fatima Kaya",)}, "een lang wachtwoord")
    assert b"Kaya" not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    assert read_key(path, "een lang wachtwoord") == {"[PERSOON-1]": ("Fatima Kaya",)}


def test_a_wrong_or_short_passphrase_is_refused_with_a_cure(tmp_path):
    path = tmp_path / "sleutel"
    with pytest.raises(StadsgesprekError, match="minstens 12 tekens"):
        write_key(path, {}, "kort")
    write_key(path, {}, "een lang wachtwoord")
    with pytest.raises(StadsgesprekError, match="niet te openen"):
        read_key(path, "een ander wachtwoord")
    with pytest.raises(StadsgesprekError, match="bestaat al"):
        write_key(path, {}, "een lang wachtwoord")
