"""Carries out what a person changed by hand in the reading of one conversation.

1. `redo` masks more or less, and sets group and wijk, before statements are cut; what is masked by hand is masked
   wherever it stands in the conversation, and what is readable again is so for every mask with that pseudonym.
2. `recut` takes in as statements what was left out, and cuts and joins the statements that were found.

Edits that do not fit the reading at hand are left out and counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from corpora.edits import Edit, check_of
from corpora.records import (
    Attribution,
    Conversation,
    Passage,
    PersonalDataType,
    Statement,
    Turn,
    place_turns,
    statement_id,
)
from nlp.redact.found import MASK
from nlp.redact.pseudonyms import KINDS
from nlp.segment.segmenting import statement_of

if TYPE_CHECKING:
    from nlp.redact import Redactor
    from nlp.segment import Segmented

ORIGIN = "verbeterd met de hand"


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of a turn; a masked one knows what stood there."""

    text: str
    original: str | None = None


@dataclass(frozen=True, slots=True)
class Redone:
    """The conversation as the person wants it, with what to take in, cut and join: (turn, start) into the turn's text."""

    conversation: Conversation
    taken_in: tuple[tuple[int, int], ...] = ()
    cuts: tuple[tuple[int, int], ...] = ()
    joins: tuple[tuple[int, int], ...] = ()
    n_left_out: int = 0


def redo(before: Conversation, masked: Conversation, redactor: Redactor, edits: Sequence[Edit]) -> Redone:
    """Carry out the edits of this conversation, those of the oldest reading first.

    Args:
        before: the conversation without masks, in memory only.
        masked: the same as the machine masked it.
    """
    mine = sorted((edit for edit in edits if edit.conversation == masked.id), key=lambda edit: edit.version)
    if not mine:
        return Redone(masked)
    turns = _turns_with_originals(before, masked, redactor)
    done = Redone(masked)
    for _, batch in groupby(mine, key=lambda edit: edit.version):
        done = _carry_out(done, turns, list(batch))
    return done


def _turns_with_originals(before: Conversation, masked: Conversation, redactor: Redactor) -> dict[int, list[_Run]]:
    fields = redactor.find(before)
    return {
        turn.number: list(_runs(turn.text, [was.text[s.start : s.end] for s in fields[was.text].found]))
        for was, turn in zip(before.turns, masked.turns, strict=True)
    }


def _runs(text: str, originals: Sequence[str]) -> Iterator[_Run]:
    """The text at its masks; where the file held something that looks like a mask, nothing can be made readable."""
    masks = list(MASK.finditer(text))
    known: Sequence[str | None] = originals if len(originals) == len(masks) else [None] * len(masks)
    at = 0
    for mask, original in zip(masks, known, strict=True):
        yield _Run(text[at : mask.start()])
        yield _Run(mask.group(), mask.group() if original is None else original)
        at = mask.end()
    yield _Run(text[at:])


def _carry_out(done: Redone, turns: dict[int, list[_Run]], batch: list[Edit]) -> Redone:
    """One batch: all its offsets count in the text at hand."""
    here = check_of(done.conversation)
    fitting = [edit for edit in batch if edit.check == here and edit.turn in turns]
    old_places = {"uitspraak": done.taken_in, "knip": done.cuts, "plak": done.joins}
    places = {
        kind: (*before, *((edit.turn, edit.start) for edit in fitting if edit.kind == kind))
        for kind, before in old_places.items()
    }
    pseudonyms = [_selected(turns[e.turn], e.start, e.end) for e in fitting if e.kind == "leesbaar"]
    words = {_selected(turns[e.turn], e.start, e.end): e.value for e in fitting if e.kind == "masker"}
    shifts = {}
    for number in turns:
        old = turns[number]
        new = [_readable(run, pseudonyms) for run in old]
        shifts[number] = _shift(old, new)
        turns[number] = new
    for text, type_ in words.items():
        if type_ in KINDS and text.strip() and not MASK.search(text):
            _mask_everywhere(turns, shifts, text, type_)
    changed = _rewritten(done.conversation, turns, [edit for edit in fitting if edit.kind in ("groep", "wijk")])
    taken_in, cuts, joins = (tuple((number, shifts[number](at)) for number, at in found) for found in places.values())
    return Redone(changed, taken_in, cuts, joins, done.n_left_out + len(batch) - len(fitting))


def _selected(runs: Sequence[_Run], start: int, end: int) -> str:
    return "".join(run.text for run in runs)[start:end]


def _readable(run: _Run, pseudonyms: Sequence[str]) -> _Run:
    return _Run(run.original) if run.original is not None and run.text in pseudonyms else run


def _shift(old: Sequence[_Run], new: Sequence[_Run]) -> Callable[[int], int]:
    """Where an offset goes when these runs, one for one, take the place of those."""

    def moved(at: int) -> int:
        was = now = 0
        for before, after in zip(old, new, strict=True):
            if at < was + len(before.text):
                return now + min(at - was, len(after.text))
            was, now = was + len(before.text), now + len(after.text)
        return now

    return moved


def _mask_everywhere(
    turns: dict[int, list[_Run]], shifts: dict[int, Callable[[int], int]], text: str, type_: str
) -> None:
    kind = KINDS[_type(type_)]
    whole = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")
    pseudonym = f"[{kind}-{_next_number(turns, kind)}]"
    for number, old in turns.items():
        split = [piece for run in old for piece in _split(run, whole)]
        new = [_Run(pseudonym, run.text) if run.original is None and run.text == text else run for run in split]
        turns[number], shifts[number] = new, _after(shifts[number], _shift(split, new))


def _type(name: str) -> PersonalDataType:
    return next(type_ for type_ in KINDS if type_ == name)


def _after(first: Callable[[int], int], then: Callable[[int], int]) -> Callable[[int], int]:
    return lambda at: then(first(at))


def _split(run: _Run, whole: re.Pattern[str]) -> Iterator[_Run]:
    if run.original is not None:
        yield run
        return
    at = 0
    for match in whole.finditer(run.text):
        yield _Run(run.text[at : match.start()])
        yield _Run(match.group())
        at = match.end()
    yield _Run(run.text[at:])


def _next_number(turns: dict[int, list[_Run]], kind: str) -> int:
    texts = (run.text for runs in turns.values() for run in runs)
    return 1 + max((int(m[2]) for text in texts for m in MASK.finditer(text) if m[1] == kind), default=0)


def _rewritten(conversation: Conversation, turns: dict[int, list[_Run]], moves: Iterable[Edit]) -> Conversation:
    chosen = {(move.turn, move.kind): Attribution(move.value, ORIGIN if move.value else "") for move in moves}

    def turn(old: Turn) -> Turn:
        return replace(
            old,
            text="".join(run.text for run in turns[old.number]),
            group=chosen.get((old.number, "groep"), old.group),
            wijk=chosen.get((old.number, "wijk"), old.wijk),
        )

    return replace(conversation, turns=place_turns([turn(old) for old in conversation.turns]))


# --- statements ----------------------------------------------------------------------------------


def recut(found: Segmented, redone: Redone) -> Segmented:
    """Take in, cut and join statements; a passage between two that are joined becomes part of the statement."""
    talk = redone.conversation
    starts = {turn.number: turn.start for turn in talk.turns}
    statements, passages = list(found.statements), list(found.passages)
    for number, at in sorted(redone.taken_in):
        statements, passages = _take_in(statements, passages, number, starts[number] + at, talk)
    for number, at in sorted(redone.cuts):
        statements = [piece for said in statements for piece in _cut(said, number, starts[number] + at, talk)]
    for number, at in sorted(redone.joins, reverse=True):
        statements, passages = _join(statements, passages, number, starts[number] + at, talk)
    return replace(found, statements=tuple(statements), passages=tuple(passages))


def _take_in(
    statements: list[Statement], passages: list[Passage], turn: int, at: int, talk: Conversation
) -> tuple[list[Statement], list[Passage]]:
    """The passage at this place becomes a statement of who has the turn."""
    found = next((one for one in passages if one.turn == turn and one.start <= at < one.end), None)
    if found is None:
        return statements, passages
    speaking = next(one for one in talk.turns if one.number == turn)
    said = statement_of(talk, speaking, *_bare(talk.text, found.start, found.end))
    left = [one for one in passages if one is not found]
    return sorted([*statements, said], key=lambda one: one.start), left


def _cut(said: Statement, turn: int, at: int, talk: Conversation) -> list[Statement]:
    if said.turn != turn or not said.start < at < said.end:
        return [said]
    halves = [_bare(talk.text, said.start, at), _bare(talk.text, at, said.end)]
    return [_resized(said, start, end, talk) for start, end in halves if start < end]


def _join(
    statements: list[Statement], passages: list[Passage], turn: int, at: int, talk: Conversation
) -> tuple[list[Statement], list[Passage]]:
    """The last statement of the turn that begins at or before the place goes behind the one before it."""
    mine = [n for n, said in enumerate(statements) if said.turn == turn and said.start <= at]
    if len(mine) < 2:
        return statements, passages
    first, second = statements[mine[-2]], statements[mine[-1]]
    joined = _resized(first, first.start, second.end, talk)
    left = [said for n, said in enumerate(statements) if n not in mine[-2:]]
    apart = [one for one in passages if one.turn != turn or one.end <= joined.start or one.start >= joined.end]
    return sorted([*left, joined], key=lambda said: said.start), apart


def _resized(said: Statement, start: int, end: int, talk: Conversation) -> Statement:
    text = talk.text[start:end]
    return replace(said, id=statement_id(talk.id, start, end, text), start=start, end=end, text=text)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
