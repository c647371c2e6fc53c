"""Reviewing together: blind until done, agreement per theme, differences settled, and many statements at once."""

from __future__ import annotations

import pytest

from web.access import Role
from web.results import review
from web.results.models import Decision
from web.review import blind
from web.review.models import Coding, Sample

FIRST, SECOND = (one.id for one in review.codebook_of("").subthemes[:2])


@pytest.fixture
def two(client_of, person):
    """Two analysts, each in a browser of their own."""
    users = [person(Role.ANALIST, name=name) for name in ("anna", "bram")]
    return [client_of(user=user) for user in users]


@pytest.fixture
def sample(two, result) -> Sample:
    two[0].post(f"/analyses/{result.pk}/themas/steekproef/", {"aantal": "20"})
    return Sample.objects.get()


def code(client, result, sample, key: str, *themes: str):
    data = {"uitspraak": key, "thema": list(themes)} | ({} if themes else {"geen": "ja"})
    return client.post(f"/analyses/{result.pk}/themas/steekproef/{sample.pk}/beoordeel/", data)


def code_all(client, result, sample, **themes: str) -> None:
    for key in sample.keys:
        code(client, result, sample, key, *([themes[key]] if key in themes else []))


def test_nobody_sees_what_others_or_the_machine_chose_before_being_done(two, result, sample) -> None:
    code_all(two[0], result, sample, s1=FIRST)
    page = two[1].get(f"/analyses/{result.pk}/themas/steekproef/{sample.pk}/").content.decode()
    assert "checked" not in page
    assert "kans" not in page
    answer = two[1].get(f"/analyses/{result.pk}/themas/steekproef/{sample.pk}/uitkomst/", follow=True)
    assert "als u de hele steekproef zelf hebt beoordeeld" in answer.content.decode()


def test_a_coding_cannot_be_changed_afterwards(two, result, sample) -> None:
    code(two[0], result, sample, "s1", FIRST)
    code(two[0], result, sample, "s1", SECOND)
    assert Coding.objects.get().themes == [FIRST]


def test_agreement_counts_people_and_the_machine_apart(two, result, sample, ronde) -> None:
    code_all(two[0], result, sample, s1=FIRST, s2=FIRST, s4=SECOND)
    code_all(two[1], result, sample, s1=FIRST, s2=SECOND, s4=SECOND)
    rows = {row.theme: row for row in blind.agreement(sample, result, ronde)}
    # by hand: 12 values, 3 yes, 1 of 6 pairs differs; 1 - 11 * 1 / (3 * 9)
    assert rows[FIRST].people.alpha == pytest.approx(1 - 11 / 27)
    assert rows[FIRST].with_machine.n_units == 6
    page = two[1].get(f"/analyses/{result.pk}/themas/steekproef/{sample.pk}/uitkomst/").content.decode()
    assert "0,59" in page
    assert "te weinig voorbeelden" in page
    assert "Verschillen om te bespreken (1)" in page


def test_a_settled_difference_becomes_a_decision(two, result, sample, ronde) -> None:
    code_all(two[0], result, sample, s1=FIRST)
    code_all(two[1], result, sample, s1=SECOND)
    address = f"/analyses/{result.pk}/themas/steekproef/{sample.pk}/besluit/"
    page = two[0].post(address, {"uitspraak": "s1", "thema": SECOND}, follow=True).content.decode()
    assert "geen verschillen" in page
    said = {d.subtheme: d.verdict for d in Decision.objects.filter(statement_key="s1")}
    assert said == {FIRST: "afgewezen", SECOND: "toegevoegd", "": "akkoord"}
    assert result.statements.get(key="s1").themes == f"|{SECOND}|"


def test_strange_statements_and_themes_are_refused(two, result, sample) -> None:
    assert code(two[0], result, sample, "verzonnen", FIRST).status_code == 404
    assert code(two[0], result, sample, "s1", "verzonnen").status_code == 404
    assert not Coding.objects.exists()


# --- many at once --------------------------------------------------------------------------------


def bulk(client, result, **form: str):
    data = {"suggestie": FIRST, "vanaf": "50", "besluit": "akkoord", "zeker": "ja", "aantal": "3", **form}
    return client.post(f"/analyses/{result.pk}/themas/veel/besluit/", data, follow=True)


def test_many_are_shown_first_and_decided_after_a_yes(two, result) -> None:
    page = two[0].get(f"/analyses/{result.pk}/themas/veel/?suggestie={FIRST}&vanaf=50").content.decode()
    assert "3 uitspraken met de suggestie" in page
    assert "Besloten over 3 uitspraken" in bulk(two[0], result).content.decode()
    assert review.progress(result).n_done == 3
    assert {d.note for d in Decision.objects.all()} == {"in één keer"}


def test_what_was_decided_by_hand_is_left_alone(two, result, ronde, person) -> None:
    review.decide(ronde, "s1", FIRST, "afgewezen", by=person(Role.ANALIST))
    bulk(two[0], result, aantal="2")
    assert [d.verdict for d in Decision.objects.filter(statement_key="s1")] == ["afgewezen"]


@pytest.mark.parametrize("form", [{"aantal": "4"}, {"zeker": ""}, {"wijk": "Reeland"}])
def test_another_number_than_was_shown_decides_nothing(two, result, form) -> None:
    data = {"suggestie": FIRST, "vanaf": "50", "besluit": "akkoord", "zeker": "ja", "aantal": "3", **form}
    if not data["zeker"]:
        del data["zeker"]
    page = two[0].post(f"/analyses/{result.pk}/themas/veel/besluit/", data, follow=True).content.decode()
    assert "Er is niets besloten" in page
    assert not Decision.objects.exists()


def test_progress_per_theme(two, result) -> None:
    page = two[0].get(f"/analyses/{result.pk}/themas/").content.decode()
    assert "0 van 6 uitspraken" in page
    assert page.count('<tr class="utrecht-table__row"><th class="utrecht-table__cell"') == 2


def test_the_overview_says_who_is_how_far(two, result, sample) -> None:
    code(two[0], result, sample, "s1", FIRST)
    page = two[1].get(f"/analyses/{result.pk}/themas/").content.decode()
    assert "anna: 1" in page
    assert "U hebt er nog 6 te gaan" in page
