"""The board: what the machine found with what people decided since, carried out at once as far as it can be.

1. The last run left concerns (`web.results.models.Concern`) and knew some decisions (`Result.carried_out`).
2. Names, merges, splits, moves and locks since then are carried out here, so that everybody sees them.
3. Titles, terms and stability are the machine's: where the statements changed they wait for the next run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from web.concerns.models import ConcernDecision
from web.results.models import Result, Statement
from web.rounds.models import Round

Action = ConcernDecision.Action


@dataclass(frozen=True, slots=True)
class Card:
    """One concern as it stands now."""

    key: str
    title: str  # of the machine; "" for a concern that people made
    name: str  # given by a person
    terms: tuple[str, ...]
    members: frozenset[str]  # keys of statements
    stability: float | None  # None: not known until the next run
    typical: tuple[str, ...]
    atypical: tuple[str, ...]
    halves: frozenset[str]  # statements that would leave if the concern were split
    locked: bool = False
    changed: bool = False  # its statements are no longer those of the run

    @property
    def label(self) -> str:
        """What people call it."""
        return self.name or self.title or "Zorg zonder naam"


@dataclass(frozen=True, slots=True)
class Board:
    """All concerns, and decisions that were taken back but still show until the next run."""

    cards: Mapping[str, Card]
    to_turn_back: tuple[ConcernDecision, ...]
    n_waiting: int  # decisions that the next run carries out

    def card_of(self, statement: str) -> Card | None:
        return next((card for card in self.cards.values() if statement in card.members), None)


def decisions_of(round_: Round) -> list[ConcernDecision]:
    """Decisions that count, oldest first."""
    return list(ConcernDecision.objects.filter(round=round_, undone_by=None).exclude(action=Action.UNDO).order_by("pk"))


def board_of(result: Result) -> Board:
    """The board over one run; a finished run of long ago shows later decisions too."""
    counted, known = decisions_of(result.job.round), set(result.carried_out)
    since = [one for one in counted if one.pk not in known]
    cards = carry_out({card.key: card for card in _found(result)}, since)
    named = names(counted)
    locked = {one.concern for one in counted if one.action == Action.LOCK}
    shown = {
        key: replace(card, name=named.get(key, ""), locked=key in locked) for key, card in cards.items() if card.members
    }
    turned = ConcernDecision.objects.filter(pk__in=known, undone_by__isnull=False).exclude(action=Action.RENAME)
    return Board(shown, tuple(turned.order_by("pk")), len(since) + len(turned))


def _found(result: Result) -> Iterable[Card]:
    for one in result.concerns.all():
        yield Card(
            key=one.key,
            title=one.title,
            name=one.name,
            terms=tuple(one.terms),
            members=frozenset(one.members),
            stability=one.stability,
            typical=tuple(one.typical),
            atypical=tuple(one.atypical),
            halves=frozenset(one.halves),
        )


def names(decisions: Iterable[ConcernDecision]) -> dict[str, str]:
    """Concern -> the name that people gave it last."""
    named: dict[str, str] = {}
    for one in decisions:
        if one.action == Action.RENAME:
            named[one.concern] = one.name
        elif one.action == Action.SPLIT and one.name:
            named.setdefault(one.other, one.name)
    return named


def carry_out(cards: Mapping[str, Card], decisions: Sequence[ConcernDecision]) -> dict[str, Card]:
    """Merges, splits and moves, in the order in which they were made; what no longer fits is left to the next run."""
    board = dict(cards)
    for one in decisions:
        if one.action == Action.MERGE and {one.concern, one.other} <= board.keys():
            _put(board, board.pop(one.other).members, one.concern)
        elif one.action == Action.SPLIT:
            board.setdefault(one.other, _new(one.other))
            _put(board, frozenset(one.statements), one.other)
        elif one.action == Action.MOVE and (not one.concern or one.concern in board):
            _put(board, frozenset(one.statements), one.concern)
    return board


def _put(board: dict[str, Card], moved: frozenset[str], target: str) -> None:
    for key, card in board.items():
        members = card.members | moved if key == target else card.members - moved
        if members != card.members:
            quotes = {
                "typical": tuple(key for key in card.typical if key in members),
                "atypical": tuple(key for key in card.atypical if key in members),
            }
            board[key] = replace(
                card, members=members, stability=None, changed=True, halves=card.halves & members, **quotes
            )


def _new(key: str) -> Card:
    return Card(key, "", "", (), frozenset(), None, (), (), frozenset(), changed=True)


def put_down(result: Result) -> None:
    """Keep beside each statement which concern it belongs to now, for filters and the map."""
    now = {key: card.key for card in board_of(result).cards.values() for key in card.members}
    changed: dict[str, list[int]] = {}
    for pk, key, concern in result.statements.order_by().values_list("pk", "key", "concern"):
        if concern != now.get(key, ""):
            changed.setdefault(now.get(key, ""), []).append(pk)
    for concern, keys in changed.items():
        Statement.objects.filter(pk__in=keys).update(concern=concern)
