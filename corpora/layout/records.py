"""A table with a conversation on every row: surveys, call lists, lists of quotations."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpora.gazetteer import Gazetteer
from corpora.layout.columns import Column, columns_of
from corpora.layout.dates import first_date
from corpora.layout.dialogue import strip_quotes
from corpora.layout.drafts import draft, sounds_spoken
from corpora.layout.grid import Grid
from corpora.layout.header import Setting, pairs_of, section_group, section_wijk
from corpora.layout.header import setting as setting_of
from corpora.layout.hints import Hints
from corpora.layout.lines import Line, join
from corpora.layout.people import Person, group_of_age, is_anonymous, is_somebody, only_wijk, role_of, wijk_of
from corpora.layout.quotes import find_quotations, names_a_person, trailing_source, whole_quotation
from corpora.layout.stories import begins_anew
from corpora.layout.vocabulary import vocabulary
from corpora.layout.voice import is_no_talk, may_be_said
from corpora.layout.who import Attributor, Section, Who, name_group
from corpora.records import UNKNOWN, Attribution, Turn

_BULLET = re.compile(r"^\s*[-–•*·]\s+")
_OTHER = re.compile(r"^(?:anders|overig|namelijk|nl\.|zo ja|other)\b|\bnamelijk\b", re.IGNORECASE)
_AGE = re.compile(r"^(?:uw |je )?(?:leeftijd|age)\b", re.IGNORECASE)
_MAX_SECTION_WORDS = 6
_WHOLE_FILE = ("titel", "bestandsnaam")
_OWN_CELL = "kolom "  # how the origin of what the row itself says begins
_SAME = re.compile(r"^(?:de\s?zelfde|het\s?zelfde|zelfde|idem|id\.?|ibid\.?|[\"'″〃”]{1,2})(?=\W|$)", re.IGNORECASE)
_MIN_NAMED = 0.75
_MIN_ANSWERS, _FEW_WORDS = 3, 6
_LITTLE = 0.2  # of a cell
_ASKS_HOW_MUCH = re.compile(r"\bhoe\s?(?:vaak|veel|lang|oud|ver)\b|\bsinds wanneer\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Record:
    """One conversation of a table: its turns and what the row says about it."""

    turns: tuple[Turn, ...]
    setting: Setting
    key: str = ""  # number of the respondent; rows with the same number belong together


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table read: its conversations, and the notes around them."""

    records: tuple[Record, ...]
    notes: tuple[Turn, ...]


def read_records(grid: Grid, *, name: str, attributor: Attributor, hints: Hints) -> Sheet:
    """Every row that answers something as a conversation; titles and loose notes apart.

    Args:
        name: of the sheet, which may be a wijk.
    """
    columns = columns_of(grid, gazetteer=attributor.gazetteer, hints=hints)
    titles = [text for _, text in grid.above] + [c.header for c in columns if _empty(grid, c) and not c.asks]
    notes = [draft(join([text]), place=place) for place, text in grid.above]
    reader = _Rows(columns, _around(attributor, name, titles), attributor, grid)
    for place, texts in grid.rows:
        reader.read(place, texts)
    together = list(_merged(reader.records))
    spoken = [record for record in together if any(turn.role == "respondent" for turn in record.turns)]
    silent = [turn for record in together if record not in spoken for turn in record.turns]
    return Sheet(tuple(spoken), (*notes, *reader.notes, *silent))


def people_in(grid: Grid, *, attributor: Attributor, hints: Hints) -> list[Person]:
    """The people of a participant list: a table with names and facts, and nothing said."""
    columns = columns_of(grid, gazetteer=attributor.gazetteer, hints=hints)
    names = next((column for column in columns if column.role == "spreker"), None)
    if not names or has_answers(grid, attributor=attributor, hints=hints):
        return []
    persons = []
    for _, texts in grid.rows:
        facts = [texts[column.index] for column in columns if column is not names and column.role != "contact"]
        detail = ", ".join(fact for fact in facts if fact)
        persons.append(Person(texts[names.index], detail, role=role_of(detail)))
    return [person for person in persons if person.name]


def has_answers(grid: Grid, *, attributor: Attributor, hints: Hints) -> bool:
    """Whether a table holds what people said, and not only facts about them."""
    columns = columns_of(grid, gazetteer=attributor.gazetteer, hints=hints)
    if len(columns) == 1 and not columns[0].header:
        # a sheet with nothing but sentences may be an explanation
        return sounds_spoken([texts[0] for _, texts in grid.rows])
    return any(column.role == "uitspraak" for column in columns)


class _Rows:
    """Reads rows one by one; a row with one short text is a heading for those below."""

    def __init__(self, columns: Sequence[Column], setting: Setting, attributor: Attributor, grid: Grid) -> None:
        self.columns, self.setting, self.attributor = columns, setting, attributor
        self.asked = _returning_questions(grid)
        self.closed = _closed_questions(grid, columns)
        self.records: list[Record] = []
        self.notes: list[Turn] = []
        self.section = setting
        self.told: dict[str, Who] = {}
        self.before, self.speaker = Who("respondent"), ""  # of the row above
        self.matrix = _is_matrix(columns, attributor.gazetteer)
        named = sum(self._is_named(texts) for _, texts in grid.rows)
        self.all_named = named >= _MIN_NAMED * len(grid.rows)

    def read(self, place: str, texts: Sequence[str]) -> None:
        if text := self._alone(texts):
            self._enter(place, text)
            return
        if number := self._cell(texts, "nummer"):
            # of a conversation that runs over more rows, the first may say who and where
            before = self.told.get(number, Who("respondent"))
            self.told[number] = Who("respondent", self._group(texts) or before.group, self._wijk(texts) or before.wijk)
        turns = list(self._turns(place, texts))
        # a question of a conversation that runs over more rows stays before its answer
        if any(turn.role == "respondent" for turn in turns) or (turns and self._cell(texts, "nummer")):
            self.records.append(Record(tuple(turns), self._setting(texts), self._key(place, texts)))
        else:
            self.notes += turns
        self.before, self.speaker = self._who(texts), self._speaker(place, texts)

    def _is_same(self, texts: Sequence[str]) -> bool:
        """ "Dezelfde bewoner": as on the row above."""
        return any(_SAME.match(self._cell(texts, role)) for role in ("spreker", "groep"))

    def _is_named(self, texts: Sequence[str]) -> bool:
        """The row says who speaks."""
        return any(re.search(r"\w", self._cell(texts, role)) for role in ("spreker", "groep", "nummer"))

    def _alone(self, texts: Sequence[str]) -> str:
        """The text of a row that holds nothing else, in a column without words: a heading, or a note below the table."""
        alone = len(self.columns) > 2 and sum(map(bool, texts)) == 1 and self.columns[0].role != "uitspraak"
        return texts[0] if alone else ""

    def _enter(self, place: str, text: str) -> None:
        gazetteer = self.attributor.gazetteer
        wijk, group = section_wijk(text, gazetteer), section_group(text, gazetteer)
        named = bool(wijk or group) and text[-1] not in ".!?"
        if len(text.split()) > (2 if named else 1) * _MAX_SECTION_WORDS:
            self.notes.append(draft(text, place=place))
            return
        self.section = replace(
            self.setting,
            wijk=Attribution(wijk, "tussenkop") if wijk else self.setting.wijk,
            group=Attribution(group, "tussenkop") if group else self.setting.group,
        )
        self.notes.append(draft(text, place=place))

    def _turns(self, place: str, texts: Sequence[str]) -> Iterator[Turn]:
        who, speaker = self._who(texts), self._speaker(place, texts)
        asked = self._cell(texts, "vraag")
        if asked:
            yield draft(join([asked]), place=place, role="interviewer")
        for column in self.columns:
            text = texts[column.index] if column.index < len(texts) else ""
            if not text:
                continue
            known = self._is_named(texts) or self._cell(texts, "wijk")
            unnamed = self.all_named and not known and not may_be_said(text)
            if column.role == "uitspraak" and (unnamed or is_no_talk(text) or asked in self.closed):
                yield draft(join([text]), place=_where(place, column))  # a break, a visitor for something else
            elif column.role == "uitspraak" and text in self.asked:
                yield draft(join([text]), place=_where(place, column), role="interviewer")
            elif column.role == "uitspraak":
                yield from self._answer(column, text, place, speaker, who)
            elif column.role == "notulist":
                yield draft(join([text]), place=_where(place, column))

    def _answer(self, column: Column, text: str, place: str, speaker: str, who: Who) -> Iterator[Turn]:
        if column.asks:
            yield draft(join([column.header]), place=place, role="interviewer")
        for words, source in self._quoted(text) or map(self._sourced, _parts(text)):
            about = self._with_header(column, who)
            if source:
                own = self.attributor.of_text(source, "bronvermelding", Section(self.attributor.gazetteer))
                about = replace(who, group=own.group or who.group, wijk=own.wijk or who.wijk)
                if names_a_person(source, self.attributor.gazetteer):
                    speaker = source
            yield draft(words, place=_where(place, column), speaker=speaker, who=about)

    def _quoted(self, text: str) -> list[tuple[str, str]]:
        """The quotations of a cell with their sources, where it holds several and little else."""
        found = find_quotations(text, self.attributor.gazetteer)
        around = len(text) - sum(quotation.end - quotation.start for quotation in found)
        return [(one.text, one.source) for one in found] if len(found) > 1 and around < _LITTLE * len(text) else []

    def _sourced(self, text: str) -> tuple[str, str]:
        words, source = trailing_source(text, self.attributor.gazetteer)
        return whole_quotation(words) or strip_quotes(words), source

    def _with_header(self, column: Column, who: Who) -> Who:
        """In a matrix of groups or wijken the header says who answers."""
        if column.asks or not self.matrix:
            return who
        group = (
            "" if who.group.origin.startswith(_OWN_CELL) else section_group(column.header, self.attributor.gazetteer)
        )
        wijk = only_wijk(column.header, self.attributor.gazetteer)
        origin = f"kolom '{column.header}'"
        return replace(
            who,
            group=Attribution(group, origin) if group else who.group,
            wijk=Attribution(wijk, origin) if wijk else who.wijk,
        )

    def _who(self, texts: Sequence[str]) -> Who:
        if "interviewer" in (role_of(self._cell(texts, "spreker")), role_of(self._cell(texts, "groep"))):
            return Who("interviewer")
        before = self.told.get(self._cell(texts, "nummer"), Who("respondent"))
        if self._is_same(texts):
            before = self.before
        group, wijk = self._group(texts) or before.group, self._wijk(texts) or before.wijk
        around = self.section.wijk
        if around.origin in _WHOLE_FILE and any(column.role == "wijk" for column in self.columns):
            around = UNKNOWN  # where others filled in their wijk, an empty cell says that there is none
        finer = vocabulary().finer(group.value, self.section.group.value) != group.value
        return Who("respondent", self.section.group if finer or not group else group, wijk or around)

    def _group(self, texts: Sequence[str]) -> Attribution:
        for role in ("groep", "spreker", "nummer"):
            if value := self._cell(texts, role):
                named = vocabulary().group_of(value) if role == "groep" else name_group(value) or group_of_age(value)
                if named:
                    return Attribution(named, f"kolom '{self._header(role)}'")
        if otherwise := self._otherwise(texts):
            return otherwise
        if any(
            group_of_age(f"({texts[c.index]})") for c in self.columns if _AGE.match(c.header) and c.index < len(texts)
        ):
            return Attribution("jongere", "kolom met leeftijd")
        if named := vocabulary().group_of(self._detail(texts)):
            return Attribution(named, "deelnemerslijst")
        header = next((column.header for column in self.columns if column.role == "spreker"), "")
        return Attribution(vocabulary().group_of(header), f"kolom '{header}'") if header else UNKNOWN

    def _otherwise(self, texts: Sequence[str]) -> Attribution:
        """Where the choice says "anders", the field beside it says who it is."""
        for column in self.columns:
            text = texts[column.index] if column.index < len(texts) else ""
            if _OTHER.match(column.header) and 0 < len(text.split()) <= _FEW_WORDS:
                return Attribution(vocabulary().group_of(text), f"kolom '{column.header}'")
        return UNKNOWN

    def _detail(self, texts: Sequence[str]) -> str:
        """What the participant list says about whoever speaks on this row."""
        person = self.attributor.people.find(self._cell(texts, "spreker"))
        return person.detail if person else ""

    def _wijk(self, texts: Sequence[str]) -> Attribution:
        for role in ("wijk", "groep", "spreker", "nummer"):
            cell, gazetteer = self._cell(texts, role), self.attributor.gazetteer
            names = {match.name for match in gazetteer.find_wijken(cell)} if role == "wijk" else set()
            named = names.pop() if len(names) == 1 else only_wijk(cell, gazetteer)
            if named:
                return Attribution(named, f"kolom '{self._header(role)}'")
        return Attribution(wijk_of(self._detail(texts), self.attributor.gazetteer), "deelnemerslijst")

    def _key(self, place: str, texts: Sequence[str]) -> str:
        """Rows of one respondent belong together; without a number or name every row is somebody else."""
        speaker = self._speaker(place, texts)
        return self._cell(texts, "nummer") or (speaker if speaker != place else "")

    def _speaker(self, place: str, texts: Sequence[str]) -> str:
        name = self._cell(texts, "spreker")
        if self._is_same(texts) and self.speaker:
            return self.speaker
        nobody = is_somebody(name) and not name[-1:].isdigit()  # "vrouw, Reeland": another one in every row
        anonymous = is_anonymous(name) or role_of(name) == "respondent" or nobody
        return (name if not anonymous else "") or self._cell(texts, "nummer") or place

    def _setting(self, texts: Sequence[str]) -> Setting:
        who = self._who(texts)
        day = first_date(self._cell(texts, "datum"))
        ronde = self._cell(texts, "ronde")
        return Setting(
            who.group,
            who.wijk,
            Attribution(day, f"kolom '{self._header('datum')}'") if day else self.section.date,
            Attribution(ronde.lower(), f"kolom '{self._header('ronde')}'") if ronde else self.section.ronde,
        )

    def _cell(self, texts: Sequence[str], role: str) -> str:
        column = next((column for column in self.columns if column.role == role), None)
        return texts[column.index].strip() if column and column.index < len(texts) else ""

    def _header(self, role: str) -> str:
        return next(column.header for column in self.columns if column.role == role)


def _is_matrix(columns: Sequence[Column], gazetteer: Gazetteer) -> bool:
    """The headers above the words are groups or wijken: one ("Jongeren") among others is a subject."""
    headers = [column.header for column in columns if column.role == "uitspraak" and not column.asks]
    named = sum(bool(section_group(header, gazetteer) or only_wijk(header, gazetteer)) for header in headers)
    return named > 0 and 2 * named >= len(headers)


def _returning_questions(grid: Grid) -> frozenset[str]:
    """Questions that stand in several rows word for word: an export of messages repeats what was asked."""
    counts = Counter(text for _, texts in grid.rows for text in texts if "?" in text and len(text.split()) > 2)
    return frozenset(text for text, times in counts.items() if times > 1)


def _closed_questions(grid: Grid, columns: Sequence[Column]) -> frozenset[str]:
    """Questions, in a column of their own, that everybody answers in a few words: "Dagelijks", "2 à 3 keer per week".

    Where most have an answer of their own, it was in their own words, short as they are, unless the question asks for a number.
    """
    at = {column.role: column.index for column in columns if column.role in ("vraag", "uitspraak")}
    answers: defaultdict[str, list[str]] = defaultdict(list)
    for _, texts in grid.rows if len(at) > 1 else ():
        answers[texts[at["vraag"]].strip()].append(texts[at["uitspraak"]].strip().lower())
    return frozenset(
        asked
        for asked, given in answers.items()
        if asked
        and len(given) >= _MIN_ANSWERS
        and max(len(answer.split()) for answer in given) <= _FEW_WORDS
        and (2 * len(set(given)) <= len(given) or _ASKS_HOW_MUCH.search(asked))
    )


def _around(attributor: Attributor, name: str, titles: Sequence[str]) -> Setting:
    """What the name of the sheet and the titles above the table add to the head of the file."""
    gazetteer = attributor.gazetteer
    keys = [pair for title in titles for pair in pairs_of(Line(title, "paragraph", ""), anywhere=True)]
    setting = setting_of(keys, titles=(), name="", gazetteer=gazetteer, under=attributor.setting)
    wijk = only_wijk(name, gazetteer)
    if wijk:
        return replace(setting, wijk=Attribution(wijk, "bladnaam"))
    titled = next((found for title in titles if (found := only_wijk(title, gazetteer))), "")
    group = section_group(name, gazetteer)
    return replace(
        setting,
        wijk=Attribution(titled, "titel") if titled else setting.wijk,
        group=Attribution(group, "bladnaam") if group else setting.group,
    )


def _empty(grid: Grid, column: Column) -> bool:
    return bool(column.header) and not any(column.index < len(row) and row[column.index] for _, row in grid.rows)


def _parts(text: str) -> list[str]:
    """A cell with a bullet list holds several answers, and so does one whose paragraphs are about different things."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and all(_BULLET.match(line) for line in lines):
        return [join([_BULLET.sub("", line)]) for line in lines]
    parts: list[list[str]] = []
    for line in lines:
        if not parts or begins_anew(join(parts[-1]), line):
            parts.append([])
        parts[-1].append(line)
    return [join(part) for part in parts]


def _where(place: str, column: Column) -> str:
    return f"{place}, kolom '{column.header}'" if column.header else place


def _merged(records: Sequence[Record]) -> Iterator[Record]:
    """Rows of one respondent, in a table with a row for every answer, are one conversation."""
    together: dict[str, Record] = {}
    for number, record in enumerate(records):
        key = record.key or f"\0{number}"
        if key in together:
            record = replace(together[key], turns=together[key].turns + record.turns)
        together[key] = record
    return iter(together.values())
