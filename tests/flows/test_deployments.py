"""`prefect.yaml` against a real Prefect server, and the container files against what they promise."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from tests.flows.conftest import SAMPLE, Cli

ROOT = Path(__file__).resolve().parents[2]
DATA_FILES = ("uitspraken.csv", "uitspraken.json", "uitspraken.xlsx", "woordenwolk.svg", "rapport.html")


@dataclass
class Server:
    """A Prefect server of its own, and commands that talk to it."""

    env: dict[str, str]

    def prefect(self, *arguments: str, cwd: Path = ROOT) -> None:
        command = [sys.executable, "-m", "prefect", *arguments]
        done = subprocess.run(command, env=self.env, cwd=cwd, capture_output=True, text=True, check=False, timeout=500)
        assert done.returncode == 0, done.stdout + done.stderr

    def all(self, what: str) -> list[dict[str, Any]]:
        answer = httpx.post(f"{self.env['PREFECT_API_URL']}/{what}/filter", json={}, timeout=60)
        found: list[dict[str, Any]] = answer.raise_for_status().json()
        return found


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on which every deployment was registered as docs/beheer/prefect.md says."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PREFECT_HOME": str(tmp_path_factory.mktemp("prefect")),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "STADSGESPREK_MAP": str(ROOT),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "prefect", "server", "start", "--port", str(port), "--no-ui"],
        env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        until = time.monotonic() + 180
        while not is_healthy(env["PREFECT_API_URL"]):
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.3)
        server = Server(env)
        server.prefect("work-pool", "create", "stadsgesprek", "--type", "process")
        server.prefect("--no-prompt", "deploy", "--all")
        yield server
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def is_healthy(api: str) -> bool:
    with suppress(httpx.HTTPError):
        return httpx.get(f"{api}/health", timeout=5).is_success
    return False


@pytest.mark.slow
@pytest.mark.prefect
def test_every_deployment_registers_with_limits_schedules_off_and_described_parameters(server: Server) -> None:
    deployments = {one["name"]: one for one in server.all("deployments")}
    assert set(deployments) == {one["name"] for one in in_file()}
    for name, one in deployments.items():
        assert one["global_concurrency_limit"]["limit"] >= 1, name
        assert [schedule["active"] for schedule in one["schedules"]] in ([], [False])
        assert one["enforce_parameter_schema"]
        for parameter in one["parameter_openapi_schema"]["properties"].values():
            assert parameter["description"].endswith("."), (name, parameter["title"])
    (automation,) = server.all("automations")
    assert not automation["enabled"]
    assert automation["actions"][0]["parameters"] == {"ronde": "{{ event.payload.ronde }}"}


@pytest.mark.slow
@pytest.mark.prefect
def test_the_main_job_as_a_deployment_gives_the_same_bytes(server: Server, cli: Cli, tmp_path: Path) -> None:
    notes = tmp_path / "gesprekken"
    notes.mkdir()
    for path in sorted(SAMPLE.glob("*.txt")):
        shutil.copy(path, notes)
    assert cli("run", notes, "--uit", tmp_path / "rechtstreeks" / "gesprekken").returncode == 0
    server.prefect("deployment", "run", "hoofdstroom/hoofdstroom")
    runs = {"STADSGESPREK_INVOER": str(notes), "STADSGESPREK_UITVOER": str(tmp_path / "runs")}
    Server(server.env | runs).prefect("worker", "start", "--pool", "stadsgesprek", "--run-once")
    assert [run["state_type"] for run in server.all("flow_runs")] == ["COMPLETED"]
    made, expected = tmp_path / "runs" / "gesprekken", tmp_path / "rechtstreeks" / "gesprekken"
    assert [name for name in DATA_FILES if (made / name).read_bytes() != (expected / name).read_bytes()] == []


def in_file() -> list[dict[str, Any]]:
    """The deployments of `prefect.yaml`."""
    found: list[dict[str, Any]] = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    return found


def test_every_deployment_is_described_and_can_be_imported() -> None:
    for deployment in in_file():
        path, name = deployment["entrypoint"].split(":")
        assert deployment["description"].endswith(".")
        assert "stadsgesprek" in deployment["tags"]
        assert deployment["concurrency_limit"] >= 1
        assert not any(schedule["active"] for schedule in deployment["schedules"])
        assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8")


def test_nothing_is_sent_out_and_prefects_own_pages_are_not_opened_to_the_network() -> None:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    services = compose["services"]
    assert set(services) == {"database", "prefect", "werker", "portaal"}
    assert {name: service["ports"] for name, service in services.items() if "ports" in service} == {
        "portaal": ["127.0.0.1:8000:8000"]
    }
    for name, service in services.items():
        assert set(service.get("depends_on", ())) <= set(services)
        assert not [key for key, value in service.get("environment", {}).items() if value is None], name
        if name != "database":
            assert service["read_only"]
            assert service["cap_drop"] == ["ALL"]
    named = {volume.split(":")[0] for service in services.values() for volume in service["volumes"]}
    assert named == set(compose["volumes"])
    assert services["database"]["secrets"] == list(compose["secrets"])


def test_the_container_file_copies_what_is_there_and_runs_as_an_ordinary_user() -> None:
    lines = (ROOT / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    steps = [line.split(maxsplit=1) for line in lines if re.match(r"[A-Z]+ ", line)]
    for _, sources in (step for step in steps if step[0] == "COPY"):
        assert [name for name in sources.split()[:-1] if not (ROOT / name).exists()] == []
    (base,) = (rest for what, rest in steps if what == "FROM")
    assert ":" in base
    assert not base.endswith(":latest")
    last_user = [rest for what, rest in steps if what == "USER"][-1]
    assert last_user != "root"
    assert "DO_NOT_TRACK=1" in dict(steps)["ENV"]
    assert [what for what, _ in steps][-1] == "CMD"
