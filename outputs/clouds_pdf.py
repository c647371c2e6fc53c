"""Clouds beside each other as PDF/UA-1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nlp.words import WordCount
from outputs.cloud import provenance
from outputs.clouds import clouds_description, clouds_svg
from outputs.overview import Overview
from outputs.pdf import make_pdf, style_data

INTRO = (
    "Hoe groter een woord, hoe meer mensen het noemden. Alle wolken hebben dezelfde schaal: hetzelfde aantal mensen geeft "
    "dezelfde grootte. Een wijk of groep met weinig deelnemers heeft daardoor kleine woorden."
)


def clouds_pdf(panels: Mapping[str, Sequence[WordCount]], shown: Overview, *, title: str) -> bytes:
    """One page; equal bytes for equal panels."""
    style = shown.settings.style
    return make_pdf(
        "wolken.typ",
        {
            "title": title,
            **style_data(style),
            "intro": INTRO,
            "concept": shown.concept,
            "provenance": provenance(shown),
            "picture": clouds_svg(panels, shown, title=title),
            "alt": clouds_description(panels, shown),
        },
    )
