"""What was read from one file, in the shape in which a page shows it; masked before it comes here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpora import store
from web import vault
from web.rounds.models import Upload


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text; `mask` names the kind of personal data that stood there."""

    text: str
    mask: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A statement, or a passage that is none; then `reason` says why."""

    parts: tuple[Part, ...]
    reason: str = ""
    start: int = 0  # into the text of the turn


@dataclass(frozen=True, slots=True)
class Line:
    """What one speaker said in one go."""

    place: str
    speaker: str
    role: str
    group: str
    group_origin: str
    wijk: str
    wijk_origin: str
    pieces: tuple[Piece, ...]
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation."""

    date: str
    lines: tuple[Line, ...]
    id: str = ""
    check: str = ""  # of `corpora.edits`: an edit holds for the reading it was made on


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as the file names them, shown by pseudonym; the place in the tuple is what corrections refer to."""

    pseudonym: str
    role: str
    group: str
    wijk: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read, and what to do."""

    place: str
    reason: str
    cure: str


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything on the page of one file."""

    formats: tuple[str, ...]
    talks: tuple[Talk, ...]
    speakers: tuple[Speaker, ...]
    left_out: tuple[tuple[str, int], ...]
    warnings: tuple[str, ...]
    problems: tuple[Problem, ...]
    version: int = 0  # of the corrections it was read with


def of_problem(reason: str, cure: str) -> Preview:
    """The page of a file of which nothing could be read."""
    return Preview((), (), (), (), (), (Problem("", reason, cure),))


def save(upload: Upload, preview: Preview) -> None:
    vault.seal(upload.preview_path, store.dump(replace(preview, version=upload.version)))


def load(upload: Upload) -> Preview:
    """The last reading of a file.

    Raises:
        StadsgesprekError: it was not read yet, or what was read is damaged.
    """
    return store.load(Preview, vault.unseal(upload.preview_path))
