"""Review: what the machine suggests beside what people decided; the last decision on a theme counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from corpora.codebook import Codebook, SubTheme, load_codebook
from corpora.records import Evidence
from outputs.evidence import shown_evidence
from web.results.examples import Example, nearest
from web.results.models import Decision, Result, Statement, Suggestion
from web.rounds.codebooks import path_of
from web.rounds.models import Round

Verdict = Decision.Verdict
N_KEYS = 500  # in one question; SQLite takes no unlimited number
_STANDS = (Verdict.ACCEPTED, Verdict.ADDED)


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme of one statement, as the review page shows it."""

    subtheme: str
    name: str
    definition: str
    probability: float | None  # None: added by a person
    verdict: str  # "" = not decided
    rule: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    example: Example | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the review is."""

    n_total: int
    n_done: int


@cache
def codebook_of(round_codebook: str) -> Codebook:
    return load_codebook(path_of(round_codebook))


def verdicts(decisions: Iterable[Decision]) -> dict[str, str]:
    """Sub-theme -> verdict that counts now, decisions in the order in which they were made."""
    found: dict[str, str] = {}
    for decision in decisions:
        if decision.verdict == Verdict.UNDONE:
            found.pop(decision.subtheme, None)
        else:
            found[decision.subtheme] = decision.verdict
    return found


def themes(round_: Round, statement: Statement) -> tuple[Theme, ...]:
    """Suggested themes, surest first, then those that people added."""
    known = {one.id: one for one in codebook_of(round_.codebook).subthemes}
    said = verdicts(Decision.deciding(round_).filter(statement_key=statement.key))
    suggested = {s.subtheme: s for s in statement.suggestions.all()}
    added = [key for key, verdict in said.items() if key and key not in suggested and verdict in _STANDS]
    examples = nearest(round_, statement, (*suggested, *added))
    return tuple(
        _theme(key, known.get(key), suggested.get(key), said.get(key, ""), examples.get(key))
        for key in (*suggested, *added)
    )


def _theme(
    key: str, known: SubTheme | None, suggested: Suggestion | None, verdict: str, example: Example | None
) -> Theme:
    return Theme(
        subtheme=key,
        name=known.label if known else key,
        definition=known.definition if known else "",
        probability=suggested.probability if suggested else None,
        verdict=verdict,
        rule=suggested.rule if suggested else "",
        include=tuple(word.removeprefix("=") for word in known.include) if known else (),
        exclude=known.exclude if known else (),
        example=example,
    )


def is_done(suggested: Iterable[str], said: dict[str, str]) -> bool:
    """Whether a person has spoken about the whole statement, or about every suggestion; as `nlp.review` counts it."""
    return "" in said or (bool(said) and all(key in said for key in suggested))


def standing(suggested: Iterable[str], said: dict[str, str]) -> list[str]:
    """Sub-themes that count now: suggested and not turned down, or added."""
    kept = [key for key in suggested if said.get(key) != Verdict.REJECTED]
    return kept + [key for key, verdict in said.items() if key and verdict in _STANDS and key not in kept]


def listed(keys: Iterable[str]) -> str:
    """Keys as one text in which each can be found: "|a|b|"."""
    return "|" + "".join(f"{key}|" for key in keys)


def next_waiting(result: Result, after: Statement | None = None) -> Statement | None:
    """The most doubtful statement that waits; with `after` the one that follows it, and at the end the first again."""
    waiting = result.statements.filter(done=False)
    following = None
    if after is not None:
        less = Q(doubt__lt=after.doubt) | Q(doubt=after.doubt, key__gt=after.key)
        following = waiting.filter(less).first()
    return following or waiting.first()


def progress(result: Result) -> Progress:
    return Progress(result.statements.count(), result.statements.filter(done=True).count())


def decide(round_: Round, key: str, subtheme: str, verdict: Verdict | str, *, by: Any, note: str = "") -> Decision:
    """Add a decision, and see in every run of the round whether the statement is done."""
    with transaction.atomic():
        decision = Decision.objects.create(
            round=round_, statement_key=key, subtheme=subtheme, verdict=verdict, note=note, by=by
        )
        settle(Statement.objects.filter(result__job__round=round_, key=key), round_)
    return decision


def missing(verdict: str, subtheme: str, note: str) -> str:
    """A Dutch sentence about what has to be filled in first; "" when nothing is."""
    if verdict == Verdict.NOTE and not note:
        return "Typ eerst een notitie."
    if verdict == Verdict.ADDED and not subtheme:
        return "Kies eerst welk thema u wilt toevoegen."
    return ""


def settle(statements: QuerySet[Statement], round_: Round) -> None:
    """Set what follows from the decisions of their round: whether it is done, which themes and priorities count."""
    codebook = codebook_of(round_.codebook)
    found = list(statements.prefetch_related("suggestions"))
    said = _said(round_, [statement.key for statement in found])
    for statement in found:
        about = said.get(statement.key, {})
        suggested = [s.subtheme for s in statement.suggestions.all()]
        themes = standing(suggested, about)
        statement.done = is_done(suggested, about)
        statement.themes, statement.priorities = listed(themes), listed(codebook.priorities_of(themes))
    Statement.objects.bulk_update(found, ("done", "themes", "priorities"), batch_size=200)


def _said(round_: Round, keys: Sequence[str]) -> dict[str, dict[str, str]]:
    """Verdicts that count now, per statement; asked for a few hundred statements at a time."""
    rows: dict[str, list[Decision]] = {}
    for start in range(0, len(keys), N_KEYS):
        asked = Decision.deciding(round_).filter(statement_key__in=keys[start : start + N_KEYS])
        for decision in asked.order_by("pk"):
            rows.setdefault(decision.statement_key, []).append(decision)
    return {key: verdicts(decisions) for key, decisions in rows.items()}


def settle_new(result: Result) -> None:
    """A new run meets the decisions that people took before."""
    decided = Decision.deciding(result.job.round).values("statement_key")
    settle(result.statements.filter(key__in=decided), result.job.round)


def highlighted(statement: Statement, suggestions: Sequence[Suggestion]) -> list[tuple[str, bool]]:
    """The text in runs, each with whether it carried a suggestion."""
    carried = [False] * len(statement.text)
    for suggestion in suggestions:
        for span in shown_evidence(statement.text, [Evidence(*span) for span in suggestion.evidence]):
            carried[span.start : span.end] = [True] * (min(span.end, len(carried)) - span.start)
    runs: list[tuple[str, bool]] = []
    for character, evidence in zip(statement.text, carried, strict=True):
        if runs and runs[-1][1] == evidence:
            runs[-1] = (runs[-1][0] + character, evidence)
        else:
            runs.append((character, evidence))
    return runs
