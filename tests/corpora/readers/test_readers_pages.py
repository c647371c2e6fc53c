"""Pdf, web pages, mail and zip."""

from __future__ import annotations

import io

import pikepdf
import pytest

from corpora.errors import NothingReadError, ReadError
from corpora.readers import read_path
from corpora.records import Block, Document, Table


def read(path) -> Document:
    (document,) = read_path(path).documents
    return document


def facts(document: Document, kind: str = "") -> list[tuple[str, str]]:
    return [(b.text, b.emphasis) for b in document.blocks if isinstance(b, Block) and (not kind or b.kind == kind)]


def column(
    x: float, top: float, *lines: str, size: float = 10, step: float = 14
) -> list[tuple[float, float, float, str]]:
    return [(x, top - n * step, size, line) for n, line in enumerate(lines)]


# --- pdf -----------------------------------------------------------------------------------------


def test_pdf_lines_headings_and_paragraphs(place, pdf):
    page = [
        (50, 780, 18, "Gesprek in de buurt"),
        *column(50, 740, "De eerste regel loopt", "hier door."),
        (50, 690, 10, "Nieuwe alinea."),
    ]
    page += column(50, 676, "met een tweede regel", "en een derde.")
    document = read(place("a.pdf", pdf([page])))
    assert [(b.kind, b.text) for b in document.blocks] == [
        ("heading", "Gesprek in de buurt"),
        ("paragraph", ""),
        ("paragraph", "De eerste regel loopt"),
        ("paragraph", "hier door."),
        ("paragraph", ""),
        ("paragraph", "Nieuwe alinea."),
        ("paragraph", "met een tweede regel"),
        ("paragraph", "en een derde."),
    ]
    assert document.blocks[3].place == "pagina 1, regel 3"


def test_pdf_headers_and_page_numbers_are_told_apart_by_returning(place, pdf):
    pages = [
        [
            (50, 810, 8, "Verslag wijktafel 11 april 2024"),
            *column(50, 760, f"Tekst {n} van de bladzijde", "gaat door"),
            (280, 30, 8, f"blad {n} van 3"),
        ]
        for n in (1, 2, 3)
    ]
    document = read(place("b.pdf", pdf(pages)))
    assert facts(document, "header") == [("Verslag wijktafel 11 april 2024", "")] * 3
    assert facts(document, "footer") == [(f"blad {n} van 3", "") for n in (1, 2, 3)]
    assert [text for text, _ in facts(document, "paragraph") if text][:2] == ["Tekst 1 van de bladzijde", "gaat door"]


def test_pdf_words_broken_at_the_line_end_are_joined_also_over_the_page(place, pdf):
    first = column(
        50, 760, "Wij zagen de fietsen-", "stalling in Nieuw-", "Krispijn en de in-", "en uitgang, maar nie-"
    )
    document = read(place("c.pdf", pdf([first, column(50, 760, "mand in 2024.", "Klaar.")])))
    assert [text for text, _ in facts(document, "paragraph")] == [
        "Wij zagen de fietsenstalling",
        "in Nieuw-Krispijn",
        "en de in-",
        "en uitgang, maar niemand",
        "in 2024.",
        "Klaar.",
    ]


def test_pdf_labels_in_a_left_column_stay_with_their_text(place, pdf):
    said = column(
        150,
        760,
        "Welkom allemaal, wie wil er",
        "beginnen vandaag?",
        "Ik zie elke avond dezelfde",
        "jongens bij de winkel",
        "Dat klopt, bij ons ook al",
        "een hele tijd",
    )
    labels = [(50, 760, 10, "Vz."), (50, 732, 10, "Fatma"), (50, 704, 10, "De heer Pol")]
    assert facts(read(place("d.pdf", pdf([said + labels])))) == [
        ("Vz.\tWelkom allemaal, wie wil er", "Vz."),
        ("beginnen vandaag?", ""),
        ("Fatma\tIk zie elke avond dezelfde", "Fatma"),
        ("jongens bij de winkel", ""),
        ("De heer Pol\tDat klopt, bij ons ook al", "De heer Pol"),
        ("een hele tijd", ""),
    ]


def test_pdf_columns_are_read_one_after_the_other(place, pdf):
    left = [f"linker kolom regel nummer {n} loopt door" for n in range(6)]
    right = [f"rechter kolom regel nummer {n} loopt door" for n in range(6)]
    page = [(50, 790, 10, "Een regel over de volle breedte van de bladzijde, boven beide kolommen, die lang genoeg is")]
    page += column(50, 760, *left) + column(310, 757, *right)
    assert [text for text, _ in facts(read(place("e.pdf", pdf([page])))) if text][1:] == left + right


def test_pdf_tables_are_read_row_by_row(place, pdf):
    questions = column(50, 760, "Wat vindt u van de straat", "waar u woont?") + column(
        50, 710, "Wat zou u doen als u", "het mocht zeggen?"
    )
    answers = column(300, 760, "Het is er druk en lawaaiig,", "vooral in het weekend laat", "op de avond.")
    answers += column(300, 710, "Meer bankjes op het plein", "en minder geparkeerde auto's.")
    texts = [text for text, _ in facts(read(place("t.pdf", pdf([questions + answers])))) if text]
    assert texts.index("op de avond.") < texts.index("Wat zou u doen als u") < texts.index("Meer bankjes op het plein")
    assert texts.index("waar u woont?") < texts.index("Het is er druk en lawaaiig,")


def test_pdf_a_few_words_at_the_right_of_each_row_follow_its_words_and_stand_out(place, pdf):
    page, y = [(50, 800, 14, "Bijlage 3. Citaten")], 760
    for words, source in (
        ("Er wordt hier gebouwd op ons laatste", "vader"),
        ("Mijn zoon gaat nu met de bus naar", "bewoner"),
        ("Ik sluit om tien uur want ze gooien", "pizzeria"),
    ):
        page += [(50, y, 10, words), (50, y - 14, 10, "en zo gaat het al jaren door."), (400, y, 10, source)]
        y -= 40
    texts = [text for text, _ in facts(read(place("a.pdf", pdf([page])))) if text]
    assert texts[1:4] == ["Er wordt hier gebouwd op ons laatste", "en zo gaat het al jaren door.", "vader"]
    assert ("vader", "vader") in facts(read(place("a.pdf", pdf([page]))))


def test_pdf_form_fields_are_read_where_they_stand(place, pdf):
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf([column(50, 760, "Wijk:", "", "Wat vindt u?", "", "Dank u wel.")]))) as document:
        fields = [
            document.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T=name, V=value, Rect=box
                )
            )
            for name, value, box in (("w", "Reeland", [100, 756, 200, 770]), ("a", "Het is druk", [50, 714, 300, 728]))
        ]
        document.pages[0].Annots = document.make_indirect(pikepdf.Array(fields))
        document.Root.AcroForm = document.make_indirect(pikepdf.Dictionary(Fields=pikepdf.Array(fields)))
        document.save(buffer)
    assert [text for text, _ in facts(read(place("g.pdf", buffer.getvalue()))) if text] == [
        "Wijk:\tReeland",
        "Wat vindt u?",
        "Het is druk",
        "Dank u wel.",
    ]


def test_pdf_bullets_are_items(place, pdf):
    page = column(50, 760, "Er werd gezegd:", "\u2022 het is te druk", "\u2022 het is te stil")
    assert facts(read(place("f.pdf", pdf([page]))), "item") == [("het is te druk", ""), ("het is te stil", "")]


def test_pdf_without_text_is_refused_with_the_advice_to_recognise_it(place, pdf, monkeypatch):
    monkeypatch.setenv("PATH", "/nergens")
    with pytest.raises(NothingReadError, match="OCR"):
        read(place("scan.pdf", pdf([[], []])))


def test_pdf_without_text_is_recognised_where_tesseract_is_installed(place, pdf, monkeypatch, tmp_path):
    program = tmp_path / "bin" / "tesseract"
    program.parent.mkdir()
    program.write_text(
        '#!/bin/sh\n[ "$1" = "--list-langs" ] && echo nld && exit\ncat > /dev/null\necho "Herkende regel ($4)"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    from corpora.readers.isolation import stop_child

    stop_child()
    document = read(place("scan.pdf", pdf([[]])))
    stop_child()
    assert facts(document) == [("Herkende regel (nld)", "")]
    assert "tekstherkenning" in document.warnings[0]


# --- web pages -----------------------------------------------------------------------------------

PAGE = """<!doctype html><html><head><meta charset="windows-1252"><title>Denk mee</title><script>var a = "geheim"</script></head>
<body><nav>Menu</nav><header>Gemeente</header><main><h1>Praat mee</h1>
<blockquote>Wat vindt u?</blockquote>
<article><h3>Zé <span>bewoner</span> <time datetime="2023-09-05">5 sep</time></h3>
<p>Het is <em>erg</em> druk&nbsp;hier.<br>Heus &amp; echt.</p><p><b>Plan:</b> minder auto’s</p>
<article><h4>Moderator</h4><p>Waar precies?</p></article></article>
<ul><li>een<ul><li>twee</li></ul></li></ul>
<table><tr><th colspan=2>kop</th></tr><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr></table>
<p hidden>weg</p><del>ook weg</del></main><footer>Over ons</footer></body></html>"""


def test_a_web_page_reads_as_a_visitor_sees_it(place):
    document = read(place("a.html", PAGE.encode("cp1252")))
    assert document.encoding == "cp1252"
    assert [(b.kind, b.level, b.text) for b in document.blocks if isinstance(b, Block) and b.text] == [
        ("header", 0, "Denk mee"),
        ("header", 0, "Gemeente"),
        ("heading", 1, "Praat mee"),
        ("paragraph", 1, "Wat vindt u?"),
        ("heading", 3, "Zé\tbewoner\t2023-09-05"),
        ("paragraph", 1, "Het is erg druk hier.\nHeus & echt."),
        ("paragraph", 1, "Plan: minder auto’s"),
        ("heading", 4, "Moderator"),
        ("paragraph", 2, "Waar precies?"),
        ("item", 1, "een"),
        ("item", 2, "twee"),
        ("footer", 0, "Over ons"),
    ]
    assert ("Plan: minder auto’s", "Plan:") in facts(document)
    (table,) = (b for b in document.blocks if isinstance(b, Table))
    assert [(c.row, c.column, c.row_span, c.column_span, c.text) for c in table.cells] == [
        (1, 1, 1, 2, "kop"),
        (2, 1, 2, 1, "a"),
        (2, 2, 1, 1, "b"),
        (3, 2, 1, 1, "c"),
    ]
    assert dict(document.left_out) == {"verborgen tekst": 1, "verwijderde tekst": 1}


def test_a_table_that_only_arranges_the_page_is_no_table(place):
    html = "<html><body><table><tr><td><p>Links</p></td><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table></body></html>"
    blocks = read(place("b.html", html)).blocks
    assert [type(b).__name__ for b in blocks] == ["Block", "Table"]


# --- mail ----------------------------------------------------------------------------------------

MAIL = """From: Fatma Voorbeeld <fatma@wijk.example>
Date: Mon, 18 Mar 2024 09:41:00 +0100
Subject: =?utf-8?q?Overlast_caf=C3=A9?=
MIME-Version: 1.0
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: 8bit

Beste gemeente,

Het caf\xe9 is te luid.

Met vriendelijke groet,
Fatma Voorbeeld
06 00 00 00 00

Op ma 11 mrt 2024 om 10:00 schreef Gemeente <info@stad.example>:
> Wat vindt u ervan?
"""


def test_mail_gives_the_writers_own_words(place):
    document = read(place("a.eml", MAIL.encode("latin-1")))
    assert facts(document, "header") == [
        ("Van: Fatma Voorbeeld <fatma@wijk.example>", "Van:"),
        ("Datum: 18-03-2024", "Datum:"),
        ("Onderwerp: Overlast café", "Onderwerp:"),
    ]
    assert [text for text, _ in facts(document, "paragraph") if text] == ["Beste gemeente,", "Het café is te luid."]
    assert [text for text, _ in facts(document, "footer")] == [
        "Met vriendelijke groet,",
        "Fatma Voorbeeld",
        "06 00 00 00 00",
    ]
    assert document.left_out == (("aangehaalde berichten", 1), ("handtekeningen", 1))


def test_of_a_forwarded_mail_the_forwarded_words_count(place):
    text = "From: a@b.example\nSubject: FW: klacht\nTo: c@d.example\n\nTer info.\n\n-----Oorspronkelijk bericht-----\nVan: Jan\n\nHet is hier donker.\n"
    assert ("Het is hier donker.", "") in facts(read(place("fw.eml", text)))


def test_forwarded_mails_stand_each_below_who_wrote_it_and_what_the_sender_gathered_stays(place):
    text = (
        "From: a@b.example\nSubject: FW: reacties\nTo: c@d.example\n\nHierbij de reacties.\n\n1. Mevrouw Bos, Reeland\nHet is hier donker.\n\n"
        "2. De heer Vos, Wielwijk\nDe lift is stuk.\n\nMet vriendelijke groet,\nHester\n\n-----Oorspronkelijk bericht-----\nVan: Slagerij Dam <x@y.example>\n"
        "Onderwerp: oproep\n\nEr staat een groep bij de ingang.\n\nGroet, Arie Dam\n\n-----Oorspronkelijk bericht-----\nVan: Tatjana\n\nIk durf niet te bellen.\n"
    )
    document = read(place("fw.eml", text))
    assert [text for text, _ in facts(document, "heading")] == [
        "Mevrouw Bos, Reeland",
        "De heer Vos, Wielwijk",
        "Slagerij Dam",
        "Tatjana",
    ]
    assert [text for text, _ in facts(document, "paragraph") if text] == [
        "Hierbij de reacties.",
        "Het is hier donker.",
        "De lift is stuk.",
        "Er staat een groep bij de ingang.",
        "Ik durf niet te bellen.",
    ]


def test_a_forwarded_mail_above_which_everything_stands_is_not_empty(place):
    text = "From: a@b.example\nSubject: FW: uitspraken\n\nBewoner: het is hier donker.\n\n-----Oorspronkelijk bericht-----\nVan: Jan\n> Wil je dit sturen?\n"
    assert [text for text, _ in facts(read(place("fw.eml", text)), "paragraph") if text] == [
        "Bewoner: het is hier donker."
    ]


def test_a_mail_that_is_nothing_but_the_mail_below_it_keeps_its_words(place):
    text = (
        "From: a@b.example\nSubject: RE: klacht\n\n-----Oorspronkelijk bericht-----\nVan: Jan\n\nHet is hier donker.\n"
    )
    assert ("Het is hier donker.", "") in facts(read(place("re.eml", text)))


def test_attachments_of_a_mail_are_documents_and_bad_ones_are_reported(place, docx):
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"], message["Subject"] = "a@b.example", "Notitie"
    message.set_content("Zie de bijlage.")
    message.add_attachment(
        docx("<w:p><w:r><w:t>Uit Word</w:t></w:r></w:p>"),
        maintype="application",
        subtype="octet-stream",
        filename="notitie.docx",
    )
    message.add_attachment(b"MZ\x90\x00", maintype="application", subtype="octet-stream", filename="virus.docx")
    result = read_path(place("mail.eml", message.as_bytes()))
    assert [d.name for d in result.documents] == ["mail.eml", "mail.eml/notitie.docx"]
    assert [(r.source, r.reason) for r in result.rejected] == [
        ("mail.eml/virus.docx", "dit is een programma, geen document.")
    ]


# --- zip -----------------------------------------------------------------------------------------


def test_a_zip_gives_a_document_per_member_and_reports_the_bad_ones(place, zipped, docx):
    inner = zipped({"diep.txt": "te diep"})
    data = zipped(
        {
            "map/b.txt": "Twee",
            "map/a.docx": docx("<w:p><w:r><w:t>Een</w:t></w:r></w:p>"),
            "zip.zip": inner,
            "leeg.txt": "",
            "__MACOSX/x": "x",
        }
    )
    result = read_path(place("bundel.zip", data))
    assert [d.name for d in result.documents] == ["bundel.zip/a.docx", "bundel.zip/b.txt"]
    assert [r.source for r in result.rejected] == ["bundel.zip/leeg.txt", "bundel.zip/zip.zip"]


def test_an_empty_zip_is_refused(place, zipped):
    with pytest.raises(ReadError, match="geen bestanden"):
        read_path(place("leeg.zip", zipped({"map/": ""})))


def test_a_mail_in_html_only_is_read_without_its_markup(place):
    text = "From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/html; charset=iso-8859-1\n\n<p>Het is <b>druk</b> in het caf\xe9.</p><p>Groet,<br>Jan</p>"
    document = read(place("web.eml", text.encode("latin-1")))
    assert [b.text for b in document.blocks if b.kind == "paragraph" and b.text] == ["Het is druk in het café."]


def test_reactions_that_a_mail_passes_on_below_the_names_are_kept(place):
    passed_on = (
        "\nPetra Prik, winkelier\n> De stoep ligt vol glas.\n\nOmar, student\n> 's Avonds is het hier\n> donker.\n"
    )
    document = read(place("m.eml", f"From: a@b.example\nSubject: oogst\n\nHallo,\n{passed_on}"))
    texts = [text for text, _ in facts(document, "paragraph")]
    assert "De stoep ligt vol glas." in texts
    assert "donker." in texts
    assert document.left_out == ()
    answered = "> Hoe gaat het?\nGoed hoor\n\n> En de buurt?\nHet is er donker.\n"
    document = read(place("q.eml", f"From: a@b.example\nSubject: Re: vragen\n\n{answered}"))
    assert [text for text, _ in facts(document, "paragraph") if text] == ["Goed hoor", "Het is er donker."]
