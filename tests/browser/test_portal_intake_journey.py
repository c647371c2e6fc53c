"""The journeys of who delivers notes and of the administrator, in a browser."""

from __future__ import annotations

import re
from base64 import b32decode
from pathlib import Path
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api")
from axe_playwright_python.sync_playwright import Axe  # noqa: E402

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = sorted(path for path in (ROOT / "corpora" / "voorbeeld" / "gesprekken").iterdir() if path.suffix != ".yaml")
ADMIN, PASSWORD, OTHER = "hoofd", "kastanje-lantaarn-9", "berkenhout-kraan-31"
WORK_TIMEOUT = 400_000
NOTE = "Bewoner: het is donker bij het station."
expect = playwright.expect


def log_in(page: Any, address: str, name: str, password: str) -> None:
    page.goto(address)
    page.get_by_label("Gebruikersnaam").fill(name)
    page.get_by_label("Wachtwoord").fill(password)
    page.get_by_role("button", name="Inloggen").click()


@pytest.fixture(scope="module")
def browser(chromium: str):
    with playwright.sync_playwright() as driver:
        made = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture(scope="module")
def admin(browser, portal: str):
    """The administrator's window; a round is there and somebody who delivers was added."""
    page = browser.new_context(locale="nl-NL").new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    log_in(page, portal, ADMIN, PASSWORD)
    page.goto(f"{portal}/gebruikers/nieuw/")
    page.get_by_label("Gebruikersnaam").fill("inge")
    page.get_by_label("invoerder:").check()
    page.get_by_label("Wachtwoord").fill(OTHER)
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Gebruiker inge is opgeslagen.")).to_be_visible()
    page.goto(f"{portal}/rondes/nieuw/")
    page.get_by_label("Naam van de ronde").fill("aanleverronde")
    page.get_by_label("Wat deelnemers is verteld").fill("Wij schermen uw naam af.")
    page.get_by_role("button", name="Opslaan").click()
    return page, page.url


@pytest.fixture(scope="module")
def invoerder(browser, portal: str, admin):
    """Somebody who delivers, logged in with a second step."""
    context = browser.new_context(locale="nl-NL")
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    log_in(page, portal, "inge", OTHER)
    page.goto(f"{portal}/account/tweede-stap/")
    key = b32decode(page.locator(".sleutel").inner_text().replace(" ", ""))
    page.get_by_label("Code").fill(_code(key))
    page.get_by_role("button", name="Tweede stap aanzetten").click()
    expect(page.locator(".codes code")).to_have_count(10)
    recovery = page.locator(".codes code").first.inner_text()
    page.get_by_role("button", name="Uitloggen").click()
    log_in(page, portal, "inge", OTHER)
    expect(page.get_by_role("heading", name="Tweede stap")).to_be_visible()
    page.get_by_label("Code").fill(recovery)
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", name="Rondes")).to_be_visible()
    page.goto(admin[1])
    return page


def _code(key: bytes) -> str:
    from django_otp.oath import totp

    return f"{totp(key, t0=0):06d}"


@pytest.fixture(scope="module")
def delivered(invoerder):
    """All sample files handed in and read."""
    page = invoerder
    page.get_by_label("Kies bestanden").set_input_files(SAMPLE)
    page.get_by_role("button", name="Aanleveren", exact=True).click()
    for path in SAMPLE:
        expect(page.get_by_text(f"{path.name} is ontvangen.")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("wordt gelezen", exact=False)).to_have_count(0, timeout=WORK_TIMEOUT)
    expect(page.locator("#bestandenlijst tbody tr")).to_have_count(len(SAMPLE))
    return page


def test_a_line_is_masked_with_the_keyboard_alone(delivered, admin) -> None:
    page = delivered
    page.goto(admin[1])
    page.get_by_role("link", name="2026-05-19 interview Crabbehof.txt").press("Enter")
    page.locator("#regel-1-3 .verbeter").press("Enter")
    first = page.locator("[data-regelform] input[type=checkbox]").first
    expect(first).to_be_focused()
    word = page.locator("[data-regelform] .woord").first.inner_text().strip()
    page.keyboard.press("Space")
    for _ in range(300):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "masker":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_text("Uw verbetering is bewaard.")).to_be_visible()
    expect(page.get_by_text("Het bestand wordt gelezen.")).to_have_count(0)
    expect(page.locator("#lezen")).to_have_count(0, timeout=WORK_TIMEOUT)
    assert word not in page.locator("#regel-1-3 .uitspraak").first.inner_text()
    expect(page.get_by_text("Met de hand verbeterd: 1 keer.")).to_be_visible()


def test_somebody_confirms_every_file_with_one_key(delivered, admin) -> None:
    page = delivered
    page.goto(admin[1])
    page.locator("#bestandenlijst tbody tr", has_text="nog niet bevestigd").first.get_by_role("link").click()
    for _ in SAMPLE:
        expect(page.get_by_role("heading", name="Wat er is gelezen")).to_be_visible()
        page.keyboard.press("b")
        expect(page.get_by_text("is bevestigd")).to_be_visible()
    expect(page.get_by_text("nog niet bevestigd")).to_have_count(0)
    page.get_by_role("link", name="Wie is er gesproken").click()
    expect(page.get_by_role("rowheader", name="Crabbehof")).to_be_visible()


def test_a_lost_connection_loses_nothing_that_was_typed(delivered, admin) -> None:
    page = delivered
    page.goto(admin[1])
    page.get_by_text("Of typ of plak").click()
    page.get_by_label("Tekst van het verslag").fill(NOTE)
    page.context.set_offline(True)
    page.get_by_role("button", name="Tekst aanleveren").click()
    expect(page.get_by_text("Er is geen verbinding.")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("Er is weer verbinding.")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Tekst van het verslag")).to_have_value(NOTE)
    page.get_by_role("button", name="Tekst aanleveren").click()
    expect(page.get_by_text("geplakte tekst.txt is ontvangen.")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0


def test_a_file_that_is_let_go_beside_the_field_leaves_the_page_alone(delivered, admin) -> None:
    page = delivered
    page.goto(admin[1])
    stopped = """target => {
        const data = new DataTransfer();
        data.items.add(new File(["Bewoner: hoi."], "los.txt"));
        return !target.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }"""
    assert page.locator("h1").evaluate(stopped)
    assert page.locator("[data-sleepvak]").evaluate(stopped)
    expect(page.get_by_text("1 bestand gekozen: los.txt")).to_be_visible()


def test_printing_a_page_keeps_what_people_said(delivered, admin) -> None:
    page = delivered
    page.goto(admin[1])
    page.locator("#bestandenlijst tbody a").first.click()
    page.emulate_media(media="print")
    expect(page.locator(".uitspraak").first).to_be_visible()
    expect(page.locator("header.kop")).to_be_hidden()
    expect(page.get_by_role("button")).to_have_count(0)
    page.emulate_media(media="screen")


def test_sending_shows_how_far_it_is(delivered, admin, tmp_path) -> None:
    page = delivered
    page.goto(admin[1])
    big = tmp_path / "groot.txt"
    big.write_text("Bewoner: het is donker.\n" * 300_000)
    page.get_by_label("Kies bestanden").set_input_files(big)
    shown = page.evaluate(
        """() => new Promise((done) => {
            document.addEventListener('htmx:xhr:progress', () => done(!document.querySelector('[data-voortgang]').hidden));
            [...document.querySelectorAll('button')].find((b) => b.textContent === 'Aanleveren').click();
        })"""
    )
    assert shown
    expect(page.get_by_text("groot.txt is ontvangen.")).to_be_visible(timeout=60_000)
    page.locator("#bestandenlijst tbody a").last.click()
    page.get_by_role("button", name="Verwijderen").click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 640, 1280])
def test_axe_finds_nothing_and_no_page_is_wider_than_the_screen(
    browser, delivered, admin, portal, scheme, width
) -> None:
    """640 pixels is a screen of 1280 at 200 % zoom."""
    ronde = admin[1].removeprefix(portal)
    upload = delivered.evaluate(
        "async (url) => new DOMParser().parseFromString(await (await fetch(url)).text(), 'text/html')"
        ".querySelector('#bestandenlijst tbody a').getAttribute('href')",
        admin[1],
    )
    pages = {
        delivered: ["/account/", f"{upload}", f"{upload}regel/1/1/", f"{ronde}"],
        admin[0]: [
            "/account/tweede-stap/",
            "/codeboeken/",
            f"{ronde}dekking/",
            f"{ronde}wijzigen/",
            "/api/",
            "/gebruikers/",
        ],
    }
    for window, paths in pages.items():
        context = browser.new_context(
            storage_state=window.context.storage_state(),
            color_scheme=scheme,
            viewport={"width": width, "height": 800},
            reduced_motion="reduce",
            bypass_csp=True,  # axe is put into the page by the test
        )
        page = context.new_page()
        for path in paths:
            page.goto(portal + path)
            for summary in page.locator("summary").all():
                summary.click()
            found = Axe().run(page).response["violations"]
            assert not found, f"{path} {[(rule['id'], rule['nodes'][0]['html']) for rule in found]}"
            assert page.locator("html").evaluate("page => page.scrollWidth") <= width, path
        context.close()


def test_every_control_shows_where_the_focus_is(delivered, admin) -> None:
    page = delivered
    page.goto(admin[1])
    for _ in range(12):
        page.keyboard.press("Tab")
        ring = page.evaluate(
            "(({outlineStyle, outlineWidth}) => outlineStyle + outlineWidth)(getComputedStyle(document.activeElement))"
        )
        assert not re.match(r"none|.*\b0px", ring), page.evaluate("document.activeElement.outerHTML")


def test_the_administrator_sets_the_last_day_and_empties_the_round(admin, delivered) -> None:
    page, ronde = admin
    page.goto(f"{ronde}wijzigen/")
    page.get_by_label("Bewaren tot en met").fill("2020-01-01")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("button", name="Nu opschonen").click()
    expect(page.get_by_text("De ronde is opgeschoond")).to_be_visible()
    delivered.goto(ronde)
    expect(delivered.get_by_text("Er is nog niets aangeleverd.")).to_be_visible()


def test_who_delivers_is_refused_what_is_not_theirs(delivered, portal) -> None:
    for path in ("/gebruikers/", "/logboek/", "/codeboeken/", "/rondes/nieuw/"):
        answer = delivered.goto(portal + path)
        assert answer.status == 403
        expect(delivered.get_by_role("heading", name="Dit is niet voor u")).to_be_visible()
