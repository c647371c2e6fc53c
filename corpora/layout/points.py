"""Notes without speaker labels: bullet lists, answers under questions, reactions one below the other, a mail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpora.layout.dialogue import strip_quotes
from corpora.layout.drafts import (
    draft,
    is_aside,
    is_closing_heading,
    is_ending,
    is_note_lead,
    is_question,
    is_removed,
    notes,
    paragraphs,
    sounds_spoken,
)
from corpora.layout.grid import column_word, is_question_text
from corpora.layout.labels import Label, name_and_rest, names_and_tells, respondent_label
from corpora.layout.lines import Line, join
from corpora.layout.marks import split_mark
from corpora.layout.people import only_wijk
from corpora.layout.quotes import leading_source, names_a_person, trailing_source
from corpora.layout.sound import likelihood, sentences
from corpora.layout.vocabulary import vocabulary
from corpora.layout.voice import is_own_words, is_report, may_be_said, mostly_said
from corpora.layout.who import Attributor, Section, Who, asks_only, own_group, own_wijk
from corpora.records import HEAD_LEVEL, Attribution, Turn

_QUESTION_AND_ANSWER = re.compile(r"^([^?]{10,}\?)\s+(\S.*)$")
_GREETING = re.compile(r"^(?:dag|beste|geachte|hallo|hoi|goede\w*)\b[^,.!]{0,60}[,.!]\s*", re.IGNORECASE)
_WRITES = re.compile(
    r"\b(?:(?:schrijf|mail|stuur|richt|bericht|antwoord|reageer)\s+(?:ik|wij|we)|(?:ik|wij|we)\s+(?:schrijf|schrijven|mail|mailen|reageer|reageren|antwoord))"
    r"\s+(?:mij\s+|ons\s+)?(?:u|even|hieronder|tussen|vanaf|bij|snel|jullie|je|graag|namens|deze|hierbij|op)\b",
    re.IGNORECASE,
)
_FIELD = re.compile(r"^([^\W\d_][^:.?!]{1,40}):(?:\s+(?=\S)|$)")
_KEY = re.compile(r"^[^\W\d_][\w\s-]{1,30}:\s")
_ROUND = re.compile(r"^[^\W\d_]+\s\d{1,2}(?=\s*[:.–—-])")
_STOPS = ".!?…\"”’')"
_MIN_ITEMS, _MIN_LED = 2, 3
_MIN_LETTER_ITEMS = 3
_MIN_UNIFORM_WORDS = 4
_MIN_LINE_WORDS = 4
_LONG, _MOSTLY = 8, 0.6  # words of a paragraph; share of paragraphs
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_LETTER_START_WORDS = 30
_MAX_QUESTION_WORDS = 14
_LIKELY = 0.5


@dataclass(slots=True)
class Points:
    """Reads notes paragraph by paragraph."""

    attributor: Attributor
    sender: str = ""  # of a mail: everything in it is theirs
    signature: str = ""
    elsewhere: bool = False  # a table holds what people said: what stands around it tells about that
    turns: list[Turn] = field(default_factory=list)
    _closed: bool = False
    _asked: bool = False
    _uniform: bool = False
    _stopped: bool = False  # what is said ends with a stop: a line without one is a title
    _all_stands_out: bool = False
    _said_stands_out: bool = False  # whole paragraphs are set apart, as quotations are: what is not, is told about them
    _form: bool = False  # a form that asks for words: nothing else on it is an answer
    _portrayed: str = ""  # who the heading above names
    _n_questions: int = 0
    _rounds: frozenset[str] = frozenset()  # how headings that ask begin, without their numbers: "Ronde #"
    _frame: frozenset[str] = frozenset()  # of a letter: paragraphs around the list in it that are about that list
    _led: bool = False  # several paragraphs begin with who said them: "ouder, Sterrenburg // …"
    _n: int = 0
    _introducing: bool = False  # above the first of several people: what stands there tells about them
    _n_heads: int = 0

    def read(self, lines: Sequence[Line], header: set[int]) -> list[Turn]:
        """All turns; what is not clearly a resident's is the note-taker's."""
        section = Section(self.attributor.gazetteer)
        body = [line for number, line in enumerate(lines) if number not in header]
        self._uniform = mostly_said(
            join(line.text for line in p) for p in paragraphs(one_by_one(body)) if len(p[0].text.split()) > 2
        )
        ends = [p[-1].text[-1] in _STOPS for p in paragraphs(one_by_one(body)) if not p[0].stands_out]
        self._stopped = 2 * sum(ends) > len(ends)
        spoken = self.sender or self._speaks(body)
        listed = sum(line.kind == "item" for line in body) >= _MIN_ITEMS
        used = {(line.place, line.text) for number, line in enumerate(lines) if number in header}
        starts = (number for number, line in enumerate(body) if line.level == HEAD_LEVEL)
        self._introducing = _introduces(body[: next(starts, 0)])
        self._form = len(used) > 1 and any(_field(line.text) for line in body)
        self._all_stands_out = 2 * sum(line.stands_out for line in body) > len(body)
        long = [line for line in body if line.kind == "paragraph" and len(line.text.split()) >= _LONG]
        self._said_stands_out = sum(line.stands_out for line in long) > _MOSTLY * len(long) > _MIN_LETTER_ITEMS
        self._n_questions = sum(line.stands_out and is_question(line.text) for line in body)
        self._rounds = frozenset(_round(line) for line in body if line.stands_out and is_question(line.text)) - {""}
        self._led = sum(bool(leading_source(line.text, section.gazetteer)[1]) for line in body) >= _MIN_LED
        self._frame = _around_list(one_by_one(body)) if self.sender else frozenset()
        above: Line | None = None
        for paragraph in paragraphs(one_by_one(_after_questions(_fields_apart(_asides_apart(lines), header)))):
            if (paragraph[0].place, paragraph[0].text) in used or not self._is_answer(
                paragraph, section, bool(spoken), listed
            ):
                told = join(line.text for line in paragraph)
                section.told(told, below_heading=above is not None and above.kind == "heading")
                if not paragraph[0].stands_out and not self._n_questions:
                    section.introduces(told)
                self._keep_note(paragraph)
            else:
                self._keep_answer(paragraph, section)
            above = paragraph[0]
        return self._with_own_group() if self.sender else self.turns

    def _with_own_group(self) -> list[Turn]:
        """A mail has one writer: what they call themselves once, or below it, holds for all of it."""
        text, below = " ".join(turn.text for turn in self.turns), "ondertekening"
        group = own_group(text) or Attribution(vocabulary().group_of(self.signature), below)
        wijk = own_wijk(text, self.attributor.gazetteer) or Attribution(
            only_wijk(self.signature, self.attributor.gazetteer), below
        )
        return [
            replace(turn, group=turn.group or group, wijk=turn.wijk or wijk) if turn.speaker == self.sender else turn
            for turn in self.turns
        ]

    def _is_answer(self, paragraph: Sequence[Line], section: Section, spoken: bool, listed: bool) -> bool:
        first, text = paragraph[0], join(line.text for line in paragraph)
        sourced = first.kind != "heading" and bool(self._sourced(text)[1])
        if (
            first.stands_out
            and not sourced
            and (first.kind == "heading" or len(text.split()) < 15 or not self._all_stands_out)
            and not (self._said_stands_out and first.kind != "heading" and text[-1] in _STOPS)
        ):
            if len(text.split()) < 15:
                section.enter(first)
            self._introducing = self._introducing and first.level != HEAD_LEVEL
            self._portrayed = name_and_rest(text)[0] if names_and_tells(text, self.attributor.people) else ""
            if first.level == HEAD_LEVEL and names_a_person(text, self.attributor.gazetteer):
                self._n_heads += 1
                self._portrayed = f"gesprek {self._n_heads}"  # the words below it are one person's
            self._closed = is_closing_heading(first)
            self._asked = asks_only(text) or _round(first) in self._rounds
            return False
        asked = is_question(text) and not _ends_in_question(text)
        if asked and len(text.split()) < 40 and (first.kind == "item" or not self.sender):
            self._asked = True
            return False
        self._closed = self._closed or is_ending(text)
        if self._form:
            self._asked = bool(_field(text)) or (self._asked and not _KEY.match(text))
            if not self._asked:
                return False
        if self._closed or is_aside(first) or is_removed(text) or is_note_lead(text):
            return False
        if self._label(paragraph):
            return True
        if self._introducing or (self._said_stands_out and not first.stands_out):
            return False
        opened = vocabulary().letter_start.search(_GREETING.sub("", text)) or _WRITES.search(text)
        frames = opened and len(text.split()) < _LETTER_START_WORDS and not is_own_words(_after_first(text))
        if self.sender and (frames or text in self._frame):
            return False
        if self.sender or sourced:
            return len(text.split()) > 1
        if self._n_questions > 1 and not self._asked:
            return False  # what stands above the first question introduces whoever answers
        if self.elsewhere and not self._asked and first.kind != "item":
            return False
        expected = spoken and (first.kind == "item" or self._asked or bool(_field(text)))
        if expected:
            return len(text.split()) > 1 and not is_report(text)
        # no sign of who speaks: what sounds like a resident is not lost
        if not spoken or listed:
            return is_own_words(text)
        uniform = self._uniform and (not self._stopped or text[-1] in _STOPS)
        return may_be_said(text) or (uniform and not is_report(text) and len(text.split()) >= _MIN_UNIFORM_WORDS)

    def _label(self, paragraph: Sequence[Line]) -> Label | None:
        """Who the paragraph itself says that speaks: "Bewoner: het is hier donker."."""
        text = join(line.text for line in paragraph)
        return None if self.sender else respondent_label(replace(paragraph[0], text=text), self.attributor.people)

    def _keep_answer(self, paragraph: Sequence[Line], section: Section) -> None:
        self._n += 1
        if label := self._label(paragraph):
            who = replace(self.attributor.of_label(label, section), role="respondent")
            said = strip_quotes(label.rest)
            self.turns.append(draft(said, place=paragraph[0].place, speaker=label.whole, who=who))
            return
        whole, mark = split_mark(join(line.text for line in paragraph))
        text, source = self._sourced(whole[len(_field(whole)) :].strip())
        if source:
            who = self.attributor.of_text(source, "bronvermelding", section)
        else:
            who = self.attributor.in_section(Who("respondent"), section)
        named = bool(source) and names_a_person(source, self.attributor.gazetteer)
        speaker = source if named else (not source and self.sender) or self._portrayed or f"punt {self._n}"
        self.turns.append(draft(strip_quotes(text), place=paragraph[0].place, speaker=speaker, who=who))
        self.turns += [draft(mark, place=paragraph[0].place)] if mark else []

    def _sourced(self, text: str) -> tuple[str, str]:
        """Words and who said them, where that stands behind them, or before them as it does with several others."""
        words, source = trailing_source(text, self.attributor.gazetteer)
        return leading_source(text, self.attributor.gazetteer) if self._led and not source else (words, source)

    def _keep_note(self, paragraph: Sequence[Line]) -> None:
        text = join(line.text for line in paragraph)
        if is_question(text):
            self.turns.append(draft(text, place=paragraph[0].place, role="interviewer"))
        else:
            self.turns += notes(paragraph)

    def _speaks(self, lines: Sequence[Line]) -> bool:
        """Whether this is what people said, and not a text about something: a policy note has bullets too."""
        setting = self.attributor.setting
        said = [line for line in lines if not line.stands_out]
        asked = bool(setting.group) or any(is_question(line.text) for line in lines)
        return bool(said) and (asked or sounds_spoken([line.text for line in said]))


def _introduces(lines: Sequence[Line]) -> bool:
    """A letter that begins with a greeting, or with what it passes on: "Hierbij de reacties op …"."""
    begins = [_GREETING.sub("", line.text) for line in lines]
    greeted = any(begin != line.text for begin, line in zip(begins, lines, strict=True))
    return greeted or any(vocabulary().letter_start.search(begin) for begin in begins)


def _ends_in_question(text: str) -> bool:
    """Somebody's words that only end with a question: "Alles ligt op straat. Wie bedenkt zoiets?"."""
    *told, _ = sentences(text)
    said = " ".join(told)
    return bool(told) and "?" not in said and (is_own_words(text) or likelihood(said) > _LIKELY)


def _round(line: Line) -> str:
    """How a numbered heading begins, without its number: "Ronde 3: …", "Vraag 2 – …"; "" when it has none."""
    match = _ROUND.match(line.text)
    return re.sub(r"\d+", "#", match.group()) if match else ""


def _around_list(lines: Sequence[Line]) -> frozenset[str]:
    """Paragraphs of a letter before or after the list in it that speak about that list: "Hieronder vindt u …"."""
    apart = paragraphs(lines)
    items = [number for number, paragraph in enumerate(apart) if paragraph[0].kind == "item"]
    if len(items) < _MIN_LETTER_ITEMS:
        return frozenset()
    texts = [join(line.text for line in paragraph) for paragraph in (*apart[: items[0]], *apart[items[-1] + 1 :])]
    return frozenset(text for text in texts if vocabulary().about_list.search(text))


def _after_first(text: str) -> str:
    """What follows on the first sentence: "Dank voor uw vraag. Wat mij dwarszit, is …"."""
    return _SENTENCE.split(text, maxsplit=1)[1] if _SENTENCE.search(text) else ""


def _asides_apart(lines: Sequence[Line]) -> list[Line]:
    """What hangs below a point in brackets or behind a key ("TODO: …") is the note-taker's."""
    return [
        replace(line, starts=True, kind="paragraph")
        if not line.starts and (is_aside(line) or is_note_lead(line.text))
        else line
        for line in lines
    ]


def _fields_apart(lines: Sequence[Line], header: set[int]) -> list[Line]:
    """What stands below the head of a form begins anew, and so does every field of it."""
    return [
        replace(line, starts=True) if number in header or number - 1 in header or _field(line.text) else line
        for number, line in enumerate(lines)
    ]


def _field(text: str) -> str:
    """The label of a field on a form that asks for words: "Ik vind:"; "" when a text begins with none."""
    match = _FIELD.match(text)
    return match.group() if match and column_word(match[1]) == "uitspraak" else ""


def _after_questions(lines: Sequence[Line]) -> list[Line]:
    """What stands on the line below a question, or behind a numbered one, is a paragraph of its own: the answer."""
    apart: list[Line] = []
    for line in _questions_apart(lines):
        below = bool(apart) and apart[-1].starts and is_question(apart[-1].text) and line.kind == "paragraph"
        line = replace(line, starts=line.starts or below)
        both = _QUESTION_AND_ANSWER.match(line.text) if line.kind == "item" else None
        if both:
            apart += [replace(line, text=both[1]), replace(line, text=both[2], kind="paragraph")]
        else:
            apart.append(line)
    return apart


def _questions_apart(lines: Sequence[Line]) -> list[Line]:
    """Questions on a line of their own begin a paragraph, where there are several: a form typed without blank lines."""
    asks = [_is_whole_question(line) for line in lines]
    ended = [True, *(line.text.endswith((".", "!", "?", "…")) for line in lines[:-1])]
    if sum(asks) < _MIN_ITEMS:
        return list(lines)
    return [
        replace(line, starts=line.starts or (ask and end)) for line, ask, end in zip(lines, asks, ended, strict=True)
    ]


def _is_whole_question(line: Line) -> bool:
    plain = line.kind == "paragraph" and line.text[:1].isupper() and len(line.text.split()) <= _MAX_QUESTION_WORDS
    return plain and is_question(line.text) and not re.search(r"[.!?]\s", line.text) and is_question_text(line.text)


def one_by_one(lines: Sequence[Line]) -> list[Line]:
    """Lines that each are a whole sentence are paragraphs of their own, as in a list of reactions."""
    plain = [line for line in lines if line.kind == "paragraph" and not line.stands_out]
    said = [line for line in plain if len(line.text.split()) >= _MIN_LINE_WORDS]
    whole = sum(line.text.endswith((".", "!", "?", "”", '"', ")")) for line in said)
    if len(said) < 3 or whole < 0.8 * len(said):
        return list(lines)
    return [replace(line, starts=True) if line.kind == "paragraph" and not line.stands_out else line for line in lines]
