"""Laws that hold for any file whatever."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpora.errors import ReadError
from corpora.readers import Limits, read_path
from corpora.readers.cleaning import clean_text
from corpora.readers.encoding import Decoded, decode
from corpora.readers.mail import read_mail
from corpora.readers.parsing import parse_package, parse_text
from corpora.records import Block, Document

EXTENSIONS = [
    "txt",
    "md",
    "csv",
    "tsv",
    "vtt",
    "srt",
    "html",
    "eml",
    "rtf",
    "pdf",
    "docx",
    "xlsx",
    "odt",
    "ods",
    "zip",
    "doc",
    "",
]
STARTS = [
    b"",
    b"PK\x03\x04",
    b"%PDF-1.4\n",
    b"{\\rtf1 ",
    b"WEBVTT\n\n",
    b"<!doctype html>",
    b"From: a\nDate: b\nSubject: c\nTo: d\n\n",
    b"\xff\xfe",
]
NOTES = st.text(
    alphabet=st.sampled_from(list("abc é€\u00ad\u200b\u202e\x00\t\n\r;,\"'|*_#<>&-:[]{}\\=1\ud800")), max_size=300
)
relaxed = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read(path: Path, data: bytes) -> tuple[Document, ...]:
    path.write_bytes(data)
    try:
        return read_path(path).documents
    except ReadError as error:
        caught = error
    assert caught.reason
    assert caught.source == path.name
    return ()


def check(document: Document) -> None:
    blank = True
    for block in document.blocks:
        texts = [block.text] if isinstance(block, Block) else [cell.text for cell in block.cells]
        assert all(clean_text(text) == text for text in texts)
        if isinstance(block, Block):
            assert block.text.startswith(block.emphasis)
            assert block.place
            assert block.text or not blank
            blank = not block.text
        else:
            assert all(cell.row >= 1 and cell.column >= 1 and cell.text for cell in block.cells)
            blank = False
    assert not blank


@relaxed
@given(data=st.binary(max_size=400), start=st.sampled_from(STARTS), extension=st.sampled_from(EXTENSIONS))
def test_any_bytes_under_any_name_are_read_or_refused_by_one_sentence(tmp_path, data, start, extension):
    for document in read(tmp_path / f"bestand.{extension}", start + data):
        check(document)


@relaxed
@given(text=NOTES, start=st.sampled_from(STARTS), extension=st.sampled_from(EXTENSIONS))
def test_any_text_is_delivered_clean_whatever_the_reader(tmp_path, text, start, extension):
    for document in read(tmp_path / f"bestand.{extension}", start + text.encode("utf-8", "surrogatepass")):
        check(document)


@relaxed
@given(text=NOTES)
def test_no_word_of_a_plain_text_is_lost(tmp_path, text):
    text = "".join(c for c in text if unicodedata.category(c) != "Cs" and c != "\x00")
    words = clean_text(text).split()
    documents = read(tmp_path / "notitie.txt", ("Begin. " + text).encode())
    found = [
        word
        for d in documents
        if d.format == "txt"
        for b in d.blocks
        if isinstance(b, Block)
        for word in b.text.split()
    ]
    assert (
        not documents
        or documents[0].format != "txt"
        or found[1:] == words
        or "Begin." + "".join(words) == "".join(found)
    )


@relaxed
@given(text=NOTES, format_=st.sampled_from(["txt", "csv", "vtt", "srt"]))
def test_text_parsers_raise_nothing_but_our_own_errors(text, format_):
    with suppress(ReadError):
        parse_text(Decoded(text, "utf-8"), format_=format_, limits=Limits())


@relaxed
@given(text=NOTES, start=st.sampled_from(STARTS), format_=st.sampled_from(["html", "rtf", "md", "eml"]))
def test_markup_parsers_raise_nothing_but_our_own_errors(text, start, format_):
    data = start + text.encode("utf-8", "surrogatepass")
    with suppress(ReadError):
        if format_ == "eml":
            read_mail(data, limits=Limits())
        else:
            parse_package(data, format_=format_, limits=Limits())


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert clean_text(clean_text(text)) == clean_text(text)


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1))
def test_utf8_is_always_read_as_it_is(text):
    try:
        decoded = decode(text.encode())
    except ReadError:
        return  # nearly all control characters: no text
    if decoded.encoding == "utf-8":
        assert decoded.text == text


@relaxed
@given(position=st.floats(0, 0.999), length=st.integers(1, 60), kind=st.sampled_from(["docx", "odt", "pdf"]))
def test_a_package_damaged_anywhere_is_read_or_refused(tmp_path, docx, odf, pdf, position, length, kind):
    make = {
        "docx": lambda: docx("<w:p><w:r><w:t>Tekst</w:t></w:r></w:p>"),
        "odt": lambda: odf("<text:p>Tekst</text:p>"),
    }
    data = make[kind]() if kind in make else pdf([[(50, 700, 10, "Tekst")]])
    start = int(position * len(data))
    for document in read(tmp_path / f"schade.{kind}", data[:start] + b"\x00" * length + data[start + length :]):
        check(document)


@pytest.mark.shared
def test_every_naughty_string_survives_as_a_line(tmp_path, shared):
    source = (shared / "data/fixtures/naughty-strings/blns.txt").read_bytes()
    (document,) = read(tmp_path / "stout.txt", source)
    check(document)
    assert len(document.blocks) > 500
