"""The log file of the program: where something went wrong, never with what."""

from __future__ import annotations

import logging
import traceback
from typing import Any


class QuietFormatter(logging.Formatter):
    """Time, logger and place in the code. Messages of exceptions are left out: they may quote what was sent."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatException(self, ei: Any) -> str:  # noqa: N802  the name that logging asks for
        kind, _, trace = ei
        places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        return "\n".join([kind.__name__, *places])


def nobody(*_: Any, **__: Any) -> str:
    """How the lock-out names a client in the log file: the log page knows who it was."""
    return "een client"
