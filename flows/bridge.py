"""The bridge between the portal's database and the stages: the only module that knows both.

By hand: `python -m flows.bridge ID`, with the id of a job that waits. The portal starts it so through `web.starter`,
or Prefect does through `flows.portaaltaak`.

1. Take the job on a lease; a thread shows life and progress, and stops the work when the job is taken away.
2. Decrypt the files into a private folder, that goes when the work ends.
3. Reading: each received file is read, masked, and put down for its page. Analysing: the stages run over a work folder.
4. Results and the end of the job are written in one transaction.
"""

from __future__ import annotations

import _thread
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from corpora.errors import StadsgesprekError
from flows.portal_files import lay_out, left_behind, mask_refused_names, private_folder, round_settings
from flows.trouble import disk_trouble

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from corpora.records import RunResult
    from flows.tools import Toolbox
    from flows.work import WorkFolder
    from web.jobs.models import Job
    from web.rounds.models import Upload

logger = logging.getLogger(__name__)

Progress = Callable[[], tuple[str, int, int]]
T = TypeVar("T")

UNEXPECTED = (
    "Er ging iets mis dat het programma niet kent ({kind}). Start opnieuw; "
    "blijft het misgaan, geef dan de beheerder het bestand taken.log uit de map van het portaal."
)
DATABASE_AWAY = (
    "De database antwoordt niet of kan niets opslaan; er is niets half opgeslagen. "
    "Start opnieuw; blijft het misgaan, vraag dan de beheerder of de database draait en of de schijf vol is."
)
# seconds between tries while the database is away: together more than a restart of it takes
PAUSES = (1, 2, 4, 8, 15, 15, 15)
TOO_OFTEN = "het lezen van dit bestand is drie keer afgebroken."
N_ATTEMPTS = 3  # at one file, before it is left out so that the others go on


def work_off(job_id: UUID) -> bool:
    """Carry a waiting job out; False when somebody else has it. Trouble ends up in the job, not here."""
    set_up()
    from web.jobs import lease

    _hear_interrupts()
    job = _patiently(lambda: lease.take(job_id))
    if job is None:
        return False
    _patiently(lambda: _carry_out(job))  # where the database stays away the lease ends by itself
    return True


def _carry_out(job: Job) -> None:
    """Do the work; what goes wrong is put down in the job. Done again from the start after an outage of the database."""
    from django.db import InterfaceError, OperationalError

    from web.jobs import lease
    from web.jobs.models import Job

    work = {
        Job.Kind.READ: _read,
        Job.Kind.RUN: _analyse,
        Job.Kind.PUBLISH: _publish,
        Job.Kind.PROOF: _prove,
    }[Job.Kind(job.kind)]
    try:
        work(job)
    except (lease.LostError, KeyboardInterrupt):
        lease.stop(job)  # does nothing where the job is another's now
    except StadsgesprekError as error:
        lease.fail(job, str(error))
    except OSError as error:
        logger.exception("job %s failed", job.pk)
        lease.fail(job, disk_trouble(error))
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        logger.exception("job %s failed", job.pk)
        lease.fail(job, UNEXPECTED.format(kind=type(error).__name__))
        # whoever shows this further, Prefect or a terminal, shows no words of the error itself
        raise StadsgesprekError(UNEXPECTED.format(kind=type(error).__name__)) from None


class DatabaseAwayError(StadsgesprekError):
    """The database did not come back in time."""


def _patiently(act: Callable[[], T]) -> T:
    """Do it, and again with growing pauses while the database is away or locked.

    Raises:
        DatabaseAwayError: it stayed away.
    """
    from django.db import InterfaceError, OperationalError, connection

    for pause in PAUSES:
        try:
            return act()
        except (OperationalError, InterfaceError) as error:
            logger.warning("the database is away (%s)", type(error).__name__)
            connection.close()
            time.sleep(pause)
    try:
        return act()
    except (OperationalError, InterfaceError):
        raise DatabaseAwayError(DATABASE_AWAY) from None


def ask_for_analysis(round_id: UUID) -> UUID:
    """Have the confirmed files of a round analysed, by the job that is at it or by a new one; give its id.

    Raises:
        StadsgesprekError: there is no such round.
    """
    set_up()
    from web.jobs.service import ensure_run
    from web.rounds.models import Round

    round_ = Round.objects.filter(pk=round_id).first()
    if round_ is None:
        raise StadsgesprekError("deze ronde is er niet.", cure="Kijk in het portaal welke rondes er zijn.")
    job_id: UUID = ensure_run(round_, None).pk
    return job_id


def _hear_interrupts() -> None:
    """A script or service that starts the portal in the background hands down that interrupts are not heard."""
    if threading.current_thread() is threading.main_thread() and not callable(signal.getsignal(signal.SIGINT)):
        signal.signal(signal.SIGINT, signal.default_int_handler)


def set_up() -> None:
    """Start Django, once."""
    from django.apps import apps

    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "web.settings")
        import django

        django.setup()


# --- reading -------------------------------------------------------------------------------------


def _read(job: Job) -> None:
    """Read files until none waits; the check and the end of the job are one transaction."""
    from django.db import transaction

    from flows.tools import toolbox
    from web.jobs import lease
    from web.rounds.models import Upload

    waiting = Upload.objects.filter(round=job.round, state=Upload.State.RECEIVED).order_by("number")
    n_done = 0

    def progress() -> tuple[str, int, int]:
        return "Lezen en afschermen", n_done, n_done + waiting.count()

    with _alive(job, progress), private_folder() as folder:
        tools = toolbox(round_settings(job.round))
        mask_refused_names(job.round, tools)
        while True:
            upload = waiting.first()
            if upload is None:
                with transaction.atomic():
                    job.round.__class__.objects.select_for_update().get(pk=job.round_id)
                    if not waiting.exists():
                        return lease.finish(job)
                continue
            _read_upload(upload, folder, tools)
            n_done += 1


def _read_upload(upload: Upload, folder: Path, tools: Toolbox) -> None:
    """Read one file and put down what its page shows; one that cannot be read never stops the others."""
    from django.db.models import F

    from flows.portal_preview import make_preview
    from flows.reading import read_one
    from web.rounds import preview
    from web.rounds.models import Upload

    Upload.objects.filter(pk=upload.pk).update(n_attempts=F("n_attempts") + 1)
    if upload.n_attempts >= N_ATTEMPTS:
        return _reject(upload, TOO_OFTEN, "Sla het op in een andere vorm en lever het opnieuw aan.")
    try:
        path = lay_out(upload, folder)
        read = read_one(path, tools)
        shown = make_preview(path, read, tools)
    except StadsgesprekError as error:
        return _reject(upload, error.reason, error.cure)
    except Exception as error:
        logger.exception("file %s was not read", upload.pk)
        return _reject(upload, UNEXPECTED.format(kind=type(error).__name__), "")
    preview.save(upload, shown)
    _still(upload).update(
        state=Upload.State.READ if read.files else Upload.State.REJECTED,
        masked_name=tools.masked_name(path.name)[:200],
        n_statements=len(read.statements),
        n_masks=sum(report.n_masks for report in read.files),
        n_problems=len(shown.problems) + len(shown.warnings),
        n_attempts=0,
    )
    return None


def _reject(upload: Upload, reason: str, cure: str) -> None:
    from web.rounds import preview
    from web.rounds.models import Upload

    preview.save(upload, preview.of_problem(reason, cure))
    _still(upload).update(state=Upload.State.REJECTED, n_problems=1, n_attempts=0)


def _still(upload: Upload) -> QuerySet[Upload]:
    """The file, unless it was corrected while it was being read: then it is read again."""
    from web.rounds.models import Upload

    return Upload.objects.filter(pk=upload.pk, version=upload.version)


# --- analysing -----------------------------------------------------------------------------------


def _analyse(job: Job) -> None:
    """Run every stage over the confirmed files, store what was found, move the files to their place."""
    from django.conf import settings
    from django.db import transaction

    from flows import stages
    from flows.portal_decisions import export_decisions, run_before
    from flows.portal_result import store_result, work_out_extra
    from web.jobs import lease

    with private_folder() as folder:
        paths = [lay_out(upload, folder) for upload in job.uploads.all()]
        if not paths:
            raise StadsgesprekError("er zijn geen bevestigde bestanden.", cure="Bevestig eerst wat er is gelezen.")
        output = settings.DATA_FOLDER / "runs" / str(job.pk)
        said = export_decisions(job.round)
        work = stages.prepare(
            paths,
            output,
            round_settings(job.round),
            decisions=said.decisions,
            previous=run_before(job),
            kept=job.round.kept_path,
            refused=left_behind(job),
        )
        try:
            with _alive(job, work.progress):
                result = _runner()(work)
                extra = work_out_extra(work, result)
            with transaction.atomic():
                store_result(job, result, extra, carried_out=said.concern_rows)
                lease.finish(job)
        finally:
            work.remove()


def _runner() -> Callable[[WorkFolder], RunResult]:
    """Prefect where this machine was told of a server, else the stages one after the other."""
    from flows import direct, with_prefect

    return with_prefect.run_with_prefect if with_prefect.is_configured() else direct.run_direct


# --- publishing ----------------------------------------------------------------------------------


def _publish(job: Job) -> None:
    """Make the public files of the newest outcome again, with the quotes that were released, and freeze them."""
    from flows.portal_publish import publish

    with _alive(job, lambda: ("Publicatie maken", 0, 1)), private_folder() as folder:
        publish(job, folder)


def _prove(job: Job) -> None:
    """The same files as a publication would have, to look at first."""
    from flows.portal_publish import prove

    with _alive(job, lambda: ("Proef maken", 0, 1)), private_folder() as folder:
        prove(job, folder)


# --- together ------------------------------------------------------------------------------------


@contextmanager
def _alive(job: Job, progress: Progress) -> Iterator[None]:
    """Heartbeats while the work goes on; losing the job interrupts the main thread, a database that is away does not."""
    from django.conf import settings
    from django.db import Error, connection

    from web.jobs import lease

    ended = threading.Event()

    def beat() -> None:
        try:
            while not ended.is_set():
                try:
                    step, n_done, n_total = progress()
                    lease.beat(job, step=step, n_done=n_done, n_total=n_total)
                except Error:
                    connection.close()
                ended.wait(settings.HEARTBEAT_SECONDS)
        except lease.LostError:
            if not ended.is_set():
                _thread.interrupt_main()
        finally:
            connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def main() -> None:
    """Carry out the job whose id is given."""
    sys.exit(0 if work_off(UUID(sys.argv[1])) else 1)


if __name__ == "__main__":
    main()
