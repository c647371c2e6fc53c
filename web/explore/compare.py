"""Two runs of one round beside each other: what came, what went, and why the numbers differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from web.results.models import Result

NEW, GONE, SAME = "nieuw", "verdwenen", "gebleven"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing in both runs; None where it is not there or kept back."""

    name: str
    before: int | None
    after: int | None
    state: str = ""

    @property
    def change(self) -> int | None:
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class Differences:
    """What differs between an older and a newer run."""

    causes: tuple[str, ...]  # Dutch: codebook, models
    n_kept: int  # statements in both
    n_new: int
    n_gone: int
    n_themes_changed: int  # statements in both with other themes
    n_moved: int  # statements in both in another concern
    priorities: tuple[Row, ...]  # people
    concerns: tuple[Row, ...]  # statements


def differences(older: Result, newer: Result, *, k: int) -> Differences:
    """Compare by statement: the same text at the same place has the same key in every run.

    Args:
        k: numbers of fewer people are kept back.
    """
    before, after = _statements(older), _statements(newer)
    both = before.keys() & after.keys()
    return Differences(
        causes=tuple(_causes(older, newer)),
        n_kept=len(both),
        n_new=len(after.keys() - both),
        n_gone=len(before.keys() - both),
        n_themes_changed=sum(before[key][0] != after[key][0] for key in both),
        n_moved=sum(before[key][1] != after[key][1] for key in both),
        priorities=tuple(_priorities(older, newer)),
        concerns=tuple(_concerns(older, newer, k=k)),
    )


def _statements(result: Result) -> dict[str, tuple[frozenset[str], str]]:
    """Key -> themes and concern."""
    rows = result.statements.order_by().values_list("key", "themes", "concern")
    return {key: (frozenset(themes.split("|")), concern) for key, themes, concern in rows}


def _causes(older: Result, newer: Result) -> Sequence[str]:
    causes = []
    if older.codebook != newer.codebook:
        causes.append(f"Het codeboek is veranderd: {older.codebook} werd {newer.codebook}.")
    for name in sorted(older.models_used.keys() | newer.models_used.keys()):
        was, is_now = older.models_used.get(name, "–"), newer.models_used.get(name, "–")
        if was != is_now:
            causes.append(f"Het model voor {name} is veranderd: {was} werd {is_now}.")
    n_before, n_after = (result.job.uploads.count() for result in (older, newer))
    if n_before != n_after:
        causes.append(f"Het aantal bestanden is veranderd: {n_before} werd {n_after}.")
    return causes


def _priorities(older: Result, newer: Result) -> Sequence[Row]:
    before = {one["name"]: one["n_people"] for one in older.priorities}
    after = {one["name"]: one["n_people"] for one in newer.priorities}
    return [Row(name, before.get(name), after.get(name)) for name in dict.fromkeys((*after, *before))]


def _concerns(older: Result, newer: Result, *, k: int) -> Sequence[Row]:
    before = {one.key: one for one in older.concerns.all() if one.n_people >= k}
    after = {one.key: one for one in newer.concerns.all() if one.n_people >= k}
    rows = []
    for key in (*after, *(key for key in before if key not in after)):
        was, is_now = before.get(key), after.get(key)
        shown = is_now or was
        assert shown is not None  # one of the two holds the key
        rows.append(
            Row(
                shown.name or shown.title,
                len(was.members) if was else None,
                len(is_now.members) if is_now else None,
                SAME if was and is_now else NEW if is_now else GONE,
            )
        )
    return rows
