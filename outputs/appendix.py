"""What stands in "Bijlage 4: woordenwolk"; the pdf and the docx both show exactly this."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from outputs.cloud import Cloud, provenance, size_of
from outputs.cloud_foot import legend
from outputs.clouds import N_IN_TABLE, CloudsPicture, Panels, about_few, clouds_pictures, clouds_rows, filled
from outputs.dutch import capital, count, number
from outputs.overview import Overview
from outputs.report_text import concept_line

TITLE = "Bijlage 4: woordenwolk"
MIN_PANEL_WORDS = 5  # fewer is no picture of a wijk

_SIZE = {
    "people": "Hoe groter een woord, hoe meer mensen het noemden. Wie een woord vaak herhaalt, telt één keer.",
    "statements": "Hoe groter een woord, hoe meer uitspraken het bevatten.",
    "words": "Hoe groter een woord, hoe vaker het is gezegd.",
}
_COUNTED = {"people": "mensen", "statements": "uitspraken", "words": "keren"}


@dataclass(frozen=True, slots=True)
class Row:
    """One word of the table, as text."""

    word: str
    people: str
    statements: str
    priority: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Clouds of the parts of the city, on one scale, with their words as a table."""

    title: str
    intro: str
    pictures: tuple[CloudsPicture, ...]
    heads: tuple[str, str]
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Appendix:
    """The appendix as text and rows, in Dutch."""

    title: str
    intro: str
    alt: str  # stands for the picture; "" when there is none
    remark: str  # why there is no cloud, or what is missing from it
    legend: tuple[tuple[str, str], ...]  # colour, name
    how_to_read: tuple[str, ...]
    cannot_show: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    panels: tuple[Panel, ...]  # the same per priority and per wijk
    provenance: str
    concept: str  # why every page says that this is a concept; "" when it is none
    language: str = "nl-NL"


def make_appendix(shown: Overview, cloud: Cloud) -> Appendix:
    """Write the appendix for a run."""
    labels = shown.labels
    rows = tuple(
        Row(
            word.word,
            number(word.n_people),
            number(word.n_statements),
            labels.priority(word.priority) if word.priority else "verschillende of geen",
        )
        for word in sorted(cloud.words, key=lambda word: (-size_of(word, shown.settings.count_by), word.word))
    )
    return Appendix(
        title=TITLE,
        intro=_intro(shown),
        alt=cloud.description,
        remark=cloud.remark,
        legend=legend(shown) if rows else (),
        how_to_read=_how_to_read(shown) if rows else (),
        cannot_show=_cannot_show(shown),
        heads=("Woord", "Mensen", "Uitspraken", "Prioriteit"),
        rows=rows,
        panels=tuple(_panels(shown)),
        provenance=provenance(shown),
        concept=concept_line(shown),
    )


def _panels(shown: Overview) -> Iterator[Panel]:
    """Only where there is something to compare; the parts of too few words are named."""
    for aspect, parts in shown.panels.items():
        kept, few = filled(parts, shown, fewest=MIN_PANEL_WORDS)
        if len(kept) > 1:
            panel = make_panel(aspect, kept, shown)
            yield replace(panel, intro=f"{panel.intro} {about_few(few)}".strip())


def make_panel(aspect: str, parts: Panels, shown: Overview) -> Panel:
    """Clouds beside each other for one aspect: "prioriteit", "wijk", "groep" or "ronde"."""
    title = f"Woorden per {aspect}"
    return Panel(
        title=title,
        intro=f"{_SIZE[shown.settings.count_by]} Alle wolken hebben dezelfde schaal. {_small(shown)} {_most(aspect, parts, shown)}".strip(),
        pictures=clouds_pictures(parts, shown, title=title),
        heads=(capital(aspect), f"Woorden, met het aantal {_COUNTED[shown.settings.count_by]}"),
        rows=clouds_rows(parts, shown),
    )


def _small(shown: Overview) -> str:
    k = shown.settings.k
    return f"Een woord staat er pas bij als {k} mensen het daar noemden." if k > 1 else ""


def _most(aspect: str, parts: Panels, shown: Overview) -> str:
    more = any(len(shown.allowed(words)) > N_IN_TABLE for words in parts.values())
    return f"De tabel noemt per {aspect} de {N_IN_TABLE} grootste woorden." if more else ""


def _intro(shown: Overview) -> str:
    if not shown.entries:
        return "In de aangeleverde bestanden staan geen uitspraken van inwoners of partners."
    return (
        f"Deze bijlage laat zien welke woorden inwoners en partners gebruikten. Zij is gemaakt uit "
        f"{count(len(shown.entries), 'uitspraak', 'uitspraken')} van {count(shown.n_people, 'mens', 'mensen')}, "
        f"gedaan in {count(shown.n_conversations, 'gesprek', 'gesprekken')}."
    )


def _how_to_read(shown: Overview) -> tuple[str, ...]:
    return (
        _SIZE[shown.settings.count_by],
        "De kleur is die van een prioriteit als meer dan de helft van de uitspraken met het woord daarbij hoort. Uitspraken zonder "
        "prioriteit tellen hiervoor niet mee. In zwart-wit lijken de kleuren op elkaar; de tabel noemt de prioriteit van elk woord.",
        "De plaats van een woord in de wolk betekent niets.",
        "Vormen van hetzelfde woord tellen samen; getoond wordt de vorm die het meest is gebruikt.",
        "Woorden die niets over het onderwerp zeggen, zoals lidwoorden en voegwoorden, zijn weggelaten.",
    )


def _cannot_show(shown: Overview) -> tuple[str, ...]:
    sentences = [
        "Of iemand tevreden is of klaagt: wie zegt geen overlast te hebben, noemt ook het woord overlast.",
        "Hoe alle inwoners erover denken: wie meedeed, is niet door het lot gekozen. De aantallen gelden voor deze gesprekken.",
        "Wat iemand precies zei: daarvoor zijn de uitspraken zelf nodig. Die staan in het rapport.",
    ]  # fmt: skip
    k = shown.settings.k
    if k > 1:
        sentences.append(
            f"Woorden die minder dan {k} mensen noemden: die zijn weggelaten, zodat niemand te herkennen is."
        )
    sentences.append("Namen en andere persoonsgegevens: die zijn gemaskeerd voordat er is geteld.")
    return tuple(sentences)
