"""The report as a row of plain blocks, for forms that are read from front to back: docx and pdf."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from nlp.quotes import choose_quotes
from outputs import report_text as text
from outputs.bars import bars_description, bars_svg
from outputs.cloud import Cloud, cloud_svg
from outputs.dutch import between, capital, count, number, percent
from outputs.labels import group_name
from outputs.overview import Entry, Figure, Overview

N_NOTEWORTHY = 8
N_TYPICAL = 3
HIDDEN = "–"

Align = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """A table with a head row. Widths are parts of the width of the page, together 1."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    align: tuple[Align, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A quote with who said it and where it can be found."""

    text: str
    line: str
    origin: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A vector picture with what it shows in words."""

    svg: str
    alt: str
    title: str


Block = Heading | Text | Bullets | Rows | Said | Picture


def report_blocks(shown: Overview, cloud: Cloud) -> tuple[Block, ...]:
    """The whole report without its title, in reading order."""
    parts = [_accounting(shown)]
    if shown.entries:
        parts += [
            _priorities(shown),
            _subthemes(shown),
            _concerns(shown),
            _heats(shown),
            _cloud(cloud),
            _quotes(shown),
        ]
    return tuple(block for part in (*parts, _method(shown)) for block in part)


def noteworthy(shown: Overview) -> tuple[Entry, ...]:
    """Quotes that together cover themes, groups and wijken; the surest first."""
    with_theme = [entry for entry in shown.entries if entry.subthemes]
    chosen = choose_quotes(
        [entry.statement for entry in with_theme],
        N_NOTEWORTHY,
        themes={entry.statement.id: entry.priorities for entry in with_theme},
        preference={entry.statement.id: 1 - (entry.tagging.doubt if entry.tagging else 1) for entry in with_theme},
    )
    entries = shown.entry_of
    return tuple(entries[statement.id] for statement in chosen)


def _accounting(shown: Overview) -> Iterator[Block]:
    yield Heading("Verantwoording")
    yield Text("Op elke regel is het totaal gelijk aan wat verder ging plus wat niet verder ging.")
    rows = tuple(
        (
            step.name,
            number(step.total),
            number(step.went_on),
            number(step.n_left),
            "; ".join(f"{reason} ({number(n)})" for reason, n in step.left),
        )
        for step in shown.steps
    )
    heads = ("Stap", "Totaal", "Verder", "Niet verder", "Waarom niet")
    yield Rows(heads, rows, (0.26, 0.1, 0.1, 0.12, 0.42), ("left", "right", "right", "right", "left"))
    if shown.result.rejected:
        yield Heading("Niet verwerkt", 3)
        rejected = tuple((item.source, item.place, item.reason, item.cure) for item in shown.result.rejected)
        yield Rows(("Bestand", "Plaats", "Reden", "Wat u kunt doen"), rejected, (0.24, 0.12, 0.32, 0.32), ("left",) * 4)


def _priorities(shown: Overview) -> Iterator[Block]:
    yield Heading("Prioriteiten")
    yield Text(text.about_shares(shown))
    with_shares = any(figure.share and figure.share.share is not None for figure in shown.priorities)
    heads: tuple[str, ...] = ("Prioriteit", "Mensen", "Uitspraken")
    widths: tuple[float, ...] = (0.6, 0.2, 0.2)
    if with_shares:
        heads, widths = (*heads, "Aandeel", "Marge (95%)"), (0.4, 0.13, 0.16, 0.13, 0.18)
    rows = tuple(
        (figure.name, *_counts(figure), *(_share(figure) if with_shares else ())) for figure in shown.priorities
    )
    yield Rows(heads, rows, widths, _numbers_after_first(len(heads)))
    if with_shares:
        yield Picture(bars_svg(shown), bars_description(shown), "Aandeel per prioriteit")
    yield Text(text.REPRESENTATIVE)
    if any(figure.hidden for figure in shown.priorities):
        yield Text(text.about_small_numbers(shown))


def _subthemes(shown: Overview) -> Iterator[Block]:
    yield Heading("Subthema's")
    labels = shown.labels
    rows = tuple(
        (figure.name, labels.priority(figure.parent) if figure.parent else "overstijgend", *_counts(figure))
        for figure in shown.subthemes
        if not figure.hidden
    )
    if rows:
        heads = ("Subthema", "Prioriteit", "Mensen", "Uitspraken")
        yield Rows(heads, rows, (0.38, 0.32, 0.13, 0.17), ("left", "left", "right", "right"))
    hidden = sorted(figure.name for figure in shown.subthemes if figure.hidden)
    if hidden:
        yield Text(f"Ook genoemd, door minder dan {shown.settings.k} mensen: {', '.join(hidden)}.")
    if not shown.subthemes:
        yield Text("In geen enkele uitspraak is een subthema uit het codeboek herkend.")


def _concerns(shown: Overview) -> Iterator[Block]:
    yield Heading("Zorgen")
    yield Text(
        "Een zorg is een groep uitspraken die op elkaar lijken. De computer vindt de groep; mensen geven haar een naam."
    )
    entries = shown.entry_of
    for concern in shown.concerns:
        yield Heading(capital(concern.name or concern.title), 3)
        yield Text(
            f"{count(concern.n_people, 'mens', 'mensen')}, {count(concern.n_conversations, 'gesprek', 'gesprekken')}, "
            f"{count(len(concern.members), 'uitspraak', 'uitspraken')}. Stabiliteit {number(concern.stability, decimals=2)}. "
            f"Kenmerkende woorden: {', '.join(concern.terms)}."
        )
        yield from (_said(entries[key]) for key in concern.typical[:N_TYPICAL] if key in entries)
    if text.about_concerns(shown):
        yield Text(text.about_concerns(shown))


def _heats(shown: Overview) -> Iterator[Block]:
    for heat in shown.heats:
        yield Heading(f"Prioriteiten per {heat.aspect}")
        hidden = text.about_small_numbers(shown) if heat.any_hidden else ""
        yield Text(f"Aantal mensen dat iets zei over een prioriteit. {hidden}".strip())
        names = {value: group_name(value) if heat.aspect == "groep" else value for value, _ in heat.rows}
        heads = (capital(heat.aspect), *(shown.labels.priority(key) for key in heat.columns))
        rows = tuple((names[one], *(HIDDEN if n is None else number(n) for n in cells)) for one, cells in heat.rows)
        rest = 0.78 / len(heat.columns)
        yield Rows(heads, rows, (0.22, *(rest,) * len(heat.columns)), _numbers_after_first(len(heads)))


def _cloud(cloud: Cloud) -> Iterator[Block]:
    yield Heading("Woordenwolk")
    if cloud.layout:
        yield Picture(cloud_svg(cloud), cloud.description, cloud.title)
        yield Text("De tabel met aantallen en de uitleg staan in bijlage 4.")
    if cloud.remark:
        yield Text(cloud.remark)


def _quotes(shown: Overview) -> Iterator[Block]:
    chosen = noteworthy(shown)
    if not chosen:
        return
    yield Heading("Opvallende uitspraken")
    yield Text(
        f"Gekozen om samen zo veel mogelijk prioriteiten, groepen en wijken te laten horen. {text.about_attributions(shown)}"
    )
    yield from (_said(entry) for entry in chosen)
    yield Text("Alle uitspraken staan in rapport.html en in uitspraken.xlsx, met hetzelfde kenmerk.")


def _method(shown: Overview) -> Iterator[Block]:
    yield Heading("Werkwijze en grenzen")
    yield Heading("Zo is dit gemaakt", 3)
    yield Bullets(text.METHOD)
    yield Heading("Wat de computer deed en wat mensen deden", 3)
    yield Bullets(text.human_part(shown))
    yield Heading("Wat u er niet uit mag opmaken", 3)
    yield Bullets((text.REPRESENTATIVE, *text.LIMITS))
    yield Heading("Gegevens van deze verwerking", 3)
    facts = tuple((fact.name, fact.value) for fact in text.run_card(shown))
    yield Rows(("Gegeven", "Waarde"), facts, (0.3, 0.7), ("left", "left"))


def _numbers_after_first(n_columns: int) -> tuple[Align, ...]:
    return tuple("right" if column else "left" for column in range(n_columns))


def _counts(figure: Figure) -> Sequence[str]:
    return (HIDDEN, HIDDEN) if figure.hidden else (number(figure.n_people), number(figure.n_statements))


def _share(figure: Figure) -> Sequence[str]:
    share = figure.share
    if share is None or share.share is None or share.low is None or share.high is None:
        return ("", "")
    return percent(share.share), between(share.low, share.high)


def _said(entry: Entry) -> Said:
    said = entry.statement
    place = f", {said.place}" if said.place else ""
    return Said(said.text, entry.line, f"uitspraak {said.id}, {said.source}{place}")
