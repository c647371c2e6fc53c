"""As long as nobody has released a quote everything is a concept; after that only released words leave the house."""

from __future__ import annotations

import io
import random
import re
from dataclasses import replace

import docx
import pypdfium2
import pytest
from lxml import html

from corpora.decisions import Decisions, QuoteDecision
from corpora.records import Mask, Rejected, RunResult
from outputs.appendix import make_appendix
from outputs.appendix_pdf import appendix_pdf
from outputs.cloud import make_cloud
from outputs.errors import OutputError
from outputs.overview import Overview
from outputs.quotes import CUT, is_verbatim, released
from outputs.recognisable import story, warnings
from outputs.report_blocks import quotes_of
from outputs.report_docx import report_docx
from outputs.report_html import report_html
from outputs.report_pdf import report_pdf
from outputs.report_text import concept_line

RELEASED = (0, 3, 7, 12, 20, 25)


@pytest.fixture(scope="module")
def final_result(city_result: RunResult) -> RunResult:
    """Some statements released, one of them shortened, one released and withdrawn again."""
    ids = [city_result.statements[n].id for n in RELEASED]
    quotes = [QuoteDecision(key, "vrijgegeven") for key in ids]
    quotes.append(QuoteDecision(ids[0], "vrijgegeven", keep=((0, 18), (24, 36))))
    quotes += [QuoteDecision(ids[-1], "ingetrokken")]
    half = -(-len(city_result.statements) // 2)
    return reviewed(replace(city_result, decisions=Decisions(quotes=tuple(quotes))), half)


def reviewed(result: RunResult, n: int) -> RunResult:
    counts = tuple((dict(result.manifest.counts) | {"reviewed": n}).items())
    return replace(result, manifest=replace(result.manifest, counts=counts))


@pytest.fixture(scope="module")
def final(final_result: RunResult, look) -> Overview:
    return look(final_result)


def page_of(shown: Overview) -> html.HtmlElement:
    return html.document_fromstring(report_html(shown, make_cloud(shown)).decode())


def test_without_a_released_quote_everything_is_a_concept(city: Overview) -> None:
    assert city.concept
    assert len(city.quotable) == len(city.entries)
    assert make_appendix(city, make_cloud(city)).concept


def test_a_concept_names_no_file_where_the_wijk_or_group_is_kept_back(city_result: RunResult, look) -> None:
    silent = {
        said.source: f"gesprek in {said.wijk}.txt" for said in city_result.statements if said.wijk == "Sterrenburg"
    }
    named = [replace(said, source=silent.get(said.source, said.source)) for said in city_result.statements]
    talks = [replace(talk, source=silent.get(talk.source, talk.source)) for talk in city_result.conversations]
    shown = look(replace(city_result, statements=tuple(named), conversations=tuple(talks)))
    page = page_of(shown)
    word = docx.Document(io.BytesIO(report_docx(shown, make_cloud(shown))))
    told = page.text_content() + "".join(paragraph.text for paragraph in word.paragraphs)
    assert silent
    assert "Sterrenburg.txt" not in told
    entry = next(entry for entry in shown.entries if entry.wijk)
    (origin,) = page.xpath(f"//li[@id='u-{entry.statement.id}']/details")
    assert f"uit {entry.statement.source}, {entry.statement.place};" in origin.text_content()


def test_a_published_page_does_not_tell_which_quotes_are_of_one_conversation(final: Overview) -> None:
    page = page_of(final)
    raw = html.tostring(page, encoding="unicode")
    assert not [talk.id for talk in final.result.conversations if talk.id in raw]
    listed = [item.get("id") for item in page.xpath("//ol[contains(@class, 'lijst')]/li")]
    assert listed == sorted(listed)
    assert "Deel dit concept" not in raw


def test_a_filter_of_a_published_page_offers_no_subtheme_of_few_people_that_nobody_released(final: Overview) -> None:
    offered = set(page_of(final).xpath("//select[@name='s']/option/@value")) - {""}
    hidden = {figure.key for figure in final.subthemes if figure.hidden}
    quoted = {theme for entry in final.quotable for theme in entry.subthemes}
    assert hidden - quoted
    assert not offered & (hidden - quoted)


def test_with_released_quotes_only_those_are_quoted(final: Overview) -> None:
    wanted = {final.result.statements[n].id for n in RELEASED[:-1]}
    page = page_of(final)
    assert {item.get("id") for item in page.xpath("//ol[contains(@class, 'lijst')]/li")} == {
        f"u-{key}" for key in wanted
    }
    assert {entry.statement.id for entry in final.noteworthy} <= wanted
    told = {entry.statement.id for concern in final.concerns for entry in quotes_of(concern, final)}
    assert told <= wanted
    assert "Concept" not in page.text_content().replace("Concepttekst", "").replace("Concept voor", "")


def test_no_word_that_was_not_released_stands_in_what_is_published(final: Overview) -> None:
    silent = [e.statement.text for e in final.entries if not e.quote and len(e.statement.text) > 30]
    word = docx.Document(io.BytesIO(report_docx(final, make_cloud(final))))
    texts = [page_of(final).text_content(), "\n".join(paragraph.text for paragraph in word.paragraphs)]
    assert silent
    assert not [said for said in silent if any(said in text for text in texts)]


def test_a_published_report_counts_what_was_not_handled_without_naming_files(final_result: RunResult, look) -> None:
    scans = tuple(Rejected(f"{name}.pdf", "blad Krispijn", "dit is een scan.", "Lees hem in.") for name in ("aa", "bb"))
    double = Rejected.twice("kopie.txt", "eerste.txt")
    final = look(replace(final_result, rejected=(*scans, double)))
    files = [name for item in final.result.rejected for name in (item.source, item.place, item.same_as) if name]
    files += [report.source for report in final.result.files]
    word = docx.Document(io.BytesIO(report_docx(final, make_cloud(final))))
    cells = [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]
    page = page_of(final)
    assert ["dit is een scan.", "2"] in cells
    assert ["dit is een scan.", "2"] in [[c.text_content() for c in row] for row in page.xpath("//tr")]
    pdf = pypdfium2.PdfDocument(report_pdf(final, make_cloud(final)))
    told = " ".join(leaf.get_textpage().get_text_bounded() for leaf in pdf)
    for text in (report_html(final, make_cloud(final)).decode(), str(cells), told):
        assert not [name for name in files if name in text]


def test_a_published_report_does_not_tell_which_file_a_quote_came_from(final: Overview, city: Overview) -> None:
    def told(shown: Overview) -> set[str]:
        word = docx.Document(io.BytesIO(report_docx(shown, make_cloud(shown))))
        texts = [page_of(shown).text_content(), "\n".join(paragraph.text for paragraph in word.paragraphs)]
        return {entry.statement.source for entry in shown.entries if any(entry.statement.source in t for t in texts)}

    assert told(city)
    assert not told(final)


def test_a_shortened_quote_is_shown_as_the_editor_left_it(final: Overview) -> None:
    first = final.result.statements[0]
    page = page_of(final)
    shown = page.xpath(f"//li[@id='u-{first.id}']/q")[0].text_content()
    assert shown == f"Rond de containers {CUT} elke maandag {CUT}"
    assert is_verbatim(shown, first.text)
    assert shown in docx_text(final)


def docx_text(shown: Overview) -> str:
    document = docx.Document(io.BytesIO(report_docx(shown, make_cloud(shown))))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_a_thousand_random_shortenings_leave_no_quote_that_is_not_in_its_source(city_result: RunResult, look) -> None:
    chance = random.Random(7)
    for _ in range(25):
        quotes = []
        for said in chance.sample(city_result.statements, 40):
            keep = [sorted(chance.choices(range(-3, len(said.text) + 4), k=2)) for _ in range(chance.randint(1, 3))]
            quotes.append(QuoteDecision(said.id, "vrijgegeven", tuple((a, b) for a, b in keep)))
        shown = look(replace(city_result, decisions=Decisions(quotes=tuple(quotes))), words=())
        sources = {entry.statement.id: entry.statement.text for entry in shown.entries}
        for item in page_of(shown).xpath("//ol[contains(@class, 'lijst')]/li"):
            quote = item.xpath("./q")[0].text_content()
            assert is_verbatim(quote, sources[item.get("id").removeprefix("u-")]), len(quote)


def test_a_shortening_that_keeps_nothing_is_no_quote(city_result: RunResult) -> None:
    decided = Decisions(quotes=(QuoteDecision(city_result.statements[0].id, "vrijgegeven", keep=((0, 0),)),))
    assert released(replace(city_result, decisions=decided)) == {}


def test_numbers_stay_the_same_whatever_is_released(final: Overview, city: Overview) -> None:
    assert final.priorities == city.priorities
    assert final.words == city.words


def marks(data: bytes) -> int:
    """Pages with the watermark."""
    with pypdfium2.PdfDocument(data) as document:
        return sum("CONCEPT" in re.sub(r"\s", "", page.get_textpage().get_text_bounded()) for page in document)


def test_a_final_report_has_no_watermark(final: Overview, city: Overview) -> None:
    assert marks(report_pdf(city, make_cloud(city))) > 0
    assert marks(report_pdf(final, make_cloud(final))) == 0


def test_released_quotes_without_any_review_leave_it_a_concept_that_quotes_only_them(
    final_result: RunResult, look
) -> None:
    shown = look(reviewed(final_result, 0))
    cloud, told = make_cloud(shown), "De thema's zijn nog niet door mensen beoordeeld."
    assert len(shown.quotable) == len(RELEASED) - 1
    assert told in page_of(shown).text_content()
    assert told in docx_text(shown)
    assert marks(report_pdf(shown, cloud)) > 0
    assert marks(appendix_pdf(make_appendix(shown, cloud), cloud, shown.settings.style)) > 0


def test_it_is_a_concept_until_half_of_the_statements_were_reviewed(final_result: RunResult, look) -> None:
    n = len(final_result.statements)
    half = -(-n // 2)
    told = concept_line(look(reviewed(final_result, half - 1)))
    assert f"van {half - 1} van de {n} uitspraken beoordeeld" in told
    assert f"concept tot {half} uitspraken zijn beoordeeld" in told
    assert not concept_line(look(reviewed(final_result, half)))


def test_of_many_statements_as_many_as_the_largest_sample_are_enough(final_result: RunResult, look) -> None:
    more = tuple(replace(said, id=f"{said.id}-{n}") for n in range(6) for said in final_result.statements)
    many = replace(final_result, statements=(*final_result.statements, *more))
    assert len(many.statements) > 200
    assert "concept tot 100 uitspraken zijn beoordeeld" in concept_line(look(reviewed(many, 99)))
    assert not concept_line(look(reviewed(many, 100)))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Mijn zoon werd beroofd.", ("een familielid of naaste", "een ingrijpende gebeurtenis")),
        ("Ik ben 84 jaar en kom niet meer buiten.", ("een leeftijd",)),
        ("Er ligt overal afval.", ()),
        ("De moeder van de school belde.", ()),
        ("Ik zie elke dag afval.", ()),
    ],
)
def test_a_story_is_about_oneself_and_something_others_know(text: str, told: tuple[str, ...]) -> None:
    assert story(text) == told


def test_a_story_from_a_small_group_is_marked_and_a_concept_does_not_propose_it(city: Overview) -> None:
    marked = {entry.statement.id for entry in city.entries if entry.warning}
    assert marked
    assert not marked & {entry.statement.id for entry in city.noteworthy}
    for entry in city.entries:
        # what the line below the quote hides, the warning does not tell either
        names = {part for part in (entry.statement.wijk, entry.statement.group) if part}
        assert not entry.warning or not [name for name in names if name.lower() in entry.warning.lower()]


def test_a_concept_does_not_propose_a_quote_about_somebody_whose_name_is_masked(city_result: RunResult, look) -> None:
    first = look(city_result).noteworthy[0].statement
    mask = Mask("NAAM", first.start, first.start + 4, "[PERSOON-1]")
    shown = look(replace(city_result, masks=((first.conversation_id, (mask,)),)))
    assert shown.noteworthy
    assert first.id not in {entry.statement.id for entry in shown.noteworthy}


def test_public_material_gets_no_warnings(city_result: RunResult) -> None:
    assert warnings(city_result.statements, k=1) == {}


def test_an_unreadable_house_style_or_shape_is_told(city: Overview) -> None:
    with pytest.raises(OutputError, match="deze vorm is niet te lezen"):
        make_cloud(replace(city, settings=replace(city.settings, shape="bestaat-niet.png")))
