"""What the pages do with jobs: ask for one, stop it, start it again. Asking twice gives one job."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from web import starter
from web.jobs.models import Job
from web.rounds.models import Round, Upload


def ensure_reading(round_: Round, user: Any) -> Job:
    """The files of this round will be read: by the job that is at it, or by a new one."""
    return _ensure(round_, Job.Kind.READ, user, ())


def ensure_run(round_: Round, user: Any) -> Job:
    """The confirmed files of this round will be analysed."""
    confirmed = Upload.objects.filter(round=round_, state=Upload.State.CONFIRMED)
    return _ensure(round_, Job.Kind.RUN, user, confirmed)


def tell_when_confirmed(round_: Round) -> None:
    """Prefect is told once no file of this round waits to be read or confirmed."""
    waiting = (Upload.State.RECEIVED, Upload.State.READ)
    if not Upload.objects.filter(round=round_, state__in=waiting).exists():
        starter.tell_confirmed(round_)


def ensure_publication(round_: Round, user: Any) -> Job:
    """The newest outcome of this round will be published."""
    return _ensure(round_, Job.Kind.PUBLISH, user, ())


def ensure_proof(round_: Round, user: Any) -> Job:
    """What publishing now would give will be made, to look at."""
    return _ensure(round_, Job.Kind.PROOF, user, ())


def _ensure(round_: Round, kind: Job.Kind, user: Any, uploads: Iterable[Upload]) -> Job:
    Job.objects.interrupt_overdue()
    with transaction.atomic():
        Round.objects.select_for_update().get(pk=round_.pk)  # two clicks at once come one after the other
        job = Job.objects.active().filter(round=round_, kind=kind).first()
        if job is not None:
            return job
        job = Job.objects.create(round=round_, kind=kind, started_by=user)
        job.uploads.set(uploads)
        transaction.on_commit(lambda: starter.start(job))
    return job


def start_again(job: Job) -> bool:
    """Queue a job that ended without a result; False when it runs, is done, or another one is at it."""
    Job.objects.interrupt_overdue()
    with transaction.atomic():
        Round.objects.select_for_update().get(pk=job.round_id)
        job.refresh_from_db()
        if not job.can_start_again or Job.objects.active().filter(round=job.round_id, kind=job.kind).exists():
            return False
        Job.objects.filter(pk=job.pk).update(
            state=Job.State.QUEUED, queued_at=timezone.now(), cancel_asked=False, problem="", step="", n_done=0
        )
        job.refresh_from_db()
        transaction.on_commit(lambda: starter.start(job))
    return True


def cancel(job: Job) -> None:
    """Stop a waiting job at once; ask a running one, which stops at its next heartbeat."""
    waiting = Job.objects.filter(pk=job.pk, state=Job.State.QUEUED)
    if not waiting.update(state=Job.State.CANCELLED, ended_at=timezone.now()):
        Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(cancel_asked=True)
