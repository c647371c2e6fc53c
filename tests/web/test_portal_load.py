"""Fifty people reviewing 20,000 statements at once, and two hundred files handed in at once, over a real server.

Runs with SQLite, and with PostgreSQL where DATABASE_URL names one. Prints what it measured: `pytest -s -m slow`.
"""

from __future__ import annotations

import hashlib
import os
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "kastanje-lantaarn-9"
N_PEOPLE, N_STATEMENTS, N_STEPS, N_FILES = 50, 20_000, 5, 200
PAUSE_SECONDS = 8.0  # somebody reads a statement before deciding about it
LIMIT_SECONDS = 0.3

FILL = f"""
import flows.portal as portal
portal.prepare()
from datetime import date
from django.contrib.auth.models import Group
from web.jobs.models import Job
from web.people.models import User
from web.results.models import Result, Statement, Suggestion
from web.rounds.models import Round
analysts = [User(username=f"analist{{n}}") for n in range({N_PEOPLE})]
for user in analysts:
    user.password = User.objects.get(username="hoofd").password
User.objects.bulk_create(analysts)
for user in User.objects.exclude(username="hoofd"):
    user.groups.set(Group.objects.filter(name__in=("analist", "invoerder")))
ronde = Round.objects.create(name="druk", retain_until=date(2099, 1, 1))
job = Job.objects.create(round=ronde, kind=Job.Kind.RUN, state=Job.State.DONE)
result = Result.objects.create(job=job, run_id="r", codebook="c")
rows = Statement.objects.bulk_create([
    Statement(result=result, key=f"u{{n:015d}}", text="Het is donker bij de tunnel en dat voelt niet veilig.",
              person=f"p{{n % 4000}}", source="s", place="regel 1", wijk="Wielwijk", doubt=(n * 7919 % 10000) / 10000)
    for n in range({N_STATEMENTS})], batch_size=500)
Suggestion.objects.bulk_create([
    Suggestion(statement=row, subtheme="verlichting", probability=0.6, evidence=[[7, 13, 0.5]]) for row in rows
], batch_size=500)
print(ronde.pk, job.pk)
"""


@pytest.fixture(scope="module")
def busy(tmp_path_factory) -> Iterator[tuple[str, str, str, Path]]:
    """Address of a filled portal, its round, its run, and its data folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("druk") / "gegevens"
    environment = {
        **os.environ,
        "STADSGESPREK_PORTAAL_MAP": str(folder),
        "STADSGESPREK_BEHEERDER": "hoofd",
        "STADSGESPREK_WACHTWOORD": PASSWORD,
        "DJANGO_SETTINGS_MODULE": "web.settings",
    }
    filled = subprocess.run(
        [sys.executable, "-c", FILL], env=environment, cwd=ROOT, check=True, capture_output=True, text=True
    )
    ronde, run = filled.stdout.split()
    server = subprocess.Popen(
        [sys.executable, "-m", "flows.cli", "portaal", "--poort", str(port)],
        env=environment, cwd=ROOT, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                requests.get(f"{address}/inloggen/", timeout=5)
                break
            except requests.ConnectionError:
                time.sleep(0.3)
        yield address, ronde, run, folder
    finally:
        server.terminate()
        server.wait(30)


def token_in(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found
    return found[1]


def logged_in(address: str, name: str) -> requests.Session:
    browser = requests.Session()
    page = browser.get(f"{address}/inloggen/", timeout=60).text
    data = {"username": name, "password": PASSWORD, "csrfmiddlewaretoken": token_in(page)}
    answer = browser.post(f"{address}/inloggen/", data, timeout=120)
    assert "Uitloggen" in answer.text
    return browser


@pytest.fixture(scope="module")
def people(busy) -> list[requests.Session]:
    """Everybody logged in before the clock runs: a good password hash takes its time on purpose."""
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(lambda n: logged_in(busy[0], f"analist{n}"), range(N_PEOPLE)))


def at_once(people: list[requests.Session], do: Callable[[int, requests.Session], None]) -> list[BaseException]:
    problems: list[BaseException] = []

    def guarded(number: int, browser: requests.Session) -> None:
        try:
            do(number, browser)
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=guarded, args=pair) for pair in enumerate(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return problems


def test_fifty_people_review_at_once_and_nobody_waits(busy, people) -> None:
    address, _, run, _ = busy
    times: list[float] = []

    def ask(browser: requests.Session, method: str, path: str, **data: object) -> requests.Response:
        began = time.perf_counter()
        answer = browser.request(method, address + path, timeout=60, allow_redirects=False, **data)
        times.append(time.perf_counter() - began)
        assert answer.status_code in (200, 302), answer.status_code
        return answer

    def review(number: int, browser: requests.Session) -> None:
        time.sleep(PAUSE_SECONDS * number / N_PEOPLE)
        path = f"/analyses/{run}/nakijken/"
        for _ in range(N_STEPS):
            shown = ask(browser, "get", path).headers["Location"]
            page = ask(browser, "get", shown).text
            time.sleep(PAUSE_SECONDS)
            data = {"besluit": "akkoord", "thema": "", "csrfmiddlewaretoken": token_in(page)}
            path = ask(browser, "post", f"{shown}besluit/", data=data).headers["Location"]

    problems = at_once(people, review)
    p95 = statistics.quantiles(times, n=20)[-1]
    middle = statistics.median(times)
    print(f"\n{len(times)} answers, middle {middle * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms, {len(problems)} errors")
    assert not problems
    assert p95 < LIMIT_SECONDS


def test_two_hundred_files_at_once_are_all_there_once(busy, people) -> None:
    address, ronde, _, folder = busy
    notes = [f"Bewoner: het is donker bij tunnel {n}.\n".encode() for n in range(N_FILES)]
    began = time.perf_counter()

    def hand_in(number: int, browser: requests.Session) -> None:
        page = browser.get(f"{address}/rondes/{ronde}/", timeout=120).text
        for n in range(number, N_FILES, N_PEOPLE):
            # two people hand in the same note at the same moment, under two names
            files = [("bestanden", (f"{number}-{k}.txt", notes[(n + k) % N_FILES])) for k in (0, 1)]
            data = {"csrfmiddlewaretoken": token_in(page)}
            answer = browser.post(
                f"{address}/rondes/{ronde}/aanleveren/", data, files=files, timeout=120, allow_redirects=False
            )
            assert answer.status_code == 302, answer.status_code

    problems = at_once(people, hand_in)
    print(f"\n{N_FILES} files, each handed in twice, in {time.perf_counter() - began:.1f} s, {len(problems)} errors")
    assert not problems
    show = (
        "import flows.bridge as b; b.set_up()\nfrom web.rounds.models import Upload\nfrom web.rounds import intake\nimport hashlib\n"
        "print(*sorted(hashlib.sha256(intake.original(u)[1]).hexdigest() for u in Upload.objects.all()))"
    )
    environment = {**os.environ, "STADSGESPREK_PORTAAL_MAP": str(folder)}
    stored = subprocess.run(
        [sys.executable, "-c", show], env=environment, cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert stored.stdout.split() == sorted(hashlib.sha256(note).hexdigest() for note in notes)
