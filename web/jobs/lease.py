"""What a worker does with a job: take it, keep it, end it. Each step holds only for the attempt that took it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from web.jobs.models import Job
from web.log.service import record


class LostError(Exception):
    """The job is no longer this worker's: stopped, or given to another."""


def take(job_id: UUID) -> Job | None:
    """The job, when it waits and nobody else takes it first."""
    now = timezone.now()
    taken = Job.objects.filter(pk=job_id, state=Job.State.QUEUED).update(
        state=Job.State.RUNNING,
        attempt=F("attempt") + 1,
        started_at=now,
        heartbeat_at=now,
        lease_until=_until(),
        problem="",
    )
    return Job.objects.get(pk=job_id) if taken else None


def beat(job: Job, *, step: str = "", n_done: int = 0, n_total: int = 0) -> None:
    """Show life and progress.

    Raises:
        LostError: stop at once.
    """
    kept = _mine(job).filter(cancel_asked=False)
    if not kept.update(heartbeat_at=timezone.now(), lease_until=_until(), step=step, n_done=n_done, n_total=n_total):
        raise LostError


def finish(job: Job) -> None:
    """Done; inside the transaction that stores the result, so that both hold or neither.

    Raises:
        LostError: the result does not count: another has the job, or somebody asked to stop it.
    """
    if (
        not _mine(job)
        .filter(cancel_asked=False)
        .update(state=Job.State.DONE, ended_at=timezone.now(), lease_until=None)
    ):
        raise LostError
    record(None, f"{job.get_kind_display()} klaar", job)


def fail(job: Job, problem: str) -> None:
    """Failed, with a sentence for staff."""
    if _mine(job).update(state=Job.State.FAILED, problem=problem, ended_at=timezone.now(), lease_until=None):
        record(None, f"{job.get_kind_display()} klaar", job, result="mislukt")


def stop(job: Job) -> None:
    """Stopped because somebody asked."""
    asked = _mine(job).filter(cancel_asked=True)
    if asked.update(state=Job.State.CANCELLED, ended_at=timezone.now(), lease_until=None):
        record(None, f"{job.get_kind_display()} klaar", job, result="gestopt")


def _mine(job: Job):  # type: ignore[no-untyped-def]
    return Job.objects.filter(pk=job.pk, attempt=job.attempt, state=Job.State.RUNNING)


def _until():  # type: ignore[no-untyped-def]
    return timezone.now() + timedelta(seconds=settings.LEASE_SECONDS)
