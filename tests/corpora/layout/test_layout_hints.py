"""Staff can correct what was recognised and feed it back in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.errors import KnowledgeError
from corpora.gazetteer import load_gazetteer
from corpora.layout import Hints, conversations, describe, dump_hints, load_hints, path_for
from corpora.layout.hints import SpeakerHint
from corpora.records import Block, Document

TEXT = "Kim: Wat speelt er?\nRob: Er wordt hard gereden.\nKim: Waar dan?\nRob: Bij de brug, elke avond.\n"


def test_what_was_assumed_can_be_written_and_read_back(upload, tmp_path: Path) -> None:
    hints = describe(upload("gesprek.txt", TEXT))
    path = path_for(tmp_path / "gesprek.txt")
    path.write_text(dump_hints(hints), encoding="utf-8")
    assert load_hints(tmp_path / "gesprek.txt") == hints
    assert hints.speakers["Kim"].role == "interviewer"


def test_a_correction_wins_from_what_the_file_seems_to_say(said) -> None:
    hints = Hints(
        wijk="Wielwijk", speakers={"Kim": SpeakerHint("respondent", "jongere"), "Rob": SpeakerHint(wijk="Reeland")}
    )
    spoken = said("gesprek.txt", TEXT, hints)
    assert [(speaker, group, wijk) for speaker, group, wijk, _ in spoken][:2] == [
        ("Kim", "jongere", "Wielwijk"),
        ("Rob", "bewoner", "Reeland"),
    ]


def test_a_column_can_be_given_another_role(said) -> None:
    text = "Nr;Memo\n1;De straat is donker en ik loop om.\n2;Er is nooit iemand te bereiken.\n"
    assert said("lijst.csv", text) == []
    assert len(said("lijst.csv", text, Hints(columns={"Memo": "uitspraak"}))) == 2


@pytest.mark.parametrize(
    "text", ["sprekers: {Jan: {rol: baas}}", "kolommen: {A: iets}", "groep: marsmannen", "- lijst", "{"]
)
def test_a_wrong_confirmation_is_refused_with_a_cure(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt.lees.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError) as refused:
        load_hints(path)
    assert refused.value.cure


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="Jan: “\"'()[]-–\t.?\n12 ", max_size=40), max_size=12))
def test_any_page_gives_turns_whose_offsets_select_their_text(texts: list[str]) -> None:
    blocks = tuple(Block("paragraph", text, f"regel {n}") for n, text in enumerate(texts, 1))
    for conversation in conversations(Document("a.txt", "0" * 64, "txt", blocks), gazetteer=load_gazetteer()):
        assert all(conversation.text[turn.start : turn.end] == turn.text for turn in conversation.turns)


def test_a_label_that_two_people_share_is_not_confirmed_to_be_one_of_them(upload) -> None:
    text = (
        "## Leerpark\n\nInterviewer: Wat speelt er?\nJongen: Ik zoek een stage en ik vind er geen.\n\n"
        "## Krispijn\n\nInterviewer: En hier?\nJongen: Ik word overal weggestuurd hier.\n"
    )
    conversations_of_file = upload("logboek.md", text)
    assert {t.wijk.value for c in conversations_of_file for t in c.turns if t.speaker == "Jongen"} == {
        "Leerpark",
        "Krispijn",
    }
    assert describe(conversations_of_file).speakers["Jongen"].wijk == ""
