"""The table every report opens with: what came in, what went on, what stayed behind and why. Each row adds up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from corpora.records import Rejected, RunResult
from outputs.quotes import released

NO_REASON = "reden niet vastgelegd"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way. `total` is always `went_on` plus all of `left`."""

    name: str
    total: int
    went_on: int
    explanation: str  # what "went on" means here
    left: tuple[tuple[str, int], ...]  # reason, how many; largest first

    @property
    def n_left(self) -> int:
        """How many stayed behind."""
        return self.total - self.went_on


def account(result: RunResult) -> tuple[Step, ...]:
    """Files, turns, pieces of text, tags, reviews and publications of one run, in the order they happen."""
    counts = dict(result.manifest.counts)
    n = len(result.statements)
    with_theme = sum(1 for found in result.taggings if found.suggestions)
    turned_down = sum(1 for found in result.taggings if found.rejected and not found.suggestions)
    with_priority = sum(1 for found in result.taggings if found.priorities)
    reviewed = min(counts.get("reviewed", 0), n)
    published = len(released(result))
    return (
        _files(result),
        _turns(result),
        _pieces(result),
        Step(
            "Van een thema voorzien",
            n,
            with_theme,
            "thema uit het codeboek",
            _sorted(
                Counter(
                    {
                        "geen thema uit het codeboek herkend": n - with_theme - turned_down,
                        "thema door een mens afgewezen": turned_down,
                    }
                )
            ),
        ),
        _step(
            "Met een prioriteit", with_theme, with_priority, "past bij een prioriteit", "alleen een overstijgend thema"
        ),
        _step("Beoordeeld", n, reviewed, "door een mens bekeken", "nog niet door een mens bekeken"),
        _step("Vrijgegeven", n, published, "mag als citaat naar buiten", "niet vrijgegeven als citaat"),
    )


def rejected_files(result: RunResult) -> tuple[str, ...]:
    """Names of the files of which nothing could be read, sorted."""
    read = {report.source for report in result.files}
    return tuple(sorted({item.source for item in result.rejected if not item.same_as} - read))


def reasons_of(rejected: Iterable[Rejected]) -> tuple[tuple[str, int], ...]:
    """Reason and how many were left out for it, most first."""
    return _sorted(Counter(item.reason for item in rejected))


def _files(result: RunResult) -> Step:
    doubles = sum(bool(item.same_as) for item in result.rejected)
    left = Counter({"niet verwerkt, zie de lijst": len(rejected_files(result)), "dubbel aangeleverd": doubles})
    return Step("Bestanden", len(result.files) + left.total(), len(result.files), "gelezen", _sorted(left))


def _turns(result: RunResult) -> Step:
    spoken = {(said.conversation_id, said.turn) for said in result.statements}
    reasons = {(piece.conversation_id, piece.turn): piece.reason for piece in reversed(result.passages)}
    turns = [(talk.id, turn.number) for talk in result.conversations for turn in talk.turns]
    left = Counter(reasons.get(turn, NO_REASON) for turn in turns if turn not in spoken)
    return Step("Gespreksbeurten", len(turns), len(turns) - left.total(), "met een uitspraak erin", _sorted(left))


def _pieces(result: RunResult) -> Step:
    left = Counter(piece.reason or NO_REASON for piece in result.passages)
    total = len(result.statements) + left.total()
    return Step("Stukken tekst", total, len(result.statements), "uitspraak van een inwoner of partner", _sorted(left))


def _step(name: str, total: int, went_on: int, explanation: str, reason: str) -> Step:
    return Step(name, total, went_on, explanation, _sorted(Counter({reason: total - went_on})))


def _sorted(left: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(((reason, n) for reason, n in left.items() if n), key=lambda item: (-item[1], item[0])))
