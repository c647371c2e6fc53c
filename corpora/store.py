"""Records to bytes and back: JSON, in the order of the fields, the same bytes for the same record."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from corpora.errors import KnowledgeError

Record = TypeVar("Record")

_adapters: dict[Any, TypeAdapter[Any]] = {}  # building one takes longer than using it


def dump(record: object) -> bytes:
    """Give a record as UTF-8 JSON."""
    return _adapter(type(record)).dump_json(record) + b"\n"


def load(kind: type[Record], data: bytes, *, source: str = "") -> Record:
    """Read a record back.

    Raises:
        KnowledgeError: the bytes are damaged or belong to another version.
    """
    try:
        record: Record = _adapter(kind).validate_json(data)
    except ValidationError as error:
        raise KnowledgeError(
            f"dit bestand is beschadigd of hoort bij een andere versie ({error.error_count()} fouten).",
            source=source,
            cure="Maak de run opnieuw met `stadsgesprek run`.",
        ) from None
    return record


def _adapter(kind: Any) -> TypeAdapter[Any]:
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]
