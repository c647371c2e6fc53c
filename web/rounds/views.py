"""Pages for rounds, and for what comes in."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from corpora.errors import ReadError
from web.access import EVERYBODY, Role, allowed, has_role
from web.jobs.models import Job
from web.jobs.service import ensure_reading
from web.log.service import record
from web.rounds import examples, retention
from web.rounds.forms import PasteForm, RoundForm
from web.rounds.intake import PASTED_NAME, SKIPPED, TWICE, AlreadyThereError, NoNoteError, receive
from web.rounds.models import Round, Upload


@allowed(*EVERYBODY)
def home(request: HttpRequest) -> HttpResponse:
    """All rounds."""
    confirmed = Count("uploads", filter=Q(uploads__state=Upload.State.CONFIRMED))
    # counting drops the order of the model
    rounds = Round.objects.annotate(n_files=Count("uploads"), n_confirmed=confirmed).order_by("-created_at")
    return render(request, "rounds/rondes.html", {"rounds": rounds})


@allowed(Role.ANALIST, Role.BEHEERDER)
def round_new(request: HttpRequest) -> HttpResponse:
    return _round_form(request, None)


@allowed(Role.ANALIST, Role.BEHEERDER)
def round_edit(request: HttpRequest, pk: str) -> HttpResponse:
    return _round_form(request, get_object_or_404(Round, pk=pk))


def _round_form(request: HttpRequest, round_: Round | None) -> HttpResponse:
    form = RoundForm(request.POST or None, instance=round_)
    if request.method == "POST" and form.is_valid():
        saved = form.save(commit=False)
        saved.created_by = saved.created_by or request.user
        saved.save()
        record(request, "ronde gewijzigd" if round_ else "ronde gemaakt", saved)
        return redirect("round", saved.pk)
    return render(request, "rounds/ronde_formulier.html", {"form": form, "round": round_})


@allowed(*EVERYBODY)
def round_page(request: HttpRequest, pk: str) -> HttpResponse:
    """One round: hand files in, see how far each is, start the analysis."""
    round_ = get_object_or_404(Round, pk=pk)
    context = _files(request, round_) | {
        "paste": PasteForm(),
        "runs": round_.jobs.filter(kind=Job.Kind.RUN).select_related("started_by").annotate(n_files=Count("uploads")),
        "may_deliver": has_role(request.user, Role.INVOERDER, Role.ANALIST),
        "examples": examples.EXAMPLES,
        "is_due": retention.is_due(round_),
    }
    return render(request, "rounds/ronde.html", context)


@allowed(*EVERYBODY)
def round_files(request: HttpRequest, pk: str) -> HttpResponse:
    """The list of files alone, asked for every few seconds while something is being read."""
    return render(request, "rounds/_bestanden.html", _files(request, get_object_or_404(Round, pk=pk)))


def _files(request: HttpRequest, round_: Round) -> dict[str, object]:
    Job.objects.interrupt_overdue()
    uploads = list(round_.uploads.visible_to(request.user))
    return {
        "round": round_,
        "uploads": uploads,
        "reading": round_.jobs.filter(kind=Job.Kind.READ).first(),
        "n_confirmed": round_.uploads.filter(state=Upload.State.CONFIRMED).count(),
        "n_to_confirm": sum(upload.state == Upload.State.READ for upload in uploads),
        "n_waiting": sum(upload.state == Upload.State.RECEIVED for upload in uploads),
    }


@require_POST
@allowed(Role.INVOERDER, Role.ANALIST)
def deliver(request: HttpRequest, pk: str) -> HttpResponse:
    """Take files in, each with its own answer."""
    round_ = get_object_or_404(Round, pk=pk)
    files = request.FILES.getlist("bestanden")
    if not files:
        messages.error(request, "Kies eerst een of meer bestanden.")
    # a file that is too big is judged by its size alone and not taken into memory
    for file in files:
        _take_in(request, round_, file.name or "", file.read(_max_bytes() + 1))
    if files:
        ensure_reading(round_, request.user)
    return redirect("round", round_.pk)


@require_POST
@allowed(Role.INVOERDER, Role.ANALIST)
def paste(request: HttpRequest, pk: str) -> HttpResponse:
    """Take in a note that was typed or pasted."""
    round_ = get_object_or_404(Round, pk=pk)
    form = PasteForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Typ of plak eerst de tekst van het verslag.")
        return redirect("round", round_.pk)
    answer = redirect("round", round_.pk)
    if _take_in(request, round_, PASTED_NAME, form.cleaned_data["text"].encode()):
        ensure_reading(round_, request.user)
        answer["HX-Trigger"] = "ontvangen"  # the browser may forget its draft
    return answer


def _take_in(request: HttpRequest, round_: Round, name: str, data: bytes) -> bool:
    """Whether the bytes lie safe here, now or already."""
    try:
        upload = receive(round_, request.user, name, data)
    except ReadError as error:
        record(request, "bestand aangeleverd", round_, result="geweigerd")
        messages.error(request, str(error))
        return False
    except AlreadyThereError:
        record(request, "bestand aangeleverd", round_, result="dubbel")
        messages.warning(request, f"{name} {TWICE}")
        return True
    except NoNoteError:
        record(request, "bestand aangeleverd", round_, result="overgeslagen")
        messages.info(request, f"{name} {SKIPPED}")
        return False
    except OSError:
        messages.error(request, f"{name} is niet opgeslagen: de schijf is vol of niet bereikbaar. Probeer het later.")
        return False
    record(request, "bestand aangeleverd", upload)
    messages.success(request, f"{name} is ontvangen.")
    return True


def _max_bytes() -> int:
    from django.conf import settings

    return int(settings.MAX_UPLOAD_MB) * 1_000_000
