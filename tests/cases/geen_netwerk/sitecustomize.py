"""On PYTHONPATH this closes the network for a Python process and every Python process it starts."""

import socket


class ClosedSocket(socket.socket):
    """Refuses every family but the local one that worker processes use."""

    def __init__(self, family: int = -1, *args: object, **kwargs: object) -> None:
        if family not in (socket.AF_UNIX,):
            raise PermissionError("the network is off in this test")
        super().__init__(family, *args, **kwargs)  # type: ignore[arg-type]


def refuse(*_args: object, **_kwargs: object) -> None:
    raise PermissionError("the network is off in this test")


socket.socket = ClosedSocket  # type: ignore[misc]
socket.getaddrinfo = refuse  # type: ignore[assignment]
socket.create_connection = refuse  # type: ignore[assignment]
