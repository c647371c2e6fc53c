"""The virus scanner is asked before anything is stored; a scanner that is set but silent keeps everything out."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from web.access import Role
from web.rounds import intake

BAD = b"Bewoner: EICAR-PROEF is geen verslag.\n"
GOOD = b"Bewoner: het is donker.\n" * 10_000


class Scanner(threading.Thread):
    """Speaks the protocol of clamd; `says` overrides its answer."""

    def __init__(self, says: bytes | None = None) -> None:
        super().__init__(daemon=True)
        self.says, self.seen = says, b""
        self.door = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.door.getsockname()[1]}"

    def run(self) -> None:
        link, _ = self.door.accept()
        with link, link.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            while size := struct.unpack("!I", stream.read(4))[0]:
                self.seen += stream.read(size)
            found = b"stream: Eicar FOUND\0" if b"EICAR" in self.seen else b"stream: OK\0"
            link.sendall(found if self.says is None else self.says)


@pytest.fixture
def scanner(monkeypatch) -> Iterator[type[Scanner]]:
    made: list[Scanner] = []

    def start(says: bytes | None = None) -> Scanner:
        one = Scanner(says)
        made.append(one)
        one.start()
        monkeypatch.setattr(settings, "CLAMD", one.address)
        return one

    yield start  # type: ignore[misc]
    for one in made:
        one.join(5)
        one.door.close()


def hand_in(client, ronde, data: bytes) -> str:
    files = {"bestanden": [SimpleUploadedFile("a.txt", data)]}
    return client.post(f"/rondes/{ronde.pk}/aanleveren/", files, follow=True).content.decode()


def test_a_clean_file_is_scanned_whole_and_stored(scanner, client_of, ronde) -> None:
    one = scanner()
    assert "is ontvangen" in hand_in(client_of(Role.INVOERDER), ronde, GOOD)
    assert one.seen == GOOD


def test_a_file_with_a_find_is_refused_and_none_of_its_bytes_are_kept(scanner, client_of, ronde) -> None:
    scanner()
    assert "virusscanner houdt dit bestand tegen" in hand_in(client_of(Role.INVOERDER), ronde, BAD)
    assert intake.original(ronde.uploads.get())[1] == b""


@pytest.mark.parametrize("says", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK maar niet heus\0"])
def test_a_scanner_that_does_not_say_clean_keeps_everything_out(scanner, client_of, ronde, says) -> None:
    scanner(says)
    assert "virusscanner antwoordt niet" in hand_in(client_of(Role.INVOERDER), ronde, GOOD)
    assert intake.original(ronde.uploads.get())[1] == b""


@pytest.mark.parametrize("where", ["127.0.0.1:1", "/bestaat/niet/clamd.ctl"])
def test_a_scanner_that_is_not_there_keeps_everything_out(client_of, ronde, monkeypatch, where) -> None:
    monkeypatch.setattr(settings, "CLAMD", where)
    assert "virusscanner antwoordt niet" in hand_in(client_of(Role.INVOERDER), ronde, GOOD)
    assert intake.original(ronde.uploads.get())[1] == b""
