"""The report on one page: complete, honest, safe to open, usable without a mouse."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from corpora.records import RunResult
from outputs.blocks import Text
from outputs.cloud import make_cloud
from outputs.overview import Overview
from outputs.quotes import is_verbatim
from outputs.report_blocks import report_blocks
from outputs.report_html import report_html
from outputs.report_text import about_one_voice, about_participants, run_card
from outputs.safe import printable
from tests.outputs.conftest import V, make_result, make_talk, tag

CHROMIUM = Path("/usr/bin/chromium")


def page_of(shown: Overview) -> html.HtmlElement:
    return html.document_fromstring(report_html(shown, make_cloud(shown)).decode())


def words_of(page: html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", " ".join(page.xpath("//body//text()[not(ancestor::script or ancestor::style)]")))


@pytest.fixture(scope="module")
def page(city: Overview) -> html.HtmlElement:
    return page_of(city)


def test_the_first_table_is_the_accounting_and_adds_up(page: html.HtmlElement) -> None:
    rows = page.xpath("//table")[0].xpath(".//tbody/tr")
    assert len(rows) == 7
    for row in rows:
        total, went_on, left = (int(cell.text_content().replace(".", "")) for cell in row.xpath("td[@class='n']"))
        assert total == went_on + left


def test_rejected_files_stand_with_reason_and_cure(page: html.HtmlElement) -> None:
    text = words_of(page)
    assert "notulen-mei.docx" in text
    assert "Sla het op zonder wachtwoord" in text


def test_every_quote_is_found_in_its_source(page: html.HtmlElement, city: Overview) -> None:
    quotes = page.xpath("//q")
    sources = [printable(talk.text) for talk in city.result.conversations]
    assert len(quotes) > len(city.entries)
    for quote in quotes:
        assert any(quote.text_content() in source for source in sources)


def test_every_statement_stands_once_in_the_list_with_its_place(page: html.HtmlElement, city: Overview) -> None:
    items = page.xpath("//ol[contains(@class, 'lijst')]/li")
    told = [entry.statement.id for entry in city.entries if entry.origin]
    silent = sorted(entry.statement.id for entry in city.entries if not entry.origin)
    assert [item.get("id") for item in items] == [f"u-{key}" for key in (*told, *silent)]
    assert ["tekens" in item.text_content() for item in items] == [True] * len(told) + [False] * len(silent)


def test_a_concept_warns_that_its_list_tells_what_its_tables_leave_out(page: html.HtmlElement) -> None:
    assert "vindt ook aantallen terug die in de tabellen zijn weggelaten" in words_of(page)


def test_where_one_person_says_a_quarter_of_all_the_shares_carry_a_warning(city: Overview) -> None:
    one = city.entries[0].statement
    said = [
        replace(entry.statement, conversation_id=one.conversation_id, speaker=one.speaker) for entry in city.entries
    ]
    loud = [replace(entry, statement=mine) for entry, mine in zip(city.entries[:12], said, strict=False)]
    shown = replace(city, entries=(*loud, *city.entries[12:]))
    warning = about_one_voice(shown)
    assert warning.startswith("Let op: een kwart of meer")
    assert Text(warning) in report_blocks(shown, make_cloud(city))
    assert warning in words_of(page_of(shown))
    assert about_one_voice(city) == ""


def test_no_number_of_participants_follows_from_the_others(city_result: RunResult, look) -> None:
    wijken = ("Krispijn", "Wielwijk", "Sterrenburg")
    people = sorted({said.person for said in city_result.statements})
    of = {person: wijken[0 if n < 2 else 1 + n % 2] for n, person in enumerate(people)}
    shown = look(replace(city_result, statements=tuple(replace(s, wijk=of[s.person]) for s in city_result.statements)))
    line = about_participants(shown)[0]
    # 2 of 17 come from Krispijn; with both others named, that would follow
    assert "komen uit 3 wijken" in line
    assert line.count("(") == 1


def test_the_lead_counts_conversations_with_a_statement_only(city_result: RunResult, look) -> None:
    silent = replace(city_result.conversations[0], id="stil")
    shown = look(replace(city_result, conversations=(*city_result.conversations, silent)))
    assert "van 17 mensen in 17 gesprekken" in words_of(page_of(shown))


def test_every_link_leads_somewhere_on_the_page(page: html.HtmlElement) -> None:
    ids = set(page.xpath("//@id"))
    assert len(ids) == len(page.xpath("//@id"))
    for target in page.xpath("//a/@href"):
        assert target.startswith("#")
        assert target[1:] in ids


def test_the_page_asks_nothing_of_the_network(page: html.HtmlElement) -> None:
    assert not page.xpath("//link | //img | //iframe | //script[@src] | //form[@action]")
    assert "url(http" not in html.tostring(page).decode()


def test_the_policy_allows_our_own_style_and_script_and_nothing_else(page: html.HtmlElement) -> None:
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    for element in page.xpath("//style | //script"):
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert not page.xpath("//@style | //@onclick | //@onload | //@onerror")


def test_shares_stand_with_their_interval_the_dutch_way(page: html.HtmlElement) -> None:
    assert re.search(r"44% 29 tot 61%", words_of(page))


def test_under_thirty_statements_the_page_says_why_there_are_no_percentages(look, city_result: RunResult) -> None:
    text = words_of(page_of(look(replace(city_result, statements=city_result.statements[:7]))))
    assert "Er zijn geen percentages. Bij 7 uitspraken zegt een percentage niets" in text
    assert "Marge (95%)" not in text


def test_the_sentences_of_the_report_read_as_dutch(page: html.HtmlElement, city: Overview) -> None:
    text = words_of(page)
    assert "horen bij 8 groepen; de grootste: Bewoner (" in text
    assert "Stevigheid 82%." in text
    assert "Stabiliteit" not in text
    assert "Wat van minder dan 3 mensen komt, is niet getoond. Het aantal zorgen volgt uit de uitspraken." in text
    assert "Model voor thema's" in text


def test_what_a_file_lost_is_counted_behind_its_name_and_a_rule_ends_once(look, city_result: RunResult) -> None:
    one = replace(city_result.files[0], left_out=(("aangehaalde berichten", 1),))
    first = next(found for found in city_result.taggings if found.suggestions)
    ruled = replace(first, suggestions=(replace(first.suggestions[0], rule="Wapens onder jongeren: jeugd."),))
    taggings = tuple(ruled if found is first else found for found in city_result.taggings)
    text = words_of(page_of(look(replace(city_result, files=(one, *city_result.files[1:]), taggings=taggings))))
    assert "Weggelaten: aangehaalde berichten (1)." in text
    assert "grensregel: Wapens onder jongeren: jeugd. " in text


def test_a_round_without_known_wijken_is_not_said_to_come_from_none(look, city_result: RunResult) -> None:
    nowhere = tuple(replace(said, wijk="") for said in city_result.statements)
    text = words_of(page_of(look(replace(city_result, statements=nowhere))))
    assert "van ronde 2026." in text
    assert "0 wijken" not in text


@pytest.mark.parametrize(
    ("zorgen", "k", "said"), [("4", 3, "Er is om 4 zorgen gevraagd."), ("", 1, "Ook wat één mens")]
)
def test_the_settings_are_told_in_words(look, city_result: RunResult, zorgen: str, k: int, said: str) -> None:
    manifest = replace(city_result.manifest, parameters=(("k", str(k)), ("ronde", ""), ("zorgen", zorgen)))
    (fact,) = (f for f in run_card(look(replace(city_result, manifest=manifest), k=k)) if f.name == "Instellingen")
    assert said in fact.value


def test_of_few_people_there_are_no_percentages_however_much_they_say(look, city_result: RunResult) -> None:
    texts = [said.text for said in city_result.statements[:4]]
    talks = [make_talk(n, "bewoner", "", texts) for n in range(9)]
    tags = [
        tag(said, "verloedering_afval", said.text[:9], V, doubt=0.1)
        for _, statements, _ in talks
        for said in statements
    ]
    text = words_of(page_of(look(make_result(talks, tags))))
    assert "Er zijn geen percentages. Bij 9 mensen zegt een percentage niets: dat kan pas vanaf 10." in text
    assert "Marge (95%)" not in text


def test_what_counts_as_a_conversation_is_told_once(page: html.HtmlElement) -> None:
    assert words_of(page).count("Een gesprek is wat met één persoon of één groep tegelijk is besproken.") == 1


def test_small_cells_are_hidden_and_the_page_says_so(page: html.HtmlElement) -> None:
    table = page.xpath("//table[contains(@class, 'warmte')]")[0]
    numbers = {cell.text_content().strip() for cell in table.xpath(".//td")}
    assert "–niet getoond" in numbers
    assert not {"1", "2"} & numbers
    assert "minder dan 3 mensen" in words_of(page)


def test_the_page_tells_how_representative_it_is_and_what_the_machine_did(page: html.HtmlElement) -> None:
    text = words_of(page)
    for sentence in (
        "niet door het lot gekozen",
        "De computer las",
        "Mensen hebben nog geen uitspraak beoordeeld",
        "Concept.",
    ):
        assert sentence in text


def test_headings_are_in_order(page: html.HtmlElement) -> None:
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_nasty_input_is_shown_as_text(nasty: Overview) -> None:
    page = page_of(nasty)
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//img | //b")
    shown = [quote.text_content() for quote in page.xpath("//ol[contains(@class, 'lijst')]//q")]
    for entry, quote in zip(nasty.entries, shown, strict=True):
        assert is_verbatim(quote, printable(entry.statement.text))
    assert "\u202e" not in words_of(page)


def test_a_run_without_statements_is_an_honest_page(empty: Overview) -> None:
    page = page_of(empty)
    assert "staan geen uitspraken" in words_of(page)
    assert page.xpath("//h2[@id='verantwoording']")
    assert not page.xpath("//q")


def test_one_statement_makes_a_page(look, city_result: RunResult) -> None:
    page = page_of(look(replace(city_result, statements=city_result.statements[:1]), k=1))
    assert "1 uitspraak van 1 mens" in words_of(page)


def test_the_same_run_gives_the_same_page(city: Overview) -> None:
    assert report_html(city, make_cloud(city)) == report_html(city, make_cloud(city))


@pytest.mark.browser
def test_in_a_browser_a_number_opens_its_statements(city: Overview, nasty: Overview, tmp_path: Path) -> None:
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    for name, shown in (("stad", city), ("naar", nasty)):
        (tmp_path / f"{name}.html").write_bytes(report_html(shown, make_cloud(shown)))
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        page = browser.new_page()
        problems: list[str] = []
        page.on("console", lambda message: problems.append(message.text))
        page.on("dialog", lambda dialog: problems.append("dialog"))
        page.goto((tmp_path / "stad.html").as_uri())
        page.locator("#prioriteiten ~ .rol a.telling").first.click()
        assert page.locator(".lijst > li:visible").count() == city.priorities[0].n_statements
        assert page.locator("#gevonden").inner_text() == f"19 van {len(city.entries)} uitspraken"
        page.locator("input[name=q]").fill("zwerfafval")
        assert page.locator(".lijst > li:visible").count() == 3
        page.locator("button[type=reset]").click()
        page.wait_for_function("document.querySelectorAll('.lijst > li:not([hidden])').length > 40")
        page.goto((tmp_path / "naar.html").as_uri())
        page.wait_for_timeout(200)
        browser.close()
    assert problems == []
