"""`rapport.html`: the whole report in one file that asks nothing of the network and needs no server."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from outputs import dutch, report_text
from outputs.blocks import shade_of
from outputs.cloud import Cloud, provenance
from outputs.entries import Entry
from outputs.figures import Figure
from outputs.labels import group_name
from outputs.overview import Overview
from outputs.quotes import CUT
from outputs.report_blocks import quotes_of, rejected_blocks
from outputs.report_comparison import comparison_blocks
from outputs.report_method import explanation_blocks, register_blocks
from outputs.safe import printable
from outputs.settings import OPTIONAL_PARTS
from outputs.style import logo_data

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).with_name("sjablonen")
MANY = 500  # statements; above this a browser draws only those in view
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def report_html(shown: Overview, cloud: Cloud) -> bytes:
    """The report as one page; equal bytes for an equal run."""
    css, script = (_template_text(name) for name in ("rapport.css", "rapport.js"))
    css = css.replace("/*kleuren*/", _colours(shown))
    picture = cloud.svg if cloud.layout else ""
    page = _environment().get_template("rapport.html.jinja").render(
        css=css,
        script=script,
        policy=_policy(styles=[css, *_STYLE.findall(picture)], script=script),
        picture=picture,
        cloud=cloud,
        shown=shown,
        text=report_text,
        noteworthy=shown.noteworthy,
        quotes_of=quotes_of,
        comparison=list(comparison_blocks(shown)),
        rejected=list(rejected_blocks(shown)),
        explanation=list(explanation_blocks(shown)),
        register=list(register_blocks(shown)),
        entries=sorted(shown.quotable, key=lambda entry: _place(entry, shown)),
        filters=_filters(shown),
        provenance=provenance(shown),
        logo=_logo(shown),
        parts=[name for name in OPTIONAL_PARTS if name not in shown.settings.left_out],
        many=len(shown.quotable) > MANY,
    )  # fmt: skip
    return page.encode("utf-8", errors="replace")


def pieces(entry: Entry) -> Iterator[tuple[str, bool]]:
    """The quote in order, each piece with whether it carried a theme."""
    text = entry.statement.text
    kept = (entry.quote.kept if entry.quote else ()) or ((0, len(text)),)
    if text[: kept[0][0]].strip():
        yield f"{CUT} ", False
    for n, (start, end) in enumerate(kept):
        if n:
            yield f" {CUT} ", False
        yield from _marked(entry, start, end)
    if text[kept[-1][1] :].strip():
        yield f" {CUT}", False


def _marked(entry: Entry, start: int, end: int) -> Iterator[tuple[str, bool]]:
    """This stretch of the statement, evidence apart from the rest."""
    text = entry.statement.text
    for found in entry.evidence:
        first, last = max(found.start, start), min(found.end, end)
        if first < last:
            yield printable(text[start:first]), False
            yield printable(text[first:last]), True
            start = last
    yield printable(text[start:end]), False


def _place(entry: Entry, shown: Overview) -> tuple[bool, str]:
    """In the order of the sources only where the source is told: its neighbours would tell where the others come from."""
    told = shown.concept and bool(entry.origin)
    return not told, "" if told else entry.statement.id


def _filters(shown: Overview) -> tuple[tuple[str, str, list[tuple[str, str]]], ...]:
    """Key, name and choices of each filter, only where there is something to choose."""
    wijken = {entry.wijk for entry in shown.quotable} - {""}
    groups = {entry.group for entry in shown.quotable} - {""}
    rounds = {entry.statement.ronde for entry in shown.quotable} - {""}
    priorities = {key for entry in shown.quotable for key in entry.priorities}
    themes = {key for entry in shown.quotable for key in entry.subthemes}

    def told(figure: Figure, quoted: set[str]) -> bool:
        return figure.key in quoted or (figure.n_statements > 0 and not figure.hidden)

    found = [
        ("p", "Prioriteit", [(figure.key, figure.name) for figure in shown.priorities if told(figure, priorities)]),
        (
            "s",
            "Subthema",
            sorted(((f.key, f.name) for f in shown.subthemes if told(f, themes)), key=lambda one: one[1]),
        ),
        ("w", "Wijk", [(wijk, wijk) for wijk in sorted(wijken)]),
        ("g", "Groep", [(group, group_name(group)) for group in sorted(groups)]),
        ("r", "Ronde", [(one, one) for one in sorted(rounds)]),
        ("c", "Zorg", [(concern.id, dutch.capital(concern.name or concern.title)) for concern in shown.concerns]),
    ]
    return tuple((key, name, choices) for key, name, choices in found if choices)


def _policy(*, styles: list[str], script: str) -> str:
    """Content security policy: nothing from outside, and no script or style but our own."""
    allowed = " ".join(_digest(style) for style in styles)
    return (
        f"default-src 'none'; style-src {allowed}; script-src {_digest(script)}; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _colours(shown: Overview) -> str:
    style = shown.settings.style
    named = {"accent": style.accent, "tekst": style.text, "achtergrond": style.background}
    font = f"--letter:'{style.font}';" if style.font else ""
    return font + "".join(f"--{name}:{value};" for name, value in named.items())


def _logo(shown: Overview) -> str:
    """The logo inside the page; "" without one."""
    found = logo_data(shown.settings.style)
    if found is None:
        return ""
    kind, data = found
    return f"data:image/{kind.replace('svg', 'svg+xml')};base64,{base64.b64encode(data).decode()}"


def _template_text(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: Mapping[str, Any] = {
        "getal": dutch.number,
        "procent": dutch.percent,
        "datum": dutch.date,
        "schoon": printable,
        "groep": group_name,
        "hoofdletter": dutch.capital,
        "stukken": pieces,
        "tint": shade_of,
        "soort": lambda block: type(block).__name__,
    }
    made.filters.update(filters)
    made.globals.update(aantal=dutch.count, tussen=dutch.between)
    return made
