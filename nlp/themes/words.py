"""Words of a statement as the tagger compares them: form, stem and compound parts, with their place in the text.

No language model is needed here, so that a tagging does not change with the model that happens to be installed.
Stems follow Kraaij and Pohlmann, "Porter's stemming algorithm for Dutch" (1994), as in Snowball 3.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any, NamedTuple

_WORD = re.compile(r"\[[A-Z]+(?:-\d+)?\]|['’](?:s|t|k|n|m|r)\b|\w+(?:['’\-.]\w+)*", re.IGNORECASE)
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'"})

# shorter parts of compounds ("ijs", "bus") say too little on their own to point at a theme
MIN_PART_LENGTH = 4
MIN_STEM_LENGTH = 3
# fixed here, not in an editable list: the vocabulary of a trained model depends on the stems
_FUNCTION_WORDS = frozenset(
    [
        "aan",
        "achter",
        "af",
        "al",
        "als",
        "altijd",
        "bij",
        "boven",
        "daar",
        "dan",
        "dat",
        "de",
        "deze",
        "die",
        "dit",
        "door",
        "een",
        "eens",
        "en",
        "er",
        "etc",
        "ge",
        "haar",
        "had",
        "hem",
        "hen",
        "het",
        "hier",
        "hij",
        "hoe",
        "hun",
        "ik",
        "in",
        "is",
        "ja",
        "je",
        "kan",
        "langs",
        "maar",
        "mee",
        "men",
        "met",
        "mij",
        "na",
        "naar",
        "naast",
        "nee",
        "niet",
        "nog",
        "nu",
        "of",
        "om",
        "onder",
        "ons",
        "ook",
        "op",
        "over",
        "per",
        "sinds",
        "te",
        "tegen",
        "toch",
        "toe",
        "toen",
        "tot",
        "tussen",
        "uit",
        "van",
        "via",
        "voor",
        "waar",
        "wat",
        "weer",
        "wel",
        "wie",
        "wij",
        "zal",
        "ze",
        "zich",
        "zij",
        "zo",
    ]
)
# nouns whose last -en is no plural: without this "jongen" and "jongens" would get different stems
_NOUNS_IN_EN = (
    "jongen",
    "wapen",
    "haven",
    "keuken",
    "teken",
    "varken",
    "deken",
    "laken",
    "volwassen",
    "buiten",
    "kussen",
)


class Word(NamedTuple):
    """One word at its place in the statement (end excluded)."""

    start: int
    end: int
    form: str  # lower case, without accents


def find_words(text: str) -> tuple[Word, ...]:
    """All words of a text; a masked name such as `[PERSOON-1]` is one word."""
    return tuple(Word(m.start(), m.end(), normalize(m.group())) for m in _WORD.finditer(text))


@lru_cache(maxsize=100_000)
def normalize(form: str) -> str:
    """Lower case, straight apostrophes, no accents: "Cocaïne" and "cocaine" are one word."""
    if form.startswith("["):
        return "[" + re.sub(r"[^a-z]", "", form.lower()) + "]"
    plain = unicodedata.normalize("NFD", form.translate(_APOSTROPHES).lower())
    return "".join(char for char in plain if not unicodedata.combining(char))


@lru_cache(maxsize=100_000)
def stem(form: str) -> str:
    """Stem of a normalized word; masks and words with digits stay whole.

    The word also stays whole where too little would be left or a function word: "overheid" is no "over".
    """
    if form.startswith("[") or form.endswith(_NOUNS_IN_EN) or any(char.isdigit() for char in form):
        return form
    short = str(_stemmer().stemWord(form))
    too_short = len(short) < max(MIN_STEM_LENGTH, len(form) / 2)
    return form if too_short or normalize(short) in _FUNCTION_WORDS else normalize(short)


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("dutch")
