"""Through the bridge: what people decided is carried out by the next run, kept by the one after, and published."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from flows import bridge
from flows.portal_decisions import load_result
from web.access import Role
from web.concerns import deciding
from web.concerns.board import board_of
from web.concerns.models import ConcernDecision
from web.jobs import service
from web.jobs.models import Job
from web.publish import quotes
from web.publish.models import Publication
from web.results import review
from web.results.models import Result
from web.results.pages import latest_of
from web.rounds import intake
from web.rounds.models import Upload

SAMPLE = Path(__file__).resolve().parents[3] / "corpora" / "voorbeeld" / "gesprekken"
FILES = ("enquete_wijkvragen.csv", "weekmarkt 26 juni.csv", "Wijkgesprekken mei 2026.xlsx")


def run(ronde, user) -> Result:
    job = service.ensure_run(ronde, user)
    assert bridge.work_off(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.DONE, job.problem
    result = latest_of(ronde)
    assert result is not None
    assert result.pk == job.pk
    return result


@pytest.fixture
def user(transactional_db, person, ronde):
    user = person(Role.ANALIST, Role.REDACTEUR, name="hoofd")
    for name in FILES:
        intake.receive(ronde, user, name, (SAMPLE / name).read_bytes())
    Upload.objects.update(state=Upload.State.CONFIRMED)
    return user


def board(result: Result) -> dict[str, tuple[str, frozenset[str], bool]]:
    return {card.key: (card.name, card.members, card.locked) for card in board_of(result).cards.values()}


def step(result: Result, name: str) -> int:
    return next(row["went_on"] for row in result.steps if row["name"] == name)


def test_decisions_reach_the_run_and_survive_the_next_one(user, ronde) -> None:
    first = run(ronde, user)
    _the_words_and_the_map_are_there(first)
    shown = _decide(first, user)
    second = run(ronde, user)
    assert board(second) == shown
    assert board_of(second).n_waiting == 0
    assert second.conflicts == []
    assert step(second, "Beoordeeld") == review.progress(second).n_done == 2
    assert _published(ronde, user, second) == 1
    _undo_all(second, user)
    assert board_of(second).n_waiting > 0
    third = run(ronde, user)
    assert {frozenset(one.members) for one in third.concerns.all()} == {
        frozenset(one.members) for one in first.concerns.all()
    }
    assert not any(card.name or card.locked for card in board_of(third).cards.values())


def _the_words_and_the_map_are_there(result: Result) -> None:
    assert not result.statements.filter(x=None).exists()
    assert not result.statements.filter(search=" ").exists()
    assert result.forms.exists()
    assert len(load_result(result).statements) == result.statements.count()


def _decide(result: Result, user) -> dict[str, tuple[str, frozenset[str], bool]]:
    """Rename, merge, split, move, lock and discard; review two statements; approve one quote."""
    largest = sorted(board_of(result).cards.values(), key=lambda card: (-len(card.members), card.key))
    assert len(largest) >= 4, "the sample gives too few concerns to try this on"
    keep, taken, other, gone = (card.key for card in largest[:4])
    deciding.rename(result, keep, "Onze eigen naam", by=user)
    deciding.merge(result, keep, taken, by=user)
    members = sorted(board_of(result).cards[keep].members)
    deciding.split(result, keep, members[:2], "Afgesplitst", by=user)
    deciding.move(result, keep, members[2:3], other, by=user)
    deciding.discard(result, gone, by=user)
    deciding.lock(result, other, by=user)
    with_theme = result.statements.exclude(themes="|").order_by("key")[:2]
    for statement in with_theme:
        for suggestion in statement.suggestions.all():
            review.decide(result.job.round, statement.key, suggestion.subtheme, "akkoord", by=user)
    quotes.decide(result, with_theme[0].key, "vrijgegeven", [], by=user)
    return board(result)


def _published(ronde, user, result: Result) -> int:
    job = service.ensure_publication(ronde, user)
    assert bridge.work_off(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.DONE, job.problem
    publication = Publication.objects.get(round=ronde)
    assert publication.number == 1
    assert publication.run_id == result.run_id
    names = {one["name"] for one in publication.files}
    assert {"rapport.pdf", "bijlage-4-woordenwolk.pdf", "controlegetallen.txt"} <= names
    assert not any(name.startswith("uitspraken") for name in names)
    for one in publication.files:
        data = (publication.folder / one["name"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == one["sha256"]
        assert not [name for name in FILES if name.encode() in data], one["name"]
    assert len(json.loads((publication.folder / "manifest.json").read_bytes())["inputs"]) == len(FILES)
    return publication.n_quotes


def _undo_all(result: Result, user) -> None:
    for decision in ConcernDecision.objects.exclude(action="undo").order_by("-pk"):
        deciding.undo(result, decision, by=user)
