"""Pseudonyms that stay the same for the same person, number or address within one conversation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from corpora.records import PersonalDataType
from nlp.redact.digits import WORDS
from nlp.redact.found import MASK
from nlp.redact.lookups import normalise
from nlp.redact.persons import same_person

KINDS: Mapping[PersonalDataType, str] = MappingProxyType(
    {
        "NAAM": "PERSOON",
        "TELEFOON": "TELEFOON",
        "EMAIL": "EMAIL",
        "IBAN": "IBAN",
        "BSN": "BSN",
        "KENTEKEN": "KENTEKEN",
        "ADRES": "ADRES",
        "GEBOORTEDATUM": "GEBOORTEDATUM",
        "HANDLE": "ACCOUNT",
    }
)
TYPES: Mapping[str, PersonalDataType] = MappingProxyType({kind: type_ for type_, kind in KINDS.items()})


def assign_pseudonyms(
    originals: Iterable[tuple[PersonalDataType, str]], *, taken: Iterable[str] = ()
) -> dict[tuple[PersonalDataType, str], str]:
    """A pseudonym for every type and original text, numbered in the order given.

    Args:
        taken: texts that may hold pseudonyms already; their numbers are not used again.
    """
    used = _highest(taken)
    ordered = list(dict.fromkeys(originals))
    persons = same_person([text for type_, text in ordered if type_ == "NAAM"])
    numbers: defaultdict[PersonalDataType, dict[object, int]] = defaultdict(dict)
    pseudonyms = {}
    for type_, text in ordered:
        key: object = persons[text] if type_ == "NAAM" else _same(type_, text)
        number = numbers[type_].setdefault(key, used[KINDS[type_]] + len(numbers[type_]) + 1)
        pseudonyms[type_, text] = f"[{KINDS[type_]}-{number}]"
    return pseudonyms


def _highest(texts: Iterable[str]) -> defaultdict[str, int]:
    used: defaultdict[str, int] = defaultdict(int)
    for text in texts:
        for kind, number in MASK.findall(text):
            used[kind] = max(used[kind], int(number))
    return used


def _same(type_: PersonalDataType, text: str) -> str:
    """What two ways to write the same number have in common: "+31 6 12" and "06-12", "nul zes twaalf"."""
    if type_ != "TELEFOON":
        return re.sub(r"[\W_]", "", normalise(text))
    digits = re.sub(r"[^\W\d_]+", lambda word: WORDS.get(word.group().lower(), ""), text)
    return re.sub(r"^(?:0031|31)0?(?=\d{9}$)", "0", re.sub(r"\D", "", digits))
