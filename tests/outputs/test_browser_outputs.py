"""In Chromium: no accessibility violations, nothing cut off on a phone, no word over another, in print as on screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpora.decisions import Decisions, QuoteDecision
from corpora.records import RunResult
from nlp.words import WordCount
from outputs.cloud import make_cloud
from outputs.cloud_foot import legend
from outputs.clouds import clouds_svg
from outputs.overview import Overview, overview
from outputs.report_html import report_html
from outputs.settings import OutputSettings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
PRIORITIES = ("veilige_wijken", "maatschappelijke_veiligheid", "jeugd_en_veiligheid", "")
SIZES = ((320, 800), (1280, 900))

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def pages(
    city: Overview,
    nasty: Overview,
    empty: Overview,
    city_result: RunResult,
    labels,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Path]:
    """Reports of every kind: a concept, a final one beside a round before, nasty input, nothing."""
    quotes = tuple(QuoteDecision(said.id, "vrijgegeven") for said in city_result.statements[:9])
    before = replace(
        city_result,
        conversations=tuple(replace(talk, id=f"v{talk.id}") for talk in city_result.conversations),
        statements=tuple(replace(s, conversation_id=f"v{s.conversation_id}") for s in city_result.statements),
    )
    final = overview(
        replace(city_result, decisions=Decisions(quotes=quotes)),
        words=city.words,
        shares={figure.key: figure.share for figure in city.priorities if figure.share},
        codebook=labels,
        settings=OutputSettings(),
        previous=before,
    )
    folder, made = tmp_path_factory.mktemp("rapport"), {}
    for name, shown in (("concept", city), ("definitief", final), ("naar", nasty), ("leeg", empty)):
        made[name] = folder / f"{name}.html"
        made[name].write_bytes(report_html(shown, make_cloud(shown)))
    return made


def opened(browser: Browser, path: Path, width: int, height: int, **options: object) -> Page:
    page = browser.new_page(viewport={"width": width, "height": height}, **options)  # type: ignore[arg-type]
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("name", ["concept", "definitief", "naar", "leeg"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, pages: dict[str, Path], name: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(browser, pages[name], 1280, 900, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page).response["violations"]
    page.close()
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []


@pytest.mark.parametrize("name", ["concept", "definitief", "naar", "leeg"])
def test_nothing_sticks_out_of_the_screen_of_a_phone(browser: Browser, pages: dict[str, Path], name: str) -> None:
    for width, height in SIZES:
        page = opened(browser, pages[name], width, height)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()


def test_on_paper_all_quotes_are_there_and_the_menus_are_not(browser: Browser, pages: dict[str, Path]) -> None:
    page = opened(browser, pages["concept"], 1280, 900)
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    assert not page.locator("#filters").is_visible()
    assert page.locator(".lijst > li:visible").count() == 43
    page.close()


def test_the_filters_work_with_the_keyboard_alone(browser: Browser, pages: dict[str, Path]) -> None:
    page = opened(browser, pages["concept"], 1280, 900)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    page.locator("select[name=p]").focus()
    page.keyboard.press("ArrowDown")
    assert 0 < page.locator(".lijst > li:visible").count() < 43
    page.close()


def test_no_word_of_clouds_beside_each_other_overlaps(browser: Browser, city: Overview, tmp_path: Path) -> None:
    words = [
        WordCount(f"{'woordenrijk'[: 3 + i % 9]}{i}", "", 3 + 90 // (i + 1), 5, 5, PRIORITIES[i % 4]) for i in range(40)
    ]
    path = tmp_path / "wolken.svg"
    path.write_text(clouds_svg({"Krispijn": words, "Wielwijk": words[5:]}, city, title="Per wijk"), encoding="utf-8")
    page = opened(browser, path, 1600, 900)
    measured = page.evaluate(
        "async () => { await document.fonts.ready; return [...document.querySelectorAll('text')]"
        ".map(t => { const b = t.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom] }) }"
    )
    page.close()
    assert len(measured) > 40 + 35 + 2 + len(legend(city))  # words, names, colours; then lines on where it comes from
    for (a, b, c, d), (e, f, g, h) in combinations(measured, 2):
        assert c <= e + 0.5 or g <= a + 0.5 or d <= f + 0.5 or h <= b + 0.5


def test_a_number_of_a_wijk_without_released_quotes_leads_to_none_and_not_to_all(
    browser: Browser, pages: dict[str, Path]
) -> None:
    page = opened(browser, pages["definitief"], 1280, 900)
    released = {option.get_attribute("value") for option in page.locator("select[name=w] option").all()}
    links = page.locator("#per-wijk ~ .rol a.telling").all()
    silent = [link for link in links if link.get_attribute("data-kies-w") not in released]
    assert silent
    silent[0].click()
    assert page.locator("#gevonden").inner_text() == "0 van 9 uitspraken"
    page.close()
