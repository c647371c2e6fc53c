"""`uitspraken.json` and `manifest.json`: everything a run found, exact, for machines and for making it again."""

from __future__ import annotations

import json
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
    text = "".join(json.dumps(line, ensure_ascii=False, sort_keys=True, default=_fields) + "\n" for line in lines)
    return text.encode("utf-8", errors="backslashreplace")


def manifest_file(shown: Overview) -> bytes:
    """How the run was made, keys sorted."""
    return _json(shown.manifest)


def _json(value: Any) -> bytes:
    # a lone surrogate cannot be written as UTF-8; as an escape it can, and it reads back as it was
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, default=_fields)
    return (text + "\n").encode("utf-8", errors="backslashreplace")


def _fields(record: Any) -> dict[str, Any]:
    return {field.name: getattr(record, field.name) for field in fields(record)}
