"""Find the concerns of all statements of a work folder together."""

from __future__ import annotations

from prefect import flow, task

from flows import stages
from flows.names import run_name
from flows.retries import RETRIES

vind_zorgen = task(name="vind-zorgen", persist_result=False, **RETRIES)(stages.group_concerns)


@flow(
    name="zorgen",
    description="Uitspraken die bij elkaar horen samennemen tot zorgen.",
    flow_run_name=run_name,
    persist_result=False,
)
def zorgen(werkmap: str) -> dict[str, int]:
    """Group the statements that `themas` tagged.

    Args:
        werkmap: map met een opdracht waarvan de uitspraken thema's hebben.
    """
    counts: dict[str, int] = vind_zorgen.submit(werkmap).result()
    return counts
