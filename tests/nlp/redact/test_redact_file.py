"""Names found in one conversation of a file are known in the others."""

from __future__ import annotations

from corpora.records import Conversation, Turn, place_turns
from nlp.redact import Redactor


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
