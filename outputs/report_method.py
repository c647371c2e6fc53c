"""The part of the report that says how it was made, who decided what, and what it cannot say."""

from __future__ import annotations

from collections.abc import Iterator

from outputs import report_text as text
from outputs.blocks import Block, Bullets, Heading, Rows, Text
from outputs.overview import Overview
from outputs.register import register_rows


def method_blocks(shown: Overview) -> Iterator[Block]:
    """Method, people and machine, agreement, participants, limits, conflicts, run, codebook, algorithm register."""
    yield Heading("Werkwijze en grenzen")
    yield from explanation_blocks(shown)
    yield Heading("Codeboek")
    yield Text(f"{shown.labels.title} ({shown.manifest.codebook}). {shown.labels.source}".strip())
    yield from _codebook(shown)
    yield Heading("Tekst voor het algoritmeregister")
    yield from register_blocks(shown)


def explanation_blocks(shown: Overview) -> Iterator[Block]:
    """The same without the codebook and the register, which a page shows folded."""
    yield Heading("Zo is dit gemaakt", 3)
    yield Bullets(text.METHOD)
    yield Heading("Wat de computer deed en wat mensen deden", 3)
    yield Bullets(text.human_part(shown))
    yield Heading("Hoe vaak mens en computer het eens zijn", 3)
    yield Bullets(text.about_agreement(shown))
    yield Heading("Voor wie dit spreekt", 3)
    yield Bullets((text.REPRESENTATIVE, *text.about_participants(shown)))
    yield Heading("Wat u er niet uit mag opmaken", 3)
    yield Bullets(text.LIMITS)
    conflicts = (*shown.result.conflicts, *shown.result.concerns.conflicts)
    if conflicts:
        yield Heading("Besluiten die niet meer passen", 3)
        yield Bullets(conflicts)
    yield Heading("Gegevens van deze verwerking", 3)
    facts = tuple((fact.name, fact.value) for fact in text.run_card(shown))
    yield Rows(("Gegeven", "Waarde"), facts, (0.3, 0.7), ("left", "left"))


def register_blocks(shown: Overview) -> Iterator[Block]:
    """A draft for algoritmes.overheid.nl; what only the city knows is left for it to fill in."""
    yield Text("Concept voor algoritmes.overheid.nl. Vul aan wat tussen haken staat, en laat het nalezen.")
    yield Rows(("Onderdeel", "Tekst"), register_rows(shown), (0.26, 0.74), ("left", "left"))


def _codebook(shown: Overview) -> Iterator[Block]:
    labels = shown.labels
    for key in (*labels.priorities, ""):
        rows = tuple(
            (label.name, label.definition)
            for label in labels.subthemes.values()
            if (label.priority == key if key else label.priority not in labels.priorities)
        )
        if rows:
            yield Heading(labels.priority(key) if key else "Overstijgend", 3)
            yield Rows(("Subthema", "Wat eronder valt"), rows, (0.32, 0.68), ("left", "left"))
