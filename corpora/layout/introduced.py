"""Who people are, as the sentences above a conversation tell: "Ada Bos en Bert, beiden uit Reeland; conciërge Carla".

Of each name the words around it are its own, up to the next name. Names in a row share what stands before or behind them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise

from corpora.gazetteer import Gazetteer
from corpora.layout.people import Person, label_key
from corpora.layout.vocabulary import vocabulary

_CAPITAL = r"[^\W\d_a-zà-þ][\w'’-]+"
_NAME = re.compile(
    rf"(?P<name>{_CAPITAL}(?:\s(?:(?:van|de|der|den|het|ten|ter|el|al)\s)*{_CAPITAL}|\s[A-Z]\.){{0,3}})"
    r"(?:\s*\((?:(?P<code>[A-Z][A-Za-z]{0,3}\d{0,2})|(?P<about>[^()]+))\))?"
)
_MAX_NAME = 4  # words
_IS = re.compile(r"\b(?:is|als|namens|woont|werkt|komt\suit)\b")
_TITLE = re.compile(r"^(?:de\s+)?(?:heer|mevrouw|meneer|dhr\.?|mw\.?|mevr\.?)\s+", re.IGNORECASE)
_BEFORE_TITLE = re.compile(r"\b(?:met|van|door|bij|voor|aan|als|zijn|is|waren|was|en|of)\b|[,:]", re.IGNORECASE)
_ARTICLES = frozenset({"de", "het", "een", "deze", "dit", "dat"})
_CLAUSE = re.compile(r"(?<=[^A-Z][.!?])\s+(?=[A-ZÀ-Þ])|\s*;\s*")
_IN_A_ROW = re.compile(r"\s*(?:,|,?\sen|&|/)\s*")
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
        for names, own, before in _rows(clause, gazetteer, carried):
            group, wijk = _told(own, gazetteer)
            if len(names) > 1:  # "met vier ouders uit Reeland: Ada, Bert, …"
                groups, wijken = vocabulary().groups_in(before), gazetteer.find_wijken(before)
                group, wijk = group or "".join(groups[-1:]), wijk or "".join(match.name for match in wijken[-1:])
            detail = ", ".join(part for part in (group, wijk) if part)
            persons += [Person(name, detail) for name in names if name and detail]
    return persons


def _told(text: str, gazetteer: Gazetteer) -> tuple[str, str]:
    groups, wijken = vocabulary().groups_in(text), gazetteer.find_wijken(text)
    return "".join(groups[:1]), "".join(match.name for match in wijken[:1])


def _by_name(labels: Collection[str]) -> dict[str, str]:
    """Labels by what a sentence may call whoever carries them: the whole name, or a forename that nobody shares."""
    named = [(own, label) for label in labels if 0 < len(own := _own(label)) <= _MAX_NAME]
    found: dict[str, str] = {label_key(label): label for _, label in named}
    forenames = [(label_key(own[0]), label) for own, label in named]
    shared = [key for key, _ in forenames]
    return {key: label for key, label in forenames if shared.count(key) == 1} | found


def _by_group(labels: Collection[str]) -> dict[str, str]:
    """Labels that are the function of whoever speaks, by group, where no two are of one group: "OUDER", "HORECA"."""
    groups = [(vocabulary().group_of(label), label) for label in labels if not _own(label)]
    named = [group for group, _ in groups]
    return {group: label for group, label in groups if group and named.count(group) == 1}


def _own(label: str) -> list[str]:
    """The words of a label that are a name; none where it begins as a sentence does."""
    words = re.findall(_CAPITAL, _TITLE.sub("", label))
    return [] if words and words[0].lower() in _ARTICLES else [w for w in words if not vocabulary().group_of(w)]


def _rows(clause: str, gazetteer: Gazetteer, carried: Mapping[str, str]) -> Iterator[tuple[list[str], str, str]]:
    """Labels of those whose names stand in a row, the words that are about them, and those that stand before them."""
    rows: list[tuple[int, int, list[str]]] = []
    for match in _NAME.finditer(clause):
        name = match["name"]
        keys = [label_key(key) for key in (match["code"] or name, name, *name.split())]
        label = next((carried[key] for key in keys if key in carried), "")
        if not label and (match.start() == 0 or gazetteer.find(name) or vocabulary().group_of(name)):
            continue
        if any(_told(match["about"] or "", gazetteer)):
            label = ""  # what stands in brackets behind a name is read as a list of people
        if rows and _IN_A_ROW.fullmatch(clause[rows[-1][1] : match.start()]):
            rows[-1] = (rows[-1][0], match.end(), [*rows[-1][2], label])
        else:
            rows.append((match.start(), match.end(), [label]))
    if not rows:
        return
    borders = [(0, 0)]  # where the words about a name end, and where those before the next one begin
    for (_, end, _), (start, _, _) in pairwise(rows):
        between = [match.end() for match in _BORDER.finditer(clause, end, start)]
        borders.append((between[-1], between[-1]) if between else (start, end))
    ends = [end for end, _ in borders[1:]]
    for (start, end, names), (_, before), after in zip(rows, borders, [*ends, len(clause)], strict=True):
        title = _BEFORE_TITLE.split(clause[before:start])[-1]  # "conciërge Ada"
        yield names, f"{clause[end:after]} {title}", clause[before:start]
