"""`bijlage-4-woordenwolk.pdf`: tagged, with the cloud as vector picture and its words as a table."""

from __future__ import annotations

from dataclasses import asdict, astuple

from outputs.appendix import Appendix
from outputs.cloud import Cloud
from outputs.pdf import make_pdf
from outputs.style import HouseStyle


def appendix_pdf(appendix: Appendix, cloud: Cloud, style: HouseStyle) -> bytes:
    """The appendix as PDF/UA-1."""
    return make_pdf(
        "bijlage.typ",
        {
            "title": appendix.title,
            "intro": appendix.intro,
            "picture": cloud.svg if cloud.layout else "",
            "alt": appendix.alt,
            "remark": appendix.remark,
            "legend": appendix.legend,
            "how_to_read": appendix.how_to_read,
            "cannot_show": appendix.cannot_show,
            "heads": appendix.heads,
            "rows": [astuple(row) for row in appendix.rows],
            "panels": [asdict(panel) for panel in appendix.panels],
            "provenance": appendix.provenance,
            "concept": appendix.concept,
        },
        style,
    )
