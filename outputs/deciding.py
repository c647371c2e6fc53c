"""The sheet of the workbook that analysts decide in: a row per suggestion, with lists to choose from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpora.decisions import QuoteDecision
from outputs.columns import Value
from outputs.entries import Entry
from outputs.overview import Overview
from outputs.quotes import CUT, shorten

SHEET = "Beslissen"
ID, TEXT, SUGGESTED, VERDICT, ADDED, QUOTE, SHORTENED, CAREFUL, NOTE = HEADS = (
    "Uitspraak-id",
    "Uitspraak",
    "Voorstel",
    "Oordeel",
    "Thema erbij",
    "Citaat",
    "Citaat ingekort",
    "Let op",
    "Toelichting",
)
KEPT, REJECTED = VERDICTS = ("akkoord", "afgewezen")
RELEASED, WITHDRAWN = QUOTES = ("vrijgegeven", "ingetrokken")
NO_THEME = "geen thema"  # akkoord beside it: rightly none
GUIDE = (
    ("Beslissen", "Vul dit blad in en geef het terug met `stadsgesprek run ... --besluiten` of in het portaal."),
    ("Oordeel", "Akkoord of afgewezen, per voorstel. Leeg is: nog niet bekeken."),
    ("Thema erbij", "Een thema dat de computer niet zag. Kopieer de rij voor nog een thema."),
    ("Citaat", "Vrijgegeven: mag letterlijk in wat de gemeente publiceert."),
    ("Citaat ingekort", f"Kopieer de uitspraak, haal weg wat weg moet en zet daar {CUT}. Verander verder geen letter."),
)


def rows(shown: Overview) -> Iterator[Sequence[Value]]:
    """In the order of the columns; what people decided before is filled in."""
    quotes = {decision.statement_id: decision for decision in shown.result.decisions.quotes}
    for entry in shown.entries:
        quote = quotes.get(entry.statement.id)
        for number, (suggested, verdict, added) in enumerate(_themes(entry, shown)):
            first = number == 0  # a quote is decided about once
            yield (
                entry.statement.id,
                entry.statement.text,
                suggested,
                verdict,
                added,
                quote.verdict if quote and first else None,
                _shortened(entry, quote) if first else None,
                entry.warning or None,
                None,
            )


def _themes(entry: Entry, shown: Overview) -> Iterator[tuple[str, str | None, str | None]]:
    """Suggestion, verdict and addition per row; one row for a statement without any."""
    tagging, labels = entry.tagging, shown.labels
    reviewed = KEPT if tagging and tagging.reviewed else None
    found = tagging.suggestions if tagging else ()
    machine = [one for one in found if one.decided != "toegevoegd"]
    yield from ((labels.subtheme(one.subtheme), KEPT if one.decided else reviewed, None) for one in machine)
    yield from ((labels.subtheme(one.subtheme), REJECTED, None) for one in (tagging.rejected if tagging else ()))
    if not machine and not (tagging and tagging.rejected):
        yield NO_THEME, reviewed, None
    yield from ((NO_THEME, None, labels.subtheme(one.subtheme)) for one in found if one.decided == "toegevoegd")


def _shortened(entry: Entry, quote: QuoteDecision | None) -> str | None:
    return shorten(entry.statement, quote.keep).text if quote and quote.keep else None
