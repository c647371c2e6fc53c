"""The state of a job: one at a time, leased, lost and found again."""

from __future__ import annotations

import inspect
import json
import re
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar
from uuid import uuid4

import pytest
from django.utils import timezone

from flows.work import WorkFolder
from web import starter
from web.access import Role
from web.jobs import lease, service
from web.jobs.models import STAGES, Job
from web.log.models import Event
from web.rounds import intake
from web.rounds.models import Upload

State = Job.State
START = starter.start  # before the fixture that keeps jobs from starting


@pytest.fixture
def job(ronde) -> Job:
    return Job.objects.create(round=ronde, kind=Job.Kind.RUN)


def state_of(job: Job) -> str:
    return Job.objects.get(pk=job.pk).state


def test_a_job_is_taken_once(job) -> None:
    assert lease.take(job.pk)
    assert lease.take(job.pk) is None


def test_asking_twice_gives_one_job(person, ronde) -> None:
    user = person(Role.ANALIST)
    assert service.ensure_run(ronde, user) == service.ensure_run(ronde, user)


def test_a_job_whose_lease_is_over_is_interrupted_and_can_start_again(job, started) -> None:
    lease.take(job.pk)
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    Job.objects.interrupt_overdue()
    assert state_of(job) == State.INTERRUPTED
    assert service.start_again(job)
    assert state_of(job) == State.QUEUED


def test_a_job_that_nobody_takes_is_interrupted(job) -> None:
    Job.objects.interrupt_overdue(timezone.now() + timedelta(minutes=4))
    assert state_of(job) == State.QUEUED
    Job.objects.interrupt_overdue(timezone.now() + timedelta(minutes=6))
    assert state_of(job) == State.INTERRUPTED


def test_a_worker_that_comes_back_too_late_cannot_write(job) -> None:
    late = lease.take(job.pk)
    Job.objects.update(state=State.INTERRUPTED)
    service.start_again(job)
    again = lease.take(job.pk)
    for attempt in (lease.beat, lease.finish):
        with pytest.raises(lease.LostError):
            attempt(late)
    lease.fail(late, "te laat")
    lease.finish(again)
    assert state_of(job) == State.DONE


def test_stopping_reaches_the_worker_at_its_next_heartbeat(job) -> None:
    taken = lease.take(job.pk)
    lease.beat(taken)
    service.cancel(job)
    with pytest.raises(lease.LostError):
        lease.beat(taken)
    lease.stop(taken)
    assert state_of(job) == State.CANCELLED


def test_a_waiting_job_stops_at_once(job) -> None:
    service.cancel(job)
    assert state_of(job) == State.CANCELLED


def test_a_finished_job_does_not_start_again(job) -> None:
    lease.finish(lease.take(job.pk))
    assert not service.start_again(job)


def test_a_run_takes_only_confirmed_files(client_of, person, ronde) -> None:
    user = person(Role.ANALIST)
    client = client_of(user=user)
    _, two = (intake.receive(ronde, user, f"{n}.txt", n.encode()) for n in ("een", "twee"))
    assert "nog niets bevestigd" in client.post(f"/rondes/{ronde.pk}/analyse/", follow=True).content.decode()
    Upload.objects.filter(pk=two.pk).update(state=Upload.State.CONFIRMED)
    client.post(f"/rondes/{ronde.pk}/analyse/")
    assert [upload.pk for upload in Job.objects.get(kind=Job.Kind.RUN).uploads.all()] == [two.pk]


@pytest.mark.parametrize("state", [State.INTERRUPTED, State.FAILED, State.CANCELLED])
def test_the_page_of_an_ended_job_offers_to_start_again(client_of, job, state) -> None:
    Job.objects.update(state=state, problem="De schijf is vol.")
    page = client_of(Role.ANALIST).get(f"/analyses/{job.pk}/").content.decode()
    assert "Opnieuw starten" in page
    assert "De schijf is vol." in page


def test_a_prefect_server_that_does_not_answer_leaves_a_job_that_says_so(job, settings) -> None:
    settings.PREFECT_API_URL = "http://127.0.0.1:9/api"
    START(job)
    assert "Prefect" in Job.objects.get(pk=job.pk).problem
    assert state_of(job) == State.FAILED


class Listener(BaseHTTPRequestHandler):
    """A Prefect server that only remembers what it was told."""

    told: ClassVar[list[tuple[str, Any]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.told.append((self.path, json.loads(body)))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def test_prefect_is_told_once_every_file_of_a_round_is_confirmed(client_of, person, ronde, settings) -> None:
    user = person(Role.ANALIST)
    for name in ("een", "twee"):
        intake.receive(ronde, user, f"{name}.txt", f"Bewoner: {name}.".encode())
    Upload.objects.update(state=Upload.State.READ)
    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.PREFECT_API_URL = f"http://127.0.0.1:{server.server_port}/api"
        counts = []
        for upload in ronde.uploads.all():
            client_of(user=user).post(f"/bestanden/{upload.pk}/bevestigen/", {"versie": upload.version})
            counts.append(len(Listener.told))
        server.shutdown()
    assert counts == [0, 1]
    ((path, (event,)),) = Listener.told
    assert path == "/api/events"
    assert event["event"] == "stadsgesprek.verslagen.bevestigd"
    assert event["payload"] == {"ronde": str(ronde.pk)}
    assert event["resource"] == {"prefect.resource.id": f"stadsgesprek.ronde.{ronde.pk}"}


def test_prefect_may_ask_for_the_analysis_of_a_round(person, ronde, started) -> None:
    from corpora.errors import StadsgesprekError
    from flows.bridge import ask_for_analysis

    first = ask_for_analysis(ronde.pk)
    assert ask_for_analysis(ronde.pk) == first
    assert Job.objects.get(kind=Job.Kind.RUN).pk == first
    with pytest.raises(StadsgesprekError, match="deze ronde is er niet"):
        ask_for_analysis(uuid4())


@pytest.mark.parametrize(
    ("step", "state", "shown"),
    [
        ("", State.QUEUED, ["", "", "", ""]),
        ("Lezen en afschermen: bestand 2 van 3", State.RUNNING, ["bezig", "", "", ""]),
        ("Zorgen zoeken", State.RUNNING, ["klaar", "klaar", "bezig", ""]),
        ("Thema's zoeken", State.FAILED, ["klaar", "mislukt", "", ""]),
    ],
)
def test_each_stage_says_whether_its_turn_has_come(job, step, state, shown) -> None:
    job.step, job.state = step, state
    assert [one for _, one in job.stages] == shown


def test_the_stages_are_those_that_a_run_names() -> None:
    told = inspect.getsource(WorkFolder.progress)
    assert all(name in told for name in STAGES)


def test_the_page_of_a_failed_run_says_where_and_what_to_do(job, client_of) -> None:
    lease.beat(lease.take(job.pk), step="Zorgen zoeken")
    lease.fail(Job.objects.get(pk=job.pk), "De schijf is vol. Maak ruimte vrij en start opnieuw.")
    page = client_of(Role.ANALIST).get(f"/analyses/{job.pk}/").content.decode()
    assert "Maak ruimte vrij" in page
    assert re.search(r"Zorgen zoeken <span[^>]*>mislukt<", page)


def test_the_log_tells_what_the_machine_did_and_how_it_ended(job) -> None:
    lease.fail(lease.take(job.pk), "Er is iets mis.")
    service.start_again(Job.objects.get(pk=job.pk))
    lease.finish(lease.take(job.pk))
    told = Event.objects.filter(action="analyse klaar").order_by("pk").values_list("actor_name", "item", "result")
    assert list(told) == [("computer", f"taak {job.pk}", "mislukt"), ("computer", f"taak {job.pk}", "gelukt")]
