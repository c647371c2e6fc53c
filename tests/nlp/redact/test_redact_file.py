"""Names found in one conversation of a file are known in the others."""

from __future__ import annotations

import pytest

from corpora.gazetteer import load_gazetteer
from corpora.records import Conversation, Turn, place_turns
from nlp.redact import Redactor, find_personal_data
from nlp.redact.lookups import load_lookups


def _conversation(number: int, text: str) -> Conversation:
    turn = Turn(0, f"R{number}", "respondent", text, 0, 0, "rij 1")
    return Conversation(f"c{number}", "tafel.csv", "0" * 64, place_turns([turn]))


def test_a_name_of_one_conversation_is_masked_in_the_next() -> None:
    first = _conversation(1, "Mevrouw Tesfazghi woont boven ons.")
    second = _conversation(2, "ik heb tesfazghi nooit meer gezien")
    texts = [redacted.conversation.text for redacted in Redactor().redact_file([first, second])]
    assert all("tesfazghi" not in text.lower() for text in texts)


def test_masking_a_file_twice_changes_nothing() -> None:
    once = Redactor().redact_file(
        [_conversation(1, "Bel Fatima El Amrani op 06 12 34 00 00."), _conversation(2, "Fatima zei niks.")]
    )
    again = Redactor().redact_file([redacted.conversation for redacted in once])
    assert [one.conversation for one in again] == [one.conversation for one in once]


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("Bruin, Patrick de (Burgerzaken)", "Bruin, Patrick de"),
        ("Velde, Anna van der", "Velde, Anna van der"),
        ("interview Tesfazghi.docx", "Tesfazghi"),
        ("Interview met Tesfazghi 3 mei.docx", "Tesfazghi"),
        ("Verslag Jan Bakker 3 mei 2026.docx", "Jan Bakker"),
        ("Interview jongeren Leerpark.docx", ""),
        ("huisbezoek Sterrenburg.rtf", ""),
    ],
)
def test_a_surname_in_a_file_name_or_before_a_comma_is_found_and_a_wijk_stays(name: str, masked: str) -> None:
    found = find_personal_data(name, lookups=load_lookups(), gazetteer=load_gazetteer(), label=True)
    assert name[min((span.start for span in found), default=0) : max((span.end for span in found), default=0)] == masked
