"""Decisions made elsewhere, put on top of those that stand: added, never changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from corpora.decisions import Decisions, QuoteDecision, ThemeDecision, standing


def on_top_of(before: Decisions, found: Decisions, *, asked: Collection[str]) -> Decisions:
    """The decisions of before and, after them, what differs: decisions are added, never changed.

    Args:
        asked: statements that were asked about in full; of these, what is no longer decided is undone.
    """
    old, new = standing(before.themes), standing(found.themes)
    themes = [d for d in found.themes if _verdict(old, d) != d.verdict]
    undone = [
        ThemeDecision(key, "ongedaan", sub)
        for key in sorted(old.keys() & set(asked))
        for sub in sorted(old[key])
        if sub not in new.get(key, {}) and (sub or key not in new)
    ]
    shown = {quote.statement_id: quote for quote in found.quotes}
    quotes = [q for q in found.quotes if _plain(before.approved.get(q.statement_id)) != _plain(q)]
    withdrawn = [
        QuoteDecision(key, "ingetrokken") for key in sorted(before.approved.keys() & set(asked) - shown.keys())
    ]
    return replace(before, themes=(*before.themes, *undone, *themes), quotes=(*before.quotes, *withdrawn, *quotes))


def _verdict(decided: Mapping[str, Mapping[str, ThemeDecision]], one: ThemeDecision) -> str:
    found = decided.get(one.statement_id, {}).get(one.subtheme)
    return found.verdict if found else ""


def _plain(quote: QuoteDecision | None) -> tuple[object, ...]:
    """What counts of a decision about a quote, apart from who and when."""
    return (quote.verdict, quote.keep) if quote else ()
