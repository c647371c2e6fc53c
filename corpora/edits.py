"""What a person changed by hand in the reading of one file: masked more or less, taken in, cut, joined, moved.

An edit says where by numbers alone, never by words, so that it may be kept beside anything. The numbers count in the
reading that the person saw; edits made on the same reading share its `version`, and those of an older version are
carried out first. `check` tells whether the reading at hand is the one that was seen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from corpora.errors import KnowledgeError
from corpora.records import Conversation

Kind = Literal["masker", "leesbaar", "uitspraak", "knip", "plak", "groep", "wijk"]


@dataclass(frozen=True, slots=True)
class Edit:
    """One change to one turn; offsets in characters of the turn's text as it was seen, end excluded."""

    version: int  # of the reading it was made on
    conversation: str  # id
    check: str  # of the conversation as it was seen
    turn: int
    kind: Kind
    # a cut begins a statement here; a join puts the statement that begins here behind the one before; what was left
    # out at this place is taken in as a statement
    start: int = 0
    end: int = 0
    value: str = ""  # type of personal data, group or wijk


def check_of(conversation: Conversation) -> str:
    """Tells readings of a conversation apart by the lengths and masks of its turns; says nothing about their words."""
    shape = [
        (turn.number, len(turn.text), [at for at, sign in enumerate(turn.text) if sign == "["])
        for turn in conversation.turns
    ]
    return hashlib.sha256(repr(shape).encode()).hexdigest()[:16]


def dump_edits(edits: Iterable[Edit]) -> list[dict[str, Any]]:
    """Edits as plain values."""
    return [asdict(edit) for edit in edits]


def load_edits(data: Iterable[Mapping[str, Any]], *, source: str = "") -> tuple[Edit, ...]:
    """Edits from plain values.

    Raises:
        KnowledgeError: these are no edits.
    """
    try:
        edits = tuple(Edit(**row) for row in data)
        whole = all(isinstance(n, int) for edit in edits for n in (edit.version, edit.turn, edit.start, edit.end))
    except TypeError:
        whole = False
    if not whole or any(edit.kind not in get_args(Kind) for edit in edits):
        raise KnowledgeError("deze verbeteringen kloppen niet.", source=source, cure="Maak ze opnieuw.")
    return edits
