"""Quotes are verbatim, or nothing is written."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.records import RunResult, Statement
from outputs.errors import NotMaskedError, NotVerbatimError
from outputs.overview import Overview
from outputs.quotes import (
    Attributions,
    attribution,
    check_masked,
    check_verbatim,
    is_verbatim,
    lost_denial,
    quote_of,
    shorten,
)


def test_every_statement_of_a_run_is_found_in_its_source(city_result: RunResult) -> None:
    quotes = [quote_of(said) for said in city_result.statements]
    assert check_verbatim(quotes, city_result.conversations) == len(city_result.statements)


def test_a_quote_with_one_other_character_is_refused_without_repeating_it(city_result: RunResult) -> None:
    wrong = replace(quote_of(city_result.statements[0]), text="Rond de containers ligt nooit afval")
    with pytest.raises(NotVerbatimError) as caught:
        check_verbatim([wrong], city_result.conversations)
    assert "containers" not in str(caught.value)
    assert "gesprek-01.txt" in str(caught.value)


def test_a_thousand_random_shortenings_are_all_verbatim(city_result: RunResult) -> None:
    chance = random.Random(1)
    for _ in range(1000):
        said = chance.choice(city_result.statements)
        keep = [sorted(chance.choices(range(-3, len(said.text) + 4), k=2)) for _ in range(chance.randint(1, 3))]
        quote = shorten(said, [(start, end) for start, end in keep])
        if quote.text != "[…]":
            assert check_verbatim([quote], city_result.conversations) == 1


def test_a_shortened_quote_shows_where_words_are_missing(city_result: RunResult) -> None:
    said = city_result.statements[0]
    at = said.text.index("elke maandag")
    assert shorten(said, [(0, 18), (at, at + 12)]).text == "Rond de containers […] elke maandag […]"


@pytest.mark.parametrize(
    ("quote", "source", "right"),
    [
        ("a b c", "a b c", True),
        ("a […] c", "a b c", True),
        ("c […] a", "a b c", False),
        ("[…] b […]", "a b c", True),
        ("[…]", "a b c", False),
        ("niet […] goed", "helemaal niet goed", False),
        ("vei […] park", "veilig in het park", False),
        ("a b", "a b c", False),
        ("a […] a", "a", False),
    ],
)
def test_a_cut_quote_is_whole_words_in_the_same_order(quote: str, source: str, right: bool) -> None:
    assert is_verbatim(quote, source) is right


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.integers(-5, 65), st.integers(-5, 65))
def test_any_shortening_of_any_text_is_verbatim(text: str, start: int, end: int) -> None:
    said = Statement("x", text, "c", "bron.txt", 1, "Persoon 1", 0, len(text), "")
    quote = shorten(said, [(start, end)]).text
    assert quote == "[…]" or is_verbatim(quote, text)


def test_an_unmasked_conversation_is_refused(city_result: RunResult) -> None:
    with pytest.raises(NotMaskedError, match="niet gemaskeerd"):
        check_masked([replace(city_result.conversations[0], redacted=False)])


def test_a_wijk_shared_by_too_few_people_is_not_told(city: Overview) -> None:
    lines = {entry.line for entry in city.entries}
    assert "Bewoner Krispijn" in lines
    assert not any("Stadspolders" in line and "Bewoner" in line for line in lines)


def test_public_material_is_attributed_in_full(city_result: RunResult) -> None:
    told = Attributions(city_result.statements, k=1)
    assert "Horecaondernemer Binnenstad" in {told.line(said) for said in city_result.statements}


@pytest.mark.parametrize(
    ("group", "wijk", "line"),
    [
        ("bewoner", "Krispijn", "Bewoner Krispijn"),
        ("", "Krispijn", "Deelnemer, Krispijn"),
        ("", "", "Deelnemer"),
        ("bedrijventerrein", "", "Ondernemer bedrijventerrein"),
    ],
)
def test_the_line_under_a_quote_reads_as_the_city_writes_it(group: str, wijk: str, line: str) -> None:
    assert attribution(group, wijk) == line


@pytest.mark.parametrize(
    ("text", "kept", "lost"),
    [
        ("Ik voel me hier niet veilig.", ["Ik voel me hier", "veilig."], "niet"),
        ("Er is echt geen overlast.", ["overlast."], "geen"),
        ("Dat klopt niet.", ["Dat klopt"], "niet"),
        ("Ik voel me hier niet veilig.", ["voel me hier niet veilig."], ""),
        ("De straat is schoon, ik kom er niet vaak.", ["De straat is schoon,"], ""),  # a clause that goes whole
        ("Dat weet ik niet. De straat is schoon.", ["De straat is schoon."], ""),
        ("Ik kom er bijna elke avond en toch heb ik het nooit zien gebeuren", ["Ik kom er bijna elke avond"], ""),
    ],
)
def test_a_shortening_that_drops_a_denial_is_noticed(text: str, kept: list[str], lost: str) -> None:
    assert lost_denial(text, [(text.index(piece), text.index(piece) + len(piece)) for piece in kept]) == lost
