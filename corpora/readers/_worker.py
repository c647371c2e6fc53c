"""The child process of `isolation`: reads files from standard input, writes what it found as JSON."""

from __future__ import annotations

import json
import struct
import sys
from typing import Any, BinaryIO

# openpyxl imports numpy when it can, for columns we never write; without it the child starts twice as fast
# and its memory limit is not spent on the threads of a mathematics library
sys.modules["numpy"] = None  # type: ignore[assignment]

from corpora.errors import ReadError, UnsafeFileError  # noqa: E402
from corpora.readers.checks import DAMAGED, SAVE_AGAIN  # noqa: E402
from corpora.readers.content import to_plain  # noqa: E402
from corpora.readers.limits import Limits  # noqa: E402
from corpora.readers.parsing import parse_package  # noqa: E402


def main(memory_bytes: int, source: BinaryIO, target: BinaryIO) -> None:
    """Answer until the parent closes the pipe."""
    _limit_memory(memory_bytes)
    while (head := _receive(source)) and (data := _receive(source)) is not None:
        task = json.loads(head)
        answer = json.dumps(_answer(task, data)).encode()
        target.write(struct.pack(">Q", len(answer)) + answer)
        target.flush()


def _answer(task: dict[str, Any], data: bytes) -> dict[str, Any]:
    limits = Limits(**task["limits"])
    _limit_time(limits.cpu_seconds)
    try:
        return {"content": to_plain(parse_package(data, format_=task["format"], limits=limits))}
    except ReadError as error:
        return _refusal(error)
    except MemoryError:
        return _refusal(
            UnsafeFileError("het bestand vraagt te veel geheugen.", cure="Verdeel het over kleinere bestanden.")
        )
    except Exception:
        # a library met something its makers did not think of; its own message may quote the text, so it stays here
        return _refusal(ReadError(DAMAGED, cure=SAVE_AGAIN))


def _refusal(error: ReadError) -> dict[str, Any]:
    return {"error": {"kind": type(error).__name__, "reason": error.reason, "place": error.place, "cure": error.cure}}


def _receive(source: BinaryIO) -> bytes | None:
    size = source.read(8)
    return source.read(struct.unpack(">Q", size)[0]) if len(size) == 8 else None


def _limit_memory(memory_bytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: the clock of the parent is the only limit there
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(cpu_seconds: int) -> None:
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + cpu_seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.stdin.buffer, sys.stdout.buffer)
