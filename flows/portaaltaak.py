"""A job of the portal as a Prefect flow around `flows.bridge.work_off`.

By hand: `python -m flows.bridge ID` does the same without Prefect. Prefect is handed the id of the job and nothing else.
"""

from __future__ import annotations

from uuid import UUID

from prefect import flow

from flows.bridge import work_off


@flow(
    name="portaaltaak",
    description="Een taak uit het portaal: verslagen lezen of de analyse maken.",
    persist_result=False,
)
def portaaltaak(taak: UUID) -> bool:
    """Carry a job of the portal out.

    Args:
        taak: nummer van de taak in het portaal.
    """
    return work_off(taak)
