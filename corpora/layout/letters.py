"""A letter in a document: what stands above the greeting and below the goodbye was not said by its writer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpora.layout.lines import Line

_GREETING = re.compile(
    r"^(?:geachte?|beste|waarde|l\.?s\.?|aan\s+wie\s+dit|dag|hallo|hoi|goede(?:morgen|middag|avond))\b[^.?:]{0,70}[,!.]?$",
    re.I,
)
_GOODBYE = re.compile(
    r"^(?:(?:met\s+)?(?:vriendelijke|hartelijke|beste|warme)\s+groet(?:en)?|hoogachtend|mvg|groet(?:en|jes)?|veel\s+groeten)\b.{0,60}$",
    re.I,
)
_HEAD_LINES = 25
WRITER = "briefschrijver"


@dataclass(frozen=True, slots=True)
class Letter:
    """Where the words of a letter begin and end, and how it is signed."""

    start: int  # first line after the greeting
    end: int  # the line with the goodbye
    signature: str


def find_letter(lines: Sequence[Line]) -> Letter | None:
    """The letter in these lines; None unless they have both a greeting and a goodbye."""
    greeting = next((n for n, line in enumerate(lines[:_HEAD_LINES]) if _GREETING.match(line.text)), None)
    if greeting is None:
        return None
    goodbyes = [n for n in range(greeting + 1, len(lines)) if _GOODBYE.match(lines[n].text)]
    if not goodbyes:
        return None
    end = goodbyes[-1]
    return Letter(greeting + 1, end, ", ".join(line.text for line in lines[end + 1 :]))
