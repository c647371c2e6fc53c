"""The analysis of a round of the portal, asked for by Prefect: by the trigger in `prefect.yaml`, a schedule, or by hand."""

from __future__ import annotations

from uuid import UUID

from prefect import flow

from flows.bridge import ask_for_analysis


@flow(
    name="rondeanalyse",
    description="De analyse van een ronde in het portaal laten maken.",
    persist_result=False,
)
def rondeanalyse(ronde: UUID) -> str:
    """Ask for an analysis of the confirmed files of a round and give the id of the job.

    Args:
        ronde: nummer van de ronde in het portaal.
    """
    return str(ask_for_analysis(ronde))
