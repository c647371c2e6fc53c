"""The portal, when it, its worker or its database falls away: nothing lost, doubled or left; the same result afterwards."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import requests

from tests.faults.conftest import N_KILLS, ROOT, finish, start

PASSWORD = "kastanje-lantaarn-9"
READING, RUN = UUID(int=2), UUID(int=3)
N_FILES = 40
LOCKED_SECONDS = 25  # longer than the 20 that SQLite itself waits
GONE_SECONDS = 30

pytestmark = pytest.mark.faults


@dataclass
class Portal:
    """A portal with a data folder of its own."""

    folder: Path
    more: dict[str, str] = field(default_factory=dict)

    @property
    def env(self) -> dict[str, str]:
        mine = {"STADSGESPREK_PORTAAL_MAP": str(self.folder), "PYTHONPATH": str(ROOT), "PREFECT_API_URL": ""}
        return {**mine, "STADSGESPREK_BEHEERDER": "hoofd", "STADSGESPREK_WACHTWOORD": PASSWORD, **self.more}

    def step(self, *arguments: object) -> Any:
        """What a step of `steps.py` gives."""
        command = [sys.executable, str(ROOT / "tests" / "faults" / "steps.py"), *map(str, arguments)]
        done = subprocess.run(
            command, env={**os.environ, **self.env}, cwd=ROOT, check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def work(self, job: UUID) -> subprocess.Popen[str]:
        """A worker that carries the job out."""
        return start(job, module="flows.bridge", env=self.env)

    def work_off(self, job: UUID) -> None:
        code, said = finish(self.work(job))
        assert code == 0, said

    def copy(self, target: Path) -> Portal:
        shutil.copytree(self.folder, target)
        return Portal(target, self.more)

    def state(self, job: UUID) -> str:
        """State of a job, from the SQLite file, which may be read while somebody writes."""
        with sqlite3.connect(self.folder / "portaal.sqlite3") as database:
            return str(database.execute("SELECT state FROM jobs_job WHERE id = ?", [job.hex]).fetchone()[0])


@pytest.fixture(scope="module")
def received(some_files: Path, tmp_path_factory: pytest.TempPathFactory) -> Portal:
    """A portal where a few files wait to be read."""
    portal = Portal(tmp_path_factory.mktemp("portaal") / "gegevens")
    portal.step("new", some_files)
    return portal


@dataclass(frozen=True)
class Undisturbed:
    """A portal that nothing happened to."""

    confirmed: Portal  # before the analysis
    found: dict[str, Any]
    seconds: tuple[float, float]  # of reading and of analysing


@pytest.fixture(scope="module")
def undisturbed(received: Portal, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    portal = received.copy(tmp_path_factory.mktemp("ongestoord") / "gegevens")
    began = time.monotonic()
    portal.work_off(READING)
    read = time.monotonic()
    portal.step("confirm")
    confirmed = portal.copy(tmp_path_factory.mktemp("bevestigd") / "gegevens")
    middle = time.monotonic()
    portal.work_off(RUN)
    found = portal.step("found")
    assert [state for _, state, _ in found["jobs"]] == ["klaar", "klaar"]
    assert found["statements"]
    assert found["outputs"]
    return Undisturbed(confirmed, found, (read - began, time.monotonic() - middle))


# --- whoever hands files in ------------------------------------------------------------------------


@contextmanager
def open_to_visitors(portal: Portal) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The portal with its pages, in a group of processes of its own, and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        [sys.executable, "-m", "flows.cli", "portaal", "--poort", str(port)],
        env={**os.environ, **portal.env}, cwd=ROOT, stdout=subprocess.DEVNULL, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        until = time.monotonic() + 120
        while not answers(address):
            assert server.poll() is None
            assert time.monotonic() < until
            time.sleep(0.1)
        yield server, address
    finally:
        fall_out(server)


def fall_out(server: subprocess.Popen[str]) -> None:
    """All processes of the portal are gone at once, as when the machine falls out."""
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)
    server.wait(30)


def answers(address: str) -> bool:
    try:
        return requests.get(f"{address}/inloggen/", timeout=10).ok
    except requests.RequestException:
        return False


class Visitor:
    """Somebody with a browser who is logged in."""

    def __init__(self, address: str) -> None:
        self.address, self.browser = address, requests.Session()
        self.post("/inloggen/", "/inloggen/", {"username": "hoofd", "password": PASSWORD})

    def post(self, page: str, to: str, data: dict[str, str], files: Any = None) -> str:
        token = re.search(
            r'name="csrfmiddlewaretoken" value="([^"]+)"', self.browser.get(self.address + page, timeout=60).text
        )
        assert token
        answer = self.browser.post(
            self.address + to, data | {"csrfmiddlewaretoken": token[1]}, files=files, timeout=120
        )
        assert answer.ok, answer.status_code
        return answer.text

    def hand_in(self, ronde: str) -> str:
        """The page after all files were handed in at once."""
        files = [("bestanden", (f"gesprek {n}.txt", talk(n))) for n in range(N_FILES)]
        return self.post(f"/rondes/{ronde}/", f"/rondes/{ronde}/aanleveren/", {}, files)


def talk(number: int) -> bytes:
    return f"Bewoner: Dit is gesprek {number}, en de lantaarn op de hoek is stuk.\n".encode() * 40


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> tuple[Portal, str, float]:
    """A portal with an empty round where no reader is started, its round, and how many seconds handing in takes."""
    # jobs go to a Prefect server that is not there: this is about files that come in
    portal = Portal(tmp_path_factory.mktemp("leeg") / "gegevens", {"PREFECT_API_URL": "http://127.0.0.1:9/api"})
    ronde = portal.step("new")
    other = portal.copy(tmp_path_factory.mktemp("proef") / "gegevens")
    with open_to_visitors(other) as (_, address):
        visitor, began = Visitor(address), time.monotonic()
        visitor.hand_in(ronde)
        return portal, ronde, time.monotonic() - began


@pytest.mark.parametrize("kill", range(N_KILLS))
def test_a_portal_killed_while_files_come_in_has_each_file_whole_or_not(
    kill: int, empty: tuple[Portal, str, float], tmp_path: Path
) -> None:
    untouched, ronde, seconds = empty
    portal = untouched.copy(tmp_path / "gegevens")
    with open_to_visitors(portal) as (server, address):
        visitor = Visitor(address)
        killer = subprocess.Popen(
            ["sh", "-c", f"sleep {random.Random(kill).uniform(0, seconds):.3f}; kill -9 -{server.pid}"]
        )
        with suppress(requests.RequestException, AssertionError):
            visitor.hand_in(ronde)
        killer.wait()
    with open_to_visitors(portal) as (_, address):
        page = Visitor(address).hand_in(ronde)
    said = len(re.findall(r"is ontvangen\.|is al aangeleverd in deze ronde", page))
    assert said == N_FILES
    found = portal.step("found")
    assert len(found["uploads"]) == N_FILES
    assert [found[what] for what in ("damaged", "doubled", "lost", "left")] == [[], False, [], []]


def test_a_portal_that_is_asked_to_stop_takes_all_its_processes_along(
    empty: tuple[Portal, str, float], tmp_path: Path
) -> None:
    with open_to_visitors(empty[0].copy(tmp_path / "gegevens")) as (server, address):
        server.terminate()
        assert server.wait(30) in (0, 130)
        until = time.monotonic() + 10
        while group_lives(server.pid) and time.monotonic() < until:
            time.sleep(0.1)
        assert not group_lives(server.pid)
        assert not answers(address)


def group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


# --- whoever does the work -------------------------------------------------------------------------


@pytest.mark.parametrize("kill", range(N_KILLS))
def test_a_killed_worker_is_found_out_and_the_job_goes_on(
    kill: int, received: Portal, undisturbed: Undisturbed, tmp_path: Path
) -> None:
    portal, chance = received.copy(tmp_path / "gegevens"), random.Random(kill)
    for job, seconds, then in ((READING, undisturbed.seconds[0], "confirm"), (RUN, undisturbed.seconds[1], "found")):
        worker = portal.work(job)
        time.sleep(chance.uniform(0.3, 0.9) * seconds)
        worker.kill()
        worker.communicate()
        lost = portal.step("lapse")
        assert lost in ([], ["onderbroken True"])  # none: it was not yet taken, or just done
        if portal.state(job) == "wacht":
            portal.work_off(job)
        found = portal.step(then)
    assert found == undisturbed.found


def test_two_workers_at_one_job_do_it_once(undisturbed: Undisturbed, tmp_path: Path) -> None:
    portal = undisturbed.confirmed.copy(tmp_path / "gegevens")
    workers = [portal.work(RUN), portal.work(RUN)]
    assert sorted(finish(worker)[0] for worker in workers) == [0, 1]
    assert portal.step("found") == undisturbed.found


# --- the database ----------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_database_that_somebody_keeps_locked_is_waited_for(undisturbed: Undisturbed, tmp_path: Path) -> None:
    portal = undisturbed.confirmed.copy(tmp_path / "gegevens")
    worker = portal.work(RUN)
    while portal.state(RUN) != "loopt":
        time.sleep(0.05)
    locker = sqlite3.connect(portal.folder / "portaal.sqlite3", isolation_level=None)
    locker.execute("BEGIN IMMEDIATE")
    time.sleep(LOCKED_SECONDS)
    locker.execute("ROLLBACK")
    locker.close()
    code, said = finish(worker)
    assert code == 0, said
    assert portal.step("found") == undisturbed.found


class PostgreSQL:
    """A database server of its own in a folder."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self._run("initdb", "--auth=trust", "--username=stadsgesprek", "--encoding=UTF8", "--locale=C")
        self.start()

    @property
    def url(self) -> str:
        return f"postgres://stadsgesprek@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
        self._run("pg_ctl", "--wait", "start", "-o", options, "-l", str(self.folder / "logboek"))

    def fall_out(self) -> None:
        self._run("pg_ctl", "stop", "--mode=immediate")

    def _run(self, tool: str, *arguments: str) -> None:
        binary = shutil.which(tool) or next(str(p) for p in Path("/usr/lib/postgresql").glob(f"*/bin/{tool}"))
        # it refuses to run as root
        as_whom: dict[str, Any] = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
        subprocess.run(
            [binary, *arguments, "-D", str(self.folder)], check=True, stdout=subprocess.DEVNULL, cwd="/", **as_whom
        )


@pytest.fixture
def postgresql() -> Iterator[PostgreSQL]:
    pytest.importorskip("psycopg")
    if not shutil.which("pg_ctl") and not list(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")):
        pytest.skip("PostgreSQL is not installed")
    folder = Path(subprocess.run(["mktemp", "-d"], check=True, capture_output=True, text=True).stdout.strip())
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = PostgreSQL(folder, port)
    yield server
    with suppress(subprocess.CalledProcessError):
        server.fall_out()
    shutil.rmtree(folder)


@pytest.mark.slow
def test_a_database_that_is_gone_for_a_while_is_waited_for(
    some_files: Path, undisturbed: Undisturbed, postgresql: PostgreSQL, tmp_path: Path
) -> None:
    portal = Portal(tmp_path / "gegevens", {"DATABASE_URL": postgresql.url})
    portal.step("new", some_files)
    with open_to_visitors(portal) as (_, address):
        for job, then in ((READING, "confirm"), (RUN, "found")):
            worker = portal.work(job)
            time.sleep(undisturbed.seconds[0] / 2)
            postgresql.fall_out()
            page = requests.get(f"{address}/inloggen/", timeout=60)
            assert page.status_code == 500
            assert "Wat al was opgeslagen, is bewaard." in page.text
            time.sleep(GONE_SECONDS)
            postgresql.start()
            code, said = finish(worker)
            assert code == 0, said
            assert answers(address)
            found = portal.step(then)
    assert found == undisturbed.found
