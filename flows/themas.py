"""Give the statements of a work folder their themes, a group of files per task."""

from __future__ import annotations

from pathlib import Path

from prefect import flow, task

from flows import stages
from flows.names import run_name
from flows.retries import RETRIES
from flows.runners import task_runner
from flows.work import WorkFolder, batches

geef_themas = task(name="geef-themas", persist_result=False, **RETRIES)(stages.tag_batch)


@flow(
    name="themas",
    description="Elke uitspraak toetsen aan het codeboek.",
    flow_run_name=run_name,
    task_runner=task_runner(),
    persist_result=False,
)
def themas(werkmap: str) -> dict[str, int]:
    """Tag the statements that `inlezen` found.

    Args:
        werkmap: map met een opdracht waarvan de bestanden gelezen zijn.
    """
    n_batches = len(batches(WorkFolder(Path(werkmap)).order()))
    done = geef_themas.map(werkmap, list(range(1, n_batches + 1))).result()
    return {what: sum(counts[what] for counts in done) for what in ("bestanden", "nieuw")}
