"""The main job as a Prefect flow around the functions of `flows.stages`.

By hand: `stadsgesprek run gesprekken/ --uit resultaat --prefect`. As a deployment: see `prefect.yaml`.
Prefect is handed the path of a work folder and numbers; texts and file names stay in that folder.
"""

from __future__ import annotations

from pathlib import Path

from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.task_runners import ThreadPoolTaskRunner

from flows import stages
from flows.report_run import COUNT_LABELS
from flows.settings import load_settings
from flows.work import WorkFolder, batches

REJECTED_SHOWN = 50

lees_bestand = task(name="lees-bestand", persist_result=False)(stages.read_file)
geef_themas = task(name="geef-themas", persist_result=False)(stages.tag_batch)
vind_zorgen = task(name="vind-zorgen", persist_result=False)(stages.group_concerns)


@task(name="maak-uitvoer", persist_result=False)
def maak_uitvoer(werkmap: str) -> dict[str, int]:
    """Write the outputs and show in Prefect what was counted and what was rejected."""
    result = stages.write_outputs(werkmap)
    counts = dict(result.manifest.counts)
    create_table_artifact(
        key="verantwoording",
        table=[{"wat": COUNT_LABELS[name], "aantal": n} for name, n in counts.items()],
        description="Van bestand tot uitspraak",
    )
    if result.rejected:
        shown = result.rejected[:REJECTED_SHOWN]
        create_table_artifact(
            key="afgewezen",
            table=[{"bestand": r.source, "waar": r.place, "reden": r.reason, "wat te doen": r.cure} for r in shown],
            description=f"De eerste {len(shown)} van {len(result.rejected)}",
        )
    return counts


@flow(
    name="hoofdstroom",
    description="Van gespreksnotities naar de woordenwolk-bijlage en het rapport.",
    task_runner=ThreadPoolTaskRunner(max_workers=1),  # a spaCy pipeline is not made for several threads at once
    persist_result=False,
)
def hoofdstroom(werkmap: str = "") -> dict[str, int]:
    """Run every stage over a work folder.

    Args:
        werkmap: map met een opdracht, klaargezet door `stadsgesprek run --prefect` of het portaal.
            Leeg: lees de map die in stadsgesprek.toml bij `invoer` staat.
    """
    work = WorkFolder(Path(werkmap)) if werkmap else _planned()
    order = work.order()
    folder = str(work.path)
    lees_bestand.map(folder, range(1, len(order.files) + 1)).result()
    geef_themas.map(folder, range(1, len(batches(order)) + 1)).result()
    vind_zorgen.submit(folder).result()
    counts = maak_uitvoer.submit(folder).result()
    if not werkmap:
        work.remove()
    return counts


def _planned() -> WorkFolder:
    settings = load_settings()
    return stages.prepare([settings.invoer], settings.uitvoer / (settings.ronde or "gesprekken"), settings)
