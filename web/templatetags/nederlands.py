"""Template filters for Dutch: numbers, spans of text."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.utils.timesince import timesince

from outputs.dutch import short_date

register = template.Library()


@register.filter
def aantal(n: int, words: str) -> str:
    """`{{ 3|aantal:"uitspraak,uitspraken" }}` gives "3 uitspraken"."""
    one, many = words.split(",")
    return f"{getal(n)} {one if n == 1 else many}"


@register.filter
def getal(n: Any) -> str:
    """12345 as 12.345."""
    return f"{int(n):,}".replace(",", ".") if n is not None else "–"


@register.filter
def datum(iso: str) -> str:
    """ "2026-04-07" as 7-4-2026."""
    return short_date(iso)


@register.filter
def duur(start: datetime, end: datetime) -> str:
    """How long something took; of seconds nobody asks how many."""
    return timesince(start, end) if end - start >= timedelta(minutes=1) else "nog geen minuut"


@register.filter
def procent(share: float | None) -> str:
    """0.153 as 15%."""
    return "–" if share is None else f"{round(share * 100)}%"


@register.filter
def grootte(n_bytes: int) -> str:
    """A file size as people say it."""
    if n_bytes >= 1_000_000:
        return f"{n_bytes / 1_000_000:.1f} MB".replace(".", ",")
    return f"{max(1, round(n_bytes / 1_000))} kB"


_WIDGET_CLASSES = {
    "Textarea": "utrecht-textarea utrecht-textarea--html-textarea",
    "Select": "utrecht-select utrecht-select--html-select",
    "CheckboxInput": "utrecht-checkbox utrecht-checkbox--html-input",
}


@register.filter
def invoer(field: Any) -> Any:
    """A form field with the classes of the NL Design System."""
    kind = field.field.widget.__class__.__name__
    if kind == "CheckboxSelectMultiple":
        return field.as_widget()
    return field.as_widget(attrs={"class": _WIDGET_CLASSES.get(kind, "utrecht-textbox utrecht-textbox--html-input")})


@register.filter
def soort(field: Any) -> str:
    """The kind of widget of a field: "vinkje", "vinkjes" or "tekst"."""
    kinds = {"CheckboxInput": "vinkje", "CheckboxSelectMultiple": "vinkjes"}
    return kinds.get(field.field.widget.__class__.__name__, "tekst")


@register.filter
def opzoeken(table: Any, key: Any) -> Any:
    """The value under a key, or the key itself."""
    return table.get(key, key)


@register.filter
def splits(text: str) -> list[str]:
    """ "a,b" as a list."""
    return text.split(",")


@register.filter
def toetsen(text: str) -> list[list[str]]:
    """ "a=akkoord|w=wijs af" as pairs."""
    return [pair.split("=", 1) for pair in text.split("|")]


@register.filter
def strepen(listed: str) -> list[str]:
    """ "|a|b|" as a list."""
    return [part for part in listed.split("|") if part]


@register.filter
def punt(number: float) -> str:
    """A number as svg wants it: with a point."""
    return f"{number:g}"


@register.filter
def komma(number: float | None) -> str:
    """0.6667 as 0,67."""
    return "–" if number is None else f"{number:.2f}".replace(".", ",").replace("-", "−")


@register.filter
def verschil(n: int | None) -> str:
    """3 as +3, -3 as −3."""
    return "–" if n is None else f"{'+' if n > 0 else '−' if n < 0 else ''}{getal(abs(n))}"


@register.filter
def warmte(n_people: int | None, total: int) -> int:
    """How warm a cell of a table is, 0 to 4; nothing is told of a number that is kept back."""
    if not n_people or not total:
        return 0
    share = n_people / total
    return 1 + (share >= 0.05) + (share >= 0.1) + (share >= 0.2)
