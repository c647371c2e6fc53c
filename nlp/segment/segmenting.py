"""Put sentences together into statements, and everything else into passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpora.layout.nearest import asks_who
from corpora.records import Conversation, Passage, Statement, Turn, statement_id
from nlp.segment.remarks import (
    CONTACT,
    EMPTY,
    SHORT,
    asks_contact,
    gives_contact,
    is_empty,
    is_procedural,
    is_reaction,
    tells_who,
)
from nlp.segment.sentences import Span, sentence_spans
from nlp.segment.topics import groups

if TYPE_CHECKING:
    from spacy.language import Language

ASKED = "vraag of opmerking van de gespreksvoerder"
NOTED = "tekst van de notulist"
_REASONS = {"interviewer": ASKED, "notulist": NOTED}


@dataclass(frozen=True, slots=True)
class Segmented:
    """The statements of a conversation, and the text that is no statement; together every word, in order."""

    statements: tuple[Statement, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of one turn; with a reason it is a passage."""

    start: int
    end: int
    reason: str = ""


def segment(conversation: Conversation, *, nlp: Language) -> Segmented:
    """Cut the turns of respondents into statements, one subject each.

    Args:
        conversation: masked already; offsets of the result are into its text.
        nlp: finds sentences in turns typed without punctuation.
    """
    statements: list[Statement] = []
    passages: list[Passage] = []
    asked_contact = asked_who = False
    for turn in conversation.turns:
        if turn.role == "interviewer":
            asked_contact, asked_who = asks_contact(turn.text), asks_who(turn.text)
        introduces = asked_who and turn.role == "respondent" and tells_who(turn.text)
        whole = [_Part(0, len(turn.text), SHORT)] if introduces else []
        for part in whole or _parts(turn, nlp, asked_contact=asked_contact):
            start, end = turn.start + part.start, turn.start + part.end
            if part.reason:
                passages.append(Passage(conversation.id, turn.number, start, end, part.reason))
            else:
                statements.append(statement_of(conversation, turn, start, end))
    return Segmented(tuple(statements), tuple(passages))


def _parts(turn: Turn, nlp: Language, *, asked_contact: bool) -> Iterator[_Part]:
    if not turn.text.strip():
        return
    if turn.role in _REASONS:
        yield _Part(0, len(turn.text), _REASONS[turn.role])
    elif is_empty(turn.text):
        yield _Part(0, len(turn.text), EMPTY)
    elif asked_contact and gives_contact(turn.text):
        yield _Part(0, len(turn.text), CONTACT)
    else:
        yield from _answer(turn.text, sentence_spans(turn.text, nlp=nlp), asked_contact=asked_contact)


def _answer(text: str, spans: list[Span], *, asked_contact: bool) -> Iterator[_Part]:
    """The parts of what a respondent says: contact details apart, the rest cut by subject."""
    for procedural, run in _runs(text, spans, asked_contact=asked_contact):
        if procedural:
            yield _Part(run[0][0], run[-1][1], CONTACT)
        elif is_reaction(text[run[0][0] : run[-1][1]]):
            yield _Part(run[0][0], run[-1][1], SHORT)
        else:
            yield from _by_subject(text, run)


def _runs(text: str, spans: Iterable[Span], *, asked_contact: bool) -> list[tuple[bool, list[Span]]]:
    runs: list[tuple[bool, list[Span]]] = []
    for span in spans:
        procedural = is_procedural(text[slice(*span)], asked_contact=asked_contact)
        if not runs or runs[-1][0] != procedural:
            runs.append((procedural, []))
        runs[-1][1].append(span)
    return runs


def _by_subject(text: str, run: list[Span]) -> Iterator[_Part]:
    at = 0
    for size in groups([text[slice(*span)] for span in run]):
        start, end = _bare(text, run[at][0], run[at + size - 1][1])
        yield _Part(start, end)
        at += size


def _bare(text: str, start: int, end: int) -> Span:
    """Without the marks around it: quotation marks that enclose all of it, spaces, a place where something was."""
    piece = text[start:end]
    if piece.startswith("[…]"):
        return _bare(text, start + 3, end)
    if piece.endswith("[…]"):
        return _bare(text, start, end - 3)
    if piece != piece.strip():
        return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
    return start, end


def statement_of(conversation: Conversation, turn: Turn, start: int, end: int) -> Statement:
    """These characters of the conversation as a statement of who has this turn."""
    text = conversation.text[start:end]
    return Statement(
        id=statement_id(conversation.id, start, end, text),
        text=text,
        conversation_id=conversation.id,
        source=conversation.source,
        turn=turn.number,
        speaker=turn.speaker,
        start=start,
        end=end,
        place=turn.place,
        group=turn.group.value,
        group_origin=turn.group.origin,
        wijk=turn.wijk.value,
        wijk_origin=turn.wijk.origin,
        ronde=conversation.ronde,
        date=conversation.date,
    )
