"""Clouds beside each other as PDF/UA-1, with their words as a table."""

from __future__ import annotations

from dataclasses import asdict

from outputs.appendix import make_panel
from outputs.cloud import provenance
from outputs.clouds import Panels
from outputs.overview import Overview
from outputs.pdf import make_pdf


def clouds_pdf(aspect: str, panels: Panels, shown: Overview, *, title: str) -> bytes:
    """A page or more; equal bytes for equal panels."""
    return make_pdf(
        "wolken.typ",
        {
            "title": title,
            "concept": shown.concept,
            "panel": asdict(make_panel(aspect, panels, shown)),
            "provenance": provenance(shown),
        },
        shown.settings.style,
    )
