"""How often people and the machine agree about themes, as far as people looked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from corpora.records import Statement, Tagging
from nlp.statistics import Ratio, ratio_of


@dataclass(frozen=True, slots=True)
class Agreement:
    """What people did with the suggestions they looked at.

    People saw the suggestion while they decided, and chose which statements to look at; both make the figures
    kinder or harsher than a blind test would.
    """

    n_statements: int  # people decided about everything in them
    n_kept: int
    n_rejected: int
    n_added: int  # themes the machine had not found
    kept: Ratio  # of the suggestions that people looked at
    found: Ratio  # of the themes that people want, those the machine had found
    alpha: float | None  # Krippendorff, nominal, over statement and sub-theme; None where it cannot be told


def agreement(taggings: Sequence[Tagging], statements: Sequence[Statement], subthemes: Collection[str]) -> Agreement:
    """Compare the suggestions of the machine with what people left of them.

    Args:
        taggings: as people left them, from `nlp.review`.
        statements: those of the taggings, for the intervals: statements of one conversation hang together.
        subthemes: all sub-themes that could have been chosen.
    """
    conversations = {statement.id: statement.conversation_id for statement in statements}
    sums: dict[str, list[int]] = {}  # per conversation: kept, rejected, added
    for tagging in taggings:
        row = sums.setdefault(conversations.get(tagging.statement_id, ""), [0, 0, 0])
        row[:] = map(sum, zip(row, _tally(tagging), strict=True))
    kept, rejected, added = (sum(row[i] for row in sums.values()) for i in range(3))
    reviewed = [tagging for tagging in taggings if tagging.reviewed]
    return Agreement(
        n_statements=len(reviewed),
        n_kept=kept,
        n_rejected=rejected,
        n_added=added,
        kept=ratio_of({talk: (k, k + r) for talk, (k, r, _) in sums.items() if k + r}),
        found=ratio_of({talk: (k, k + a) for talk, (k, _, a) in sums.items() if k + a}),
        alpha=_alpha(reviewed, len(subthemes)),
    )


def _tally(tagging: Tagging) -> tuple[int, int, int]:
    """Suggestions of the machine that people kept, turned down, and themes they added."""
    added = sum(s.decided == "toegevoegd" for s in tagging.suggestions)
    kept = sum(s.decided == "akkoord" or (tagging.reviewed and not s.decided) for s in tagging.suggestions)
    return kept, len(tagging.rejected), added


def _alpha(reviewed: Iterable[Tagging], n_subthemes: int) -> float | None:
    """Krippendorff's alpha for two coders and two values: does the sub-theme apply to the statement.

    Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", section B.
    """
    tallies = [_tally(tagging) for tagging in reviewed]
    n_values = 2 * len(tallies) * n_subthemes
    n_yes = sum(2 * kept + rejected + added for kept, rejected, added in tallies)
    n_disagreements = sum(rejected + added for _, rejected, added in tallies)
    expected = n_yes * (n_values - n_yes)
    if not expected:
        return None
    return 1 - (n_values - 1) * n_disagreements / expected
