"""The command line as staff use it, and one run of the sample corpus that many tests look at."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "corpora" / "voorbeeld" / "gesprekken"
GOLD = ROOT / "tests" / "cases" / "voorbeeld" / "gold.json"
NO_NETWORK = ROOT / "tests" / "cases" / "geen_netwerk"

Cli = Callable[..., "subprocess.CompletedProcess[str]"]


def run_cli(
    *args: object, cwd: Path | None = None, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `stadsgesprek` in a process of its own, the network closed."""
    # nothing is kept between tests, unless a test asks for it
    kept = {"STADSGESPREK_BEWAAR_DAGEN": "0"}
    environment = {**os.environ, **kept, "PYTHONPATH": f"{NO_NETWORK}{os.pathsep}{ROOT}", **(env or {})}
    command = [sys.executable, "-m", "flows.cli", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, env=environment)


@pytest.fixture(scope="session")
def cli() -> Cli:
    return run_cli


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a run over the sample corpus."""
    output = tmp_path_factory.mktemp("run") / "voorbeeld"
    answer = run_cli("run", SAMPLE, "--uit", output)
    assert answer.returncode == 0, answer.stderr
    return output


@pytest.fixture(scope="session")
def planted() -> tuple[str, ...]:
    """Every invented personal datum of the sample corpus, as it stands in the files."""
    gold = json.loads(GOLD.read_text(encoding="utf-8"))
    return tuple(sorted({item["text"] for file in gold["files"] for item in file["persoonsgegevens"]}))
