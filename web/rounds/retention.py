"""Retention: after its last day everything of a round goes, except that it was there and that it went.

What was published stays: it left the portal on purpose, with the words that people released.
"""

from __future__ import annotations

import logging
import shutil
import threading
import time
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import Error, connection, transaction
from django.utils import timezone

from web.log.service import record
from web.results.forget import forget_decisions, has_decisions
from web.rounds.intake import forget_unregistered, remove
from web.rounds.models import Round

DAY_SECONDS, AFTER_TROUBLE_SECONDS = 24 * 60 * 60, 10 * 60

logger = logging.getLogger(__name__)


def purge(today: date | None = None) -> int:
    """Delete files, readings, results and decisions of rounds past their date; give how many rounds had any."""
    due = Round.objects.filter(retain_until__lt=today or timezone.localdate())
    return sum(_empty(round_) for round_ in due)


def is_due(round_: Round) -> bool:
    """Whether the last day of a round has passed."""
    return round_.retain_until < timezone.localdate()


def _empty(round_: Round) -> bool:
    jobs, uploads = list(round_.jobs.all()), list(round_.uploads.all())
    if not jobs and not uploads and not has_decisions(round_):
        return False
    for upload in uploads:
        remove(upload)
    for job in jobs:
        shutil.rmtree(Path(settings.DATA_FOLDER) / "runs" / str(job.pk), ignore_errors=True)
    with transaction.atomic():
        round_.jobs.all().delete()
        forget_decisions(round_)
        record(None, "bewaartermijn voorbij: verwijderd", round_)
    return True


def purge_daily() -> None:
    """Go on purging for as long as the portal runs."""

    def go_on() -> None:
        pause = DAY_SECONDS
        while True:
            time.sleep(pause)
            pause = _purge_unless_away()

    threading.Thread(target=go_on, daemon=True).start()


def _purge_unless_away() -> int:
    """Purge, and give the seconds to the next time: sooner when the disk or the database was away."""
    try:
        purge()
        forget_unregistered(older_than_seconds=DAY_SECONDS)
    except (OSError, Error):
        logger.exception("purging failed")
        return AFTER_TROUBLE_SECONDS
    finally:
        connection.close()
    return DAY_SECONDS
