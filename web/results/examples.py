"""The nearest example of a theme, so that two people draw the line in the same place.

1. A statement of this round to which a colleague gave the theme, most like the one at hand.
2. Without one: the most like it among the training statements, which are written for this project.

Likeness is shared words, each counting by how rare it is in the training statements; no model is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import log, sqrt

from corpora.coded import read_coded
from web.results.models import Decision, Statement
from web.rounds.models import Round

N_LATEST = 200  # decisions that are looked through
GIVEN = (Decision.Verdict.ACCEPTED, Decision.Verdict.ADDED)
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Example:
    """One example of a theme."""

    text: str
    by: str  # who gave it the theme; "" = a training statement


@dataclass(frozen=True, slots=True)
class _Training:
    by_theme: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]  # texts with their words
    weights: Mapping[str, float]  # of a word; one that is not in it is rarer than all
    most: float


def nearest(round_: Round, statement: Statement, themes: Iterable[str]) -> dict[str, Example]:
    """Theme -> its example; a theme without anything alike is left out."""
    themes, training = tuple(themes), _training()
    asked = frozenset(_words(statement.text)) | frozenset(statement.search.split())
    given = _given(round_, statement, themes)
    found = {}
    for theme in themes:
        decided = [(said.text, _words(said.text), by) for said, by in given.get(theme, ())]
        written = [(text, words, "") for text, words in training.by_theme.get(theme, ())]
        best = _best(asked, decided, training) or _best(asked, written, training)
        if best:
            found[theme] = best
    return found


def _given(round_: Round, statement: Statement, themes: Iterable[str]) -> dict[str, list[tuple[Statement, str]]]:
    """Statements that people gave a theme and that still have it, with who did."""
    rows = Decision.objects.filter(round=round_, subtheme__in=themes, verdict__in=GIVEN)
    rows = rows.exclude(statement_key=statement.key).order_by("-pk")
    latest = list(rows.values_list("subtheme", "statement_key", "by__username")[:N_LATEST])
    said = Statement.objects.filter(result=statement.result_id, key__in={key for _, key, _ in latest})
    by_key = {one.key: one for one in said.only("key", "text", "themes")}
    found: dict[str, list[tuple[Statement, str]]] = {}
    for theme, key, name in latest:
        if key in by_key and f"|{theme}|" in by_key[key].themes:
            found.setdefault(theme, []).append((by_key[key], name or "oud-gebruiker"))
    return found


def _best(
    asked: frozenset[str], candidates: Iterable[tuple[str, tuple[str, ...], str]], training: _Training
) -> Example | None:
    most, best = 0.0, None
    for text, words, by in candidates:
        shared = sum(training.weights.get(word, training.most) for word in words if word in asked)
        if words and shared / sqrt(len(words)) > most:
            most, best = shared / sqrt(len(words)), Example(text, by)
    return best


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_WORD.findall(text.lower())))


@cache
def _training() -> _Training:
    """Read once; the same words are kept once."""
    by_theme: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    n_with: dict[str, int] = {}
    kept: dict[str, str] = {}
    statements = read_coded()[0]
    for said in statements:
        words = tuple(kept.setdefault(word, word) for word in _words(said.text))
        for word in words:
            n_with[word] = n_with.get(word, 0) + 1
        for theme in said.subthemes:
            by_theme.setdefault(theme, []).append((said.text, words))
    weights = {word: log((1 + len(statements)) / n) for word, n in n_with.items()}
    return _Training({key: tuple(rows) for key, rows in by_theme.items()}, weights, log(1 + len(statements)))
