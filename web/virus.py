"""Ask a virus scanner (clamd) about a file before it is stored. When the scanner is set but silent, nothing comes in.

Protocol: `zINSTREAM`, pieces with their length before them, a length of zero; the answer names a find or says OK
(https://docs.clamav.net/manual/Usage/Scanning.html).
"""

from __future__ import annotations

import socket
import struct
from contextlib import closing

from django.conf import settings

from corpora.errors import ReadError, UnsafeFileError

TIMEOUT_SECONDS = 60
N_PER_PIECE = 64 * 1024
MAX_ANSWER_BYTES = 4096


def check(data: bytes, *, source: str) -> None:
    """Nothing when the file is clean, or no scanner is set.

    Raises:
        UnsafeFileError: the scanner found something.
        ReadError: the scanner does not answer, or not as it should.
    """
    if not settings.CLAMD:
        return
    try:
        answer = _ask(data)
    except OSError:
        answer = ""
    if answer == "stream: OK":
        return
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        raise UnsafeFileError("de virusscanner houdt dit bestand tegen.", source=source, cure="Vraag de beheerder.")
    raise ReadError(
        "de virusscanner antwoordt niet; zonder scan wordt niets opgeslagen.",
        source=source,
        cure="Probeer het later, of vraag de beheerder.",
    )


def _ask(data: bytes) -> str:
    with closing(_connect()) as link:
        link.sendall(b"zINSTREAM\0")
        for at in range(0, len(data), N_PER_PIECE):
            piece = data[at : at + N_PER_PIECE]
            link.sendall(struct.pack("!I", len(piece)) + piece)
        link.sendall(struct.pack("!I", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < MAX_ANSWER_BYTES:
            received = link.recv(MAX_ANSWER_BYTES)
            if not received:
                break
            answer += received
    return answer.rstrip(b"\0").decode("ascii", errors="replace").strip()


def _connect() -> socket.socket:
    where = settings.CLAMD
    if "/" in where:
        link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        link.settimeout(TIMEOUT_SECONDS)
        try:
            link.connect(where)
        except OSError:
            link.close()
            raise
        return link
    host, _, port = where.rpartition(":")
    return socket.create_connection((host or "127.0.0.1", int(port)), timeout=TIMEOUT_SECONDS)
