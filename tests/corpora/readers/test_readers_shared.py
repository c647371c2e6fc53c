"""Files made by others: test material of other libraries, and the annotated uploads."""

from __future__ import annotations

import json
import re

import pytest

from corpora.readers import read_path
from corpora.records import Block, Document, Table

pytestmark = pytest.mark.shared

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " "})


def read(path) -> Document:
    (document,) = read_path(path).documents
    return document


def tokens(text: str) -> list[str]:
    return re.findall(r"\w+(?:['-]\w+)*", " ".join(text.translate(_STRAIGHT).split()).lower())


def body(document: Document) -> list[str]:
    found: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            found += [token for cell in block.cells for token in (*tokens(cell.text), "|")]
        elif block.kind not in ("header", "footer"):
            found += tokens(block.text)
    return found


def test_every_word_of_every_annotated_statement_is_read_in_order(shared):
    folder = shared / "data/uploads-dev"
    for file in json.loads((folder / "gold.json").read_text(encoding="utf-8"))["files"]:
        document = read(folder / file["file"])
        assert (document.format, document.encoding) == (
            file["format"],
            file["encoding"],
        )
        words = body(document)
        runs = {tuple(words[n : n + 3]) for n in range(len(words))}
        for statement in file["statements"]:
            said = tokens(statement["text"])
            missing = [said[n : n + 3] for n in range(len(said) - 2) if tuple(said[n : n + 3]) not in runs]
            assert len(missing) <= 2 * len(statement["text"].splitlines())  # a source in the middle breaks two runs


@pytest.mark.parametrize(
    "name", ["comma_in_quotes", "escaped_quotes", "newlines", "quotes_and_newlines", "simple", "utf8"]
)
def test_csv_edge_cases_read_as_their_makers_expect(shared, name):
    (table,) = read(shared / f"data/fixtures/csv/{name}.csv").blocks
    width = max(cell.column for cell in table.cells)
    header = {cell.column: cell.text for cell in table.cells if cell.row == 1}
    expected = json.loads((shared / f"data/fixtures/csv/{name}.json").read_text(encoding="utf-8"))
    rows = [
        {header[c]: next((x.text for x in table.cells if (x.row, x.column) == (r, c)), "") for c in range(1, width + 1)}
        for r in range(2, 2 + len(expected))
    ]
    assert rows == [{key: value.strip().replace("\r\n", "\n") for key, value in row.items()} for row in expected]


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("UTF-16LE__nobom-utf16le.txt", "utf-16-le"),
        ("iso-8859-1___ude_1.txt", "cp1252"),
        ("utf-8-sig___ude_4.txt", "utf-8-sig"),
        ("utf-8___ude_2.txt", "utf-8"),
    ],
)
def test_encodings_are_found(shared, name, encoding):
    assert read(shared / "data/fixtures/encodings" / name).encoding == encoding


def test_the_two_columns_of_a_paper_are_read_one_after_the_other(shared):
    text = " ".join(b.text for b in read(shared / "data/fixtures/pdf/multicolumn.pdf").blocks if isinstance(b, Block))
    assert "Lorem ipsum dolor sit amet, consectetuer adipiscing elit. Ut purus elit, vestibulum ut, placerat ac" in text


def test_overlapping_voices_of_a_talk_keep_their_speakers(shared):
    document = read(shared / "data/fixtures/subtitles/cycle-collector-talk.vtt")
    assert {block.speaker for block in document.blocks} == {"Kyle Huey", "Chris Pearce"}


@pytest.mark.parametrize("folder", ["docx", "odt", "pdf", "subtitles", "csv", "encodings", "qualcoder"])
def test_every_file_of_others_is_read_or_refused_clearly(shared, folder):
    from corpora.readers import read_paths

    result = read_paths([shared / "data/fixtures" / folder])
    assert all(document.blocks for document in result.documents)
    assert {rejected.reason.split(";")[0] for rejected in result.rejected} <= {
        "er staat geen tekst in.",
        "het bestand is leeg.",
        "dit bestand staat er dubbel in",
        "dit is een gegevens- of instellingenbestand, geen tekst.",
    }
