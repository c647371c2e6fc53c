"""Errors of the room `corpora`, all with a Dutch sentence for staff.

StadsgesprekError
├── ReadError              a file cannot be read; the other files go on
│   ├── UnsafeFileError    refused before parsing: too big, a zip bomb, macros, entities
│   └── NothingReadError   readable, but without text
└── KnowledgeError         a codebook, gazetteer, settings or confirmation file is wrong
"""

from __future__ import annotations


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
