"""The look: NL Design System style where it was fetched, and a city's own theme over it."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest

# in the order in which they apply; the last one is the city's own
STYLES = ("componenten.css", "thema.css", "eigen-thema.css")


def look_in_templates(_: HttpRequest) -> dict[str, Any]:
    """The style sheets that are there."""
    return {"stijlen": _present()}


@cache
def _present() -> tuple[str, ...]:
    return tuple(f"opmaak/{name}" for name in STYLES if (settings.DATA_FOLDER / "opmaak" / name).is_file())
