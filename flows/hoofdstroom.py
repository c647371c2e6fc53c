"""The main job as a Prefect flow: reading, themes, concerns and outputs, one after the other.

By hand: `stadsgesprek run gesprekken/ --uit resultaat --prefect`. As a deployment: see `prefect.yaml`.
Prefect is handed the path of a work folder and numbers; texts stay in that folder.
"""

from __future__ import annotations

from pathlib import Path

from prefect import flow

from flows import stages
from flows.bijlage import bijlage
from flows.inlezen import inlezen
from flows.names import run_name
from flows.runners import task_runner
from flows.settings import load_settings
from flows.themas import themas
from flows.work import WorkFolder
from flows.zorgen import zorgen


@flow(
    name="hoofdstroom",
    description="Van gespreksnotities naar de woordenwolk-bijlage en het rapport.",
    flow_run_name=run_name,
    task_runner=task_runner(),  # one for all steps: workers load the model once
    persist_result=False,
)
def hoofdstroom(werkmap: str = "") -> dict[str, int]:
    """Run every stage over a work folder.

    Args:
        werkmap: map met een opdracht, klaargezet door `stadsgesprek run --prefect` of het portaal.
            Leeg: lees de map die in stadsgesprek.toml bij `invoer` staat.
    """
    work = WorkFolder(Path(werkmap)) if werkmap else _planned()
    folder = str(work.path)
    inlezen.fn(folder)
    themas.fn(folder)
    zorgen.fn(folder)
    counts: dict[str, int] = bijlage.fn(folder)
    if not werkmap:
        work.remove()
    return counts


def _planned() -> WorkFolder:
    settings = load_settings()
    output = settings.uitvoer / (settings.ronde or "gesprekken")
    return stages.prepare([settings.invoer], output, settings, kept=settings.kept)
