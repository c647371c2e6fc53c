"""What the pages about one outcome share."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404

from web.jobs.models import Job
from web.results.models import Result
from web.rounds.models import Round


def result_of(pk: object) -> Result:
    """The outcome of a finished run, or 404."""
    return get_object_or_404(Result.objects.select_related("job__round"), pk=pk, job__state=Job.State.DONE)


def latest_of(round_: Round) -> Result | None:
    """The outcome that counts for a round: that of the run that ended last."""
    done = Result.objects.filter(job__round=round_, job__state=Job.State.DONE)
    return done.select_related("job__round").order_by("job__ended_at", "pk").last()


def context_of(result: Result, part: str) -> dict[str, Any]:
    """What the template of every such page asks for; `part` is the page that is open."""
    round_ = result.job.round
    latest = latest_of(round_)
    return {
        "result": result,
        "job": result.job,
        "round": round_,
        "part": part,
        "latest": latest,
        "is_latest": latest is None or latest.pk == result.pk,
    }
