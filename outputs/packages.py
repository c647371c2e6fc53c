"""The same zip package for the same parts: Office formats otherwise carry the time of saving."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold


def repack(data: bytes) -> bytes:
    """Write a zip anew with fixed times, parts in the same order."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return pack({name: package.read(name) for name in package.namelist()})


def pack(parts: Mapping[str, bytes]) -> bytes:
    """A zip of these parts in this order, equal bytes for equal parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # the same on Windows
            package.writestr(entry, content)
    return target.getvalue()
