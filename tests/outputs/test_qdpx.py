"""A run goes to other programs for qualitative analysis, and what people code there comes back."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from corpora.records import RunResult
from outputs.errors import OutputError
from outputs.overview import Overview
from outputs.qdpx import MACHINE, NAMESPACE, PEOPLE, qdc, qdpx
from outputs.qdpx_read import read_codings, subthemes_by_statement

NS = {"q": NAMESPACE}


def project(data: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read("project.qde"))


@pytest.fixture(scope="module")
def data(city: Overview) -> bytes:
    return qdpx(city)


def test_every_selection_finds_its_statement_in_its_source(data: bytes, city: Overview) -> None:
    texts = {entry.statement.id: entry.statement.text for entry in city.entries}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for source in project(data).iterfind(".//q:TextSource", NS):
            text = package.read(f"sources/{source.get('guid')}.txt").decode()
            for one in source.iterfind("q:PlainTextSelection", NS):
                assert text[int(one.get("startPosition")) : int(one.get("endPosition"))] == texts.pop(one.get("name"))
    assert texts == {}


def test_every_reference_points_at_something(data: bytes) -> None:
    root = project(data)
    guids = root.xpath("//@guid")
    assert len(set(guids)) == len(guids)
    assert set(root.xpath("//@targetGUID | //@creatingUser")) <= set(guids)


def test_every_person_is_a_case_with_group_wijk_and_round(data: bytes, city: Overview) -> None:
    cases = project(data).findall(".//q:Case", NS)
    assert len(cases) == city.n_people
    assert "Krispijn" in cases[0].xpath("q:VariableValue/q:TextValue/text()", namespaces=NS)


def test_the_computer_is_a_user_of_its_own(data: bytes) -> None:
    assert {coding.user for coding in read_codings(data)} == {MACHINE}


def test_what_was_written_is_read_back_without_loss(data: bytes, city: Overview) -> None:
    statements = [entry.statement for entry in city.entries]
    found = subthemes_by_statement(read_codings(data), statements, city.labels.subthemes)
    assert found == {e.statement.id: tuple(sorted(e.subthemes)) for e in city.entries if e.subthemes}


def test_the_same_run_gives_the_same_project(data: bytes, city: Overview) -> None:
    assert qdpx(city) == data


def test_nasty_text_keeps_its_offsets(nasty: Overview) -> None:
    root = project(qdpx(nasty))
    assert len(root.findall(".//q:PlainTextSelection", NS)) == len(nasty.entries)


@pytest.mark.parametrize("wrong", [b"", b"PK\x03\x04", b"geen zip"])
def test_something_else_is_refused_with_a_cure(wrong: bytes) -> None:
    with pytest.raises(OutputError, match="REFI-QDA"):
        read_codings(wrong)


@pytest.mark.shared
def test_the_project_is_valid_against_the_schema(data: bytes, nasty: Overview, empty: Overview, shared: Path) -> None:
    schema = etree.XMLSchema(etree.parse(shared / "data/fixtures/refi-qda/Project.xsd"))
    for made in (data, qdpx(nasty), qdpx(empty)):
        assert schema.validate(project(made)), schema.error_log


@pytest.mark.shared
def test_the_codebook_alone_is_valid_against_its_schema(city: Overview, shared: Path) -> None:
    schema = etree.XMLSchema(etree.parse(shared / "data/fixtures/refi-qda/Codebook.xsd"))
    assert schema.validate(etree.fromstring(qdc(city))), schema.error_log


def test_what_people_kept_or_added_is_theirs(city_result: RunResult, look) -> None:
    first = city_result.taggings[0]
    kept = replace(first, suggestions=tuple(replace(s, decided="akkoord") for s in first.suggestions))
    made = look(replace(city_result, taggings=(kept, *city_result.taggings[1:])))
    users = [coding.user for coding in read_codings(qdpx(made))]
    assert users.count(PEOPLE) == len(first.suggestions)


@pytest.mark.shared
def test_a_project_of_another_program_without_codings_gives_none(shared: Path) -> None:
    assert read_codings((shared / "data/fixtures/refi-qda/nvivo_project.qdpx").read_bytes()) == ()
