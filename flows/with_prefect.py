"""Run the main job as a Prefect flow: on the configured server, or on one that starts and stops with the run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from corpora.records import RunResult
from flows.work import WorkFolder

# A fresh machine needs 24-71 s for the first start on a new database; Prefect gives up after 20 s by default.
START_SECONDS = 180
SETTINGS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
    "DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "error",
    "RAY_USAGE_STATS_ENABLED": "0",
    "PREFECT_SERVER_API_HOST": "127.0.0.1",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": '["events", "flow_runs"]',
}


def is_configured() -> bool:
    """Whether this machine has been told of a Prefect server."""
    return bool(os.environ.get("PREFECT_API_URL"))


def run_with_prefect(work: WorkFolder) -> RunResult:
    """Run the flow over a work folder and give what it found.

    Raises:
        StadsgesprekError: the flow could not be finished.
    """
    _set_prefect()
    from flows.stages import collect

    with nullcontext() if is_configured() else own_server():
        from flows.hoofdstroom import hoofdstroom

        hoofdstroom(str(work.path))
    return collect(work)


@contextmanager
def own_server() -> Iterator[None]:
    """A server for this run only. Its address is a setting, so that workers in other processes find it too."""
    _set_prefect()
    from prefect.server.api.server import SubprocessASGIServer
    from prefect.settings import PREFECT_API_URL, temporary_settings

    server = SubprocessASGIServer()
    server.start(timeout=START_SECONDS)
    try:
        with temporary_settings({PREFECT_API_URL: server.api_url}):
            yield
    finally:
        server.stop()


def _set_prefect() -> None:
    """What we want of Prefect; must stand before it is imported."""
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
