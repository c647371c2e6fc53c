"""What a finished run says on the terminal."""

from __future__ import annotations

import json
from pathlib import Path

from corpora.records import Rejected, RunResult
from outputs.dutch import number

COUNT_LABELS = {
    "files": "bestanden gelezen",
    "rejected": "bestanden of rijen afgewezen",
    "conversations": "gesprekken",
    "turns": "spreekbeurten",
    "statements": "uitspraken",
    "tagged": "uitspraken met een thema",
    "reviewed": "nagekeken door een mens",
    "published": "vrijgegeven voor publicatie",
}


def show(result: RunResult, output: Path, *, as_json: bool) -> None:
    """Print the accounting, what was rejected and where the result lies."""
    if as_json:
        print(json.dumps(summary(result, output), ensure_ascii=False, indent=2, sort_keys=True))
        return
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    table = Table(show_header=False, box=None)
    for name, count in result.manifest.counts:
        table.add_row(COUNT_LABELS[name], number(count))
    console.print(table)
    for rejected in result.rejected:
        console.print(f"Niet gelezen: {where_and_why(rejected)}", markup=False, soft_wrap=True)
    for conflict in (*result.conflicts, *result.concerns.conflicts):
        console.print(f"Past niet meer: {conflict}", markup=False, soft_wrap=True)
    if result.concerns.remark:
        console.print(result.concerns.remark, markup=False, soft_wrap=True)
    console.print(f"De uitkomst staat in {output}", markup=False, soft_wrap=True)


def summary(result: RunResult, output: Path) -> dict[str, object]:
    """The same for machines."""
    return {
        "run_id": result.manifest.run_id,
        "uit": str(output),
        "aantallen": dict(result.manifest.counts),
        "afgewezen": [
            {"bestand": r.source, "plaats": r.place, "reden": r.reason, "oplossing": r.cure} for r in result.rejected
        ],
        "zorgen": len(result.concerns.concerns),
        "opmerking": result.concerns.remark,
        "past_niet_meer": [*result.conflicts, *result.concerns.conflicts],
    }


def exit_code(result: RunResult, *, some_failed: int, nothing_read: int) -> int:
    """0 when all went well, `some_failed` when files were rejected, `nothing_read` when no file could be read."""
    if not result.files:
        return nothing_read
    return some_failed if result.rejected else 0


def where_and_why(rejected: Rejected) -> str:
    """One sentence: which file, what was wrong, what to do."""
    where = ", ".join(part for part in (rejected.source, rejected.place) if part)
    return f"{where}: {rejected.reason} {rejected.cure}".strip()
