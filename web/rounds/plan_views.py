"""Pages around a round: whom we spoke, codebooks, and example files."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from corpora.errors import KnowledgeError
from web.access import EVERYBODY, Role, allowed
from web.log.service import record
from web.rounds import codebooks, coverage, examples, retention
from web.rounds.forms import PlanForm
from web.rounds.models import Planned, Round


@allowed(*EVERYBODY)
def coverage_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Groups against wijken: planned, spoken, and residents."""
    round_ = get_object_or_404(Round, pk=pk)
    context = {"round": round_, "table": coverage.coverage(round_), "form": PlanForm(), "plan": round_.plan.all()}
    return render(request, "rounds/dekking.html", context)


@require_POST
@allowed(Role.ANALIST, Role.BEHEERDER)
def plan_add(request: HttpRequest, pk: str) -> HttpResponse:
    """Add a line to the plan; the same group and wijk again gets the new number."""
    round_ = get_object_or_404(Round, pk=pk)
    form = PlanForm(request.POST)
    if form.is_valid():
        wanted = form.cleaned_data
        Planned.objects.update_or_create(
            round=round_, group=wanted["group"], wijk=wanted["wijk"], defaults={"n_people": wanted["n_people"]}
        )
        record(request, "plan gewijzigd", round_)
        return redirect("coverage", round_.pk)
    context = {"round": round_, "table": coverage.coverage(round_), "form": form, "plan": round_.plan.all()}
    return render(request, "rounds/dekking.html", context)


@require_POST
@allowed(Role.ANALIST, Role.BEHEERDER)
def plan_remove(request: HttpRequest, pk: str, planned: int) -> HttpResponse:
    round_ = get_object_or_404(Round, pk=pk)
    get_object_or_404(round_.plan, pk=planned).delete()
    record(request, "plan gewijzigd", round_)
    return redirect("coverage", round_.pk)


@require_POST
@allowed(Role.BEHEERDER)
def purge_now(request: HttpRequest, pk: str) -> HttpResponse:
    """Do now what the portal does every day: empty rounds whose last day has passed."""
    round_ = get_object_or_404(Round, pk=pk)
    if retention.is_due(round_):
        record(request, "opschonen gestart", round_)
        retention.purge()
        messages.success(request, "De ronde is opgeschoond: de verslagen en wat eruit is gehaald zijn verwijderd.")
    else:
        messages.error(request, "De bewaartermijn loopt nog. Wijzig eerst de laatste bewaardag.")
    return redirect("round", round_.pk)


@allowed(Role.BEHEERDER)
def codebooks_page(request: HttpRequest) -> HttpResponse:
    """The codebooks there are; bring one, and the residents per wijk."""
    residents = coverage.residents()
    return render(request, "rounds/codeboeken.html", {"codebooks": codebooks.choices(), "residents": residents})


@require_POST
@allowed(Role.BEHEERDER)
def codebook_add(request: HttpRequest) -> HttpResponse:
    file = request.FILES.get("codeboek")
    if file is None:
        messages.error(request, "Kies eerst een bestand.")
        return redirect("codebooks")
    try:
        name = codebooks.keep(file.read(codebooks.MAX_BYTES + 1))
    except KnowledgeError as error:
        record(request, "codeboek toegevoegd", result="geweigerd")
        messages.error(request, f"Het codeboek is niet toegevoegd: {error}")
    else:
        record(request, "codeboek toegevoegd", f"codeboek {name}")
        messages.success(request, "Het codeboek is toegevoegd. Kies het bij een ronde.")
    return redirect("codebooks")


@require_POST
@allowed(Role.BEHEERDER)
def residents_add(request: HttpRequest) -> HttpResponse:
    file = request.FILES.get("inwoners")
    if file is None:
        messages.error(request, "Kies eerst een bestand.")
        return redirect("codebooks")
    try:
        n = coverage.keep_residents(file.read(coverage.MAX_BYTES + 1))
    except KnowledgeError as error:
        messages.error(request, f"Het bestand met inwoners is niet bewaard: {error}")
    else:
        record(request, "inwoners per wijk bijgewerkt")
        messages.success(request, f"Inwoners bewaard voor {n} wijken.")
    return redirect("codebooks")


@allowed(Role.BEHEERDER)
def residents_form(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The file to fill in, with every wijk."""
    answer = HttpResponse(coverage.form_to_fill(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="inwoners-per-wijk.csv"'
    return answer


@allowed(*EVERYBODY)
def example(request: HttpRequest, kind: str) -> HttpResponse:  # noqa: ARG001
    """An example file, always as a download."""
    path = examples.path_of(kind)
    if path is None:
        raise Http404
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=path.name, content_type="application/octet-stream"
    )
