"""The cloud studio: the picture follows the choices, hidden words stay out with their reason, small numbers too."""

from __future__ import annotations

import pytest

from web.access import Role
from web.clouds.hiding import hidden_lemmas
from web.clouds.models import HiddenWord
from web.log.models import Event


@pytest.fixture
def client(client_of):
    return client_of(Role.REDACTEUR)


def drawn(client, result, query: str = "") -> str:
    answer = client.get(f"/analyses/{result.pk}/wolken/wolk.svg?{query}")
    assert answer["Content-Type"] == "image/svg+xml"
    return answer.content.decode()


def test_the_picture_follows_the_choices(client, result) -> None:
    assert ">fiets</text>" in drawn(client, result)
    assert ">gezellig</text>" in drawn(client, result)
    assert ">gezellig</text>" not in drawn(client, result, "wijk=Reeland")
    assert ">Reeland</text>" in drawn(client, result, "per=wijk")
    assert drawn(client, result, "vorm=cirkel") != drawn(client, result)
    assert "#1b1b1b" in drawn(client, result, "kleur=zwart")


def test_words_of_few_people_stay_out(client, result, ronde) -> None:
    ronde.k = 2
    ronde.save()
    picture = drawn(client, result)
    assert ">fiets</text>" in picture
    assert "gezellig" not in picture
    assert "2 of meer mensen" in drawn(client, result, "wijk=Reeland")


def test_a_phrase_of_too_few_people_counts_as_its_words(client, make_run, ronde) -> None:
    ronde.k = 3
    ronde.save()
    rows = [(f"s{n}", "Mooi.", f"g{n}/a", "Reeland", "bewoner", "c1", "vervoer", ()) for n in range(3)]
    made = make_run(ronde, rows)
    phrase = [["openbaar vervoer", "openbaar vervoer", [["openbaar", "openbaar"], ["vervoer", "vervoer"]]]]
    made.statements.filter(key="s0").update(terms=phrase)
    for query in ("", "per=wijk"):
        assert ">vervoer</text>" in drawn(client, made, query)
        assert "openbaar" not in drawn(client, made, query)


def test_a_word_is_hidden_with_its_reason_and_shown_again(client, result, ronde) -> None:
    address = f"/analyses/{result.pk}/wolken/woord/"
    form = {"lemma": "fiets", "woord": "fiets", "besluit": "verberg"}
    page = client.post(address, form, follow=True).content.decode()
    assert "Schrijf op waarom" in page
    page = client.post(address, {**form, "reden": "zegt <b>niets</b>"}, follow=True).content.decode()
    assert "zegt &lt;b&gt;niets" in page
    assert hidden_lemmas(ronde) == {"fiets"}
    assert ">fiets</text>" not in drawn(client, result)
    client.post(address, {"lemma": "fiets", "woord": "fiets", "besluit": "toon"})
    assert ">fiets</text>" in drawn(client, result)
    assert HiddenWord.objects.count() == 2
    assert "fiets" not in str(list(Event.objects.values()))


def test_the_picture_is_downloaded_and_cannot_reach_the_portal(client, result) -> None:
    answer = client.get(f"/analyses/{result.pk}/wolken/wolk.png?download")
    assert answer.content.startswith(b"\x89PNG")
    assert answer["Content-Disposition"] == 'attachment; filename="woordenwolk-zomer.png"'
    assert answer["Content-Security-Policy"].endswith("sandbox")


@pytest.mark.parametrize("query", ["vorm=/etc/passwd", "kleur=x", "aantal=-5", "aantal=1e9", "per=<script>", "tel=x"])
def test_what_is_not_on_the_list_falls_back_to_the_usual(client, result, query: str) -> None:
    picture = drawn(client, result, query)
    assert ">fiets</text>" in picture
    assert "script" not in picture


def test_a_filter_without_words_says_so(client, result) -> None:
    assert "Er is niets om te tonen" in client.get(f"/analyses/{result.pk}/wolken/?wijk=Nergens").content.decode()


def studio(client, result, query: str) -> str:
    return client.get(f"/analyses/{result.pk}/wolken/?{query}").content.decode()


def test_without_enough_people_anywhere_there_is_one_sentence_and_no_picture(client, result, ronde) -> None:
    ronde.k = 4
    ronde.save()
    page = studio(client, result, "per=wijk")
    assert "Hier is geen wolk per wijk van te maken: nergens noemen 4 of meer mensen hetzelfde woord." in page
    assert "Te weinig woorden voor een wolk: Reeland en Wielwijk." in page
    assert "<img" not in page
    assert ">Reeland</text>" not in drawn(client, result, "per=wijk")


def test_parts_with_too_few_people_are_named_and_not_drawn(client, result, ronde) -> None:
    ronde.k = 2
    ronde.save()
    page, picture = studio(client, result, "per=wijk"), drawn(client, result, "per=wijk")
    assert "1 wolk uit 4 uitspraken van 4 mensen." in page
    assert ">Wielwijk</text>" in picture
    assert ">Reeland</text>" not in picture
    for told in (page, picture):
        assert "Te weinig woorden voor een wolk: Reeland." in told
    assert "4 uitspraken · 4 mensen · ronde zomer" in picture
    assert "donker" in page
    assert ">fiets</a>" not in page  # of two people, but in two wijken


def test_parts_for_which_there_is_no_room_are_named(client, make_run, ronde) -> None:
    rows = [(f"s{n}", "Donker.", f"g{n}/a", f"Wijk {n}", "bewoner", "c1", "donker", ()) for n in range(1, 10)]
    page = studio(client, make_run(ronde, rows), "per=wijk")
    assert "8 wolken uit 8 uitspraken van 8 mensen." in page
    assert "Er passen 8 wolken naast elkaar. Niet getoond: Wijk 9." in page


def test_a_word_is_written_alike_in_clouds_beside_each_other(client, make_run, ronde) -> None:
    forms = {"Reeland": ["jongen"], "Wielwijk": ["jongens", "jongens"]}
    said = [(wijk, form) for wijk, found in forms.items() for form in found]
    rows = [(f"s{n}", "Daar.", f"g{n}/a", wijk, "bewoner", "c1", "x", ()) for n, (wijk, _) in enumerate(said)]
    made = make_run(ronde, rows)
    for n, (_, form) in enumerate(said):
        made.statements.filter(key=f"s{n}").update(terms=[["jongen", form]])
    assert drawn(client, made, "per=wijk").count(">jongens</text>") == 2


def test_a_picture_tells_how_much_it_was_made_of(client, result) -> None:
    assert "<metadata>6 uitspraken · 6 mensen · ronde zomer" in drawn(client, result)


def test_rounds_stand_beside_each_other_each_with_its_own_limit(client, result, make_run) -> None:
    from web.rounds.models import Round

    make_run(Round.objects.create(name="herfst", retain_until="2030-01-01", k=2))
    picture = drawn(client, result, "per=ronde")
    assert ">zomer</text>" in picture
    assert ">herfst</text>" in picture
    assert picture.count(">fiets</text>") == 2
    assert picture.count(">gezellig</text>") == 1
    assert "12 uitspraken · 6 mensen · ronde zomer en herfst<" in picture
