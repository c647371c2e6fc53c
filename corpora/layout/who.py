"""Attribution of a turn: what its label says, then the participant list, then the section, then the head of the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpora.gazetteer import Gazetteer
from corpora.layout.header import Setting, section_group, section_wijk
from corpora.layout.labels import Label
from corpora.layout.lines import Line
from corpora.layout.people import (
    People,
    group_of_age,
    is_anonymous,
    is_somebody,
    label_key,
    only_group,
    only_wijk,
    role_of,
    wijk_of,
)
from corpora.layout.remembered import remembered
from corpora.layout.vocabulary import vocabulary
from corpora.layout.voice import is_report, speaks_of_self
from corpora.records import UNKNOWN, Attribution, Role, Turn

_ARTICLE = re.compile(r"^(?:een|de|het|mijn|oudere|jonge)\s+", re.IGNORECASE)
_OWN = re.compile(
    r"(?:\b(?:bij\s+ons|hier)(?:\s+(?:hier|thuis|bij\s+ons))?\s+(?:in|op|aan|uit)"
    r"|\b(?:ik|wij|we)\s+(?:woon|wonen|werk|werken|zit|zitten|leef|leven|kom|komen|ben|zijn)(?:,?\s+[\w']+){0,7}?,?\s+(?:in|op|uit|van)"
    r"|\b(?:woon|wonen|werk|werken|ben|zijn)\s+(?:ik|wij|we)(?:,?\s+[\w']+){0,5}?,?\s+(?:in|op|uit|van)"
    r"|\b(?:wij|we)\s+(?:hier\s+)?(?:in|op)"
    r"|\b(?:onze|mijn|deze)\s+(?:wijk|buurt),?"
    r"|\bals\s+(?:een\s+)?\w+(?:\s\w+)?\s+(?:van|uit|in|op))"
    r"\s+(?:de\s+|het\s+|'t\s+)?$",
    re.IGNORECASE,
)


_SELF = re.compile(
    r"\b(?:(?:ik|wij|we)\s+(?:ben|zijn)(?:\s+(?:een|zelf|de|hier|al\s+\w+\s+jaar)){0,2}"
    r"|(?:ik|wij|we|mij|ons)\b,?(?:\s+als)?(?:\s+een)?)\s+(\w+)",
    re.IGNORECASE,
)
_AS = re.compile(r"\bals\s+(?:een\s+|trotse\s+|jonge\s+)?(\w+)", re.IGNORECASE)
_ON_BEHALF = re.compile(r"\bnamens\s+((?:\w+\s+){0,3}\w+)", re.IGNORECASE)
# "Gesprek 2", above who it was with
_COUNTED = re.compile(
    r"^\W*(?:(?:\w*gesprek|interview|respondent|deelnemer|formulier|tafel|nr|nummer|no|\w*bezoek|adres|deur|persoon|portret|verhaal|casus|spreker"
    r"|bewoner|contact|ontmoeting|kaart)\.?\s*(?:\d+|[a-z](?=\W))|\d+(?=\s*[.:)–-]))\s*[.:)–-]?\s*",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"^(?:(?:en\s)?(?:daarna|toen|later|vervolgens|verder|nu|doorgelopen|door|om\s\d{1,2}|naar|halte|stop|locatie|aangekomen)\b|±?\d{1,2}[.:]\d{2})",
    re.IGNORECASE,
)
_BROUGHT_IN = re.compile(r"\b[Ee]en\s(?:[a-z]+e\s)?[\w-]+")  # "een jonge moeder"
# "Gesprek op 4 maart met de voorzitter van een moskee in Oud-Krispijn", right below a heading
_TALK_WITH = re.compile(
    r"^(?:(?:\w*gesprek|interview|ontmoeting|telefonisch)\b|gesproken\b|gebeld\b).{0,60}?\bmet\b", re.IGNORECASE
)
# "allemaal jongeren", "de eigenaar van de winkel (ondernemer)"
_TOGETHER = re.compile(r"\b(?:allemaal|uitsluitend|weer|alleen)\s[\w-]+|\([a-z]+\)")
_ADDRESSES = re.compile(r"(?:u|je|jij|jullie)\s[^,]+\.$")  # "U komt veel achter deuren."
_AT = re.compile(r"^(?:±\s?|ca\.?\s)?\d{1,2}[.:]\d{2}(?:\s?u(?:ur)?\b)?[\s,;–-]+")
OUTLINE = 10  # level of a point with points below it, deeper than any heading
_SET_APART, _TOLD = 9, 20  # levels of a line in bold, and of what the note-taker tells
_MAX_PERSON, _MAX_PLACE, _FEW = 30, 16, 5  # words


@dataclass(frozen=True, slots=True)
class Who:
    """Everything about the speaker of one turn."""

    role: Role
    group: Attribution = UNKNOWN
    wijk: Attribution = UNKNOWN


@dataclass(slots=True)
class Section:
    """Where the reading is: what the headings above say about group and wijk."""

    gazetteer: Gazetteer
    _levels: dict[int, tuple[str, str]] = field(default_factory=dict)

    def enter(self, line: Line) -> None:
        """A heading ends every section at its own level and below."""
        level = line.level if line.kind == "heading" or line.level > OUTLINE else _SET_APART
        if (level in self._levels or line.kind != "heading") and asks_only(line.text):
            return  # on a flip chart the question stands under the wijk, set in the same letters
        if line.kind != "heading" and line.text.endswith((".", "!")) and not self._names(line.text):
            return  # somebody is told about in a sentence
        self._levels = {known: names for known, names in self._levels.items() if known < level}
        group = "" if line.text.rstrip().endswith("?") else section_group(line.text, self.gazetteer)
        plain = _COUNTED.sub("", _AT.sub("", line.text))
        if (level > OUTLINE or plain != line.text) and is_about_person(plain):
            group = vocabulary().group_of(plain) or group_of_age(plain)
        self._levels[level] = (group, section_wijk(line.text, self.gazetteer))

    def _names(self, text: str) -> bool:
        return bool(vocabulary().group_of(text) or self.gazetteer.find_wijken(text))

    def told(self, text: str, *, below_heading: bool = False) -> None:
        """A line of the note-taker that says who or where comes next holds until another one does, or a heading."""
        plain = _COUNTED.sub("", text).strip()
        if below_heading and _TALK_WITH.search(text):
            self.holds(only_group(text), only_wijk(text, self.gazetteer))
            return
        if not introduces(plain, self.gazetteer):
            return
        group = vocabulary().group_of(plain) or group_of_age(plain)
        wijk = wijk_of(plain, self.gazetteer) or only_wijk(plain, self.gazetteer)
        self.holds(group if is_about_person(plain) else "", wijk)

    def introduces(self, text: str) -> None:
        """In a story, the one person that the sentence before somebody's words brings in, speaks them: "Een moeder vult aan."."""
        found = (*_BROUGHT_IN.finditer(text), *_TOGETHER.finditer(text))
        groups = {vocabulary().group_of(match.group()) for match in found} - {""}
        if len(groups) == 1:
            self.holds(groups.pop(), "")

    def holds(self, group: str, wijk: str) -> None:
        """Group and wijk of whoever speaks next, until something else is told, or a heading."""
        self._levels[_TOLD] = (group, wijk)

    @property
    def group(self) -> Attribution:
        return self._deepest(0)

    @property
    def wijk(self) -> Attribution:
        return self._deepest(1)

    def _deepest(self, part: int) -> Attribution:
        for level in sorted(self._levels, reverse=True):
            if value := self._levels[level][part]:
                return Attribution(value, "tussenkop")
        return UNKNOWN


def _begins_with_wijk(text: str, gazetteer: Gazetteer) -> bool:
    return any(match.start == 0 for match in gazetteer.find_wijken(text))


def introduces(text: str, gazetteer: Gazetteer) -> bool:
    """Who comes next ("Man, eind 30, heeft een viskraam"), or where ("daarna doorgelopen naar Reeland")."""
    if not text or text.endswith(("?", ":", ".")) or speaks_of_self(text) or is_report(text):
        return False
    n_words = len(text.split())
    place = n_words <= _MAX_PLACE and (
        bool(_GOES_ON.match(text)) or (n_words <= _FEW and _begins_with_wijk(text, gazetteer))
    )
    return place or is_about_person(text)


def is_about_person(text: str) -> bool:
    """It begins with somebody, or with a role: "Man, eind 30, heeft een viskraam", "kapster"."""
    first = re.split(r"[,;(]", text, maxsplit=1)[0].strip()
    return len(text.split()) <= _MAX_PERSON and (
        is_somebody(first) or vocabulary().first_group_at(_ARTICLE.sub("", text.strip(" ("))) == 0
    )


def asks_only(heading: str) -> bool:
    """A question, a sentence that whoever asks says to the other one, or the head of a part of a flip chart ("Ideeën"): it says what is asked, not who speaks or where."""
    plain = heading.strip(" :").casefold()
    return heading.rstrip().endswith("?") or plain in vocabulary().sheet_headings or bool(_ADDRESSES.match(plain))


@dataclass(slots=True)
class Attributor:
    """Answers who a label stands for, and remembers what was said about a name before."""

    people: People
    setting: Setting
    _seen: dict[str, Who] = field(default_factory=dict)

    @property
    def gazetteer(self) -> Gazetteer:
        return self.people.gazetteer

    def of_label(self, label: Label, section: Section) -> Who:
        """Role, group and wijk of whoever carries this label."""
        own = self._from_label(label)
        several = is_anonymous(label.name) or label.key in vocabulary().respondent_whole  # "A" answers every time
        before = own if several else self._seen.get(label.key, own)
        role = own.role if own.role != "unknown" else before.role
        self._seen[label.key] = Who(role, own.group or before.group, own.wijk or before.wijk)
        seen = self._seen[label.key]
        if role in ("interviewer", "notulist"):
            return Who(role)
        return self.in_section(Who(role, seen.group, seen.wijk), section)

    def of_text(self, text: str, origin: str, section: Section) -> Who:
        """Group and wijk from the words of an attribution, a cell or a name of a source."""
        own = Who(
            "respondent",
            Attribution(vocabulary().group_of(text) or group_of_age(text), origin),
            Attribution(wijk_of(text, self.gazetteer), origin),
        )
        return self.in_section(own, section)

    def in_section(self, who: Who, section: Section) -> Who:
        """What the headings and the head of the file add."""
        told = vocabulary().finer(section.group.value, self.setting.group.value)
        group = self.setting.group if told != section.group.value else section.group
        return Who(who.role, who.group or group or self.setting.group, who.wijk or section.wijk or self.setting.wijk)

    def _from_label(self, label: Label) -> Who:
        person = self.people.find(label.name)
        detail = person.detail if person else ""
        role = role_of(label.detail) if label.detail and role_of(label.detail) != "unknown" else _name_role(label.name)
        coded = person is not None and label.name in person.codes  # "I = Ada Bos, imam" is no interviewer
        if person and (role == "unknown" or (coded and person.role != "unknown")):
            role = person.role
        # "Reeland" and "Bakker" may be the surname of somebody on the list
        name = "" if person and label.key in person.name.casefold().split()[1:] else label.name
        told = vocabulary().group_of(detail) if person and label.key not in vocabulary().group_words else ""
        named = vocabulary().group_of(label.detail) or (not told and name_group(name)) or ""
        group = Attribution(named or group_of_age(label.whole), "sprekerlabel")
        wijk = Attribution(wijk_of(label.detail, self.gazetteer) or wijk_of(name, self.gazetteer), "sprekerlabel")
        return Who(
            role,
            group or Attribution(vocabulary().group_of(detail), "deelnemerslijst"),
            wijk or Attribution(wijk_of(detail, self.gazetteer), "deelnemerslijst"),
        )


@remembered
def own_wijk(text: str, gazetteer: Gazetteer) -> Attribution:
    """The wijk that speakers say they live in: "bij ons in Wielwijk"; a wijk mentioned in passing is none."""
    names = {
        match.name
        for match in gazetteer.find_wijken(text)
        if (_OWN.search(text[: match.start]) or _own_with_article(text, match.start))
    }
    return Attribution(names.pop(), "eigen woorden") if len(names) == 1 else UNKNOWN


def of_opening(turns: Sequence[Turn], gazetteer: Gazetteer) -> tuple[Attribution, Attribution]:
    """Group and wijk that the one who opens the conversation names: "Welkom bij het bewonerspanel van Wielwijk"."""
    first = next((turn for turn in turns if turn.role != "notulist"), None)
    if first is None or first.role != "interviewer" or not vocabulary().opening.search(first.text):
        return UNKNOWN, UNKNOWN
    origin = "opening van het gesprek"
    return Attribution(only_group(first.text), origin), Attribution(only_wijk(first.text, gazetteer), origin)


def own_group(text: str) -> Attribution:
    """The group that writers count themselves to: "ik als ondernemer", "wij bewoners"."""
    for match in (*_ON_BEHALF.finditer(text), *_SELF.finditer(text), *_AS.finditer(text)):
        if group := vocabulary().group_of(match[1]):
            return Attribution(group, "eigen woorden")
    return UNKNOWN


def _own_with_article(text: str, start: int) -> bool:
    # the article may belong to the name: "bij ons in het Reeland", "hier op De Staart"
    return bool(_OWN.search(text[:start].rstrip() + " "))


def name_group(name: str) -> str:
    """Group of a label that is a role; the surname in "Jan Bakker" is none."""
    plain = _ARTICLE.sub("", name.strip())
    words = plain.split()
    if not words or (
        vocabulary().first_group_at(plain) > 0
        and not any(word.islower() and vocabulary().group_of(word) for word in words)
    ):
        return ""
    return vocabulary().group_of(plain)


def _name_role(name: str) -> Role:
    role = role_of(name)
    return "unknown" if role == "respondent" and not name_group(name) and not _is_answer_label(name) else role


def _is_answer_label(name: str) -> bool:
    return label_key(re.sub(r"\d+", "", name)) in vocabulary().respondent_whole
