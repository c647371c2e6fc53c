"""`stadsgesprek exporteer`: one output of a finished run, made again from its `uitspraken.json`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from corpora.errors import KnowledgeError
from corpora.records import RunResult
from flows.settings import load_settings
from flows.shares import priority_shares
from nlp.words import WordCount

SOURCE = "uitspraken.json"
CURE = "Maak de run opnieuw met `stadsgesprek run`."


def export_run(run: Path, kind: str, target: Path | None) -> Path:
    """Write one output of the run in folder `run`, beside it unless a target is given.

    Raises:
        KnowledgeError: the folder holds no run, or one of another version.
        OutputError: this kind is not made.
    """
    from corpora.codebook import load_codebook
    from outputs import OutputSettings, export

    result, words = load_run(run)
    codebook = load_codebook(load_settings().codeboek)
    return export(
        result,
        kind,
        target or run.with_name(f"{run.name}.{kind}"),
        words=words,
        shares=priority_shares(result, codebook.priority_ids),
        codebook=codebook,
        settings=OutputSettings(k=int(dict(result.manifest.parameters)["k"])),
    )


def load_run(run: Path) -> tuple[RunResult, tuple[WordCount, ...]]:
    """What a run found, and its words."""
    try:
        data: dict[str, Any] = json.loads((run / SOURCE).read_text(encoding="utf-8"))
        words = TypeAdapter(tuple[WordCount, ...]).validate_python(data.pop("words"))
        data["masks"] = tuple(data["masks"].items())
        data.pop("formaat")
        return TypeAdapter(RunResult).validate_python(data), words
    except OSError:
        raise KnowledgeError("in deze map staat geen run.", source=str(run), cure=CURE) from None
    except (ValueError, KeyError, ValidationError):
        raise KnowledgeError("dit bestand is beschadigd.", source=str(run / SOURCE), cure=CURE) from None
