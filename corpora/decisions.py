"""What people decided: records without any resident's words, kept in one file (`besluiten.json`), read again by a run.

Decisions are added, never changed; where two speak about the same thing, the last one counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Literal

from corpora import store
from corpora.errors import KnowledgeError

ThemeVerdict = Literal["akkoord", "afgewezen", "toegevoegd", "nagekeken", "ongedaan"]
ConcernAction = Literal["rename", "merge", "split", "move", "lock", "discard"]
QuoteVerdict = Literal["vrijgegeven", "ingetrokken"]

ENOUGH_REVIEWED = 100  # statements; of more than twice as many, a largest sample tells what half would


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Who decided it, when, and why; all may be empty."""

    by: str = ""  # user name or role, never a resident
    at: str = ""  # ISO 8601
    note: str = ""


@dataclass(frozen=True, slots=True)
class ThemeDecision(Signed):
    """What a person said about one sub-theme of one statement, or about the statement as a whole."""

    statement_id: str
    verdict: ThemeVerdict  # "nagekeken": what remains of the suggestions is right; "ongedaan": as if not decided
    subtheme: str = ""  # "" with "nagekeken", and with "ongedaan" for that


@dataclass(frozen=True, slots=True)
class ConcernDecision(Signed):
    """One decision of a person about one concern."""

    action: ConcernAction
    concern: str  # id; for "move" also "": the statements belong to no concern
    statements: tuple[str, ...] = ()  # ids: those that are moved, that leave in a split, or of what is no concern
    other: str = ""  # merge: id of the concern that is taken in; split: id of the new one, made up when ""
    name: str = ""  # rename: the name; split: the name of the new concern


@dataclass(frozen=True, slots=True)
class QuoteDecision(Signed):
    """Whether a statement may be quoted in what the city publishes, and which part of it."""

    statement_id: str
    verdict: QuoteVerdict
    keep: tuple[tuple[int, int], ...] = ()  # characters of the statement that stay; () = all of it


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions of one round, oldest first."""

    themes: tuple[ThemeDecision, ...] = field(default=())
    concerns: tuple[ConcernDecision, ...] = field(default=())
    quotes: tuple[QuoteDecision, ...] = field(default=())

    @property
    def approved(self) -> dict[str, QuoteDecision]:
        """Statements that may be published now, by id."""
        last = {decision.statement_id: decision for decision in self.quotes}
        return {key: decision for key, decision in last.items() if decision.verdict == "vrijgegeven"}


NO_DECISIONS = Decisions()


def load_decisions(path: Path) -> Decisions:
    """Read `besluiten.json`.

    Raises:
        KnowledgeError: the file is not there, or is no file with decisions.
    """
    try:
        data = path.read_bytes()
    except OSError:
        raise KnowledgeError(
            "dit bestand met besluiten kan niet worden gelezen.", source=path.name, cure="Controleer de naam en de map."
        ) from None
    try:
        decisions = store.load(Decisions, data, source=path.name)
    except KnowledgeError:
        raise _no_decisions(path) from None
    if json.loads(data).keys().isdisjoint(field.name for field in fields(Decisions)):
        raise _no_decisions(path)
    return decisions


def _no_decisions(path: Path) -> KnowledgeError:
    return KnowledgeError(
        "dit is geen bestand met besluiten.", source=path.name, cure="Haal het opnieuw op uit het portaal."
    )


def standing(decisions: Iterable[ThemeDecision]) -> dict[str, dict[str, ThemeDecision]]:
    """Decisions that count now: statement id -> sub-theme ("" = the whole statement) -> the last one."""
    found: dict[str, dict[str, ThemeDecision]] = {}
    for decision in decisions:
        found.setdefault(decision.statement_id, {})[decision.subtheme] = decision
    return {
        statement: left
        for statement, said in found.items()
        if (left := {key: decision for key, decision in said.items() if decision.verdict != "ongedaan"})
    }
