"""What one parser finds in one file, and how that travels out of the child process."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from corpora.records import Block, Cell, Table


@dataclass(frozen=True, slots=True)
class Content:
    """Blocks in reading order, with what was left out and what staff should know."""

    blocks: tuple[Block | Table, ...]
    encoding: str = ""
    left_out: tuple[tuple[str, int], ...] = ()
    warnings: tuple[str, ...] = ()


def counted(counts: dict[str, int]) -> tuple[tuple[str, int], ...]:
    """What was left out, sorted, without zeros."""
    return tuple(sorted((name, count) for name, count in counts.items() if count))


class Runs:
    """Text built run by run, remembering how far the emphasis at its start reaches."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._strong: list[str] = []
        self._leading = True

    def add(self, text: str, *, strong: bool = False) -> None:
        """Append a run; `strong` when the format sets it apart."""
        self._parts.append(text)
        self._leading = self._leading and (strong or not text.strip())
        if self._leading:
            self._strong.append(text)

    @property
    def text(self) -> str:
        """All runs, without white space around them."""
        return "".join(self._parts).strip()

    @property
    def emphasis(self) -> str:
        """The leading run that is set apart: a literal prefix of `text`."""
        return "".join(self._strong).strip()


def to_plain(content: Content) -> dict[str, Any]:
    """JSON-ready form; `from_plain` gives the same content back."""
    return asdict(content)


def from_plain(plain: dict[str, Any]) -> Content:
    """Content from its JSON form."""
    return Content(
        blocks=tuple(_block(item) for item in plain["blocks"]),
        encoding=plain["encoding"],
        left_out=tuple((name, count) for name, count in plain["left_out"]),
        warnings=tuple(plain["warnings"]),
    )


def _block(item: dict[str, Any]) -> Block | Table:
    if "cells" in item:
        return Table(name=item["name"], cells=tuple(Cell(**cell) for cell in item["cells"]), place=item["place"])
    return Block(**item)
