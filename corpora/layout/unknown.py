"""The last resort: text with sentences in it, and no sign of who speaks. It is kept, and staff are told to look at it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from corpora.layout.drafts import draft, is_aside, is_closing_heading, is_question, is_removed, notes, paragraphs
from corpora.layout.lines import Line, join
from corpora.layout.marks import split_mark
from corpora.layout.people import role_of
from corpora.layout.points import one_by_one
from corpora.layout.voice import is_own_words, is_report, may_be_said
from corpora.layout.who import Attributor, Section, Who
from corpora.records import Conversation, Turn

LOOK_AT_THIS = "niet overal herkend wie aan het woord is: wat als een uitspraak klinkt, telt als die van een onbekende; kijk dit bestand na."
_SPEAKER = "onbekend"
_MIN_WORDS = 5
_MIN_ITEMS = 2
_SENTENCE = re.compile(r"[.!…][\"'”’»)]*$")
_LETTER = re.compile(
    r"^(?:geachte?|beste|waarde|l\.?s\.?|aan:|van:|betreft|onderwerp|datum|kenmerk|uw\s|ons\s+kenmerk|bijlage|postbus|bezoekadres|met\s+vriendelijke)\b",
    re.IGNORECASE,
)
_REFERS = re.compile(r"\((?:(?:19|20)\d{2}|(?:zie|vgl\.?)\s[^()]*)\)", re.IGNORECASE)  # "(2021)", "(zie bijlage 2)"
_AGENDA = re.compile(r"^\d{1,2}[.:]\d{2}\s*(?:-|–|uur|u\b)|\b\d{1,2}[.:]\d{2}\s*[-–]\s*\d{1,2}[.:]\d{2}\b")


def warnings(conversations: Iterable[Conversation]) -> tuple[str, ...]:
    """What staff must know about how a file was read."""
    unknown = any(re.match(rf"{_SPEAKER} \d+$", turn.speaker) for c in conversations for turn in c.turns)
    return (LOOK_AT_THIS,) if unknown else ()


def read_unknown(lines: Sequence[Line], header: set[int], attributor: Attributor) -> list[Turn]:
    """Points, or else paragraphs, as words of somebody unknown; headings, questions and what a letter begins with are not."""
    section = Section(attributor.gazetteer)
    lines = one_by_one(lines)
    used = {id(line) for number, line in enumerate(lines) if number in header}
    found = list(paragraphs(lines))
    texts = [join(line.text for line in paragraph) for paragraph in found]
    kept = _kept(found, texts, used)
    turns: list[Turn] = []
    for number, (paragraph, text) in enumerate(zip(found, texts, strict=True)):
        first = paragraph[0]
        if first.stands_out:
            section.enter(first)
        if number not in kept:
            turns += notes(paragraph)
            continue
        who, speaker = attributor.in_section(Who("respondent"), section), f"{_SPEAKER} {len(turns) + 1}"
        words, mark = split_mark(text)
        turns.append(draft(words, place=first.place, speaker=speaker, who=who))
        turns += [draft(mark, place=first.place)] if mark else []
    return turns


def unknown_cells(turns: Sequence[Turn]) -> Iterator[Turn]:
    """Cells of a table without known columns: those that hold a sentence."""
    for number, turn in enumerate(turns, start=1):
        said = turn.role == "notulist" and may_be_said(turn.text) and not is_question(turn.text)
        yield replace(turn, role="respondent", speaker=f"{_SPEAKER} {number}") if said else turn


def _kept(found: Sequence[Sequence[Line]], texts: Sequence[str], used: set[int]) -> set[int]:
    closed, said = False, []
    for number, (paragraph, text) in enumerate(zip(found, texts, strict=True)):
        first = paragraph[0]
        if first.stands_out:
            closed = is_closing_heading(first)
        elif not closed and id(first) not in used and _is_sentence(text, first):
            said.append(number)
    items = [number for number in said if found[number][0].kind == "item"]
    if len(items) >= _MIN_ITEMS:
        # around a list stands what introduces it
        return {*items} | {number for number in said if is_own_words(texts[number])}
    likely = {number for number in said if may_be_said(texts[number])}
    return likely if 2 * len(likely) >= len(said) else {*said}


def _is_sentence(text: str, first: Line) -> bool:
    words = len(text.split())
    if words < _MIN_WORDS or is_question(text) or is_aside(first) or is_removed(text) or is_report(text):
        return False
    if (
        _LETTER.match(text)
        or _AGENDA.search(text)
        or _REFERS.search(text)
        or role_of(text.split(":")[0]) in ("notulist", "interviewer")
    ):
        return False
    return bool(_SENTENCE.search(split_mark(text)[0])) or first.kind == "item" or words > 3 * _MIN_WORDS
