"""Reviewing: the last decision counts, none is ever changed, and a new run meets them again."""

from __future__ import annotations

import pytest

from web.access import Role
from web.jobs.models import Job
from web.results import review
from web.results.models import Decision, Result, Statement, Suggestion
from web.rounds.models import Round

FIRST, SECOND = (one.id for one in review.codebook_of("").subthemes[:2])


def make_result(ronde: Round) -> Result:
    job = Job.objects.create(round=ronde, kind=Job.Kind.RUN, state=Job.State.DONE)
    result = Result.objects.create(job=job, run_id="r", codebook="c")
    for key, doubt in (("zeker", 0.1), ("twijfel", 0.9)):
        statement = Statement.objects.create(
            result=result,
            key=key,
            text="Het is <b>donker</b> in de tunnel.",
            person="p",
            source="s",
            place="regel 1",
            doubt=doubt,
        )
        Suggestion.objects.create(statement=statement, subtheme=FIRST, probability=0.6, evidence=[[10, 16, 1.0]])
    return result


@pytest.fixture
def result(ronde) -> Result:
    return make_result(ronde)


@pytest.fixture
def client(client_of):
    return client_of(Role.ANALIST)


def decide(client, result: Result, key: str, verdict: str, theme: str = FIRST):
    statement = result.statements.get(key=key)
    data = {"besluit": verdict, "thema": theme}
    return client.post(f"/analyses/{result.pk}/nakijken/{statement.pk}/besluit/", data)


def test_the_most_doubtful_comes_first_and_its_evidence_is_marked(client, result) -> None:
    answer = client.get(f"/analyses/{result.pk}/nakijken/", follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0].endswith(f"/{result.statements.get(key='twijfel').pk}/")
    assert '<mark class="utrecht-mark">' in page
    assert "<b>donker</b>" not in page  # shown as text


def test_a_decision_takes_the_statement_off_the_queue_and_undo_puts_it_back(client, result) -> None:
    decide(client, result, "twijfel", "akkoord")
    assert review.progress(result).n_done == 1
    client.post(f"/analyses/{result.pk}/nakijken/ongedaan/")
    assert review.progress(result).n_done == 0
    assert [d.verdict for d in Decision.objects.all()] == ["akkoord", "ongedaan"]


def test_undo_goes_back_step_by_step(client, result) -> None:
    decide(client, result, "twijfel", "akkoord")
    decide(client, result, "zeker", "afgewezen")
    for _ in range(2):
        client.post(f"/analyses/{result.pk}/nakijken/ongedaan/")
    undone = [d.statement_key for d in Decision.objects.filter(verdict="ongedaan")]
    assert undone == ["zeker", "twijfel"]


def test_a_new_run_keeps_what_people_decided(client, result) -> None:
    decide(client, result, "twijfel", "afgewezen")
    decide(client, result, "zeker", "toegevoegd", SECOND)
    again = make_result(result.job.round)
    review.settle_new(again)
    assert review.progress(again).n_done == 1
    themes = review.themes(again.job.round, again.statements.get(key="twijfel"))
    assert [(t.subtheme, t.verdict) for t in themes] == [(FIRST, "afgewezen")]
    themes = review.themes(again.job.round, again.statements.get(key="zeker"))
    assert [(t.subtheme, t.verdict) for t in themes] == [(FIRST, ""), (SECOND, "toegevoegd")]


def test_a_decision_cannot_be_changed(result, client) -> None:
    decide(client, result, "twijfel", "akkoord")
    with pytest.raises(TypeError):
        Decision.objects.get().save()


@pytest.mark.parametrize(("verdict", "theme"), [("verzonnen", FIRST), ("akkoord", "bestaat-niet")])
def test_what_is_not_on_the_list_is_not_stored(client, result, verdict, theme) -> None:
    assert decide(client, result, "twijfel", verdict, theme).status_code == 404
    assert not Decision.objects.exists()


def test_a_statement_of_another_run_is_not_found_here(client, result) -> None:
    other = make_result(Round.objects.create(name="herfst", retain_until="2030-01-01"))
    statement = other.statements.first()
    assert client.get(f"/analyses/{result.pk}/nakijken/{statement.pk}/").status_code == 404


def test_skipping_walks_through_what_waits_and_starts_again(client, result) -> None:
    first, second = result.statements.all()
    assert review.next_waiting(result, first) == second
    assert review.next_waiting(result, second) == first
    for key in ("twijfel", "zeker"):
        decide(client, result, key, "akkoord", "")
    assert review.next_waiting(result) is None
