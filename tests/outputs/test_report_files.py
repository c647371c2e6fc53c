"""The report as docx and pdf says the same as the page, and is as accessible."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import pairwise

import docx
import pikepdf
import pypdfium2
import pytest
from docx.oxml.ns import qn

from corpora.records import RunResult
from outputs.bars import bars_description
from outputs.cloud import make_cloud
from outputs.overview import Overview
from outputs.report_blocks import Heading, Said, report_blocks
from outputs.report_docx import report_docx
from outputs.report_html import report_html
from outputs.report_pdf import report_pdf
from outputs.safe import printable
from outputs.settings import OPTIONAL_PARTS


def pdf_text(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        pages = []
        for page in document:
            text = page.get_textpage()
            pages.append(text.get_text_bounded())
            text.close()
            page.close()
    return re.sub(r"\s+", " ", " ".join(pages))


def docx_text(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


@pytest.fixture(scope="module")
def pdf(city: Overview) -> bytes:
    return report_pdf(city, make_cloud(city))


@pytest.fixture(scope="module")
def word(city: Overview) -> bytes:
    return report_docx(city, make_cloud(city))


def test_the_pdf_is_tagged_dutch_titled_and_has_bookmarks(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang).startswith("nl")
        assert document.docinfo.Title == "Rapport stadsgesprekken"
        with document.open_outline() as outline:
            titles = [item.title for item in outline.root[0].children]
    assert titles[0] == "Verantwoording"
    assert {"Prioriteiten", "Werkwijze en grenzen", "Codeboek"} <= set(titles)


def test_both_pictures_in_both_files_have_an_alternative_text(pdf: bytes, word: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        figures = [i for i in document.objects if isinstance(i, pikepdf.Dictionary) and i.get("/S") == "/Figure"]
        assert len([figure for figure in figures if "/Alt" in figure]) == 2
    shapes = docx.Document(io.BytesIO(word)).inline_shapes
    assert len(shapes) == 2
    assert all(shape._inline.docPr.get("descr") for shape in shapes)


def test_tables_in_the_docx_repeat_their_heads_and_headings_are_in_order(word: bytes) -> None:
    document = docx.Document(io.BytesIO(word))
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in document.tables)
    levels = [int(p.style.name[-1]) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_quote_in_both_files_is_verbatim_and_has_its_place(pdf: bytes, word: bytes, city: Overview) -> None:
    sources = [printable(talk.text) for talk in city.result.conversations]
    quoted = re.findall(r"“(.*)”", docx_text(word))
    assert len(quoted) >= 8
    assert all(any(quote in source for source in sources) for quote in quoted)
    for quote in re.findall(r"“(.*?)”", pdf_text(pdf)):
        assert any(quote in re.sub(r"\s+", " ", source) for source in sources)
    for entry in city.noteworthy:
        assert entry.statement.id in docx_text(word)


def test_quotes_are_spread_over_priorities_and_people(city: Overview) -> None:
    chosen = city.noteworthy
    assert len({priority for entry in chosen for priority in entry.priorities}) == 4
    assert len({entry.statement.person for entry in chosen}) == len(chosen)


def test_the_accounting_comes_first(city: Overview) -> None:
    blocks = report_blocks(city, make_cloud(city))
    assert blocks[0] == Heading("Verantwoording")


def test_the_figure_is_told_in_words(city: Overview) -> None:
    assert "Veilige wijken 44% (29 tot 61%)" in bars_description(city)


def test_the_same_run_gives_the_same_report(city: Overview, pdf: bytes, word: bytes) -> None:
    assert report_pdf(city, make_cloud(city)) == pdf
    assert report_docx(city, make_cloud(city)) == word


def test_nasty_input_is_printed_as_text(nasty: Overview) -> None:
    cloud = make_cloud(nasty)
    text = pdf_text(report_pdf(nasty, cloud))
    assert "geen percentages" in text
    said = [block for block in report_blocks(nasty, cloud) if isinstance(block, Said)]
    assert said == []  # nothing was tagged, so nothing is noteworthy
    assert report_docx(nasty, cloud)


def test_tagged_nasty_input_is_quoted_as_it_is(look, city_result: RunResult) -> None:
    said = city_result.statements[0]
    text = '#read("/etc/passwd") <b>vet</b> {{7*7}} $x$ =1+1'.ljust(len(said.text), ".")
    talk = city_result.conversations[0]
    turns = tuple(replace(turn, text=text) if turn.number == said.turn else turn for turn in talk.turns)
    changed = replace(
        city_result,
        conversations=(replace(talk, turns=turns), *city_result.conversations[1:]),
        statements=(replace(said, text=text),),
    )
    shown = look(changed, k=1)
    assert '#read("/etc/passwd") <b>vet</b> {{7*7}} $x$' in pdf_text(report_pdf(shown, make_cloud(shown)))


def test_a_run_without_statements_is_an_honest_report(empty: Overview) -> None:
    assert "staan geen uitspraken" in pdf_text(report_pdf(empty, make_cloud(empty)))
    assert "staan geen uitspraken" in docx_text(report_docx(empty, make_cloud(empty)))


def test_an_editor_adds_an_introduction_and_a_title_and_leaves_parts_out(city: Overview) -> None:
    chosen = replace(
        city.settings,
        report_title="Zo klinkt de stad",
        introduction=("Wij spraken in juni.", "Dit viel op: <b>donker</b>."),
        left_out=frozenset(OPTIONAL_PARTS),
    )
    composed = replace(city, settings=chosen)
    cloud = make_cloud(composed)
    page = report_html(composed, cloud).decode()
    headings = [
        block.text for block in report_blocks(composed, cloud) if isinstance(block, Heading) and block.level == 2
    ]
    assert headings[:3] == ["Inleiding", "Verantwoording", "Prioriteiten"]
    assert not {*OPTIONAL_PARTS.values(), "Prioriteiten per wijk"} & set(headings)
    for text in (docx_text(report_docx(composed, cloud)), pdf_text(report_pdf(composed, cloud))):
        assert "Zo klinkt de stad" in text
        assert "Dit viel op: <b>donker</b>." in text
        assert "Kenmerkende woorden" not in text
    assert "<h1>Zo klinkt de stad</h1>" in page
    assert "Dit viel op: &lt;b&gt;donker&lt;/b&gt;." in page
    for part in ("subthemas", "zorgen", "woordenwolk", "citaten", "per-wijk"):
        assert f'id="{part}"' not in page
        assert f'href="#{part}"' not in page
    for part in ("verantwoording", "prioriteiten", "uitspraken", "werkwijze"):
        assert f'id="{part}"' in page
