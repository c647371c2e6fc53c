"""Numbers, dates and small sentences the Dutch way."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def number(value: float, *, decimals: int = 0) -> str:
    """1234.5 -> "1.234,5" with one decimal."""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def percent(share: float) -> str:
    """0.347 -> "35%": no decimals, since no interval here is narrower than a percent."""
    return f"{number(share * 100)}%"


def between(low: float, high: float) -> str:
    """Interval of a share: "28 tot 42%"."""
    return f"{number(low * 100)} tot {number(high * 100)}%"


def date(iso: str) -> str:
    """ "2026-11-23" -> "23 november 2026"; anything else is given back as it is."""
    day = _day(iso)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else iso


def short_date(iso: str) -> str:
    """ "2026-04-07" -> "7-4-2026"; anything else is given back as it is."""
    day = _day(iso)
    return f"{day.day}-{day.month}-{day.year}" if day else iso


def _day(iso: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(iso)
    except ValueError:
        return None


def count(value: int, one: str, many: str) -> str:
    """count(1, "mens", "mensen") -> "1 mens"; count(1200, ...) -> "1.200 mensen"."""
    return f"{number(value)} {one if value == 1 else many}"


def listing(parts: Sequence[str]) -> str:
    """["a", "b", "c"] -> "a, b en c"."""
    *start, last = parts or [""]
    return f"{', '.join(start)} en {last}" if start else last


def capital(text: str) -> str:
    """First letter large, also for "ijsbaan" -> "IJsbaan"."""
    if text.startswith("ij"):
        return "IJ" + text[2:]
    return text[:1].upper() + text[1:]
