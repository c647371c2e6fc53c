"""Errors of the room `corpora`, all with a Dutch sentence for staff.

StadsgesprekError
├── ReadError              a file cannot be read; the other files go on
│   ├── UnsafeFileError    refused before parsing: too big, a zip bomb, macros, entities
│   └── NothingReadError   readable, but without text
└── KnowledgeError         a codebook, gazetteer, settings or confirmation file is wrong
"""

from __future__ import annotations

import errno

_FAULTS = {
    errno.EACCES: "dat mag niet van de rechten",
    errno.EPERM: "dat mag niet van de rechten",
    errno.EROFS: "deze plek is alleen te lezen",
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "de schijf is vol",
    errno.ENOENT: "de map erboven bestaat niet of laat dit niet toe",
    errno.ENOTDIR: "een deel van de naam is een bestand en geen map",
    errno.EISDIR: "dit is een map",
    errno.EEXIST: "er staat al een bestand met deze naam",
    errno.ENAMETOOLONG: "de naam is te lang",
}


def why(error: OSError) -> str:
    """The reason of a fault of disk, rights or network in a few Dutch words; the system tells it in its own language."""
    return _FAULTS.get(error.errno or 0, f"fout {error.errno} van het systeem")


class StadsgesprekError(Exception):
    """Something staff can understand and mend. The message never holds text of a statement."""

    def __init__(self, reason: str, *, source: str = "", place: str = "", cure: str = "") -> None:
        self.reason, self.source, self.place, self.cure = reason, source, place, cure
        super().__init__(str(self))

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.source, self.place) if part)
        sentence = f"{where}: {self.reason}" if where else self.reason
        return f"{sentence} {self.cure}".strip()


class ReadError(StadsgesprekError):
    """A file cannot be read."""


class UnsafeFileError(ReadError):
    """A file is refused before it is parsed."""


class NothingReadError(ReadError):
    """A file is readable but holds no text."""


class KnowledgeError(StadsgesprekError):
    """A file with knowledge or settings is wrong."""
