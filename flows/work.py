"""The work folder of one run: the order at the top, one file per finished piece, moved into place whole.

    opdracht.json          which files, which settings, where the result goes
    besluiten.json         what people decided
    vorige.json            what the run before found, when there is one
    gelezen/0001.json      what one file gave: conversations, statements, passages; masked
    gelezen/0001.spacy     its statements, parsed
    themas/0001.json       the taggings of its statements
    zorgen.json            the concerns
    uit/                   the outputs, until they are moved to their place

Tasks are handed the path of this folder and a number, never a text.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from filelock import FileLock, Timeout

from corpora import store
from corpora.decisions import Decisions, load_decisions
from corpora.errors import StadsgesprekError, why
from corpora.records import (
    Concerns,
    Conversation,
    FileReport,
    Mask,
    Passage,
    Rejected,
    RunResult,
    Statement,
    Tagging,
)
from flows.settings import Settings

N_FILES_PER_BATCH, N_BATCHES_PER_WORKER = 50, 4
ORDER, DECISIONS, PREVIOUS, LOCK = "opdracht.json", "besluiten.json", "vorige.json", "slot"


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read. The path stays in the work folder; everything else names files by number."""

    path: Path
    sha256: str  # "" when it could not be read


@dataclass(frozen=True, slots=True)
class Order:
    """What a run has to do."""

    name: str
    output: Path
    settings: Settings
    files: tuple[InputFile, ...]
    kept: Path | None = None  # folder with what earlier runs found
    refused: tuple[Rejected, ...] = ()  # handed in with these files, found unreadable before


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What reading, masking and segmenting one file gave."""

    conversations: tuple[Conversation, ...]
    masks: tuple[tuple[str, tuple[Mask, ...]], ...]
    statements: tuple[Statement, ...]
    passages: tuple[Passage, ...]
    files: tuple[FileReport, ...]
    rejected: tuple[Rejected, ...]

    @classmethod
    def joined(cls, parts: Sequence[ReadFile]) -> ReadFile:
        """Several of these as one, in the order given."""
        return cls(*(tuple(x for part in parts for x in getattr(part, field.name)) for field in fields(cls)))


@dataclass(frozen=True, slots=True)
class Tagged:
    """The taggings of the statements of one file."""

    taggings: tuple[Tagging, ...]


_at_hand: list[Any] = []
Answer = TypeVar("Answer", bound=Callable[..., Any])


def at_hand(function: Answer) -> Answer:
    """Let a function of a work folder keep what it read back last: the next stage asks for it again. Gone with the folder."""
    _at_hand.append(lru_cache(maxsize=1)(function))
    answer: Answer = _at_hand[-1]
    return answer


class WorkFolder:
    """Knows where each piece lies; writes a piece whole or not at all."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: FileLock | None = None

    @classmethod
    def create(cls, order: Order, *, decisions: Decisions, previous: RunResult | None) -> WorkFolder:
        """Set a folder up beside the place where the result goes; what a killed run left there is cleared.

        Raises:
            StadsgesprekError: another run has the same place, or nothing can be written there.
        """
        output = order.output.resolve()
        folder = cls(output.with_name(f".{output.name}.werk"))
        try:
            folder.path.mkdir(parents=True, exist_ok=True)
            folder._claim()
            folder._clear()
            write_whole(folder.path / DECISIONS, store.dump(decisions))
            if previous:
                write_whole(folder.path / PREVIOUS, store.dump(previous))
            write_whole(folder.path / ORDER, store.dump(order))
        except OSError as error:
            raise StadsgesprekError(
                f"in deze map kan niets worden geschreven ({why(error)}).",
                source=str(output.parent),
                cure="Kies met `--uit` een andere map.",
            ) from None
        return folder

    def _claim(self) -> None:
        self._lock = FileLock(self.path / LOCK)
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise StadsgesprekError(
                "voor deze map loopt al een run.",
                source=self.path.name,
                cure="Wacht tot die klaar is of kies met `--uit` een andere map.",
            ) from None

    def _clear(self) -> None:
        for path in self.path.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name != LOCK:
                path.unlink()

    def order(self) -> Order:
        return store.load(Order, (self.path / ORDER).read_bytes(), source=ORDER)

    def decisions(self) -> Decisions:
        return load_decisions(self.path / DECISIONS)

    def previous(self) -> RunResult | None:
        path = self.path / PREVIOUS
        return store.load(RunResult, path.read_bytes(), source=PREVIOUS) if path.exists() else None

    def __eq__(self, other: object) -> bool:
        """The same folder, set up for the same run."""
        return isinstance(other, WorkFolder) and self._identity == other._identity

    def __hash__(self) -> int:
        return hash(self._identity)

    @cached_property
    def _identity(self) -> tuple[Path, int]:
        return self.path, (self.path / ORDER).stat().st_mtime_ns

    def numbers(self) -> range:
        """The number of each file, from 1."""
        return range(1, len(self.order().files) + 1)

    def read_path(self, number: int) -> Path:
        return self.path / "gelezen" / f"{number:05d}.json"

    def parsed_path(self, number: int) -> Path:
        return self.read_path(number).with_suffix(".spacy")

    def read_file(self, number: int) -> ReadFile:
        return store.load(ReadFile, self.read_path(number).read_bytes(), source=self.read_path(number).name)

    def tagged_path(self, number: int) -> Path:
        return self.path / "themas" / f"{number:05d}.json"

    def tagged(self, number: int) -> Tagged:
        return store.load(Tagged, self.tagged_path(number).read_bytes(), source=self.tagged_path(number).name)

    def concerns_path(self) -> Path:
        return self.path / "zorgen.json"

    def concerns(self) -> Concerns:
        return store.load(Concerns, self.concerns_path().read_bytes(), source="zorgen.json")

    def publish(self, built: Path, target: Path) -> None:
        """Move the finished outputs to their place in one step; an older run of ours makes way."""
        older = None
        if target.exists():
            older = self.path / "vorige"
            target.replace(older)
        built.replace(target)
        if older is not None:
            shutil.rmtree(older, ignore_errors=True)

    def progress(self) -> tuple[str, int, int]:
        """What is being done now, in Dutch, how many pieces are there, and how many there will be."""
        n_files = len(self.order().files)
        n_read, n_tagged = (sum(1 for _ in (self.path / part).glob("*.json")) for part in ("gelezen", "themas"))
        n_grouped = int(self.concerns_path().exists())
        if n_read < n_files:
            step = f"Lezen en afschermen: bestand {n_read + 1} van {n_files}"
        elif n_tagged < n_files:
            step = "Thema's zoeken"
        else:
            step = "Bijlage en rapport maken" if n_grouped else "Zorgen zoeken"
        return step, n_read + n_tagged + n_grouped, 2 * n_files + 2

    def remove(self) -> None:
        """Give the place free again."""
        for function in _at_hand:
            function.cache_clear()
        shutil.rmtree(self.path, ignore_errors=True)
        if self._lock is not None:
            self._lock.release()


def batches(order: Order) -> tuple[range, ...]:
    """File numbers (from 1), a batch at a time; small enough to give every worker a few."""
    n = len(order.files)
    size = max(1, min(N_FILES_PER_BATCH, n // (N_BATCHES_PER_WORKER * order.settings.werkers)))
    return tuple(range(start, min(start + size, n + 1)) for start in range(1, n + 1, size))


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all when the run is killed; after a power cut a run begins anew."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_bytes(data)
    aside.replace(path)


def hash_file(path: Path, *, max_bytes: int) -> InputFile:
    """A path with the SHA-256 of its bytes; what is missing or too big is left for the reader to refuse."""
    try:
        if path.stat().st_size > max_bytes:
            return InputFile(path.resolve(), "")
        with path.open("rb") as file:
            return InputFile(path.resolve(), hashlib.file_digest(file, "sha256").hexdigest())
    except OSError:
        return InputFile(path.absolute(), "")
