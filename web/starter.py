"""The one module that starts work: through a Prefect server by the name of a deployment, else in a process of its own.

It hands over the id of a job or a round and nothing else: Prefect keeps parameters and events readable.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.conf import settings
from django.utils import timezone

if TYPE_CHECKING:
    import httpx

    from web.jobs.models import Job
    from web.rounds.models import Round

DEPLOYMENT = "portaaltaak/portaaltaak"
CONFIRMED = "stadsgesprek.verslagen.bevestigd"
TIMEOUT_SECONDS = 10
NOT_STARTED = "De taak kon niet worden gestart: {reason}. Probeer het opnieuw of vraag de beheerder."

logger = logging.getLogger(__name__)


def start(job: Job) -> None:
    """Start a queued job; when that fails the job says so."""
    try:
        if settings.PREFECT_API_URL:
            _through_prefect(job)
        else:
            _in_process(job.pk)
    except OSError:
        _not_started(job, "er is geen ruimte voor een nieuw proces")
    except ConnectionRefused:
        _not_started(job, "de Prefect-server antwoordt niet")


class ConnectionRefused(Exception):  # noqa: N818
    """The Prefect server did not take the job."""


def tell_confirmed(round_: Round) -> None:
    """Let Prefect know that every file of a round is confirmed; a trigger in `prefect.yaml` may start the analysis."""
    if not settings.PREFECT_API_URL:
        return
    import httpx

    event = {
        "id": str(uuid4()),
        "occurred": timezone.now().isoformat(),
        "event": CONFIRMED,
        "resource": {"prefect.resource.id": f"stadsgesprek.ronde.{round_.pk}"},
        "payload": {"ronde": str(round_.pk)},
    }
    try:
        with _api() as api:
            api.post("/events", json=[event]).raise_for_status()
    except httpx.HTTPError:
        logger.warning("Prefect was not told of round %s", round_.pk)


def _api() -> httpx.Client:
    import httpx

    auth = tuple(settings.PREFECT_API_AUTH_STRING.split(":", 1)) if settings.PREFECT_API_AUTH_STRING else None
    return httpx.Client(base_url=settings.PREFECT_API_URL, auth=auth, timeout=TIMEOUT_SECONDS)


def _through_prefect(job: Job) -> None:
    import httpx

    try:
        with _api() as api:
            found = api.get(f"/deployments/name/{DEPLOYMENT}").raise_for_status().json()
            body = {
                "parameters": {"taak": str(job.pk)},
                "idempotency_key": f"{job.pk} {job.queued_at.isoformat()}",
            }
            api.post(f"/deployments/{found['id']}/create_flow_run", json=body).raise_for_status()
    except httpx.HTTPError:
        raise ConnectionRefused from None


def _in_process(job_id: UUID) -> None:
    """A process that outlives this one; a thread waits for it so that no zombie stays."""
    with (settings.DATA_FOLDER / "taken.log").open("ab") as log:
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "flows.bridge", str(job_id)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=log,
            start_new_session=True,
        )
    threading.Thread(target=process.wait, daemon=True).start()


def _not_started(job: Job, reason: str) -> None:
    from web.jobs.models import Job

    logger.warning("job %s was not started", job.pk)
    Job.objects.filter(pk=job.pk, state=Job.State.QUEUED).update(
        state=Job.State.FAILED, problem=NOT_STARTED.format(reason=reason), ended_at=timezone.now()
    )
