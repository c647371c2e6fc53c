"""The columns of one statement, the same in the workbook and in the csv file."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from outputs.entries import Entry
from outputs.labels import group_name
from outputs.overview import Overview

Value = str | int | float | datetime.date | None


def columns(shown: Overview) -> dict[str, Callable[[Entry], Value]]:
    """Dutch heading -> the value of one statement. Empty text and unknown numbers are None."""
    labels = shown.labels
    names = {concern.id: concern.name or concern.title for concern in shown.result.concerns.concerns}
    return {
        "Uitspraak-id": lambda e: e.statement.id,
        "Uitspraak": lambda e: e.statement.text,
        "Prioriteiten": lambda e: "; ".join(labels.priority(key) for key in e.priorities),
        "Subthema's": lambda e: "; ".join(labels.subtheme(key) for key in e.subthemes) or None,
        "Zekerheid": lambda e: max((s.probability for s in e.tagging.suggestions), default=None) if e.tagging else None,
        "Twijfel": lambda e: e.tagging.doubt if e.tagging else None,
        "Nagekeken": lambda e: "ja" if e.tagging and e.tagging.reviewed else None,
        "Vrijgegeven als citaat": lambda e: "ja" if e.quote and not shown.concept else None,
        "Let op bij publiceren": lambda e: e.warning or None,
        "Toon": lambda e: e.tagging.polarity if e.tagging else None,
        "Woorden die de doorslag gaven": _evidence,
        "Zorg": lambda e: names.get(e.concern),
        "Groep": lambda e: group_name(e.statement.group) if e.statement.group else None,
        "Groep gevonden in": lambda e: e.statement.group_origin or None,
        "Wijk": lambda e: e.statement.wijk or None,
        "Wijk gevonden in": lambda e: e.statement.wijk_origin or None,
        "Ronde": lambda e: e.statement.ronde or None,
        "Datum": lambda e: _date(e.statement.date),
        "Bestand": lambda e: e.statement.source,
        "Plaats in bestand": lambda e: e.statement.place or None,
        "Gesprek-id": lambda e: e.statement.conversation_id,
        "Spreker": lambda e: e.statement.speaker or None,
        "Beurt": lambda e: e.statement.turn,
        "Eerste teken": lambda e: e.statement.start,
        "Laatste teken": lambda e: e.statement.end,
    }


def _evidence(entry: Entry) -> str | None:
    return "; ".join(entry.statement.text[found.start : found.end] for found in entry.evidence) or None


def _date(iso: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(iso)
    except ValueError:
        return None
