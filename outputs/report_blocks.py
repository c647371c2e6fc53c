"""The report as a row of plain blocks, for forms that are read from front to back: docx and pdf."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpora.records import Concern
from outputs import report_text as text
from outputs.accounting import reasons_of
from outputs.bars import bars_description, bars_svg
from outputs.blocks import HIDDEN, Block, Heading, Picture, Rows, Said, Text, numbers_after_first, shade_of
from outputs.cloud import Cloud
from outputs.dutch import between, capital, count, number, percent
from outputs.entries import Entry
from outputs.figures import Figure
from outputs.labels import group_name
from outputs.overview import Overview
from outputs.report_comparison import comparison_blocks
from outputs.report_method import method_blocks

N_TYPICAL = 2
N_TOLD_CONCERNS = 10  # with quotes; the others stand in a table


def report_blocks(shown: Overview, cloud: Cloud) -> tuple[Block, ...]:
    """The whole report without its title, in reading order."""
    parts = {"inleiding": _introduction(shown), "verantwoording": _accounting(shown)}
    if shown.entries:
        parts |= {
            "prioriteiten": _priorities(shown),
            "vergelijking": comparison_blocks(shown),
            "subthemas": _subthemes(shown),
            "zorgen": _concerns(shown),
            "verdeling": _heats(shown),
            "woordenwolk": _cloud(cloud),
            "citaten": _quotes(shown),
        }
    parts["werkwijze"] = method_blocks(shown)
    return tuple(block for name, part in parts.items() if name not in shown.settings.left_out for block in part)


def _introduction(shown: Overview) -> Iterator[Block]:
    if shown.settings.introduction:
        yield Heading("Inleiding")
        yield from map(Text, shown.settings.introduction)


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
    yield from rejected_blocks(shown)


def rejected_blocks(shown: Overview) -> Iterator[Block]:
    """What was not handled and why; only a concept names the files, since a name may tell who spoke or where."""
    rejected = shown.result.rejected
    if not rejected:
        return
    yield Heading("Niet verwerkt", 3)
    if shown.concept:
        rows = tuple((item.source, item.place, item.reason, item.cure) for item in rejected)
        yield Rows(("Bestand", "Plaats", "Reden", "Wat u kunt doen"), rows, (0.24, 0.12, 0.32, 0.32), ("left",) * 4)
    else:
        reasons = tuple((reason, number(n)) for reason, n in reasons_of(rejected))
        yield Rows(("Reden", "Aantal"), reasons, (0.85, 0.15), ("left", "right"))


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
    yield Rows(heads, rows, widths, numbers_after_first(len(heads)))
    if with_shares:
        yield Picture(bars_svg(shown), bars_description(shown), "Aandeel per prioriteit")
    if text.about_one_voice(shown):
        yield Text(text.about_one_voice(shown))
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
    for concern in shown.concerns[:N_TOLD_CONCERNS]:
        yield Heading(capital(concern.name or concern.title), 3)
        yield Text(
            f"{count(concern.n_people, 'mens', 'mensen')}, {count(concern.n_conversations, 'gesprek', 'gesprekken')}, "
            f"{count(len(concern.members), 'uitspraak', 'uitspraken')}. Stevigheid {percent(concern.stability)}. "
            f"{text.mostly(concern, shown)} {text.telling_words(concern)} {text.within(concern, shown)}".strip()
        )
        yield from (said(entry, concept=shown.concept) for entry in quotes_of(concern, shown))
    others = shown.concerns[N_TOLD_CONCERNS:]
    if others:
        yield Heading("Kleinere zorgen", 3)
        heads = ("Zorg", "Mensen", "Uitspraken", "Stevigheid")
        small = tuple(
            (_with_parts(c, shown), *map(number, (c.n_people, len(c.members))), percent(c.stability)) for c in others
        )
        yield Rows(heads, small, (0.52, 0.14, 0.17, 0.17), numbers_after_first(len(heads)))
    if text.about_concerns(shown):
        yield Text(text.about_concerns(shown))


def _with_parts(concern: Concern, shown: Overview) -> str:
    name, parts = capital(concern.name or concern.title), text.within(concern, shown)
    return f"{name}. {parts}" if parts else name


def _heats(shown: Overview) -> Iterator[Block]:
    for heat in shown.heats:
        yield Heading(f"Prioriteiten per {heat.aspect}")
        hidden = text.about_small_numbers(shown) if heat.any_hidden else ""
        yield Text(f"Aantal mensen dat iets zei over een prioriteit. {hidden}".strip())
        names = {value: group_name(value) if heat.aspect == "groep" else value for value, _ in heat.rows}
        heads = (capital(heat.aspect), *(shown.labels.priority(key) for key in heat.columns))
        rows = tuple((names[one], *(HIDDEN if n is None else number(n) for n in cells)) for one, cells in heat.rows)
        rest = 0.78 / len(heat.columns)
        shades = tuple((0, *(shade_of(n, heat.most) for n in cells)) for _, cells in heat.rows)
        yield Rows(heads, rows, (0.22, *(rest,) * len(heat.columns)), numbers_after_first(len(heads)), shades)


def _cloud(cloud: Cloud) -> Iterator[Block]:
    yield Heading("Woordenwolk")
    if cloud.layout:
        yield Picture(cloud.svg, cloud.description, cloud.title)
        yield Text("De tabel met aantallen en de uitleg, ook van de kleuren, staan in bijlage 4.")
    if cloud.remark:
        yield Text(cloud.remark)


def _quotes(shown: Overview) -> Iterator[Block]:
    chosen = shown.noteworthy
    if not chosen:
        return
    yield Heading("Opvallende uitspraken")
    yield Text(
        f"Gekozen om samen zo veel mogelijk prioriteiten, groepen en wijken te laten horen. {text.about_attributions(shown)}"
    )
    yield from (said(entry, concept=shown.concept) for entry in chosen)
    yield Text(text.about_all_quotes(shown))


def _counts(figure: Figure) -> Sequence[str]:
    return (HIDDEN, HIDDEN) if figure.hidden else (number(figure.n_people), number(figure.n_statements))


def _share(figure: Figure) -> Sequence[str]:
    share = figure.share
    if share is None or share.share is None or share.low is None or share.high is None:
        return ("", "")
    return percent(share.share), between(share.low, share.high)


def quotes_of(concern: Concern, shown: Overview) -> tuple[Entry, ...]:
    """Quotes that show what a concern is about: the typical ones, or else others that people released."""
    entries = shown.entry_of
    keys = concern.typical if shown.concept else dict.fromkeys((*concern.typical, *concern.members))
    found = (entries[key] for key in keys if key in entries)
    return tuple(entry for entry in found if entry.quote and not (shown.concept and entry.warning))[:N_TYPICAL]


def said(entry: Entry, *, concept: bool) -> Said:
    """A quote with its line; in a concept also its place in the source."""
    words, key = entry.quote.text if entry.quote else "", f"uitspraak {entry.statement.id}"
    return Said(words, entry.line, f"{key}, {entry.origin}" if concept and entry.origin else key)
