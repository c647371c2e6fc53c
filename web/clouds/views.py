"""Pages of the cloud studio."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from web.access import Role, allowed
from web.clouds import studio
from web.clouds.hiding import hidden
from web.clouds.models import HiddenWord
from web.explore import search
from web.log.service import record
from web.results import review
from web.results.pages import context_of, result_of

# the picture carries its own letters and colours, and can do nothing else
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; frame-ancestors 'none'; sandbox"
N_IN_TABLE = 40


@allowed(Role.ANALIST, Role.REDACTEUR)
def clouds(request: HttpRequest, pk: str) -> HttpResponse:
    """Set the cloud and see it at once."""
    result = result_of(pk)
    wish, asked = studio.Wish.of(request.GET.dict()), search.Filter.of(request.GET.dict())
    codebook = review.codebook_of(result.job.round.codebook)
    beside = studio.clouds_beside(result, asked, wish, codebook) if wish.per else None
    material = beside.material if beside else studio.material_of(result, asked)
    words = studio.shown_words(result, material, wish)
    if beside:
        words = tuple(word for word in words if beside.holds(word))
    context = (
        context_of(result, "wolken")
        | search.choices([result])
        | {
            "wish": wish,
            "asked": asked,
            "address": "&".join(part for part in (wish.address(), asked.address()) if part),
            "beside": beside,
            "words": words[:N_IN_TABLE],
            "n_words": len(words),
            "n_people": material.n_people,
            "n_statements": len(material.rows),
            "hidden": hidden(result.job.round),
            "per": studio.PER,
            "parts": studio.PARTS,
            "shapes": studio.SHAPES,
            "palettes": studio.PALETTES,
            "counts": studio.COUNTS,
            "codebook": codebook,
            "priority_names": {"": "–"} | {one.id: one.label for one in codebook.priorities},
        }
    )
    template = "clouds/_wolk.html" if request.htmx else "clouds/studio.html"  # type: ignore[attr-defined]
    return render(request, template, context)


@allowed(Role.ANALIST, Role.REDACTEUR)
def cloud_picture(request: HttpRequest, pk: str, kind: str) -> HttpResponse:
    """The cloud as a picture; with `download` as a file."""
    if kind not in ("svg", "png"):
        raise Http404
    result = result_of(pk)
    wish, asked = studio.Wish.of(request.GET.dict()), search.Filter.of(request.GET.dict())
    codebook = review.codebook_of(result.job.round.codebook)
    data = studio.picture(result, asked, wish, codebook, png=kind == "png")
    answer = HttpResponse(data, content_type="image/svg+xml" if kind == "svg" else "image/png")
    answer["Content-Security-Policy"] = PICTURE_POLICY
    if "download" in request.GET:
        name = slugify(result.job.round.name) or "ronde"
        answer["Content-Disposition"] = f'attachment; filename="woordenwolk-{name}.{kind}"'
        record(request, f"gedownload: woordenwolk.{kind}", result.job)
    return answer


@require_POST
@allowed(Role.ANALIST, Role.REDACTEUR)
def word_decide(request: HttpRequest, pk: str) -> HttpResponse:
    """Hide a word with a reason, or show it again; the log does not name the word."""
    result = result_of(pk)
    lemma, word = (request.POST.get(name, "").strip()[:80] for name in ("lemma", "woord"))
    reason, hide = request.POST.get("reden", "").strip()[:500], request.POST.get("besluit") == "verberg"
    query = "&".join(
        part
        for part in (studio.Wish.of(request.POST.dict()).address(), search.Filter.of(request.POST.dict()).address())
        if part
    )
    if not lemma:
        raise Http404
    if hide and not reason:
        messages.error(request, "Schrijf op waarom dit woord niet in de wolk hoort.")
    else:
        HiddenWord.objects.create(
            round=result.job.round, lemma=lemma, word=word or lemma, hidden=hide, note=reason, by=request.user
        )
        record(request, "woord verborgen" if hide else "woord weer getoond", result.job.round)
        messages.success(request, "Het woord is verborgen." if hide else "Het woord doet weer mee.")
    answer = redirect("clouds", pk)
    answer["Location"] += f"?{query}"
    return answer
