"""Dates as people write them, to ISO 8601."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "jan"),
            ("februari", "feb", "febr"),
            ("maart", "mrt"),
            ("april", "apr"),
            ("mei",),
            ("juni", "jun"),
            ("juli", "jul"),
            ("augustus", "aug"),
            ("september", "sep", "sept"),
            ("oktober", "okt"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_WRITTEN = re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?\s+(\d{{4}})\b", re.I)
_ISO = re.compile(r"(?<!\d)(\d{4})[-_./](\d{1,2})[-_./](\d{1,2})(?!\d)")
_DUTCH = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)")

_SEASON = r"(?:voorjaar|lente|zomer|najaar|herfst|winter)"
_ROUND = re.compile(
    rf"\b(?:ronde\s+((?:{_SEASON}\s+)?\d{{4}}|{_SEASON}|\d{{1,2}})|({_SEASON}\s+\d{{4}}))\b", re.IGNORECASE
)


def first_date(text: str) -> str:
    """The first full date in the text as "2024-03-18"; "" when there is none."""
    found = [(match.start(), iso) for match, iso in _dates(text) if iso]
    return min(found)[1] if found else ""


def is_date_line(text: str) -> bool:
    """Nothing but a day and a time: "3 mei 2024 om 12:31"."""
    return bool(first_date(text)) and len(text.split()) < 7 and not re.search(r"[^\W\d_]{11,}", text)


def first_round(text: str) -> str:
    """The conversation round that the text names, as "najaar 2023" or "2"; "" when it names none."""
    match = _ROUND.search(text)
    return (match.group(1) or match.group(2)).lower() if match else ""


def _dates(text: str) -> list[tuple[re.Match[str], str]]:
    found = [(match, _iso(match[3], str(_MONTHS[match[2].lower()]), match[1])) for match in _WRITTEN.finditer(text)]
    found += [(match, _iso(match[1], match[2], match[3])) for match in _ISO.finditer(text)]
    found += [(match, _iso(match[3], match[2], match[1])) for match in _DUTCH.finditer(text)]
    found += [(match, _iso(match[1], match[2], match[3])) for match in _COMPACT.finditer(text)]
    return found


def _iso(year: str, month: str, day: str) -> str:
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day)).isoformat()
    except ValueError:
        return ""
