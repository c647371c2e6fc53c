"""Pages for what a run found: numbers, files, and the review of themes."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from web.access import Role, allowed
from web.log.service import record
from web.results import files, review
from web.results.models import Decision, Result, Statement
from web.results.pages import context_of, result_of

N_CONCERNS = 12
VERDICTS = {verdict.value for verdict in Decision.Verdict}


@allowed(Role.ANALIST, Role.REDACTEUR)
def result_page(request: HttpRequest, pk: str) -> HttpResponse:
    """The numbers of a run, its word cloud and its files."""
    result = result_of(pk)
    job = result.job
    record(request, "uitkomst bekeken", job)
    context = context_of(result, "uitkomst") | {
        "concerns": result.concerns.all()[:N_CONCERNS],
        "n_concerns": result.concerns.count(),
        "files": files.present(job),
        "has_cloud": files.path_of(job, "woordenwolk.png") is not None,
        "progress": review.progress(result),
    }
    return render(request, "results/uitkomst.html", context)


@allowed(Role.ANALIST, Role.REDACTEUR)
def result_file(request: HttpRequest, pk: str, name: str) -> HttpResponse:
    """One file of a run, always as a download."""
    job = result_of(pk).job
    path = files.path_of(job, name)
    if path is None:
        raise Http404
    record(request, f"gedownload: {name}", job)
    return FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=files.download_name(job, name),
        content_type=files.FILES[name][1],
    )


@allowed(Role.ANALIST, Role.REDACTEUR)
def result_cloud(request: HttpRequest, pk: str) -> HttpResponse:  # noqa: ARG001
    """The word cloud as a picture on the page."""
    path = files.path_of(result_of(pk).job, "woordenwolk.png")
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"), content_type="image/png")


@allowed(Role.ANALIST, Role.REDACTEUR)
def result_report(request: HttpRequest, pk: str) -> HttpResponse:
    """The report as a page of its own that cannot reach the portal."""
    job = result_of(pk).job
    path = files.path_of(job, "rapport.html")
    if path is None:
        raise Http404
    record(request, "rapport bekeken", job)
    page = path.read_bytes()
    answer = HttpResponse(page, content_type="text/html; charset=utf-8")
    answer["Content-Security-Policy"] = files.sandboxed_policy(page)
    return answer


# --- review --------------------------------------------------------------------------------------


@allowed(Role.ANALIST)
def review_next(request: HttpRequest, pk: str) -> HttpResponse:
    """Go to the most doubtful statement that waits; `na` skips what was seen in this sitting."""
    result = result_of(pk)
    after = request.GET.get("na", "")
    seen = result.statements.filter(pk=after).first() if after.isdigit() else None
    following = review.next_waiting(result, seen)
    if following is None:
        messages.success(request, "Alle uitspraken zijn nagekeken.")
        return redirect("result", pk)
    return redirect("review", pk, following.pk)


@allowed(Role.ANALIST)
def review_page(request: HttpRequest, pk: str, statement: int) -> HttpResponse:
    """One statement with what was suggested and why."""
    result = result_of(pk)
    round_ = result.job.round
    shown = get_object_or_404(result.statements.prefetch_related("suggestions"), pk=statement)
    codebook = review.codebook_of(round_.codebook)
    record(request, "uitspraak bekeken", f"uitspraak {shown.key}")
    themes = review.themes(round_, shown)
    history = Decision.objects.filter(round=round_, statement_key=shown.key).select_related("by").order_by("-pk")
    context = context_of(result, "nakijken") | {
        "statement": shown,
        "runs": review.highlighted(shown, list(shown.suggestions.all())),
        "themes": themes,
        "first_open": next((theme.subtheme for theme in themes if not theme.verdict), None),
        "all_themes": codebook.subthemes,
        "progress": review.progress(result),
        "history": history.exclude(verdict=Decision.Verdict.NOTE),
        "notes": history.filter(verdict=Decision.Verdict.NOTE),
        "subtheme_names": {one.id: one.label for one in codebook.subthemes},
    }
    return render(request, "results/nakijken.html", context)


@require_POST
@allowed(Role.ANALIST)
def review_decide(request: HttpRequest, pk: str, statement: int) -> HttpResponse:
    """Add a decision, and go on where nothing is left to decide; who adds a theme may want to add another."""
    result = result_of(pk)
    round_ = result.job.round
    said_of = get_object_or_404(Statement, result=result, pk=statement)
    verdict, subtheme = request.POST.get("besluit", ""), request.POST.get("thema", "")
    known = {"", *(one.id for one in review.codebook_of(round_.codebook).subthemes)}
    if verdict not in VERDICTS or subtheme not in known:
        raise Http404
    note = request.POST.get("notitie", "").strip()[:500]
    missing = review.missing(verdict, subtheme, note)
    if missing:
        messages.error(request, missing)
        return redirect("review", pk, said_of.pk)
    review.decide(round_, said_of.key, subtheme, verdict, by=request.user, note=note)
    record(request, f"besluit: {verdict}", f"uitspraak {said_of.key}")
    said_of.refresh_from_db(fields=["done"])
    if said_of.done and verdict != Decision.Verdict.ADDED:
        return redirect(_next(pk, said_of))
    return redirect("review", pk, said_of.pk)


@require_POST
@allowed(Role.ANALIST)
def review_undo(request: HttpRequest, pk: str) -> HttpResponse:
    """Take back the last decision of this person in this round, and show that statement."""
    result = result_of(pk)
    round_ = result.job.round
    taken_back: set[tuple[str, str]] = set()
    for decision in Decision.deciding(round_).filter(by=request.user).order_by("-pk"):
        key = (decision.statement_key, decision.subtheme)
        if decision.verdict == Decision.Verdict.UNDONE:
            taken_back.add(key)
        elif key in taken_back:
            taken_back.discard(key)
        else:
            return _take_back(request, result, decision)
    messages.warning(request, "Er is niets om ongedaan te maken.")
    return redirect("review-next", pk)


def _take_back(request: HttpRequest, result: Result, decision: Decision) -> HttpResponse:
    undone = Decision.Verdict.UNDONE
    review.decide(decision.round, decision.statement_key, decision.subtheme, undone, by=request.user)
    record(request, "besluit ongedaan gemaakt", f"uitspraak {decision.statement_key}")
    statement = result.statements.filter(key=decision.statement_key).first()
    return redirect("review", result.pk, statement.pk) if statement else redirect("review-next", result.pk)


def _next(pk: str, statement: Statement) -> str:
    return f"{reverse('review-next', args=[pk])}?na={statement.pk}"
