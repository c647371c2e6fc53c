"""Workbook, csv and json: typed, exact, safe to open, the same every time."""

from __future__ import annotations

import csv
import datetime
import io
import json

import openpyxl
import pytest

from outputs.csv_file import csv_file
from outputs.json_file import json_file, jsonl_file, manifest_file
from outputs.overview import Overview
from outputs.workbook import workbook


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_workbook_holds_every_statement_with_typed_columns(city: Overview) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(city)))["Uitspraken"]
    heads = [cell.value for cell in sheet[1]]
    first = dict(zip(heads, (cell.value for cell in sheet[2]), strict=True))
    assert sheet.max_row == len(city.entries) + 1
    assert isinstance(first["Datum"], datetime.datetime)
    assert isinstance(first["Twijfel"], float | int)
    assert isinstance(first["Eerste teken"], int)
    assert first["Uitspraak"] == city.entries[0].statement.text


def test_every_sheet_can_be_filtered_under_a_fixed_head(city: Overview) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(city)))
    assert {"Uitspraken", "Codeboek", "Verantwoording", "Niet verwerkt"} <= set(book.sheetnames)
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref


def test_text_that_looks_like_a_formula_stays_text_in_the_workbook(nasty: Overview) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(nasty)))["Uitspraken"]
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if isinstance(cell.value, str)]
    assert not [cell for cell in cells if cell.data_type == "f"]
    risky = [cell for cell in cells if cell.value.startswith(("=", "+", "-", "@"))]
    assert len(risky) >= 5
    assert all(cell.quotePrefix for cell in risky)


def test_text_that_looks_like_a_formula_is_marked_in_the_csv(nasty: Overview) -> None:
    values = [value for row in read_csv(csv_file(nasty)) for value in row.values()]
    assert not [value for value in values if value.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert '\'=HYPERLINK("http://kwaad.example","klik")' in values


def test_the_csv_opens_in_a_dutch_excel(city: Overview) -> None:
    data = csv_file(city)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = read_csv(data)
    assert len(rows) == len(city.entries)
    assert "," in rows[0]["Zekerheid"]


def test_the_json_finds_every_statement_at_its_offsets(city: Overview) -> None:
    found = json.loads(json_file(city))
    texts = {talk["id"]: "\n".join(turn["text"] for turn in talk["turns"]) for talk in found["conversations"]}
    assert len(found["statements"]) == len(city.entries)
    for said in found["statements"]:
        assert texts[said["conversation_id"]][said["start"] : said["end"]] == said["text"]


def test_the_json_keeps_the_exact_text_of_nasty_input(nasty: Overview) -> None:
    texts = [said["text"] for said in json.loads(json_file(nasty))["statements"]]
    assert texts == [entry.statement.text for entry in nasty.entries]


def test_the_line_file_holds_one_statement_per_line(nasty: Overview) -> None:
    lines = jsonl_file(nasty).decode().splitlines()
    assert [json.loads(line)["text"] for line in lines] == [entry.statement.text for entry in nasty.entries]


@pytest.mark.parametrize("write", [workbook, csv_file, json_file, manifest_file])
def test_the_same_run_gives_the_same_bytes(write, city: Overview, nasty: Overview) -> None:
    assert write(city) == write(city)
    assert write(nasty) == write(nasty)


@pytest.mark.parametrize("write", [workbook, csv_file, json_file, manifest_file])
def test_a_run_without_statements_gives_a_file_too(write, empty: Overview) -> None:
    assert write(empty)


def test_parquet_holds_the_same_columns_typed(city: Overview) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    from outputs.parquet_file import parquet_file

    table = parquet.read_table(io.BytesIO(parquet_file(city)))
    assert table.num_rows == len(city.entries)
    assert str(table.schema.field("Datum").type) == "date32[day]"
    assert table.column("Uitspraak")[0].as_py() == city.entries[0].statement.text
    assert parquet_file(city) == parquet_file(city)
