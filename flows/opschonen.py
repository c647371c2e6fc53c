"""Delete what may not be kept any longer: pieces of earlier runs, what killed runs left, and what the portal holds."""

from __future__ import annotations

from prefect import flow

from flows.clearing import clear
from flows.names import run_name


@flow(
    name="opschonen",
    description="Verwijderen wat niet langer bewaard mag blijven, hier en in het portaal.",
    flow_run_name=run_name,
    persist_result=False,
)
def opschonen(portaal: bool = True) -> dict[str, int]:
    """Delete what is past its date.

    Args:
        portaal: ook de rondes in het portaal waarvan de bewaartermijn voorbij is.
    """
    return clear(portal=portaal)
