"""Shares as horizontal bars with their interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from nlp.statistics import Share
from outputs.dutch import between, percent
from outputs.overview import Overview

ROW, LABELS, BARS, VALUES = 46, 400, 540, 220  # pixels


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; the share must be known."""

    name: str
    share: Share
    colour: str


def bars_svg(shown: Overview) -> str:
    """One row per priority: name, bar, 95% interval as a line, share and interval in words."""
    return bars_picture(_of_priorities(shown), shown, title=_TITLE)[0]


def bars_description(shown: Overview) -> str:
    """The same figure in words."""
    return bars_picture(_of_priorities(shown), shown, title=_TITLE)[1]


_TITLE = "Aandeel van de uitspraken per prioriteit"


def bars_picture(bars: Sequence[Bar], shown: Overview, *, title: str) -> tuple[str, str]:
    """The picture as svg, and the same in words."""
    told = "; ".join(f"{bar.name} {percent(bar.share.share or 0)} ({_interval(bar.share)})" for bar in bars)
    words = f"{title}, met de marge: {told}." if bars else f"{title}: te weinig uitspraken of mensen voor een aandeel."
    width, height = LABELS + BARS + VALUES, ROW * max(len(bars), 1)
    body = "\n".join(_row(n, bar, shown) for n, bar in enumerate(bars)) or _sentence(words, shown)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' role="img" lang="nl"><title>{escape(title)}</title>\n<desc>{escape(words)}</desc>\n{body}\n</svg>\n'
    )
    return svg, words


def _of_priorities(shown: Overview) -> list[Bar]:
    return [
        Bar(figure.name, figure.share, shown.colour(figure.key))
        for figure in shown.priorities
        if figure.share and figure.share.share is not None
    ]


def _row(n: int, bar: Bar, shown: Overview) -> str:
    top, text = n * ROW, shown.settings.style.text
    low, high = (LABELS + BARS * (value or 0) for value in (bar.share.low, bar.share.high))
    return (
        f'<text x="0" y="{top + 28}" {_font(shown)}>{escape(bar.name)}</text>\n'
        f'<rect x="{LABELS}" y="{top + 10}" width="{BARS}" height="18" fill="#eef1f4"/>\n'
        f'<rect x="{LABELS}" y="{top + 10}" width="{BARS * (bar.share.share or 0):.1f}" height="18" fill="{bar.colour}"/>\n'
        f'<rect x="{low:.1f}" y="{top + 33}" width="{high - low:.1f}" height="4" fill="{text}"/>\n'
        f'<text x="{LABELS + BARS + 16}" y="{top + 28}" {_font(shown)}>{percent(bar.share.share or 0)} ({_interval(bar.share)})</text>'
    )


def _sentence(words: str, shown: Overview) -> str:
    return f'<text x="0" y="28" {_font(shown)}>{escape(words)}</text>'


def _font(shown: Overview) -> str:
    return f'font-family="\'DejaVu Sans\',sans-serif" font-size="19" fill="{shown.settings.style.text}"'


def _interval(share: Share) -> str:
    return between(share.low or 0, share.high or 0)
