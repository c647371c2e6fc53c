"""Learn themes again with what analysts decided; a model that is not better is not put in use."""

from __future__ import annotations

from pathlib import Path

from prefect import flow

from flows.names import run_name
from flows.training import train


@flow(
    name="leren",
    description="De thema's opnieuw leren, met wat analisten hebben besloten.",
    flow_run_name=run_name,
    persist_result=False,
)
def leren(besluiten: Path, model: Path) -> str:
    """Train the themes with decisions and give a sentence with the figures before and after.

    Args:
        besluiten: bestand met gecodeerde uitspraken (JSON-regels), zoals het portaal ze uitvoert.
        model: map waarin het nieuwe model komt; het vorige blijft erin bewaard.
    """
    return train("themas", data=None, decisions=besluiten, output=model)
