"""Plain text, Markdown and delimited text."""

from __future__ import annotations

import pytest

from corpora.errors import ReadError
from corpora.readers import read_path
from corpora.records import Block, Document, Table


def read(path) -> Document:
    (document,) = read_path(path).documents
    return document


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Block)]


def rows(document: Document) -> list[tuple[int, int, str]]:
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    return [(cell.row, cell.column, cell.text) for cell in table.cells]


SENTENCE = "Het café is ’s avonds open – coördinatie ontbreekt."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (SENTENCE.encode(), "utf-8"),
        (SENTENCE.encode("utf-8-sig"), "utf-8-sig"),
        (SENTENCE.encode("utf-16"), "utf-16"),
        (SENTENCE.encode("utf-16-le"), "utf-16-le"),
        (SENTENCE.encode("utf-16-be"), "utf-16-be"),
        (SENTENCE.encode("utf-32"), "utf-32"),
        (SENTENCE.encode("cp1252"), "cp1252"),
    ],
)
def test_the_same_sentence_is_read_from_every_encoding(place, data, encoding):
    document = read(place("notitie.txt", data))
    assert (texts(document), document.encoding, document.warnings) == ([SENTENCE], encoding, ())


def test_text_of_an_old_dos_program_is_read_with_a_warning(place):
    document = read(place("oud.txt", "Eén café, twee ruïnes, drie zeeën".encode("cp850")))
    assert texts(document) == ["Eén café, twee ruïnes, drie zeeën"]
    assert "DOS" in document.warnings[0]


def test_a_broken_byte_in_utf8_is_mended_and_mentioned(place):
    document = read(place("stuk.txt", "Eén, twee cafés, ruïnes en ".encode() + b"caf\xe9"))
    assert texts(document) == ["Eén, twee cafés, ruïnes en café"]
    assert "beschadigd" in document.warnings[0]


@pytest.mark.parametrize("text", ["Het café – ’s avonds", "“Ja”, zegt hij…", "coördinatie à € 5"])
def test_letters_mangled_by_a_wrong_import_are_restored_and_mentioned(place, text):
    mangled = "".join(bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in text.encode())
    document = read(place("import.txt", mangled))
    assert texts(document) == [text]
    assert "hersteld" in document.warnings[0]


@pytest.mark.parametrize("text", ["“café’”", "IKEÄ” is dicht", "SÃO Paulo", "hé, à propos: £5 en 3 °C"])
def test_letters_that_only_look_mangled_stay(place, text):
    document = read(place("gewoon.txt", text))
    assert (texts(document), document.warnings) == ([text], ())


def test_every_line_is_a_block_and_blank_lines_are_one(place):
    document = read(place("regels.txt", "\r\n\r\nEen  \r\n    twee\r\n\r\n\r\n\r\ndrie\r\n\r\n"))
    assert texts(document) == ["Een", "    twee", "", "drie"]
    assert [block.place for block in document.blocks] == ["regel 3", "regel 4", "regel 5", "regel 8"]


def test_invisible_characters_are_gone_and_counted(place):
    document = read(
        place("vreemd.txt", "fiets\u00adstal\u200bling\u202e \x00en\u00a0meer\ud800".encode("utf-8", "surrogatepass"))
    )
    assert texts(document)[0].startswith("fietsstalling en meer")
    assert dict(document.left_out)["onzichtbare tekens"] >= 3


def test_markdown_gives_headings_items_emphasis_and_tables(place):
    document = read(
        place(
            "verslag.md",
            "# Gesprek\n\n**Bewoner:** het is *erg* druk\n- een\n  - twee\n1. drie\n\n| wie | wat |\n|---|---|\n| Jan | [druk](http://x.example) |\n",
        )
    )
    blocks = [b for b in document.blocks if isinstance(b, Block) and b.text]
    assert [(b.kind, b.level, b.text) for b in blocks] == [
        ("heading", 1, "Gesprek"),
        ("paragraph", 0, "Bewoner: het is erg druk"),
        ("item", 1, "een"),
        ("item", 2, "twee"),
        ("item", 1, "drie"),
    ]
    assert blocks[1].emphasis == "Bewoner:"
    assert rows(document) == [(1, 1, "wie"), (1, 2, "wat"), (2, 1, "Jan"), (2, 2, "druk")]


def test_markdown_keeps_lone_stars_and_underscores(place):
    document = read(place("sterren.md", "3 * 4 = 12 * 1 en een_naam_met_streepjes"))
    assert texts(document) == ["3 * 4 = 12 * 1 en een_naam_met_streepjes"]


@pytest.mark.parametrize(
    ("delimiter", "name"), [(";", "puntkomma's"), (",", "komma's"), ("\t", "tabs"), ("|", "rechte strepen")]
)
def test_the_delimiter_is_found_and_named(place, delimiter, name):
    lines = [("wijk", "rol", "antwoord"), ("Reeland", "bewoner", "Druk"), ("Krispijn", "jongere", "Stil")]
    document = read(place("export.csv", "\n".join(delimiter.join(line) for line in lines)))
    (table,) = document.blocks
    assert table.place == f"gescheiden door {name}"
    assert rows(document)[3:6] == [(2, 1, "Reeland"), (2, 2, "bewoner"), (2, 3, "Druk")]


def test_commas_in_the_sentences_of_a_single_column_do_not_split_it(place):
    sentences = [
        "uitspraak",
        "Ja, nee, misschien",
        "Gewoon goed",
        "Het is druk, vies en lawaaiig, vooral laat",
        "Niets",
    ]
    document = read(place("kolom.csv", "\n".join(sentences)))
    assert [text for _, _, text in rows(document)] == sentences


def test_line_breaks_and_doubled_quotes_inside_a_cell_stay(place):
    document = read(place("cel.csv", '\ufeffid;tekst\r\n1;"Regel een\r\nen ""twee"""\r\n2;los\r\n'))
    assert rows(document) == [
        (1, 1, "id"),
        (1, 2, "tekst"),
        (2, 1, "1"),
        (2, 2, 'Regel een\nen "twee"'),
        (3, 1, "2"),
        (3, 2, "los"),
    ]


def test_a_line_that_names_the_separator_is_not_a_row(place):
    document = read(place("excel.csv", "sep=;\nid;tekst\n1;a,b\n"))
    assert rows(document)[:2] == [(2, 1, "id"), (2, 2, "tekst")]


def test_a_cell_of_200_kilobytes_is_read_whole(place):
    document = read(place("lang.csv", "id;tekst\n1;" + "woord " * 34_000 + "\n2;kort\n"))
    assert len(rows(document)[3][2]) == 203_999


def test_a_quotation_mark_that_never_closes_is_refused_with_its_row(place):
    with pytest.raises(ReadError, match=r"rij 3.*aanhalingsteken"):
        read(place("open.csv", 'id;tekst\n1;goed\n2;"nooit dicht\n3;weg\n'))


def test_loose_quotation_marks_are_read_with_a_warning(place):
    document = read(place("los.csv", 'id;tekst;wijk\n1;"Een "gewone" dag";Reeland\n2;goed;Reeland\n'))
    assert "Aanhalingstekens" in document.warnings[0]
    assert (3, 3, "Reeland") in rows(document)


def test_a_table_saved_as_txt_is_read_as_a_table(place):
    document = read(place("export.txt", "id\twijk\ttekst\n1\tReeland\tDruk\n2\tKrispijn\tStil\n3\tWielwijk\tVies\n"))
    assert (document.format, rows(document)[4]) == ("csv", (2, 2, "Reeland"))
