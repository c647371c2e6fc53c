"""What sets a group apart, and which quotes speak for it."""

from __future__ import annotations

import random

import pytest

from corpora.records import Statement
from nlp.keyness import count_people, distinguishing_terms
from nlp.quotes import choose_quotes
from nlp.terms import Term


def say(key: str, text: str, *, person: str = "", group: str = "", wijk: str = "") -> Statement:
    return Statement(key, text, "g", "", 1, person or key, 0, len(text), "", group=group, wijk=wijk)


def test_log_odds_agree_with_the_formula_worked_out_by_hand() -> None:
    # y=(8 of 10), rest=(2 of 10), prior 1 of 2 each: ln(9/3) - ln(3/9), variance 1/9 + 1/3
    found = distinguishing_terms({"mes": 8, "plein": 2}, {"mes": 2, "plein": 8}, prior={"mes": 1, "plein": 1})
    assert found[0].term == "mes"
    assert found[0].log_odds == pytest.approx(2.1972, abs=1e-4)
    assert found[0].z == pytest.approx(3.2958, abs=1e-4)


def test_a_term_of_many_people_comes_before_a_rare_one_that_only_the_group_says() -> None:
    found = distinguishing_terms({"mes": 30, "kluisje": 1, "school": 40}, {"mes": 5, "school": 300, "afval": 200})
    assert [item.term for item in found] == ["mes", "kluisje", "school"]


def test_people_are_counted_once_however_often_they_say_it() -> None:
    terms = [[Term("mes", "mes", 0, 3, (0, 1))] * 5, [Term("mes", "mes", 0, 3, (0, 1))]]
    assert count_people([say("1", "x", person="a"), say("2", "y", person="a")], terms) == {"mes": 1}


def test_a_vocabulary_of_one_term_gives_finite_figures() -> None:
    (only,) = distinguishing_terms({"afval": 3}, {})
    assert abs(only.z) < 100


def test_quotes_are_spread_over_groups_and_wijken() -> None:
    cells = [(group, wijk) for group in ("jongere", "ouder") for wijk in ("Reeland", "Wielwijk")]
    statements = [
        say(f"{n:02d}", f"uitspraak {n} " * 5, group=cells[n % 4][0], wijk=cells[n % 4][1]) for n in range(20)
    ]
    chosen = choose_quotes(statements, 4)
    assert {quote.group for quote in chosen[:2]} == {"jongere", "ouder"}
    assert {quote.wijk for quote in chosen} == {"Reeland", "Wielwijk"}


def test_every_theme_is_heard_before_one_is_heard_twice() -> None:
    statements = [say(f"{n:02d}", f"uitspraak {n}") for n in range(9)]
    themes = {statement.id: ["a" if n < 7 else "b"] for n, statement in enumerate(statements)}
    chosen = choose_quotes(statements, 2, themes=themes)
    assert {themes[quote.id][0] for quote in chosen} == {"a", "b"}


def test_no_text_is_quoted_twice() -> None:
    assert len(choose_quotes([say(str(n), "Alles is vies.") for n in range(5)], 3)) == 1


def test_the_better_fit_wins_where_both_cover_as_much() -> None:
    statements = [say("1", "een"), say("2", "twee")]
    assert choose_quotes(statements, 1, preference={"1": 0.1, "2": 0.9})[0].id == "2"


def test_the_choice_does_not_depend_on_the_order() -> None:
    statements = [say(f"{n:02d}", f"uitspraak {n % 7}", group="ab"[n % 2]) for n in range(20)]
    shuffled = random.Random(1).sample(statements, 20)
    assert choose_quotes(statements, 5) == choose_quotes(shuffled, 5)


def test_no_statements_give_no_quotes() -> None:
    assert choose_quotes([], 3) == ()
