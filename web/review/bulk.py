"""Progress of the review, and one decision about many statements at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from web.explore import search
from web.results.models import Decision, Result, Statement, Suggestion
from web.results.review import codebook_of, settle

N_PER_INSERT = 500
VERDICTS = {"akkoord": "akkoord geven", "afgewezen": "afwijzen"}


@dataclass(frozen=True, slots=True)
class ThemeProgress:
    """How far the review of one theme is."""

    key: str
    name: str
    n_suggested: int
    n_done: int

    @property
    def n_left(self) -> int:
        return self.n_suggested - self.n_done


def per_theme(result: Result) -> list[ThemeProgress]:
    """Suggestions per theme, and in how many of their statements people are done; most left first."""
    names = {one.id: one.label for one in codebook_of(result.job.round.codebook).subthemes}
    counted: dict[str, list[int]] = {}
    rows = Suggestion.objects.filter(statement__result=result).order_by().values_list("subtheme", "statement__done")
    for theme, done in rows:
        row = counted.setdefault(theme, [0, 0])
        row[0] += 1
        row[1] += done
    made = [ThemeProgress(key, names.get(key, key), *row) for key, row in counted.items()]
    return sorted(made, key=lambda one: (-one.n_left, one.name))


def open_with(result: Result, theme: str, asked: search.Filter, *, surer_than: float) -> QuerySet[Statement]:
    """Statements with this suggestion, at least so sure, about which nobody decided yet for this theme."""
    said = Decision.deciding(result.job.round).filter(subtheme__in=(theme, "")).values("statement_key")
    fits = Suggestion.objects.filter(statement__result=result, subtheme=theme, probability__gte=surer_than)
    return search.matching([result], asked).filter(pk__in=fits.values("statement")).exclude(key__in=said)


def decide_all(result: Result, statements: QuerySet[Statement], theme: str, verdict: str, *, by: Any, note: str) -> int:
    """One decision per statement, as if each had been taken by itself."""
    round_ = result.job.round
    keys = list(statements.values_list("key", flat=True))
    with transaction.atomic():
        Decision.objects.bulk_create(
            (
                Decision(round=round_, statement_key=key, subtheme=theme, verdict=verdict, note=note, by=by)
                for key in keys
            ),
            batch_size=N_PER_INSERT,
        )
        for start in range(0, len(keys), N_PER_INSERT):
            part = keys[start : start + N_PER_INSERT]
            settle(Statement.objects.filter(result__job__round=round_, key__in=part), round_)
    return len(keys)
