"""A report in prose with quotations in it: only what is quoted with a source was said by a resident."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpora.layout.drafts import draft, is_question
from corpora.layout.labels import Label, candidate
from corpora.layout.lines import Line, join
from corpora.layout.people import only_group, only_wijk, role_of
from corpora.layout.quotes import Quotation, find_quotations, names_a_person, whole_quotation
from corpora.layout.sound import sentences
from corpora.layout.vocabulary import vocabulary
from corpora.layout.voice import may_be_said
from corpora.layout.who import Attributor, Section, Who
from corpora.records import Attribution, Turn

_MIN_WORDS_UNSOURCED = 5
_QUOTED = re.compile(r"[“„«\"][^“”„«»\"]*[”“»\"]|(?<!\w)‘[^‘\n]{2,600}?’(?!\w)|^'[^\n]+'$", re.MULTILINE)
_SOURCE, _INTRODUCTION = "bronvermelding", "inleiding"
_AGAIN = re.compile(r"\b(?:hij|zij|ze)\b", re.IGNORECASE)
_LOOK_BACK = 3000  # characters


@dataclass(slots=True)
class Prose:
    """Reads a report stretch by stretch; a heading ends a stretch."""

    attributor: Attributor
    header: set[int]
    turns: list[Turn] = field(default_factory=list)
    _n_quotes: int = 0
    _section: Section = field(init=False)

    def read(self, lines: Sequence[Line]) -> list[Turn]:
        """All turns of a report, in reading order."""
        section = self._section = Section(self.attributor.gazetteer)
        for stretch in _stretches(lines, self.header):
            if stretch[0].kind == "heading":
                section.enter(stretch[0])
            self._read_stretch(stretch, section)
        return self.turns

    def _read_stretch(self, lines: Sequence[Line], section: Section) -> None:
        text, starts = _as_text(lines)
        position = 0
        for quotation in self._quotations(text, lines, section):
            self._keep_rest(text[position : quotation.start], lines[bisect_right(starts, position) - 1])
            line = lines[bisect_right(starts, quotation.start) - 1]
            self._keep(quotation, line, section, before=text[: quotation.start], led_in=text[quotation.start].isalpha())
            position = quotation.end
        self._keep_rest(text[position:], lines[bisect_right(starts, min(position, len(text) - 1)) - 1])

    def _quotations(self, text: str, lines: Sequence[Line], section: Section) -> list[Quotation]:
        found = find_quotations(text, self.attributor.gazetteer, told=True)
        if not (section.group or section.wijk) or lines[0].kind == "heading":
            return found
        # under a heading that says who speaks, a paragraph in quotation marks needs no source of its own
        for match in re.finditer(r"(?:[^\n]|\n(?!\n))+", text):
            words = whole_quotation(match.group().strip())
            inside = any(quote.start < match.end() and match.start() < quote.end for quote in found)
            if not inside and len(words.split()) >= _MIN_WORDS_UNSOURCED:
                found.append(Quotation(match.start(), match.end(), words, ""))
        return sorted(found, key=lambda quote: quote.start)

    def _keep(self, quotation: Quotation, line: Line, section: Section, *, before: str, led_in: bool) -> None:
        self._n_quotes += 1
        # where a heading says who speaks, what is told about them says what they do
        aside = (quotation.told and section.group and not only_group(quotation.source)) or _tells_again(
            quotation.source
        )
        who = self._who("" if aside else quotation.source, section)
        told = led_in or quotation.told or quotation.source.partition(" ")[0].lower() in vocabulary().say_words
        if who.wijk.origin != _SOURCE and (told or not who.group):
            who = self._as_told(who, _QUOTED.sub(" … ", before[-_LOOK_BACK:]))
        named = not quotation.told and names_a_person(quotation.source, self.attributor.gazetteer)
        speaker = quotation.source if named else f"quote {self._n_quotes}"
        if "interviewer" in (who.role, role_of(quotation.source)):
            who, speaker = Who("notulist"), ""  # an official who comments
        self.turns.append(draft(quotation.text, place=line.place, speaker=speaker, who=who))

    def _as_told(self, who: Who, before: str) -> Who:
        """What the text tells before a quotation: the group that is named last; the wijk of the paragraph, or else of all of it."""
        paragraph = before.rsplit("\n\n", 1)[-1]
        group = next(
            (found for text in (*sentences(paragraph)[-1:], paragraph, before) if (found := only_group(text))), ""
        )
        near, far = (
            Attribution(only_wijk(text, self.attributor.gazetteer), _INTRODUCTION) for text in (paragraph, before)
        )
        return replace(who, group=who.group or Attribution(group, _INTRODUCTION), wijk=near or who.wijk or far)

    def _who(self, source: str, section: Section) -> Who:
        """Who a source is: somebody of the participant list, or what its words say."""
        if self.attributor.people.find(source):
            who = self.attributor.of_label(Label(source, "", "", "colon"), section)
            return who if who.role == "interviewer" else replace(who, role="respondent")
        return self.attributor.of_text(source, _SOURCE, section)

    def _keep_rest(self, text: str, line: Line) -> None:
        """What stands around the quotations is the note-taker's, paragraph by paragraph."""
        for paragraph in re.split(r"\n\s*\n", text):
            plain = join(paragraph.split("\n"))
            named = candidate(Line(plain, "paragraph", line.place))
            if named and role_of(named.name) == "respondent" and may_be_said(named.rest):
                who = self.attributor.of_label(named, self._section)
                self.turns.append(draft(named.rest, place=line.place, speaker=named.whole, who=who))
            elif re.search(r"\w", plain):
                who = Who("interviewer" if is_question(plain) else "notulist")
                self.turns.append(draft(plain, place=line.place, who=who))


def _tells_again(source: str) -> bool:
    """Of somebody who was brought in before: "Wat hij van de politie vindt, wil hij ook kwijt"."""
    again = _AGAIN.search(source)
    return again is not None and vocabulary().first_group_at(source) > again.start()


def count_quotations(lines: Sequence[Line], attributor: Attributor, *, told: bool = False) -> int:
    """How many attributed quotations a text holds; with `told` also those that a story is told around."""
    return sum(
        len(find_quotations(_as_text(stretch)[0], attributor.gazetteer, told=told))
        for stretch in _stretches(lines, set())
        if stretch[0].kind != "heading"
    )


def _stretches(lines: Sequence[Line], header: set[int]) -> Iterator[list[Line]]:
    stretch: list[Line] = []
    for number, line in enumerate(lines):
        if line.kind == "heading" or number in header:
            if stretch:
                yield stretch
            yield [line]
            stretch = []
        else:
            stretch.append(line)
    if stretch:
        yield stretch


def _as_text(lines: Sequence[Line]) -> tuple[str, list[int]]:
    """Lines as one text, a blank line between paragraphs, and where each line starts."""
    text, starts = "", []
    for line in lines:
        if text:
            text += "\n\n" if line.starts else "\n"
        starts.append(len(text))
        text += line.text
    return text, starts
