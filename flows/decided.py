"""The decisions that go with a run, whatever program people made them in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from corpora.decisions import NO_DECISIONS, Decisions
from flows.settings import Settings


def decisions_from(path: Path | None, settings: Settings, *, runs: Iterable[Path | None]) -> Decisions:
    """Decisions of `besluiten.json`, of an edited `uitspraken.xlsx`, or of a coded project (`.qdpx`).

    Args:
        runs: folders where the run that a project was exported from may lie; the first that holds one counts.
    Raises:
        KnowledgeError, OutputError: the file cannot be read, or a cell holds what it should not.
    """
    if path is None:
        return NO_DECISIONS
    from corpora.codebook import load_codebook
    from flows.export import SOURCE, load_run
    from outputs import read_decisions

    base = next((folder for folder in runs if folder and (folder / SOURCE).is_file()), None)
    subthemes = load_codebook(settings.codeboek).subtheme_ids
    return read_decisions(path, subthemes=subthemes, run=load_run(base).result if base else None)
