"""Who people are, as the sentences above a conversation tell: "Ada Bos en Bert, beiden uit Reeland; conciërge Carla".

Of each name the words around it are its own, up to the next name. Names in a row share what stands before or behind them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from corpora.gazetteer import Gazetteer
from corpora.layout.people import Person, label_key
from corpora.layout.vocabulary import vocabulary

_CAPITAL = r"[^\W\d_a-zà-þ][\w'’-]+"
_BEHIND = r"(?:\s*\((?:(?P<code>[A-Z][A-Za-z]{0,3}\d{0,2})|(?P<about>[^()]+))\))?"
_NAME = re.compile(
    rf"(?P<name>{_CAPITAL}(?:\s(?:(?:van|de|der|den|het|ten|ter|el|al)\s)*{_CAPITAL}|\s[A-Z]\.){{0,3}})" + _BEHIND
)
_MAX_NAME, _MAX_FUNCTION = 4, 3  # words
_MIN_LETTERS = 4
_AS = re.compile(r"\bals\b", re.IGNORECASE)
_IS = re.compile(r"\b(?:is|als|namens|woont|werkt|komt\suit)\b")
_TITLE = re.compile(r"^(?:de\s+)?(?:heer|mevrouw|meneer|dhr\.?|mw\.?|mevr\.?)\s+", re.IGNORECASE)
_BEFORE_TITLE = re.compile(r"\b(?:met|van|door|bij|voor|aan|als|zijn|is|waren|was|en|of)\b|[,:]", re.IGNORECASE)
_ARTICLES = frozenset({"de", "het", "een", "deze", "dit", "dat"})
_CLAUSE = re.compile(r"(?<=[^A-Z][.!?])\s+(?=[A-ZÀ-Þ])|\s*;\s*")
_IN_A_ROW = re.compile(r"\s*(?:,|,?\sen|&|/)\s*(?:de\s)?(?:(?:heer|mevrouw|meneer|dhr\.|mw\.|mevr\.)\s)?")
_BORDER = re.compile(r",(?:\sen)?\s|\sen\s")


def introduced(text: str, labels: Collection[str], gazetteer: Gazetteer) -> list[Person]:
    """The people that a text names, with what it tells of group or wijk, under the labels they carry in the conversation.

    Args:
        text: a paragraph.
        labels: names of speaker labels; one may hold a role too ("Conciërge Ton").
    """
    carried, functions = _by_name(labels), _by_group(labels)
    persons: list[Person] = []
    for clause in _CLAUSE.split(text):
        groups, wijken = vocabulary().groups_in(clause), gazetteer.find_wijken(clause)
        if len(wijken) == 1 and _IS.search(clause) and len(found := {*groups} & {*functions}) == 1:
            persons.append(Person(functions[found.pop()], wijken[0].name))
        for row in _rows(clause, gazetteer, carried):
            group, wijk = _told(row.about, gazetteer)
            if len(row.names) > 1:  # "met vier ouders uit Reeland: Ada, Bert, …"
                groups, wijken = vocabulary().groups_in(row.before), gazetteer.find_wijken(row.before)
                group, wijk = group or "".join(groups[-1:]), wijk or "".join(match.name for match in wijken[-1:])
            for name, inside in row.names:
                own = _told(inside, gazetteer)
                if not _own(name) and vocabulary().group_of(name) and not _AS.search(clause):
                    group = ""  # "winkelier" says it already, unless the text says "als bewoners de organist …"
                detail = ", ".join(part for part in (own[0] or group, own[1] or wijk) if part)
                persons += [Person(name, detail)] if name and detail else []
    return persons


def _told(text: str, gazetteer: Gazetteer) -> tuple[str, str]:
    groups, wijken = vocabulary().groups_in(text), gazetteer.find_wijken(text)
    return "".join(groups[:1]), "".join(match.name for match in wijken[:1])


def _by_name(labels: Collection[str]) -> dict[str, str]:
    """Labels by what a sentence may call whoever carries them: the whole name, or a forename that nobody shares."""
    named = [(own, label) for label in labels if len(own := _own(label)) <= _MAX_NAME]
    found = {label_key(label): label for own, label in named if own or _is_function(label)}
    found |= {key.removeprefix("de "): label for key, label in found.items()}
    forenames = [(label_key(own[0]), label) for own, label in named if own]
    shared = [key for key, _ in forenames]
    return {key: label for key, label in forenames if shared.count(key) == 1} | found


def _is_function(label: str) -> bool:
    """ "De koster": somebody goes by what they do."""
    words = label.split()
    return 0 < len(words) <= _MAX_FUNCTION and len(words[-1]) >= _MIN_LETTERS and words[-1].isalpha()


def _by_group(labels: Collection[str]) -> dict[str, str]:
    """Labels that are the function of whoever speaks, by group, where no two are of one group: "OUDER", "HORECA"."""
    groups = [(vocabulary().group_of(label), label) for label in labels if not _own(label)]
    named = [group for group, _ in groups]
    return {group: label for group, label in groups if group and named.count(group) == 1}


def _own(label: str) -> list[str]:
    """The words of a label that are a name; none where it begins as a sentence does."""
    words = re.findall(_CAPITAL, _TITLE.sub("", label))
    return [] if words and words[0].lower() in _ARTICLES else [w for w in words if not vocabulary().group_of(w)]


@dataclass(slots=True)
class _Row:
    """Names that stand in a row, each with what stands in brackets behind it, and the words around them."""

    start: int
    end: int
    names: list[tuple[str, str]]
    about: str = ""
    before: str = ""


def _rows(clause: str, gazetteer: Gazetteer, carried: Mapping[str, str]) -> list[_Row]:
    rows: list[_Row] = []
    for match in _mentions(clause, carried):
        name = match["name"]
        keys = [label_key(key) for key in (match["code"] or name, name, *name.split())]
        label = next((carried[key] for key in keys if key in carried), "")
        if not label and (match.start() == 0 or gazetteer.find(name) or vocabulary().group_of(name)):
            continue
        one = (label, match["about"] or "")
        if rows and _IN_A_ROW.fullmatch(clause[rows[-1].end : match.start()]):
            rows[-1].end = match.end()
            rows[-1].names.append(one)
        else:
            rows.append(_Row(match.start(), match.end(), [one]))
    begins = 0
    for row, following in zip_longest(rows, rows[1:]):
        ends = following.start if following else len(clause)
        borders = [match.end() for match in _BORDER.finditer(clause, row.end, ends)] if following else []
        # "conciërge Ada"
        title = _BEFORE_TITLE.split(clause[begins : row.start])[-1]
        row.before = clause[begins : row.start]
        row.about = f"{clause[row.end : borders[-1] if borders else ends]} {title}"
        begins = borders[-1] if borders else row.end
    return rows


def _mentions(clause: str, carried: Mapping[str, str]) -> list[re.Match[str]]:
    """The names in a clause, and the functions that are labels: "de koster (Reeland)"."""
    functions = [re.sub(r"^(?:de|het|een)\s", "", key) for key, label in carried.items() if not _own(label)]
    found = list(_NAME.finditer(clause))
    if functions:
        words = "|".join(map(re.escape, sorted(functions, key=len, reverse=True)))
        named = re.compile(rf"\b(?P<name>(?:(?:de|het|een)\s)?(?:{words}))\b{_BEHIND}", re.IGNORECASE)
        told = list(named.finditer(clause))
        found = [one for one in found if not any(a.start() < one.end() and one.start() < a.end() for a in told)] + told
    return sorted(found, key=lambda match: match.start())
