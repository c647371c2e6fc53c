"""What people decided about themes, carried out on what the machine suggests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from corpora.codebook import Codebook
from corpora.decisions import ThemeDecision, standing
from corpora.records import Suggestion, Tagging


def apply_theme_decisions(
    taggings: Iterable[Tagging], decisions: Iterable[ThemeDecision], codebook: Codebook
) -> tuple[tuple[Tagging, ...], tuple[str, ...]]:
    """Taggings as people left them, in the order given, and a Dutch sentence per kind of decision that no longer fits.

    A suggestion that a person turned down moves to `Tagging.rejected`; one that a person added has no evidence.
    """
    said = standing(decisions)
    known = set(codebook.subtheme_ids)
    decided = tuple(_decided(tagging, said.get(tagging.statement_id, {}), codebook) for tagging in taggings)
    gone = len(said.keys() - {tagging.statement_id for tagging in decided})
    strange = sorted({key for about in said.values() for key in about if key and key not in known})
    return decided, tuple(_conflicts(gone, strange))


def _decided(tagging: Tagging, said: Mapping[str, ThemeDecision], codebook: Codebook) -> Tagging:
    if not said:
        return tagging
    verdicts = {key: said[key].verdict for key in said}
    rejected = tuple(s for s in tagging.suggestions if verdicts.get(s.subtheme) == "afgewezen")
    kept = [_kept(s, verdicts.get(s.subtheme, "")) for s in tagging.suggestions if s not in rejected]
    found = {suggestion.subtheme for suggestion in kept}
    added = [
        Suggestion(tagging.statement_id, key, codebook.priority_of(key), 1.0, (), decided="toegevoegd")
        for key in codebook.subtheme_ids
        if verdicts.get(key) in {"akkoord", "toegevoegd"} and key not in found
    ]
    suggestions = (*kept, *added)
    reviewed = "" in verdicts or all(s.subtheme in verdicts for s in tagging.suggestions)
    return replace(
        tagging,
        suggestions=suggestions,
        rejected=rejected,
        priorities=codebook.priorities_of(s.subtheme for s in suggestions),
        reviewed=reviewed,
    )


def _kept(suggestion: Suggestion, verdict: str) -> Suggestion:
    return replace(suggestion, decided="akkoord") if verdict in {"akkoord", "toegevoegd"} else suggestion


def _conflicts(gone: int, strange: list[str]) -> Iterable[str]:
    if gone:
        gaat = "Besluiten over 1 uitspraak passen" if gone == 1 else f"Besluiten over {gone} uitspraken passen"
        yield f"{gaat} nergens meer bij: de tekst is veranderd of hoort niet meer bij deze gesprekken."
    if strange:
        yield f"Besluiten over deze subthema's tellen niet mee, want het codeboek kent ze niet: {', '.join(strange)}."
