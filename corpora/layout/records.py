"""A table with a conversation on every row: surveys, call lists, lists of quotations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpora.layout.columns import Column, columns_of
from corpora.layout.dates import first_date
from corpora.layout.dialogue import strip_quotes
from corpora.layout.drafts import draft, is_question, sounds_spoken
from corpora.layout.grid import Grid
from corpora.layout.header import Setting, section_group, section_wijk
from corpora.layout.hints import Hints
from corpora.layout.lines import join
from corpora.layout.people import Person, group_of_age, is_anonymous, only_wijk, role_of, wijk_of
from corpora.layout.quotes import names_a_person, trailing_source, whole_quotation
from corpora.layout.vocabulary import vocabulary
from corpora.layout.who import Attributor, Section, Who, name_group
from corpora.records import UNKNOWN, Attribution, Turn

_BULLET = re.compile(r"^\s*[-–•*·]\s+")
_AGE = re.compile(r"^(?:uw |je )?(?:leeftijd|age)\b", re.IGNORECASE)
_MAX_SECTION_WORDS = 6
_WHOLE_FILE = ("titel", "bestandsnaam")


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
    reader = _Rows(columns, _around(attributor, name, titles), attributor, asked=_returning_questions(grid))
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

    def __init__(
        self, columns: Sequence[Column], setting: Setting, attributor: Attributor, *, asked: frozenset[str]
    ) -> None:
        self.columns, self.setting, self.attributor, self.asked = columns, setting, attributor, asked
        self.records: list[Record] = []
        self.notes: list[Turn] = []
        self.section = setting
        self.told: dict[str, Who] = {}

    def read(self, place: str, texts: Sequence[str]) -> None:
        if self._is_heading(texts):
            self._enter(place, next(text for text in texts if text))
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

    def _is_heading(self, texts: Sequence[str]) -> bool:
        filled = [text for text in texts if text]
        if len(self.columns) < 3 or len(filled) != 1 or not texts[0] or len(filled[0].split()) > _MAX_SECTION_WORDS:
            return False
        return self.columns[0].role != "uitspraak"

    def _enter(self, place: str, text: str) -> None:
        gazetteer = self.attributor.gazetteer
        wijk, group = section_wijk(text, gazetteer), section_group(text, gazetteer)
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
            if column.role == "uitspraak" and text in self.asked:
                yield draft(join([text]), place=_where(place, column), role="interviewer")
            elif column.role == "uitspraak":
                yield from self._answer(column, text, place, speaker, who)
            elif column.role == "notulist":
                yield draft(join([text]), place=_where(place, column))

    def _answer(self, column: Column, text: str, place: str, speaker: str, who: Who) -> Iterator[Turn]:
        if column.asks:
            yield draft(join([column.header]), place=place, role="interviewer")
        for part in _parts(text):
            words, source = self._sourced(part)
            about = self._with_header(column, who)
            if source:
                own = self.attributor.of_text(source, "bronvermelding", Section(self.attributor.gazetteer))
                about = replace(who, group=own.group or who.group, wijk=own.wijk or who.wijk)
                if names_a_person(source, self.attributor.gazetteer):
                    speaker = source
            yield draft(words, place=_where(place, column), speaker=speaker, who=about)

    def _sourced(self, text: str) -> tuple[str, str]:
        words, source = trailing_source(text, self.attributor.gazetteer)
        return whole_quotation(words) or strip_quotes(words), source

    def _with_header(self, column: Column, who: Who) -> Who:
        """In a matrix of groups or wijken the header says who answers."""
        if column.asks:
            return who
        group = section_group(column.header, self.attributor.gazetteer)
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
        group, wijk = self._group(texts) or before.group, self._wijk(texts) or before.wijk
        around = self.section.wijk
        if around.origin in _WHOLE_FILE and any(column.role == "wijk" for column in self.columns):
            around = UNKNOWN  # where others filled in their wijk, an empty cell says that there is none
        return Who("respondent", group or self.section.group, wijk or around)

    def _group(self, texts: Sequence[str]) -> Attribution:
        for role in ("groep", "spreker", "nummer"):
            if value := self._cell(texts, role):
                named = vocabulary().group_of(value) if role == "groep" else name_group(value)
                if named:
                    return Attribution(named, f"kolom '{self._header(role)}'")
        if any(
            group_of_age(f"({texts[c.index]})") for c in self.columns if _AGE.match(c.header) and c.index < len(texts)
        ):
            return Attribution("jongere", "kolom met leeftijd")
        if named := vocabulary().group_of(self._detail(texts)):
            return Attribution(named, "deelnemerslijst")
        header = next((column.header for column in self.columns if column.role == "spreker"), "")
        return Attribution(vocabulary().group_of(header), f"kolom '{header}'") if header else UNKNOWN

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
        anonymous = is_anonymous(name) or role_of(name) == "respondent"
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


def _returning_questions(grid: Grid) -> frozenset[str]:
    """Questions that stand in several rows word for word: an export of messages repeats what was asked."""
    counts = Counter(text for _, texts in grid.rows for text in texts if is_question(text) and len(text.split()) > 2)
    return frozenset(text for text, times in counts.items() if times > 1)


def _around(attributor: Attributor, name: str, titles: Sequence[str]) -> Setting:
    """What the name of the sheet and the titles above the table add to the head of the file."""
    setting, gazetteer = attributor.setting, attributor.gazetteer
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
    """A cell with a bullet list holds several answers; line breaks otherwise mean nothing."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and all(_BULLET.match(line) for line in lines):
        return [join([_BULLET.sub("", line)]) for line in lines]
    return [join(lines)]


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
