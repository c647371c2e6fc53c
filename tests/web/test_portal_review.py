"""Reviewing: the last decision counts, none is ever changed, and a new run meets them again."""

from __future__ import annotations

import pytest

from corpora.coded import read_coded
from web.access import Role
from web.explore.search import Filter
from web.jobs.models import Job
from web.results import review
from web.results.examples import Example
from web.results.models import Decision, Result, Statement, Suggestion
from web.review import bulk
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
            polarity="probleem",
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


def decide(client, result: Result, key: str, verdict: str, theme: str = FIRST, note: str = ""):
    statement = result.statements.get(key=key)
    data = {"besluit": verdict, "thema": theme, "notitie": note}
    return client.post(f"/analyses/{result.pk}/nakijken/{statement.pk}/besluit/", data)


def test_the_most_doubtful_comes_first_and_its_evidence_is_marked(client, result) -> None:
    answer = client.get(f"/analyses/{result.pk}/nakijken/", follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0].endswith(f"/{result.statements.get(key='twijfel').pk}/")
    assert '<mark class="utrecht-mark">' in page
    assert "<b>donker</b>" not in page  # shown as text
    assert "· toon: probleem" in page


def test_stop_words_beside_a_telling_word_are_not_marked(client, result) -> None:
    spans = [[0, 3, 0.4], [10, 16, 1.0], [21, 23, 0.3]]  # "Het", "donker", "in"
    Suggestion.objects.filter(statement__key="twijfel").update(evidence=spans)
    page = client.get(f"/analyses/{result.pk}/nakijken/", follow=True).content.decode()
    assert page.count('<mark class="utrecht-mark">') == 1
    assert '<mark class="utrecht-mark">donker</mark>' in page


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


def test_a_note_decides_nothing_and_stays_when_a_decision_is_undone(client, result) -> None:
    decide(client, result, "twijfel", "akkoord", "")
    decide(client, result, "zeker", "notitie", "", note="vraag het na bij de wijkagent")
    assert review.progress(result).n_done == 1
    client.post(f"/analyses/{result.pk}/nakijken/ongedaan/")
    assert review.progress(result).n_done == 0
    page = client.get(f"/analyses/{result.pk}/nakijken/{result.statements.get(key='zeker').pk}/").content.decode()
    assert "vraag het na bij de wijkagent" in page


@pytest.mark.parametrize(("verdict", "said"), [("notitie", "Typ eerst"), ("toegevoegd", "Kies eerst")])
def test_nothing_is_kept_of_a_form_that_was_not_filled_in(client, result, verdict, said) -> None:
    answer = decide(client, result, "twijfel", verdict, "", note="  ")
    assert said in client.get(answer["Location"]).content.decode()
    assert not Decision.objects.exists()


def test_a_skip_or_a_note_does_not_keep_a_statement_out_of_a_bulk_decision(result, person) -> None:
    for verdict in ("overgeslagen", "notitie"):
        review.decide(result.job.round, "zeker", "", verdict, by=person(Role.ANALIST), note="n")
    assert bulk.open_with(result, FIRST, Filter(), surer_than=0).filter(key="zeker").exists()
    assert not result.statements.get(key="zeker").done


def test_the_nearest_example_is_one_that_a_colleague_gave_the_theme(client, result, person) -> None:
    ans = person(Role.ANALIST, name="ans")
    for key, text in (("ver", "Er ligt afval bij de container."), ("na", "In de tunnel is het donker.")):
        Statement.objects.create(result=result, key=key, text=text, person="p", source="s", place="regel 2")
        review.decide(result.job.round, key, FIRST, "toegevoegd", by=ans)
    shown = review.themes(result.job.round, result.statements.get(key="zeker"))
    assert shown[0].example == Example("In de tunnel is het donker.", "ans")
    review.decide(result.job.round, "na", FIRST, "ongedaan", by=ans)
    shown = review.themes(result.job.round, result.statements.get(key="zeker"))
    assert shown[0].example is None or shown[0].example.text != "In de tunnel is het donker."


def test_without_a_decided_one_the_example_comes_from_the_training_statements(client, result) -> None:
    statement = result.statements.get(key="zeker")
    statement.text = "De hele straat ligt vol zwerfvuil."
    [theme] = review.themes(result.job.round, statement)
    written = {said.text for said in read_coded()[0] if FIRST in said.subthemes}
    assert theme.example is not None
    assert theme.example.by == ""
    assert theme.example.text in written
    assert {"hele", "straat", "vol", "zwerfvuil"} & set(theme.example.text.lower().rstrip(".").split())
    page = client.get(f"/analyses/{result.pk}/nakijken/{statement.pk}/").content.decode()
    assert "Wel: " in page  # the rules of the codebook at hand
    assert "Niet: " in page
