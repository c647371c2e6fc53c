"""What earlier runs found, kept so that a run does only what is new: one file per piece, named by what it follows from.

The name of a piece is a hash over everything that it depends on: the bytes of the file, the settings, the code, the
model. So a piece is right or absent; nothing has to be thrown away when something changes. A piece begins with the
hash of its own bytes: a damaged one counts as absent. All text in it is masked.
"""

from __future__ import annotations

import hashlib
import os
import time
from contextlib import suppress
from pathlib import Path

SECONDS_PER_DAY = 86_400


class Kept:
    """A folder with pieces; without a folder nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, kind: str, key: str) -> bytes | None:
        """The piece with this key, or None."""
        if self._folder is None:
            return None
        path = self._path(self._folder, kind, key)
        try:
            digest, _, data = path.read_bytes().partition(b"\n")
            if digest.decode(errors="replace") != hashlib.sha256(data).hexdigest():
                return None
            os.utime(path)  # used today: kept for longer
        except OSError:
            return None
        return data

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Keep a piece; where that cannot be done, the next run does the work again."""
        if self._folder is None:
            return
        path = self._path(self._folder, kind, key)
        aside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            aside.write_bytes(hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
            aside.replace(path)
        except OSError:
            with suppress(OSError):
                aside.unlink()

    @staticmethod
    def _path(folder: Path, kind: str, key: str) -> Path:
        return folder / kind / key[:2] / key


def key_of(*parts: object) -> str:
    """Hash over everything that a piece depends on."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()


def clear_older(folder: Path, *, days: int) -> int:
    """Delete the pieces that no run has used for so many days, and give how many."""
    border = time.time() - days * SECONDS_PER_DAY
    old = [path for path in folder.rglob("*") if path.is_file() and path.stat().st_mtime <= border]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
