"""`uitspraken.json` and `manifest.json`: everything a run found, exact, for machines and for making it again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from outputs.overview import Overview

FORMAT = "stadsgesprek-uitspraken@1"


def json_file(shown: Overview) -> bytes:
    """All records of the run with their ids and offsets, keys sorted, text exact.

    Offsets are characters (Unicode code points) into the text of the redacted conversation: its turns joined
    by line breaks.
    """
    result = shown.result
    return _json(
        {
            "formaat": FORMAT,
            "manifest": result.manifest,
            "conversations": result.conversations,
            "masks": dict(result.masks),
            "statements": [entry.statement for entry in shown.entries],
            "passages": result.passages,
            "taggings": [entry.tagging for entry in shown.entries if entry.tagging],
            "concerns": result.concerns,
            "words": shown.words,
            "panels": {aspect: list(parts.items()) for aspect, parts in shown.panels.items()},
            "files": result.files,
            "rejected": result.rejected,
            "decisions": result.decisions,
            "conflicts": result.conflicts,
        }
    )


def jsonl_file(shown: Overview) -> bytes:
    """One statement with its themes per line, for programs that read line by line."""
    lines = ({**_fields(entry.statement), "tagging": entry.tagging} for entry in shown.entries)
    return "".join(f"{_line(line)}\n" for line in lines).encode(errors="backslashreplace")


def manifest_file(shown: Overview) -> bytes:
    """How the run was made, keys sorted."""
    return _json(_fields(shown.manifest))


def _json(parts: Mapping[str, Any]) -> bytes:
    """Each part on a line of its own, of a list each record: quick to write, and two runs compare line by line."""
    text = ",\n".join(f"{_line(name)}: {_lines(parts[name])}" for name in sorted(parts))
    # a lone surrogate cannot be written as UTF-8; as an escape it can, and it reads back as it was
    return f"{{\n{text}\n}}\n".encode(errors="backslashreplace")


def _lines(part: Any) -> str:
    if not isinstance(part, (list, tuple)) or not part:
        return _line(part)
    return "[\n" + ",\n".join(map(_line, part)) + "\n]"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=_fields)


def _fields(record: Any) -> dict[str, Any]:
    return {field.name: getattr(record, field.name) for field in fields(record)}
