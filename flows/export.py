"""`stadsgesprek exporteer`: one output of a finished run, made again from its `uitspraken.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from corpora.errors import KnowledgeError
from corpora.records import RunResult
from flows.counts import output_settings
from flows.settings import load_settings
from flows.shares import priority_shares
from nlp.words import WordCount

SOURCE = "uitspraken.json"
CURE = "Maak de run opnieuw met `stadsgesprek run`."


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A run as it lies in its folder."""

    result: RunResult
    words: tuple[WordCount, ...]
    panels: Mapping[str, Mapping[str, tuple[WordCount, ...]]]

    @property
    def k(self) -> int:
        """Fewest people behind anything shown."""
        return int(dict(self.result.manifest.parameters)["k"])


def export_run(run: Path, kind: str, target: Path | None, *, previous: Path | None = None) -> Path:
    """Write one output of the run in folder `run`, beside it unless a target is given.

    Args:
        previous: folder of the run of the round before, to compare with.
    Raises:
        KnowledgeError: the folder holds no run, or one of another version.
        OutputError: this kind is not made.
    """
    from corpora.codebook import load_codebook
    from outputs import export

    stored, settings = load_run(run), load_settings()
    codebook = load_codebook(settings.codeboek)
    return export(
        stored.result,
        kind,
        target or run.with_name(f"{run.name}.{kind}" if "." not in kind else f"{run.name}-{kind}"),
        words=stored.words,
        panels=stored.panels,
        shares=priority_shares(stored.result, codebook.priority_ids),
        codebook=codebook,
        settings=output_settings(settings, k=stored.k),
        previous=load_run(previous).result if previous else None,
    )


def load_run(run: Path) -> StoredRun:
    """What a run found, and its words.

    Raises:
        KnowledgeError: the folder holds no run, or one of another version.
    """
    try:
        data: dict[str, Any] = json.loads((run / SOURCE).read_text(encoding="utf-8"))
        words = TypeAdapter(tuple[WordCount, ...]).validate_python(data.pop("words"))
        # an object in JSON may lose its order elsewhere; the order of the parts is ours
        panels = TypeAdapter(dict[str, list[tuple[str, tuple[WordCount, ...]]]]).validate_python(data.pop("panels", {}))
        data["masks"] = tuple(data["masks"].items())
        data.pop("formaat")
        result = TypeAdapter(RunResult).validate_python(data)
    except OSError:
        raise KnowledgeError("in deze map staat geen run.", source=str(run), cure=CURE) from None
    except (ValueError, KeyError, ValidationError):
        raise KnowledgeError("dit bestand is beschadigd.", source=str(run / SOURCE), cure=CURE) from None
    return StoredRun(result, words, {aspect: dict(parts) for aspect, parts in panels.items()})
