"""A city has its own colours and logo, as long as everyone can read them."""

from __future__ import annotations

import io
from itertools import combinations
from pathlib import Path

import docx
import pikepdf
import pytest

from corpora.records import RunResult
from outputs.appendix import make_appendix
from outputs.appendix_docx import appendix_docx
from outputs.appendix_pdf import appendix_pdf
from outputs.cloud import make_cloud
from outputs.errors import StyleError
from outputs.report_html import report_html
from outputs.style import MIN_CONTRAST, contrast, default_style, read_style

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect width="80" height="40" fill="#005"/></svg>'


@pytest.fixture
def own_style(tmp_path: Path) -> Path:
    (tmp_path / "logo.svg").write_text(LOGO, encoding="utf-8")
    file = tmp_path / "huisstijl.yaml"
    file.write_text('organisatie: Gemeente Voorbeeld\nlogo: logo.svg\naccent: "#7a003c"\n', encoding="utf-8")
    return file


def test_every_shipped_colour_can_be_read() -> None:
    style = default_style()
    for colour in (style.accent, style.text, style.neutral, *style.priority_colours):
        assert contrast(colour, style.background) >= MIN_CONTRAST


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_no_two_shipped_colours_are_the_same() -> None:
    style = default_style()
    assert all(one != other for one, other in combinations((*style.priority_colours, style.neutral), 2))


def test_a_city_writes_only_what_differs(own_style: Path) -> None:
    style = read_style(own_style)
    assert (style.organisation, style.accent) == ("Gemeente Voorbeeld", "#7a003c")
    assert style.priority_colours == default_style().priority_colours


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('accent: "#cccccc"', "valt te weinig op"),
        ("accent: rood", "#rrggbb"),
        ("- lijst", "geen huisstijl"),
        ("a: [", "niet te lezen"),
    ],
)
def test_a_style_that_cannot_be_used_is_refused_with_a_cure(text: str, why: str, tmp_path: Path) -> None:
    file = tmp_path / "stijl.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(StyleError, match=why):
        read_style(file)


def test_the_logo_stands_in_every_form(own_style: Path, look, city_result: RunResult) -> None:
    shown = look(city_result, style=read_style(own_style))
    cloud = make_cloud(shown)
    appendix = make_appendix(shown, cloud)
    assert b"data:image/svg+xml;base64," in report_html(shown, cloud)
    with pikepdf.open(io.BytesIO(appendix_pdf(appendix, cloud, shown.settings.style))) as pdf:
        assert str(pdf.docinfo.Author) == "Gemeente Voorbeeld"
    header = docx.Document(io.BytesIO(appendix_docx(appendix, cloud, shown.settings.style))).sections[0].header
    assert 'descr="Gemeente Voorbeeld"' in header._element.xml


def test_a_logo_that_is_not_there_is_told(own_style: Path, look, city_result: RunResult) -> None:
    (own_style.parent / "logo.svg").unlink()
    shown = look(city_result, style=read_style(own_style))
    with pytest.raises(StyleError, match="logo"):
        report_html(shown, make_cloud(shown))


def test_a_font_of_the_city_is_used_where_it_can_be(own_style: Path, city_result: RunResult, look) -> None:
    import matplotlib

    font = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "STIXGeneral.ttf"
    (own_style.parent / "eigen.ttf").write_bytes(font.read_bytes())
    own_style.write_text("lettertype: STIXGeneral\nletterbestanden: [eigen.ttf]\n", encoding="utf-8")
    shown = look(city_result, style=read_style(own_style))
    cloud = make_cloud(shown)
    assert "--letter:'STIXGeneral'" in report_html(shown, cloud).decode()
    word = docx.Document(io.BytesIO(appendix_docx(make_appendix(shown, cloud), cloud, shown.settings.style)))
    assert word.styles["Normal"].font.name == "STIXGeneral"
    with pikepdf.open(io.BytesIO(appendix_pdf(make_appendix(shown, cloud), cloud, shown.settings.style))) as document:
        used = {str(i.BaseFont) for i in document.objects if isinstance(i, pikepdf.Dictionary) and "/BaseFont" in i}
    assert any("STIX" in name for name in used)


@pytest.mark.parametrize("text", ["lettertype: 'x}</style>'", "letterbestanden: [weg.ttf]"])
def test_a_font_that_cannot_be_used_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "huisstijl.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(StyleError, match="letter"):
        read_style(tmp_path / "huisstijl.yaml")
