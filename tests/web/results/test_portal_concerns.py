"""The board: what people decide shows at once, can be undone step by step, and reaches the next run."""

from __future__ import annotations

import pytest

from flows.portal_decisions import export_decisions
from web.access import Role
from web.concerns.board import board_of
from web.concerns.models import ConcernDecision
from web.log.models import Event


@pytest.fixture
def client(client_of):
    return client_of(Role.ANALIST)


def decide(client, result, key: str, deed: str, **form):
    return client.post(f"/analyses/{result.pk}/zorgen/{key}/besluit/", {"besluit": deed, **form}, follow=True)


def undo(client, result):
    return client.post(f"/analyses/{result.pk}/zorgen/ongedaan/", follow=True)


def cards(result) -> dict[str, set[str]]:
    return {card.label: set(card.members) for card in board_of(result).cards.values()}


def test_a_name_shows_at_once_and_goes_with_the_run(client, result, ronde) -> None:
    page = decide(client, result, "c1", "naam", naam="  Donkere <b>straten</b> ").content.decode()
    assert "Donkere &lt;b&gt;straten" in page
    exported = export_decisions(ronde).decisions.concerns
    assert [(one.action, one.concern, one.name) for one in exported] == [("rename", "c1", "Donkere <b>straten</b>")]


@pytest.mark.parametrize(("first", "again"), [("", ""), ("Donkere straten", " Donkere  straten ")])
def test_a_name_that_it_has_already_is_no_decision(client, result, first, again) -> None:
    if first:
        decide(client, result, "c1", "naam", naam=first)
    before = ConcernDecision.objects.count()
    page = decide(client, result, "c1", "naam", naam=again).content.decode()
    assert "Er is niets veranderd: de zorg heet al zo." in page
    assert "De naam is veranderd." not in page
    assert ConcernDecision.objects.count() == before


def test_merging_and_undoing(client, result) -> None:
    decide(client, result, "c1", "samen", andere="c2")
    assert cards(result) == {"donker": {"s1", "s2", "s3", "s4", "s5"}}
    assert set(result.statements.exclude(concern="").values_list("concern", flat=True)) == {"c1"}
    undo(client, result)
    assert cards(result) == {"donker": {"s1", "s2", "s3"}, "fiets": {"s4", "s5"}}


def test_splitting_as_the_machine_proposes(client, result) -> None:
    page = client.get(f"/analyses/{result.pk}/zorgen/c1/?voorstel=1").content.decode()
    assert page.count(" checked") == 1
    decide(client, result, "c1", "splits", uitspraak=["s1"], naam="Drugs")
    assert cards(result) == {"donker": {"s2", "s3"}, "fiets": {"s4", "s5"}, "Drugs": {"s1"}}


def test_moving_discarding_and_taking_in_what_belonged_nowhere(client, result) -> None:
    decide(client, result, "c1", "verplaats", uitspraak=["s3"], andere="c2")
    decide(client, result, "geen", "verplaats", uitspraak=["s6"], andere="c2")
    assert cards(result)["fiets"] == {"s3", "s4", "s5", "s6"}
    decide(client, result, "c2", "weg")
    assert cards(result) == {"donker": {"s1", "s2"}}
    for _ in range(3):
        undo(client, result)
    assert cards(result) == {"donker": {"s1", "s2", "s3"}, "fiets": {"s4", "s5"}}


def test_a_lock_is_shown_and_goes_with_the_run(client, result, ronde) -> None:
    assert "staat vast" in decide(client, result, "c1", "slot").content.decode()
    assert export_decisions(ronde).decisions.concerns[0].action == "lock"


@pytest.mark.parametrize(
    ("key", "deed", "form"),
    [
        ("c1", "samen", {"andere": "c1"}),
        ("c1", "samen", {"andere": "verzonnen"}),
        ("c1", "splits", {}),
        ("c1", "splits", {"uitspraak": ["s1", "s2", "s3"]}),
        ("c1", "verplaats", {"uitspraak": ["s4"], "andere": "c2"}),
        ("verzonnen", "naam", {"naam": "x"}),
    ],
)
def test_what_does_not_fit_is_told_and_not_stored(client, result, key, deed, form) -> None:
    page = decide(client, result, key, deed, **form).content.decode()
    assert 'class="utrecht-alert utrecht-alert--error' in page
    assert not ConcernDecision.objects.exists()


def test_decisions_are_added_and_an_undone_one_stays_in_the_list(client, result) -> None:
    decide(client, result, "c1", "naam", naam="Anders")
    page = undo(client, result).content.decode()
    assert "<s>‘donker’ kreeg de naam ‘Anders’</s>" in page
    assert ConcernDecision.objects.count() == 2
    with pytest.raises(TypeError):
        ConcernDecision.objects.first().save()


def test_an_older_outcome_shows_the_board_but_takes_no_decisions(client, result, ronde, make_run) -> None:
    make_run(ronde)
    page = decide(client, result, "c1", "naam", naam="Anders").content.decode()
    assert "oudere uitkomst" in page
    assert not ConcernDecision.objects.exists()


def test_the_log_names_no_words(client, result) -> None:
    decide(client, result, "c1", "naam", naam="Drugs bij de familie")
    assert not Event.objects.filter(action__contains="familie").exists()
    assert not Event.objects.filter(item__contains="familie").exists()
    assert Event.objects.filter(action="zorg: andere naam", item="zorg c1").exists()


def test_conflicts_of_a_run_are_shown(client, result) -> None:
    result.conflicts = ["Besluit over ‘x’ (samenvoegen): die zorg komt in deze gesprekken niet meer voor."]
    result.save()
    for page in ("zorgen", "uitkomst"):
        assert (
            "die zorg komt in deze gesprekken niet meer voor"
            in client.get(f"/analyses/{result.pk}/{page}/").content.decode()
        )
