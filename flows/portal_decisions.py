"""What people decided in the portal, as the stages want it; and what the round's run before left on the board."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpora.decisions import ConcernDecision, Decisions, QuoteDecision, ThemeDecision, ThemeVerdict
from corpora.errors import KnowledgeError
from corpora.records import Concern, Concerns, RunResult

if TYPE_CHECKING:
    from web.concerns.board import Card
    from web.jobs.models import Job
    from web.results.models import Result
    from web.rounds.models import Round


@dataclass(frozen=True, slots=True)
class Exported:
    """The decisions of a round, and which rows about concerns they are."""

    decisions: Decisions
    concern_rows: tuple[int, ...]


def export_decisions(round_: Round) -> Exported:
    """All decisions of a round, oldest first, without a word of a resident."""
    from web.concerns.board import decisions_of
    from web.publish.models import QuoteDecision as QuoteRow
    from web.results.models import Decision

    themes = Decision.deciding(round_).select_related("by")
    rows = decisions_of(round_)
    quotes = QuoteRow.objects.filter(round=round_).select_related("by")
    return Exported(
        Decisions(
            themes=tuple(_theme(row) for row in themes.order_by("pk")),
            concerns=tuple(_concern(row) for row in rows),
            quotes=tuple(_quote(row) for row in quotes.order_by("pk")),
        ),
        tuple(row.pk for row in rows),
    )


def _signed(row: Any) -> dict[str, str]:
    return {"by": row.by.username if row.by else "", "at": row.at.isoformat(timespec="seconds"), "note": row.note}


def _theme(row: Any) -> ThemeDecision:
    whole = not row.subtheme and row.verdict != "ongedaan"
    verdict: ThemeVerdict = "nagekeken" if whole else row.verdict
    return ThemeDecision(row.statement_key, verdict, row.subtheme, **_signed(row))


def _concern(row: Any) -> ConcernDecision:
    return ConcernDecision(row.action, row.concern, tuple(row.statements), row.other, row.name, **_signed(row))


def _quote(row: Any) -> QuoteDecision:
    keep = tuple((int(start), int(end)) for start, end in row.keep)
    return QuoteDecision(row.statement_key, row.verdict, keep, **_signed(row))


def run_before(job: Job) -> RunResult | None:
    """The last finished run of the round, with its concerns as people left them on the board.

    None where there is none, or one that an older version made: then concerns get new ids, and decisions about
    them are told as conflicts.
    """
    from web.concerns.board import board_of
    from web.results.models import Result

    before = Result.objects.filter(job__round=job.round).exclude(pk=job.pk).order_by("job__ended_at").last()
    if before is None:
        return None
    try:
        result = load_result(before)
    except KnowledgeError:
        return None
    return replace(result, concerns=_as_left(result.concerns, board_of(before).cards))


def load_result(result: Result) -> RunResult:
    """The whole outcome of a run, from its folder.

    Raises:
        KnowledgeError: it is not there any more, or belongs to another version.
    """
    from django.conf import settings

    from flows.export import load_run

    return load_run(Path(settings.DATA_FOLDER) / "runs" / str(result.pk)).result


def _as_left(found: Concerns, cards: Mapping[str, Card]) -> Concerns:
    known = {concern.id: concern for concern in found.concerns}
    concerns = tuple(_concern_of(card, known.get(card.key)) for card in cards.values())
    return replace(found, concerns=concerns)


def _concern_of(card: Card, found: Concern | None) -> Concern:
    members = tuple(sorted(card.members))
    if found is not None:
        return replace(found, members=members, name=card.name)
    return Concern(card.key, card.title, (), members, 0.0, (), (), 0, 0, name=card.name)
