"""The word lists of segmentation, read once from `corpora/words/segmentatie.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import corpora
from corpora.yaml_file import read_yaml

PATH = Path(corpora.__file__).parent / "words" / "segmentatie.yaml"


@dataclass(frozen=True)
class Wording:
    """Patterns that match at the start of a sentence, and sets of words."""

    new_topic: re.Pattern[str]
    new_with_noun: re.Pattern[str]
    perhaps_new: re.Pattern[str]
    pointing_back: frozenset[str]
    after_pointing: frozenset[str]
    figures: frozenset[str]
    wishing: frozenset[str]
    contact: re.Pattern[str]
    telling: re.Pattern[str]
    closing: re.Pattern[str]
    greeting: re.Pattern[str]
    empty: frozenset[str]
    agreement: frozenset[str]
    seconding: re.Pattern[str]
    declining: re.Pattern[str]
    other_number: re.Pattern[str]


@lru_cache(maxsize=1)
def wording() -> Wording:
    """The word lists that ship."""
    data = read_yaml(PATH)
    return Wording(
        new_topic=_starts_with(data["nieuw_onderwerp"]),
        new_with_noun=_starts_with(data["nieuw_met_naamwoord"]),
        perhaps_new=_starts_with(data["misschien_nieuw"]),
        pointing_back=frozenset(data["terugwijzend"].split()),
        after_pointing=frozenset(data["na_aanwijzend"].split()),
        figures=frozenset(data["figuren"].split()),
        wishing=frozenset(data["wensend"].split()),
        contact=re.compile(rf"\b(?:{'|'.join(data['contact'].split())})\b", re.IGNORECASE),
        telling=re.compile(rf"\b(?:{'|'.join(data['vertellend'].split())})\b", re.IGNORECASE),
        closing=_starts_with(data["afronding"]),
        greeting=_starts_with(data["aanhef"]),
        agreement=frozenset(data["instemming"].split()),
        seconding=_starts_with(data["bijval"]),
        declining=_starts_with(data["afhouden"]),
        other_number=re.compile(rf"\b(?:{'|'.join(data['ander_nummer'])})\b", re.IGNORECASE),
        empty=frozenset(word.replace("-", " ") for word in data["leeg"].split()),
    )


def _starts_with(phrases: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    words = "|".join(re.escape(phrase).replace(r"\ ", r"[\s,]+") for phrase in ordered)
    return re.compile(rf"^[^\w\[]*(?:{words})(?![\w-])", re.IGNORECASE)
