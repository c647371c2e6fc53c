"""Pages to start, watch and stop work."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from web.access import Role, allowed
from web.jobs.models import Job
from web.jobs.service import cancel, ensure_reading, ensure_run, start_again
from web.log.service import record
from web.rounds.models import Round, Upload


@require_POST
@allowed(Role.ANALIST)
def run_start(request: HttpRequest, pk: str) -> HttpResponse:
    """Analyse the confirmed files of a round."""
    round_ = get_object_or_404(Round, pk=pk)
    if not round_.uploads.filter(state=Upload.State.CONFIRMED).exists():
        messages.error(request, "Er is nog niets bevestigd. Kijk eerst een verslag na.")
        return redirect("round", round_.pk)
    job = ensure_run(round_, request.user)
    record(request, "analyse gestart", job)
    return redirect("job", job.pk)


@require_POST
@allowed(Role.INVOERDER, Role.ANALIST)
def read_again(request: HttpRequest, pk: str) -> HttpResponse:
    """Read what still waits, after reading was interrupted."""
    round_ = get_object_or_404(Round, pk=pk)
    record(request, "lezen gestart", ensure_reading(round_, request.user))
    return redirect("round", round_.pk)


@allowed(Role.ANALIST)
def job_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Progress of a run, until there is a result."""
    job = _job(pk)
    if job.state == Job.State.DONE:
        return redirect("result", job.pk)
    return render(request, "jobs/taak.html", {"job": job, "round": job.round})


@allowed(Role.ANALIST)
def job_progress(request: HttpRequest, pk: str) -> HttpResponse:
    """The part that changes; sends the browser on when the job has ended."""
    job = _job(pk)
    answer = render(request, "jobs/_voortgang.html", {"job": job, "round": job.round})
    if not job.is_active:
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
@allowed(Role.ANALIST)
def job_cancel(request: HttpRequest, pk: str) -> HttpResponse:
    job = _job(pk)
    cancel(job)
    record(request, "analyse gestopt", job)
    return redirect("job", job.pk)


@require_POST
@allowed(Role.ANALIST)
def job_again(request: HttpRequest, pk: str) -> HttpResponse:
    job = _job(pk)
    if start_again(job):
        record(request, "analyse opnieuw gestart", job)
    else:
        messages.warning(request, "Er loopt al een analyse van deze ronde, of deze is klaar.")
    return redirect("job", job.pk)


def _job(pk: str) -> Job:
    Job.objects.interrupt_overdue()
    return get_object_or_404(Job.objects.select_related("round"), pk=pk, kind=Job.Kind.RUN)
