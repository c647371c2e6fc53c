"""Words that people keep out of the clouds of a round."""

from __future__ import annotations

from web.clouds.models import HiddenWord
from web.rounds.models import Round


def hidden(round_: Round) -> list[HiddenWord]:
    """The decisions that hide a word now, by word."""
    last = {row.lemma: row for row in HiddenWord.objects.filter(round=round_).select_related("by").order_by("pk")}
    return sorted((row for row in last.values() if row.hidden), key=lambda row: row.word)


def hidden_lemmas(round_: Round) -> frozenset[str]:
    """What `outputs` asks for: lemmas in lower case."""
    return frozenset(row.lemma.lower() for row in hidden(round_))
