"""Two rounds beside each other, and people beside the machine: never a difference without its margin."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from corpora.records import Concern, Concerns, RunResult
from outputs.blocks import Bullets, Heading, Picture, Rows, Text
from outputs.cloud import make_cloud
from outputs.overview import Overview, overview
from outputs.report_comparison import comparison_blocks
from outputs.report_html import report_html
from outputs.report_text import about_agreement
from outputs.settings import OutputSettings


@pytest.fixture(scope="module")
def earlier(city_result: RunResult) -> RunResult:
    """The same people a year before, in conversations of their own; fewer of them about the neighbourhood."""
    statements = tuple(
        replace(said, id=f"v{said.id}", conversation_id=f"v{said.conversation_id}") for said in city_result.statements
    )
    taggings = tuple(
        replace(found, statement_id=f"v{found.statement_id}", priorities=() if n % 2 else found.priorities)
        for n, found in enumerate(city_result.taggings)
    )
    talks = tuple(replace(talk, id=f"v{talk.id}") for talk in city_result.conversations)
    gone = Concern("weg", "hondenpoep", ("hond", "poep"), (), 0.9, (), (), 5, 5)
    same = replace(city_result.concerns.concerns[0], id="anders", n_people=7)
    return replace(
        city_result,
        manifest=replace(city_result.manifest, ronde="2025"),
        conversations=talks,
        statements=statements,
        taggings=taggings,
        concerns=Concerns((gone, same), ()),
    )


@pytest.fixture(scope="module")
def compared(city_result: RunResult, earlier: RunResult, labels) -> Overview:
    return overview(city_result, words=(), shares={}, codebook=labels, settings=OutputSettings(), previous=earlier)


def test_both_shares_and_the_difference_stand_with_their_margin(compared: Overview) -> None:
    (table,) = [block for block in comparison_blocks(compared) if isinstance(block, Rows)]
    assert table.heads[1:4] == ("Vorige ronde", "Deze ronde", "Verschil in procentpunten")
    for row in table.rows:
        assert all("tot" in cell for cell in row[1:4])
        low, high = (int(part.replace("−", "-")) for part in row[3].split("(")[1].rstrip(")").split(" tot "))
        verdict = (
            "meer dan de vorige ronde" if low > 0 else "minder dan de vorige ronde" if high < 0 else "kan toeval zijn"
        )
        assert row[4] == verdict


def test_nothing_is_called_significant(compared: Overview) -> None:
    assert "significant" not in report_html(compared, make_cloud(compared)).decode()


def test_concerns_are_lasting_new_or_not_heard_again(compared: Overview) -> None:
    blocks = list(comparison_blocks(compared))
    told = {
        head.text: block.items
        for head, block in pairwise(blocks)
        if isinstance(head, Heading) and isinstance(block, Bullets)
    }
    assert told["Zorgen die terugkwamen"] == ("Zwerfafval: 7 mensen in de vorige ronde, 3 in deze",)
    assert any("Mes" in item for item in told["Nieuwe zorgen"])
    assert told["Zorgen die niet opnieuw zijn gevonden"] == ("Hondenpoep (5 mensen)",)
    assert Text("Niet genoemd is iets anders dan opgelost.") in blocks


def test_a_round_read_again_is_not_compared_in_shares(city_result: RunResult, labels) -> None:
    again = overview(city_result, words=(), shares={}, codebook=labels, settings=OutputSettings(), previous=city_result)
    blocks = list(comparison_blocks(again))
    assert not [block for block in blocks if isinstance(block, Rows | Picture)]
    assert any("in beide rondes" in block.text for block in blocks if isinstance(block, Text))


def test_another_codebook_is_told(city_result: RunResult, earlier: RunResult, labels) -> None:
    other = replace(earlier, manifest=replace(earlier.manifest, codebook="ivp-2019@1.0"))
    shown = overview(city_result, words=(), shares={}, codebook=labels, settings=OutputSettings(), previous=other)
    assert any("ander codeboek" in block.text for block in comparison_blocks(shown) if isinstance(block, Text))


def test_without_a_round_before_there_is_no_comparison(city: Overview) -> None:
    assert list(comparison_blocks(city)) == []


def test_agreement_is_told_with_counts_margin_and_caveat(city_result: RunResult, look) -> None:
    taggings = []
    for n, found in enumerate(city_result.taggings):
        if n % 5 == 0 and found.suggestions:
            taggings.append(replace(found, suggestions=(), rejected=found.suggestions, reviewed=True))
        else:
            taggings.append(replace(found, reviewed=True))
    told = " ".join(about_agreement(look(replace(city_result, taggings=tuple(taggings)))))
    assert "Van 42 thema's die de computer voorstelde, lieten mensen er 33 staan (79%, marge" in told
    assert "wezen zij er 9 af" in told
    assert "Krippendorffs alfa" in told
    assert "kozen zelf welke uitspraken ze bekeken" in told


def test_before_the_review_agreement_is_unknown(city: Overview) -> None:
    assert about_agreement(city) == ("Hoe vaak mens en computer het eens zijn, is pas bekend na de beoordeling.",)


def test_decisions_that_no_longer_fit_are_listed(city_result: RunResult, look) -> None:
    shown = look(replace(city_result, conflicts=("Besluiten over 2 uitspraken passen nergens meer bij.",)))
    assert "Besluiten over 2 uitspraken passen nergens meer bij." in report_html(shown, make_cloud(shown)).decode()


def test_a_large_concern_names_its_parts(city_result: RunResult, look) -> None:
    found = city_result.concerns
    whole = found.concerns[0]
    part = replace(whole, id="deel", title="ratten bij de containers", parent=whole.id)
    hidden = replace(part, id="klein", title="geheim", n_people=2)
    shown = look(replace(city_result, concerns=replace(found, subconcerns=(part, hidden))))
    page = report_html(shown, make_cloud(shown)).decode()
    assert "Daarbinnen: ratten bij de containers (3 mensen)." in page
    assert "geheim" not in page


def test_the_report_holds_a_draft_for_the_algorithm_register(city: Overview) -> None:
    page = report_html(city, make_cloud(city)).decode()
    for head in ("Doel en impact", "Menselijke tussenkomst", "Wettelijke basis", "Technische werking"):
        assert head in page
    assert "{" not in page.split("Algoritmeregister")[-1].split("</section>")[0]
