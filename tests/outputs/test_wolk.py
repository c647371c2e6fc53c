"""`stadsgesprek wolk` and `exporteer` make again what a run found, as somebody wants it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from corpora.codebook import load_codebook
from corpora.errors import KnowledgeError, StadsgesprekError
from corpora.records import RunResult
from flows.counts import output_settings
from flows.export import export_run, load_run
from flows.settings import Settings
from flows.wolk import Choices, draw
from outputs import write_outputs
from outputs.errors import OutputError

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def run(city_result: RunResult, city, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs") / "zomer"
    panels = {"wijk": {"Krispijn": city.words[:9], "Binnenstad": city.words[2:4]}}
    write_outputs(city_result, words=city.words, shares={}, codebook=load_codebook(), folder=folder, panels=panels)
    return folder


@pytest.fixture(scope="module")
def earlier(city_result: RunResult, city, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same words in other conversations of another round."""
    folder = tmp_path_factory.mktemp("runs") / "winter"
    talks = tuple(replace(talk, id=f"v{talk.id}") for talk in city_result.conversations)
    said = tuple(replace(one, conversation_id=f"v{one.conversation_id}") for one in city_result.statements)
    manifest = replace(city_result.manifest, ronde="2025")
    result = replace(city_result, conversations=talks, statements=said, manifest=manifest)
    write_outputs(result, words=city.words, shares={}, codebook=load_codebook(), folder=folder)
    return folder


def texts(path: Path) -> list[str]:
    return [node.text for node in etree.parse(path).iter(f"{SVG}text")]


def test_a_run_is_read_back_as_it_was(run: Path, city_result: RunResult, city) -> None:
    stored = load_run(run)
    assert stored.result.manifest == city_result.manifest
    assert set(stored.result.statements) == set(city_result.statements)
    assert stored.words == city.words
    assert list(stored.panels["wijk"]) == ["Krispijn", "Binnenstad"]


def test_a_cloud_of_everything_takes_shape_number_and_hidden_words(run: Path, tmp_path: Path) -> None:
    path = draw(run, tmp_path / "wolk.svg", Choices(vorm="cirkel", max_woorden=5, verberg=("Zwerfafval",)))
    assert len(texts(path)) == 5
    assert "zwerfafval" not in texts(path)
    assert etree.parse(path).getroot().get("viewBox") == "0 0 1200 1200"


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_the_ending_says_how(run: Path, tmp_path: Path, ending: str) -> None:
    one = draw(run, tmp_path / f"1.{ending}", Choices())
    other = draw(run, tmp_path / f"2.{ending}", Choices())
    assert one.read_bytes() == other.read_bytes()
    assert one.read_bytes()


def test_clouds_per_part_stand_beside_each_other(run: Path, tmp_path: Path) -> None:
    path = draw(run, tmp_path / "wolk.svg", Choices(per="groep"))
    assert "Bewoner" in texts(path)
    only = draw(run, tmp_path / "een.svg", Choices(per="groep", alleen=("bewoner",)))
    assert "Jongere" not in texts(only)


def test_a_part_that_nobody_speaks_for_names_those_that_do(run: Path, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="Bewoner"):
        draw(run, tmp_path / "wolk.svg", Choices(per="groep", alleen=("Marsman",)))


def test_under_the_clouds_stand_the_numbers_of_the_parts_that_are_shown(
    run: Path, city_result: RunResult, tmp_path: Path
) -> None:
    mine = [said for said in city_result.statements if said.group == "bewoner"]
    told = f"{len(mine)} uitspraken · {len({said.person for said in mine})} mensen"
    assert len(mine) < len(city_result.statements)
    drawn = draw(run, tmp_path / "een.svg", Choices(per="groep", alleen=("bewoner",)))
    assert told in " ".join(texts(drawn))


@pytest.mark.parametrize("choices", [Choices(alleen=("Krispijn",)), Choices(meer_dan_anderen=True)])
def test_a_choice_about_parts_asks_which_parts(run: Path, tmp_path: Path, choices: Choices) -> None:
    with pytest.raises(StadsgesprekError, match="--per wijk"):
        draw(run, tmp_path / "wolk.svg", choices)
    assert not (tmp_path / "wolk.svg").exists()


def test_rounds_beside_each_other_are_not_cut_into_parts_as_well(run: Path, earlier: Path, tmp_path: Path) -> None:
    with pytest.raises(StadsgesprekError, match="een van de twee"):
        draw(run, tmp_path / "wolk.svg", Choices(vergelijk=earlier, per="wijk"))


def test_a_part_that_is_not_there_is_told_beside_one_that_is(run: Path, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"geen groep met genoeg mensen heet ‘bewonner’\. Kies uit: Bewoner, "):
        draw(run, tmp_path / "wolk.svg", Choices(per="groep", alleen=("bewoner", "bewonner")))


def test_the_parts_to_choose_from_are_those_of_enough_people(run: Path, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as told:
        draw(run, tmp_path / "wolk.svg", Choices(per="wijk", alleen=("Krispin", "Sterrenburg")))
    assert "heet ‘Krispin’ en ‘Sterrenburg’" in str(told.value)
    assert told.value.cure == "Kies uit: Krispijn, Wielwijk."


def test_two_rounds_stand_beside_each_other_on_one_scale(run: Path, earlier: Path, tmp_path: Path) -> None:
    path = draw(run, tmp_path / "wolk.svg", Choices(vergelijk=earlier))
    found = texts(path)
    assert {"2026", "2025"} <= set(found)
    sizes = [node.get("font-size") for node in etree.parse(path).iter(f"{SVG}text") if node.text == "zwerfafval"]
    assert len(sizes) == 2
    assert sizes[0] == sizes[1]


def test_statements_without_a_round_have_a_cloud_of_their_own(city_result: RunResult, city, tmp_path: Path) -> None:
    first, *others = city_result.statements
    result = replace(city_result, statements=(replace(first, ronde="2026"), *(replace(s, ronde="") for s in others)))
    folder = tmp_path / "gemengd"
    write_outputs(result, words=city.words, shares={}, codebook=load_codebook(), folder=folder)
    assert "ronde niet bekend" in texts(draw(folder, tmp_path / "wolk.svg", Choices(per="ronde")))


@pytest.mark.parametrize("choices", [Choices(), Choices(per="wijk")])
@pytest.mark.parametrize("name", ["wolk.docx", "wolk"])
def test_another_ending_names_the_endings_there_are(run: Path, tmp_path: Path, name: str, choices: Choices) -> None:
    with pytest.raises(OutputError, match=r"\.svg, \.png of \.pdf"):
        draw(run, tmp_path / name, choices)


@pytest.mark.parametrize("name", ["prioriteiten.svg", "prioriteiten.png", "prioriteiten.pdf", "codeboek.qdc"])
def test_every_figure_can_be_had_alone(run: Path, tmp_path: Path, name: str) -> None:
    assert export_run(run, name, tmp_path / name).stat().st_size > 300


def test_a_figure_as_pdf_is_tagged_and_told_in_words(run: Path, tmp_path: Path) -> None:
    with pikepdf.open(draw(run, tmp_path / "wolk.pdf", Choices())) as document:
        assert str(document.Root.Lang).startswith("nl")
        assert document.docinfo.Title
        figures = [i for i in document.objects if isinstance(i, pikepdf.Dictionary) and i.get("/S") == "/Figure"]
        assert all("/Alt" in figure for figure in figures)
        assert figures


def test_a_folder_without_a_run_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="geen run"):
        draw(tmp_path, None, Choices())


def test_the_house_style_is_a_setting(tmp_path: Path) -> None:
    (tmp_path / "stijl.yaml").write_text("organisatie: Gemeente Voorbeeld\n", encoding="utf-8")
    assert output_settings(Settings(huisstijl=tmp_path / "stijl.yaml"), k=5).style.organisation == "Gemeente Voorbeeld"
    assert output_settings(Settings(), k=5).k == 5
