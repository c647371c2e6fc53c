"""Make the appendix, the report and the data files of a work folder, and show in Prefect what was counted."""

from __future__ import annotations

from prefect import flow, task
from prefect.artifacts import create_link_artifact, create_table_artifact

from corpora.records import RunResult
from flows import stages
from flows.names import run_name
from flows.report_run import COUNT_LABELS
from flows.retries import RETRIES

REJECTED_SHOWN = 50


@task(name="maak-uitvoer", persist_result=False, **RETRIES)
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
        _show_rejected(result)
    create_link_artifact(key="uitkomst", link=stages.place_of(werkmap).as_uri(), link_text="Map met de uitkomst")
    return counts


def _show_rejected(result: RunResult) -> None:
    shown = result.rejected[:REJECTED_SHOWN]
    create_table_artifact(
        key="afgewezen",
        table=[{"bestand": r.source, "waar": r.place, "reden": r.reason, "wat te doen": r.cure} for r in shown],
        description=f"De eerste {len(shown)} van {len(result.rejected)}",
    )


@flow(
    name="bijlage",
    description="De woordenwolk-bijlage, het rapport en de bestanden met gegevens maken.",
    flow_run_name=run_name,
    persist_result=False,
)
def bijlage(werkmap: str) -> dict[str, int]:
    """Write the outputs of a work folder to the place that its order names.

    Args:
        werkmap: map met een opdracht waarvan de zorgen gevonden zijn.
    """
    counts: dict[str, int] = maak_uitvoer.submit(werkmap).result()
    return counts
