"""`stadsgesprek evalueer`: measure a stage and print the figures."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path


def evaluate(stage: str, gold: Path, *, as_json: bool) -> None:
    """Call the stage's own measure and print what it gives, as a table or as one JSON object."""
    figures = import_module(f"nlp.evaluation.{stage}").evaluate(gold)
    if as_json:
        print(json.dumps(figures, ensure_ascii=False, sort_keys=True))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("maat", "waarde")
    for name, value in _flat(figures):
        table.add_row(name, f"{value:.3f}".replace(".", ",") if isinstance(value, float) else str(value))
    Console(highlight=False).print(table)


def _flat(figures: dict[str, object], prefix: str = "") -> list[tuple[str, object]]:
    rows: list[tuple[str, object]] = []
    for name, value in figures.items():
        if isinstance(value, dict):
            rows += _flat(value, f"{prefix}{name} · ")
        else:
            rows.append((f"{prefix}{name}", value))
    return rows
