"""The part of `make bench` about more than one process: the language stage on two Dask workers and on one.

Each measurement is a process of its own: a cluster on this machine whose workers have loaded the model, and the flow
`inlezen` sent to its address, as a city with a cluster of its own does.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from outputs.dutch import number

N_STATEMENTS = 2_000
NO_DASK = "Dask is hier niet geïnstalleerd en is overgeslagen: pip install 'stadsgesprek[dask]'."
# one thread of arithmetic per process; otherwise one worker takes every core and two have nothing to win
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def lines() -> Iterator[str]:
    """The section as lines of Markdown."""
    if find_spec("prefect_dask") is None:
        yield NO_DASK
        return
    with tempfile.TemporaryDirectory() as folder:
        seconds = {n: _measured(Path(folder), n) for n in (1, 2)}
    yield f"Lezen, afschermen en opknippen van {number(N_STATEMENTS)} uitspraken."
    yield "Andere programma's op dezelfde kernen maken de verhouding kleiner."
    yield from ("", "| Dask-werkers | seconden |", "|---:|---:|")
    yield from (f"| {n} | {number(taken, decimals=1)} |" for n, taken in seconds.items())
    yield from ("", f"Twee werkers zijn {number(seconds[1] / seconds[2], decimals=2)} keer zo snel als een.")


def _measured(place: Path, n_workers: int) -> float:
    environment = {
        **os.environ,
        **ONE_THREAD,
        "PREFECT_HOME": str(place / "prefect"),
        "PREFECT_API_URL": "",
        "STADSGESPREK_UITVOERDER": "dask",
        "STADSGESPREK_WERKERS": str(n_workers),
        "STADSGESPREK_BEWAAR_DAGEN": "0",
    }
    command = [sys.executable, "-m", "flows.bench.workers", str(place), str(n_workers)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return float(json.loads(done.stdout.splitlines()[-1]))


def _read(place: Path, n_workers: int) -> float:
    """Wall-clock seconds of the flow, in this process and its workers."""
    from dask.distributed import Client, LocalCluster  # type: ignore[import-not-found]

    from flows import stages
    from flows.bench.scale import notes
    from flows.settings import load_settings
    from flows.with_prefect import own_server

    work = stages.prepare([notes(place, N_STATEMENTS)], place / "uit", load_settings())
    with LocalCluster(n_workers=n_workers, threads_per_worker=1, dashboard_address=None) as cluster, own_server():
        with Client(cluster) as client:
            client.run(_warm)
        os.environ["STADSGESPREK_CLUSTER"] = cluster.scheduler_address
        from flows.inlezen import inlezen

        began = time.perf_counter()
        inlezen(str(work.path))
        taken = time.perf_counter() - began
    work.remove()
    return taken


def _warm() -> None:
    from flows.settings import load_settings
    from flows.tools import toolbox

    tools = toolbox(load_settings())
    tools.redactor  # noqa: B018
    tools.nlp("De lantaarn is stuk.")


if __name__ == "__main__":
    print(json.dumps(_read(Path(sys.argv[1]), int(sys.argv[2]))))
