"""Clouds beside each other can be compared: one scale, one colour per priority."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pikepdf
import pytest
from lxml import etree
from PIL import Image

from corpora.records import RunResult
from nlp.words import WordCount
from outputs import write_clouds
from outputs.appendix import make_appendix
from outputs.appendix_docx import appendix_docx
from outputs.appendix_pdf import appendix_pdf
from outputs.cloud import make_cloud, provenance
from outputs.cloud_foot import legend
from outputs.cloud_layout import text_width
from outputs.clouds import clouds_description, clouds_pictures, clouds_svg
from outputs.errors import OutputError
from outputs.labels import Labels
from outputs.overview import Overview

SVG = "{http://www.w3.org/2000/svg}"
PANELS = {
    "Krispijn": [WordCount("zwerfafval", "zwerfafval", 20, 20, 20), WordCount("mes", "mes", 10, 10, 10)],
    "Wielwijk": [WordCount("mes", "mes", 10, 12, 12), WordCount("geheim", "geheim", 1, 1, 1)],
    "<Lege> wijk": [],
}


def sizes(svg: str) -> list[tuple[str, int]]:
    return [(t.text, int(t.get("font-size"))) for t in etree.fromstring(svg.encode()).iter(f"{SVG}text")]


def test_the_same_number_of_people_has_the_same_size_in_each_cloud(city: Overview) -> None:
    found = [size for word, size in sizes(clouds_svg(PANELS, city, title="Per wijk")) if word == "mes"]
    assert len(found) == 2
    assert found[0] == found[1]


def test_words_of_fewer_people_than_k_are_left_out(city: Overview) -> None:
    svg = clouds_svg(PANELS, city, title="Per wijk")
    assert "geheim" not in svg


def test_a_cloud_without_words_says_so(city: Overview) -> None:
    texts = [text for text, _ in sizes(clouds_svg(PANELS, city, title="Per wijk"))]
    assert "<Lege> wijk" in texts
    assert "Geen woord is door 3 of meer mensen genoemd." in texts


def test_under_the_clouds_stand_the_colours_and_where_they_come_from(city: Overview) -> None:
    svg = clouds_svg(PANELS, city, title="Per wijk")
    texts = [text for text, _ in sizes(svg)]
    assert {name for _, name in legend(city)} <= set(texts)
    assert provenance(city) in " ".join(texts)
    one = etree.fromstring(clouds_svg({"Krispijn": PANELS["Krispijn"]}, city, title="Per wijk").encode())
    for node in one.iter(f"{SVG}text"):
        length = node.get("textLength") or text_width(node.text, int(node.get("font-size")))
        assert float(node.get("x")) + float(length) <= int(one.get("width"))
    colours = {rect.get("fill") for rect in etree.fromstring(svg.encode()).iter(f"{SVG}rect")}
    assert {colour for colour, _ in legend(city)} <= colours


def test_parts_without_words_are_named_under_the_clouds(city_result: RunResult, labels: Labels, tmp_path: Path) -> None:
    path = write_clouds(
        city_result, tmp_path / "wolk.svg", aspect="wijk", panels=PANELS, title="Per wijk", codebook=labels
    )
    told = " ".join(text for text, _ in sizes(path.read_text(encoding="utf-8")))
    assert "Te weinig woorden voor een wolk: <Lege> wijk." in told


def test_the_png_of_clouds_is_made_for_print(city_result: RunResult, labels: Labels, tmp_path: Path) -> None:
    path = write_clouds(
        city_result, tmp_path / "wolk.png", aspect="wijk", panels=PANELS, title="Per wijk", codebook=labels
    )
    with Image.open(path) as image:
        assert [round(dpi) for dpi in image.info["dpi"]] == [300, 300]


def test_the_clouds_are_told_in_words(city: Overview) -> None:
    told = clouds_description(PANELS, city)
    assert "Krispijn: zwerfafval en mes" in told
    assert "<Lege> wijk: geen woorden" in told


@pytest.mark.parametrize("kind", ["svg", "png", "pdf"])
def test_the_clouds_are_written_the_same_each_time(
    kind: str, city_result: RunResult, labels: Labels, tmp_path: Path
) -> None:
    made = [
        write_clouds(
            city_result, tmp_path / f"{n}.{kind}", aspect="wijk", panels=PANELS, title="Per wijk", codebook=labels
        )
        for n in (1, 2)
    ]
    assert made[0].read_bytes() == made[1].read_bytes()


def test_another_ending_names_the_endings_there_are(city_result: RunResult, labels: Labels, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"\.svg, \.png of \.pdf"):
        write_clouds(city_result, tmp_path / "x.gif", aspect="wijk", panels=PANELS, title="Per wijk", codebook=labels)


def test_the_appendix_compares_wijken_that_say_enough_and_names_the_others(look, city_result: RunResult) -> None:
    words = [WordCount(f"woord{n}", f"woord{n}", 9 - n, 9, 9) for n in range(6)]
    shown = replace(look(city_result), panels={"wijk": {"Krispijn": words, "Wielwijk": words, "Reeland": words[:2]}})
    appendix = make_appendix(shown, make_cloud(shown))
    (panel,) = appendix.panels
    assert "Te weinig woorden voor een wolk: Reeland." in panel.intro
    assert [name for name, _ in panel.rows] == ["Krispijn", "Wielwijk"]
    assert "woord0 (9)" in panel.rows[0][1]
    with pikepdf.open(io.BytesIO(appendix_pdf(appendix, make_cloud(shown), shown.settings.style))) as document:
        figures = [i for i in document.objects if isinstance(i, pikepdf.Dictionary) and i.get("/S") == "/Figure"]
        assert len(figures) == 2
        assert all("/Alt" in figure for figure in figures)
    word = docx.Document(io.BytesIO(appendix_docx(appendix, make_cloud(shown), shown.settings.style)))
    assert all(shape._inline.docPr.get("descr") for shape in word.inline_shapes)
    assert word.tables[-1].cell(1, 0).text == "Krispijn"


def test_many_wijken_take_pages_that_each_fit_on_paper(city: Overview) -> None:
    words = [WordCount("zwerfafval", "zwerfafval", 5, 5, 5)]
    pictures = clouds_pictures({f"Wijk {n}": words for n in range(11)}, city, title="Per wijk")
    assert len(pictures) == 2
    for picture in pictures:
        root = etree.fromstring(picture.svg.encode())
        assert int(root.get("height")) <= 1.4 * int(root.get("width"))


def test_the_appendix_says_that_the_table_of_clouds_stops_at_the_largest_words(look, city_result: RunResult) -> None:
    words = tuple(WordCount(f"woord{n}", f"woord{n}", 9, 9, 9) for n in range(16))
    for n, told in ((15, False), (16, True)):
        panels = {"wijk": dict.fromkeys(("Krispijn", "Wielwijk"), words[:n])}
        shown = replace(look(city_result), panels=panels)
        (panel,) = make_appendix(shown, make_cloud(shown)).panels
        assert panel.intro.endswith("De tabel noemt per wijk de 15 grootste woorden.") == told
