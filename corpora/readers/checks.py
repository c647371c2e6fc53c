"""Refuse before parsing: size, package directory, names. Cheap, and the same for every format."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from pathlib import Path

from corpora.errors import NothingReadError, ReadError, UnsafeFileError
from corpora.readers.limits import Limits, dutch_number

_SMALL_MEMBER_BYTES = 1_000_000  # below this a high ratio is harmless: settings files of nothing but spaces
_MAX_NAME_CHARACTERS = 120

DAMAGED = "het bestand is beschadigd of niet compleet."
SAVE_AGAIN = "Open het in het programma waarin het gemaakt is, sla het opnieuw op en lever het nog eens aan."
_UNPACKS_TOO_BIG = "uitgepakt is het bestand veel groter dan normaal; het wordt uit voorzorg niet geopend."


def read_bytes(path: Path, *, limits: Limits) -> bytes:
    """The bytes of a regular file; its size is checked before a byte is read.

    Raises:
        ReadError: absent, no regular file, not readable, empty or larger than `limits.max_bytes`.
    """
    try:
        if path.is_dir():  # what `find_files` gives of a folder that may not be opened
            raise ReadError("deze map mag niet worden geopend.", cure="Controleer de rechten van de map.")
        if not path.is_file():
            raise ReadError("het bestand is er niet.", cure="Controleer de naam en de map.")
        check_size(path.stat().st_size, limits=limits)
        with path.open("rb") as file:
            data = file.read(limits.max_bytes + 1)
    except (OSError, ValueError):
        cure = "Sluit het in andere programma's en controleer of u het mag lezen."
        raise ReadError("het bestand kan niet worden geopend.", cure=cure) from None
    check_size(len(data), limits=limits)
    return data


def check_size(size_bytes: int, *, limits: Limits) -> None:
    """Refuse what is empty or too large."""
    if size_bytes == 0:
        raise NothingReadError("het bestand is leeg.", cure="Controleer of het goed is opgeslagen.")
    if size_bytes > limits.max_bytes:
        reason = f"het bestand is groter dan {limits.max_bytes // 1_000_000} MB."
        raise UnsafeFileError(reason, cure="Haal foto's en bijlagen eruit of verdeel het over kleinere bestanden.")


def open_package(data: bytes, *, limits: Limits) -> zipfile.ZipFile:
    """A zip whose directory promises a sane size.

    Raises:
        UnsafeFileError: too many members, too large unpacked, or packed more tightly than text ever is.
        ReadError: damaged, or locked with a password.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        members = package.infolist()
    except Exception:
        raise ReadError(DAMAGED, cure=SAVE_AGAIN) from None
    if len(members) > limits.max_members:
        raise UnsafeFileError(
            f"er zitten meer dan {dutch_number(limits.max_members)} bestanden in.", cure="Verdeel ze over meer zips."
        )
    if sum(member.file_size for member in members) > limits.max_unpacked_bytes or any(
        _too_tight(member, limits=limits) for member in members
    ):
        raise UnsafeFileError(_UNPACKS_TOO_BIG, cure=SAVE_AGAIN)
    return package


def _too_tight(member: zipfile.ZipInfo, *, limits: Limits) -> bool:
    return member.file_size > max(_SMALL_MEMBER_BYTES, limits.max_ratio * member.compress_size)


def read_member(package: zipfile.ZipFile, name: str | zipfile.ZipInfo, *, limits: Limits) -> bytes:
    """Bytes of one member, counted while inflating: what the directory promises may be a lie."""
    try:
        info = name if isinstance(name, zipfile.ZipInfo) else package.getinfo(name)
        if info.flag_bits & 0x1:
            raise ReadError("het bestand is beveiligd met een wachtwoord.", cure="Haal het wachtwoord eraf.")
        with package.open(info) as member:
            data = member.read(limits.max_unpacked_bytes + 1)
    except (ReadError, MemoryError):
        raise
    except Exception:
        raise ReadError(DAMAGED, cure=SAVE_AGAIN) from None
    if len(data) > limits.max_unpacked_bytes:
        raise UnsafeFileError(_UNPACKS_TOO_BIG, cure=SAVE_AGAIN)
    return data


def clean_name(name: str) -> str:
    """File name fit to show: no folders, no control or direction characters, at most 120 characters."""
    base = re.split(r"[/\\]", name.rstrip("/\\"))[-1]
    shown = "".join(c for c in base if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
    shown = " ".join(shown.split())
    if not shown.strip("."):
        return "naamloos bestand"
    if len(shown) > _MAX_NAME_CHARACTERS:
        stem, dot, extension = shown.rpartition(".")
        tail = f"{dot}{extension}" if dot and len(extension) <= 5 else ""
        shown = (stem if tail else shown)[: _MAX_NAME_CHARACTERS - len(tail) - 1] + "…" + tail
    return shown
