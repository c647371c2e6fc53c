"""Shares per priority as horizontal bars with their interval."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from nlp.statistics import Share
from outputs.dutch import between, percent
from outputs.overview import Figure, Overview

ROW, LABELS, BARS, VALUES = 46, 380, 560, 220  # pixels


def bars_svg(shown: Overview) -> str:
    """One row per priority: name, bar, 95% interval as a line, share and interval in words."""
    rows = list(_rows(shown))
    width, height = LABELS + BARS + VALUES, ROW * len(rows)
    body = "\n".join(_row(n, figure, share, shown) for n, (figure, share) in enumerate(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' role="img" lang="nl"><title>Aandeel van de uitspraken per prioriteit</title>\n'
        f"<desc>{escape(bars_description(shown))}</desc>\n{body}\n</svg>\n"
    )


def bars_description(shown: Overview) -> str:
    """The same figure in words."""
    parts = [f"{figure.name} {percent(share.share or 0)} ({_interval(share)})" for figure, share in _rows(shown)]
    return f"Aandeel van de uitspraken per prioriteit, met de marge: {'; '.join(parts)}."


def _rows(shown: Overview) -> Iterator[tuple[Figure, Share]]:
    for figure in shown.priorities:
        if figure.share and figure.share.share is not None:
            yield figure, figure.share


def _row(n: int, figure: Figure, share: Share, shown: Overview) -> str:
    top, text = n * ROW, shown.settings.style.text
    low, high = (LABELS + BARS * (value or 0) for value in (share.low, share.high))
    font = f'font-family="\'DejaVu Sans\',sans-serif" font-size="19" fill="{text}"'
    return (
        f'<text x="0" y="{top + 28}" {font}>{escape(figure.name)}</text>\n'
        f'<rect x="{LABELS}" y="{top + 10}" width="{BARS}" height="18" fill="#eef1f4"/>\n'
        f'<rect x="{LABELS}" y="{top + 10}" width="{BARS * (share.share or 0):.1f}" height="18" fill="{shown.colour(figure.key)}"/>\n'
        f'<rect x="{low:.1f}" y="{top + 33}" width="{high - low:.1f}" height="4" fill="{text}"/>\n'
        f'<text x="{LABELS + BARS + 16}" y="{top + 28}" {font}>{percent(share.share or 0)} ({_interval(share)})</text>'
    )


def _interval(share: Share) -> str:
    return between(share.low or 0, share.high or 0)
