"""Read, mask and segment the files of a work folder, a group of files per task."""

from __future__ import annotations

from pathlib import Path

from prefect import flow, task

from flows import stages
from flows.names import run_name
from flows.retries import RETRIES
from flows.runners import task_runner
from flows.work import WorkFolder, batches

lees_bestanden = task(name="lees-bestanden", persist_result=False, **RETRIES)(stages.read_batch)


@flow(
    name="inlezen",
    description="Verslagen lezen, persoonsgegevens afschermen en uitspraken opknippen.",
    flow_run_name=run_name,
    task_runner=task_runner(),
    persist_result=False,
)
def inlezen(werkmap: str) -> dict[str, int]:
    """Read the files of a work folder.

    Args:
        werkmap: map met een opdracht, klaargezet door `stadsgesprek run --prefect` of het portaal.
    """
    n_batches = len(batches(WorkFolder(Path(werkmap)).order()))
    done = lees_bestanden.map(werkmap, list(range(1, n_batches + 1))).result()
    return {what: sum(counts[what] for counts in done) for what in ("bestanden", "nieuw")}
