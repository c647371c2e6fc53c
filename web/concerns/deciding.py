"""Decisions about concerns, checked against the board and put down."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from web.concerns.board import Action, Board, board_of, put_down
from web.concerns.models import ConcernDecision
from web.results.models import Result
from web.rounds.models import Round

N_NAME = 120


class NotPossibleError(Exception):
    """The decision does not fit the board; the message is for staff."""


def rename(result: Result, key: str, name: str, *, by: Any, note: str = "") -> ConcernDecision:
    """Give a concern a name; "" gives the title of the machine back."""
    board, name = board_of(result), " ".join(name.split())[:N_NAME]
    _there(board, key)
    if name == board.cards[key].name:
        raise NotPossibleError("Er is niets veranderd: de zorg heet al zo.")
    return _add(result, Action.RENAME, by, concern=key, name=name, note=note)


def merge(result: Result, key: str, other: str, *, by: Any, note: str = "") -> ConcernDecision:
    """Take another concern in; it keeps the name of the first."""
    board = board_of(result)
    _there(board, key)
    _there(board, other)
    if key == other:
        raise NotPossibleError("Kies een andere zorg om mee samen te voegen.")
    return _add(result, Action.MERGE, by, concern=key, other=other, note=note)


def split(
    result: Result, key: str, statements: Sequence[str], name: str, *, by: Any, note: str = ""
) -> ConcernDecision:
    """Let statements leave and be a concern of their own."""
    leaving = _chosen(board_of(result), key, statements)
    if len(leaving) == len(board_of(result).cards[key].members):
        raise NotPossibleError("U hebt alles aangevinkt. Laat minstens één uitspraak staan.")
    new = uuid.uuid4().hex[:16]
    name = " ".join(name.split())[:N_NAME]
    return _add(result, Action.SPLIT, by, concern=key, statements=leaving, other=new, name=name, note=note)


def move(
    result: Result, source: str, statements: Sequence[str], target: str, *, by: Any, note: str = ""
) -> ConcernDecision:
    """Move statements to another concern, or with target "" to none; `source` "" are those without a concern."""
    board = board_of(result)
    if target:
        _there(board, target)
    if source == target:
        raise NotPossibleError("Kies een andere zorg om naar te verplaatsen.")
    moving = _chosen(board, source, statements) if source else _loose(result, board, statements)
    return _add(result, Action.MOVE, by, concern=target, statements=moving, note=note)


def discard(result: Result, key: str, *, by: Any, note: str = "") -> ConcernDecision:
    """Give a concern up: its statements stay, and belong to none."""
    board = board_of(result)
    _there(board, key)
    return _add(result, Action.MOVE, by, statements=sorted(board.cards[key].members), other=key, note=note)


def lock(result: Result, key: str, *, by: Any, note: str = "") -> ConcernDecision:
    """Keep exactly these statements, whatever a next run finds."""
    _there(board_of(result), key)
    return _add(result, Action.LOCK, by, concern=key, note=note)


def undo(result: Result, decision: ConcernDecision, *, by: Any) -> ConcernDecision:
    """Take a decision back; the row stays, and one beside it says that it no longer counts."""
    round_ = result.job.round
    with transaction.atomic():
        Round.objects.select_for_update().get(pk=round_.pk)
        if decision.action == Action.UNDO or ConcernDecision.objects.filter(undoes=decision).exists():
            raise NotPossibleError("Dit is al ongedaan gemaakt.")
        undone = ConcernDecision.objects.create(round=round_, action=Action.UNDO, undoes=decision, by=by)
        put_down(result)
    return undone


def _add(result: Result, action: Action, by: Any, **fields: Any) -> ConcernDecision:
    with transaction.atomic():
        decision = ConcernDecision.objects.create(round=result.job.round, action=action, by=by, **fields)
        put_down(result)
    return decision


def _there(board: Board, key: str) -> None:
    if key not in board.cards:
        raise NotPossibleError("Deze zorg staat niet meer op het bord. Iemand anders heeft haar net veranderd.")


def _chosen(board: Board, key: str, statements: Sequence[str]) -> list[str]:
    _there(board, key)
    chosen = sorted(set(statements) & board.cards[key].members)
    return _some(chosen)


def _loose(result: Result, board: Board, statements: Sequence[str]) -> list[str]:
    held = {key for card in board.cards.values() for key in card.members}
    known = result.statements.filter(key__in=list(statements)[:1000]).values_list("key", flat=True)
    return _some(sorted(set(known) - held))


def _some(chosen: list[str]) -> list[str]:
    if not chosen:
        raise NotPossibleError("Vink eerst een of meer uitspraken aan.")
    return chosen
