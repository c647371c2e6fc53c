"""Numbers as people write and say them: "06-11 22", "nul zes, dan elf", "drie keer nul"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_UNITS = {
    "nul": "0", "één": "1", "een": "1", "eén": "1", "twee": "2", "drie": "3", "vier": "4",
    "vijf": "5", "zes": "6", "zeven": "7", "acht": "8", "negen": "9",
}  # fmt: skip
_TEENS = {
    "tien": "10", "elf": "11", "twaalf": "12", "dertien": "13", "veertien": "14",
    "vijftien": "15", "zestien": "16", "zeventien": "17", "achttien": "18", "negentien": "19",
}  # fmt: skip
_TENS = {
    "twintig": "2", "dertig": "3", "veertig": "4", "vijftig": "5", "zestig": "6", "zeventig": "7", "tachtig": "8", "negentig": "9",
}  # fmt: skip


def _number_words() -> dict[str, str]:
    words = {**_UNITS, **_TEENS, **{word: f"{digit}0" for word, digit in _TENS.items()}}
    for ten, tens in _TENS.items():
        for unit, ones in _UNITS.items():
            if unit != "nul":
                words[f"{unit}{'ën' if unit.endswith('e') else 'en'}{ten}"] = f"{tens}{ones}"
                words[f"{unit}en{ten}"] = f"{tens}{ones}"
    words |= {"honderd": "100", "duizend": "000", "dubbel nul": "00"}
    return words


WORDS = _number_words()
_REPEAT = {
    "dubbel": 2,
    "dubbele": 2,
    "twee keer": 2,
    "tweemaal": 2,
    "drie keer": 3,
    "driemaal": 3,
    "driedubbel": 3,
    "vier keer": 4,
    "viermaal": 4,
}
_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
_TIMES = "|".join(sorted(_REPEAT, key=len, reverse=True)).replace(" ", r"\s+")
_ATOM = re.compile(
    rf"(?P<plus>\+)?(?P<digits>\d+)"
    rf"|\b(?:(?P<repeat>{_TIMES})(?:\s+een)??\s+(?P<what>\d|(?:{_WORD})(?:len|en)?)|(?P<word>{_WORD}|plus(?=\s)))\b",
    re.IGNORECASE,
)
# what may stand between two parts of one number
_GAP = re.compile(
    r"[\s().,/\-‐‑–—−·_:]*(?:(?:dan|en|eh|uh|euh|ehm|uhm|komma|streepje|streep|daarna|vervolgens|nog|eens|weer)\b[\s,.]*){0,2}",
    re.IGNORECASE,
)
MAX_GAP = 18


@dataclass(frozen=True, slots=True)
class Atom:
    """One part of a number: the digits it stands for, and where it stands."""

    digits: str  # "+" for a plus sign that was said
    start: int
    end: int
    spoken: bool
    gap: str = ""  # what stands between this part and the one before


def may_hold_numbers(text: str) -> bool:
    """Whether a long number can be in the text at all: it has digits, or somebody says "nul" or "plus"."""
    lower = text.lower()
    return "nul" in lower or "plus" in lower or any(map(str.isdecimal, text))


def number_runs(text: str) -> Iterator[list[Atom]]:
    """Runs of number parts with nothing between them that ends a number."""
    run: list[Atom] = []
    for atom in _atoms(text):
        gap = text[run[-1].end : atom.start] if run else ""
        if run and (len(gap) > MAX_GAP or not _GAP.fullmatch(gap)):
            yield run
            run = []
        run.append(Atom(atom.digits, atom.start, atom.end, atom.spoken, gap if run else ""))
    if run:
        yield run


def _atoms(text: str) -> Iterator[Atom]:
    for match in _ATOM.finditer(text):
        if match["digits"]:
            yield Atom(("+" if match["plus"] else "") + match["digits"], match.start(), match.end(), False)
        elif match["repeat"]:
            times = _REPEAT[" ".join(match["repeat"].lower().split())]
            yield Atom(_value(match["what"]) * times, match.start(), match.end(), True)
        else:
            word = match["word"].lower()
            yield Atom("+" if word == "plus" else _value(word), match.start(), match.end(), True)


def _value(word: str) -> str:
    word = word.lower()
    if word.isdecimal():
        return word
    # "dubbele zessen", "twee keer een vier"
    return WORDS.get(word) or WORDS.get(word.removesuffix("en")) or WORDS.get(word.removesuffix("sen") + "s", "")
