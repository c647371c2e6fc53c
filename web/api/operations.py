"""What a program may ask: rounds, files, runs, statements with suggestions, decisions, downloads.

Every operation names its roles with `**_for(...)`; what is visible within it follows from the models, as on the pages.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import File, NinjaAPI, Query, Status
from ninja.errors import AuthenticationError, ValidationError
from ninja.files import UploadedFile

from corpora.errors import ReadError
from web.access import EVERYBODY, Role
from web.api.shapes import (
    Analyse,
    Besluit,
    Bestand,
    Fout,
    NieuwBesluit,
    Ontvangen,
    Ronde,
    Suggestie,
    Uitspraak,
    Uitspraken,
    Uitvoer,
)
from web.api.tokens import For, RefusedError
from web.jobs.models import Job
from web.jobs.service import ensure_reading, ensure_run
from web.log.service import record
from web.results import files, review
from web.results.models import Decision, Result, Statement
from web.rounds.intake import SKIPPED, TWICE, AlreadyThereError, NoNoteError, receive
from web.rounds.models import Round, Upload

N_PER_ANSWER = 500
REFUSED = {401: Fout, 403: Fout, 404: Fout}

api = NinjaAPI(
    title="Stadsgesprek",
    version="1",
    description="Dezelfde gegevens en regels als op de pagina's van het portaal. Teksten zijn altijd afgeschermd.",
    docs_url=None,  # its page asks a script of another server; ours is at /api/
    openapi_url="/openapi.json",
    urls_namespace="api",
)


def _for(*roles: Role) -> dict[str, Any]:
    """Who may ask: for the check, and in the description that programs and people read."""
    return {"auth": For(*roles), "openapi_extra": {"x-rollen": sorted(role.value for role in roles)}}


@api.exception_handler(RefusedError)
def _refused(request: HttpRequest, _: RefusedError) -> HttpResponse:
    return api.create_response(request, {"melding": "Met deze rol kan dit niet."}, status=403)


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, _: AuthenticationError) -> HttpResponse:
    answer = api.create_response(request, {"melding": "Geef een geldige toegangssleutel mee."}, status=401)
    answer["WWW-Authenticate"] = "Bearer"
    return answer


@api.exception_handler(Http404)
def _missing(request: HttpRequest, _: Http404) -> HttpResponse:
    return api.create_response(request, {"melding": "Dit bestaat niet, of is niet van u."}, status=404)


@api.exception_handler(ValidationError)
def _wrong(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Name the fields and not what was sent: that may hold words of residents."""
    names = sorted({str(problem["loc"][-1]) for problem in error.errors})
    return api.create_response(request, {"melding": f"Dit klopt niet: {', '.join(names)}."}, status=422)


# --- rounds and files ----------------------------------------------------------------------------


@api.get("/rondes", response={200: list[Ronde], **REFUSED}, **_for(*EVERYBODY), summary="Alle rondes")
def rounds(request: HttpRequest) -> list[dict[str, Any]]:  # noqa: ARG001
    return [_round(one) for one in _counted(Round.objects.all()).order_by("-created_at")]


@api.get("/rondes/{ronde}", response={200: Ronde, **REFUSED}, **_for(*EVERYBODY), summary="Eén ronde")
def round_(request: HttpRequest, ronde: UUID) -> dict[str, Any]:  # noqa: ARG001
    return _round(get_object_or_404(_counted(Round.objects.all()), pk=ronde))


def _counted(found: Any) -> Any:
    confirmed = Count("uploads", filter=Q(uploads__state=Upload.State.CONFIRMED))
    return found.annotate(n_files=Count("uploads"), n_confirmed=confirmed)


def _round(one: Any) -> dict[str, Any]:
    return {
        "id": one.pk,
        "naam": one.name,
        "begin": one.starts,
        "eind": one.ends,
        "codeboek": one.codebook,
        "k": one.k,
        "bewaren_tot_en_met": one.retain_until,
        "bestanden": one.n_files,
        "bevestigd": one.n_confirmed,
    }


@api.get(
    "/rondes/{ronde}/bestanden",
    response={200: list[Bestand], **REFUSED},
    **_for(Role.INVOERDER, Role.ANALIST),
    summary="De bestanden van een ronde die u mag zien",
)
def uploads(request: HttpRequest, ronde: UUID) -> list[dict[str, Any]]:
    found = get_object_or_404(Round, pk=ronde).uploads.visible_to(request.user)
    return [
        {
            "id": one.pk,
            "nummer": one.number,
            "naam": one.masked_name,
            "stand": one.state,
            "uitspraken": one.n_statements,
            "afgeschermd": one.n_masks,
        }
        for one in found
    ]


@api.post(
    "/rondes/{ronde}/bestanden",
    response={200: list[Ontvangen], **REFUSED},
    **_for(Role.INVOERDER, Role.ANALIST),
    summary="Bestanden aanleveren; nakijken en bevestigen doet een mens op de pagina",
)
def deliver(request: HttpRequest, ronde: UUID, bestanden: list[UploadedFile] = File(...)) -> list[dict[str, Any]]:  # noqa: B008
    from django.conf import settings

    found = get_object_or_404(Round, pk=ronde)
    limit = settings.MAX_UPLOAD_MB * 1_000_000 + 1
    taken = [_take_in(request, found, file.name or "", file.read(limit)) for file in bestanden]
    if any(one["id"] for one in taken):
        ensure_reading(found, request.user)
    return taken


def _take_in(request: HttpRequest, round_: Round, name: str, data: bytes) -> dict[str, Any]:
    try:
        upload = receive(round_, request.user, name, data)
    except ReadError as error:
        record(request, "api: bestand aangeleverd", round_, result="geweigerd")
        return {"id": None, "naam": name, "ontvangen": False, "melding": str(error)}
    except AlreadyThereError:
        record(request, "api: bestand aangeleverd", round_, result="dubbel")
        return {"id": None, "naam": name, "ontvangen": True, "melding": f"{name} {TWICE}"}
    except NoNoteError:
        record(request, "api: bestand aangeleverd", round_, result="overgeslagen")
        return {"id": None, "naam": name, "ontvangen": False, "melding": f"{name} {SKIPPED}"}
    except OSError:
        return {"id": None, "naam": name, "ontvangen": False, "melding": "niet opgeslagen: probeer het later."}
    record(request, "api: bestand aangeleverd", upload)
    return {"id": upload.pk, "naam": name, "ontvangen": True, "melding": ""}


# --- runs ----------------------------------------------------------------------------------------


@api.get(
    "/rondes/{ronde}/analyses",
    response={200: list[Analyse], **REFUSED},
    **_for(Role.ANALIST, Role.REDACTEUR),
    summary="De analyses van een ronde, de nieuwste eerst",
)
def runs(request: HttpRequest, ronde: UUID) -> list[dict[str, Any]]:  # noqa: ARG001
    Job.objects.interrupt_overdue()
    return [_run(job) for job in get_object_or_404(Round, pk=ronde).jobs.filter(kind=Job.Kind.RUN)]


@api.post(
    "/rondes/{ronde}/analyses",
    response={200: Analyse, 409: Fout, **REFUSED},
    **_for(Role.ANALIST),
    summary="De bevestigde bestanden analyseren; loopt er al een analyse, dan is het antwoord die",
)
def run_start(request: HttpRequest, ronde: UUID) -> Any:
    found = get_object_or_404(Round, pk=ronde)
    if not found.uploads.filter(state=Upload.State.CONFIRMED).exists():
        return Status(409, {"melding": "Er is nog niets bevestigd."})
    job = ensure_run(found, request.user)
    record(request, "api: analyse gestart", job)
    return _run(job)


@api.get(
    "/analyses/{analyse}",
    response={200: Analyse, **REFUSED},
    **_for(Role.ANALIST, Role.REDACTEUR),
    summary="Hoe ver een analyse is",
)
def run(request: HttpRequest, analyse: UUID) -> dict[str, Any]:  # noqa: ARG001
    Job.objects.interrupt_overdue()
    return _run(get_object_or_404(Job, pk=analyse, kind=Job.Kind.RUN))


def _run(job: Job) -> dict[str, Any]:
    return {
        "id": job.pk,
        "ronde": job.round_id,
        "stand": job.state,
        "stap": job.step,
        "klaar": job.n_done,
        "totaal": job.n_total,
        "melding": job.problem,
        "begonnen": job.started_at,
        "geeindigd": job.ended_at,
    }


# --- statements and decisions --------------------------------------------------------------------


@api.get(
    "/analyses/{analyse}/uitspraken",
    response={200: Uitspraken, **REFUSED},
    **_for(Role.ANALIST),
    summary="Uitspraken met de suggesties van de computer",
)
def statements(
    request: HttpRequest,
    analyse: UUID,
    vanaf: int = Query(0, ge=0),
    aantal: int = Query(100, ge=1, le=N_PER_ANSWER),
    nagekeken: bool | None = None,
) -> dict[str, Any]:
    result = _result(analyse)
    found = result.statements.prefetch_related("suggestions")
    if nagekeken is not None:
        found = found.filter(done=nagekeken)
    record(request, "api: uitspraken opgehaald", result.job)
    return {"totaal": found.count(), "uitspraken": [_statement(one) for one in found[vanaf : vanaf + aantal]]}


def _statement(one: Statement) -> Uitspraak:
    return Uitspraak(
        id=one.key,
        tekst=one.text,
        bron=one.source,
        plaats=one.place,
        groep=one.group,
        wijk=one.wijk,
        polariteit=one.polarity,
        twijfel=one.doubt,
        nagekeken=one.done,
        suggesties=[
            Suggestie(subthema=s.subtheme, kans=s.probability, bewijs=s.evidence, grensregel=s.rule)
            for s in one.suggestions.all()
        ],
    )


@api.get(
    "/rondes/{ronde}/besluiten",
    response={200: list[Besluit], **REFUSED},
    **_for(Role.ANALIST),
    summary="Alle besluiten van een ronde, het oudste eerst",
)
def decisions(request: HttpRequest, ronde: UUID) -> list[dict[str, Any]]:
    found = get_object_or_404(Round, pk=ronde)
    record(request, "api: besluiten opgehaald", found)
    return [_decision(one) for one in found.decisions.select_related("by")]


@api.post(
    "/analyses/{analyse}/besluiten",
    response={200: Besluit, 422: Fout, **REFUSED},
    **_for(Role.ANALIST),
    summary="Een besluit toevoegen namens de eigenaar van de toegangssleutel",
)
def decide(request: HttpRequest, analyse: UUID, nieuw: NieuwBesluit) -> Any:
    result = _result(analyse)
    round_ = result.job.round
    said_of = get_object_or_404(Statement, result=result, key=nieuw.uitspraak)
    known = {"", *(one.id for one in review.codebook_of(round_.codebook).subthemes)}
    if nieuw.subthema not in known:
        return Status(422, {"melding": "Dit klopt niet: subthema."})
    missing = review.missing(nieuw.besluit, nieuw.subthema, nieuw.notitie)
    if missing:
        return Status(422, {"melding": missing})
    made = review.decide(round_, said_of.key, nieuw.subthema, nieuw.besluit, by=request.user, note=nieuw.notitie)
    record(request, f"api: besluit: {nieuw.besluit}", f"uitspraak {said_of.key}")
    return _decision(made)


def _decision(one: Decision) -> dict[str, Any]:
    return {
        "uitspraak": one.statement_key,
        "subthema": one.subtheme,
        "besluit": one.verdict,
        "notitie": one.note,
        "door": one.by.username if one.by else "",
        "op": one.at,
    }


# --- downloads -----------------------------------------------------------------------------------


@api.get(
    "/analyses/{analyse}/downloads",
    response={200: list[Uitvoer], **REFUSED},
    **_for(Role.ANALIST, Role.REDACTEUR),
    summary="De bestanden van een analyse",
)
def downloads(request: HttpRequest, analyse: UUID) -> list[dict[str, Any]]:  # noqa: ARG001
    found = files.present(_result(analyse).job)
    return [{"naam": name, "omschrijving": label, "bytes": size} for name, label, size in found]


@api.get(
    "/analyses/{analyse}/downloads/{naam}",
    **_for(Role.ANALIST, Role.REDACTEUR),
    summary="Eén bestand van een analyse",
)
def download(request: HttpRequest, analyse: UUID, naam: str) -> FileResponse:
    job = _result(analyse).job
    path = files.path_of(job, naam)
    if path is None:
        raise Http404
    record(request, f"api: gedownload: {naam}", job)
    name = files.download_name(job, naam)
    return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=files.FILES[naam][1])


def _result(pk: UUID) -> Result:
    return get_object_or_404(Result.objects.select_related("job__round"), pk=pk, job__state=Job.State.DONE)


urls = api.urls  # made once: asking again would give other views
for _pattern in urls[0]:
    _pattern.callback.login_required = (
        False  # a token stands in for logging in; the description tells nothing of a city
    )
