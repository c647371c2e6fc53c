"""This round beside the round before: shares with their margins, and what became of the concerns."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.concerns.rounds import ConcernChange, Kind
from nlp.rounds import Change, RoundComparison
from nlp.statistics import SURE, Difference, Share
from outputs.bars import Bar, bars_picture
from outputs.blocks import HIDDEN, Block, Heading, Picture, Rows, Text
from outputs.dutch import between, capital, count, number, percent
from outputs.overview import Overview

MAX_CONCERNS = 20  # in the table

# in the order to show: what is sure comes first
KINDS: dict[Kind, str] = {
    "nieuw": "nieuw",
    "gegroeid": "gegroeid",
    "gekrompen": "gekrompen",
    "verdwenen": "verdwenen",
    "gelijk": "kan toeval zijn",
    "elders": "anders ingedeeld",
    "te weinig": "te weinig om te vergelijken",
}


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
    if found.concerns:
        yield from _concerns(found.concerns)


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
            f"{count(found.n_conversations_in_both, 'gesprek zit', 'gesprekken zitten')} in beide rondes. Daarom zijn de aandelen en de "
            "zorgen niet vergeleken: het is voor een deel dezelfde ronde."
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
        "Het aandeel is het deel van alle uitspraken van die ronde. Tussen haken staat de marge (95%). Alleen als de hele marge van "
        "het verschil boven of onder nul ligt, ook na de correctie voor meer vergelijkingen tegelijk (methode van Holm), staat er meer "
        "of minder. De deelnemers van twee rondes verschillen; een verschil zegt daarom iets over de gesprekken, niet over de stad."
    )


def _row(change: Change, shown: Overview) -> tuple[str, ...]:
    found = change.difference
    name = shown.labels.priority(change.priority)
    return name, _share(found.share_of_others), _share(found.share), _points(found), _verdict(found)


def _share(share: Share) -> str:
    if share.share is None or share.low is None or share.high is None:
        return HIDDEN if share.n_yes is None else f"{number(share.n_yes)} van {number(share.n)}"
    return f"{percent(share.share)} ({between(share.low, share.high)})"


def _points(found: Difference | ConcernChange, *, decimals: int = 0) -> str:
    if found.difference is None or found.low is None or found.high is None:
        return HIDDEN
    middle, low, high = (_signed(value, decimals) for value in (found.difference, found.low, found.high))
    return f"{middle} ({low} tot {high})"


def _points_of(value: float, decimals: int = 0) -> float:
    return round(value * 100, decimals)


def _signed(value: float, decimals: int) -> str:
    points = _points_of(value, decimals)
    return f"{'+' if points > 0 else '−' if points < 0 else ''}{number(abs(points), decimals=decimals)}"


def _verdict(found: Difference) -> str:
    if found.low is None or found.high is None or found.p_corrected is None:
        return "te weinig om te vergelijken"
    if found.p_corrected >= SURE:
        return "kan toeval zijn"
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


def _concerns(changes: tuple[ConcernChange, ...]) -> Iterator[Block]:
    yield Heading("Zorgen in beide rondes", 3)
    order = list(KINDS)
    ranked = sorted(changes, key=lambda one: (order.index(one.kind), -_most(one), one.concern.id))
    heads = ("Zorg", "Mensen, vorige ronde", "Mensen, deze ronde", "Verschil in procentpunten", "Wat u kunt zeggen")
    rows = tuple(_concern_row(one) for one in ranked[:MAX_CONCERNS])
    yield Rows(heads, rows, (0.3, 0.13, 0.13, 0.24, 0.2), ("left", "right", "right", "right", "left"))
    more = len(ranked) - MAX_CONCERNS
    if more > 0:
        yield Text(f"Er {'is' if more == 1 else 'zijn'} nog {count(more, 'andere zorg', 'andere zorgen')}.")
    yield Text(
        "Het verschil gaat over het deel van alle uitspraken dat bij de zorg hoort, met de marge (95%). Wie naar veel zorgen "
        "tegelijk kijkt, ziet altijd wel een verschil. Daarvoor is gecorrigeerd (methode van Holm), dus soms staat er dat een verschil "
        "toeval kan zijn terwijl de hele marge boven of onder nul ligt."
    )
    if any(one.kind == "elders" for one in ranked):
        yield Text(
            "Anders ingedeeld betekent: in de andere ronde is er ook over gesproken, maar daar is geen zorg die er genoeg op lijkt. "
            "Zo'n zorg is niet te vergelijken."
        )
    if any(one.kind == "verdwenen" for one in ranked):
        yield Text("Verdwenen betekent: niet opnieuw genoemd. Dat is iets anders dan opgelost.")


def _concern_row(change: ConcernChange) -> tuple[str, ...]:
    name = capital(change.concern.name or change.concern.title)
    people = (HIDDEN if n is None else number(n) for n in (change.n_before, change.n_after))
    return name, *people, _points(change, decimals=1), KINDS[change.kind]


def _most(change: ConcernChange) -> int:
    return max(change.n_before or 0, change.n_after or 0)
