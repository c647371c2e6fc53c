"""What analysts decide in the workbook or in another program comes back as decisions, and nothing else does."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from corpora.decisions import ConcernDecision, Decisions, QuoteDecision, ThemeDecision
from corpora.records import RunResult
from nlp.review import apply_theme_decisions
from outputs import deciding, read_decisions
from outputs.errors import OutputError
from outputs.import_decisions import decisions_of_project, decisions_of_workbook
from outputs.overview import Overview
from outputs.qdpx import MACHINE, qdpx
from outputs.quotes import released
from outputs.workbook import workbook


@pytest.fixture(scope="module")
def data(city: Overview) -> bytes:
    return workbook(city)


def edited(data: bytes, *cells: tuple[int, str, str]) -> bytes:
    """The workbook with these cells of the sheet to decide in changed: row, column head, value."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book[deciding.SHEET]
    for row, head, value in cells:
        sheet.cell(row, deciding.HEADS.index(head) + 1).value = value
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_workbook_nobody_touched_holds_no_decisions(data: bytes) -> None:
    assert decisions_of_workbook(data) == Decisions()


def test_the_sheet_offers_lists_to_choose_from(data: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(data))[deciding.SHEET]
    lists = {rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert '"akkoord,afgewezen"' in lists
    assert '"vrijgegeven,ingetrokken"' in lists
    (names,) = (formula for formula in lists if formula.startswith("Codeboek"))
    codebook = openpyxl.load_workbook(io.BytesIO(data))["Codeboek"]
    first, last = (codebook[cell.replace("$", "")] for cell in names.split("!")[1].split(":"))
    assert first.value == "Aanpak en vertrouwen"
    assert codebook.cell(last.row + 1, 1).value is None


def test_verdicts_and_additions_come_back_as_decisions(data: bytes, city: Overview) -> None:
    first, second = city.entries[0], city.entries[1]
    back = decisions_of_workbook(
        edited(data, (2, deciding.VERDICT, "afgewezen"), (3, deciding.VERDICT, "Akkoord"), (3, deciding.ADDED, "Drugs op straat"))
    )  # fmt: skip
    assert [(one.statement_id, one.verdict, one.subtheme) for one in back.themes] == [
        (first.statement.id, "afgewezen", first.subthemes[0]),
        (second.statement.id, "akkoord", second.subthemes[0]),
        (second.statement.id, "toegevoegd", "drugs_op_straat"),
    ]


def test_a_shortened_quote_comes_back_as_the_words_that_stay(data: bytes, city_result: RunResult) -> None:
    short = "Rond de containers […] elke maandag […]"
    back = decisions_of_workbook(edited(data, (2, deciding.QUOTE, "vrijgegeven"), (2, deciding.SHORTENED, short)))
    (quote,) = released(replace(city_result, decisions=back)).values()
    assert quote.text == short


@pytest.mark.parametrize(
    ("head", "value", "reason"),
    [
        (deciding.VERDICT, "misschien", "kies uit: akkoord, afgewezen"),
        (deciding.ADDED, "Bestaat niet", "dit thema staat niet"),
    ],
)
def test_a_cell_with_something_else_is_named(data: bytes, head: str, value: str, reason: str) -> None:
    with pytest.raises(OutputError, match=reason) as caught:
        decisions_of_workbook(edited(data, (2, head, value)))
    assert f"rij 2, kolom {head}" in str(caught.value)


def test_all_wrong_cells_are_told_at_once(data: bytes) -> None:
    cells = [(2, deciding.VERDICT, "misschien"), (2, deciding.ADDED, "Geen thema"), (4, deciding.QUOTE, "ja hoor")]
    with pytest.raises(OutputError, match="3 cellen kloppen niet") as caught:
        decisions_of_workbook(edited(data, *cells))
    *_, last = str(caught.value).splitlines()
    assert all(f"rij {row}, kolom {head}: " in str(caught.value) for row, head, _ in cells)
    assert last == "Verbeter de cellen en lees het bestand opnieuw in."


def test_of_many_wrong_cells_ten_are_told(data: bytes) -> None:
    with pytest.raises(OutputError, match="12 cellen kloppen niet") as caught:
        decisions_of_workbook(edited(data, *((row, deciding.QUOTE, "ja hoor") for row in range(2, 14))))
    assert str(caught.value).count("kies uit") == 10
    assert "en nog 2" in str(caught.value)


@pytest.mark.parametrize("short", ["Rond de containers ligt nooit afval", "Rond de contain […]", "[…]"])
def test_a_shortening_that_is_not_word_for_word_is_refused_without_repeating_it(data: bytes, short: str) -> None:
    with pytest.raises(OutputError) as caught:
        decisions_of_workbook(edited(data, (2, deciding.QUOTE, "vrijgegeven"), (2, deciding.SHORTENED, short)))
    assert "containers" not in str(caught.value)


def test_what_was_decided_before_is_filled_in_and_comes_back_the_same(
    data: bytes, city_result: RunResult, look, labels
) -> None:
    decided = decisions_of_workbook(
        edited(
            data,
            (2, deciding.VERDICT, "afgewezen"),
            (3, deciding.VERDICT, "akkoord"),
            (4, deciding.ADDED, "Woonoverlast"),
            (2, deciding.QUOTE, "vrijgegeven"),
        )
    )

    class Book:
        subtheme_ids = tuple(labels.subthemes)
        priority_of = staticmethod(lambda key: labels.subthemes[key].priority)
        priorities_of = staticmethod(lambda keys: tuple({labels.subthemes[k].priority for k in keys} - {""}))

    taggings, _ = apply_theme_decisions(city_result.taggings, decided.themes, Book())  # type: ignore[arg-type]
    again = decisions_of_workbook(workbook(look(replace(city_result, taggings=taggings, decisions=decided))))
    assert {(d.statement_id, d.verdict, d.subtheme) for d in again.themes} >= {
        (d.statement_id, d.verdict, d.subtheme) for d in decided.themes
    }
    assert [(q.statement_id, q.verdict) for q in again.quotes] == [(q.statement_id, q.verdict) for q in decided.quotes]


def test_what_people_coded_elsewhere_comes_back(city: Overview, city_result: RunResult) -> None:
    untouched = qdpx(city)
    assert decisions_of_project(untouched, city_result, city.labels.subthemes) == Decisions()
    mine = renamed(untouched, "Analist")
    kept = decisions_of_project(mine, city_result, city.labels.subthemes)
    assert {decision.verdict for decision in kept.themes} == {"akkoord"}
    assert len(kept.themes) == sum(len(entry.subthemes) for entry in city.entries)


def renamed(data: bytes, user: str) -> bytes:
    """The project with every coding in the name of another user."""
    import zipfile

    from outputs.packages import pack

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return pack(parts | {"project.qde": parts["project.qde"].decode().replace(MACHINE, user).encode()})


def test_a_coding_that_people_took_away_is_a_rejection(city: Overview, city_result: RunResult, look) -> None:
    first = city_result.taggings[0]
    fewer = replace(city_result, taggings=(replace(first, suggestions=()), *city_result.taggings[1:]))
    back = decisions_of_project(qdpx(look(fewer)), city_result, city.labels.subthemes)
    assert [(d.statement_id, d.verdict) for d in back.themes] == [(first.statement_id, "afgewezen")]


def test_one_door_reads_them_all(data: bytes, city: Overview, city_result: RunResult, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(edited(data, (2, deciding.QUOTE, "ingetrokken")))
    (tmp_path / "b.qdpx").write_bytes(qdpx(city))
    read = read_decisions(tmp_path / "a.xlsx", subthemes=())
    assert [type(decision) for decision in read.quotes] == [QuoteDecision]
    assert read_decisions(tmp_path / "b.qdpx", subthemes=city.labels.subthemes, run=city_result) == Decisions()
    with pytest.raises(OutputError, match="--vorige"):
        read_decisions(tmp_path / "b.qdpx", subthemes=())


@pytest.mark.parametrize("wrong", [b"", b"PK\x03\x04", b"geen zip"])
def test_something_else_is_refused_with_a_cure(wrong: bytes) -> None:
    with pytest.raises(OutputError, match="Gebruik uitspraken"):
        decisions_of_workbook(wrong)


def test_decisions_of_before_stay_and_an_emptied_cell_undoes_one(city_result: RunResult, look, tmp_path: Path) -> None:
    first, second = city_result.taggings[0], city_result.taggings[1]
    before = Decisions(
        themes=tuple(
            ThemeDecision(t.statement_id, "akkoord", t.suggestions[0].subtheme, by="anja") for t in (first, second)
        ),
        concerns=(ConcernDecision("rename", "c-afval", name="Vuil op straat"),),
        quotes=(QuoteDecision(first.statement_id, "vrijgegeven", by="rik"),),
    )
    kept = tuple(
        replace(t, suggestions=tuple(replace(s, decided="akkoord") for s in t.suggestions)) for t in (first, second)
    )
    run = replace(city_result, decisions=before, taggings=(*kept, *city_result.taggings[2:]))
    path = tmp_path / "uitspraken.xlsx"
    path.write_bytes(workbook(look(run)))
    assert read_decisions(path, subthemes=(), run=run) == before
    path.write_bytes(edited(path.read_bytes(), (3, deciding.VERDICT, ""), (2, deciding.QUOTE, "")))
    after = read_decisions(path, subthemes=(), run=run)
    assert after.themes[:2] == before.themes
    assert after.themes[2:] == (ThemeDecision(second.statement_id, "ongedaan", second.suggestions[0].subtheme),)
    assert after.concerns == before.concerns
    assert after.approved == {}


def test_a_shortening_that_drops_a_denial_is_refused(data: bytes) -> None:
    rows = openpyxl.load_workbook(io.BytesIO(data))[deciding.SHEET].iter_rows(min_row=2, values_only=True)
    at = deciding.HEADS.index(deciding.TEXT)
    row, said = next((n, str(cells[at])) for n, cells in enumerate(rows, start=2) if " niet " in str(cells[at]))
    short = said.replace(" niet ", " […] ", 1)
    with pytest.raises(OutputError, match="door het weglaten van ‘niet’"):
        decisions_of_workbook(edited(data, (row, deciding.QUOTE, "vrijgegeven"), (row, deciding.SHORTENED, short)))
