"""The portal in a browser: hand files in, check them, analyse, review by keyboard, download; and what axe finds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api")
from axe_playwright_python.sync_playwright import Axe  # noqa: E402

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "corpora" / "voorbeeld" / "gesprekken"
FILES = ("2026-05-19 interview Crabbehof.txt", "weekmarkt 26 juni.csv")
NAME, PASSWORD = "hoofd", "kastanje-lantaarn-9"
MILLISECONDS = 1000
WORK_TIMEOUT = 240 * MILLISECONDS


class Journey:
    """One session that the tests below walk through once."""

    def __init__(self, address: str, page: Any) -> None:
        self.address, self.page, self.noise = address, page, []
        page.on("dialog", lambda dialog: (self.noise.append(dialog.message), dialog.accept()))
        page.on("console", lambda line: self.noise.append(line.text) if line.type == "error" else None)
        page.on("request", lambda request: None if request.url.startswith(address) else self.noise.append(request.url))

    def log_in(self) -> None:
        self.page.goto(self.address)
        self.page.get_by_label("Gebruikersnaam").fill(NAME)
        self.page.get_by_label("Wachtwoord").fill(PASSWORD)
        self.page.get_by_role("button", name="Inloggen").click()

    def make_round(self) -> None:
        self.page.get_by_role("link", name="Ronde toevoegen").click()
        self.page.get_by_label("Naam van de ronde").fill("zomer <b>2026</b>")
        self.page.get_by_role("button", name="Opslaan").click()

    def hand_in(self) -> None:
        self.page.get_by_label("Kies bestanden").set_input_files([SAMPLE / name for name in FILES])
        self.page.get_by_role("button", name="Aanleveren", exact=True).click()
        for name in FILES:
            playwright.expect(self.page.get_by_text(f"{name} is ontvangen.")).to_be_visible()
        waiting = self.page.get_by_text("wordt gelezen", exact=False)
        playwright.expect(waiting).to_have_count(0, timeout=WORK_TIMEOUT)

    def confirm_all(self) -> None:
        self.page.locator("#bestandenlijst tbody a").first.click()
        for _ in FILES:
            playwright.expect(self.page.get_by_role("heading", name="Wat er is gelezen")).to_be_visible()
            self.page.keyboard.press("b")
            playwright.expect(self.page.get_by_text("is bevestigd")).to_be_visible()

    def analyse(self) -> None:
        self.page.get_by_role("button", name="Analyse starten").click()
        self.page.wait_for_url("**/uitkomst/", timeout=WORK_TIMEOUT)


@pytest.fixture(scope="module")
def journey(portal: str, chromium: str, tmp_path_factory: pytest.TempPathFactory):
    """Logged in, two files read and confirmed, one analysis done."""
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        context = browser.new_context(locale="nl-NL")
        walked = Journey(portal, context.new_page())
        for step in (walked.log_in, walked.make_round, walked.hand_in, walked.confirm_all, walked.analyse):
            step()
        walked.result = walked.page.url
        walked.state = context.storage_state()
        walked.browser = browser
        yield walked
        browser.close()


def test_the_files_of_a_run_can_be_downloaded(journey) -> None:
    journey.page.goto(journey.result)
    with journey.page.expect_download() as download:
        journey.page.get_by_role("link", name="Bijlage 4: woordenwolk (pdf)").click()
    assert download.value.suggested_filename.endswith("bijlage-4-woordenwolk.pdf")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")


def test_statements_are_reviewed_with_the_keyboard_alone(journey) -> None:
    page = journey.page
    page.goto(journey.result)
    page.get_by_role("link", name="Thema's nakijken").press("Enter")
    playwright.expect(page.get_by_text("0 van")).to_be_visible()
    page.keyboard.press("k")
    playwright.expect(page.get_by_text("1 van")).to_be_visible()
    page.keyboard.press("z")
    playwright.expect(page.get_by_text("0 van")).to_be_visible()


def test_the_report_opens_shut_in_and_works(journey) -> None:
    page = journey.page.context.new_page()
    page.goto(journey.result.replace("uitkomst", "rapport"))
    playwright.expect(page.get_by_role("heading", level=1)).to_contain_text("Rapport")
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_no_page_is_wider_than_the_screen(journey, scheme: str, width: int) -> None:
    context = journey.browser.new_context(
        storage_state=journey.state,
        color_scheme=scheme,
        viewport={"width": width, "height": 800},
        bypass_csp=True,  # axe is put into the page by the test
    )
    page = context.new_page()
    for path in _pages(journey):
        page.goto(journey.address + path)
        for summary in page.locator("summary").all():
            summary.click()
        found = Axe().run(page).response["violations"]
        assert not found, f"{path} {[(rule['id'], rule['nodes'][0]['html']) for rule in found]}"
        assert page.locator("html").evaluate("page => page.scrollWidth") <= width, path
    context.close()


def _pages(journey) -> list[str]:
    page = journey.page
    page.goto(journey.address)
    round_ = page.locator(".kaart a").first.get_attribute("href")
    page.goto(journey.address + round_)
    upload = page.locator("#bestandenlijst tbody a").first.get_attribute("href")
    result = journey.result.removeprefix(journey.address)
    review = result.replace("uitkomst", "nakijken")
    return [
        "/",
        "/rondes/nieuw/",
        round_,
        upload,
        result,
        review,
        "/gebruikers/",
        "/gebruikers/nieuw/",
        "/logboek/",
        "/wachtwoord/",
    ]


def test_nothing_was_asked_of_another_server_and_no_script_was_refused(journey) -> None:
    assert journey.noise == []
