"""Analysts and editors in a browser: review, name and merge concerns, make a cloud, approve quotes, publish."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api")
from axe_playwright_python.sync_playwright import Axe  # noqa: E402

pytestmark = pytest.mark.browser

WORK_TIMEOUT = 300_000  # milliseconds
SESSION = "sessionid"
PREPARE = """
import django; django.setup()
import datetime
from pathlib import Path
from django.contrib.auth.models import Group
from django.core.management import call_command
call_command("migrate", verbosity=0)
from flows import bridge
from web import starter
from web.jobs import service
from web.people.models import User
from web.rounds import intake
from web.rounds.models import Round, Upload
starter.start = lambda job: None
user = User.objects.create_user("hoofd", password="kastanje-lantaarn-9")
user.groups.set(Group.objects.all())
ronde = Round.objects.create(name="zomer", retain_until=datetime.date(2035, 1, 1), k=3)
for name in ("enquete_wijkvragen.csv", "weekmarkt 26 juni.csv", "Wijkgesprekken mei 2026.xlsx"):
    path = Path("corpora/voorbeeld/gesprekken") / name
    intake.receive(ronde, user, name, path.read_bytes())
Upload.objects.update(state=Upload.State.CONFIRMED)
run = service.ensure_run(ronde, user)
assert bridge.work_off(run.pk)
print(run.pk, ronde.pk)
"""
LOG_IN = """
import django; django.setup()
from django.test import Client
from web.people.models import User
client = Client()
client.force_login(User.objects.get(username="hoofd"), backend="django.contrib.auth.backends.ModelBackend")
print(client.cookies["sessionid"].value)
"""


class Desk:
    """One browser that is logged in, and where the outcome lies."""

    def __init__(self, browser: Any, address: str, cookie: str, run: str, ronde: str) -> None:
        self.browser, self.address, self.cookie, self.run, self.ronde = browser, address, cookie, run, ronde
        self.noise: list[str] = []
        self.page = self.open_page()

    def open_page(self, **options: Any) -> Any:
        context = self.browser.new_context(locale="nl-NL", **options)
        context.add_cookies([{"name": SESSION, "value": self.cookie, "url": self.address}])
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        page.on("console", lambda line: self.noise.append(line.text) if line.type == "error" else None)
        page.on("request", lambda asked: None if asked.url.startswith(self.address) else self.noise.append(asked.url))
        return page

    def go(self, part: str) -> Any:
        self.page.goto(f"{self.address}/analyses/{self.run}/{part}")
        return self.page


@pytest.fixture(scope="module")
def desk(serve, in_portal, chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("uitkomst") / "gegevens"
    run, ronde = in_portal(folder, PREPARE).split()[-2:]
    cookie = in_portal(folder, LOG_IN)
    address = serve(folder)
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield Desk(browser, address, cookie, run, ronde)
        browser.close()


def expect(thing: Any) -> Any:
    return playwright.expect(thing)


def test_twenty_statements_are_reviewed_with_the_keyboard_alone(desk) -> None:
    page = desk.go("themas/")
    page.get_by_role("link", name="Verder met nakijken").press("Enter")
    for n in range(20):
        expect(page.get_by_text(f"{n} van", exact=False).first).to_be_visible()
        page.keyboard.press("k")
    expect(page.get_by_text("20 van", exact=False).first).to_be_visible()


def test_a_note_and_a_theme_are_added_with_the_keyboard_alone(desk) -> None:
    page = desk.go("nakijken/")
    page.keyboard.press("n")
    expect(page.get_by_label("Notitie voor uzelf")).to_be_focused()
    page.keyboard.type("kaz: navragen bij de wijkagent")  # letters are typed, not taken for keys
    page.keyboard.press("Enter")
    expect(page.get_by_text("kaz: navragen bij de wijkagent")).to_be_visible()
    page.keyboard.press("n")
    page.keyboard.press("Escape")
    before = page.url
    page.keyboard.press("o")
    expect(page).not_to_have_url(before)
    suggested = page.locator("li strong").all_text_contents()
    theme = next(name for name in ("Cybercrime", "Gevaarlijke stoffen", "Wapens bij jongeren") if name not in suggested)
    page.keyboard.press("t")
    page.keyboard.type(theme)
    page.keyboard.press("Enter")
    expect(page.get_by_text("toegevoegd", exact=True)).to_be_visible()
    page.keyboard.press("z")
    expect(page.get_by_text("toegevoegd", exact=True)).to_have_count(0)


def test_words_are_found_while_typing_and_a_number_opens_its_statements(desk) -> None:
    page = desk.go("verkennen/")
    before = page.get_by_role("status").text_content()
    page.get_by_label("Woorden").fill("overlast")
    expect(page.get_by_role("status")).not_to_have_text(before or "")
    expect(page).to_have_url(re.compile("woorden=overlast"))
    for _ in range(2):  # a search can be sent again
        page.get_by_role("button", name="Zoeken").click()
    desk.go("verkennen/")
    number = page.locator(".warmte td a").filter(has_text=re.compile(r"^\d+$")).first
    n = number.text_content()
    number.press("Enter")
    expect(page.get_by_role("status")).to_have_text(re.compile(rf"van {n} mensen"))


def test_concerns_are_named_merged_split_and_kept_by_a_new_run(desk) -> None:
    page = desk.go("zorgen/")
    _adjust(page, 0).get_by_label("Naam", exact=True).fill("Onze eigen naam")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Onze eigen naam", exact=True)).to_be_visible()
    n_cards = page.locator(".zorg").count()

    card = _adjust(page, 0)
    card.get_by_label("Voeg hierbij").select_option(index=1)
    card.get_by_role("button", name="Samenvoegen").press("Enter")
    expect(page.locator(".zorg")).to_have_count(n_cards - 1)

    page.get_by_role("link", name="Onze eigen naam", exact=True).press("Enter")
    for box in page.get_by_role("checkbox").all()[:2]:
        box.press("Space")
    page.get_by_label("Of maak er een nieuwe zorg van").fill("Apart gezet")
    page.get_by_role("button", name="Splitsen").press("Enter")
    expect(page.get_by_role("link", name="Apart gezet", exact=True)).to_be_visible()

    shown = _counts(page)
    page.get_by_role("button", name="Nieuwe analyse starten").press("Enter")
    page.wait_for_url("**/uitkomst/", timeout=WORK_TIMEOUT)
    desk.run = page.url.split("/analyses/")[1].split("/")[0]
    page = desk.go("zorgen/")
    assert _counts(page)["Onze eigen naam"] == shown["Onze eigen naam"]
    assert _counts(page)["Apart gezet"] == shown["Apart gezet"]
    expect(page.get_by_text("van na de laatste analyse")).to_have_count(0)


def _adjust(page: Any, number: int) -> Any:
    card = page.locator(".zorg").nth(number)
    card.locator("summary").press("Enter")
    return card


def _counts(page: Any) -> dict[str, str]:
    """Name of each concern -> "12 mensen, 14 uitspraken"."""
    return {
        card.locator("h2 a").text_content(): card.get_by_text(re.compile(r"\d+ (mens|mensen), ")).text_content()
        for card in page.locator(".zorg").all()
    }


def test_a_decision_about_a_concern_is_undone_with_one_key(desk) -> None:
    page = desk.go("zorgen/")
    _adjust(page, 1).get_by_role("button", name="Haal van het bord").press("Enter")
    n_cards = page.locator(".zorg").count()
    page.keyboard.press("z")
    expect(page.locator(".zorg")).to_have_count(n_cards + 1)


def test_a_cloud_is_set_a_word_hidden_and_the_picture_downloaded(desk) -> None:
    page = desk.go("wolken/")
    picture = page.locator("img.wolk")
    before = picture.get_attribute("src")
    page.get_by_label("Vorm").select_option("cirkel")
    expect(picture).not_to_have_attribute("src", before or "")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    word = page.locator("#woordtabel ~ * tbody a").first.text_content()
    page.locator("tbody summary").first.press("Enter")
    page.locator("tbody").get_by_label("Waarom").first.fill("zegt niets over de stad")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Weggelaten woorden")).to_be_visible()
    expect(page.locator("tbody a", has_text=re.compile(f"^{word}$"))).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("link", name="Downloaden als svg").click()
    assert "cirkel" in download.value.url
    assert Path(download.value.path()).read_bytes().startswith(b"<svg")


def test_quotes_are_approved_one_shortened_and_published(desk) -> None:
    page = desk.go("citaten/")
    page.get_by_role("button", name="Vrijgeven").first.press("Enter")
    expect(page.get_by_text("Het citaat is vrijgegeven.")).to_be_visible()
    page.get_by_role("link", name="Inkorten").first.press("Enter")
    words = page.locator("[name=woord]")
    words.nth(0).press("Space")
    page.get_by_role("button", name="Vrijgeven zoals aangevinkt").press("Enter")
    expect(page.locator("blockquote")).to_contain_text("[…]")
    page.goto(f"{desk.address}/rondes/{desk.ronde}/publicaties/")
    page.get_by_role("link", name="Titel, inleiding en onderdelen kiezen").press("Enter")
    page.get_by_label("Titel").fill("Zo klinkt de zomer")
    page.get_by_label("Inleiding").fill("Wij spraken in de zomer.")
    page.get_by_label("Tabellen per wijk en per groep").uncheck()
    page.get_by_role("button", name="Bewaren").press("Enter")
    page.get_by_role("button", name="Proef maken").press("Enter")
    expect(page.get_by_text("Proef van")).to_be_visible(timeout=WORK_TIMEOUT)
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Rapport bekijken").press("Enter")
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Zo klinkt de zomer")
    expect(opened.value.get_by_text("Wij spraken in de zomer.")).to_be_visible()
    expect(opened.value.get_by_role("heading", name="Prioriteiten per wijk")).to_have_count(0)
    opened.value.close()
    page.get_by_role("button", name="Nu publiceren").click()
    expect(page.get_by_role("heading", name="Publicatie 1: Zo klinkt de zomer")).to_be_visible(timeout=WORK_TIMEOUT)
    with page.expect_download() as download:
        page.get_by_role("link", name="Bijlage 4: woordenwolk (pdf)").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")


def test_a_sample_is_coded_blindly_by_keyboard(desk) -> None:
    page = desk.go("themas/")
    page.get_by_role("button", name="Steekproef trekken").press("Enter")
    for n in range(20):
        expect(page.get_by_text(f"{n} van 20", exact=False)).to_be_visible()
        page.keyboard.press("g")
    expect(page.get_by_role("heading", name="Hoe eens zijn wij het?")).to_be_visible()
    expect(page.get_by_text("nog één beoordelaar")).to_be_visible()


def test_many_are_decided_at_once_only_after_a_yes(desk) -> None:
    page = desk.go("themas/veel/")
    suggestions = page.get_by_label("Suggestie")
    for value in [one.get_attribute("value") for one in suggestions.locator("option").all()][1:]:
        page.goto(f"{desk.address}/analyses/{desk.run}/themas/veel/?suggestie={value}&vanaf=0")
        if page.get_by_role("checkbox").count():
            break
    button = page.get_by_role("button", name="akkoord geven")
    button.press("Enter")
    expect(button).to_be_visible()  # the browser asks for the tick first
    page.get_by_role("checkbox").check()
    button.press("Enter")
    expect(page.get_by_text("Besloten over")).to_be_visible()


def test_a_dot_and_its_line_in_the_list_point_at_each_other(desk) -> None:
    page = desk.go("kaart/")
    page.locator("circle.stip").first.dispatch_event("click")
    expect(page.locator(".ring")).to_have_count(1)
    expect(page.locator("li.gekozen")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_no_page_is_wider_than_the_screen(desk, scheme: str, width: int) -> None:
    page = desk.open_page(color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    for path in _pages(desk):
        page.goto(desk.address + path)
        for summary in page.locator("summary").all():
            summary.click()
        found = Axe().run(page).response["violations"]
        assert not found, f"{path} {[(rule['id'], rule['nodes'][0]['html']) for rule in found]}"
        assert page.locator("html").evaluate("page => page.scrollWidth") <= width, path
    page.context.close()


def test_on_a_phone_words_stay_whole_and_keys_are_not_shown(desk) -> None:
    page = desk.open_page(viewport={"width": 375, "height": 780}, is_mobile=True, has_touch=True)
    page.goto(f"{desk.address}/analyses/{desk.run}/wolken/")
    links = page.get_by_label("Tabel woorden").locator("tbody th a")
    assert links.count() > 5
    assert links.evaluate_all("links => links.filter(link => link.getClientRects().length > 1).length") == 0
    page.goto(f"{desk.address}/analyses/{desk.run}/nakijken/")
    shown = page.locator("[data-toets=k]").evaluate("button => getComputedStyle(button, '::after').content")
    assert shown == "none"
    page.context.close()


def _pages(desk) -> list[str]:
    page = desk.go("zorgen/")
    concern = page.locator(".zorg h2 a").first.get_attribute("href")
    quote = desk.go("citaten/").get_by_role("link", name="Inkorten").first.get_attribute("href")
    blind = desk.go("themas/").get_by_role("link", name="Steekproef van").first.get_attribute("href")
    parts = (
        "uitkomst",
        "themas",
        "themas/veel",
        "nakijken",
        "zorgen",
        "verkennen",
        "kaart",
        "vergelijken",
        "wolken",
        "citaten",
    )
    own = [f"/analyses/{desk.run}/{part}/" for part in parts]
    return [
        *own,
        f"{concern}?voorstel=1",
        quote,
        blind,
        *(f"/rondes/{desk.ronde}/{part}/" for part in ("publicaties", "rapport")),
    ]


def test_nothing_was_asked_of_another_server_and_no_script_was_refused(desk) -> None:
    assert desk.noise == []
