"""The same job as a Prefect flow: the same bytes, and nothing of a conversation in Prefect's own files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "corpora" / "voorbeeld" / "gesprekken"
DATA_FILES = (
    "uitspraken.csv",
    "uitspraken.json",
    "uitspraken.xlsx",
    "manifest.json",
    "woordenwolk.svg",
    "rapport.html",
)


@pytest.fixture(scope="module")
def prefect_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """Output folder, Prefect's home, and what was printed."""
    folder = tmp_path_factory.mktemp("prefect")
    output, home = folder / "voorbeeld", folder / "home"
    environment = {**os.environ, "PREFECT_HOME": str(home), "PREFECT_API_URL": ""}
    environment["STADSGESPREK_BEWAAR_DAGEN"] = "0"
    command = [sys.executable, "-m", "flows.cli", "run", str(SAMPLE), "--uit", str(output), "--prefect"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment)
    assert answer.returncode == 0, answer.stderr
    return output, home, answer.stdout + answer.stderr


@pytest.mark.prefect
def test_prefect_gives_the_same_bytes_as_the_direct_run(prefect_run: tuple[Path, Path, str], sample_run: Path) -> None:
    output, _, _ = prefect_run
    assert [n for n in DATA_FILES if (output / n).read_bytes() != (sample_run / n).read_bytes()] == []


@pytest.mark.prefect
def test_prefect_never_sees_a_name_or_a_sentence(
    prefect_run: tuple[Path, Path, str], sample_run: Path, planted: tuple[str, ...]
) -> None:
    _, home, printed = prefect_run
    stored = b"\n".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert b"hoofdstroom" in stored
    import json

    statements = json.loads((sample_run / "uitspraken.json").read_text(encoding="utf-8"))["statements"]
    secrets = [*planted, *(s["text"] for s in statements)]
    assert [s for s in secrets if s.encode() in stored or s in printed] == []


@pytest.mark.slow
@pytest.mark.parametrize("executor", ["processen", "dask", "ray"])
def test_workers_in_other_processes_give_the_same_bytes(executor: str, sample_run: Path, tmp_path: Path) -> None:
    if executor != "processen":
        pytest.importorskip(f"prefect_{executor}")
    environment = {
        **os.environ,
        "PREFECT_HOME": str(tmp_path / "home"),
        "PREFECT_API_URL": "",
        "STADSGESPREK_UITVOERDER": executor,
        "STADSGESPREK_WERKERS": "2",
        "STADSGESPREK_BEWAAR_DAGEN": "0",
    }
    command = [sys.executable, "-m", "flows.cli", "run", str(SAMPLE), "--uit", str(tmp_path / "voorbeeld"), "--prefect"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment)
    assert answer.returncode == 0, answer.stderr
    assert [n for n in DATA_FILES if (tmp_path / "voorbeeld" / n).read_bytes() != (sample_run / n).read_bytes()] == []


def test_a_fault_of_disk_or_network_is_tried_again_and_a_mistake_is_not() -> None:
    from prefect.states import Failed

    from flows.retries import is_outside_fault

    assert is_outside_fault(None, None, Failed(data=OSError("vol")))
    assert not is_outside_fault(None, None, Failed(data=ValueError("fout")))
