"""Which names in a conversation are the same person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.redact.cues import load_cues
from nlp.redact.lookups import normalise


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in parts, normalised: "A.J. van der Velde-Sow" is ("", "aj", ("velde-sow",))."""

    forename: str
    initials: str
    surname: tuple[str, ...]

    @property
    def n_parts(self) -> int:
        return bool(self.forename) + bool(self.initials) + len(self.surname)

    @property
    def first_letter(self) -> str:
        return (self.forename or self.initials)[:1]


def parse_name(text: str) -> PersonName:
    """The parts of a name as it is written; a single word stands as a forename."""
    particles = load_cues()["tussenvoegsels"]
    initials = "".join(re.findall(r"\b([^\W\d_]{1,3})\.", normalise(text)))
    rest = re.sub(r"\b[^\W\d_]{1,3}\.", " ", normalise(text))
    words = [
        word
        for word in re.findall(r"[^\W\d_]+(?:['-][^\W\d_]+)*", rest)
        if word not in particles and word not in ("t", "n")
    ]
    words = words or re.findall(r"[^\W\d_]+", normalise(text))
    if initials:
        return PersonName("", initials, tuple(words)) if words else PersonName("", initials, ())
    return PersonName(words[0] if words else normalise(text), "", tuple(words[1:]))


def same_person(names: Sequence[str]) -> dict[str, int]:
    """Number of the person behind each spelling; numbers follow the order in which the names are given.

    A forename or surname alone is the person with that name when there is only one; initials with a surname are the
    person with that surname whose forename begins so.
    """
    parsed = {name: parse_name(name) for name in dict.fromkeys(names)}
    groups: list[list[PersonName]] = []
    member: dict[str, int] = {}
    # the fullest names first, so that the short ones find them
    for name, parts in sorted(parsed.items(), key=lambda item: -_fullness(item[1])):
        fitting = [n for n, group in enumerate(groups) if any(_fits(parts, other) for other in group)]
        if len(fitting) != 1:
            exact = [n for n in fitting if parts in groups[n]]
            fitting = exact[:1] or [len(groups)]
        if fitting[0] == len(groups):
            groups.append([])
        groups[fitting[0]].append(parts)
        member[name] = fitting[0]
    order = {group: n for n, group in enumerate(dict.fromkeys(member[name] for name in parsed))}
    return {name: order[member[name]] for name in parsed}


def _fullness(name: PersonName) -> int:
    return 10 * (2 if name.forename and name.surname else 1 if name.initials else 0) + name.n_parts


def _fits(short: PersonName, full: PersonName) -> bool:
    """Whether the first name can be another way to write the second."""
    if short == full:
        return True
    if short.surname:
        return _surnames_fit(short.surname, full.surname) and (
            short.forename == full.forename
            or (bool(short.initials or full.initials) and short.first_letter == full.first_letter)
        )
    if not short.forename or short.initials:
        return False
    parts = {full.forename, *full.surname, *(part for name in full.surname for part in name.split("-"))}
    return short.forename in parts


def _surnames_fit(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """ "de Wit" fits "de Wit-Latuheru"."""
    parts, more = ({part for name in names for part in name.split("-")} for names in (one, other))
    return bool(parts and more) and (parts <= more or more <= parts)
