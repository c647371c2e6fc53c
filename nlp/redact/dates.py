"""Dates of birth: a full date where the text says that somebody was born."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.redact.cues import any_of, before
from nlp.redact.digits import WORDS
from nlp.redact.found import Found

_MONTH = any_of("maanden")
_SAID = "|".join(
    sorted((word for word, digits in WORDS.items() if digits.isdecimal() and int(digits) <= 99), key=len, reverse=True)
)
_ORDINAL = (
    "(?:"
    + "|".join(
        [
            "eerste",
            "tweede",
            "derde",
            "vierde",
            "vijfde",
            "zesde",
            "zevende",
            "achtste",
            "negende",
            "tiende",
            "elfde",
            "twaalfde",
        ]
    )
    + r"|\w{3,12}(?:de|ste))"
)
_YEAR = (
    rf"(?:'?\d{{2}}(?!\d)|(?:19|20)\d{{2}}|(?:negentien(?:\s?honderd)?|tweeduizend|twintig)\s?(?:en\s)?(?:{_SAID})?)"
)
_DATE = re.compile(
    rf"(?<![\w-])(?<!\d[./])(?:"
    rf"\d{{1,2}}\s?(?P<separator>[-/.–])\s?(?:\d{{1,2}}|{_MONTH})\s?(?P=separator)\s?(?:(?:19|20)\d{{2}}|\d{{2}})"
    rf"|(?:19|20)\d{{2}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}"
    rf"|\d{{1,2}}\s\d{{1,2}}\s(?:19|20)\d{{2}}"
    rf"|(?:\d{{1,2}}(?:e|ste|de)?|{_ORDINAL}|{_SAID})\s(?:{_MONTH})\.?\s{_YEAR}"
    rf"|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d{{2}}"
    rf")(?![\w]|-\d)",
    re.IGNORECASE,
)
_BORN = re.compile(rf".*(?P<cue>\b(?:{any_of('geboorte')})\b[^\n;]{{0,40}})$", re.DOTALL)
# "3 mei 1949 geboren", "12-03-1980 te Paramaribo geboren"
_BORN_AFTER = re.compile(r"^[\s,)]{0,3}(?:(?:te|in)\s\w+\s)?(?:geboren|geb\b)", re.IGNORECASE)


# a person's date without a word for it: "C. de Wit, 8 augustus 1944", or a table cell with nothing else
_BARE = re.compile(r"(?:^|[A-ZÀ-Þ][\w'’.-]+(?:,\s|\s?\())$")
NEWEST_BARE_YEAR = 2014  # events that people talk about are newer


def find_birth_dates(text: str) -> Iterator[Found]:
    """Full dates after or before a word of birth. A year, an age or the date of an event stays."""
    for match in _DATE.finditer(text):
        if _is_birth(text, match):
            yield Found(match.start(), match.end(), "GEBOORTEDATUM")


def _is_birth(text: str, match: re.Match[str]) -> bool:
    ahead = before(text, match.start(), reach=60)
    born = _BORN.match(ahead)
    if born:
        # "geboren in 1949, gesproken op 7 november 2023": another date has taken the word, or a new sentence began
        between = born["cue"]
        return not re.search(
            r"\b(?:19|20)\d{2}\b|[.!?]\s+[a-z]{2,}.*\s", between.replace("geb.", "").replace("g.d.", "")
        )
    return bool(_BORN_AFTER.match(text[match.end() : match.end() + 30])) or _stands_alone(text, match)


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    year = re.search(r"(?:19|20)\d{2}", match.group())
    before_it = text[: match.start()].rstrip("\n")[-40:]
    ends = re.match(r"\s*(?:$|[,;)])", text[match.end() :])
    return bool(year and int(year.group()) <= NEWEST_BARE_YEAR and ends and _BARE.search(before_it))
