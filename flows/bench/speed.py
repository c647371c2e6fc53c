"""How fast the command line, the language model and the main job are."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import httpx

from outputs.dutch import number

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "corpora" / "voorbeeld" / "gesprekken"
N_RUNS = 3
NOTHING_KEPT = {**os.environ, "STADSGESPREK_BEWAAR_DAGEN": "0"}


def lines() -> Iterator[str]:
    """The section as lines of Markdown."""
    yield f"Seconden, tenzij anders vermeld; mediaan van {N_RUNS}."
    yield from ("", "| wat | uitkomst |", "|---|---:|")
    for name, value in _rows():
        yield f"| {name} | {number(value, decimals=2)} |"


def _rows() -> Iterator[tuple[str, float]]:
    yield "`stadsgesprek --help`", _seconds(lambda: _run("--help"))
    yield "`stadsgesprek portaal` tot de eerste pagina", _page_seconds()
    yield "taalmodel laden (nieuw proces)", _seconds(_load_model)
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "run"
        yield "hoofdtaak over de voorbeeldgesprekken", _seconds(lambda: _run("run", SAMPLE, "--uit", output))
    texts = _sample_texts()
    parse = _seconds(lambda: _parse(texts))
    yield f"alleen `nlp.pipe` over dezelfde {len(texts)} uitspraken", parse
    yield "woorden per seconde van het taalmodel", sum(len(text.split()) for text in texts) / parse


def _seconds(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(N_RUNS):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return median(taken)


def _run(*args: object) -> None:
    command = [sys.executable, "-m", "flows.cli", *map(str, args)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=NOTHING_KEPT)


def _page_seconds() -> float:
    """Of a portal that was set up before: the first start of all also makes the database."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        settings = {"STADSGESPREK_PORTAAL_MAP": folder, "STADSGESPREK_BEHEERDER": "beheerder"}
        environment = {**os.environ, **settings, "STADSGESPREK_WACHTWOORD": secrets.token_urlsafe()}
        return median([_until_first_page(port, environment) for _ in range(N_RUNS + 1)][1:])


def _until_first_page(port: int, environment: dict[str, str]) -> float:
    began = time.perf_counter()
    command = [sys.executable, "-m", "flows.cli", "portaal", "--poort", str(port)]
    portal = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        while portal.poll() is None:
            try:
                httpx.get(f"http://127.0.0.1:{port}/inloggen/", timeout=10).raise_for_status()
                return time.perf_counter() - began
            except httpx.TransportError:
                time.sleep(0.02)
        raise RuntimeError("the portal did not start")
    finally:
        portal.terminate()
        portal.wait()


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
