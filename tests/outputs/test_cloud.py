"""The word cloud: every word readable, apart from the others, the same every time; or a sentence that says why not."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from nlp.words import WordCount
from outputs.cloud import Cloud, make_cloud, provenance
from outputs.cloud_layout import ASCENT, DESCENT, Placed, lay_out
from outputs.overview import Overview
from outputs.shape import Shape
from outputs.style import MIN_CONTRAST, contrast

SVG = "{http://www.w3.org/2000/svg}"
PRIORITIES = ("veilige_wijken", "maatschappelijke_veiligheid", "jeugd_en_veiligheid", "")


def many(n: int) -> list[WordCount]:
    """Words of different lengths, said by fewer and fewer people."""
    return [
        WordCount(f"{'woordenrijk'[: 3 + i % 9]}{i}", "", 3 + 400 // (i + 1), 5, 5, PRIORITIES[i % 4]) for i in range(n)
    ]


def boxes(cloud: Cloud) -> list[tuple[float, float, float, float]]:
    def box(word: Placed) -> tuple[float, float, float, float]:
        return word.x, word.baseline - ASCENT * word.size, word.x + word.width, word.baseline + DESCENT * word.size

    assert cloud.layout
    return [box(word) for word in cloud.layout.words]


@pytest.fixture(scope="module")
def full(city: Overview) -> Cloud:
    return make_cloud(replace(city, words=tuple(many(200)), settings=replace(city.settings, max_words=200)))


def test_two_hundred_words_all_find_a_place(full: Cloud) -> None:
    assert full.layout
    assert len(full.layout.words) == len(full.words) == 200
    assert full.remark == ""


def test_no_word_touches_another_or_leaves_the_picture(full: Cloud) -> None:
    assert full.layout
    for (a, b, c, d), (e, f, g, h) in combinations(boxes(full), 2):
        assert c <= e or g <= a or d <= f or h <= b
    for left, top, right, bottom in boxes(full):
        assert left >= 0
        assert top >= 0
        assert right <= full.layout.width
        assert bottom <= full.layout.height


def test_the_svg_has_real_text_a_title_a_description_and_a_language(full: Cloud) -> None:
    root = etree.fromstring(full.svg.encode())
    assert len(root.findall(f"{SVG}text")) == 200
    assert root.get("role") == "img"
    assert root.get("lang") == "nl"
    named = root.get("aria-labelledby").split()
    assert [root.find(f"{SVG}title").get("id"), root.find(f"{SVG}desc").get("id")] == named
    assert "mensen" in root.find(f"{SVG}desc").text


def test_every_word_stands_out_against_the_background(full: Cloud) -> None:
    root = etree.fromstring(full.svg.encode())
    background = root.find(f"{SVG}rect").get("fill")
    for word in root.findall(f"{SVG}text"):
        assert contrast(word.get("fill"), background) >= MIN_CONTRAST


def test_a_word_of_more_people_is_never_smaller(full: Cloud) -> None:
    assert full.layout
    sizes = [word.size for word in full.layout.words]
    assert sizes == sorted(sizes, reverse=True)


def test_the_svg_asks_nothing_of_the_network(full: Cloud) -> None:
    svg = full.svg.replace("http://www.w3.org/2000/svg", "")
    assert "http" not in svg
    assert "<script" not in svg


def test_the_png_is_made_for_print(full: Cloud) -> None:
    with Image.open(io.BytesIO(full.png)) as image:
        assert image.size == (3200, 1800)
        assert round(image.info["dpi"][0]) == 300


def test_the_files_carry_where_they_come_from(city: Overview) -> None:
    cloud = make_cloud(city)
    assert f"<metadata>{provenance(city)}</metadata>" in cloud.svg
    with Image.open(io.BytesIO(cloud.png)) as image:
        assert image.text["Source"] == provenance(city)
        assert image.text["Description"] == cloud.description


def test_the_same_words_give_the_same_bytes(full: Cloud, city: Overview) -> None:
    again = make_cloud(replace(city, words=tuple(many(200)), settings=replace(city.settings, max_words=200)))
    assert again.svg == full.svg
    assert again.png == full.png


def test_the_order_of_the_words_makes_no_difference(city: Overview, look, city_result) -> None:
    words = many(40)
    one, other = (make_cloud(look(city_result, words=w)) for w in (words, words[::-1]))
    assert one.svg == other.svg


def test_one_word_makes_a_cloud(city: Overview) -> None:
    cloud = make_cloud(replace(city, words=(WordCount("zwerfafval", "zwerfafval", 9, 9, 9, ""),)))
    assert cloud.svg.count("<text") == 1
    assert "1 woord " in cloud.description


def test_ten_thousand_words_show_the_most_said(city: Overview) -> None:
    cloud = make_cloud(replace(city, words=tuple(many(10_000))))
    assert len(cloud.words) == city.settings.max_words


def test_a_word_of_three_hundred_letters_is_left_out_and_told(city: Overview) -> None:
    cloud = make_cloud(replace(city, words=(WordCount("a" * 300, "", 99, 9, 9), *many(5))))
    assert len(cloud.words) == 5
    assert cloud.remark == "1 woord is te lang om te tonen."


def test_emoji_and_markup_are_drawn_as_text(look, city_result) -> None:
    words = [WordCount(word, word, 5, 5, 5) for word in ("<script>alert(1)</script>", "😀", "a&b", "\u202eom")]
    root = etree.fromstring(make_cloud(look(city_result, words=words)).svg.encode())
    assert {node.text for node in root.findall(f"{SVG}text")} == {"<script>alert(1)</script>", "😀", "a&b", "om"}


@pytest.mark.parametrize(
    ("words", "why"),
    [((), "door 3 of meer mensen"), ((WordCount("mes", "mes", 2, 2, 2),), "door 3 of meer mensen"), ((WordCount("x" * 99, "", 9, 9, 9),), "te lang")],
)  # fmt: skip
def test_where_nothing_may_be_shown_the_picture_says_why(
    city: Overview, words: tuple[WordCount, ...], why: str
) -> None:
    cloud = make_cloud(replace(city, words=words))
    assert why in cloud.remark
    assert "Er is geen woordenwolk" in cloud.svg
    assert cloud.png


def test_a_run_without_statements_says_so(empty: Overview) -> None:
    assert "geen uitspraken" in make_cloud(empty).svg


def test_two_clouds_can_share_one_scale() -> None:
    alone = lay_out([("mes", 5, "#000000")], Shape())
    beside = lay_out([("mes", 5, "#000000")], Shape(), largest=10)
    assert beside.words[0].size * 2 == alone.words[0].size


def test_the_provenance_line_names_people_round_codebook_and_run(city: Overview) -> None:
    line = provenance(city)
    for part in (
        "43 uitspraken",
        "17 mensen",
        "ronde 2026",
        "ivp-2023-2026@1.0",
        city.manifest.run_id,
        "23 november 2026",
    ):
        assert part in line


@pytest.mark.browser
def test_in_a_browser_no_word_overlaps_another(full: Cloud, tmp_path: Path) -> None:
    chromium = Path("/usr/bin/chromium")
    if not chromium.exists():
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    file = tmp_path / "wolk.svg"
    file.write_text(full.svg, encoding="utf-8")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(file.as_uri())
        measured = page.evaluate(
            "async () => { await document.fonts.ready; return [...document.querySelectorAll('text')]"
            ".map(t => { const b = t.getBBox(); return [b.x, b.y, b.x + b.width, b.y + b.height] }) }"
        )
        browser.close()
    assert len(measured) == 200
    for (a, b, c, d), (e, f, g, h) in combinations(measured, 2):
        assert c <= e + 0.5 or g <= a + 0.5 or d <= f + 0.5 or h <= b + 0.5


def test_a_cloud_is_drawn_once_for_all_files_that_show_it(full: Cloud) -> None:
    assert full.svg is full.svg
    assert full.png is full.png
