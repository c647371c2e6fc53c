"""Two rounds beside each other, and people beside the machine: never a difference without its margin."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest

from corpora.records import Concern, Concerns, RunResult
from outputs.blocks import Picture, Rows, Text
from outputs.cloud import make_cloud
from outputs.overview import Overview, overview
from outputs.report_blocks import report_blocks
from outputs.report_comparison import comparison_blocks
from outputs.report_docx import report_docx
from outputs.report_html import report_html
from outputs.report_pdf import report_pdf
from outputs.report_text import about_agreement, mostly
from outputs.settings import OutputSettings


@pytest.fixture(scope="module")
def earlier(city_result: RunResult) -> RunResult:
    """The same people a year before, in conversations of their own; fewer of them about the neighbourhood."""
    statements = tuple(
        replace(said, id=f"v{said.id}", conversation_id=f"v{said.conversation_id}") for said in city_result.statements
    )
    taggings = tuple(
        replace(
            found,
            statement_id=f"v{found.statement_id}",
            priorities=() if n % 2 else found.priorities,
            suggestions=found.suggestions if n % 8 else (),  # what "hondenpoep" is about is said once only
        )
        for n, found in enumerate(city_result.taggings)
    )
    talks = tuple(replace(talk, id=f"v{talk.id}") for talk in city_result.conversations)
    gone = Concern("weg", "hondenpoep", ("hond", "poep"), tuple(said.id for said in statements[::8]), 0.9, (), (), 6, 6)
    same = city_result.concerns.concerns[0]
    same = replace(same, members=tuple(f"v{member}" for member in same.members))
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
    table = next(block for block in comparison_blocks(compared) if isinstance(block, Rows))
    assert table.heads[1:4] == ("Vorige ronde", "Deze ronde", "Verschil in procentpunten")
    for row in table.rows:
        assert all("tot" in cell for cell in row[1:4])
        low, high = (int(part.replace("−", "-")) for part in row[3].split("(")[1].rstrip(")").split(" tot "))
        verdict = (
            "meer dan de vorige ronde" if low > 0 else "minder dan de vorige ronde" if high < 0 else "kan toeval zijn"
        )
        assert row[4] == verdict


def test_what_many_comparisons_give_by_chance_is_not_called_more(compared: Overview) -> None:
    assert compared.comparison is not None
    first, *rest = compared.comparison.changes
    sure = replace(first.difference, difference=0.2, low=0.02, high=0.38, p=0.02, p_corrected=0.03)
    for p, verdict in ((0.03, "meer dan de vorige ronde"), (0.06, "kan toeval zijn")):
        changes = (replace(first, difference=replace(sure, p_corrected=p)), *rest)
        shown = replace(compared, comparison=replace(compared.comparison, changes=changes))
        table = next(block for block in comparison_blocks(shown) if isinstance(block, Rows))
        assert table.rows[0][-1] == verdict


def test_nothing_is_called_significant(compared: Overview) -> None:
    assert "significant" not in report_html(compared, make_cloud(compared)).decode()


def test_concerns_stand_with_their_people_the_margin_and_what_can_be_said(compared: Overview) -> None:
    _, table = (block for block in comparison_blocks(compared) if isinstance(block, Rows))
    told = {row[0]: row[1:] for row in table.rows}
    assert told["Zwerfafval"][:2] == ("3", "3")
    assert told["Zwerfafval"][2].startswith("0,0 (−")
    assert told["Zwerfafval"][3] == "kan toeval zijn"
    # a knife was spoken of then too, in no concern of its own
    assert told["Mes"] == ("–", "3", "–", "anders ingedeeld")
    assert told["Hondenpoep"][1:] == ("0", "−14,0 (−28,6 tot −1,6)", "verdwenen")


def test_the_files_show_the_same_concerns_as_the_page(compared: Overview) -> None:
    cloud = make_cloud(compared)
    document = docx.Document(io.BytesIO(report_docx(compared, cloud)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "−14,0 (−28,6 tot −1,6)" in cells
    assert "verdwenen" in cells
    assert report_pdf(compared, cloud).startswith(b"%PDF")


def test_gone_is_not_called_solved(compared: Overview) -> None:
    page = report_html(compared, make_cloud(compared)).decode()
    assert "Dat is iets anders dan opgelost." in page
    assert "Zorgen in beide rondes" in page


def test_with_many_concerns_those_that_changed_come_first_and_the_others_are_counted(compared: Overview) -> None:
    assert compared.comparison is not None
    same = next(one for one in compared.comparison.concerns if one.kind == "gelijk")
    many = tuple(replace(same, concern=replace(same.concern, id=f"{n}")) for n in range(30))
    comparison = replace(compared.comparison, concerns=(*many, *compared.comparison.concerns))
    blocks = list(comparison_blocks(replace(compared, comparison=comparison)))
    table = [block for block in blocks if isinstance(block, Rows)][1]
    assert len(table.rows) == 20
    assert table.rows[0][-1] == "verdwenen"
    assert any("nog 14 andere zorgen" in block.text for block in blocks if isinstance(block, Text))


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


def test_of_few_reviewed_statements_alpha_is_not_told(city_result: RunResult, look) -> None:
    taggings = tuple(replace(found, reviewed=n < 29) for n, found in enumerate(city_result.taggings))
    told = " ".join(about_agreement(look(replace(city_result, taggings=taggings))))
    assert "29 beoordeelde uitspraken zijn te weinig om iets te zeggen over Krippendorffs alfa" in told
    assert "alfa over de beoordeelde uitspraken is" not in told


def test_before_the_review_agreement_is_unknown(city: Overview) -> None:
    assert about_agreement(city) == ("Hoe vaak mens en computer het eens zijn, is pas bekend na de beoordeling.",)


def test_decisions_that_no_longer_fit_are_listed(city_result: RunResult, look) -> None:
    shown = look(replace(city_result, conflicts=("Besluiten over 2 uitspraken passen nergens meer bij.",)))
    assert "Besluiten over 2 uitspraken passen nergens meer bij." in report_html(shown, make_cloud(shown)).decode()


def with_concern(result: RunResult, one: Concern) -> RunResult:
    return replace(result, concerns=replace(result.concerns, concerns=(one,)))


def test_a_concern_tells_which_theme_most_of_its_statements_have(city_result: RunResult, look) -> None:
    shown = look(city_result)
    told = {concern.id: mostly(concern, shown) for concern in shown.concerns}
    assert told["c-mes"] == "Gaat vooral over Wapens jeugd."
    (mes,) = (one for one in shown.concerns if one.id == "c-mes")
    others = [said.id for said in city_result.statements if said.id not in mes.members]
    halved = replace(mes, members=(*mes.members, *others[-len(mes.members) :]))
    assert mostly(halved, look(with_concern(city_result, halved))) == ""
    without = look(replace(city_result, taggings=tuple(replace(one, suggestions=()) for one in city_result.taggings)))
    assert {mostly(concern, without) for concern in without.concerns} == {""}


def test_a_large_concern_names_its_parts(city_result: RunResult, look) -> None:
    found = city_result.concerns
    whole = found.concerns[0]
    part = replace(whole, id="deel", title="ratten bij de containers", parent=whole.id)
    hidden = replace(part, id="klein", title="geheim", n_people=2)
    shown = look(replace(city_result, concerns=replace(found, subconcerns=(part, hidden))))
    page = report_html(shown, make_cloud(shown)).decode()
    assert "Daarbinnen: ratten bij de containers (3 mensen)." in page
    assert "geheim" not in page


def test_parts_are_named_too_where_a_concern_only_stands_in_the_table(city_result: RunResult, look) -> None:
    found = city_result.concerns
    whole = found.concerns[0]
    many = tuple(replace(whole, id=f"z{n:02}") for n in range(12))
    part = replace(whole, id="deel", title="ratten bij de containers", parent="z11")
    shown = look(replace(city_result, concerns=replace(found, concerns=many, subconcerns=(part,))))
    tables = [block for block in report_blocks(shown, make_cloud(shown)) if isinstance(block, Rows)]
    (small,) = (table for table in tables if table.heads[0] == "Zorg")
    assert [row[0] for row in small.rows] == [
        "Zwerfafval",
        "Zwerfafval. Daarbinnen: ratten bij de containers (3 mensen).",
    ]


def test_the_report_holds_a_draft_for_the_algorithm_register(city: Overview) -> None:
    page = report_html(city, make_cloud(city)).decode()
    for head in ("Doel en impact", "Menselijke tussenkomst", "Wettelijke basis", "Technische werking"):
        assert head in page
    assert "{" not in page.split("Algoritmeregister")[-1].split("</section>")[0]
