"""Putting the report together: what an editor chose goes into the proof and the publication, and the last choice counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from flows.portal_publish import composed_settings
from outputs import OutputSettings
from outputs.settings import OPTIONAL_PARTS
from web.access import Role
from web.jobs.models import Job
from web.log.models import Event
from web.publish.models import Composition
from web.results.forget import forget_decisions

FORM = {
    "title": "Zo klinkt Wielwijk",
    "introduction": "Wij spraken\r\nin juni.\r\n\r\nDit viel op. <b>Donker</b>",
    "parts": ["zorgen", "citaten"],
    "shape": "cirkel",
    "count_by": "statements",
    "n_words": "60",
}


@pytest.fixture
def client(client_of):
    return client_of(Role.REDACTEUR)


def compose(client, ronde, **changes):
    return client.post(f"/rondes/{ronde.pk}/rapport/", FORM | changes, follow=True)


def test_what_was_chosen_reaches_the_outputs(client, result, ronde) -> None:
    compose(client, ronde)
    assert composed_settings(ronde, OutputSettings()) == OutputSettings(
        report_title="Zo klinkt Wielwijk",
        introduction=("Wij spraken in juni.", "Dit viel op. <b>Donker</b>"),
        left_out=frozenset({"subthemas", "verdeling", "woordenwolk"}),
        shape="cirkel",
        count_by="statements",
        max_words=60,
    )


def test_a_round_without_choices_has_every_part(result, ronde) -> None:
    assert composed_settings(ronde, OutputSettings()) == OutputSettings()


def test_the_form_shows_the_last_choice_and_saving_adds_one(client, result, ronde) -> None:
    compose(client, ronde)
    compose(client, ronde, title="Anders", parts=list(OPTIONAL_PARTS))
    assert [one.title for one in Composition.objects.all()] == ["Zo klinkt Wielwijk", "Anders"]
    page = client.get(f"/rondes/{ronde.pk}/rapport/").content.decode()
    assert 'value="Anders"' in page
    assert page.count("checked") == len(OPTIONAL_PARTS)


@pytest.mark.parametrize("wrong", [{"shape": "ster"}, {"n_words": "9999"}, {"parts": ["verantwoording"]}])
def test_what_is_not_on_a_list_is_refused_beside_its_field(client, result, ronde, wrong) -> None:
    page = compose(client, ronde, **wrong).content.decode()
    assert 'aria-invalid="true"' in page
    assert not Composition.objects.exists()


def test_what_an_editor_wrote_stays_out_of_the_log(client, result, ronde) -> None:
    compose(client, ronde)
    assert Event.objects.filter(action="rapport samengesteld").exists()
    assert not any("Wielwijk" in f"{event.item} {event.result}" for event in Event.objects.all())


@pytest.fixture
def proof(result, ronde) -> Job:
    now = timezone.now()
    job = Job.objects.create(round=ronde, kind=Job.Kind.PROOF, state=Job.State.DONE, started_at=now, ended_at=now)
    folder = Path(settings.DATA_FOLDER) / "runs" / str(job.pk)
    folder.mkdir(parents=True)
    (folder / "rapport.html").write_text("<!doctype html><title>proef</title>")
    (folder / "geheim.txt").write_text("x")
    return job


def test_a_proof_is_asked_for_once_and_opens_shut_in(client, proof, ronde, started) -> None:
    for _ in range(2):
        client.post(f"/rondes/{ronde.pk}/proef/nieuw/")
    assert Job.objects.active().filter(kind=Job.Kind.PROOF).count() == 1
    Job.objects.active().delete()
    answer = client.get(f"/rondes/{ronde.pk}/proef/rapport.html")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert client.get(f"/rondes/{ronde.pk}/proef/geheim.txt").status_code == 404


def test_the_page_says_when_the_proof_is_no_longer_what_would_be_published(client, proof, ronde) -> None:
    page = f"/rondes/{ronde.pk}/publicaties/"
    assert "maak een nieuwe proef" not in client.get(page).content.decode()
    compose(client, ronde)
    assert "maak een nieuwe proef" in client.get(page).content.decode()


def test_choices_go_with_the_round(client, result, ronde) -> None:
    compose(client, ronde)
    forget_decisions(ronde)
    assert not Composition.objects.exists()
