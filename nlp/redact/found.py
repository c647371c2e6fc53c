"""A span of personal data, and which span stands where several overlap."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from corpora.records import PersonalDataType

# what a mask looks like; text between such brackets is never searched again
MASK = re.compile(r"\[(PERSOON|TELEFOON|EMAIL|IBAN|BSN|KENTEKEN|ADRES|GEBOORTEDATUM|ACCOUNT)-(\d{1,6})\]")
# stands for a mask while the rest is searched: no letter, no digit, no space, no punctuation (private use)
FILLER = "\ue000"


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """Personal data in a text: offsets in characters, end excluded."""

    start: int
    end: int
    type: PersonalDataType


def without_overlap(found: Iterable[Found]) -> tuple[Found, ...]:
    """Spans in order of the text. What was found first stands; a later one that overlaps it is dropped."""
    kept: list[Found] = []
    for span in found:
        if span.start >= span.end:
            continue
        at = bisect_left(kept, span)
        if (at == 0 or kept[at - 1].end <= span.start) and (at == len(kept) or kept[at].start >= span.end):
            kept.insert(at, span)
    return tuple(kept)
