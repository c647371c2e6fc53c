"""Decrypted files of a job: in a private folder, for as long as the job takes; and the settings of its round."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from corpora.errors import StadsgesprekError
from corpora.records import Rejected

if TYPE_CHECKING:
    from flows.settings import Settings
    from flows.tools import Toolbox
    from web.jobs.models import Job
    from web.rounds.models import Round, Upload
    from web.rounds.preview import Problem

UNCONFIRMED = "dit bestand was nog niet bevestigd."
N_NAME_BYTES = 200  # a file system takes 255


def round_settings(round_: Round) -> Settings:
    """The settings of the command line with what this round sets."""
    from flows.settings import load_settings
    from web.rounds.codebooks import path_of

    return load_settings(ronde=round_.name, k=round_.k, codeboek=path_of(round_.codebook))


def lay_out(upload: Upload, folder: Path) -> Path:
    """The original in the private folder under its own name, with its corrections beside it.

    The folder in between is named by content, so that the order of files does not hang on chance.
    """
    from flows.portal_preview import write_hints
    from web.rounds.intake import original

    name, data = original(upload)
    place = folder / upload.sha256[:16]
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(mode=0o700)
    path = place / _short_enough(name)
    path.write_bytes(data)
    write_hints(path, upload.corrections)
    return path


def mask_refused_names(round_: Round, tools: Toolbox) -> None:
    """Give what was refused at the door the name it is shown with: the pages have no means to mask one."""
    from web.rounds.intake import original
    from web.rounds.models import Upload

    for upload in round_.uploads.filter(state=Upload.State.REFUSED, masked_name=""):
        with suppress(StadsgesprekError):
            name, _ = original(upload)
            Upload.objects.filter(pk=upload.pk).update(masked_name=tools.masked_name(name)[:200])


def left_behind(job: Job) -> tuple[Rejected, ...]:
    """What was handed in for the round and takes no part in this run, with the reasons that its page shows."""
    taken = set(job.uploads.values_list("pk", flat=True))
    uploads = job.round.uploads.order_by("number")
    return tuple(item for upload in uploads for item in (*_doubles(upload), *_left(upload, upload.pk in taken)))


def _doubles(upload: Upload) -> Iterator[Rejected]:
    yield from (Rejected.twice(f"{upload}, onder een andere naam", str(upload)) for _ in upload.also_as)


def _left(upload: Upload, is_taken: bool) -> Iterator[Rejected]:
    from web.rounds.models import Upload

    if is_taken:
        return
    if upload.state in (Upload.State.REJECTED, Upload.State.REFUSED):
        yield from (Rejected(str(upload), found.place, found.reason, found.cure) for found in _problems(upload))
    else:
        yield Rejected(str(upload), "", UNCONFIRMED, "Bevestig het en start de analyse opnieuw.")


def _problems(upload: Upload) -> tuple[Problem, ...]:
    from web.rounds import preview

    try:
        return preview.load(upload).problems
    except StadsgesprekError as error:  # what was said about it is lost; the other files go on
        return (preview.Problem("", error.reason, error.cure),)


def _short_enough(name: str) -> str:
    stem, suffix = Path(name).stem, Path(name).suffix
    kept = stem.encode()[: N_NAME_BYTES - len(suffix.encode())].decode("utf-8", errors="ignore")
    return kept + suffix


@contextmanager
def private_folder() -> Iterator[Path]:
    """A folder for this process only; what killed processes left beside it is cleared first."""
    from django.conf import settings

    place = settings.DATA_FOLDER / "tijdelijk"
    for left in place.glob("taak-*-*"):
        if not _lives(int(left.name.split("-")[1])):
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=place, prefix=f"taak-{os.getpid()}-") as name:
        yield Path(name)


def _lives(pid: int) -> bool:
    if os.name != "posix":
        return True  # on Windows asking would end it; the start of the portal clears there
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
