"""Pages to approve quotes and to publish."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from outputs.quotes import lost_denial
from web.access import Role, allowed
from web.explore import search
from web.jobs.models import Job
from web.jobs.service import ensure_proof, ensure_publication
from web.log.service import record
from web.publish import quotes
from web.publish.forms import CompositionForm
from web.publish.models import Publication, QuoteDecision
from web.publish.waiting import CURE, NOT_YET, waiting
from web.results import files, review
from web.results.files import FILES
from web.results.models import Result, Statement
from web.results.pages import context_of, latest_of, result_of
from web.rounds.models import Round

N_PER_PAGE = 20
PROPOSED, APPROVED, ALL = "voorstel", "vrijgegeven", "alle"
KINDS = {PROPOSED: "voorstel van de computer", APPROVED: "vrijgegeven", ALL: "alle uitspraken"}


@allowed(Role.ANALIST, Role.REDACTEUR)
def quotes_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Candidates to quote, with what to look out for."""
    result = result_of(pk)
    seen = quotes.Quotes(result)
    asked, kind = search.Filter.of(request.GET.dict()), request.GET.get("lijst", PROPOSED)
    found = search.matching([result], asked).order_by("pk")
    if kind == APPROVED:
        found = found.filter(key__in=seen.approved)
    elif kind != ALL:
        found = found.filter(key__in=quotes.proposed(result, list(seen.decisions)))
    page = Paginator(found, N_PER_PAGE).get_page(request.GET.get("pagina"))
    query = request.GET.copy()
    query.pop("pagina", None)
    record(request, "citaten bekeken", result.job)
    context = (
        context_of(result, "citaten")
        | search.choices([result])
        | {
            "shown": seen.show(page.object_list),
            "page": page,
            "vraag": query.urlencode(),
            "asked": asked,
            "kinds": KINDS,
            "kind": kind if kind in KINDS else PROPOSED,
            "n_approved": len(seen.approved),
            "codebook": review.codebook_of(result.job.round.codebook),
        }
    )
    return render(request, "publish/citaten.html", context)


@allowed(Role.ANALIST, Role.REDACTEUR)
def quote_page(request: HttpRequest, pk: str, statement: int) -> HttpResponse:
    """One quote, to mark what stays."""
    result = result_of(pk)
    one = get_object_or_404(result.statements, pk=statement)
    shown = quotes.Quotes(result).show([one])[0]
    history = QuoteDecision.objects.filter(round=result.job.round, statement_key=one.key).select_related("by")
    record(request, "citaat bekeken", f"uitspraak {one.key}")
    context = context_of(result, "citaten") | {
        "one": shown,
        "words": quotes.marked(one.text, shown.decision.keep if shown.approved and shown.decision else []),
        "history": history.order_by("-pk"),
    }
    return render(request, "publish/citaat.html", context)


@require_POST
@allowed(Role.REDACTEUR)
def quote_decide(request: HttpRequest, pk: str, statement: int) -> HttpResponse:
    """Approve a quote, whole or shortened, or take the approval back."""
    result = result_of(pk)
    one = get_object_or_404(result.statements, pk=statement)
    verdict = request.POST.get("besluit", "")
    if verdict not in QuoteDecision.Verdict.values:
        raise Http404
    keep: list[list[int]] = []
    if "ingekort" in request.POST and verdict == QuoteDecision.Verdict.APPROVED:
        try:
            keep = quotes.stretches(one.text, request.POST.getlist("woord"))
        except ValueError:
            messages.error(request, "Laat minstens één woord staan, of trek het citaat in.")
            return redirect("quote", pk, one.pk)
        if denial := lost_denial(one.text, ((start, end) for start, end in keep)):
            messages.error(
                request,
                f"Zonder ‘{denial}’ staat er iets anders dan er is gezegd. Laat dat woord staan, of laat de hele zin weg.",
            )
            return redirect("quote", pk, one.pk)
    note = request.POST.get("notitie", "")[:500]
    quotes.decide(result, one.key, verdict, keep, by=request.user, note=note)
    record(request, f"citaat {verdict}", f"uitspraak {one.key}")
    messages.success(
        request, "Het citaat is vrijgegeven." if verdict == "vrijgegeven" else "Het citaat is ingetrokken."
    )
    return _back(request, result, one)


def _back(request: HttpRequest, result: Result, one: Statement) -> HttpResponse:
    """To the list that was open, with the same filter; only our own fields are taken over."""
    kind = request.POST.get("lijst", "")
    if kind not in KINDS:
        return redirect("quote", result.pk, one.pk)
    answer = redirect("quotes", result.pk)
    page = request.POST.get("pagina", "1")
    asked = search.Filter.of(request.POST.dict()).address()
    answer["Location"] += f"?lijst={kind}&pagina={page if page.isdigit() else 1}{'&' if asked else ''}{asked}"
    return answer


# --- publications --------------------------------------------------------------------------------


@allowed(Role.ANALIST, Role.REDACTEUR)
def publications(request: HttpRequest, pk: str) -> HttpResponse:
    """What was published of a round, and what publishing now would mean."""
    round_ = get_object_or_404(Round, pk=pk)
    result = latest_of(round_)
    if result is None:
        messages.warning(request, "Er is nog geen uitkomst om te publiceren.")
        return redirect("round", pk)
    Job.objects.interrupt_overdue()
    proof = round_.jobs.filter(kind=Job.Kind.PROOF).first()
    context = context_of(result, "publiceren") | {
        "proof": proof,
        "proof_files": files.present(proof) if proof and proof.state == Job.State.DONE else (),
        "proof_is_old": proof is not None and _changed_since(round_, result, proof),
        "composition": round_.publish_compositions.select_related("by").last(),
        "publications": Publication.objects.filter(round=round_).select_related("by"),
        "labels": {name: label for name, (label, _) in FILES.items()},
        "making": round_.jobs.filter(kind=Job.Kind.PUBLISH).first(),
        "waiting": waiting(result),
        "n_approved": len(quotes.Quotes(result).approved),
    }
    return render(request, "publish/publicaties.html", context)


def _changed_since(round_: Round, result: Result, proof: Job) -> bool:
    """Whether publishing now would give something else than this proof."""
    made = proof.started_at or proof.created_at
    chosen = (round_.publish_compositions, round_.publish_quotedecisions, round_.clouds_hiddenwords)
    newer_run = result.job.ended_at is not None and result.job.ended_at > made
    return newer_run or any(rows.filter(at__gt=made).exists() for rows in chosen)


@allowed(Role.REDACTEUR)
def compose(request: HttpRequest, pk: str) -> HttpResponse:
    """Put the report of a round together: title, introduction, parts, cloud."""
    round_ = get_object_or_404(Round, pk=pk)
    result = latest_of(round_)
    if result is None:
        messages.warning(request, "Er is nog geen uitkomst om te publiceren.")
        return redirect("round", pk)
    last = round_.publish_compositions.last()
    form = CompositionForm(request.POST or None, last=last)
    if request.method == "POST" and form.is_valid():
        form.instance.round, form.instance.by = round_, request.user
        form.save()
        record(request, "rapport samengesteld", round_)
        messages.success(request, "De samenstelling is bewaard. Maak een proef om het rapport te bekijken.")
        return redirect("publications", pk)
    return render(request, "publish/samenstellen.html", context_of(result, "publiceren") | {"form": form})


@require_POST
@allowed(Role.REDACTEUR)
def proof_new(request: HttpRequest, pk: str) -> HttpResponse:
    """Ask for what publishing now would give."""
    round_ = get_object_or_404(Round, pk=pk)
    if latest_of(round_) is None:
        messages.error(request, "Er is nog geen uitkomst om te publiceren.")
        return redirect("round", pk)
    record(request, "proef gevraagd", ensure_proof(round_, request.user))
    return redirect("publications", pk)


@allowed(Role.ANALIST, Role.REDACTEUR)
def proof_file(request: HttpRequest, pk: str, name: str) -> HttpResponse:
    """One file of the last proof; the report as a page of its own that cannot reach the portal."""
    job = Job.objects.filter(round=pk, kind=Job.Kind.PROOF, state=Job.State.DONE).first()
    path = files.path_of(job, name) if job else None
    if job is None or path is None:
        raise Http404
    record(request, f"proef bekeken: {name}", job)
    data = path.read_bytes()
    answer = HttpResponse(data, content_type=FILES[name][1])
    if name == "rapport.html":
        answer["Content-Security-Policy"] = files.sandboxed_policy(data)
    else:
        answer["Content-Disposition"] = f'attachment; filename="proef-{name}"'
    return answer


@require_POST
@allowed(Role.REDACTEUR)
def publish(request: HttpRequest, pk: str) -> HttpResponse:
    """Ask for a publication of the newest run."""
    round_ = get_object_or_404(Round, pk=pk)
    result = latest_of(round_)
    if result is None or not quotes.Quotes(result).approved:
        messages.error(request, "Geef eerst citaten vrij. Zonder vrijgegeven citaten blijft het rapport een concept.")
        return redirect("publications", pk)
    if waiting(result):
        messages.error(request, f"{NOT_YET} {CURE}")
        return redirect("publications", pk)
    job = ensure_publication(round_, request.user)
    record(request, "publicatie gevraagd", job)
    return redirect("publications", pk)


@allowed(Role.ANALIST, Role.REDACTEUR)
def publication_file(request: HttpRequest, pk: str, number: int, name: str) -> HttpResponse:
    """One file of a publication, after checking that it is still the same."""
    publication = get_object_or_404(Publication, round=pk, number=number)
    known = {one["name"]: one["sha256"] for one in publication.files}
    path = Path(publication.folder) / name
    if name not in known or not path.is_file():
        raise Http404
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != known[name]:
        record(request, f"gedownload: {name}", publication, result="beschadigd")
        messages.error(
            request, "Dit bestand is niet meer gelijk aan wat is gepubliceerd. Zet het terug uit een reservekopie."
        )
        return redirect("publications", pk)
    record(request, f"gedownload: {name}", publication)
    label = f"{slugify(publication.round.name) or 'ronde'}-publicatie-{number}-{name}"
    kind = FILES[name][1] if name in FILES else "application/octet-stream"
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{label}"'})
