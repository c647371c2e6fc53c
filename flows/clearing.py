"""Deleting what is past its date."""

from __future__ import annotations

import shutil
from pathlib import Path

from filelock import FileLock, Timeout

from flows.kept import clear_older
from flows.settings import load_settings
from flows.work import LOCK


def clear(*, portal: bool) -> dict[str, int]:
    """Delete old pieces and the work folders of runs that no longer live; give how many of each.

    Args:
        portal: also the rounds of the portal that are past their date.
    """
    settings = load_settings()
    place = settings.uitvoer
    counts = {
        "stukken": clear_older(place / ".tussenstand", days=settings.bewaar_dagen),
        "werkmappen": sum(_clear_work(folder) for folder in place.glob(".*.werk")),
    }
    if portal:
        from flows.bridge import set_up

        set_up()
        from web.rounds.retention import purge

        counts["rondes"] = purge()
    return counts


def _clear_work(folder: Path) -> bool:
    lock = FileLock(folder / LOCK)
    try:
        with lock.acquire(timeout=0):
            shutil.rmtree(folder, ignore_errors=True)
    except (Timeout, OSError):
        return False  # a run is at work there, or it is not ours to delete
    return not folder.exists()
