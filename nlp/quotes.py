"""Which quotes to show: spread over themes, groups, wijken and people; the same choice every time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from corpora.records import Statement

# long enough to say something, short enough to read on a page
COMFORTABLE_LENGTH = range(40, 281)  # characters


def choose_quotes(
    statements: Sequence[Statement],
    n_quotes: int,
    *,
    themes: Mapping[str, Collection[str]] | None = None,
    preference: Mapping[str, float] | None = None,
) -> tuple[Statement, ...]:
    """Choose quotes that together cover as much as possible; the first covers nothing twice.

    Each next quote is the one whose theme, person, group and wijk were heard least so far, in that order.

    Args:
        themes: statement id -> its themes.
        preference: statement id -> how well it fits, used where two cover equally much; higher is better.
    Returns:
        At most `n_quotes` statements, in the order chosen; no text twice.
    """
    left = {statement.text: statement for statement in sorted(statements, key=lambda s: s.id, reverse=True)}
    candidates = sorted(left.values(), key=lambda statement: statement.id)
    aspects = {statement.id: _aspects(statement, themes or {}) for statement in candidates}
    heard = Counter[tuple[str, str]]()
    chosen: list[Statement] = []
    while candidates and len(chosen) < n_quotes:
        best = min(candidates, key=lambda statement: _cost(statement, aspects[statement.id], heard, preference or {}))
        candidates.remove(best)
        chosen.append(best)
        heard.update(value for values in aspects[best.id] for value in values)
    return tuple(chosen)


def _cost(
    statement: Statement,
    aspects: Sequence[Sequence[tuple[str, str]]],
    heard: Mapping[tuple[str, str], int],
    preference: Mapping[str, float],
) -> tuple[float | str, ...]:
    repeats = [min([heard.get(value, 0) for value in values]) for values in aspects]
    uncomfortable = len(statement.text) not in COMFORTABLE_LENGTH
    return (*repeats, -preference.get(statement.id, 0.0), uncomfortable, statement.id)


def _aspects(statement: Statement, themes: Mapping[str, Collection[str]]) -> list[list[tuple[str, str]]]:
    """Values per aspect; a statement without a group or wijk counts as its own kind of voice."""
    return [
        [("theme", theme) for theme in themes.get(statement.id, ()) or [""]],
        [("person", statement.person)],
        [("group", statement.group)],
        [("wijk", statement.wijk)],
    ]
