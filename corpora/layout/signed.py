"""Paragraphs that end with who said them, on a line of its own: "— bewoner Wielwijk"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpora.gazetteer import Gazetteer
from corpora.layout.dialogue import strip_quotes
from corpora.layout.drafts import draft, is_aside, is_closing_heading, is_question, notes, paragraphs
from corpora.layout.lines import Line, join
from corpora.layout.people import group_of_age
from corpora.layout.quotes import is_source, names_a_person
from corpora.layout.sound import sentences
from corpora.layout.stamps import joined_below, stamps, stand_below
from corpora.layout.vocabulary import vocabulary
from corpora.layout.voice import is_report, speaks_of_self
from corpora.layout.who import Attributor, Section
from corpora.records import Turn

_DASHED = re.compile(r"^[–—-]{1,2}\s*(?P<source>[^–—\s-][^?!:]*[^.?!:])$")
_BRACKETED = re.compile(r"^[(\[](?P<source>[^()\[\]]{3,80})[)\]]$")
_MAX_WORDS = 10
_MIN_SIGNATURES = 2


def signatures(lines: Sequence[Line], gazetteer: Gazetteer) -> dict[int, str]:
    """The lines that only say who spoke above them, with that source; empty when there are fewer than two."""
    found = {number: source for number in range(1, len(lines)) if (source := _source(lines, number, gazetteer))}
    found |= _set_apart(lines, gazetteer) | _below_sentences(lines, gazetteer)
    found |= {number: stamp.source for number, stamp in stamps(lines, gazetteer, below=True).items()}
    return found if len(found) >= _MIN_SIGNATURES and joined_below(lines, found) < 1 else {}


def _set_apart(lines: Sequence[Line], gazetteer: Gazetteer) -> dict[int, str]:
    """Lines in italics or bold that name who speaks, where the first of them stands below words, not above them."""
    found = {
        number: line.text.strip(" ()")
        for number, line in enumerate(lines)
        if line.stands_out and line.kind != "heading" and len(line.text.split()) <= _MAX_WORDS
        if line.text[-1] not in ".?!:" and (is_source(line.text, gazetteer) or group_of_age(line.text))
    }
    if not found or not stand_below(lines, found):
        found = {number: source for number, source in found.items() if not _heads(lines, number)}
    first = min(found, default=0)
    before = lines[first - 1] if first else None
    return found if before and not before.stands_out and len(before.text.split()) > 3 else {}


def _below_sentences(lines: Sequence[Line], gazetteer: Gazetteer) -> dict[int, str]:
    """Short lines that name a group, each right below a whole sentence, the last of them above no other."""
    found = {
        number: line.text
        for number, (before, line) in enumerate(pairwise(lines), start=1)
        if line.kind == before.kind == "paragraph" and line.starts and len(line.text.split()) <= _MAX_WORDS - 2
        if (line.text[-1].isalnum() or line.text[-1] == ")") and ":" not in line.text
        if before.text.endswith((".", "!", "?", "…", "”", '"', ",")) or len(before.text.split()) > 2 * _MAX_WORDS
        if vocabulary().group_of(line.text) and is_source(line.text, gazetteer)
    }
    return found if len(found) > _MIN_SIGNATURES and stand_below(lines, found) else {}


def _heads(lines: Sequence[Line], number: int) -> bool:
    """What stands above a question, a point or another such line is the heading of those."""
    below = lines[number + 1] if number + 1 < len(lines) else None
    return below is not None and (below.stands_out or below.kind == "item" or is_question(below.text))


def _source(lines: Sequence[Line], number: int, gazetteer: Gazetteer) -> str:
    line, before = lines[number], lines[number - 1]
    if line.kind == "heading" or before.kind == "heading" or len(line.text.split()) > _MAX_WORDS:
        return ""
    if bracketed := _BRACKETED.match(line.text):
        return bracketed["source"] if is_source(bracketed["source"], gazetteer) else ""
    if dashed := _DASHED.match(line.text):
        return dashed["source"].strip()
    # a dash that reads as a bullet: one point alone, below a paragraph
    after = lines[number + 1] if number + 1 < len(lines) else None
    alone = line.kind == "item" and before.kind == "paragraph" and (after is None or after.kind != "item")
    return line.text if alone and is_source(line.text, gazetteer) and line.text[-1] not in ".?!" else ""


@dataclass(slots=True)
class Signed:
    """Reads paragraphs until the line that says whose they are."""

    attributor: Attributor
    sources: dict[int, str]
    header: set[int]
    turns: list[Turn] = field(default_factory=list)
    single: bool = False  # most signatures stand below one paragraph
    _waiting: list[list[Line]] = field(default_factory=list)

    def read(self, lines: Sequence[Line]) -> list[Turn]:
        """All turns; paragraphs that nobody signed are the note-taker's."""
        section, closed = Section(self.attributor.gazetteer), False
        by_line = {id(lines[number]): source for number, source in self.sources.items()}
        used = {id(lines[number]) for number in self.header if number < len(lines)}
        apart = _apart(lines, by_line, used)
        self.single = _one_each(
            [
                id(paragraph[0]) in by_line
                for paragraph in apart
                if not paragraph[0].stands_out or id(paragraph[0]) in by_line
            ]
        )
        for paragraph in apart:
            first, source = paragraph[0], by_line.get(id(paragraph[0]), "")
            if source and not closed:
                self._sign(source, section)
            elif first.stands_out or id(first) in used or closed or is_aside(first):
                self._note_waiting()
                self.turns += notes(paragraph)
                if first.kind == "heading":
                    section.enter(first)
                    closed = is_closing_heading(first)
            else:
                self._waiting.append(paragraph)
        self._note_waiting()
        return self.turns

    def _sign(self, source: str, section: Section) -> None:
        said = self._said()
        if not said:
            return
        first = not any(turn.role == "respondent" for turn in self.turns)
        while len(said) > 1 and (self.single or first) and not speaks_of_self(join(line.text for line in said[0])):
            # where everybody else said one paragraph, what stands above it introduces; so may what stands on top
            self.turns += notes(said.pop(0))
        who = self.attributor.of_text(source, "bronvermelding", section)
        named = names_a_person(source, self.attributor.gazetteer)
        speaker = source if named else f"{source} ({len(self.turns) + 1})"
        text = " ".join(strip_quotes(join(line.text for line in paragraph)) for paragraph in said)
        self.turns.append(draft(text, place=said[0][0].place, speaker=speaker, who=who))

    def _said(self) -> list[list[Line]]:
        """The paragraphs right above the signature; what the note-taker wrote before them is kept as a note."""
        waiting, self._waiting = self._waiting, []
        at = len(waiting)
        while at and not _is_note(waiting[at - 1]):
            at -= 1
        for paragraph in waiting[:at]:
            self.turns += notes(paragraph)
        return waiting[at:]

    def _note_waiting(self) -> None:
        for paragraph in self._waiting:
            self.turns += notes(paragraph)
        self._waiting = []


def _one_each(signs: Sequence[bool]) -> bool:
    """Whether most signatures stand right below one paragraph, which stands below another signature."""
    between = "".join("s" if sign else "p" for sign in signs).split("s")[:-1]
    return sum(len(stretch) == 1 for stretch in between) * 2 > len(between) > 1


def _is_note(paragraph: Sequence[Line]) -> bool:
    text = join(line.text for line in paragraph)
    return is_report(text) or (is_question(text) and len(sentences(text)) == 1)


def _apart(lines: Sequence[Line], sources: dict[int, str], used: set[int]) -> list[list[Line]]:
    """Paragraphs, with every signature, and every line that was read already, on its own."""
    alone = {*sources} | used
    found: list[list[Line]] = []
    for paragraph in paragraphs(lines):
        found.append([])
        for line in paragraph:
            if id(line) in alone or (found[-1] and id(found[-1][0]) in alone):
                found.append([])
            found[-1].append(line)
    return [paragraph for paragraph in found if paragraph]
