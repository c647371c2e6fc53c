"""The part of `make bench` about masking: this project and other tools on the same made-up sentences, per type.

The other tools are no dependencies; each is measured when it has an environment of its own in `.venv-rivals` (or the folder that
STADSGESPREK_MEDEDINGERS names): `deduce` with deduce 3.0.6, `presidio` with presidio-analyzer; both with faker, pyyaml and pydantic.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from outputs.dutch import number

ROOT = Path(__file__).resolve().parents[2]
N_SENTENCES = 10_000
OWN = "stadsgesprek"
RIVALS = {
    "Deduce": ("deduce",),
    "Presidio met ons taalmodel": ("presidio", str(ROOT / "nlp" / "models" / "taal")),
}
START = "import nlp; from nlp.redact import Redactor; Redactor(nlp=nlp.load_dutch())"

Result = Mapping[str, Any]


def lines() -> list[str]:
    """The section as lines of Markdown."""
    from nlp.evaluation.stress import evaluate

    results: dict[str, Result] = {OWN: evaluate(N_SENTENCES)}
    results |= {name: found for name, command in RIVALS.items() if (found := _measured(*command))}
    missing = [name for name in RIVALS if name not in results]
    return [
        f"Welk deel is gevonden / welk deel van wat is afgeschermd klopt, op dezelfde {number(N_SENTENCES)} verzonnen zinnen. "
        "Let op: Deduce en Presidio houden een mailadres alleen voor echt als het domein kan bestaan; hier is dat `.example`.",
        f"Afschermen is klaar voor gebruik na {number(_start_seconds(), decimals=1)} s rekentijd (nieuw proces).",
        *([f"Niet gemeten, want niet geïnstalleerd: {', '.join(missing)}."] if missing else []),
        "",
        *_table(results),
    ]


def _table(results: Mapping[str, Result]) -> Iterator[str]:
    kinds = sorted(results[OWN]["recall_per_type"])
    yield f"| soort | {' | '.join(results)} |"
    yield f"|---|{'---:|' * len(results)}"
    for kind in kinds:
        yield f"| {kind} | {' | '.join(_pair(result, kind) for result in results.values())} |"
    both = (
        f"{number(result['recall'], decimals=2)} / {number(result['precision'], decimals=2)}"
        for result in results.values()
    )
    yield f"| alles | {' | '.join(both)} |"
    kept = (number(result["neighbourhood_retention"], decimals=2) for result in results.values())
    yield f"| wijken die leesbaar blijven | {' | '.join(kept)} |"


def _pair(result: Result, kind: str) -> str:
    precision = result["precision_per_type"].get(kind)
    return f"{number(result['recall_per_type'][kind], decimals=2)} / {'–' if precision is None else number(precision, decimals=2)}"


def _measured(tool: str, *arguments: str) -> Result | None:
    """The table of another tool, made by the Python of its own environment; None where that is not there."""
    home = Path(os.environ.get("STADSGESPREK_MEDEDINGERS") or ROOT / ".venv-rivals")
    python = home / tool / "bin" / "python"
    if not python.exists():
        return None
    command = [str(python), "-m", "nlp.evaluation.rivals", tool, str(N_SENTENCES), *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    found: Result = json.loads(done.stdout)
    return found


def _start_seconds() -> float:
    """Processor time until masking can begin; the clock on the wall also counts what else the machine does."""
    program = f"{START}; import time; print(time.process_time())"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=ROOT)
    return float(done.stdout)
