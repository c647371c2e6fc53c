"""The files that somebody named to be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corpora.errors import StadsgesprekError


def files_behind(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files that these paths stand for, sorted; folders opened.

    Raises:
        StadsgesprekError: a path does not exist, or there is no file behind any of them.
    """
    from corpora.readers import FORMATS, find_files

    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise StadsgesprekError(
            "dit bestand of deze map bestaat niet.",
            source=", ".join(missing),
            cure="Controleer de naam, en in welke map u werkt.",
        )
    found = find_files(paths)
    if not found:
        raise StadsgesprekError(
            "hier staan geen bestanden om te lezen.",
            source=", ".join(map(str, paths)),
            cure=f"Controleer of dit de goede map is. Dit wordt gelezen: {', '.join(FORMATS)}.",
        )
    return found
