"""Pages of the board with concerns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from web.access import Role, allowed
from web.concerns import deciding
from web.concerns.board import Action, Board, Card, board_of
from web.concerns.models import ConcernDecision
from web.log.service import record
from web.results.models import Result, Statement
from web.results.pages import context_of, result_of

FIRM = 0.6  # stability under which a concern is called unsure, as the report does
N_QUOTES = 3
N_PER_PAGE = 100
NONE = "geen"  # in addresses: the statements that belong to no concern
# what a form asks -> what is done with (result, key, form)
DEEDS: dict[str, Callable[[Result, str, Any, Any], ConcernDecision]] = {
    "naam": lambda result, key, form, by: deciding.rename(result, key, form.get("naam", ""), by=by),
    "samen": lambda result, key, form, by: deciding.merge(result, key, form.get("andere", ""), by=by),
    "splits": lambda result, key, form, by: deciding.split(
        result, key, form.getlist("uitspraak"), form.get("naam", ""), by=by
    ),
    "verplaats": lambda result, key, form, by: deciding.move(
        result, key, form.getlist("uitspraak"), form.get("andere", ""), by=by
    ),
    "weg": lambda result, key, _, by: deciding.discard(result, key, by=by),
    "slot": lambda result, key, _, by: deciding.lock(result, key, by=by),
}
SAID = {
    "naam": "De naam is veranderd.",
    "samen": "De zorgen zijn samengevoegd.",
    "splits": "De zorg is gesplitst.",
    "verplaats": "De uitspraken zijn verplaatst.",
    "weg": "De zorg is van het bord. De uitspraken blijven bewaard en horen nu nergens bij.",
    "slot": "De zorg staat vast: een nieuwe analyse verandert haar uitspraken niet.",
}


@allowed(Role.ANALIST, Role.REDACTEUR)
def board_page(request: HttpRequest, pk: str) -> HttpResponse:
    """All concerns as cards, those of most people first."""
    result = result_of(pk)
    board, people = board_of(result), dict(result.statements.values_list("key", "person"))
    cards = sorted(board.cards.values(), key=lambda card: (-_n_people(card, people), card.label))
    quoted = {key for card in cards for key in card.typical[:N_QUOTES]}
    texts = dict(result.statements.filter(key__in=quoted).values_list("key", "text"))
    held = sum(len(card.members) for card in cards)
    record(request, "zorgen bekeken", result.job)
    context = context_of(result, "zorgen") | {
        "cards": [_shown(card, people, texts) for card in cards],
        "n_loose": len(people) - held,
        "board": board,
        "history": _history(result, board),
    }
    return render(request, "concerns/bord.html", context)


def _shown(card: Card, people: dict[str, str], texts: dict[str, str]) -> dict[str, Any]:
    return {
        "card": card,
        "n_people": _n_people(card, people),
        "n": len(card.members),
        "firm": card.stability is not None and card.stability >= FIRM,
        "quotes": [texts[key] for key in card.typical[:N_QUOTES] if key in texts],
    }


def _n_people(card: Card, people: dict[str, str]) -> int:
    return len({people[key] for key in card.members if key in people})


@allowed(Role.ANALIST, Role.REDACTEUR)
def concern_page(request: HttpRequest, pk: str, key: str) -> HttpResponse:
    """One concern with all its statements, to split or to move."""
    result = result_of(pk)
    board = board_of(result)
    card = board.cards.get(key)
    if card is None and key != NONE:
        messages.warning(request, "Deze zorg staat niet meer op het bord.")
        return redirect("concerns", pk)
    advised = card.halves if card and request.GET.get("voorstel") else frozenset()
    statements = _statements(result, board, card, advised)
    record(request, "zorg bekeken", f"zorg {key}")
    context = context_of(result, "zorgen") | {
        "card": card,
        "key": key,
        "board": board,
        "others": sorted((one for one in board.cards.values() if one.key != key), key=lambda one: one.label.lower()),
        "page": Paginator(statements, N_PER_PAGE).get_page(request.GET.get("pagina")),
        "advised": advised,
        "spread": _spread(statements) if card else [],
    }
    return render(request, "concerns/zorg.html", context)


def _statements(result: Result, board: Board, card: Card | None, first: frozenset[str]) -> list[Statement]:
    """Statements of a concern, or of none: advised ones first, then as the file has them."""
    held = {key for one in board.cards.values() for key in one.members}
    keys = card.members if card is not None else set(result.statements.values_list("key", flat=True)) - held
    found = result.statements.filter(key__in=keys)
    return sorted(found, key=lambda one: (one.key not in first, one.source, one.pk))


def _spread(statements: list[Statement]) -> list[tuple[str, int]]:
    """People per wijk, most first."""
    people = {(one.wijk or "wijk onbekend", one.person) for one in statements}
    return Counter(wijk for wijk, _ in people).most_common()


@require_POST
@allowed(Role.ANALIST)
def concern_decide(request: HttpRequest, pk: str, key: str) -> HttpResponse:
    """Carry a decision out and show the concern it left."""
    result = result_of(pk)
    deed = request.POST.get("besluit", "")
    if deed not in DEEDS:
        raise Http404
    if not context_of(result, "")["is_latest"]:
        messages.error(request, "Dit is een oudere uitkomst. Verander de zorgen in de nieuwste.")
        return redirect("concerns", pk)
    try:
        decision = DEEDS[deed](result, "" if key == NONE else key, request.POST, request.user)
    except deciding.NotPossibleError as problem:
        messages.error(request, str(problem))
        return redirect("concern", pk, key) if request.POST.get("terug") == "zorg" else redirect("concerns", pk)
    record(request, f"zorg: {decision.get_action_display()}", f"zorg {key}")
    messages.success(request, SAID[deed])
    left = decision.other if deed == "splits" else key
    target = reverse("concerns", args=[pk])
    return redirect(f"{target}?{urlencode({'zorg': left})}#zorg-{left}")


@require_POST
@allowed(Role.ANALIST)
def concern_undo(request: HttpRequest, pk: str) -> HttpResponse:
    """Take back one decision, or with none named the last one of this person."""
    result = result_of(pk)
    round_ = result.job.round
    waiting = ConcernDecision.objects.filter(round=round_, undone_by=None).exclude(action=Action.UNDO)
    named = request.POST.get("besluit", "")
    if named:
        decision = get_object_or_404(waiting, pk=named) if named.isdigit() else None
    else:
        decision = waiting.filter(by=request.user).order_by("pk").last()
    if decision is None:
        messages.warning(request, "Er is niets om ongedaan te maken.")
        return redirect("concerns", pk)
    try:
        deciding.undo(result, decision, by=request.user)
    except deciding.NotPossibleError as problem:
        messages.error(request, str(problem))
        return redirect("concerns", pk)
    record(request, "zorg: ongedaan gemaakt", f"zorg {decision.concern}")
    known = decision.pk in result.carried_out and decision.action != Action.RENAME
    later = " U ziet dat na de volgende analyse." if known else ""
    messages.success(request, f"Ongedaan gemaakt: {decision.get_action_display()}.{later}")
    return redirect("concerns", pk)


def _history(result: Result, board: Board) -> list[dict[str, Any]]:
    """Decisions, newest first, with what the concern is or was called."""
    called = {one.key: one.name or one.title for one in result.concerns.all()}
    called |= {key: card.label for key, card in board.cards.items()}
    rows = ConcernDecision.objects.filter(round=result.job.round).select_related("by", "undone_by").order_by("-pk")
    return [_line(row, called) for row in rows if row.action != Action.UNDO]


def _line(row: ConcernDecision, called: dict[str, str]) -> dict[str, Any]:
    name = f"‘{called.get(row.concern, 'een zorg die er niet meer is')}’" if row.concern else ""
    other = f"‘{called.get(row.other, 'een andere zorg')}’" if row.other else ""
    n = len(row.statements)
    what = {
        Action.RENAME: f"{name} kreeg de naam ‘{row.name}’"
        if row.name
        else f"{name} kreeg weer de naam van de computer",
        Action.MERGE: f"{other} samengevoegd met {name}",
        Action.SPLIT: f"{n} uitspraken uit {name} gehaald als nieuwe zorg {other}",
        Action.MOVE: f"{n} uitspraken verplaatst naar {name}" if row.concern else f"{n} uitspraken uit de zorg gehaald",
        Action.LOCK: f"{name} vastgezet",
    }[Action(row.action)]
    return {"row": row, "what": what, "undone": hasattr(row, "undone_by")}
