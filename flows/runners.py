"""Where Prefect's tasks run: threads of this process, processes on this machine, or a cluster with Dask or Ray."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from corpora.errors import KnowledgeError
from flows.settings import load_settings


def task_runner() -> Any:
    """The task runner that the settings name.

    Threads means one: a spaCy pipeline is not made for several at once. Every process loads the model once and
    keeps it. On a cluster all machines see the work folder under the same path.

    Raises:
        KnowledgeError: Dask or Ray is asked for and not installed.
    """
    settings = load_settings()
    if settings.uitvoerder == "processen":
        from prefect.task_runners import ProcessPoolTaskRunner

        return ProcessPoolTaskRunner(max_workers=settings.werkers)
    if settings.uitvoerder == "dask":
        return _dask(settings.cluster, settings.werkers)
    if settings.uitvoerder == "ray":
        return _ray(settings.cluster, settings.werkers)
    from prefect.task_runners import ThreadPoolTaskRunner

    return ThreadPoolTaskRunner(max_workers=1)


def _dask(address: str, n_workers: int) -> Any:
    runner = _installed("Dask")
    if address:
        return runner(address=address)
    local = {"n_workers": n_workers, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    return runner(cluster_kwargs=local)


def _ray(address: str, n_workers: int) -> Any:
    runner = _installed("Ray")
    if address:
        return runner(address=address)
    return runner(init_kwargs={"num_cpus": n_workers, "include_dashboard": False})


def _installed(name: str) -> Any:
    """The task runner of an extra."""
    try:
        return getattr(import_module(f"prefect_{name.lower()}"), f"{name}TaskRunner")
    except ImportError:
        raise KnowledgeError(
            f"{name} is niet geïnstalleerd.", cure=f"Installeer het met: pip install 'stadsgesprek[{name.lower()}]'."
        ) from None
