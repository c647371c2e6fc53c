"""Steps that the fault tests let a process of its own take in a portal: `python steps.py STEP [ARGUMENTS]`.

Prints one JSON value. The ids of the round and its two jobs are fixed, so that undisturbed and disturbed portals may be
compared byte for byte. No job is started: a test does that itself, to have it in hand.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

ROUND, READING, RUN = (UUID(int=n) for n in (1, 2, 3))


def new(notes: str = "") -> str:
    """A portal with one round; where a folder is given, its files are received and a job waits to read them."""
    from flows import portal

    portal.prepare()
    from web.jobs.models import Job
    from web.people.models import User
    from web.rounds.intake import receive
    from web.rounds.models import Round

    ronde = Round.objects.create(id=ROUND, name="zomer", k=1, retain_until=date(2099, 1, 1))
    for path in sorted(Path(notes).iterdir()) if notes else ():
        receive(ronde, User.objects.get(), path.name, path.read_bytes())
    if notes:
        Job.objects.create(id=READING, round=ronde, kind=Job.Kind.READ)
    return str(ronde.pk)


def confirm() -> None:
    """Every file is confirmed and an analysis waits."""
    from web.jobs.models import Job
    from web.rounds.models import Round, Upload

    Upload.objects.update(state=Upload.State.CONFIRMED)
    Job.objects.create(id=RUN, round=Round.objects.get(), kind=Job.Kind.RUN).uploads.set(Upload.objects.all())


def lapse() -> list[str]:
    """The leases of running jobs end, and those jobs are started again, as staff do; gives the state before and after."""
    from django.utils import timezone

    from web import starter
    from web.jobs import service
    from web.jobs.models import Job

    starter.start = lambda job: None  # type: ignore[assignment]
    Job.objects.filter(state=Job.State.RUNNING).update(lease_until=timezone.now() - timedelta(seconds=1))
    Job.objects.interrupt_overdue()
    before = list(Job.objects.filter(state=Job.State.INTERRUPTED))
    return [f"{job.state} {service.start_again(job)}" for job in before]


def found() -> dict[str, Any]:
    """Everything that was received and found, without ids and times that differ by nature; and what lies where."""
    from django.conf import settings

    from web.jobs.models import Job
    from web.results.models import Concern, Result, Statement, Suggestion, WordForm
    from web.rounds.intake import original
    from web.rounds.models import Upload

    folder = Path(settings.DATA_FOLDER)
    originals = {upload.sha256: hashlib.sha256(original(upload)[1]).hexdigest() for upload in Upload.objects.all()}
    lying = {
        part: sorted(p.name for p in (folder / part).iterdir()) for part in ("aangeleverd", "gelezen", "tijdelijk")
    }
    return {
        "uploads": list(
            Upload.objects.order_by("sha256").values_list("sha256", "n_statements", "n_masks", "n_attempts")
        ),
        "damaged": [sha256 for sha256, really in originals.items() if sha256 != really],
        "doubled": sorted(Upload.objects.order_by("number").values_list("number", flat=True))
        != list(range(1, len(originals) + 1)),
        "lost": sorted({str(upload.pk) for upload in Upload.objects.all()} ^ set(lying["aangeleverd"])),
        "left": lying["tijdelijk"],
        "jobs": list(Job.objects.order_by("pk").values_list("kind", "state", "problem")),
        "results": list(Result.objects.values_list("run_id", "steps", "priorities", "rejected", "remark", "conflicts")),
        "statements": list(
            Statement.objects.order_by("pk").values_list(
                "key", "text", "person", "place", "concern", "themes", "search"
            )
        ),
        "suggestions": list(
            Suggestion.objects.order_by("pk").values_list("statement__key", "subtheme", "probability", "evidence")
        ),
        "concerns": list(Concern.objects.order_by("pk").values_list("key", "title", "members", "stability")),
        "n_words": WordForm.objects.count(),
        "outputs": {
            str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted((folder / "runs").rglob("*"))
            if path.is_file() and path.suffix != ".pdf"
        },
    }


STEPS: dict[str, Callable[..., object]] = {"new": new, "confirm": confirm, "lapse": lapse, "found": found}

if __name__ == "__main__":
    from flows.bridge import set_up

    set_up()
    print(json.dumps(STEPS[sys.argv[1]](*sys.argv[2:]), default=str))
