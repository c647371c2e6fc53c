"""What a person changes by hand in a reading: masks, statements, group and wijk."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.edits import Edit, check_of, dump_edits, load_edits
from corpora.errors import KnowledgeError
from corpora.records import Conversation, Passage, Turn, conversation_id, place_turns
from nlp.by_hand import recut, redo
from nlp.redact import Redactor
from nlp.segment import Segmented
from nlp.segment.segmenting import statement_of

FIRST = "Ik woon naast krullenbol. Het is donker bij de tunnel. Bel 06-12345678 als het lukt."
SECOND = "krullenbol vindt de tunnel ook donker."


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor()


def conversation(*texts: str) -> Conversation:
    turns = [Turn(n, "A", "respondent", text, 0, 0, f"regel {n}") for n, text in enumerate(texts, start=1)]
    return Conversation(conversation_id("0" * 64, 1), "a.txt", "0" * 64, place_turns(turns))


def edit(seen: Conversation, kind: str, turn: int, words: str, value: str = "", *, version: int = 1) -> Edit:
    start = seen.turns[turn - 1].text.index(words)
    return Edit(version, seen.id, check_of(seen), turn, kind, start, start + len(words), value)  # type: ignore[arg-type]


def whole(talk: Conversation) -> Segmented:
    return Segmented(tuple(statement_of(talk, turn, turn.start, turn.end) for turn in talk.turns), ())


def first_left_out(talk: Conversation) -> Segmented:
    first = talk.turns[0]
    return Segmented(whole(talk).statements[1:], (Passage(talk.id, first.number, first.start, first.end, "tussenkop"),))


def texts(talk: Conversation) -> list[str]:
    return [turn.text for turn in talk.turns]


def test_what_is_masked_by_hand_is_masked_wherever_it_stands(redactor) -> None:
    talk = conversation(FIRST, SECOND)
    seen = redactor.redact(talk).conversation
    done = redo(talk, seen, redactor, [edit(seen, "masker", 1, "krullenbol", "NAAM")]).conversation
    assert "krullenbol" not in done.text
    assert texts(done)[1] == "[PERSOON-1] vindt de tunnel ook donker."
    assert [mask.type for mask in redactor.redact(done).masks] == ["NAAM", "TELEFOON", "NAAM"]


def test_part_of_a_longer_word_is_no_mention(redactor) -> None:
    talk = conversation("Roos belde over de rozen en Roosendaal.")
    done = redo(talk, redactor.redact(talk).conversation, redactor, [])
    seen = done.conversation
    done = redo(talk, seen, redactor, [edit(seen, "masker", 1, "rozen", "NAAM")])
    assert "Roosendaal" in done.conversation.text


def test_a_mask_that_was_wrong_is_readable_again(redactor) -> None:
    talk = conversation(FIRST, SECOND)
    seen = redactor.redact(talk).conversation
    done = redo(talk, seen, redactor, [edit(seen, "leesbaar", 1, "[TELEFOON-1]")]).conversation
    assert texts(done) == [FIRST, SECOND]


def test_edits_of_a_later_reading_count_in_that_reading(redactor) -> None:
    talk = conversation(FIRST, SECOND)
    first = redactor.redact(talk).conversation
    edits = [edit(first, "masker", 1, "krullenbol", "NAAM")]
    second = redo(talk, first, redactor, edits).conversation
    edits.append(edit(second, "knip", 1, "Bel", version=2))
    edits.append(edit(second, "leesbaar", 2, "[PERSOON-1]", version=2))
    done = redo(talk, first, redactor, edits)
    assert done.n_left_out == 0
    assert texts(done.conversation)[1] == SECOND
    cut = recut(whole(done.conversation), done).statements
    assert [said.text for said in cut] == [
        "Ik woon naast krullenbol. Het is donker bij de tunnel.",
        "Bel [TELEFOON-1] als het lukt.",
        SECOND,
    ]


def test_a_cut_and_a_join_undo_each_other(redactor) -> None:
    talk = conversation(FIRST)
    seen = redactor.redact(talk).conversation
    cut = redo(talk, seen, redactor, [edit(seen, "knip", 1, "Het is")])
    assert len(recut(whole(seen), cut).statements) == 2
    both = redo(talk, seen, redactor, [edit(seen, "knip", 1, "Het is"), edit(seen, "plak", 1, "Het is")])
    assert recut(whole(seen), both).statements == whole(seen).statements


def test_what_was_left_out_is_taken_in_and_can_be_cut(redactor) -> None:
    talk = conversation(FIRST, SECOND)
    seen = redactor.redact(talk).conversation
    edits = [edit(seen, "masker", 1, "krullenbol", "NAAM"), edit(seen, "uitspraak", 1, "Ik woon")]
    second = redo(talk, seen, redactor, edits).conversation
    done = redo(talk, seen, redactor, [*edits, edit(second, "knip", 1, "Bel", version=2)])
    found = recut(first_left_out(done.conversation), done)
    assert [said.text for said in found.statements] == [
        "Ik woon naast [PERSOON-1]. Het is donker bij de tunnel.",
        "Bel [TELEFOON-1] als het lukt.",
        "[PERSOON-1] vindt de tunnel ook donker.",
    ]
    assert found.statements[0].place == talk.turns[0].place
    assert not found.passages


def test_what_is_a_statement_already_is_not_taken_in_again(redactor) -> None:
    talk = conversation(FIRST)
    seen = redactor.redact(talk).conversation
    done = redo(talk, seen, redactor, [edit(seen, "uitspraak", 1, "Ik woon")])
    assert recut(whole(seen), done) == whole(seen)


def test_group_and_wijk_are_those_of_the_person_who_checked(redactor) -> None:
    talk = conversation(FIRST, SECOND)
    seen = redactor.redact(talk).conversation
    moves = [Edit(1, seen.id, check_of(seen), 2, "wijk", value="Wielwijk"), edit(seen, "groep", 2, "", "ouder")]
    turn = redo(talk, seen, redactor, moves).conversation.turns[1]
    assert (turn.wijk.value, turn.group.value) == ("Wielwijk", "ouder")


def test_an_edit_of_another_reading_is_left_out_and_counted(redactor) -> None:
    talk = conversation(FIRST)
    seen = redactor.redact(talk).conversation
    other = replace(edit(seen, "masker", 1, "tunnel", "NAAM"), check="anders")
    done = redo(talk, seen, redactor, [other])
    assert done.conversation == seen
    assert done.n_left_out == 1


def test_edits_travel_as_plain_values_and_bad_ones_are_told(redactor) -> None:
    seen = redactor.redact(conversation(FIRST)).conversation
    made = (edit(seen, "masker", 1, "tunnel", "NAAM"),)
    assert load_edits(dump_edits(made)) == made
    for bad in ([{"kind": "masker"}], [dump_edits(made)[0] | {"kind": "weg"}], [dump_edits(made)[0] | {"start": "x"}]):
        with pytest.raises(KnowledgeError):
            load_edits(bad)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_edited_statements_stay_verbatim_and_apart(data) -> None:
    redactor = Redactor()
    talk = conversation(FIRST, SECOND)
    seen = redactor.redact(talk).conversation
    kinds = st.sampled_from(["masker", "leesbaar", "uitspraak", "knip", "plak"])
    edits = []
    for kind in data.draw(st.lists(kinds, max_size=4)):
        turn = data.draw(st.integers(1, 2))
        start = data.draw(st.integers(0, len(seen.turns[turn - 1].text)))
        end = data.draw(st.integers(start, len(seen.turns[turn - 1].text)))
        edits.append(Edit(1, seen.id, check_of(seen), turn, kind, start, end, "NAAM"))
    done = redo(talk, seen, redactor, edits)
    found = recut(first_left_out(done.conversation), done).statements
    assert all(done.conversation.text[said.start : said.end] == said.text for said in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
