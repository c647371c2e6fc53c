"""`make bench`: how long things take and how well they go, in one run, written to docs/metingen.md.

Figures of one machine in one state: read the ratios, not the seconds. Files with coded statements (JSON lines) may be
given; our concerns are measured on them too, beside other ways of grouping. `--zorgen` prints only that part.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

from flows import bench_rivals

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "corpora" / "voorbeeld" / "gesprekken"
REPORT = ROOT / "docs" / "metingen.md"
N_RUNS = 3


def main(arguments: Sequence[str] = ()) -> None:
    """Measure and write."""
    golds = [Path(argument) for argument in arguments if not argument.startswith("--")]
    if "--zorgen" in arguments:
        list(_concerns(golds))
        return
    rows = _speeds()
    REPORT.write_text(_page(rows, list(_concerns(golds))), encoding="utf-8")
    bench_rivals.main()
    print(REPORT.read_text(encoding="utf-8"))


def _concerns(golds: Sequence[Path]) -> Iterator[str]:
    """How near concerns come to what coders see, beside other ways; printed as they come."""
    from nlp.evaluation.zorgen_rivals import table

    for line in table(golds):
        print(line, flush=True)
        yield line


def _speeds() -> list[tuple[str, float]]:
    rows = [
        ("`stadsgesprek --help`", _seconds(lambda: _run("--help"))),
        ("taalmodel laden (nieuw proces)", _seconds(_load_model)),
    ]
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "run"
        rows.append(("hoofdtaak over de voorbeeldgesprekken", _seconds(lambda: _run("run", SAMPLE, "--uit", output))))
    texts = _sample_texts()
    parse = _seconds(lambda: _parse(texts))
    rows.append((f"alleen `nlp.pipe` over dezelfde {len(texts)} uitspraken", parse))
    words = sum(len(text.split()) for text in texts)
    rows.append(("woorden per seconde van het taalmodel", words / parse))
    return rows


def _page(rows: Sequence[tuple[str, float]], concerns: Sequence[str]) -> str:
    machine = f"{os.cpu_count()} kernen, {platform.machine()}, Python {platform.python_version()}"
    lines = [f"| {name} | {f'{value:.2f}'.replace('.', ',')} |" for name, value in rows]
    head = [
        "# Metingen",
        "",
        f"Gemaakt door `make bench`; mediaan van {N_RUNS}; seconden, tenzij anders vermeld. {machine}.",
    ]
    compared = [
        "## Zorgen naast andere manieren om uitspraken te groeperen",
        "",
        "Hoger is beter. Ward, k-means en NMF kregen te horen hoeveel groepen ze moesten maken; onze zorgen niet.",
        "",
        *concerns,
    ]
    return "\n".join([*head, "", "| wat | uitkomst |", "|---|---:|", *lines, "", *compared, ""])


def _seconds(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(N_RUNS):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return median(taken)


def _run(*args: object) -> None:
    command = [sys.executable, "-m", "flows.cli", *map(str, args)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)


def _load_model() -> None:
    subprocess.run([sys.executable, "-c", "import nlp; nlp.load_dutch()"], check=True, cwd=ROOT)


def _sample_texts() -> list[str]:
    from flows.reading import read_one
    from flows.settings import load_settings
    from flows.tools import toolbox

    tools = toolbox(load_settings())
    return [s.text for path in sorted(SAMPLE.iterdir()) for s in read_one(path, tools).statements]


def _parse(texts: list[str]) -> int:
    from nlp import load_dutch

    return sum(len(doc) for doc in load_dutch().pipe(texts))


if __name__ == "__main__":
    main(sys.argv[1:])
