"""A recording typed out by a machine, without a word about who speaks: questions and answers alternate.

What the machine gives is lines with times. A sentence that ends at the end of a line may end a turn; a stretch that ends
with a question put to somebody is the interviewer's, what stands between two of those is the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpora.layout.drafts import draft, is_aside, is_question
from corpora.layout.lines import Line, join
from corpora.layout.vocabulary import vocabulary
from corpora.layout.who import Attributor, Section, Who
from corpora.records import Turn

_ENDS = (".", "?", "!", "…")
_PUT_TO = re.compile(r"\b(?:u|uw|je|jij|jou|jouw|jullie)\b", re.IGNORECASE)
_TELLS = re.compile(r"\b(?:ik|mijn|m['’]n|wij|we|ons|onze)\b", re.IGNORECASE)
_ASKS_LEAVE = re.compile(r"\b(?:mag|mogen|kan|zal|zullen)\s+(?:ik|we|wij)\b", re.IGNORECASE)
_THANKS = re.compile(
    r"^(?:(?:oké|ok|goed|nou|mooi|fijn|prima|helder)[,.]?\s+)?(?:heel\s+)?(?:dank|bedankt|hartelijk\s+dank)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"^(?:oké|ok|goed|zo|ja|nou)?[,.]?\s*(?:de\s+opname|we\s+nemen\s+op|we\s+zijn\s+begonnen)\b", re.IGNORECASE
)
_MIN_QUESTIONS = 2
_MAX_THANKS = 20
_MAX_SHORT = 8


def is_unlabelled(lines: Sequence[Line]) -> bool:
    """Whether these are captions, or lines with times, in which nobody is named and somebody asks."""
    cues = [line for line in lines if line.kind == "cue"]
    if 2 * len(cues) <= len(lines) or any(line.speaker for line in cues):
        return False
    return sum(_asks(text) for _, text in _stretches(cues)) >= _MIN_QUESTIONS


def read_unlabelled(lines: Sequence[Line], attributor: Attributor) -> list[Turn]:
    """All turns, in order; neighbouring stretches of the same side are one turn."""
    section = Section(attributor.gazetteer)
    turns: list[Turn] = []
    sides: list[tuple[str, Line, str]] = []
    for first, text in _stretches(lines):
        side = _side(first, text)
        if sides and side == "respondent" == sides[-1][0]:
            before = sides.pop()
            sides.append((side, before[1], f"{before[2]} {text}"))
        else:
            sides.append((side, first, text))
    if len(sides) > 1 and sides[0][0] == "respondent" and vocabulary().opening.match(sides[0][2]):
        sides[0] = ("interviewer", *sides[0][1:])  # who says good morning first came to ask something
    for side, first, text in sides:
        if first.kind == "heading":
            section.enter(first)
        who = attributor.in_section(Who("respondent"), section)
        who = who if side == "respondent" else Who("interviewer" if side == "interviewer" else "notulist")
        turns.append(draft(text, place=first.place, who=who, seconds=first.seconds))
    return turns


def _side(first: Line, text: str) -> str:
    if first.stands_out or is_aside(first) or first.kind != "cue":
        return "notulist"
    thanks = len(text.split()) <= _MAX_THANKS and (_THANKS.match(text) or _OPENS.match(text))
    return "interviewer" if _asks(text) or thanks else "respondent"


def _asks(text: str) -> bool:
    """Put to somebody: it says "u" or "jij", or is short and begins as questions do."""
    if not is_question(text):
        return False
    last = re.split(r"(?<=[.!?])\s+", text.strip())[-1]
    if _ASKS_LEAVE.search(last):
        return True
    if _PUT_TO.search(last):
        return not _TELLS.search(last) or bool(re.search(r"\b(?:u|uw|jullie)\b", last, re.IGNORECASE))
    plain = re.sub(r"^(?:en|maar|oké|ja|nou|dus)[,\s]+", "", last, flags=re.IGNORECASE)
    short = len(text.split()) <= _MAX_SHORT
    return not _TELLS.search(last) and (short or bool(vocabulary().question_start.search(plain)))


def _stretches(lines: Sequence[Line]) -> Iterator[tuple[Line, str]]:
    """Lines up to where a sentence ends together with a line: the first of them, and their text."""
    waiting: list[Line] = []
    for line in lines:
        alone = line.kind != "cue" or is_aside(line)
        if waiting and (alone or waiting[-1].text.rstrip().endswith(_ENDS)):
            yield waiting[0], join(one.text for one in waiting)
            waiting = []
        waiting.append(line)
        if alone:
            yield line, line.text
            waiting = []
    if waiting:
        yield waiting[0], join(one.text for one in waiting)
