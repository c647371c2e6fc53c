"""What is counted of every statement of a run, column by column, ready in memory.

Fetching 20,000 statements from the database and numbering their values takes longer than a page may. It is done again
only after something was decided or a run was put away anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Max

from web.concerns.models import ConcernDecision
from web.results.models import Decision, Result, Statement

N_RUNS = 8  # runs kept ready; 20,000 statements take some 3 MB
CHUNK = 10_000  # rows fetched at a time; the usual hundred costs more in Python than in the database
NAMES = ("person", "wijk", "group", "polarity", "concern", "themes", "priorities")


@dataclass(frozen=True, slots=True)
class Column:
    """A value per statement, as its number."""

    codes: Any  # int array, shape (n_statements,)
    keys: tuple[Any, ...]  # the values, in the order of their numbers


@dataclass(frozen=True, slots=True)
class Columns:
    """The statements of some runs."""

    pk: Any  # int array, parallel to the codes of every column
    by_name: dict[str, Column]


def columns_of(results: Sequence[Result]) -> Columns:
    return _columns(tuple(_state(result) for result in sorted(results, key=lambda one: one.pk)))


def _state(result: Result) -> tuple[Any, ...]:
    """Changes whenever a column can have changed: decisions are only ever added, and settled in the same moment."""
    of_round = {"round": result.job.round_id}
    decided = (Decision.objects.filter(**of_round).count(), ConcernDecision.objects.filter(**of_round).count())
    newest = Statement.objects.filter(result=result.pk).order_by().aggregate(newest=Max("pk"))["newest"]
    return (result.pk, *decided, newest)


@lru_cache(maxsize=N_RUNS)
def _columns(states: tuple[tuple[Any, ...], ...]) -> Columns:
    import numpy as np

    # fetched in the order of an index that follows the rows; any other leads the database to and fro
    found = Statement.objects.filter(result__in=[state[0] for state in states]).order_by("result", "source", "pk")
    rows = list(found.values_list("pk", *NAMES).iterator(chunk_size=CHUNK))
    pk, *columns = zip(*rows, strict=True) if rows else ((),) * (1 + len(NAMES))
    return Columns(np.array(pk, int), {name: _coded(values) for name, values in zip(NAMES, columns, strict=True)})


def _coded(values: Sequence[Any]) -> Column:
    import numpy as np

    keys = tuple(dict.fromkeys(values))
    number = {key: place for place, key in enumerate(keys)}
    return Column(np.fromiter(map(number.__getitem__, values), int, len(values)), keys)
