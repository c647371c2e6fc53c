"""`make bench`: how long things take and how well they go, written to docs/metingen.md a section at a time.

`python -m flows.bench [DEEL...] [AANTAL] [GOUD...]` measures all sections, or those that are named. The number is how many
statements `groei` goes up to. Files with coded statements (JSON lines) may be given; our concerns are then measured on
them too. Figures of one machine in one state: read the ratios.
"""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from flows.bench import masking, outputs, peers, scale, speed, steadiness, workers

REPORT = Path(__file__).resolve().parents[2] / "docs" / "metingen.md"


def main(arguments: Sequence[str]) -> None:
    """Measure, and put each section in the place of the former one."""
    sizes = [int(argument) for argument in arguments if argument.isdigit()]
    golds = [Path(argument) for argument in arguments if argument not in SECTIONS and not argument.isdigit()]
    chosen = [argument for argument in arguments if argument in SECTIONS] or list(SECTIONS)
    for name in chosen:
        heading, lines = SECTIONS[name]
        _put(heading, scale.lines(sizes[0]) if name == GROWTH and sizes else lines(golds))


def _concerns(golds: Sequence[Path]) -> Iterable[str]:
    from nlp.evaluation.zorgen_rivals import table

    yield (
        "Hoger is beter. `aantal` zegt waar het aantal groepen vandaan kwam; hoeveel groepen codeurs zien, weet vooraf niemand. "
        "Onze zorgen tellen minstens drie personen; `vanaf 3` legt de andere manieren dezelfde regel op."
    )
    yield ""
    yield from table(golds)


def _themes(golds: Sequence[Path]) -> Iterable[str]:
    from nlp.themes.compare import table
    from nlp.themes.rivals import PEERS

    yield "Hoger is beter. Wat apart staat, zijn situaties waar niemand van leerde. CorEx telt mee waar `corextopic` is geïnstalleerd."
    yield ""
    yield from table(golds, rivals=PEERS)


GROWTH = "groei"
SECTIONS: dict[str, tuple[str, Callable[[Sequence[Path]], Iterable[str]]]] = {
    "snelheid": ("Snelheid", lambda _: speed.lines()),
    "afschermen": ("Afschermen", lambda _: masking.lines()),
    "themas": ("Thema's naast andere manieren om ze te vinden", _themes),
    "zorgen": ("Zorgen naast andere manieren om uitspraken te groeperen", _concerns),
    "vastheid": ("Zorgen die blijven staan", lambda _: steadiness.lines()),
    "uitvoer": ("Bijlage, rapport en woordenwolk", lambda _: outputs.lines()),
    GROWTH: ("Hoe het groeit", lambda _: scale.lines()),
    "werkers": ("Twee werkers naast een", lambda _: workers.lines()),
    "vergelijking": ("Naast wat een gemeente anders zou nemen", lambda _: peers.lines()),
}


def _put(heading: str, lines: Iterable[str]) -> None:
    machine = f"{os.cpu_count()} kernen, {platform.machine()}, Python {platform.python_version()}"
    body = [f"## {heading}", "", f"Gemaakt door `make bench`. {machine}.", ""]
    print(*body, sep="\n")
    for line in lines:
        print(line, flush=True)
        body.append(line)
    page = REPORT.read_text(encoding="utf-8") if REPORT.exists() else "# Metingen\n"
    former = re.compile(rf"\n*^## {re.escape(heading)}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    REPORT.write_text(f"{former.sub(chr(10) * 2, page).rstrip()}\n\n" + "\n".join(body) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
