"""The nearest example of a theme, so that two people draw the line in the same place.

1. A statement of this round to which a colleague gave the theme, most like the one at hand.
2. Without one: the most like it among the training statements, which are written for this project.

Likeness is shared words, each counting by how rare it is in the training statements of the theme; no model is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import log, sqrt

from corpora.coded import TRAINING_DIR, read_coded
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
    """The training statements of one theme."""

    texts: tuple[tuple[str, tuple[str, ...]], ...]  # with their words
    weights: Mapping[str, float]  # of a word; one that is not in it is rarer than all
    most: float


def nearest(round_: Round, statement: Statement, themes: Iterable[str]) -> dict[str, Example]:
    """Theme -> its example; a theme without anything alike is left out."""
    themes = tuple(themes)
    asked = frozenset(_words(statement.text)) | frozenset(statement.search.split())
    given = _given(round_, statement, themes)
    found = {}
    for theme in themes:
        training = _training(theme)
        decided = [(said.text, _words(said.text), by) for said, by in given.get(theme, ())]
        written = [(text, words, "") for text, words in training.texts]
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
def _training(theme: str) -> _Training:
    """Read per theme when it is asked for: reading all themes at once would keep every page waiting for a second."""
    texts: list[tuple[str, tuple[str, ...]]] = []
    n_with: dict[str, int] = {}
    for path in sorted(TRAINING_DIR.glob(f"{theme}-*.jsonl")):
        for said in read_coded(path)[0]:
            if theme in said.subthemes:
                texts.append((said.text, _words(said.text)))
    for _, words in texts:
        for word in words:
            n_with[word] = n_with.get(word, 0) + 1
    most = log(2 + len(texts))
    return _Training(tuple(texts), {word: most - log(n) for word, n in n_with.items()}, most)
