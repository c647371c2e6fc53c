"""Upload a few lines as a file and look at who says what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpora.gazetteer import load_gazetteer
from corpora.layout import Hints, conversations
from corpora.readers import read_path
from corpora.records import Conversation

Upload = Callable[..., tuple[Conversation, ...]]


@pytest.fixture
def upload(tmp_path: Path) -> Upload:
    """Write a text file, read it, and give its conversations."""

    def read(name: str, text: str, hints: Hints | None = None) -> tuple[Conversation, ...]:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        (document,) = read_path(path).documents
        return conversations(document, gazetteer=load_gazetteer(), hints=hints)

    return read


@pytest.fixture
def said(upload: Upload) -> Callable[..., list[tuple[str, str, str, str]]]:
    """Speaker, group, wijk and words of every respondent in an uploaded text."""

    def read(name: str, text: str, hints: Hints | None = None) -> list[tuple[str, str, str, str]]:
        return [
            (turn.speaker, turn.group.value, turn.wijk.value, turn.text)
            for conversation in upload(name, text, hints)
            for turn in conversation.turns
            if turn.role == "respondent"
        ]

    return read
