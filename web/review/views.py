"""Pages to review together: progress, many at once, blind coding, settling differences."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from web.access import Role, allowed
from web.explore import search
from web.log.service import record
from web.results import review
from web.results.models import Decision, Result
from web.results.pages import context_of, result_of
from web.review import blind, bulk
from web.review.models import Sample

N_EXAMPLES = 10
Verdict = Decision.Verdict


@allowed(Role.ANALIST)
def review_home(request: HttpRequest, pk: str) -> HttpResponse:
    """What was reviewed, what is left, and the ways to go on."""
    result = result_of(pk)
    samples = Sample.objects.filter(round=result.job.round).select_related("by").order_by("-pk")
    context = context_of(result, "nakijken") | {
        "progress": review.progress(result),
        "themes": bulk.per_theme(result),
        "samples": [_of_sample(sample, result, request) for sample in samples],
        "sizes": blind.SIZES,
        "people": Decision.objects.filter(round=result.job.round)
        .values("by__username")
        .annotate(n=Count("statement_key", distinct=True))
        .order_by("-n"),
    }
    return render(request, "review/overzicht.html", context)


def _of_sample(sample: Sample, result: Result, request: HttpRequest) -> dict[str, object]:
    coders = sample.codings.values("coder__username").annotate(n=Count("pk")).order_by("coder__username")
    n_left = len(blind.left_for(sample, result, request.user))
    return {"sample": sample, "n": len(sample.keys), "n_left": n_left, "coders": coders}


# --- many at once --------------------------------------------------------------------------------


@allowed(Role.ANALIST)
def bulk_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Choose by filter, see how many and which, and only then decide."""
    result = result_of(pk)
    codebook = review.codebook_of(result.job.round.codebook)
    theme, surer_than = _asked(request.GET, codebook.subtheme_ids)
    asked = search.Filter.of(request.GET.dict())
    found = bulk.open_with(result, theme, asked, surer_than=surer_than) if theme else None
    context = (
        context_of(result, "nakijken")
        | search.choices([result])
        | {
            "codebook": codebook,
            "theme": theme,
            "theme_name": codebook.label_of(theme) if theme else "",
            "percent": round(surer_than * 100),
            "asked": asked,
            "n_found": found.count() if found is not None else 0,
            "examples": found.order_by("key")[:N_EXAMPLES] if found is not None else (),
            "verdicts": bulk.VERDICTS,
        }
    )
    return render(request, "review/veel.html", context)


@require_POST
@allowed(Role.ANALIST)
def bulk_decide(request: HttpRequest, pk: str) -> HttpResponse:
    """Decide about what was shown: a number that changed meanwhile stops it."""
    result = result_of(pk)
    codebook = review.codebook_of(result.job.round.codebook)
    theme, surer_than = _asked(request.POST, codebook.subtheme_ids)
    verdict = request.POST.get("besluit", "")
    if not theme or verdict not in bulk.VERDICTS:
        raise Http404
    found = bulk.open_with(result, theme, search.Filter.of(request.POST.dict()), surer_than=surer_than)
    if str(found.count()) != request.POST.get("aantal") or "zeker" not in request.POST:
        messages.error(request, "Er is niets besloten: het aantal is intussen veranderd, of het vinkje stond niet aan.")
        return redirect("review-bulk", pk)
    note = request.POST.get("notitie", "").strip()[:400]
    n = bulk.decide_all(result, found, theme, verdict, by=request.user, note=f"in één keer; {note}".rstrip("; "))
    record(request, f"besluit in één keer: {verdict}", result.job)
    messages.success(request, f"Besloten over {n} {'uitspraak' if n == 1 else 'uitspraken'}.")
    return redirect("review-home", pk)


def _asked(query: object, known: tuple[str, ...]) -> tuple[str, float]:
    theme = query.get("suggestie", "")  # type: ignore[attr-defined]
    percent = query.get("vanaf", "")  # type: ignore[attr-defined]
    n = int(percent) if percent.isdigit() else 90
    return (theme if theme in known else ""), min(n, 100) / 100


# --- blind coding --------------------------------------------------------------------------------


@require_POST
@allowed(Role.ANALIST)
def sample_new(request: HttpRequest, pk: str) -> HttpResponse:
    """Draw a sample."""
    result = result_of(pk)
    size = request.POST.get("aantal", "")
    if size not in {str(one) for one in blind.SIZES}:
        raise Http404
    sample = blind.draw(result, int(size), by=request.user, note=request.POST.get("notitie", "").strip()[:500])
    record(request, "steekproef getrokken", sample)
    return redirect("blind", pk, sample.pk)


@allowed(Role.ANALIST)
def blind_page(request: HttpRequest, pk: str, sample: int) -> HttpResponse:
    """The next statement of the sample, without what anybody else saw."""
    result, drawn = _sample(pk, sample)
    left = blind.left_for(drawn, result, request.user)
    if not left:
        return redirect("agreement", pk, sample)
    statement = left[0]
    record(request, "uitspraak bekeken", f"uitspraak {statement.key}")
    context = context_of(result, "nakijken") | {
        "sample": drawn,
        "statement": statement,
        "codebook": review.codebook_of(result.job.round.codebook),
        "n_done": len(drawn.keys) - len(left),
        "n_total": len(drawn.keys),
    }
    return render(request, "review/blind.html", context)


@require_POST
@allowed(Role.ANALIST)
def blind_code(request: HttpRequest, pk: str, sample: int) -> HttpResponse:
    """Keep what somebody saw; it cannot be changed after that."""
    result, drawn = _sample(pk, sample)
    key = request.POST.get("uitspraak", "")
    themes = request.POST.getlist("thema")
    known = set(review.codebook_of(result.job.round.codebook).subtheme_ids)
    if key not in drawn.keys or not known.issuperset(themes):
        raise Http404
    if not themes and "geen" not in request.POST:
        messages.error(request, "Kies een of meer thema's, of ‘geen van deze’.")
        return redirect("blind", pk, sample)
    blind.code(drawn, key, themes, by=request.user)
    record(request, "blind beoordeeld", f"uitspraak {key}")
    return redirect("blind", pk, sample)


@allowed(Role.ANALIST)
def agreement_page(request: HttpRequest, pk: str, sample: int) -> HttpResponse:
    """Agreement per theme and the differences, for who has coded everything: others stay blind."""
    result, drawn = _sample(pk, sample)
    round_ = result.job.round
    if blind.left_for(drawn, result, request.user):
        messages.warning(request, "U ziet de overeenstemming als u de hele steekproef zelf hebt beoordeeld.")
        return redirect("blind", pk, sample)
    record(request, "overeenstemming bekeken", drawn)
    context = context_of(result, "nakijken") | {
        "sample": drawn,
        "rows": blind.agreement(drawn, result, round_),
        "together": blind.together(drawn),
        "coders": drawn.codings.values("coder__username").annotate(n=Count("pk")).order_by("coder__username"),
        "n_total": len(drawn.keys),
        "differences": blind.differences(drawn, result, round_),
        "codebook": review.codebook_of(round_.codebook),
    }
    return render(request, "review/overeenstemming.html", context)


@require_POST
@allowed(Role.ANALIST)
def settle_difference(request: HttpRequest, pk: str, sample: int) -> HttpResponse:
    """What was agreed on becomes a decision: chosen themes stand, suggested ones that were not chosen are turned down."""
    result, drawn = _sample(pk, sample)
    round_ = result.job.round
    statement = get_object_or_404(result.statements, key=request.POST.get("uitspraak", ""), key__in=drawn.keys)
    chosen = set(request.POST.getlist("thema"))
    if not chosen <= set(review.codebook_of(round_.codebook).subtheme_ids):
        raise Http404
    suggested = {one.subtheme for one in statement.suggestions.all()}
    note = "verschil besproken"
    for theme in sorted(suggested | chosen):
        verdict = Verdict.REJECTED if theme not in chosen else Verdict.ACCEPTED if theme in suggested else Verdict.ADDED
        review.decide(round_, statement.key, theme, verdict, by=request.user, note=note)
    review.decide(round_, statement.key, "", Verdict.ACCEPTED, by=request.user, note=note)
    record(request, "verschil besproken", f"uitspraak {statement.key}")
    messages.success(request, "Het besluit is vastgelegd.")
    return redirect("agreement", pk, sample)


def _sample(pk: str, sample: int) -> tuple[Result, Sample]:
    result = result_of(pk)
    return result, get_object_or_404(Sample, pk=sample, round=result.job.round)
