"""Word, OpenDocument, Excel and rich text."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from openpyxl.comments import Comment

from corpora.readers import read_path
from corpora.records import Block, Document, Table


def read(path) -> Document:
    (document,) = read_path(path).documents
    return document


def p(*runs: str, style: str = "", extra: str = "") -> str:
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{properties}{extra}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(*content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(content)}</w:tc>"


def table(*lines: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def facts(document: Document) -> list[tuple[str, int, str, str]]:
    return [(b.kind, b.level, b.text, b.emphasis) for b in document.blocks if isinstance(b, Block)]


def cells(block: Block | Table) -> list[tuple[int, int, int, int, str]]:
    assert isinstance(block, Table)
    return [(c.row, c.column, c.row_span, c.column_span, c.text) for c in block.cells]


# --- Word ----------------------------------------------------------------------------------------


def test_word_headings_lists_and_leading_bold(place, docx):
    styles = '<w:style w:styleId="Kop2"><w:name w:val="heading 2"/></w:style><w:style w:styleId="L"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    body = (
        p(r("De buurt"), style="Kop2")
        + p(r("Bewoner:", "<w:b/>"), r(" het is "), r("erg", "<w:i/>"), r(" druk"))
        + p(r("Vraag een?", "<w:b/>"))
        + p(r("geen vet", '<w:b w:val="0"/>'))
        + p(r("punt"), style="L")
        + p(r("diep"), extra='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>')
    )
    assert facts(read(place("a.docx", docx(body, styles=styles)))) == [
        ("heading", 2, "De buurt", ""),
        ("paragraph", 0, "Bewoner: het is erg druk", "Bewoner:"),
        ("paragraph", 0, "Vraag een?", "Vraag een?"),
        ("paragraph", 0, "geen vet", ""),
        ("item", 1, "punt", ""),
        ("item", 2, "diep", ""),
    ]


def test_word_tracked_changes_count_as_accepted(place, docx):
    body = p(
        r("Het is "),
        "<w:del>" + r("saai").replace("w:t", "w:delText") + "</w:del>",
        f"<w:ins>{r('stil')}</w:ins>",
        r(" hier"),
    )
    body += "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Samen </w:t></w:r></w:p><w:p><w:r><w:t>één.</w:t></w:r></w:p>"
    document = read(place("b.docx", docx(body)))
    assert [b.text for b in document.blocks] == ["Het is stil hier", "Samen één."]
    assert document.left_out == (("verwijderde tekst", 1),)


def test_word_content_controls_links_and_text_boxes_are_read(place, docx):
    box = f"<w:pict><v:textbox xmlns:v='urn:schemas-microsoft-com:vml'><w:txbxContent>{p(r('In het vak'))}</w:txbxContent></v:textbox></w:pict>"
    body = (
        f"<w:sdt><w:sdtContent>{p(r('Besturing'))}</w:sdtContent></w:sdt>"
        + p(
            r("Een "),
            f"<w:hyperlink>{r('koppeling')}</w:hyperlink>",
            f"<w:sdt><w:sdtContent>{r(' erin')}</w:sdtContent></w:sdt>",
        )
        + p(r("Bij het vak"), f"<w:r>{box}</w:r>")
    )
    blocks = read(place("c.docx", docx(body))).blocks
    assert [b.text for b in blocks] == ["Besturing", "Een koppeling erin", "Bij het vak", "In het vak"]
    assert blocks[-1].place == "tekstvak 1"


def test_word_writes_a_text_box_twice_and_it_is_read_once(place, docx):
    content = f"<w:txbxContent>{p(r('In het vak'))}</w:txbxContent>"
    both = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:drawing>{content}</w:drawing></mc:Choice><mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert [b.text for b in read(place("c2.docx", docx(p(r("Bij"), f"<w:r>{both}</w:r>")))).blocks] == [
        "Bij",
        "In het vak",
    ]


def test_word_hidden_text_comments_and_notes_stay_out_counted(place, docx):
    body = p(r("Zichtbaar"), r("geheim", "<w:vanish/>"), "<w:r><w:footnoteReference/></w:r>")
    document = read(place("d.docx", docx(body, comments="<w:comment/><w:comment/>")))
    assert [b.text for b in document.blocks] == ["Zichtbaar"]
    assert document.left_out == (("opmerkingen", 2), ("verborgen tekst", 1), ("voetnoten", 1))


def test_word_breaks_tabs_headers_and_footers(place, docx):
    body = p(
        r("een"), "<w:r><w:br/></w:r>", r("twee"), "<w:r><w:tab/></w:r>", r("drie"), '<w:r><w:br w:type="page"/></w:r>'
    )
    data = docx(body, header1=p(r("Wijk Reeland")), header2=p(r("Wijk Reeland")), footer1=p(r("blad 1")))
    assert [(b.kind, b.text) for b in read(place("e.docx", data)).blocks] == [
        ("header", "Wijk Reeland"),
        ("paragraph", "een\ntwee\tdrie"),
        ("footer", "blad 1"),
    ]


def test_word_tables_keep_merged_cells_on_the_grid(place, docx):
    body = table(
        cell(p(r("kop")), properties='<w:gridSpan w:val="2"/>') + cell(p(r("los"))),
        cell(p(r("hoog")), properties='<w:vMerge w:val="restart"/>') + cell(p(r("b"))) + cell(p(r("c")), p(r("d"))),
        cell(p(), properties="<w:vMerge/>") + cell(p(r("e"))) + cell(p(r("f"))),
    )
    (found,) = read(place("f.docx", docx(body))).blocks
    assert cells(found) == [
        (1, 1, 1, 2, "kop"),
        (1, 3, 1, 1, "los"),
        (2, 1, 2, 1, "hoog"),
        (2, 2, 1, 1, "b"),
        (2, 3, 1, 1, "c\nd"),
        (3, 2, 1, 1, "e"),
        (3, 3, 1, 1, "f"),
    ]


def test_word_nested_tables_follow_and_frames_are_blocks(place, docx):
    frame = table(cell(p(r("Kader", "<w:b/>"))))
    outer = table(cell(p(r("a"))) + cell(p(r("b")), table(cell(p(r("x"))) + cell(p(r("y"))))))
    first, second, third = read(place("g.docx", docx(frame + outer))).blocks
    assert (first.text, first.emphasis) == ("Kader", "Kader")
    assert [c[-1] for c in cells(second)] == ["a", "b"]
    assert ([c[-1] for c in cells(third)], third.place) == (["x", "y"], "tabel 1, rij 1, kolom 2")


def test_word_macros_are_never_run_and_mentioned(place, zipped, docx):
    import zipfile

    with zipfile.ZipFile(io.BytesIO(docx(p(r("Tekst"))))) as package:
        members = {name: package.read(name) for name in package.namelist()}
    document = read(place("macro.docm", zipped(members | {"word/vbaProject.bin": b"Sub AutoOpen()"})))
    assert [b.text for b in document.blocks] == ["Tekst"]
    assert "macro's" in document.warnings[0]


# --- OpenDocument --------------------------------------------------------------------------------


def test_opendocument_text_keeps_structure_and_leaves_remarks_out(place, odf):
    styles = (
        '<style:style style:name="V" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
    )
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>weg</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        '<text:h text:outline-level="2">Kop</text:h>'
        '<text:p><text:span text:style-name="V">Wim:</text:span><text:tab/>het<text:s text:c="2"/>is\n  zo<text:line-break/>klaar'
        "<office:annotation><text:p>geheim</text:p></office:annotation>"
        '<text:note><text:p>noot</text:p></text:note><text:span text:style-name="H">onzichtbaar</text:span></text:p>'
        "<text:list><text:list-item><text:p>een</text:p><text:list><text:list-item><text:p>twee</text:p></text:list-item></text:list></text:list-item></text:list>"
        "<text:p><draw:frame><draw:text-box><text:p>vak</text:p></draw:text-box></draw:frame></text:p>"
    )
    document = read(place("a.odt", odf(body, styles=styles)))
    assert facts(document) == [
        ("heading", 2, "Kop", ""),
        ("paragraph", 0, "Wim:\thet  is zo\nklaar", "Wim:"),
        ("item", 1, "een", ""),
        ("item", 2, "twee", ""),
        ("paragraph", 0, "", ""),
        ("paragraph", 0, "vak", ""),
    ]
    assert dict(document.left_out) == {"opmerkingen": 1, "verborgen tekst": 1, "verwijderde tekst": 1, "voetnoten": 1}


def test_opendocument_tables_keep_spans(place, odf):
    body = (
        "<table:table><table:table-row>"
        '<table:table-cell table:number-columns-spanned="2"><text:p>kop</text:p></table:table-cell><table:covered-table-cell/>'
        "</table:table-row><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
        "<table:table-cell><text:p>b</text:p><text:p>c</text:p></table:table-cell></table:table-row></table:table>"
    )
    (found,) = read(place("b.odt", odf(body))).blocks
    assert cells(found) == [(1, 1, 1, 2, "kop"), (2, 1, 1, 1, "a"), (2, 2, 1, 1, "b\nc")]


def test_opendocument_sheets_skip_what_is_hidden(place, odf):
    styles = (
        '<style:style style:name="X" style:family="table"><style:table-properties table:display="false"/></style:style>'
    )

    def row(*values: str, attributes: str = "") -> str:
        return f"<table:table-row {attributes}>{''.join(values)}</table:table-row>"

    def value(text: str, attributes: str = "") -> str:
        return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"

    body = (
        '<table:table table:name="Reeland"><table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
        + row(value("wie"), value("intern"), value("wanneer"))
        + row(
            '<table:table-cell table:number-columns-repeated="2"/>',
            value("3-4-24", 'office:date-value="2024-04-03T00:00:00"'),
        )
        + row(value("weg"), attributes='table:visibility="filter"')
        + row(
            '<table:table-cell table:number-columns-repeated="16384"/>',
            attributes='table:number-rows-repeated="1048000"',
        )
        + '</table:table><table:table table:style-name="X"><table:table-row><table:table-cell><text:p>geheim</text:p></table:table-cell></table:table-row></table:table>'
    )
    document = read(place("c.ods", odf(body, kind="spreadsheet", styles=styles)))
    (found,) = document.blocks
    assert (found.name, found.place) == ("Reeland", "blad Reeland")
    assert [(c.row, c.column, c.text) for c in found.cells] == [(1, 1, "wie"), (1, 3, "wanneer"), (2, 3, "03-04-2024")]
    assert dict(document.left_out) == {"verborgen bladen": 1, "verborgen kolommen": 1, "verborgen rijen": 1}


# --- Excel ---------------------------------------------------------------------------------------


@pytest.fixture
def workbook():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Wielwijk"
    sheet["A1"], sheet["A3"], sheet["B3"] = "Belronde", "datum", "antwoord"
    sheet.merge_cells("A1:C1")
    sheet["A4"], sheet["B4"] = dt.date(2024, 3, 18), "Druk"
    sheet["A5"], sheet["B5"] = dt.datetime(2024, 3, 18, 9, 41), 8.0  # noqa: DTZ001 - Excel knows no time zones
    sheet["C4"], sheet["C5"] = 7.5, "=1+1"
    sheet["D4"], sheet["D5"] = True, 612345678
    sheet["D5"].number_format = "0000000000"
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_excel_cells_read_as_a_dutch_sheet_shows_them(place, workbook):
    document = read(place("a.xlsx", saved(workbook)))
    (found,) = document.blocks
    assert cells(found) == [
        (1, 1, 1, 3, "Belronde"),
        (3, 1, 1, 1, "datum"),
        (3, 2, 1, 1, "antwoord"),
        (4, 1, 1, 1, "18-03-2024"),
        (4, 2, 1, 1, "Druk"),
        (4, 3, 1, 1, "7,5"),
        (4, 4, 1, 1, "WAAR"),
        (5, 1, 1, 1, "18-03-2024 09:41"),
        (5, 2, 1, 1, "8"),
        (5, 4, 1, 1, "0612345678"),
    ]
    assert document.left_out == (("formules zonder uitkomst", 1),)


def test_excel_hidden_rows_columns_sheets_and_remarks_stay_out_counted(place, workbook):
    sheet = workbook["Wielwijk"]
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["D"].hidden = True
    sheet["B3"].comment = Comment("intern", "redactie")
    workbook.create_sheet("Geheim")["A1"] = "weg"
    workbook["Geheim"].sheet_state = "veryHidden"
    document = read(place("b.xlsx", saved(workbook)))
    (found,) = document.blocks
    assert [c.text for c in found.cells] == ["Belronde", "datum", "antwoord", "18-03-2024 09:41", "8"]
    assert dict(document.left_out) == {
        "formules zonder uitkomst": 1,
        "opmerkingen": 1,
        "verborgen bladen": 1,
        "verborgen kolommen": 1,
        "verborgen rijen": 1,
    }


def test_excel_says_so_when_a_filter_hides_rows(place, workbook):
    sheet = workbook["Wielwijk"]
    sheet.auto_filter.ref = "A3:B5"
    sheet.row_dimensions[4].hidden = True
    assert "filter" in read(place("c.xlsx", saved(workbook))).warnings[0]


# --- rich text -----------------------------------------------------------------------------------


def test_rich_text_keeps_bold_labels_tables_and_accents(place):
    raw = (
        r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}{\f1\fcharset162 Arial Tur;}}{\header Wijk Reeland\par}"
        r"\pard {\b Vrager:} Hoe gaat het?\par\pard\b Bewoner:\b0  Goed, caf\'e9 \u8217?\line nog {\f1 \'fe} {\v geheim}{\deleted weg}\par\par"
        r"\trowd\pard\intbl wie\cell rol\cell\row\trowd\pard\intbl Jan\par twee\cell bewoner\cell\row"
        r"\pard{\listtext 1.}\ls1\ilvl0 punt\par{\*\annotation x}{\pict 00ff}Einde{\footnote noot}.}"
    )
    document = read(place("a.rtf", raw))
    assert [(b.kind, b.text, b.emphasis) for b in document.blocks if isinstance(b, Block)] == [
        ("header", "Wijk Reeland", ""),
        ("paragraph", "Vrager: Hoe gaat het?", "Vrager:"),
        ("paragraph", "Bewoner: Goed, café ’\nnog ş", "Bewoner:"),
        ("paragraph", "", ""),
        ("item", "punt", ""),
        ("item", "Einde.", ""),
    ]
    (found,) = (b for b in document.blocks if isinstance(b, Table))
    assert [(c.row, c.column, c.text) for c in found.cells] == [
        (1, 1, "wie"),
        (1, 2, "rol"),
        (2, 1, "Jan\ntwee"),
        (2, 2, "bewoner"),
    ]
    assert dict(document.left_out) == {
        "afbeeldingen": 1,
        "opmerkingen": 1,
        "verborgen tekst": 1,
        "verwijderde tekst": 1,
        "voetnoten": 1,
    }
