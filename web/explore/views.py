"""Pages to look around in: filters with numbers, the map, two runs beside each other."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from web.access import Role, allowed
from web.concerns.board import board_of
from web.explore import compare, search
from web.explore.chart import chart_of
from web.jobs.models import Job
from web.log.service import record
from web.results import review
from web.results.models import Result, Statement
from web.results.pages import context_of, latest_of, result_of
from web.rounds.models import Round

N_PER_PAGE = 25
ALL = "alle"
TONES = ("probleem", "wens", "compliment", "neutraal")


@allowed(Role.ANALIST, Role.REDACTEUR)
def explore(request: HttpRequest, pk: str) -> HttpResponse:
    """Filters, numbers of people, and the statements behind them."""
    result = result_of(pk)
    results = _results(result, request.GET.get("ronde", ""))
    asked = search.Filter.of(request.GET.dict())
    codebook = review.codebook_of(result.job.round.codebook)
    concerns = {key: card.label for one in results for key, card in board_of(one).cards.items()}
    found = search.matching(results, asked)
    k = max(one.job.round.k for one in results)
    counts = search.count(results, asked, codebook=codebook, k=k, concerns=concerns)
    pages = Paginator(found.order_by("result", "source", "pk"), N_PER_PAGE)
    pages.count = counts.n_statements  # type: ignore[misc]  counted already
    # only that somebody looked: a word that was searched for may be a resident's
    record(request, "uitspraken bekeken", result.job)
    context = (
        context_of(result, "verkennen")
        | search.choices(results)
        | {
            "asked": asked,
            "k": k,
            "counts": counts,
            "page": pages.get_page(request.GET.get("pagina")),
            "codebook": codebook,
            "subtheme_names": {one.id: one.label for one in codebook.subthemes},
            "concerns": sorted(concerns.items(), key=lambda item: item[1].lower()),
            "concern_names": concerns,
            "tones": TONES,
            "rounds": Round.objects.filter(jobs__result__isnull=False).distinct(),
            "ronde": request.GET.get("ronde", ""),
            "ronde_vraag": f"ronde={request.GET['ronde']}&" if request.GET.get("ronde") in _known_rounds() else "",
            "vraag": _asked(request),
        }
    )
    template = "explore/_uitkomst.html" if request.htmx else "explore/verkennen.html"  # type: ignore[attr-defined]
    return render(request, template, context)


def _known_rounds() -> set[str]:
    return {ALL, *(str(key) for key in Round.objects.values_list("pk", flat=True))}


def _asked(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("pagina", None)
    return query.urlencode()


def _results(result: Result, ronde: str) -> list[Result]:
    """This outcome, or the newest one of another round, or of every round."""
    if ronde == ALL:
        return [newest for one in Round.objects.all() if (newest := latest_of(one))]
    if ronde in _known_rounds() and ronde != str(result.job.round_id):
        newest = latest_of(Round.objects.get(pk=ronde))
        return [newest] if newest else [result]
    return [result]


@allowed(Role.ANALIST, Role.REDACTEUR)
def map_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Every statement a dot; beside it the list of the concern that is chosen."""
    result = result_of(pk)
    board = board_of(result)
    chosen = request.GET.get("zorg", "")
    cards = sorted(board.cards.values(), key=lambda card: (-len(card.members), card.label))
    if chosen not in board.cards and chosen != search.NONE:
        chosen = cards[0].key if cards else search.NONE
    named = {card.key: card.label for card in cards}
    members = result.statements.filter(concern="" if chosen == search.NONE else chosen).order_by("source", "pk")
    point = request.GET.get("punt", "")
    shown = members.filter(pk=point).first() if point.isdigit() else None
    record(request, "kaart bekeken", result.job)
    context = context_of(result, "kaart") | {
        "chart": chart_of(result, named, chosen="" if chosen == search.NONE else chosen, point=shown),
        "cards": cards,
        "chosen": chosen,
        "chosen_label": named.get(chosen, "Hoort nergens bij"),
        "point": shown,
        "page": Paginator(members, N_PER_PAGE).get_page(request.GET.get("pagina") or _page_of(members, shown)),
        "vraag": f"zorg={chosen}",
    }
    return render(request, "explore/kaart.html", context)


def _page_of(members: QuerySet[Statement], shown: Statement | None) -> int:
    """The page of the list on which a statement stands."""
    if shown is None:
        return 1
    before = Q(source__lt=shown.source) | Q(source=shown.source, pk__lt=shown.pk)
    return 1 + members.filter(before).count() // N_PER_PAGE


@allowed(Role.ANALIST, Role.REDACTEUR)
def compare_page(request: HttpRequest, pk: str) -> HttpResponse:
    """This run beside another one of the same round."""
    result = result_of(pk)
    others = (
        Result.objects.filter(job__round=result.job.round, job__state=Job.State.DONE)
        .exclude(pk=pk)
        .select_related("job")
        .order_by("-job__ended_at")
    )
    asked = request.GET.get("met", "")
    other = next((one for one in others if str(one.pk) == asked), others.first())
    context: dict[str, Any] = context_of(result, "vergelijken") | {"others": others, "other": other}
    if other is not None:
        context["differences"] = compare.differences(other, result, k=result.job.round.k)
    return render(request, "explore/vergelijken.html", context)
