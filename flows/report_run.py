"""What a finished run says on the terminal."""

from __future__ import annotations

import json
from pathlib import Path

from corpora.records import Rejected, RunResult
from flows.trouble import NOTHING_READ, SOME_FAILED
from flows.work import ReadFile
from outputs.dutch import number

COUNT_LABELS = {
    "files": "bestanden gelezen",
    "rejected": "bestanden of rijen afgewezen",
    "doubles": "bestanden dubbel aangeleverd",
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
        console.print(what_and_why(rejected), markup=False, soft_wrap=True)
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
            {"bestand": r.source, "plaats": r.place, "reden": r.reason, "oplossing": r.cure}
            for r in result.rejected
            if not r.same_as
        ],
        "dubbel": [{"bestand": r.source, "gelijk_aan": r.same_as} for r in result.rejected if r.same_as],
        "zorgen": len(result.concerns.concerns),
        "opmerking": result.concerns.remark,
        "past_niet_meer": [*result.conflicts, *result.concerns.conflicts],
    }


def exit_code(found: RunResult | ReadFile) -> int:
    """0 when all went well, `SOME_FAILED` when files were rejected, `NOTHING_READ` when no file could be read."""
    if not found.files:
        return NOTHING_READ
    return SOME_FAILED if any(not rejected.same_as for rejected in found.rejected) else 0


def what_and_why(rejected: Rejected) -> str:
    """One sentence: which file, what was wrong, what to do."""
    what = "Dubbel aangeleverd" if rejected.same_as else "Niet gelezen"
    where = ", ".join(part for part in (rejected.source, rejected.place) if part)
    return f"{what}: {where}: {rejected.reason} {rejected.cure}".strip()
