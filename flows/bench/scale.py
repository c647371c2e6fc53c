"""The part of `make bench` about size: the whole job beside the bare pipeline, one new file among many, and Prefect.

The conversations are made of the training statements, ten to a file, the number of the file in each so that no two
are alike.
"""

from __future__ import annotations

import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from thinc.api import use_ops

from nlp import load_dutch
from nlp.language.load import SHIPPED
from outputs.dutch import number

N_STATEMENTS, N_PER_FILE = 10_000, 10
N_PREFECT_FILES = (1, 100)


def lines(n: int = N_STATEMENTS) -> Iterator[str]:
    """The section as lines of Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        small, large = timed(place, n // 4), timed(place, n)
        again, raw, faster = _with_one_file_more(place, n), _seconds(_plain_pipeline(), n), _seconds(load_dutch(), n)
        overhead = [(files, *_prefect_seconds(place, files)) for files in N_PREFECT_FILES]
    exponent = math.log(large[0] / small[0]) / math.log(4)
    yield from (f"{number(n)} uitspraken in {number(n // N_PER_FILE)} bestanden; één proces.", "")
    yield from ("| wat | uitkomst |", "|---|---:|")
    yield f"| hoofdtaak, rekentijd in seconden | {number(large[0], decimals=1)} |"
    yield f"| alleen `nlp.pipe` over dezelfde uitspraken, met alle onderdelen, zoals spaCy het levert | {number(raw, decimals=1)} |"
    yield f"| dezelfde `nlp.pipe` met onze snellere vermenigvuldiging | {number(faster, decimals=1)} |"
    yield f"| verhouding tot de eerste en de tweede | {number(large[0] / raw, decimals=2)} en {number(large[0] / faster, decimals=2)} |"
    yield f"| groei van {number(n // 4)} naar {number(n)} uitspraken, exponent | {number(exponent, decimals=2)} |"
    yield f"| geheugen, MB | {large[1]} |"
    yield f"| nog een keer met één bestand erbij, deel van de hele taak | {number(100 * again / large[0], decimals=1)} % |"
    for files, direct, prefect in overhead:
        yield f"| {files} bestand(en): rechtstreeks en met Prefect, seconden | {number(direct, decimals=1)} en {number(prefect, decimals=1)} |"


def texts(n: int) -> list[str]:
    """The training statements, again from the first where `n` is more than there are."""
    from corpora.coded import require_coded

    known = [statement.text for statement in require_coded()]
    return [known[i % len(known)] for i in range(n)]


def notes(place: Path, n: int) -> Path:
    """A folder with `n` statements, the same for the same `n`."""
    said, folder = texts(n), place / f"gesprekken-{n}"
    if not folder.exists():
        folder.mkdir()
        for number in range(n // N_PER_FILE):
            chosen = said[number * N_PER_FILE : (number + 1) * N_PER_FILE]
            talk = [f"Bewoner {i + 1}: {text}" for i, text in enumerate(chosen)]
            (folder / f"gesprek-{number:05d}.txt").write_text("\n\n".join([f"Gesprek {number}", *talk]))
    return folder


def timed(place: Path, n: int, *options: str) -> tuple[float, int]:
    """CPU seconds and peak memory in MB of the whole job in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "flows.cli", "run", str(notes(place, n)), "--uit", str(place / "uit"), *options]
    environment = {**os.environ, "STADSGESPREK_UITVOER": str(place / f"runs-{n}")}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, after.ru_maxrss // 1024


def _with_one_file_more(place: Path, n: int) -> float:
    (notes(place, n) / "nieuw.txt").write_text("Bewoner: De lantaarn bij de speeltuin is al weken stuk.")
    return timed(place, n)[0]


def _plain_pipeline() -> Language:
    """The shipped pipeline as spaCy itself loads it."""
    with use_ops("numpy"):
        return spacy.load(SHIPPED)


def _seconds(nlp: Language, n: int) -> float:
    said, began = texts(n), time.process_time()
    for _ in nlp.pipe(said):
        pass
    return time.process_time() - began


def _prefect_seconds(place: Path, n_files: int) -> tuple[float, float]:
    """Wall-clock seconds of the same job without and with Prefect, nothing kept between the two."""
    taken = []
    for options in ((), ("--prefect",)):
        began = time.perf_counter()
        command = [sys.executable, "-m", "flows.cli", "run", str(notes(place, n_files * N_PER_FILE))]
        environment = {**os.environ, "STADSGESPREK_BEWAAR_DAGEN": "0", "PREFECT_HOME": str(place / "prefect")}
        command += ["--uit", str(place / "uit"), *options]
        subprocess.run(command, check=True, capture_output=True, env=environment)
        taken.append(time.perf_counter() - began)
    return taken[0], taken[1]
