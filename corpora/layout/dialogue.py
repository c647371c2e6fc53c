"""A conversation with speaker labels: from lines to turns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from corpora.layout.chats import without_edit_mark
from corpora.layout.drafts import (
    asks_or_leads,
    draft,
    is_aside,
    is_closing_heading,
    is_ending,
    is_note_lead,
    is_question,
    is_removed,
    notes,
    paragraphs,
    without_interjections,
)
from corpora.layout.labels import Label
from corpora.layout.lines import Line, join
from corpora.layout.people import is_anonymous
from corpora.layout.stamps import joined_below
from corpora.layout.stories import begins_anew
from corpora.layout.vocabulary import vocabulary
from corpora.layout.voice import is_no_talk, is_report, speaks_of_self
from corpora.layout.who import Attributor, Section, Who, introduces
from corpora.records import Turn

_NUMBERED = re.compile(r"^(?:vraag|v|q)\s*\d+\s*[.:)]?\s", re.IGNORECASE)
_ASIDE_DETAIL = re.compile(
    r"^(?:lacht|knikt|zucht|aarzelt|vervolgt|fluistert|roept|boos|stil|emotioneel|onderbreekt)\b", re.I
)
_ONE_OF = re.compile(r"^[a-z]+\s(?:\d{1,2}|[A-Z])$")
_LEADER = re.compile(
    r"^(?:de|onze|ook de)\s(?:moderator|gespreksleid\w+|gespreksvoerder|interview\w+|dagvoorzitter|notulist\w*|avondvoorzitter)\s[a-z]",
    re.I,
)
_MAX_REPORT_WORDS = 30
_MIN_QUESTION_SHARE = 0.6
_MIN_QUESTIONS = 2
_MIN_ONE_EACH = 4  # labels
_STOPS = (".", "!", "?", "…")
_CLOSING_QUOTES = "\"”’'»"
_LED_IN = re.compile(r"^(?P<lead>[^\"“„«:.!?]{2,60}):\s*[\"“„«](?P<words>[^\"“”„«»]+)[\"”»]\.?$")
_DOUBLE = re.compile(r"[\"“”„«»]")
_OPENING_QUOTES = "\"“„‘'«"


@dataclass(slots=True)
class _Open:
    """The turn that is being read."""

    speaker: str
    who: Who
    place: str
    seconds: float | None
    pieces: list[str]
    before: str = ""  # earlier paragraphs of the same turn
    runs_on: bool = False  # over captions without a label: another label then says that another turn begins


@dataclass(slots=True)
class Dialogue:
    """Reads lines one by one and keeps who is speaking."""

    attributor: Attributor
    labels: dict[int, Label]
    header: set[int]
    turns: list[Turn] = field(default_factory=list)
    _open: _Open | None = None
    _speakers: dict[str, str] = field(default_factory=dict)  # "R2 (lacht)" is R2
    _pending: list[Line] = field(default_factory=list)
    _aside: list[Line] = field(default_factory=list)
    _closed: bool = False
    _anonymous: int = 0
    _n_points: int = 0
    _section: Section = field(init=False)

    def read(self, lines: Sequence[Line]) -> list[Turn]:
        """All turns of a conversation; what nobody said is a turn of the note-taker."""
        self._section = Section(self.attributor.gazetteer)
        first, only_asking = min(self.labels), self._only_interviewers()
        asked = any(turn_role == "interviewer" for turn_role in self._roles())
        labelled_items = any(lines[number].kind == "item" and label.rest for number, label in self.labels.items())
        ends = self._end_of_last(lines)
        for number, line in enumerate(lines):
            if number == ends:
                self._end_turn()
                self._closed = True
            label, below = self.labels.get(number), self.labels.get(number + 1)
            if below and below.detail and below.name == line.text and not label:
                continue  # the name of whoever the next line is about
            if label and not self._closed:
                self._begin(label, line)
            elif number in self.header or line.stands_out or is_ending(line.text) or self._closed:
                self._end_turn()
                self._stand_apart(line)
            elif line.starts and line.kind == "paragraph" and self._is_apart(line):
                self._end_turn()
                self._note(line)
            elif (
                is_aside(line)
                or self._is_quoted_whole()
                or (line.starts and line.kind != "cue" and _tells_about(line.text))
                or (self._open is None and (number < first or not only_asking))
                or self._is_about_speaker(line)
                or (self._aside and self._aside[-1] is lines[number - 1] and not line.starts and line.kind != "cue")
            ):
                self._note(line)
            elif (
                self._is_loose_question(line, asked)
                or (labelled_items and line.kind != "item" and line.starts)
                or (line.kind == "item" and labelled_items and line.starts)
            ):
                self._end_turn()
                self._stand_apart(line)
            elif line.starts and is_note_lead(line.text):
                self._end_turn()
                self._note(line)
            else:
                self._continue(line, answers=only_asking)
        self._end_turn()
        self._flush_notes()
        return settle_roles(self.turns)

    def _begin(self, label: Label, line: Line) -> None:
        if (
            self._open
            and label.name
            and self._speakers.get(label.key) == self._open.speaker
            and (label.form in ("tag", "time") or line.kind == "cue")
            and not (label.form == "time" and join(self._open.pieces).endswith(_STOPS))
            and not self._open.runs_on
        ):
            # a transcript repeats the name for every subtitle of one turn; a new time after a full stop begins another
            self._open.pieces.append(label.rest)
            return
        self._end_turn()
        above: Line | None = None
        for paragraph in paragraphs(self._pending):
            if not paragraph[0].stands_out:
                below = above is not None and above.kind == "heading"
                self._section.told(join(one.text for one in paragraph), below_heading=below)
            above = paragraph[0]
        self._flush_notes()
        who = self.attributor.of_label(label, self._section)
        if _ASIDE_DETAIL.match(label.detail):
            label = replace(label, detail="")
        # "Klas 1b - leerling A" is one of several
        key = f"{label.key} {label.detail}" if _ONE_OF.search(label.detail) else label.key
        speaker = self._speakers.setdefault(key, label.whole if label.form != "author" else label.name)
        if who.role == "notulist":
            self._note(replace(line, starts=True))
            return
        if label.name and is_anonymous(label.name):
            self._anonymous += 1
            speaker = f"{label.name} {self._anonymous}"
        self._open = _Open(speaker, who, line.place, label.seconds, [label.rest] if label.rest else [])

    def _continue(self, line: Line, *, answers: bool) -> None:
        listed = line.kind == "item" and line.starts
        if answers and (listed or (line.starts and (not self._open or self._open.who.role == "interviewer"))):
            self._end_turn()
            who = self.attributor.in_section(Who("respondent"), self._section)
            self._n_points += listed
            # in a list of answers every point may be somebody else's
            speaker = f"punt {self._n_points}" if listed else ""
            self._open = _Open(speaker, who, line.place, line.seconds, [])
        told = self._open
        if told and line.starts and line.kind != "cue" and begins_anew(join(told.pieces), line.text):
            self._end_turn()
            before = join([told.before, *told.pieces])
            self._open = _Open(told.speaker, told.who, line.place, None, [], before)
        if self._open:
            self._open.pieces.append(line.text)
            self._open.runs_on = self._open.runs_on or (line.kind == "cue" and line.seconds != self._open.seconds)

    def _stand_apart(self, line: Line) -> None:
        """A heading, a question on the form, a line of the header, or what follows the end."""
        if line.starts or line.kind == "heading":
            self._flush_notes()
        if line.kind == "heading" or line.stands_out:
            self._section.enter(line)
        if is_question(line.text) and not self._closed:
            self.turns.append(draft(line.text, place=line.place, role="interviewer"))
        else:
            self._note(line)
        if is_ending(line.text) or is_closing_heading(line):
            self._closed = True
        elif line.kind == "heading":
            self._closed = False

    def _note(self, line: Line) -> None:
        """Keep a line of the note-taker; inside a turn it waits, so that the turn stays whole."""
        (self._aside if self._open else self._pending).append(line)

    def _end_turn(self) -> None:
        if self._open:
            self._close(self._open)
        self._open = None
        self._pending += self._aside
        self._aside = []

    def _close(self, turn: _Open) -> None:
        text = without_edit_mark(join(turn.pieces))
        if not text:
            # a label without words is kept as it stands: nothing of a file may vanish; who it names, speaks below it
            self._section.holds(turn.who.group.value, turn.who.wijk.value)
            self.turns += [draft(turn.speaker, place=turn.place)] if turn.speaker else []
            return
        speakers = [label.name for label in self.labels.values()]
        text, taken = without_interjections(quoted_only(strip_quotes(text)), speakers)
        who = Who("notulist") if is_removed(text) or is_no_talk(text) else turn.who
        self.turns.append(draft(text, place=turn.place, speaker=turn.speaker, who=who, seconds=turn.seconds))
        self.turns += [draft(piece, place=turn.place, role="interviewer") for piece in taken]

    def _flush_notes(self) -> None:
        self.turns += notes(self._pending)
        self._pending = []

    def _is_loose_question(self, line: Line, asked: bool) -> bool:
        """A question on a line of its own, where nobody who asks has a label."""
        if any((label.form == "author" and not label.rest) or not label.name for label in self.labels.values()):
            return False
        return is_question(line.text) and (bool(_NUMBERED.match(line.text)) or (line.starts and not asked))

    def _is_apart(self, line: Line) -> bool:
        """A ruler, or a paragraph that says where the walk goes on: what was said before it has ended."""
        ruled = not re.search(r"\w", line.text) and len(line.text.strip()) > 2
        return ruled or introduces(line.text, self.attributor.gazetteer)

    def _is_quoted_whole(self) -> bool:
        """What stands behind the label is one quotation, and it has ended: what follows is the note-taker's."""
        said = join([self._open.before, *self._open.pieces]) if self._open and self._open.pieces else ""
        return said[-1:] in _CLOSING_QUOTES and bool(said) and strip_quotes(said) != said

    def _is_about_speaker(self, line: Line) -> bool:
        """The note-taker about somebody: "Leerling 5 wil nog eens praten" is not said by leerling 5."""
        if not self._open or not self._open.pieces or self._open.pieces[-1][-1:] not in ".!?":
            return False
        names = {label.name for label in self.labels.values() if len(label.name) > 2}
        return any(re.match(rf"{re.escape(name)}\s+[a-z]", line.text) for name in names)

    def _end_of_last(self, lines: Sequence[Line]) -> int:
        """Where the note-taker goes on below the last words, where everybody said one paragraph; -1 when nobody does."""
        numbers = sorted(self.labels)
        joined = joined_below(lines, numbers) > 0
        own = [not self.labels[number].rest and not joined for number in numbers]  # how many begin in what they say
        begun = [list(self._begun(lines, start, end)) for start, end in pairwise([*numbers, len(lines)])]
        one_each = [len(found) <= may for found, may in zip(begun, own, strict=True)]
        if len(numbers) < _MIN_ONE_EACH or not all(one_each[:-1]) or one_each[-1]:
            return -1
        more = begun[-1][own[-1] :]
        said = join([self.labels[numbers[-1]].rest, *(line.text for line in lines[numbers[-1] + 1 : more[0]])])
        goes_on = len(_DOUBLE.findall(said)) % 2 or (
            not joined and any(speaks_of_self(lines[number].text) for number in more)
        )
        return -1 if goes_on else more[0]

    def _begun(self, lines: Sequence[Line], start: int, end: int) -> Iterator[int]:
        """Lines between two labels that begin a paragraph."""
        for number in range(start + 1, end):
            line = lines[number]
            if line.starts and line.kind != "cue" and not (number in self.header or line.stands_out or is_aside(line)):
                yield number

    def _only_interviewers(self) -> bool:
        """Only the questions carry a label; what stands below them is the answer."""
        return self._roles() == {"interviewer"}

    def _roles(self) -> set[str]:
        section = Section(self.attributor.gazetteer)
        return {self.attributor.of_label(label, section).role for label in self.labels.values()}


def _tells_about(text: str) -> bool:
    """The note-taker about whoever led the conversation, or about the page: "De moderator bedankt de deelnemers"."""
    return bool(_LEADER.match(text)) or (is_report(text) and len(text.split()) <= _MAX_REPORT_WORDS)


def quoted_only(text: str) -> str:
    """The words, where somebody's turn is a lead-in and one quotation: "Ze zegt: “…”"."""
    match = _LED_IN.match(text)
    return (
        match["words"].strip() if match and vocabulary().say_words.intersection(match["lead"].lower().split()) else text
    )


def strip_quotes(text: str) -> str:
    """Without the quotation marks around the whole of it."""
    inner = text[1:-1]
    if len(text) > 2 and text[0] in _OPENING_QUOTES and text[-1] in _CLOSING_QUOTES:
        doubled = text[0] in '"“„«' and not any(mark in inner for mark in '"“”„«»')
        if doubled or (text[0] in "'‘" and "‘" not in inner and not inner.endswith("s")):
            return inner.strip()
    if len(_DOUBLE.findall(text)) == 1:
        return text.strip('"“”„«» ')  # the quotation goes on in another paragraph
    return text


def settle_roles(turns: Sequence[Turn]) -> list[Turn]:
    """Give everyone whose label says nothing a role: who mostly asks is the interviewer, the others answer."""
    asked = _interviewers(turns)
    settled = []
    for turn in turns:
        if turn.role not in ("unknown", "respondent") or (turn.role == "respondent" and turn.speaker not in asked):
            settled.append(turn)
        elif turn.speaker in asked or (not turn.speaker and asks_or_leads(turn.text)):
            settled.append(replace(turn, role="interviewer", group=type(turn.group)(), wijk=type(turn.wijk)()))
        else:
            settled.append(replace(turn, role="respondent"))
    return settled


def _only_asks(speaker: str, turns: Sequence[Turn]) -> bool:
    """Whoever opens with a question, says nothing else, and gets answers from others."""
    said = _by_speaker(turns)
    others = [text for name, texts in said.items() if name != speaker for text in texts]
    return all(map(is_question, said[speaker])) and len(others) > 1 and sum(map(is_question, others)) * 2 < len(others)


def _by_speaker(turns: Sequence[Turn]) -> dict[str, list[str]]:
    said: dict[str, list[str]] = defaultdict(list)
    for turn in turns:
        if turn.speaker and turn.role != "notulist":
            said[turn.speaker].append(turn.text)
    return said


def _calls(text: str) -> bool:
    """Welcomes and asks, or invites the others to write: "Schrijf het hier, ik stuur het door"."""
    return bool(vocabulary().call.search(text) or ("?" in text and vocabulary().opening.search(text)))


def _interviewers(turns: Sequence[Turn]) -> set[str]:
    if any(turn.role == "interviewer" and turn.speaker for turn in turns):
        return set()
    first = next((turn for turn in turns if turn.speaker and turn.role != "notulist"), None)
    if first and first.role == "unknown" and _calls(first.text):
        return {first.speaker}  # who welcomes and asks leads the conversation
    texts: dict[str, list[str]] = defaultdict(list)
    for turn in turns:
        if turn.role == "unknown" and turn.speaker:
            texts[turn.speaker].append(turn.text)
    if (
        first
        and {first.speaker} == {*texts}
        and len(_by_speaker(turns)) > 2
        and any(map(asks_or_leads, texts[first.speaker]))
    ):
        return {first.speaker}  # the file says of everybody else who they are
    shares = {
        speaker: sum(is_question(text) for text in said) / len(said)
        for speaker, said in texts.items()
        if sum(is_question(text) for text in said) >= _MIN_QUESTIONS
    }
    sure = {
        speaker
        for speaker, said in _by_speaker(turns).items()
        if len(said) >= _MIN_QUESTIONS and all(map(is_question, said))
    }
    if not shares and len(sure) == 1 and first and first.speaker in sure:
        return sure  # whoever begins and only asks, whatever the label says
    if not shares and first and first.role == "unknown" and _only_asks(first.speaker, turns):
        return {first.speaker}
    best = max(shares.values(), default=0.0)
    if best < _MIN_QUESTION_SHARE or len(texts) < 2:
        return set()
    return {speaker for speaker, share in shares.items() if share == best}
