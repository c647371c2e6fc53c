"""A draft entry for the Dutch algorithm register, filled in as far as a run knows it.

The headings are those of the publication standard of the register (algoritmes.overheid.nl). The text lies in
`sjablonen/algoritmeregister.yaml`, so that an adviser can edit it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from corpora.yaml_file import read_yaml
from outputs.dutch import listing
from outputs.overview import Overview
from outputs.report_text import about_agreement, model_name

TEMPLATE = Path(__file__).with_name("sjablonen") / "algoritmeregister.yaml"


def register_rows(shown: Overview) -> tuple[tuple[str, str], ...]:
    """Heading and text, in the order of the register."""
    filled = {
        "organisatie": shown.settings.style.organisation or "[naam van de organisatie]",
        "codeboek": shown.labels.title or shown.manifest.codebook,
        "modellen": listing([f"{value} (voor {model_name(name)})" for name, value in shown.manifest.models]) or "geen",
        "k": str(shown.settings.k),
        "overeenstemming": " ".join(about_agreement(shown)),
    }
    return tuple((head, text.format(**filled)) for head, text in _template().items())


@cache
def _template() -> dict[str, str]:

    read: dict[str, str] = read_yaml(TEMPLATE)
    return {head: " ".join(text.split()) for head, text in read.items()}
