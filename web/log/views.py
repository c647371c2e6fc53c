"""The log as a page and as a file."""

from __future__ import annotations

import csv
import io
from datetime import date

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from web.access import Role, allowed
from web.log.models import Event
from web.log.service import record

N_PER_PAGE = 50
COLUMNS = ("wanneer", "wie", "wat", "waarop", "uitkomst", "vanaf")


@allowed(Role.BEHEERDER)
def log(request: HttpRequest) -> HttpResponse:
    """Newest first, by person, action and day."""
    page = Paginator(_chosen(request), N_PER_PAGE).get_page(request.GET.get("pagina"))
    actions = Event.objects.order_by("action").values_list("action", flat=True).distinct()
    query = request.GET.copy()
    query.pop("pagina", None)
    return render(request, "log/logboek.html", {"page": page, "actions": actions, "vraag": query.urlencode()})


@allowed(Role.BEHEERDER)
def log_export(request: HttpRequest) -> HttpResponse:
    """The chosen lines as csv."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";")
    writer.writerow(COLUMNS)
    for event in _chosen(request).iterator():
        when = timezone.localtime(event.at).isoformat(timespec="seconds")
        row = (when, event.actor_name, event.action, event.item, event.result, event.address or "")
        writer.writerow([_harmless(value) for value in row])
    record(request, "logboek gedownload")
    answer = HttpResponse(file.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="logboek.csv"'
    return answer


def _chosen(request: HttpRequest) -> QuerySet[Event]:
    events = Event.objects.all()
    if who := request.GET.get("wie", "").strip():
        events = events.filter(actor_name=who)
    if action := request.GET.get("wat", ""):
        events = events.filter(action=action)
    if first := _day(request.GET.get("van", "")):
        events = events.filter(at__date__gte=first)
    if last := _day(request.GET.get("tot", "")):
        events = events.filter(at__date__lte=last)
    return events


def _day(text: str) -> date | None:
    """A day as a date field sends it; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _harmless(value: str) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
