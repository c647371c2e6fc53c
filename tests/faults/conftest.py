"""Processes that the fault tests start and break, and the files that go in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "corpora" / "voorbeeld" / "gesprekken"
N_KILLS = int(os.environ.get("STADSGESPREK_TEST_KILLS", "3"))
LONGEST_SECONDS = 300


def start(*args: object, module: str = "flows.cli", env: dict[str, str] | None = None) -> subprocess.Popen[str]:
    """The command line, or another module, in a group of processes of its own, that keeps nothing for later runs."""
    command = [sys.executable, "-m", module, *map(str, args)]
    environment = {**os.environ, "STADSGESPREK_BEWAAR_DAGEN": "0", **(env or {})}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, text=True, cwd=ROOT, env=environment, start_new_session=True, **pipes)


def finish(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Exit code and everything that was said."""
    out, err = process.communicate(timeout=LONGEST_SECONDS)
    return process.returncode, out + err


@pytest.fixture(scope="session")
def some_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few files of the sample corpus: a run over them takes seconds."""
    folder = tmp_path_factory.mktemp("gesprekken")
    for path in [p for p in sorted(SAMPLE.iterdir()) if p.suffix in (".txt", ".csv", ".vtt")][:4]:
        shutil.copy(path, folder)
    return folder
