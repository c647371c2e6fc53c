"""Whatever goes wrong half-way: nothing half is left, and the same command afterwards gives the same bytes."""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import requests

from tests.faults.conftest import N_KILLS, ROOT, finish, start

pytestmark = pytest.mark.faults


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


def start_without_privileges(*args: object) -> subprocess.Popen[str]:
    """The command line, for which the rights on files count also where root runs the tests."""
    if os.geteuid() != 0:
        return start(*args)
    if not shutil.which("setpriv"):
        pytest.skip("root may read and write anywhere")
    drop = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    command = [*drop, sys.executable, "-m", "flows.cli", *map(str, args)]
    env = {**os.environ, "STADSGESPREK_BEWAAR_DAGEN": "0"}
    return subprocess.Popen(command, text=True, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_a_read_only_folder_is_refused_before_the_work_starts(some_files: Path, tmp_path: Path) -> None:
    place = tmp_path / "alleen lezen"
    place.mkdir(mode=0o500)
    code, said = finish(start_without_privileges("run", some_files, "--uit", place / "run"))
    assert code == 2
    assert "Kies met `--uit` een andere map." in said
    assert list(place.iterdir()) == []


def test_what_may_not_be_read_is_named_and_the_rest_goes_on(some_files: Path, tmp_path: Path) -> None:
    notes = tmp_path / "gesprekken"
    shutil.copytree(some_files, notes)
    closed = min(notes.iterdir())
    (notes / "map dicht").mkdir()
    shutil.copy(closed, notes / "map dicht" / "verborgen.txt")
    closed.chmod(0)
    (notes / "map dicht").chmod(0)
    code, said = finish(start_without_privileges("run", notes, "--uit", tmp_path / "run"))
    (notes / "map dicht").chmod(0o700)
    assert code == 3
    assert f"{closed.name}: het bestand kan niet worden geopend." in said
    assert "controleer of u het mag lezen." in said
    assert "map dicht: deze map mag niet worden geopend. Controleer de rechten van de map." in said


def test_a_folder_that_may_not_be_read_is_refused_in_dutch(tmp_path: Path) -> None:
    (tmp_path / "dicht").mkdir(mode=0)
    code, said = finish(start_without_privileges("run", tmp_path / "dicht", "--uit", tmp_path / "run"))
    assert code == 2
    assert "mag niet worden gelezen. Controleer de rechten." in said


def test_rights_that_are_taken_away_half_way_are_told_in_one_sentence(some_files: Path, tmp_path: Path) -> None:
    process = start_without_privileges("run", some_files, "--uit", tmp_path / "run")
    work = tmp_path / ".run.werk"
    while not (work / "gelezen").exists():
        time.sleep(0.02)
    (work / "gelezen").chmod(0o500)
    code, said = finish(process)
    assert code == 2
    assert "Controleer de rechten." in said
    assert "Traceback" not in said
    assert not (tmp_path / "run").exists()


def test_an_output_place_that_cannot_be_made_is_refused_with_a_cure(some_files: Path, tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("geen map")
    code, said = finish(start("run", some_files, "--uit", tmp_path / "bestand" / "run"))
    assert code == 2
    assert "(een deel van de naam is een bestand en geen map)" in said
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


@pytest.mark.parametrize(
    "damage", ["omgevallen bit", *(pytest.param(d, marks=pytest.mark.slow) for d in ("afgekapt", "leeg"))]
)
def test_damaged_pieces_of_an_earlier_run_change_nothing_and_are_mended(
    damage: str, some_files: Path, undisturbed: tuple[dict[str, bytes], float], tmp_path: Path
) -> None:
    env = {"STADSGESPREK_UITVOER": str(tmp_path / "runs"), "STADSGESPREK_BEWAAR_DAGEN": "30"}
    assert finish(start("run", some_files, "--uit", tmp_path / "eerst", env=env))[0] == 0
    pieces = {path: path.read_bytes() for path in (tmp_path / "runs" / ".tussenstand").rglob("*") if path.is_file()}
    assert len(pieces) == 3 * len(list(some_files.iterdir()))
    for path, data in pieces.items():
        middle = len(data) // 2
        flipped = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
        path.write_bytes({"afgekapt": data[:middle], "omgevallen bit": flipped, "leeg": b""}[damage])
    code, said = finish(start("run", some_files, "--uit", tmp_path / "run", env=env))
    assert code == 0, said
    assert contents(tmp_path / "run") == undisturbed[0]
    assert {path: path.read_bytes() for path in pieces} == pieces


@pytest.mark.parametrize("seconds", [0.0, pytest.param(1.0, marks=pytest.mark.slow)])
def test_a_file_that_is_replaced_while_the_run_goes_on_counts_as_it_was_or_as_it_is(
    seconds: float, tmp_path: Path
) -> None:
    notes, new = tmp_path / "gesprekken", "Bewoner: Er staat een nieuw hek bij de school, dat is fijn.\n"
    notes.mkdir()
    (notes / "a.txt").write_text("Bewoner: De lantaarn op de hoek is al weken stuk.\n" * 3, encoding="utf-8")
    (notes / "b.txt").write_text("Bewoner: Ik voel mij veilig op het plein.\n", encoding="utf-8")
    assert finish(start("run", notes, "--uit", tmp_path / "oud" / "run"))[0] == 0
    process = start("run", notes, "--uit", tmp_path / "run")
    while not (tmp_path / ".run.werk" / "opdracht.json").exists():
        time.sleep(0.02)
    time.sleep(seconds)
    (tmp_path / "nieuw.txt").write_text(new, encoding="utf-8")
    (tmp_path / "nieuw.txt").replace(notes / "a.txt")
    code, said = finish(process)
    assert code == 0, said
    assert finish(start("run", notes, "--uit", tmp_path / "nieuw" / "run"))[0] == 0
    now = contents(tmp_path / "nieuw" / "run")
    assert contents(tmp_path / "run") in (contents(tmp_path / "oud" / "run"), now)
    assert finish(start("run", notes, "--uit", tmp_path / "run"))[0] == 0
    assert contents(tmp_path / "run") == now


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


@pytest.mark.slow
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


@pytest.mark.slow
def test_a_prefect_server_that_is_restarted_half_way_does_not_end_the_run(
    some_files: Path, undisturbed: tuple[dict[str, bytes], float], tmp_path: Path
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {"PREFECT_HOME": str(tmp_path / "prefect"), "DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}
    server = prefect_server(port, env)
    try:
        process = start(
            "run", some_files, "--uit", tmp_path / "run", env=env | {"PREFECT_API_URL": f"http://127.0.0.1:{port}/api"}
        )
        while not (tmp_path / ".run.werk" / "gelezen").exists():
            assert process.poll() is None
            time.sleep(0.05)
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
        time.sleep(5)
        server = prefect_server(port, env)
        code, said = finish(process)
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
    assert code == 0, said
    assert contents(tmp_path / "run") == undisturbed[0]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith((".run", "run"))] == ["run"]


def prefect_server(port: int, env: dict[str, str]) -> subprocess.Popen[bytes]:
    """A server in a group of processes of its own, once it answers."""
    command = [sys.executable, "-m", "prefect", "server", "start", "--port", str(port), "--no-ui"]
    server = subprocess.Popen(
        command, env={**os.environ, **env}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    until = time.monotonic() + 180
    while True:
        with suppress(requests.RequestException):
            if requests.get(f"http://127.0.0.1:{port}/api/health", timeout=5).ok:
                return server
        assert server.poll() is None
        assert time.monotonic() < until
        time.sleep(0.3)
