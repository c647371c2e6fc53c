"""A publication: the public files of a run with the quotes that people released, frozen, numbered and checksummed."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpora.errors import StadsgesprekError
from corpora.records import RunResult

if TYPE_CHECKING:
    from flows.export import StoredRun
    from outputs import OutputSettings
    from web.jobs.models import Job
    from web.rounds.models import Round

# what leaves the house; the lists with every statement do not
PUBLIC = (
    "bijlage-4-woordenwolk.pdf",
    "bijlage-4-woordenwolk.docx",
    "rapport.html",
    "rapport.docx",
    "rapport.pdf",
    "woordenwolk.svg",
    "woordenwolk.png",
    "manifest.json",
)
CHECKSUMS = "controlegetallen.txt"


def publish(job: Job, folder: Path) -> None:
    """Make the files in a private folder, move them to their place, and end the job in the same transaction.

    Raises:
        StadsgesprekError: there is no outcome, it lacks what was decided later, or no quote was released.
    """
    from django.db import transaction
    from django.db.models import Max

    from web.folder import write_whole
    from web.jobs import lease
    from web.publish.models import Publication
    from web.rounds.models import Round

    _check_all_is_in(job)
    made, released = _made(job, folder)
    n_quotes = dict(released.manifest.counts)["published"]
    if not n_quotes:
        raise StadsgesprekError("er zijn geen citaten vrijgegeven.", cure="Geef eerst citaten vrij.")
    composed = job.round.publish_compositions.last()
    with transaction.atomic():
        Round.objects.select_for_update().get(pk=job.round_id)
        last = Publication.objects.filter(round=job.round).aggregate(Max("number"))["number__max"] or 0
        publication = Publication(
            round=job.round,
            job=job,
            run_id=released.manifest.run_id,
            number=last + 1,
            title=(composed and composed.title) or job.round.name,
            files=[_described(path) for path in made],
            n_quotes=n_quotes,
            by=job.started_by,
        )
        publication.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path in made:
            write_whole(publication.folder / path.name, path.read_bytes())
        publication.save()
        lease.finish(job)


def _check_all_is_in(job: Job) -> None:
    """Somebody may have decided something since the publication was asked for."""
    from web.publish.waiting import CURE, NOT_YET, waiting
    from web.results.pages import latest_of

    result = latest_of(job.round)
    if result is not None and waiting(result):
        raise StadsgesprekError(NOT_YET, cure=CURE)


def prove(job: Job, folder: Path) -> None:
    """Make the same files into the folder of the job, in place of the proof before; nothing is frozen.

    Raises:
        StadsgesprekError: there is no outcome.
    """
    from django.conf import settings

    from web.folder import write_whole
    from web.jobs import lease
    from web.jobs.models import Job

    made, _ = _made(job, folder)
    runs = Path(settings.DATA_FOLDER) / "runs"
    (runs / str(job.pk)).mkdir(mode=0o700, exist_ok=True)
    for path in made:
        write_whole(runs / str(job.pk) / path.name, path.read_bytes())
    lease.finish(job)
    for before in job.round.jobs.filter(kind=Job.Kind.PROOF).exclude(pk=job.pk):
        shutil.rmtree(runs / str(before.pk), ignore_errors=True)


def _made(job: Job, folder: Path) -> tuple[Sequence[Path], RunResult]:
    """The public files of the newest outcome, and that outcome with today's quotes."""
    from django.conf import settings

    from flows.export import load_run
    from web.results.pages import latest_of

    result = latest_of(job.round)
    if result is None:
        raise StadsgesprekError("er is nog geen uitkomst.", cure="Maak eerst een analyse.")
    stored = load_run(Path(settings.DATA_FOLDER) / "runs" / str(result.pk))
    released = _with_quotes(job.round, stored.result)
    return _make(job.round, stored, released, folder), released


def _with_quotes(round_: Round, result: RunResult) -> RunResult:
    """The run as it was, with the decisions about quotes of today; files by their hash, as a name may tell who spoke."""
    from flows.portal_decisions import export_decisions

    decisions = replace(result.decisions, quotes=export_decisions(round_).decisions.quotes)
    n_quotes = len(decisions.approved.keys() & {said.id for said in result.statements})
    counts = tuple((dict(result.manifest.counts) | {"published": n_quotes}).items())
    inputs = tuple(sorted(("", sha256) for _, sha256 in result.manifest.inputs))
    return replace(result, decisions=decisions, manifest=replace(result.manifest, counts=counts, inputs=inputs))


def _make(round_: Round, stored: StoredRun, result: RunResult, folder: Path) -> Sequence[Path]:
    """The files to publish; `result` is that of `stored` with today's quotes."""
    from corpora.codebook import load_codebook
    from flows.counts import output_settings
    from flows.portal_files import round_settings
    from flows.shares import priority_shares
    from outputs import write_outputs
    from web.clouds.hiding import hidden_lemmas

    settings = round_settings(round_)
    codebook, built = load_codebook(settings.codeboek), folder / "publicatie"
    shown = output_settings(settings, k=stored.k)
    write_outputs(
        result,
        words=stored.words,
        panels=stored.panels,
        shares=priority_shares(result, codebook.priority_ids),
        codebook=codebook,
        folder=built,
        settings=composed_settings(round_, replace(shown, hidden_words=shown.hidden_words | hidden_lemmas(round_))),
    )
    public = [built / name for name in PUBLIC if (built / name).is_file()]
    lines = "".join(f"{_sha256(path)}  {path.name}\n" for path in public)
    (built / CHECKSUMS).write_text(lines, encoding="utf-8")
    return [*public, built / CHECKSUMS]


def composed_settings(round_: Round, settings: OutputSettings) -> OutputSettings:
    """The settings with what an editor chose for the report of this round."""
    chosen = round_.publish_compositions.last()
    if chosen is None:
        return settings
    return replace(
        settings,
        report_title=chosen.title,
        introduction=chosen.paragraphs,
        left_out=frozenset(chosen.left_out),
        shape=chosen.shape,
        count_by=chosen.count_by,
        max_words=chosen.n_words,
    )


def _described(path: Path) -> dict[str, str | int]:
    return {"name": path.name, "sha256": _sha256(path), "size_bytes": path.stat().st_size}


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
