"""What a flow run is called in Prefect: the round and the day, never anything from a conversation."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path


def run_name() -> str:
    """Name of the flow run that starts now: "inlezen zomer 2026, 24-11-2026"."""
    from prefect.runtime import flow_run

    from flows.work import WorkFolder

    folder = flow_run.parameters.get("werkmap")
    order = WorkFolder(Path(folder)).order() if folder else None
    what = f" {order.settings.ronde or order.name}" if order else ""
    return f"{flow_run.flow_name}{what}, {datetime.now(UTC).astimezone():%d-%m-%Y %H.%M}"
