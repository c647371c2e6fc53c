"""After its last day nothing of a round is left, and the log says so."""

from __future__ import annotations

import inspect
import os
import time
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError

from web.access import Role
from web.jobs.models import Job
from web.log.models import Event
from web.results.models import Decision, Result, Statement
from web.rounds import intake, retention
from web.rounds.models import Round, Upload
from web.rounds.retention import purge

CANARY = "KANARIE"


def _fill(ronde, owner) -> tuple[Upload, Path]:
    upload = intake.receive(ronde, owner, "a.txt", CANARY.encode())
    job = Job.objects.create(round=ronde, kind=Job.Kind.RUN, state=Job.State.DONE)
    result = Result.objects.create(job=job, run_id="r", codebook="c")
    Statement.objects.create(result=result, key="u1", text=CANARY, person="p", source="s", place="regel 1")
    Decision.objects.create(round=ronde, statement_key="u1", verdict="akkoord", note=CANARY)
    folder = Path(settings.DATA_FOLDER) / "runs" / str(job.pk)
    folder.mkdir()
    (folder / "uitspraken.csv").write_text(CANARY)
    return upload, folder


def test_after_its_last_day_nothing_of_a_round_is_left(ronde, person, database_text) -> None:
    upload, folder = _fill(ronde, person(Role.INVOERDER))
    assert purge(date(2030, 1, 1)) == 0
    assert folder.exists()
    assert purge(date(2030, 1, 2)) == 1
    assert not folder.exists()
    assert not upload.original_path.exists()
    assert CANARY not in database_text()
    assert Event.objects.filter(actor_name="computer", item=f"ronde {ronde.pk}").exists()


def test_what_runs_kept_of_a_round_goes_with_a_file_and_so_with_the_round(ronde, person) -> None:
    upload, _ = _fill(ronde, person(Role.INVOERDER))
    ronde.kept_path.mkdir(parents=True)
    (ronde.kept_path / "stuk").write_text(CANARY)
    intake.remove(upload)
    assert not ronde.kept_path.exists()


def test_a_round_that_was_emptied_is_not_emptied_again(ronde, person) -> None:
    _fill(ronde, person(Role.INVOERDER))
    assert [purge(date(2031, 1, 1)) for _ in range(2)] == [1, 0]


def test_what_people_decided_about_quotes_and_concerns_goes_too_and_what_was_published_stays(ronde, person) -> None:
    from web.publish.models import Publication, QuoteDecision

    QuoteDecision.objects.create(round=ronde, statement_key="u1", verdict="vrijgegeven", note=CANARY)
    Publication.objects.create(round=ronde, run_id="r", number=1, title="Rapport", n_quotes=0)
    purge(date(2031, 1, 1))
    assert not QuoteDecision.objects.exists()
    assert Publication.objects.count() == 1


def test_the_last_day_that_the_form_sets_is_the_day_that_counts(client_of, person) -> None:
    client = client_of(Role.ANALIST)
    client.post("/rondes/nieuw/", {"name": "kort", "k": 3, "retain_until": "2030-01-01"})
    kort = Round.objects.get(name="kort")
    intake.receive(kort, person(Role.INVOERDER), "a.txt", b"Bewoner: het is donker.")
    assert purge(date(2030, 1, 1)) == 0
    client.post(f"/rondes/{kort.pk}/wijzigen/", {"name": "kort", "k": 3, "retain_until": "2029-12-31"})
    assert purge(date(2030, 1, 1)) == 1
    assert not Upload.objects.exists()


def test_nothing_that_hangs_on_a_round_is_forgotten_by_the_purge() -> None:
    """Whoever adds a model to rounds decides here whether it goes: by `web.results.forget`, or by name below."""
    from web.results import forget

    named = set(inspect.getsource(forget._decisions).replace(",", " ").replace(".", " ").split())
    relations = {relation.get_accessor_name() for relation in Round._meta.related_objects}
    assert relations - named == {"jobs", "uploads", "publications", "plan"}


def test_the_administrator_empties_a_round_at_once_and_only_after_its_last_day(ronde, person, client_of) -> None:
    intake.receive(ronde, person(Role.INVOERDER), "a.txt", b"Bewoner: het is donker.")
    client = client_of(Role.BEHEERDER)
    assert "loopt nog" in client.post(f"/rondes/{ronde.pk}/opschonen/", follow=True).content.decode()
    assert ronde.uploads.exists()
    Round.objects.update(retain_until=date(2020, 1, 1))
    assert "Nu opschonen" in client.get(f"/rondes/{ronde.pk}/").content.decode()
    assert "is opgeschoond" in client.post(f"/rondes/{ronde.pk}/opschonen/", follow=True).content.decode()
    assert not ronde.uploads.exists()


@pytest.mark.parametrize("trouble", [OSError, OperationalError])
def test_a_disk_or_database_that_is_away_does_not_end_the_purging(transactional_db, monkeypatch, trouble) -> None:
    def away() -> None:
        raise trouble("weg")

    with monkeypatch.context() as patch:
        patch.setattr(retention, "purge", away)
        assert retention._purge_unless_away() == retention.AFTER_TROUBLE_SECONDS
    assert retention._purge_unless_away() == retention.DAY_SECONDS


def test_files_that_no_row_knows_go_after_a_day(transactional_db, ronde, person) -> None:
    kept = intake.receive(ronde, person(Role.INVOERDER), "a.txt", b"Bewoner: het is donker.").original_path
    old, young = kept.with_name("oud"), kept.with_name("jong")
    for path in (old, young):
        path.write_bytes(b"x")
    long_ago = time.time() - 2 * retention.DAY_SECONDS
    for path in (old, kept):
        os.utime(path, (long_ago, long_ago))
    retention._purge_unless_away()
    assert [path.exists() for path in (kept, old, young)] == [True, False, True]
    young.unlink()
