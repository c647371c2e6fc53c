"""Clouds beside each other as PDF/UA-1, with their words as a table."""

from __future__ import annotations

from dataclasses import asdict

from outputs.appendix import make_panel
from outputs.cloud import provenance
from outputs.clouds import Panels
from outputs.overview import Overview
from outputs.pdf import make_pdf
from outputs.report_text import concept_line


def clouds_pdf(aspect: str, panels: Panels, shown: Overview, *, title: str, remark: str = "") -> bytes:
    """A page or more; equal bytes for equal panels."""
    panel = make_panel(aspect, panels, shown)
    return make_pdf(
        "wolken.typ",
        {
            "title": title,
            "concept": concept_line(shown),
            "panel": {
                **asdict(panel),
                "title": "",
                "intro": f"{panel.intro} {remark}".strip(),
            },  # the page has the title
            "provenance": provenance(shown),
        },
        shown.settings.style,
    )
