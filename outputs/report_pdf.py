"""`rapport.pdf`: the report as PDF/UA-1, tagged, with bookmarks and alternative texts."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from outputs.blocks import SHADES, Block
from outputs.cloud import Cloud, provenance
from outputs.overview import Overview
from outputs.pdf import make_pdf
from outputs.report_blocks import report_blocks
from outputs.report_text import concept_line, lead, report_title
from outputs.safe import printable


def report_pdf(shown: Overview, cloud: Cloud) -> bytes:
    """Equal bytes for an equal run."""
    return make_pdf(
        "rapport.typ",
        {
            "title": report_title(shown),
            "lead": lead(shown),
            "concept": concept_line(shown),
            "provenance": provenance(shown),
            "shades": SHADES,
            "blocks": [_plain(block) for block in report_blocks(shown, cloud)],
        },
        shown.settings.style,
    )


def _plain(block: Block) -> dict[str, Any]:
    return {"kind": type(block).__name__.lower(), **_cleaned(asdict(block))}


def _cleaned(value: Any) -> Any:
    """The same values with text that can be printed."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _cleaned(item) for key, item in value.items()}
    return [_cleaned(item) for item in value] if isinstance(value, list | tuple) else value
