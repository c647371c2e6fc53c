"""Who and where, when no label, list, section or head of the file says it: the nearest evidence around the words.

From near to far: what the speaker says in this turn, what the same speaker says in another one, what was answered when
somebody asked for the wijk, and what is told before anybody speaks. Whoever is then still unknown is a resident, as
nearly everybody in a conversation with the city is; the origin says that this is assumed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from corpora.gazetteer import Gazetteer
from corpora.layout.people import only_group, only_wijk, role_of
from corpora.layout.remembered import remembered
from corpora.layout.sound import sentences
from corpora.layout.vocabulary import vocabulary
from corpora.layout.who import own_wijk
from corpora.records import UNKNOWN, Attribution, Turn

ASSUMED = Attribution("bewoner", "aangenomen: niets anders genoemd")
_OF_ALL = ("titel", "bestandsnaam", "opening van het gesprek")
_INTRODUCED = "inleiding"
_ASKED = "vraag van de gespreksvoerder"
_OWN_WORDS = "eigen woorden"
_ANSWERED = "antwoord op de vraag naar de wijk"
_ASKS_WIJK = re.compile(
    r"\b(?:wijk|buurt|stadsdeel|woonplaats)\b|\bwaar\s+(?:woon|woont|wonen|kom|komt|werk|werkt|ben|bent|zijn|sta|staan)\b",
    re.IGNORECASE,
)
# "punt 3", "onbekend 2": a number of the reading, which may be anybody
_ANYBODY = re.compile(r"^(?:punt|quote|onbekend|anoniem\w*|naam bekend)\s\d+$", re.IGNORECASE)
_IS = re.compile(
    r"\b(?:(?:ik\s+ben|wij\s+zijn|we\s+zijn|ben\s+ik|zijn\s+wij|zijn\s+we)(?:\s+(?:ook|zelf|hier|al|dus|een|de|trotse|zelfs|"
    r"jaar|\d+|jonge|nog)){0,5}|ik\s+werk(?:\s+\w+){0,3}?\s+als(?:\s+een)?|wij\s+als|(?:ik|ons)\s+als)\s+(\w+(?:[\s-]\w+)?)",
    re.IGNORECASE,
)
# "ik ben zestien", and not "ik ben zestien jaar geleden"
_AGED = re.compile(
    r"\b(?:ik\s+ben|ben\s+ik)\s+(?:(?:nu|net|pas|zelf|ook|bijna)\s+)?(?:acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|[89]|1[0-7])"
    r"(?:\s+jaar)?(?=\s*(?:[.,;!?]|$|en\b|maar\b|oud\b|jaar\soud\b))",
    re.IGNORECASE,
)
_ASKS_WHO = re.compile(
    r"\bwie\s+(?:(?:ben|bent|zijn|zit|zitten)\s+(?:je|jij|jullie|u|er|hier)|(?:je|jij|jullie|u)\s+(?:ben|bent|zijn))\b"
    r"|\bstel\w*\s+(?:je|u|jullie|jezelf)\b|\bvoorstel\w*|\bnaam\s+en\b|\bhoe\s+heet\b|\bnamen\b",
    re.IGNORECASE,
)
_NAMES_SELF = (
    r"^(?:(?:ja|nou|oké|hoi|hallo|goedenavond|eh|en)\W+)*(?:(?:ik\s+ben|ik\s+heet|mijn\s+naam\s+is)\s+)?{}\b(?!\s+zei)"
)
_MAX_INTRODUCTION_WORDS = 25
_FULL_NAME = re.compile(r"(?<=[\w,]\s)[A-ZÀ-Þ][\w'’-]+\s(?:(?:van|de|der|den|el|ter|ten)\s)*[A-ZÀ-Þ][\w'’-]+")
_MAX_ANSWER_WORDS = 8
_MIN_TOLD_WORDS = 6
_MOST_HEADED = 0.7


@dataclass(slots=True)
class _Told:
    """What speakers gave away about themselves anywhere in the conversation."""

    groups: set[Attribution] = field(default_factory=set)
    work: set[Attribution] = field(default_factory=set)
    wijken: set[Attribution] = field(default_factory=set)


def by_nearest(turns: Sequence[Turn], gazetteer: Gazetteer, *, introduced: bool) -> list[Turn]:
    """The turns, with what is still unknown about respondents filled in.

    Args:
        introduced: what the note-taker tells before anybody speaks is about this conversation; above a table it is not.
    """
    told = _told(turns, gazetteer)
    group, wijk, named = _introduction(turns, gazetteer) if introduced else (UNKNOWN, UNKNOWN, False)
    said = [turn for turn in turns if turn.role == "respondent"]
    headed = sum(turn.group.origin == "tussenkop" for turn in said)
    several = len({turn.speaker for turn in said if not is_anybody(turn.speaker)}) > 1
    if group and named and not several and headed < _MOST_HEADED * len(said):
        # a portrait of one person: what the headings in it name, is what the story is about
        turns = [replace(turn, group=UNKNOWN) if turn.group.origin == "tussenkop" else turn for turn in turns]
    elif any(turn.group and turn.group.value != group.value for turn in said):
        group = UNKNOWN  # it introduces one of several
    if any(turn.wijk and turn.wijk.value != wijk.value for turn in said):
        wijk = UNKNOWN
    elif not wijk:
        wijk = _asked_about(turns, gazetteer)
    settled = (
        replace(
            turn,
            group=_near(turn.group)
            or says_who(turn.text)
            or _only(told[turn.speaker].groups)
            or turn.group
            or _own_work(turn.text)
            or _only(told[turn.speaker].work)
            or group
            or ASSUMED,
            wijk=_near(turn.wijk)
            or own_wijk(turn.text, gazetteer)
            or _only(told[turn.speaker].wijken)
            or turn.wijk
            or wijk,
        )
        if turn.role == "respondent"
        else turn
        for turn in turns
    )
    return [replace(turn, group=_where_they_work(turn, gazetteer)) for turn in settled]


def _where_they_work(turn: Turn, gazetteer: Gazetteer) -> Attribution:
    """The group; of entrepreneurs who only say so themselves, told by the business park that they are on."""
    owns = turn.group.origin == _OWN_WORDS and turn.wijk.value in gazetteer.business_parks
    return _own(vocabulary().finer(turn.group.value, "bedrijventerrein")) if owns else turn.group


def _near(found: Attribution) -> Attribution:
    """What is said of this speaker; what the title or the name of the file says of everybody is farther away."""
    return UNKNOWN if found.origin in _OF_ALL else found


@remembered
def says_who(text: str) -> Attribution:
    """The group that speakers count themselves to: "ik ben huisarts"."""
    if _AGED.search(text):
        return Attribution("jongere", _OWN_WORDS)
    for match in _IS.finditer(text):
        first = match[1].split()[0]
        if group := vocabulary().group_of(match[1] if vocabulary().group_of(first) else match[1].replace(" ", "-")):
            return Attribution(group, _OWN_WORDS)
    return UNKNOWN


def _own_work(text: str) -> Attribution:
    """The group that speakers give away by what is theirs: "mijn klanten"."""
    return _own(vocabulary().own_work(text))


def _told(turns: Sequence[Turn], gazetteer: Gazetteer) -> defaultdict[str, _Told]:
    told: defaultdict[str, _Told] = defaultdict(_Told)
    asked = asked_who = False
    for turn in turns:
        if turn.role == "interviewer":
            asked, asked_who = bool(_ASKS_WIJK.search(turn.text)), asks_who(turn.text)
        if turn.role != "respondent" or _may_be_several(turn.speaker):
            continue
        first = asked_who and turn.speaker not in told
        about = told[turn.speaker]
        introduced = _introduces_self(turn, asked=first)
        about.groups |= {says_who(turn.text) or (_own(vocabulary().group_of(turn.text)) if introduced else UNKNOWN)} - {
            UNKNOWN
        }
        about.work |= {_own_work(turn.text)} - {UNKNOWN}
        answer = re.split(r"(?<=[.!?])\s", turn.text)[0]
        if asked and len(answer.split()) <= _MAX_ANSWER_WORDS and (named := only_wijk(answer, gazetteer)):
            about.wijken.add(Attribution(named, _ANSWERED))
        elif own := own_wijk(turn.text, gazetteer) or (
            _own(only_wijk(turn.text, gazetteer)) if introduced else UNKNOWN
        ):
            about.wijken.add(own)
        asked = False
    return told


def asks_who(text: str) -> bool:
    """The interviewer asks who is at the table."""
    return bool(_ASKS_WHO.search(text))


def _introduces_self(turn: Turn, *, asked: bool) -> bool:
    """Speakers say in short who they are, asked for it or where they give their name: "Ada, ik heb de bakkerij hier"."""
    first = turn.speaker.split()[0] if turn.speaker.strip() else ""
    named = first[:1].isupper() and re.match(_NAMES_SELF.format(re.escape(first)), turn.text, re.IGNORECASE)
    return bool(named or asked) and len(turn.text.split()) <= _MAX_INTRODUCTION_WORDS


def _own(value: str) -> Attribution:
    return Attribution(value, _OWN_WORDS) if value else UNKNOWN


def is_anybody(speaker: str) -> bool:
    """A number of the reading: the file does not say who speaks."""
    return bool(_ANYBODY.match(speaker))


def _may_be_several(speaker: str) -> bool:
    """A number of the reading, or a role without a number ("opvang"): not always the same person."""
    return (
        is_anybody(speaker)
        or speaker.casefold() in vocabulary().respondent_whole
        or (vocabulary().first_group_at(speaker) == 0 and not re.search(r"\d", speaker))
    )


def _only(found: Iterable[Attribution]) -> Attribution:
    values = {one.value for one in found}
    return next(iter(found)) if len(values) == 1 else UNKNOWN


def _introduction(turns: Sequence[Turn], gazetteer: Gazetteer) -> tuple[Attribution, Attribution, bool]:
    """The one group and the one wijk that are told about before anybody speaks, and whether a person is named there."""
    groups, wijken, named = {""}, {""}, False
    names = {turn.speaker.split()[0] for turn in turns if turn.speaker[:1].isupper()}
    for turn in turns:
        if turn.role == "respondent":
            break
        if sum(name in turn.text for name in names) > 1:
            continue  # it tells of each of them apart
        if turn.role == "notulist" and len(turn.text.split()) >= _MIN_TOLD_WORDS and turn.text.endswith((".", "!")):
            # who led the conversation is no resident
            told = " ".join(s for s in sentences(turn.text) if role_of(" ".join(s.split()[:3])) != "interviewer")
            groups.add(only_group(told))
            wijken.add(only_wijk(told, gazetteer))
            named = named or bool(_FULL_NAME.search(turn.text))
    return _single(groups), _single(wijken), named


def _asked_about(turns: Sequence[Turn], gazetteer: Gazetteer) -> Attribution:
    """The one wijk that is named in the questions."""
    names = {only_wijk(turn.text, gazetteer) for turn in turns if turn.role == "interviewer"} - {""}
    return Attribution(names.pop(), _ASKED) if len(names) == 1 else UNKNOWN


def _single(names: set[str]) -> Attribution:
    return Attribution(max(names), _INTRODUCED) if len(names) == 2 else UNKNOWN
