"""What a result follows from beside the file itself: our code and data, the model, the libraries."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# parts of the house that reading, masking and segmenting depend on, and those that themes and concerns add
READING = ("corpora", "nlp/redact", "nlp/segment", "nlp/language", "nlp/models/taal", "flows/reading.py")
TAGGING = (*READING, "nlp")
NOT_IN_USE = ("corpora/training", "corpora/voorbeeld", "corpora/codebooks", "nlp/evaluation")


@lru_cache
def fingerprint(*parts: str) -> str:
    """Hash over the files of these parts of the house and the versions of everything installed."""
    total = hashlib.sha256()
    for path in sorted(set(_files(parts))):
        total.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    total.update(repr(_installed()).encode())
    return total.hexdigest()


def _files(parts: tuple[str, ...]) -> Iterator[Path]:
    for part in parts:
        top = ROOT / part
        for path in top.rglob("*") if top.is_dir() else [top]:
            place = path.relative_to(ROOT).as_posix()
            if path.is_file() and "__pycache__" not in place and not place.startswith(NOT_IN_USE):
                yield path


def _installed() -> list[str]:
    """Name and version of every package, as their folders are called: quicker than asking each."""
    return sorted(path.name for place in sys.path for path in Path(place).glob("*.dist-info"))
