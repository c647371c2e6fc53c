"""The data folder of the portal: everything it keeps, readable by its owner only."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from corpora.errors import StadsgesprekError, why

PARTS = ("aangeleverd", "gelezen", "runs", "publicaties", "tijdelijk", "opmaak")


def open_folder(path: Path) -> Path:
    """Make the data folder where it is not there yet.

    Raises:
        StadsgesprekError: it cannot be made or written to.
    """
    try:
        for folder in (path, *(path / part for part in PARTS)):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.chmod(0o700)
    except OSError as error:
        raise StadsgesprekError(
            f"de map voor de gegevens kan niet worden gebruikt ({why(error)}).",
            source=str(path),
            cure="Kies een andere map met STADSGESPREK_PORTAAL_MAP.",
        ) from None
    return path


def kept_secret(path: Path, make: Callable[[], str]) -> str:
    """A secret that is made once and kept; whoever starts at the same time ends with the same one.

    Written aside and then linked to its name: nobody ever sees it half.
    """
    if not path.exists():
        aside = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
        write_whole(aside, make().encode("ascii"))
        with suppress(FileExistsError):
            os.link(aside, path)
        aside.unlink()
    return path.read_text(encoding="ascii").strip() or _broken(path)


def _broken(path: Path) -> str:
    raise StadsgesprekError("dit sleutelbestand is leeg.", source=path.name, cure="Zet het terug uit een reservekopie.")


def write_whole(path: Path, data: bytes) -> None:
    """Write so that the file is there whole or not at all, also after a power cut."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # Windows keeps the name with the file and cannot open a folder
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
