"""Run the main job as a Prefect flow: on the configured server, or on one that starts and stops with the run."""

from __future__ import annotations

import os

from corpora.records import RunResult
from flows.work import WorkFolder

# A fresh machine needs 24-71 s for the first start on a new database; Prefect gives up after 20 s by default.
START_SECONDS = 180
SETTINGS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "true",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": str(START_SECONDS),
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
}


def is_configured() -> bool:
    """Whether this machine has been told of a Prefect server."""
    return bool(os.environ.get("PREFECT_API_URL"))


def run_with_prefect(work: WorkFolder) -> RunResult:
    """Run the flow over a work folder and give what it found.

    Raises:
        StadsgesprekError: the flow could not be finished.
    """
    for name, value in SETTINGS.items():  # must stand before Prefect is imported
        os.environ.setdefault(name, value)
    from flows.hoofdstroom import hoofdstroom
    from flows.stages import collect

    hoofdstroom(str(work.path))
    return collect(work)
