"""After the last day of a round every decision goes; what was published stays."""

from __future__ import annotations

from datetime import date

from django.apps import apps

from web.access import Role
from web.clouds.models import HiddenWord
from web.concerns import deciding
from web.publish import quotes
from web.publish.models import Publication
from web.results.models import Statement
from web.review import blind
from web.rounds.retention import purge


def test_decisions_go_and_publications_stay(result, ronde, person) -> None:
    user = person(Role.ANALIST)
    first = deciding.rename(result, "c1", "Naam", by=user)
    deciding.undo(result, first, by=user)
    quotes.decide(result, "s1", "vrijgegeven", [], by=user)
    sample = blind.draw(result, 20, by=user)
    blind.code(sample, "s1", [], by=user)
    HiddenWord.objects.create(round=ronde, lemma="x", word="x", by=user)
    Publication.objects.create(round=ronde, run_id="r", number=1, title="t", n_quotes=1)
    assert purge(today=date(2031, 1, 1)) == 1
    left = {
        model.__name__
        for app in ("results", "concerns", "publish", "clouds", "review")
        for model in apps.get_app_config(app).get_models()
        if model.objects.exists()
    }
    assert left == {"Publication"}
    assert not Statement.objects.exists()
    assert purge(today=date(2031, 1, 1)) == 0
