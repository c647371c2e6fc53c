"""From a file handed in to a result on the page, through the bridge."""

from __future__ import annotations

import errno
import re
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import InterfaceError, OperationalError

from corpora.errors import StadsgesprekError
from flows import bridge, portal_files
from flows.export import load_run
from web.access import Role
from web.clouds import studio
from web.explore import search
from web.jobs import lease, service
from web.jobs.models import Job
from web.log.models import Event
from web.results.models import Result
from web.rounds import intake, preview
from web.rounds.models import Upload

SAMPLE = Path(__file__).resolve().parents[2] / "corpora" / "voorbeeld" / "gesprekken"
NAME = "Wilhelmina Jansen"
NOTES = {
    f"gesprek {NAME} Wielwijk.txt": (
        f"Gespreksvoerder: Dag {NAME}, wat speelt er in de buurt?\n"
        f"{NAME}: Het is 's avonds donker bij de tunnel en ik loop dan om. Mijn nummer is 06-12345678.\n"
        "Bewoner 2: Er wordt gedealt bij de speeltuin, elke avond rond tien uur staat daar een groep.\n"
    ).encode(),
    "balie.txt": b"Bewoner: Mijn fiets is drie keer gestolen dit jaar.\nBewoner 2: De wijkagent kent iedereen, dat is fijn.\n",
}


@pytest.fixture
def done(transactional_db, person, ronde) -> tuple[Job, Job]:
    """Two files read, one corrected, both confirmed and analysed."""
    user = person(Role.ANALIST)
    for name, data in NOTES.items():
        intake.receive(ronde, user, name, data)
    Upload.objects.filter(number=2).update(
        corrections={"wijk": "Wielwijk", "sprekers": {"1": {"groep": "professional"}}}
    )
    reading = service.ensure_reading(ronde, user)
    assert bridge.work_off(reading.pk)
    Upload.objects.update(state=Upload.State.CONFIRMED)
    run = service.ensure_run(ronde, user)
    assert bridge.work_off(run.pk)
    reading.refresh_from_db()
    run.refresh_from_db()
    return reading, run


def test_the_whole_way_from_files_to_a_result(done, client_of, person, database_text) -> None:
    reading, run = done
    assert (reading.state, run.state) == (Job.State.DONE, Job.State.DONE), run.problem
    _the_preview_is_masked_and_corrected(run)
    _nothing_personal_is_readable(database_text())
    _the_result_opens(run, client_of(Role.REDACTEUR))
    _a_second_worker_finds_nothing(run)


def _the_preview_is_masked_and_corrected(run: Job) -> None:
    first, second = (preview.load(upload) for upload in run.uploads.order_by("number"))
    lines = [line for talk in first.talks for line in talk.lines]
    text = "".join(part.text for line in lines for piece in line.pieces for part in piece.parts)
    assert "Jansen" not in text
    assert "12345678" not in text
    assert {part.mask for line in lines for piece in line.pieces for part in piece.parts} >= {"", "NAAM", "TELEFOON"}
    assert lines[0].role == "interviewer"
    assert all(piece.reason for piece in lines[0].pieces)
    assert {line.wijk for talk in second.talks for line in talk.lines} == {"Wielwijk"}
    assert [speaker.group for speaker in second.speakers][1] == "professional"


def _nothing_personal_is_readable(dump: str) -> None:
    folder = Path(settings.DATA_FOLDER)
    stored = b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.suffix not in (".png", ".sqlite3"))
    for secret in ("Jansen", "12345678"):
        assert secret not in dump
        assert secret.encode() not in stored
    assert not list((folder / "tijdelijk").iterdir())


def _the_result_opens(run: Job, client) -> None:
    page = client.get(f"/analyses/{run.pk}/uitkomst/").content.decode()
    assert "Verantwoording" in page
    names = re.findall(r"/download/([^\"]+)\"", page)
    assert "bijlage-4-woordenwolk.pdf" in names
    for name in names:
        answer = client.get(f"/analyses/{run.pk}/download/{name}")
        assert answer.status_code == 200
        assert answer["Content-Disposition"] == f'attachment; filename="zomer-{name}"'
        assert b"".join(answer.streaming_content)
    report = client.get(f"/analyses/{run.pk}/rapport/")
    assert report["Content-Security-Policy"].endswith("sandbox allow-scripts")
    assert "unsafe-inline" not in report["Content-Security-Policy"]
    for name in ("../../geheim", "opdracht.json", "geheim"):
        assert client.get(f"/analyses/{run.pk}/download/{name}").status_code == 404
    assert Event.objects.filter(action="gedownload: uitspraken.csv").exists()


def _a_second_worker_finds_nothing(run: Job) -> None:
    assert not bridge.work_off(run.pk)


@pytest.mark.parametrize("k", [1, 5])
def test_the_portal_counts_the_words_of_the_appendix(transactional_db, person, ronde, k) -> None:
    user = person(Role.ANALIST)
    ronde.k = k
    ronde.save()
    for name in ("weekmarkt 26 juni.csv", "enquete_wijkvragen.csv"):
        intake.receive(ronde, user, name, (SAMPLE / name).read_bytes())
    lines = [f"Je ziet bij lijn {n} een mes op zak, en de politie rijdt langs." for n in range(4)]
    data = "\n".join(["groep,uitspraak", *(f'bewoner,"{line}"' for line in lines)]).encode()
    intake.receive(ronde, user, "plekken.csv", data)
    assert bridge.work_off(service.ensure_reading(ronde, user).pk)
    Upload.objects.update(state=Upload.State.CONFIRMED)
    run = service.ensure_run(ronde, user)
    assert bridge.work_off(run.pk)
    stored = load_run(Path(settings.DATA_FOLDER) / "runs" / str(run.pk))
    counted = studio.count_words(studio.material_of(run.result, search.Filter()).rows, stored.k)
    in_portal = {(w.word, w.n_people, w.n_statements, w.n_words) for w in counted}
    assert in_portal == {(w.word, w.n_people, w.n_statements, w.n_words) for w in stored.words}
    words = {word for word, *_ in in_portal}
    assert ("mes op zak" in words) == (k == 1)  # four people say it, and a fifth the word by itself
    assert "mes" in words


def test_a_run_that_breaks_says_what_to_do_and_keeps_no_files(transactional_db, person, ronde, monkeypatch) -> None:
    user = person(Role.ANALIST)
    intake.receive(ronde, user, "balie.txt", NOTES["balie.txt"])
    Upload.objects.update(state=Upload.State.CONFIRMED)
    run = service.ensure_run(ronde, user)

    def broken(*_: object) -> None:
        raise ValueError(NAME)

    monkeypatch.setattr("flows.direct.run_direct", broken)
    with pytest.raises(StadsgesprekError) as told:
        bridge.work_off(run.pk)
    assert NAME not in str(told.value)
    assert told.value.__suppress_context__
    run.refresh_from_db()
    assert run.state == Job.State.FAILED
    assert NAME not in run.problem
    assert "taken.log" in run.problem
    assert not list((Path(settings.DATA_FOLDER) / "tijdelijk").iterdir())


def test_a_file_that_breaks_the_reader_never_stops_the_others(transactional_db, person, ronde, monkeypatch) -> None:
    from flows import reading

    user = person(Role.ANALIST)
    for name, data in (("stuk.txt", b"stuk"), *NOTES.items()):
        intake.receive(ronde, user, name, data)
    read_one = reading.read_one

    def fragile(path: Path, tools: object) -> object:
        if path.name == "stuk.txt":
            raise MemoryError
        return read_one(path, tools)

    monkeypatch.setattr(reading, "read_one", fragile)
    bridge.work_off(service.ensure_reading(ronde, user).pk)
    assert [upload.state for upload in ronde.uploads.order_by("number")] == ["afgewezen", "gelezen", "gelezen"]


def test_a_file_that_killed_its_reader_three_times_is_left_out(transactional_db, person, ronde) -> None:
    user = person(Role.ANALIST)
    upload = intake.receive(ronde, user, "balie.txt", NOTES["balie.txt"])
    Upload.objects.update(n_attempts=bridge.N_ATTEMPTS)
    left = Path(settings.DATA_FOLDER) / "tijdelijk" / "taak-99999999-x"
    left.mkdir()
    bridge.work_off(service.ensure_reading(ronde, user).pk)
    upload.refresh_from_db()
    assert upload.state == Upload.State.REJECTED
    assert "drie keer" in preview.load(upload).problems[0].reason
    assert not left.exists()


def test_a_file_without_statements_is_shown_and_says_what_to_do(transactional_db, client_of, person, ronde) -> None:
    user = person(Role.ANALIST)
    upload = intake.receive(ronde, user, "vragen.txt", b"Gespreksvoerder: Wat speelt er in de buurt?\n")
    bridge.work_off(service.ensure_reading(ronde, user).pk)
    page = client_of(user=user).get(f"/bestanden/{upload.pk}/").content.decode()
    assert "geen enkele uitspraak" in page
    assert "Klopt, bevestigen" in page


def test_a_file_that_could_not_be_read_stands_in_the_accounting_of_the_run(
    transactional_db, client_of, person, ronde
) -> None:
    user = person(Role.ANALIST)
    for name, data in (("balie.txt", NOTES["balie.txt"]), (f"verslag {NAME}.pdf", b"%PDF-1.4 afgebroken")):
        intake.receive(ronde, user, name, data)
    bridge.work_off(service.ensure_reading(ronde, user).pk)
    Upload.objects.filter(state=Upload.State.READ).update(state=Upload.State.CONFIRMED)
    run = service.ensure_run(ronde, user)
    bridge.work_off(run.pk)
    reason = preview.load(Upload.objects.get(state=Upload.State.REJECTED)).problems[0].reason
    client = client_of(user=user)
    page = client.get(f"/analyses/{run.pk}/uitkomst/").content.decode()
    report = b"".join(client.get(f"/analyses/{run.pk}/download/rapport.html").streaming_content).decode()
    for shown in (page, report):
        assert "verslag [NAAM].pdf" in shown
        assert reason in shown
        assert NAME not in shown
    files = Result.objects.get(job=run).steps[0]
    assert (files["total"], files["went_on"]) == (2, 1)


def test_a_reason_that_was_lost_never_stops_the_run(transactional_db, person, ronde) -> None:
    user = person(Role.ANALIST)
    intake.receive(ronde, user, "balie.txt", NOTES["balie.txt"])
    lost = intake.receive(ronde, user, "verslag.pdf", b"%PDF-1.4 afgebroken")
    Upload.objects.update(state=Upload.State.CONFIRMED)
    Upload.objects.filter(pk=lost.pk).update(state=Upload.State.REJECTED)
    run = service.ensure_run(ronde, user)
    bridge.work_off(run.pk)
    rejected = Result.objects.get(job=run).rejected
    assert [(one["source"], one["reason"]) for one in rejected] == [
        ("Bestand 2", "dit bestand is weg of niet te openen.")
    ]


def test_the_accounting_holds_everything_that_was_handed_in(transactional_db, client_of, person, ronde) -> None:
    user = person(Role.ANALIST)
    for name, data in [("balie.txt", NOTES["balie.txt"]), ("balie kopie.txt", NOTES["balie.txt"]), ("leeg.txt", b"")]:
        client_of(user=user).post(f"/rondes/{ronde.pk}/aanleveren/", {"bestanden": ContentFile(data, name)})
    client_of(user=user).post(
        f"/rondes/{ronde.pk}/aanleveren/", {"bestanden": ContentFile(b"\x89PNG\r\n\x1a\n" + bytes(99), f"{NAME}.png")}
    )
    bridge.work_off(service.ensure_reading(ronde, user).pk)
    Upload.objects.filter(state=Upload.State.READ).update(state=Upload.State.CONFIRMED)
    intake.receive(ronde, user, "te laat.txt", NOTES[f"gesprek {NAME} Wielwijk.txt"])
    run = service.ensure_run(ronde, user)
    bridge.work_off(run.pk)
    stored = Result.objects.get(job=run)
    files, told = stored.steps[0], {one["source"]: one["reason"] for one in stored.rejected}
    assert (files["total"], files["went_on"]) == (5, 1)
    assert dict(files["left"]) == {"niet verwerkt, zie de lijst": 3, "dubbel aangeleverd": 1}
    assert told["Bestand 4"] == portal_files.UNCONFIRMED
    assert "leeg" in told["leeg.txt"]
    assert "afbeelding" in told["[NAAM].png"]
    assert "dubbel" in told["balie.txt, onder een andere naam"]


def test_a_full_disk_is_told_in_one_sentence(transactional_db, person, ronde, monkeypatch) -> None:
    user = person(Role.ANALIST)
    intake.receive(ronde, user, "balie.txt", NOTES["balie.txt"])
    Upload.objects.update(state=Upload.State.CONFIRMED)
    run = service.ensure_run(ronde, user)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "vol")

    monkeypatch.setattr("flows.direct.run_direct", full)
    assert bridge.work_off(run.pk)
    run.refresh_from_db()
    assert (run.state, run.problem.startswith("De schijf is vol;")) == (Job.State.FAILED, True)


@pytest.mark.parametrize("n_outages", [2, 3])
def test_work_waits_for_a_database_that_is_away_and_gives_up_in_the_end(
    transactional_db, person, ronde, monkeypatch, n_outages: int
) -> None:
    run = service.ensure_run(ronde, person(Role.ANALIST))
    away = iter([OperationalError] * n_outages)
    work = bridge._analyse

    def interrupted(job: Job) -> None:
        for outage in away:
            raise outage("weg")
        work(job)

    monkeypatch.setattr(bridge, "_analyse", interrupted)
    monkeypatch.setattr(bridge, "PAUSES", (0, 0))
    if n_outages == 2:
        assert bridge.work_off(run.pk)
    else:
        with pytest.raises(bridge.DatabaseAwayError, match="of de database draait"):
            bridge.work_off(run.pk)
    run.refresh_from_db()
    # nothing was confirmed, so the work itself says so; work that was given up stays on its lease
    assert run.state == (Job.State.FAILED if n_outages == 2 else Job.State.RUNNING)


def test_a_heartbeat_outlives_a_database_that_is_away(transactional_db, ronde, monkeypatch, settings) -> None:
    settings.HEARTBEAT_SECONDS = 0.01
    job = Job.objects.create(round=ronde, kind=Job.Kind.RUN)
    answers = iter([OperationalError("weg"), InterfaceError("weg")])
    beaten = threading.Event()

    def beat(*_: object, **__: object) -> None:
        for answer in answers:
            raise answer
        beaten.set()

    monkeypatch.setattr(lease, "beat", beat)
    with bridge._alive(job, lambda: ("Lezen", 0, 1)):
        assert beaten.wait(10)


@pytest.fixture
def deaf() -> Iterator[None]:
    """Interrupts are not heard, as in a process that a script started in the background."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    yield
    signal.signal(signal.SIGINT, before)


def test_stopping_reaches_work_that_was_started_in_the_background(
    transactional_db, person, ronde, monkeypatch, settings, deaf
) -> None:
    settings.HEARTBEAT_SECONDS = 0.05
    job = Job.objects.create(round=ronde, kind=Job.Kind.RUN, started_by=person(Role.ANALIST))

    def long_work(taken: Job) -> None:
        with bridge._alive(taken, lambda: ("Zorgen zoeken", 0, 1)):
            service.cancel(taken)
            until = time.monotonic() + 20
            while time.monotonic() < until:
                time.sleep(0.01)

    monkeypatch.setattr(bridge, "_analyse", long_work)
    began = time.monotonic()
    assert bridge.work_off(job.pk)
    assert time.monotonic() - began < 10
    assert Job.objects.get(pk=job.pk).state == Job.State.CANCELLED


def test_what_was_stopped_at_the_last_moment_gives_no_result(transactional_db, person, ronde, monkeypatch) -> None:
    job = Job.objects.create(round=ronde, kind=Job.Kind.RUN, started_by=person(Role.ANALIST))

    def just_ready(taken: Job) -> None:
        service.cancel(taken)
        lease.finish(taken)

    monkeypatch.setattr(bridge, "_analyse", just_ready)
    assert bridge.work_off(job.pk)
    assert Job.objects.get(pk=job.pk).state == Job.State.CANCELLED
