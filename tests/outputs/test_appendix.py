"""The appendix can be attached as it is: accessible, complete, honest, the same every time."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from itertools import pairwise

import docx
import pikepdf
import pypdfium2
import pytest
from docx.oxml.ns import qn

from nlp.words import WordCount
from outputs.appendix import Appendix, make_appendix
from outputs.appendix_docx import appendix_docx
from outputs.appendix_pdf import appendix_pdf
from outputs.cloud import Cloud, make_cloud
from outputs.overview import Overview

Made = tuple[Appendix, Cloud]


def make(shown: Overview) -> Made:
    cloud = make_cloud(shown)
    return make_appendix(shown, cloud), cloud


def pdf_text(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        pages = []
        for page in document:
            text = page.get_textpage()
            pages.append(text.get_text_bounded())
            text.close()
            page.close()
    return "\n".join(pages)


@pytest.fixture(scope="module")
def long_list(city: Overview) -> Overview:
    words = tuple(WordCount(f"woord{i}", f"woord{i}", 103 - i, 120, 130, "veilige_wijken") for i in range(100))
    return replace(city, words=words)


@pytest.fixture(scope="module")
def pdf(long_list: Overview) -> bytes:
    return appendix_pdf(*make(long_list), long_list.settings.style)


@pytest.fixture(scope="module")
def word(long_list: Overview) -> bytes:
    return appendix_docx(*make(long_list), long_list.settings.style)


def test_the_pdf_is_tagged_dutch_and_titled(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang).startswith("nl")
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert document.docinfo.Title == "Bijlage 4: woordenwolk"
        assert b"pdfuaid" in document.Root.Metadata.read_bytes()
        assert "/Outlines" in document.Root


def test_the_picture_in_the_pdf_has_an_alternative_text(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        figures = [
            item for item in document.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        ]
        assert figures
        assert any("grootste woorden" in str(figure.get("/Alt", "")) for figure in figures)


def test_the_table_in_the_pdf_has_head_cells(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        kinds = [str(item.get("/S")) for item in document.objects if isinstance(item, pikepdf.Dictionary)]
    assert kinds.count("/TH") >= 4
    assert kinds.count("/TR") >= 101


def test_the_pdf_shows_words_numbers_and_where_they_come_from(pdf: bytes, long_list: Overview) -> None:
    text = pdf_text(pdf)
    assert "woord99" in text
    assert long_list.manifest.run_id in text
    assert "Wat de woordenwolk niet laat zien" in text


def test_the_same_run_gives_the_same_pdf_and_docx(pdf: bytes, word: bytes, long_list: Overview) -> None:
    assert appendix_pdf(*make(long_list), long_list.settings.style) == pdf
    assert appendix_docx(*make(long_list), long_list.settings.style) == word


def test_the_docx_has_headings_in_order(word: bytes) -> None:
    document = docx.Document(io.BytesIO(word))
    levels = [int(p.style.name[-1]) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_picture_in_the_docx_has_an_alternative_text(word: bytes) -> None:
    document = docx.Document(io.BytesIO(word))
    (shape,) = document.inline_shapes
    assert "grootste woorden" in shape._inline.docPr.get("descr")


def test_the_table_in_the_docx_repeats_its_head(word: bytes) -> None:
    (table,) = docx.Document(io.BytesIO(word)).tables
    assert len(table.rows) == 101
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_the_docx_is_dutch_and_carries_no_time(word: bytes) -> None:
    document = docx.Document(io.BytesIO(word))
    assert document.core_properties.language == "nl-NL"
    assert document.core_properties.modified.year == 2000
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        assert b'w:val="nl-NL"' in package.read("word/styles.xml")
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}


def test_both_files_show_the_same_words(pdf: bytes, word: bytes) -> None:
    (table,) = docx.Document(io.BytesIO(word)).tables
    in_docx = {table.cell(row, 0).text for row in range(1, 101)}
    assert in_docx <= set(re.split(r"\s+", pdf_text(pdf)))


def test_without_release_the_appendix_says_concept(city: Overview) -> None:
    appendix, cloud = make(city)
    assert appendix.concept
    assert "Concept." in pdf_text(appendix_pdf(appendix, cloud, city.settings.style))


def test_a_run_without_statements_gives_an_honest_appendix(empty: Overview) -> None:
    appendix, cloud = make(empty)
    assert "geen uitspraken" in pdf_text(appendix_pdf(appendix, cloud, empty.settings.style))
    document = docx.Document(io.BytesIO(appendix_docx(appendix, cloud, empty.settings.style)))
    assert any("geen uitspraken" in paragraph.text for paragraph in document.paragraphs)
    assert not document.tables


def test_markup_in_words_is_inert(look, city_result) -> None:
    words = ('#read("/etc/passwd")', "#import", "$x$", "*vet*", "<b>", "{{7*7}}", "😀", "\ud800")
    shown = look(city_result, words=[WordCount(word, word, 5, 5, 5) for word in words])
    appendix, cloud = make(shown)
    text = pdf_text(appendix_pdf(appendix, cloud, shown.settings.style))
    assert '#read("/etc/passwd")' in text
    assert "*vet*" in text
    assert appendix_docx(appendix, cloud, shown.settings.style)


def test_public_material_of_seven_people_shows_its_words(look, city_result) -> None:
    few = replace(city_result, statements=city_result.statements[:7])
    hidden, public = make_cloud(look(few)), make_cloud(look(few, k=1))
    assert hidden.layout is None
    assert "minder dan 3 mensen" in hidden.remark
    assert public.layout is not None
