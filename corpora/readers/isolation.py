"""A child process that parses what could hurt: bounded in memory, processor and clock time, and used again.

Pdf and office packages are parsed by large libraries, partly in C. A file that makes one of them crash or eat
memory takes the child down and costs one clear sentence; the next file gets a new child.
"""

from __future__ import annotations

import atexit
import json
import os
import struct
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path

from corpora import errors
from corpora.readers.content import Content, from_plain
from corpora.readers.limits import Limits

_ROOT = Path(__file__).resolve().parents[2]
_TOO_HEAVY = "het bestand vraagt te veel geheugen of tijd; het is misschien beschadigd of kwaadaardig."
_TOO_HEAVY_CURE = "Verdeel het over kleinere bestanden of sla het op als tekst."
_KINDS: dict[str, type[errors.ReadError]] = {
    kind.__name__: kind for kind in (errors.ReadError, errors.UnsafeFileError, errors.NothingReadError)
}


def parse_in_child(data: bytes, *, format_: str, limits: Limits) -> Content:
    """What `parsing.parse_package` finds, found in a child process.

    Raises:
        ReadError: what the parser raised, or that it was stopped at a limit.
    """
    with _lock:
        return _child(limits).parse(data, format_=format_, limits=limits)


class _Child:
    """One running child. Messages are a length (8 bytes) and that many bytes; answers are JSON."""

    def __init__(self, memory_bytes: int) -> None:
        self.owner, self.memory_bytes = os.getpid(), memory_bytes
        paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "OMP_THREAD_LIMIT": "1"}
        self._process = subprocess.Popen(  # noqa: S603 - our own module, no input in the command
            [sys.executable, "-m", "corpora.readers._worker", str(memory_bytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )

    @property
    def alive(self) -> bool:
        """Whether it still waits for work, started by this very process."""
        return self.owner == os.getpid() and self._process.poll() is None

    def parse(self, data: bytes, *, format_: str, limits: Limits) -> Content:
        """Send one file, wait for its content."""
        clock = threading.Timer(limits.wall_seconds, self._process.kill)
        clock.start()
        try:
            head = json.dumps({"format": format_, "limits": asdict(limits)}).encode()
            answer = self._exchange(head, data)
        except (OSError, EOFError):
            self.stop()
            raise errors.UnsafeFileError(_TOO_HEAVY, cure=_TOO_HEAVY_CURE) from None
        finally:
            clock.cancel()
        if "error" in answer:
            error = answer["error"]
            raise _KINDS[error["kind"]](error["reason"], place=error["place"], cure=error["cure"])
        return from_plain(answer["content"])

    def _exchange(self, head: bytes, data: bytes) -> dict[str, dict[str, str]]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        for part in (head, data):
            self._process.stdin.write(struct.pack(">Q", len(part)) + part)
        self._process.stdin.flush()
        size = self._process.stdout.read(8)
        body = self._process.stdout.read(struct.unpack(">Q", size)[0]) if len(size) == 8 else b""
        if not body:
            raise EOFError
        return dict(json.loads(body))

    def stop(self) -> None:
        """End it and close its pipes."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue  # the other end is gone; that is what we want


_lock = threading.Lock()
_current: list[_Child] = []


def _child(limits: Limits) -> _Child:
    if _current and (not _current[0].alive or _current[0].memory_bytes != limits.memory_bytes):
        stop_child()
    if not _current:
        _current.append(_Child(limits.memory_bytes))
    return _current[0]


def stop_child() -> None:
    """End the waiting child, if there is one of ours."""
    while _current:
        child = _current.pop()
        if child.owner == os.getpid():
            child.stop()


atexit.register(stop_child)
