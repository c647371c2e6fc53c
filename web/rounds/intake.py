"""One file comes in: checked, encrypted, stored whole, and only then called received."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
import uuid
from contextlib import suppress
from pathlib import Path, PurePath
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.crypto import salted_hmac

from corpora.errors import ReadError, StadsgesprekError
from corpora.readers import is_ignored
from corpora.readers.checks import check_size, clean_name
from corpora.readers.formats import binary_format, text_format
from corpora.readers.limits import Limits
from web import vault, virus
from web.rounds import preview
from web.rounds.models import Round, Upload

PASTED_NAME = "geplakte tekst.txt"
SKIPPED = "is overgeslagen: dit is geen verslag, maar een hulpbestand van een programma of van de computer."
TWICE = "is al aangeleverd in deze ronde; het telt één keer mee."
N_CHECKED = 20_000  # characters that tell one text format from another


class AlreadyThereError(Exception):
    """The same bytes were delivered before in this round."""


class NoNoteError(Exception):
    """A file that a program left beside the notes."""


def receive(round_: Round, owner: Any, name: str, data: bytes) -> Upload:
    """Check and store one file. Of one that is refused the name and the reason stay, for the accounting of the round.

    Raises:
        ReadError: refused at the door, with reason and cure.
        AlreadyThereError: the round holds these bytes already.
        NoNoteError: the command line skips such a file too.
    """
    name = clean_name(name)
    if is_ignored(PurePath(name)):
        raise NoNoteError
    sha256 = hashlib.sha256(data).hexdigest()
    upload = Upload(id=uuid.uuid4(), round=round_, owner=owner, sha256=sha256, size_bytes=len(data))
    try:
        _check(data, name)
    except ReadError as error:
        _keep_refusal(upload, name, error)
        raise
    known = Upload.objects.filter(round=round_, sha256=sha256).first()
    if known and known.state == Upload.State.REFUSED:  # the limits of this portal were others then
        remove(known)
    elif known:
        _came_again(known, name)
        raise AlreadyThereError
    return _store(upload, name, data)


def _store(upload: Upload, name: str, data: bytes) -> Upload:
    _seal(upload.original_path, name, data)
    try:
        return _register(upload)
    except IntegrityError:  # somebody else delivered the same in this very moment
        upload.original_path.unlink(missing_ok=True)
        raise AlreadyThereError from None


def _keep_refusal(upload: Upload, name: str, error: ReadError) -> None:
    """That it was handed in, under which name and why it was refused; refused twice is refused once."""
    upload.state, upload.n_problems = Upload.State.REFUSED, 1
    with suppress(AlreadyThereError, OSError):  # the reason is told, also where the disk is full
        preview.save(_store(upload, name, b""), preview.of_problem(error.reason, error.cure))


def _came_again(upload: Upload, name: str) -> None:
    """Count these bytes as handed in twice where their name is another; the same file sent again is no double."""
    with suppress(StadsgesprekError):
        if original(upload)[0] == name:
            return
    mark = salted_hmac("web.rounds.intake", name).hexdigest()
    with transaction.atomic():
        known = Upload.objects.select_for_update().get(pk=upload.pk)
        if mark not in known.also_as:
            known.also_as.append(mark)
            known.save(update_fields=["also_as"])


def original(upload: Upload) -> tuple[str, bytes]:
    """Name and bytes as they were delivered."""
    head, _, data = vault.unseal(upload.original_path).partition(b"\n")
    return json.loads(head)["name"], data


def remove(upload: Upload) -> None:
    """Take a file out of the round, with everything that was read from it."""
    paths = (upload.original_path, upload.preview_path)
    upload.delete()
    for path in paths:
        path.unlink(missing_ok=True)
    shutil.rmtree(upload.round.kept_path, ignore_errors=True)  # pieces do not say which file they are of


def forget_unregistered(*, older_than_seconds: int) -> None:
    """Delete encrypted files that no row knows: of a portal that was killed, or whose database was away, just then."""
    known = {str(pk) for pk in Upload.objects.values_list("pk", flat=True)}
    border = time.time() - older_than_seconds
    for part in ("aangeleverd", "gelezen"):
        for path in (Path(settings.DATA_FOLDER) / part).iterdir():
            if path.name not in known and path.stat().st_mtime <= border:
                path.unlink()


def _check(data: bytes, name: str) -> None:
    """What can be refused without parsing: size, kind, a package that unpacks too big, a virus."""
    limits = Limits(max_bytes=settings.MAX_UPLOAD_MB * 1_000_000)
    try:
        check_size(len(data), limits=limits)
        if not binary_format(data, name, limits=limits):
            text_format(data[:N_CHECKED].decode("utf-8", errors="replace"), name)
    except ReadError as error:
        raise type(error)(error.reason, source=name, cure=error.cure) from None
    virus.check(data, source=name)


def _seal(path: Path, name: str, data: bytes) -> None:
    vault.seal(path, json.dumps({"name": name}).encode("ascii") + b"\n" + data)


def _register(upload: Upload) -> Upload:
    with transaction.atomic():
        Round.objects.select_for_update().get(pk=upload.round_id)
        last = Upload.objects.filter(round=upload.round_id).aggregate(last=Max("number"))["last"]
        upload.number = (last or 0) + 1
        upload.save(force_insert=True)
    return upload
