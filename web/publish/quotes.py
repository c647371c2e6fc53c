"""Quotes as an editor sees them: what stays, who is named under it, and what to look out for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from corpora import records
from outputs.quotes import Attributions, shorten
from outputs.recognisable import warnings as recognisable
from web.publish.models import QuoteDecision
from web.results.models import Result, Statement
from web.rounds.models import Round

Verdict = QuoteDecision.Verdict
_WORD = re.compile(r"\S+")
_MASK = re.compile(r"\[[A-Z]+(?:-\d+)?\]")
N_PER_PERSON = 2  # more quotes of one person and the report is about that person


@dataclass(frozen=True, slots=True)
class Shown:
    """One candidate with what is known about it."""

    statement: Statement
    text: str  # as it would be published
    line: str  # under the quote
    decision: QuoteDecision | None  # the one that counts
    warnings: tuple[str, ...]

    @property
    def approved(self) -> bool:
        return self.decision is not None and self.decision.verdict == Verdict.APPROVED


class Quotes:
    """The quotes of one run; what may be said under each follows from all statements together."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self.round: Round = result.job.round
        self.decisions = standing(self.round)

    @cached_property
    def _records(self) -> dict[str, records.Statement]:
        columns = ("key", "text", "person", "source", "place", "group", "wijk")
        return {row[0]: _record(*row) for row in self.result.statements.order_by("pk").values_list(*columns)}

    @cached_property
    def _told(self) -> Attributions:
        return Attributions(self._records.values(), k=self.round.k)

    @cached_property
    def _recognisable(self) -> dict[str, str]:
        return recognisable(self._records.values(), k=self.round.k)

    @cached_property
    def _heard(self) -> Counter[str]:
        """Approved quotes per person."""
        return Counter(self._records[key].person for key in self.approved if key in self._records)

    @property
    def approved(self) -> list[str]:
        """Keys of statements that may be published."""
        return [key for key, one in self.decisions.items() if one.verdict == Verdict.APPROVED]

    def show(self, statements: Iterable[Statement]) -> list[Shown]:
        return [self._shown(statement) for statement in statements]

    def _shown(self, statement: Statement) -> Shown:
        record, decision = self._records[statement.key], self.decisions.get(statement.key)
        keep = decision.keep if decision and decision.verdict == Verdict.APPROVED else []
        text = shorten(record, keep).text if keep else statement.text
        return Shown(statement, text, self._told.line(record), decision, tuple(self._warnings(record, statement)))

    def _warnings(self, record: records.Statement, statement: Statement) -> Iterable[str]:
        if statement.key in self._recognisable:
            yield self._recognisable[statement.key]
        group, wijk = self._told.shown(record)
        left_out = [
            name
            for name, value, told in (("groep", record.group, group), ("wijk", record.wijk, wijk))
            if value and not told
        ]
        if left_out:
            yield (
                f"{' en '.join(left_out).capitalize()} staat niet onder het citaat: "
                f"minder dan {self.round.k} mensen delen die."
            )
        if _MASK.search(statement.text):
            yield "Er is iets afgeschermd. Lees of het citaat zo nog klopt, of kort het in."
        if self._heard[record.person] >= N_PER_PERSON:
            yield f"Van deze persoon zijn al {self._heard[record.person]} citaten vrijgegeven."


def standing(round_: Round) -> dict[str, QuoteDecision]:
    """The decision that counts per statement."""
    rows = QuoteDecision.objects.filter(round=round_).select_related("by").order_by("pk")
    return {row.statement_key: row for row in rows}


def _record(key: str, text: str, person: str, source: str, place: str, group: str, wijk: str) -> records.Statement:
    conversation, _, speaker = person.partition("/")
    return records.Statement(key, text, conversation, source, 0, speaker, 0, len(text), place, group=group, wijk=wijk)


def proposed(result: Result, approved: Sequence[str]) -> list[str]:
    """Keys to begin with: the most typical of each concern that nobody decided about yet."""
    keys = [key for concern in result.concerns.all() for key in concern.typical[:2]]
    return list(dict.fromkeys(key for key in keys if key not in set(approved)))


# --- shortening ----------------------------------------------------------------------------------


def words_of(text: str) -> list[tuple[int, int, str]]:
    """Words with where they stand, to mark what stays."""
    return [(match.start(), match.end(), match.group()) for match in _WORD.finditer(text)]


def marked(text: str, keep: Sequence[Sequence[int]]) -> list[tuple[int, str, bool]]:
    """Number and word, and whether it stays."""
    return [
        (number, word, not keep or any(start < kept[1] and end > kept[0] for kept in keep))
        for number, (start, end, word) in enumerate(words_of(text))
    ]


def stretches(text: str, chosen: Iterable[str]) -> list[list[int]]:
    """Characters that stay, from the numbers of the marked words; [] when all do.

    Raises:
        ValueError: no word is marked.
    """
    words = words_of(text)
    numbers = sorted({int(one) for one in chosen if one.isdigit()} & set(range(len(words))))
    if not numbers:
        raise ValueError("no word stays")
    if len(numbers) == len(words):
        return []
    kept: list[list[int]] = []
    last = -2
    for number in numbers:
        start, end, _ = words[number]
        if number == last + 1:
            kept[-1][1] = end
        else:
            kept.append([start, end])
        last = number
    return kept


def decide(result: Result, key: str, verdict: str, keep: Sequence[Any], *, by: Any, note: str = "") -> QuoteDecision:
    """Put a decision about a quote down."""
    return QuoteDecision.objects.create(
        round=result.job.round, statement_key=key, verdict=verdict, keep=list(keep), by=by, note=note
    )
