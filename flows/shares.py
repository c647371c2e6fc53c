"""The share of statements per priority that every output shows."""

from __future__ import annotations

from collections.abc import Iterable

from corpora.records import RunResult
from nlp.statistics import Share, share_of


def priority_shares(result: RunResult, priorities: Iterable[str]) -> dict[str, Share]:
    """Priority id -> share with its interval, small groups kept back."""
    k = int(dict(result.manifest.parameters)["k"])
    chosen = {p: [t.statement_id for t in result.taggings if p in t.priorities] for p in priorities}
    return {priority: share_of(result.statements, ids, k=k) for priority, ids in chosen.items()}
