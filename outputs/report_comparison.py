"""This round beside the round before: shares with their margins, and concerns that are new, lasting or not heard again."""

from __future__ import annotations

from collections.abc import Iterator

from corpora.records import Concern
from nlp.rounds import Change, RoundComparison
from nlp.statistics import Difference, Share
from outputs.bars import Bar, bars_picture
from outputs.blocks import HIDDEN, Block, Bullets, Heading, Picture, Rows, Text
from outputs.dutch import between, capital, count, number, percent
from outputs.overview import Overview

MAX_CONCERNS = 10  # per list


def comparison_blocks(shown: Overview) -> Iterator[Block]:
    """Nothing when there is no round before."""
    found = shown.comparison
    if found is None:
        return
    yield Heading("Vergelijking met de vorige ronde")
    yield Text(_sides(found, shown))
    for warning in _warnings(found):
        yield Text(warning)
    if found.changes:
        yield from _table(found, shown)
    yield from _concerns(found)


def _sides(found: RoundComparison, shown: Overview) -> str:
    before = f"Vorige ronde ({found.ronde_before})" if found.ronde_before else "Vorige ronde"
    now = f"deze ronde ({shown.manifest.ronde})" if shown.manifest.ronde else "deze ronde"
    return (
        f"{before}: {count(found.n_before, 'uitspraak', 'uitspraken')} van {count(found.n_people_before, 'mens', 'mensen')}; "
        f"{now}: {count(len(shown.entries), 'uitspraak', 'uitspraken')} van {count(shown.n_people, 'mens', 'mensen')}."
    )


def _warnings(found: RoundComparison) -> Iterator[str]:
    if found.n_conversations_in_both:
        yield (
            f"{count(found.n_conversations_in_both, 'gesprek zit', 'gesprekken zitten')} in beide rondes. Daarom zijn de aandelen niet "
            "vergeleken: het is voor een deel dezelfde ronde."
        )
    if found.other_codebook or found.other_models:
        what = "met een ander codeboek" if found.other_codebook else "met een andere versie van het model"
        yield f"De vorige ronde is {what} verwerkt. Een verschil kan ook daardoor komen; verwerk haar opnieuw voor u conclusies trekt."


def _table(found: RoundComparison, shown: Overview) -> Iterator[Block]:
    heads = ("Prioriteit", "Vorige ronde", "Deze ronde", "Verschil in procentpunten", "Wat u kunt zeggen")
    rows = tuple(_row(change, shown) for change in found.changes)
    yield Rows(heads, rows, (0.22, 0.2, 0.2, 0.2, 0.18), ("left", "right", "right", "right", "left"))
    bars = [bar for change in found.changes for bar in _bars(change, shown)]
    if bars:
        title = "Aandeel per prioriteit in beide rondes"
        svg, alt = bars_picture(bars, shown, title=title)
        yield Picture(svg, alt, title)
    yield Text(
        "Achter elk aandeel staat de marge (95%). Alleen als de hele marge van het verschil boven of onder nul ligt, staat er meer of "
        "minder. De deelnemers van twee rondes verschillen; een verschil zegt daarom iets over de gesprekken, niet over de stad."
    )


def _row(change: Change, shown: Overview) -> tuple[str, ...]:
    found = change.difference
    name = shown.labels.priority(change.priority)
    return name, _share(found.share_of_others), _share(found.share), _points(found), _verdict(found)


def _share(share: Share) -> str:
    if share.share is None or share.low is None or share.high is None:
        return HIDDEN if share.n_yes is None else f"{number(share.n_yes)} van {number(share.n)}"
    return f"{percent(share.share)} ({between(share.low, share.high)})"


def _points(found: Difference) -> str:
    if found.difference is None or found.low is None or found.high is None:
        return HIDDEN
    return f"{_signed(found.difference)} ({_signed(found.low)} tot {_signed(found.high)})"


def _points_of(value: float) -> int:
    return round(value * 100)


def _signed(value: float) -> str:
    points = _points_of(value)
    return f"{'+' if points > 0 else '−' if points < 0 else ''}{number(abs(points))}"


def _verdict(found: Difference) -> str:
    if found.low is None or found.high is None:
        return "te weinig om te vergelijken"
    if _points_of(found.low) > 0:  # as shown: a margin that starts at a rounded nought convinces nobody
        return "meer dan de vorige ronde"
    return "minder dan de vorige ronde" if _points_of(found.high) < 0 else "kan toeval zijn"


def _bars(change: Change, shown: Overview) -> Iterator[Bar]:
    name, found = shown.labels.priority(change.priority), change.difference
    sides = (
        Bar(f"{name}, vorige", found.share_of_others, shown.settings.style.neutral),
        Bar(f"{name}, nu", found.share, shown.colour(change.priority)),
    )
    yield from (bar for bar in sides if bar.share.share is not None)


def _concerns(found: RoundComparison) -> Iterator[Block]:
    lasting = [
        f"{_name(p.now)}: {number(p.before.n_people)} mensen in de vorige ronde, {number(p.now.n_people)} in deze"
        for p in found.lasting
    ]
    new, gone = (
        [f"{_name(c)} ({count(c.n_people, 'mens', 'mensen')})" for c in side] for side in (found.new, found.gone)
    )
    lists = (
        ("Zorgen die terugkwamen", lasting, ""),
        ("Nieuwe zorgen", new, ""),
        ("Zorgen die niet opnieuw zijn gevonden", gone, "Niet genoemd is iets anders dan opgelost."),
    )
    for title, items, remark in lists:
        if items:
            yield Heading(title, 3)
            yield Bullets(tuple(items[:MAX_CONCERNS]))
            more = len(items) - MAX_CONCERNS
            rest = f"En nog {number(more)}." if more > 0 else ""
            if rest or remark:
                yield Text(f"{rest} {remark}".strip())


def _name(concern: Concern) -> str:
    return capital(concern.name or concern.title)
