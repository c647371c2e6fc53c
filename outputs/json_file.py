"""`uitspraken.json` and `manifest.json`: everything a run found, exact, for machines and for making it again."""

from __future__ import annotations

import json
from dataclasses import asdict
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
            "manifest": asdict(result.manifest),
            "conversations": [asdict(talk) for talk in result.conversations],
            "masks": {key: [asdict(mask) for mask in masks] for key, masks in result.masks},
            "statements": [asdict(entry.statement) for entry in shown.entries],
            "passages": [asdict(piece) for piece in result.passages],
            "taggings": [asdict(entry.tagging) for entry in shown.entries if entry.tagging],
            "concerns": asdict(result.concerns),
            "words": [asdict(word) for word in shown.words],
            "panels": {
                aspect: [[name, [asdict(word) for word in words]] for name, words in parts.items()]
                for aspect, parts in shown.panels.items()
            },
            "files": [asdict(report) for report in result.files],
            "rejected": [asdict(item) for item in result.rejected],
            "decisions": asdict(result.decisions),
            "conflicts": list(result.conflicts),
        }
    )


def jsonl_file(shown: Overview) -> bytes:
    """One statement with its themes per line, for programs that read line by line."""
    lines = (
        {**asdict(entry.statement), "tagging": asdict(entry.tagging) if entry.tagging else None}
        for entry in shown.entries
    )
    text = "".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in lines)
    return text.encode("utf-8", errors="backslashreplace")


def manifest_file(shown: Overview) -> bytes:
    """How the run was made, keys sorted."""
    return _json(asdict(shown.manifest))


def _json(value: Any) -> bytes:
    # a lone surrogate cannot be written as UTF-8; as an escape it can, and it reads back as it was
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    return (text + "\n").encode("utf-8", errors="backslashreplace")
