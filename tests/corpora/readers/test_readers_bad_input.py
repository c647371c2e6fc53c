"""Bad input: one clear Dutch sentence, nothing half read, quickly, and the other files go on."""

from __future__ import annotations

import io
import os
import re
import time
import zipfile

import openpyxl
import pikepdf
import pytest

from corpora.errors import ReadError, UnsafeFileError
from corpora.readers import Limits, read_path, read_paths
from corpora.readers.isolation import parse_in_child, stop_child

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
PARAGRAPH = "<w:p><w:r><w:t>Tekst</w:t></w:r></w:p>"
XXE = '<!DOCTYPE d [<!ENTITY h SYSTEM "file:///etc/hostname">]>'
LAUGHS = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def refusal(path, *, limits: Limits | None = None) -> ReadError:
    started = time.monotonic()
    with pytest.raises(ReadError) as caught:
        read_path(path, limits=limits or Limits())
    assert time.monotonic() - started < 10  # twice the promise: test machines are shared
    error = caught.value
    assert error.source
    assert error.cure
    assert "\n" not in str(error)
    return error


def workbook(**cells: object) -> bytes:
    book = openpyxl.Workbook()
    for name, value in cells.items():
        book.active[name] = value
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_member(data: bytes, name: str, content: bytes | str) -> bytes:
    """The same package with one member put in or replaced."""
    source, buffer = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.namelist():
            if member != name:
                target.writestr(member, source.read(member))
        target.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("leeg.docx", b"", "het bestand is leeg"),
        ("wit.txt", b" \n\t\n ", "geen tekst in"),
        ("programma.docx", b"MZ\x90\x00" + bytes(200), "programma"),
        ("foto.docx", b"\x89PNG\r\n\x1a\n" + bytes(50), "afbeelding"),
        ("foto.txt", b"\xff\xd8\xff\xe0" + bytes(50), "afbeelding"),
        ("tekening.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "tekening"),
        ("tekening.html", b"<?xml version='1.0'?><svg onload='x()'/>", "tekening"),
        ("opname.txt", b"ID3\x04\x00\x00" + bytes(100), "opname"),
        ("film.mp4", b"\x00\x00\x00\x18ftypmp42" + bytes(100), "opname"),
        ("archief.zip", b"Rar!\x1a\x07\x00" + bytes(50), "archief"),
        ("oud.doc", OLD_OFFICE + "WordDocument".encode("utf-16-le"), r"oud Word-bestand.*\.docx"),
        ("oud.xls", OLD_OFFICE + "Workbook".encode("utf-16-le"), r"oud Excel-bestand.*\.xlsx"),
        ("slot.docx", OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
        ("bericht.msg", OLD_OFFICE + "__substg1.0_".encode("utf-16-le"), r"Outlook.*\.eml"),
        ("ruis.txt", bytes(range(256)) * 40, "geen leesbare tekst"),
        ("gegevens.json", b'{"a": [1, 2]}', "gegevens"),
        ("gegevens.txt", b'{"a": [1, 2]}', "gegevens"),
        ("gegevens.xml", b"<?xml version='1.0'?><a>b</a>", "gegevensbestand"),
        ("kapot.pdf", b"%PDF-1.7\n" + b"x" * 500, "beschadigd"),
        ("kapot.zip", b"PK\x03\x04" + b"x" * 500, "beschadigd"),
        ("kapot.rtf", rb"{\rtf1\ansi Tekst {\b vet", "beschadigd"),
        ("breed.csv", ";".join(["kolom"] * 16_384).encode(), r"meer dan 1\.000 kolommen"),
        ("regels.txt", b"a\n" * 300_000, "te veel tekst"),
        ("lang.txt", b"woord " * 1_700_000, "één stuk tekst is langer dan 1.000.000 tekens"),
    ],
)
def test_each_is_refused_with_one_sentence_and_a_cure(place, name, data, sentence):
    assert re.search(sentence, str(refusal(place(name, data))))


def test_a_file_of_a_gigabyte_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "groot.txt"
    with path.open("wb") as file:
        file.truncate(1_000_000_000)
    started = time.monotonic()
    assert "groter dan 50 MB" in str(refusal(path))
    assert time.monotonic() - started < 0.5


def test_what_is_no_file_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pijp.txt")
    assert "is er niet" in str(refusal(tmp_path / "pijp.txt"))
    assert "is er niet" in str(refusal(tmp_path / "weg.txt"))


# --- packages ------------------------------------------------------------------------------------


def bombs(docx, odf):
    zeros = "A" * 8_000_000
    return {
        "bom.docx": with_member(docx(PARAGRAPH), "word/document.xml", zeros),
        "bom.odt": with_member(odf("<text:p>x</text:p>"), "content.xml", zeros),
        "bom.xlsx": with_member(workbook(A1="x"), "xl/worksheets/sheet1.xml", zeros),
        "bom.zip": with_member(docx(PARAGRAPH), "a.txt", zeros),
    }


def test_zip_bombs_are_refused_from_their_directory(place, docx, odf):
    for name, data in bombs(docx, odf).items():
        assert isinstance(refusal(place(name, data)), UnsafeFileError)


def test_a_bomb_whose_directory_lies_is_stopped_while_it_inflates(place, zipped):
    data = bytearray(zipped({"a.txt": b"woord " * 1_000_000, "b.txt": "Goed"}))
    entry = data.index(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (1_000).to_bytes(4, "little")  # promises 1,000 bytes
    result = read_path(place("leugen.zip", bytes(data)))
    assert [d.name for d in result.documents] == ["leugen.zip/b.txt"]
    assert [r.source for r in result.rejected] == ["leugen.zip/a.txt"]


@pytest.mark.parametrize("prolog", [XXE, LAUGHS])
def test_entities_are_refused_and_never_resolved(place, docx, odf, prolog):
    files = {
        "x.docx": docx(PARAGRAPH.replace("Tekst", "&h;&b;"), prolog=prolog),
        "x.odt": odf("<text:p>&h;&b;</text:p>", prolog=prolog),
        "x.xlsx": with_member(
            workbook(A1="x"), "xl/sharedStrings.xml", f"<?xml version='1.0'?>{prolog}<sst><si><t>&h;</t></si></sst>"
        ),
    }
    for name, data in files.items():
        assert isinstance(refusal(place(name, data)), ReadError)


def test_entities_in_another_encoding_are_refused_too(place, docx):
    document = f"<?xml version='1.0' encoding='utf-16'?>{LAUGHS}<d>&b;</d>".encode("utf-16")
    assert isinstance(
        refusal(place("u.docx", with_member(docx(PARAGRAPH), "word/document.xml", document))), UnsafeFileError
    )


def test_tables_nested_200_deep_are_refused_or_read_but_never_crash(place, docx, odf):
    word = "<w:tbl><w:tr><w:tc>" * 200 + PARAGRAPH + "</w:tc></w:tr></w:tbl>" * 200
    odt = "<table:table><table:table-row><table:table-cell>" * 200 + "<text:p>x</text:p>"
    odt += "</table:table-cell></table:table-row></table:table>" * 200
    html = "<html><body>" + "<table><tr><td>" * 200 + "diep" + "</td></tr></table>" * 200
    for name, data in {"d.docx": docx(word), "d.odt": odf(odt), "d.html": html}.items():
        assert "diep genest" in str(refusal(place(name, data)))


def test_a_file_cut_off_halfway_is_refused(place, docx, odf, pdf):
    whole = {"c.docx": docx(PARAGRAPH * 500), "c.odt": odf("<text:p>Tekst</text:p>" * 500), "c.xlsx": workbook(A1="x")}
    for name, data in whole.items():
        assert "beschadigd" in str(refusal(place(name, data[: len(data) // 2])))


def test_a_password_on_a_package_or_pdf_is_named(place, odf, pdf, zipped):
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf([[(50, 700, 10, "geheim")]]))) as document:
        document.save(buffer, encryption=pikepdf.Encryption(owner="a", user="b"))
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    for name, data in {"s.pdf": buffer.getvalue(), "s.odt": odf("<text:p>x</text:p>", manifest=manifest)}.items():
        assert "wachtwoord" in str(refusal(place(name, data)))


def test_a_password_on_a_member_of_a_zip_is_named_and_the_rest_is_read(place, zipped):
    data = bytearray(zipped({"a.txt": "geheim", "b.txt": "Goed"}))
    for marker, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(marker) + offset] |= 1
    result = read_path(place("slot.zip", bytes(data)))
    assert [d.name for d in result.documents] == ["slot.zip/b.txt"]
    assert "wachtwoord" in result.rejected[0].reason


def test_external_relations_are_never_followed(place, docx, monkeypatch):
    relation = '<Relationships><Relationship Id="r1" Type="t/attachedTemplate" Target="http://127.0.0.1:9/x.dotx" TargetMode="External"/></Relationships>'
    data = with_member(docx(PARAGRAPH), "word/_rels/document.xml.rels", relation)
    (document,) = read_path(place("extern.docx", data)).documents
    assert [block.text for block in document.blocks] == ["Tekst"]


# --- sheets --------------------------------------------------------------------------------------


def test_a_sheet_with_only_its_far_corners_filled_is_read(place):
    (document,) = read_path(place("hoeken.xlsx", workbook(A1="begin", XFD1048576="eind"))).documents
    assert [(c.row, c.column) for c in document.blocks[0].cells] == [(1, 1), (1048576, 16384)]


def test_a_sheet_of_millions_of_cells_is_refused_before_it_is_built(place):
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 160_000))
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'
    assert "te veel cellen" in str(
        refusal(place("veel.xlsx", with_member(workbook(A1="x"), "xl/worksheets/sheet1.xml", sheet)))
    )


def test_formulas_are_text_or_absent_never_computed(place):
    data = 'id;tekst\n1;"=HYPERLINK(""http://x.example"")"\n2;@SUM(A1)\n'
    (document,) = read_path(place("formule.csv", data)).documents
    assert [c.text for c in document.blocks[0].cells][3:] == ['=HYPERLINK("http://x.example")', "2", "@SUM(A1)"]


# --- names and sets of files ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("member", "shown"),
    [
        ("../../etc/geheim.txt", "geheim.txt"),
        ("..\\..\\geheim.txt", "geheim.txt"),
        ("map/ver\u202etxt.exe.txt", "vertxt.exe.txt"),
        ("regel\neinde\x07.txt", "regeleinde.txt"),
        ("x" * 300 + ".txt", "x" * 115 + "….txt"),
    ],
)
def test_names_are_shown_without_folders_or_tricks(place, zipped, member, shown):
    (document,) = read_path(place("namen.zip", zipped({member: "Tekst"}))).documents
    assert document.name == f"namen.zip/{shown}"


@pytest.mark.parametrize(("name", "found"), [("verslag.txt", "docx"), ("verslag.pdf", "docx"), ("verslag", "docx")])
def test_the_content_decides_and_the_name_only_warns(place, docx, name, found):
    (document,) = read_path(place(name, docx(PARAGRAPH))).documents
    assert document.format == found
    assert bool(document.warnings) == ("." in name)


def test_text_under_the_name_of_a_document_is_read_with_a_warning(place):
    (document,) = read_path(place("notitie.docx", "Gewoon tekst.")).documents
    assert (document.format, document.blocks[0].text) == ("txt", "Gewoon tekst.")
    assert "docx" in document.warnings[0]


def test_the_same_file_twice_counts_once_and_is_reported(tmp_path, zipped):
    (tmp_path / "b.txt").write_text("Zelfde tekst")
    (tmp_path / "a.txt").write_text("Zelfde tekst")
    (tmp_path / "c.zip").write_bytes(zipped({"kopie.txt": "Zelfde tekst"}))
    result = read_paths([tmp_path])
    assert [d.name for d in result.documents] == ["a.txt"]
    assert [(r.source, r.reason.split(";")[0]) for r in result.rejected] == [
        ("b.txt", "dit bestand staat er dubbel in"),
        ("c.zip/kopie.txt", "dit bestand staat er dubbel in"),
    ]


def test_one_bad_file_never_stops_the_rest_and_order_does_not_matter(tmp_path, docx):
    (tmp_path / "goed.docx").write_bytes(docx(PARAGRAPH))
    (tmp_path / "slecht.docx").write_bytes(docx(PARAGRAPH)[:300])
    (tmp_path / "~$goed.docx").write_bytes(b"slot")
    (tmp_path / ".verborgen.txt").write_text("weg")
    (tmp_path / "goed.docx.lees.yaml").write_text("rol: x")
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "diep.txt").write_text("Diep")
    files = [tmp_path / "slecht.docx", tmp_path / "map", tmp_path / "goed.docx"]
    result = read_paths([tmp_path])
    assert [d.name for d in result.documents] == ["diep.txt", "goed.docx"]
    assert [r.source for r in result.rejected] == ["slecht.docx"]
    assert read_paths(files) == read_paths(reversed(files)) == result


# --- the child process ---------------------------------------------------------------------------


def test_a_parser_that_hangs_or_eats_memory_costs_one_sentence(place, docx):
    body = PARAGRAPH * 60_000
    assert isinstance(refusal(place("traag.docx", docx(body)), limits=Limits(wall_seconds=0)), UnsafeFileError)
    assert isinstance(refusal(place("groot.docx", docx(body)), limits=Limits(memory_bytes=90_000_000)), UnsafeFileError)
    stop_child()


def test_a_child_that_died_is_replaced(place, docx):
    path = place("a.docx", docx(PARAGRAPH))
    first = read_path(path)
    stop_child()
    assert read_path(path) == first


def test_a_library_that_fails_gives_no_content_in_the_message(docx):
    data = with_member(docx(PARAGRAPH), "word/document.xml", "<w:document>GEHEIM")
    with pytest.raises(ReadError) as caught:
        parse_in_child(data, format_="docx", limits=Limits())
    assert "GEHEIM" not in repr(caught.value)
