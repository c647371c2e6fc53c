"""What is counted adds up, and small numbers are hidden."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpora.records import Evidence, Rejected, RunResult, Suggestion, Tagging
from outputs.overview import Overview
from outputs.report_text import run_card
from tests.outputs.conftest import make_talk


def test_every_step_of_the_accounting_adds_up(city: Overview) -> None:
    for step in city.steps:
        assert step.total == step.went_on + sum(n for _, n in step.left), step.name


def test_the_steps_follow_on_from_each_other(city: Overview) -> None:
    steps = {step.name: step for step in city.steps}
    assert steps["Stukken tekst"].went_on == steps["Van een thema voorzien"].total == len(city.entries)
    assert steps["Bestanden"].total == len(city.result.files) + 2


def test_a_file_that_was_handed_in_twice_is_counted_apart_from_what_could_not_be_read(
    look, city_result: RunResult
) -> None:
    double = Rejected.twice("kopie.txt", city_result.files[0].source)
    files = look(replace(city_result, rejected=(*city_result.rejected, double))).steps[0]
    assert dict(files.left) == {"niet verwerkt, zie de lijst": 2, "dubbel aangeleverd": 1}
    assert files.total == len(city_result.files) + 3


def test_under_thirty_statements_there_are_no_shares(look, city_result: RunResult) -> None:
    few = replace(city_result, statements=city_result.statements[:29])
    assert all(figure.share is None for figure in look(few).priorities)


def test_from_thirty_statements_every_share_has_an_interval(city: Overview) -> None:
    shares = [figure.share for figure in city.priorities if figure.share]
    assert len(shares) == 3
    assert all(share.low < share.share < share.high for share in shares)


def test_a_hidden_cell_is_never_alone_in_its_column(city: Overview) -> None:
    for heat, value in zip(city.heats, (lambda said: said.wijk, lambda said: said.group), strict=True):
        unnamed = {value(entry.statement) for entry in city.entries} - {""} - {name for name, _ in heat.rows}
        for column in zip(*(cells for _, cells in heat.rows), strict=True):
            assert column.count(None) != 1 or unnamed


def test_priorities_are_counted_per_wijk_and_where_there_are_several_per_group_and_round(city: Overview) -> None:
    assert [heat.aspect for heat in city.heats] == ["wijk", "groep"]


def test_words_and_concerns_of_fewer_people_than_k_are_left_out(city: Overview) -> None:
    assert min(word.n_people for word in city.shown_words) >= 3
    assert all(concern.n_people >= 3 for concern in city.concerns)


def test_cells_below_k_are_hidden_and_zero_is_not(look, city_result: RunResult) -> None:
    cells = [cell for _, row in look(city_result, k=2).heats[0].rows for cell in row]
    assert None in cells
    assert 0 in cells
    assert 1 not in cells


def test_a_wijk_of_few_people_is_not_even_named(city: Overview) -> None:
    people: dict[str, set[str]] = {}
    for entry in city.entries:
        people.setdefault(entry.statement.wijk, set()).add(entry.statement.person)
    assert min(map(len, people.values())) < 3
    assert min(len(people[wijk]) for wijk, _ in city.heats[0].rows) >= 3
    full = replace(city.heats[0], rows=(("Krispijn", (3, 3, 3, 3)),))
    assert full.any_hidden  # a reader is told why a wijk is missing
    assert not replace(full, some_unnamed=False).any_hidden


@pytest.mark.parametrize(
    ("text", "weights", "shown"),
    [
        ("hier meer wandelen langs", [0.4, 0.3, 0.7, -0.5], ["wandelen"]),
        ("hier meer wandelen langs", [0.4, 0.3, 0.0, 0.2], ["hier", "meer", "langs"]),  # nothing else carries it
        ("niemand vandaag kelder ergens", [3.0, 0.3, 0.5, 0.5], ["niemand", "kelder"]),  # the reason itself
    ],
)
def test_stop_words_are_no_evidence_beside_words_that_weigh_as_much(
    city_result: RunResult, look, text: str, weights: list[float], shown: list[str]
) -> None:
    talk, (said,), passages = make_talk(90, "bewoner", "", [text])
    places = [text.index(word) for word in text.split()]
    spans = tuple(
        Evidence(start, start + len(word), weight)
        for start, word, weight in zip(places, text.split(), weights, strict=True)
    )
    found = Tagging(said.id, (Suggestion(said.id, "verloedering_afval", "", 0.9, spans),), (), "probleem", 0.1)
    one = replace(
        city_result, conversations=(talk,), statements=(said,), passages=passages, taggings=(found,), masks=()
    )
    (entry,) = look(one).entries
    assert [entry.statement.text[span.start : span.end] for span in entry.evidence] == shown
    assert {(span.start, span.weight) for span in entry.evidence} <= {(span.start, span.weight) for span in spans}


def test_statements_without_a_round_are_told(city_result: RunResult, look) -> None:
    first, *others = city_result.statements
    mixed = replace(city_result, statements=(first, *(replace(said, ronde="") for said in others)))
    (told,) = (fact.value for fact in run_card(look(mixed)) if fact.name == "Ronde")
    assert f"van {len(others)} uitspraken staat de ronde niet" in told
    assert "staat de ronde niet" not in str(run_card(look(city_result)))


def test_a_run_without_statements_is_counted_too(empty: Overview) -> None:
    assert empty.entries == ()
    assert all(step.total == 0 for step in empty.steps)


@pytest.mark.parametrize("k", [1, 3, 100])
def test_hidden_figures_are_those_below_k(look, city_result: RunResult, k: int) -> None:
    counted = look(city_result, k=k)
    for figure in (*counted.priorities, *counted.subthemes, *counted.wijken):
        assert figure.hidden == (0 < figure.n_people < k)


def test_what_several_outputs_ask_for_is_worked_out_once(city: Overview) -> None:
    assert city.noteworthy is city.noteworthy
    assert city.entry_of is city.entry_of
    assert all(entry.evidence is entry.evidence for entry in city.entries)


def test_a_theme_that_people_turned_down_is_not_counted_as_never_found(look, city_result: RunResult) -> None:
    tagged = [found for found in city_result.taggings if found.suggestions][:4]
    turned_down = {found.statement_id: replace(found, suggestions=(), rejected=found.suggestions) for found in tagged}
    taggings = tuple(turned_down.get(found.statement_id, found) for found in city_result.taggings)
    before, after = (dict(look(one).steps[3].left) for one in (city_result, replace(city_result, taggings=taggings)))
    assert after == {**before, "thema door een mens afgewezen": 4}
