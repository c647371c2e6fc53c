"""Backup and restore: everything of the portal in one file, locked with a password of the city's own.

The file holds the database (as Django's own JSON, so that SQLite and PostgreSQL can be exchanged), the encrypted
uploads and readings, results, settings of the administrator, and the keys. Because the keys are in it, all of it is
encrypted: AES-256-GCM in numbered pieces, with a key that scrypt makes from the password (RFC 7914).
"""

from __future__ import annotations

import os
import shutil
import struct
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from corpora.errors import StadsgesprekError, why

MAGIC = b"stadsgesprek-bewaard-1\n"
DATABASE = "database.json"
NOT_KEPT = ("tijdelijk", "taken.log", "portaal.sqlite3", "portaal.sqlite3-wal", "portaal.sqlite3-shm")
LEFT_OUT = ["contenttypes", "auth.permission", "sessions", "axes"]
N_PER_PIECE = 1024 * 1024
MIN_LETTERS = 12
_SALT_BYTES, _LAST = 16, 1 << 31


def keep(target: Path, *, folder: Path, password: str) -> None:
    """Write a backup; the portal may go on meanwhile.

    Raises:
        StadsgesprekError: the password is too short, the file exists, or it cannot be written.
    """
    if len(password) < MIN_LETTERS:
        raise StadsgesprekError("het wachtwoord is te kort.", cure=f"Gebruik minstens {MIN_LETTERS} tekens.")
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with tempfile.TemporaryDirectory(dir=folder / "tijdelijk") as aside, _new(target, beside) as out:
            _dump(Path(aside) / DATABASE)
            writer = _Writer(out, password)
            with tarfile.open(fileobj=writer, mode="w|gz") as archive:  # type: ignore[call-overload]
                archive.add(Path(aside) / DATABASE, DATABASE)
                for path in sorted(folder.iterdir()):
                    if path.name not in NOT_KEPT:
                        archive.add(path, f"map/{path.name}")
            writer.end()
            out.flush()
            os.fsync(out.fileno())
        beside.replace(target)
    except OSError as error:
        raise StadsgesprekError(
            f"de reservekopie kan niet worden geschreven ({why(error)}).", cure="Kies een andere plek."
        ) from None
    finally:
        beside.unlink(missing_ok=True)


def restore(source: Path, *, folder: Path, password: str) -> None:
    """Put a backup back into an empty portal.

    Raises:
        StadsgesprekError: the portal is in use, the password is wrong, or the file is damaged.
    """
    from django.contrib.auth import get_user_model

    if get_user_model().objects.exists():
        raise StadsgesprekError(
            "dit portaal is niet leeg.",
            cure="Zet terug in een nieuwe map (en een nieuwe database), of verplaats de oude.",
        )
    with tempfile.TemporaryDirectory(dir=folder / "tijdelijk") as name:
        aside = Path(name)
        _unpack(source, aside, password)
        _load(aside / DATABASE)
        for part in (aside / "map").iterdir():
            _move(part, folder / part.name)


def _new(target: Path, beside: Path) -> IO[bytes]:
    if target.exists():
        raise StadsgesprekError("dit bestand bestaat al.", source=target.name, cure="Kies een andere naam.")
    return os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _dump(path: Path) -> None:
    from django.core.management import call_command
    from django.db import connection, transaction

    path.touch(mode=0o600)
    with transaction.atomic():  # one moment, whatever people do meanwhile
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        call_command("dumpdata", output=str(path), exclude=LEFT_OUT, natural_foreign=True, verbosity=0)


def _load(path: Path) -> None:
    from django.contrib.auth.models import Group
    from django.core.management import call_command

    Group.objects.all().delete()  # the empty portal has its own; those of the backup carry the roles
    call_command("loaddata", str(path), verbosity=0)


def _unpack(source: Path, aside: Path, password: str) -> None:
    try:
        with source.open("rb") as file, tarfile.open(fileobj=_Reader(file, password), mode="r|gz") as archive:  # type: ignore[call-overload]
            archive.extractall(aside, filter="data")
    except (OSError, tarfile.TarError, EOFError, InvalidTag, struct.error, ValueError):
        raise StadsgesprekError(
            "deze reservekopie is niet te openen.", source=source.name, cure="Kijk het wachtwoord en het bestand na."
        ) from None


def _move(part: Path, target: Path) -> None:
    if target.is_dir():
        shutil.rmtree(target)
    target.unlink(missing_ok=True)
    shutil.move(part, target)
    target.chmod(0o700 if target.is_dir() else 0o600)


# --- the lock ------------------------------------------------------------------------------------


def _key(password: str, salt: bytes) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(password.encode()))


class _Writer:
    """Encrypts what is written in pieces; the last one says so, so that a cut-off file is noticed."""

    def __init__(self, out: IO[bytes], password: str) -> None:
        salt = os.urandom(_SALT_BYTES)
        self._out, self._key, self._number, self._rest = out, _key(password, salt), 0, b""
        out.write(MAGIC + salt)

    def write(self, data: bytes) -> int:
        self._rest += data
        while len(self._rest) > N_PER_PIECE:
            self._put(self._rest[:N_PER_PIECE], last=False)
            self._rest = self._rest[N_PER_PIECE:]
        return len(data)

    def end(self) -> None:
        self._put(self._rest, last=True)

    def _put(self, piece: bytes, *, last: bool) -> None:
        sealed = self._key.encrypt(_nonce(self._number, last), piece, None)
        self._out.write(struct.pack("!I", len(sealed) | (_LAST if last else 0)) + sealed)
        self._number += 1


class _Reader:
    """The other way round."""

    def __init__(self, file: IO[bytes], password: str) -> None:
        if file.read(len(MAGIC)) != MAGIC:
            raise ValueError("not a backup")
        self._read: Callable[[int], bytes] = file.read
        self._key, self._number, self._rest, self._ended = _key(password, file.read(_SALT_BYTES)), 0, b"", False

    def read(self, size: int) -> bytes:
        while len(self._rest) < size and not self._ended:
            head = struct.unpack("!I", self._read(4))[0]
            self._ended = bool(head & _LAST)
            sealed = self._read(head & ~_LAST)
            self._rest += self._key.decrypt(_nonce(self._number, self._ended), sealed, None)
            self._number += 1
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece


def _nonce(number: int, last: bool) -> bytes:
    return struct.pack("!QI", number, last)
