"""What each column of a table holds, from the words of its header and from what stands in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpora.gazetteer import Gazetteer
from corpora.layout.dates import first_date
from corpora.layout.grid import Grid, column_word, is_question_text
from corpora.layout.hints import Hints
from corpora.layout.people import describes_somebody, is_anonymous, role_of, wijk_of
from corpora.layout.quotes import find_quotations
from corpora.layout.sound import likelihood
from corpora.layout.vocabulary import vocabulary
from corpora.layout.voice import is_own_words, may_be_said

_CONTACT = re.compile(
    r"@|\bapenstaartje\b|(?:\+|\b0)[\d\s().-]{8,}|\b\d{4}\s?[A-Z]{2}\b|\binsta|\btel\b|^nee\b|^ja\b|liever niet", re.I
)
_PERSON = re.compile(
    r"^[^\W\d_][\w'’. -]{1,40}(?:\s?[(\[](?P<bracket>[^()\[\]]{3,60})[)\]]|,\s(?P<comma>[^.:!?()]{3,50}))$"
)
_EMPTY = re.compile(r"^\W*(?:n\.?v\.?t\.?|geen|nee|ja|weet niet|onbekend|test)?\W*$", re.IGNORECASE)
_MOSTLY, _ENOUGH = 0.6, 0.75
_HALF = 0.5
_SPEECH_WORDS = 4.0
_LONG_WORDS = 12.0
_REMARK_WORDS = 6.0
_UNLIKELY, _LIKELY = 0.35, 0.7  # mean of what the model of residents' words says about a column
_MIN_TEXTS, _FEW = 3, 0.2
_INITIALS = re.compile(r"\s[(\[]?(?:[A-Z]\.?(?:v\.?d?\.?|d\.?)?){2,3}[)\]]?$")  # "Opmerking RvW"
_ASKS_WHICH = re.compile(r"\b(?:welke?|waar|wat is)\b", re.IGNORECASE)
_ASKS_WHO = re.compile(r"\bwie\b|\b(?:bent|ben) (?:u|je|jij)\b|\bik ben\b", re.IGNORECASE)
_REMARKS = ("opmerking", "toelichting", "bijzonder")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where it stands in a row, its header, and what it holds (a name of `hints.COLUMN_ROLES`)."""

    index: int
    header: str
    role: str

    @property
    def asks(self) -> bool:
        """The header is the question that was put."""
        return is_question_text(self.header)


def columns_of(grid: Grid, *, gazetteer: Gazetteer, hints: Hints) -> list[Column]:
    """The columns of a table, one for every header."""
    columns = []
    for index, header in enumerate(grid.headers):
        texts = _texts(grid, index)
        role = hints.column(header) or _role(header, texts, gazetteer)
        columns.append(Column(index, header, role))
    columns = _without_tasks(_one_speaker(columns, grid), grid)
    return _without_remarks(_without_summaries(columns, grid, gazetteer), grid)


def _without_tasks(columns: list[Column], grid: Grid) -> list[Column]:
    """Beside a column that sounds like residents, one under a heading that says nothing and that does not is the note-taker's."""
    heard = {
        column.index: _heard(texts)
        for column in columns
        if column.role == "uitspraak" and len(texts := _texts(grid, column.index)) >= _MIN_TEXTS
    }
    unsure = {
        column.index
        for column in columns
        if heard.get(column.index, 1) < _UNLIKELY and max(heard.values()) > _LIKELY and not column_word(column.header)
        if _share(_texts(grid, column.index), may_be_said) < _FEW
    }
    return [Column(c.index, c.header, "notulist") if c.index in unsure else c for c in columns]


def _without_remarks(columns: list[Column], grid: Grid) -> list[Column]:
    """Beside telephone numbers, in a few words, under somebody's initials, or beside questions where it sounds so, a remark is the note-taker's."""
    spoken = [column for column in columns if column.role == "uitspraak"]
    remarks = [
        column
        for column in spoken
        if column.header.lower().startswith(_REMARKS)
        and (texts := _texts(grid, column.index) or [""])
        and _share(texts, is_own_words) < _HALF  # somebody's own story, whatever the column is called
    ]
    listed = any(column.role == "contact" for column in columns) and len(spoken) == len(remarks)
    noted = {
        column.index
        for column in remarks
        if listed
        or _INITIALS.search(column.header)
        or (len(spoken) > 1 and _average_words(_texts(grid, column.index) or [""]) < _REMARK_WORDS)
        or (any(other.asks for other in spoken) and _heard(_texts(grid, column.index)) < _UNLIKELY)
    }
    return [Column(c.index, c.header, "notulist") if c.index in noted else c for c in columns]


def _heard(texts: Sequence[str]) -> float:
    """How much these texts sound like residents."""
    return sum(map(likelihood, texts)) / max(1, len(texts))


def _texts(grid: Grid, index: int) -> list[str]:
    return [row[index] for _, row in grid.rows if index < len(row) and not _EMPTY.match(row[index])]


def _role(header: str, texts: Sequence[str], gazetteer: Gazetteer) -> str:
    word = column_word(header)
    if word in ("wijk", "groep") and is_question_text(header) and not _ASKS_WHICH.search(header):
        word = ""  # "Voelt u zich veilig in uw buurt?" asks for more than a place
    if not texts:
        return word or ("uitspraak" if is_question_text(header) else "gegeven")
    words = _average_words(texts)
    if word == "contact" and (words <= _LONG_WORDS or _share(texts, _CONTACT.search) > 0.3):
        return "contact"
    if word == "interviewer" and _share(texts, lambda text: _is_resident(text, gazetteer)) >= _HALF:
        return "spreker"  # at a telephone desk the caller is who has something to say
    asks_openly = is_question_text(header) and word not in ("groep", "spreker") and not _ASKS_WHO.search(header)
    grouped = not asks_openly and _share(texts, _is_group) >= _MOSTLY
    if word in ("vraag", "uitspraak") and words <= _SPEECH_WORDS and grouped:
        return "groep"  # a matrix, turned: the groups stand where the questions stood
    if word in ("uitspraak", "gegeven", "") and _share(texts, lambda text: _is_person(text, gazetteer)) >= _MOSTLY:
        return "spreker"  # "Gesproken met", above names with who they are in brackets
    places = _share(texts, lambda text: _is_wijk(text, gazetteer)) >= _MOSTLY
    if (
        word in ("uitspraak", "")
        and not (places or grouped or asks_openly)
        and _share(texts, lambda text: _is_described(text, gazetteer)) >= _MOSTLY
    ):
        return "spreker"  # "Gesproken", above "man van de bloemenkraam"
    if word in ("interviewer", "notulist", "vraag", "uitspraak"):
        return word
    if word in ("wijk", "") and places:
        return "wijk"
    asks_who = word == "spreker" and is_question_text(header)
    if (asks_who or word in ("groep", "gegeven", "")) and grouped:
        return "groep"
    if word == "gegeven" and places:
        return "wijk"  # "Locatie"
    if not word and words <= _SPEECH_WORDS and len(header.split()) == 1 and vocabulary().group_of(header):
        return "spreker"  # "Huurder", with names below it
    if (
        word
        and words <= _SPEECH_WORDS + 2
        and not (is_question_text(header) and word not in ("wijk", "groep", "datum"))
    ):
        return word
    return _by_content(header, texts, words)


def _by_content(header: str, texts: Sequence[str], words: float) -> str:
    if _share(texts, _CONTACT.search) >= _MOSTLY and words <= _LONG_WORDS:
        return "contact"
    if _share(texts, lambda text: first_date(text) and len(text.split()) < 4) >= _MOSTLY:
        return "datum"
    if words >= _SPEECH_WORDS or (is_question_text(header) and words > 2):
        return "uitspraak"
    return "nummer" if not header and len(set(texts)) == len(texts) else "gegeven"


def _without_summaries(columns: list[Column], grid: Grid, gazetteer: Gazetteer) -> list[Column]:
    """Beside a column of quotations, each with who said it, one with hardly any is told by somebody else."""
    quoted = {
        column.index: _share(texts, lambda text: find_quotations(text, gazetteer))
        for column in columns
        if column.role == "uitspraak" and not column.asks and (texts := _texts(grid, column.index))
    }
    most = max(quoted.values(), default=0.0)
    told = {index for index, share in quoted.items() if most >= _MOSTLY and share < _FEW}
    return [Column(c.index, c.header, "notulist") if c.index in told else c for c in columns]


def _one_speaker(columns: list[Column], grid: Grid) -> list[Column]:
    """Only the first column of names is who speaks; a second one would be a colleague or a child.

    A column that says in its header what it holds goes before one that only looks like it, unless that names a group
    on many more rows ("sector" beside "bedrijf").
    """
    named = {c.index: sum(map(_tells_who, _texts(grid, c.index))) for c in columns if c.role == "groep"}
    enough = _ENOUGH * max(named.values(), default=0)
    kept: dict[int, Column] = {}
    for role in ("spreker", "nummer", "wijk", "groep"):
        alike = sorted(
            (column for column in columns if column.role == role),
            key=lambda column: (named.get(column.index, 0) < enough, column_word(column.header) != role),
        )
        kept |= {column.index: Column(column.index, column.header, "gegeven") for column in alike[1:]}
    return [kept.get(column.index, column) for column in columns]


def _average_words(texts: Sequence[str]) -> float:
    return sum(len(text.split()) for text in texts) / len(texts)


def _share(texts: Sequence[str], holds: object) -> float:
    assert callable(holds)
    return sum(bool(holds(text)) for text in texts) / len(texts)


def _is_wijk(text: str, gazetteer: Gazetteer) -> bool:
    return len(text.split()) <= 4 and bool(wijk_of(text, gazetteer))


def _is_resident(text: str, gazetteer: Gazetteer) -> bool:
    return role_of(text) == "respondent" or is_anonymous(text) or _is_wijk(text, gazetteer)


def _is_person(text: str, gazetteer: Gazetteer) -> bool:
    """Somebody, and in brackets or behind a comma who that is: "Ada Bos (bewoner, Reeland)"."""
    match = _PERSON.match(text)
    if not match:
        return False
    about = match["bracket"] or match["comma"]
    return vocabulary().first_group_at(about) == 0 or bool(match["bracket"] and wijk_of(about, gazetteer))


def _is_described(text: str, gazetteer: Gazetteer) -> bool:
    """Somebody in a few words, more than the name of a group."""
    return describes_somebody(text, gazetteer) and not _is_wijk(text, gazetteer) and text[-1] not in ".!?…"


def _is_group(text: str) -> bool:
    return len(text.split()) <= 5 and bool(vocabulary().group_of(text))


def _tells_who(text: str) -> bool:
    return _is_group(text) or role_of(text) != "unknown"
