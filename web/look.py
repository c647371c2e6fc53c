"""The look: NL Design System style where it was fetched, and a city's own theme over it."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest

DESIGN_SYSTEM = ("componenten.css", "thema.css")  # before our own layout
CITY = ("eigen-thema.css",)  # after it, so that it wins


def look_in_templates(_: HttpRequest) -> dict[str, Any]:
    """The style sheets that are there."""
    return {"stijlen": {"voor": _present(DESIGN_SYSTEM), "na": _present(CITY)}}


@cache
def _present(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"opmaak/{name}" for name in names if (settings.DATA_FOLDER / "opmaak" / name).is_file())
