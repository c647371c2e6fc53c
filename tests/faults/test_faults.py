"""Whatever goes wrong half-way: nothing half is left, and the same command afterwards gives the same bytes."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "corpora" / "voorbeeld" / "gesprekken"
N_KILLS = int(os.environ.get("STADSGESPREK_TEST_KILLS", "3"))

pytestmark = pytest.mark.faults


def start(*args: object, env: dict[str, str] | None = None) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "flows.cli", *map(str, args)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(
        command, text=True, cwd=ROOT, env={**os.environ, "STADSGESPREK_BEWAAR_DAGEN": "0", **(env or {})}, **pipes
    )


def finish(process: subprocess.Popen[str]) -> tuple[int, str]:
    out, err = process.communicate(timeout=300)
    return process.returncode, out + err


@pytest.fixture(scope="module")
def some_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few files of the sample corpus: a run over them takes seconds."""
    folder = tmp_path_factory.mktemp("gesprekken")
    for path in [p for p in sorted(SAMPLE.iterdir()) if p.suffix in (".txt", ".csv", ".vtt")][:4]:
        shutil.copy(path, folder)
    return folder


@pytest.fixture(scope="module")
def undisturbed(some_files: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], float]:
    """The bytes of a run that nothing happens to, and how long it takes."""
    output, began = tmp_path_factory.mktemp("ongestoord") / "run", time.monotonic()
    code, said = finish(start("run", some_files, "--uit", output))
    assert code == 0, said
    return contents(output), time.monotonic() - began


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".pdf"}


@pytest.mark.parametrize("kill", range(N_KILLS))
def test_a_killed_run_leaves_no_output_and_the_next_one_is_whole(
    kill: int, some_files: Path, undisturbed: tuple[dict[str, bytes], float], tmp_path: Path
) -> None:
    expected, seconds = undisturbed
    process = start("run", some_files, "--uit", tmp_path / "run")
    time.sleep(random.Random(kill).uniform(0.1, seconds))
    process.kill()
    process.communicate()
    if (tmp_path / "run").exists():  # it was just finished
        assert contents(tmp_path / "run") == expected
    code, said = finish(start("run", some_files, "--uit", tmp_path / "run"))
    assert code == 0, said
    assert contents(tmp_path / "run") == expected
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_a_run_that_is_asked_to_stop_says_so_and_leaves_nothing(some_files: Path, tmp_path: Path) -> None:
    process = start("run", some_files, "--uit", tmp_path / "run")
    time.sleep(2)
    process.send_signal(signal.SIGTERM)
    code, said = finish(process)
    assert code == 130
    assert "Afgebroken" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_refused_before_the_work_starts(some_files: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    code, said = finish(start("run", some_files, "--uit", tmp_path / "run"))
    assert code == 2
    assert "Kies met `--uit` een andere map." in said


def test_an_output_place_that_cannot_be_made_is_refused_with_a_cure(some_files: Path, tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("geen map")
    code, said = finish(start("run", some_files, "--uit", tmp_path / "bestand" / "run"))
    assert code == 2
    assert "Kies met `--uit` een andere map." in said
    assert "Traceback" not in said


def test_a_missing_codebook_is_named(some_files: Path, tmp_path: Path) -> None:
    code, said = finish(start("run", some_files, "--uit", tmp_path / "run", "--codeboek", tmp_path / "weg.yaml"))
    assert code == 2
    assert "weg.yaml" in said
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_settings_file_is_named(some_files: Path, tmp_path: Path) -> None:
    (tmp_path / "stadsgesprek.toml").write_text("k = 'drie'\nkleur = 'rood'\n")
    command = [sys.executable, "-m", "flows.cli", "run", str(some_files)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    answer = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False, env=env)
    assert answer.returncode == 2
    assert "stadsgesprek.toml: deze instellingen kloppen niet: k, kleur." in answer.stderr


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 200 kB."""
    place = tmp_path / "schijf"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", place], check=False)
    if mounted.returncode:
        pytest.skip("a disk cannot be mounted here")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts a disk")
def test_a_full_disk_is_told_in_one_sentence_and_leaves_nothing(some_files: Path, small_disk: Path) -> None:
    code, said = finish(start("run", some_files, "--uit", small_disk / "run"))
    assert code == 2
    assert "De schijf is vol" in said
    assert "Traceback" not in said
    assert list(small_disk.iterdir()) == []


def test_a_second_run_for_the_same_place_is_refused_and_the_first_goes_on(
    some_files: Path, undisturbed: tuple[dict[str, bytes], float], tmp_path: Path
) -> None:
    first = start("run", some_files, "--uit", tmp_path / "run")
    while not (tmp_path / ".run.werk" / "opdracht.json").exists():
        time.sleep(0.05)
    code, said = finish(start("run", some_files, "--uit", tmp_path / "run"))
    assert (code, "voor deze map loopt al een run" in said) == (2, True)
    code, said = finish(first)
    assert code == 0, said
    assert contents(tmp_path / "run") == undisturbed[0]


def test_a_killed_run_goes_on_with_what_it_had_read(
    some_files: Path, undisturbed: tuple[dict[str, bytes], float], tmp_path: Path
) -> None:
    env = {"STADSGESPREK_UITVOER": str(tmp_path / "runs"), "STADSGESPREK_BEWAAR_DAGEN": "30"}
    process = start("run", some_files, "--uit", tmp_path / "run", env=env)
    while not list((tmp_path / "runs" / ".tussenstand").rglob("zinnen/*/*")):
        time.sleep(0.05)
    process.kill()
    process.communicate()
    read = {path: path.stat().st_ino for path in (tmp_path / "runs").rglob("gelezen/*/*")}
    assert read
    code, said = finish(start("run", some_files, "--uit", tmp_path / "run", env=env))
    assert code == 0, said
    assert contents(tmp_path / "run") == undisturbed[0]
    assert {path: path.stat().st_ino for path in read} == read  # not written again


def test_a_model_that_is_cut_off_is_named_with_a_cure(tmp_path: Path) -> None:
    from corpora.errors import KnowledgeError
    from nlp.language.load import SHIPPED, load_from

    model = tmp_path / "taal"
    shutil.copytree(SHIPPED, model)
    weights = model / "parser" / "model"
    weights.write_bytes(weights.read_bytes()[:1000])
    with pytest.raises(KnowledgeError, match="het taalmodel ontbreekt of is beschadigd"):
        load_from(model)


def test_a_clock_that_was_set_back_changes_nothing(tmp_path: Path) -> None:
    from flows.kept import Kept, clear_older

    kept = Kept(tmp_path)
    kept.put("gelezen", "abc", b"inhoud")
    later = time.time() + 400 * 86_400
    os.utime(next(tmp_path.rglob("abc")), (later, later))  # written before the clock went back
    assert clear_older(tmp_path, days=30) == 0
    assert kept.get("gelezen", "abc") == b"inhoud"
    assert next(tmp_path.rglob("abc")).stat().st_mtime < later


@pytest.mark.parametrize("kill", range(N_KILLS))
def test_a_killed_prefect_run_is_whole_the_next_time(
    kill: int, some_files: Path, undisturbed: tuple[dict[str, bytes], float], tmp_path: Path
) -> None:
    expected, seconds = undisturbed
    env = {"PREFECT_HOME": str(tmp_path / "prefect"), "PREFECT_API_URL": ""}
    process = start("run", some_files, "--uit", tmp_path / "run", "--prefect", env=env)
    time.sleep(random.Random(100 + kill).uniform(5, 10 + 2 * seconds))
    os.killpg(process.pid, signal.SIGKILL)  # the server that it started goes with it, as when a machine falls out
    process.communicate()
    code, said = finish(start("run", some_files, "--uit", tmp_path / "run"))
    assert code == 0, said
    assert contents(tmp_path / "run") == expected
