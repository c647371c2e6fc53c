"""Quotes and publications: approved by an editor, shortened word by word, warned about, and frozen once published."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from django.conf import settings

from flows import bridge
from flows.portal_decisions import export_decisions
from web.access import Role
from web.concerns import deciding
from web.jobs import service
from web.jobs.models import Job
from web.publish import quotes
from web.publish.models import Publication, QuoteDecision


@pytest.fixture
def client(client_of):
    return client_of(Role.REDACTEUR)


def decide(client, result, key: str, verdict: str = "vrijgegeven", **form):
    statement = result.statements.get(key=key)
    address = f"/analyses/{result.pk}/citaten/{statement.pk}/besluit/"
    return client.post(address, {"besluit": verdict, **form}, follow=True)


def test_only_approved_quotes_reach_the_outputs(client, result, ronde) -> None:
    decide(client, result, "s1")
    decide(client, result, "s2")
    decide(client, result, "s2", "ingetrokken")
    assert list(export_decisions(ronde).decisions.approved) == ["s1"]


def test_a_quote_is_shortened_by_marking_what_stays(client, result) -> None:
    page = decide(client, result, "s1", ingekort="ja", woord=["0", "1", "4"]).content.decode()
    assert "Er is […] drugsoverlast […]" in page
    assert QuoteDecision.objects.get().keep == [[0, 5], [17, 30]]


def test_marking_everything_keeps_the_whole_and_marking_nothing_is_refused(client, result) -> None:
    decide(client, result, "s2", ingekort="ja", woord=["0", "1", "2", "3"])
    assert QuoteDecision.objects.get().keep == []
    page = decide(client, result, "s2", ingekort="ja").content.decode()
    assert "minstens één woord" in page
    assert QuoteDecision.objects.count() == 1


def test_an_analyst_may_look_but_not_approve(client_of, result) -> None:
    client = client_of(Role.ANALIST)
    assert decide(client, result, "s1").status_code == 403
    page = client.get(f"/analyses/{result.pk}/citaten/").content.decode()
    assert "Vrijgeven doet een redacteur" in page


def test_warnings_for_small_groups_stories_masks_and_one_voice(result, ronde, person, make_run) -> None:
    ronde.k = 3
    ronde.save()
    told = {one.statement.key: one for one in quotes.Quotes(result).show(result.statements.all())}
    assert told["s1"].warnings == ()
    assert told["s1"].line == "Bewoner Wielwijk"
    assert "minder dan 3 mensen" in " ".join(told["s4"].warnings)
    assert "herkenbaar" in " ".join(told["s4"].warnings)
    assert told["s4"].line == "Deelnemer"


def test_the_list_keeps_its_filter_after_a_decision(client, result) -> None:
    answer = decide(client, result, "s1", lijst="alle", pagina="1", wijk="Wielwijk")
    assert answer.redirect_chain[-1][0].endswith("?lijst=alle&pagina=1&wijk=Wielwijk")
    page = client.get(f"/analyses/{result.pk}/citaten/?lijst=vrijgegeven").content.decode()
    assert "drugsoverlast" in page
    assert "fiets gestolen" not in page


def test_nothing_is_published_without_an_approved_quote(client, result, ronde, started) -> None:
    page = client.post(f"/rondes/{ronde.pk}/publicaties/nieuw/", follow=True).content.decode()
    assert "Geef eerst citaten vrij" in page
    assert not started


def test_nothing_is_published_that_lacks_a_later_decision(client, result, ronde, person, started) -> None:
    decide(client, result, "s1")
    undone = deciding.rename(result, "c1", "donkere straten", by=person())
    page = client.post(f"/rondes/{ronde.pk}/publicaties/nieuw/", follow=True).content.decode()
    assert "besluiten die nog niet in het rapport staan. Start eerst een nieuwe analyse" in page
    assert "Van na de laatste analyse: 1 besluit." in page
    assert "Nu publiceren" not in page
    assert not ronde.jobs.filter(kind=Job.Kind.PUBLISH).exists()
    deciding.undo(result, undone, by=person())
    assert "Nu publiceren" in client.get(f"/rondes/{ronde.pk}/publicaties/").content.decode()
    client.post(f"/rondes/{ronde.pk}/publicaties/nieuw/")
    assert ronde.jobs.filter(kind=Job.Kind.PUBLISH).exists()


def test_a_decision_while_a_publication_waits_stops_it(transactional_db, result, ronde, person) -> None:
    user = person(Role.REDACTEUR)
    quotes.decide(result, "s1", "vrijgegeven", [], by=user)
    job = service.ensure_publication(ronde, user)
    deciding.rename(result, "c1", "donkere straten", by=user)
    assert bridge.work_off(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "nieuwe analyse" in job.problem
    assert not Publication.objects.exists()


@pytest.fixture
def publication(result, ronde) -> Publication:
    made = Publication(round=ronde, run_id="r", number=1, title="zomer", n_quotes=1)
    made.folder.mkdir(parents=True, exist_ok=True)
    (made.folder / "rapport.pdf").write_bytes(b"%PDF-rapport")
    digest = hashlib.sha256(b"%PDF-rapport").hexdigest()
    made.files = [{"name": "rapport.pdf", "sha256": digest, "size_bytes": 12}]
    made.save()
    return made


def test_a_published_file_is_given_out_only_while_it_is_what_was_published(client, publication, ronde) -> None:
    address = f"/rondes/{ronde.pk}/publicaties/1/rapport.pdf"
    assert client.get(address).content == b"%PDF-rapport"
    (publication.folder / "rapport.pdf").write_bytes(b"%PDF-anders")
    page = client.get(address, follow=True).content.decode()
    assert "niet meer gelijk aan wat is gepubliceerd" in page


def test_only_listed_files_are_given_out(client, publication, ronde) -> None:
    (publication.folder / "anders.txt").write_text("x")
    for name in ("anders.txt", "..%2F..%2F..%2Fgeheim", "manifest.json"):
        assert client.get(f"/rondes/{ronde.pk}/publicaties/1/{name}").status_code == 404
    assert (Path(settings.DATA_FOLDER) / "geheim").is_file()


def test_a_publication_cannot_be_changed(publication) -> None:
    with pytest.raises(TypeError):
        publication.save()


def test_a_shortening_that_drops_a_denial_is_refused(client, result) -> None:
    result.statements.filter(key="s2").update(text="Ik voel me niet veilig")
    page = decide(client, result, "s2", ingekort="ja", woord=["0", "1", "2", "4"]).content.decode()
    assert "Zonder ‘niet’" in page
    assert not QuoteDecision.objects.exists()
