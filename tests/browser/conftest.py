"""The portal as staff start it, and Debian's Chromium to look at it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAME, PASSWORD = "hoofd", "kastanje-lantaarn-9"
START_SECONDS = 120


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium lies. CI may not pass without it."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found and os.environ.get("CI") == "true":
        pytest.fail("install chromium: CI may not leave the browser tests out")
    if not found:
        pytest.skip("no chromium on this machine; `apt-get install chromium` brings it")
    return found


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Start a portal over a data folder and give its address; all are stopped at the end."""
    running: list[subprocess.Popen[bytes]] = []

    def start(folder: Path) -> str:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "flows.cli", "portaal", "--poort", str(port)]
        process = subprocess.Popen(command, env=environment(folder), cwd=ROOT, stdout=subprocess.DEVNULL)
        running.append(process)
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, process)
        return address

    try:
        yield start
    finally:
        for process in running:
            process.terminate()
            process.wait(timeout=30)


@pytest.fixture(scope="session")
def portal(serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of a portal that was just started for the first time."""
    return serve(tmp_path_factory.mktemp("portaal") / "gegevens")


@pytest.fixture(scope="session")
def in_portal() -> Callable[[Path, str], str]:
    """Run a few lines of Python over the data folder of a portal and give what they print."""

    def run(folder: Path, lines: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", lines], env=environment(folder), cwd=ROOT, check=True, stdout=subprocess.PIPE
        )
        return done.stdout.decode().strip()

    return run


def environment(folder: Path) -> dict[str, str]:
    """What a portal over this folder is started with."""
    return {
        **os.environ,
        "STADSGESPREK_PORTAAL_MAP": str(folder),
        "DJANGO_SETTINGS_MODULE": "web.settings",
        "STADSGESPREK_BEHEERDER": NAME,
        "STADSGESPREK_WACHTWOORD": PASSWORD,
        "PYTHONPATH": str(ROOT),
    }


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, "the portal stopped at once"
        try:
            urllib.request.urlopen(f"{address}/inloggen/", timeout=5).close()
            return
        except OSError:
            time.sleep(0.5)
    raise AssertionError("the portal did not start")
