"""A portal that cannot open its door says why, and what to do."""

from __future__ import annotations

import socket

import pytest

from corpora.errors import StadsgesprekError
from flows import portal


@pytest.fixture(autouse=True)
def _prepared(monkeypatch) -> None:
    monkeypatch.setattr(portal, "prepare", lambda: None)


def test_a_port_that_is_in_use_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(StadsgesprekError, match=f"poort {port} is al in gebruik. .*--poort"):
            portal.serve(host="127.0.0.1", port=port)


@pytest.mark.parametrize("host", ["192.0.2.1", "geen.adres.invalid"])
def test_an_address_of_another_computer_is_told(host: str) -> None:
    with pytest.raises(StadsgesprekError, match=f"het adres {host} hoort niet bij deze computer. .*--adres"):
        portal.serve(host=host, port=8999)


def test_a_port_that_only_the_system_may_use_is_told(monkeypatch) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket, "create_server", forbidden)
    with pytest.raises(StadsgesprekError, match=r"poort 80 mag dit programma niet gebruiken\. .*boven 1024"):
        portal.serve(host="127.0.0.1", port=80)
