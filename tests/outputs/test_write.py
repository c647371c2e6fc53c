"""One run in, a folder of files out: all of them, or none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpora.codebook import load_codebook
from corpora.records import RunResult
from outputs import FILES, OutputSettings, export, write_outputs
from outputs.errors import NotMaskedError, OutputError
from outputs.labels import Labels, labels_of


@pytest.fixture(scope="module")
def folder(city_result: RunResult, labels: Labels, shares, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("uit")
    write_outputs(city_result, words=(), shares=shares, codebook=labels, folder=folder)
    return folder


def test_a_run_gives_every_promised_file_and_nothing_else(folder: Path) -> None:
    assert {file.name for file in folder.iterdir()} == set(FILES)


def test_the_same_run_in_another_order_gives_the_same_bytes(
    city_result: RunResult, labels: Labels, shares, folder: Path, tmp_path: Path
) -> None:
    turned = replace(city_result, statements=city_result.statements[::-1], taggings=city_result.taggings[::-1])
    turned = replace(turned, conversations=turned.conversations[::-1], passages=turned.passages[::-1])
    for file in write_outputs(turned, words=(), shares=shares, codebook=labels, folder=tmp_path):
        assert file.read_bytes() == (folder / file.name).read_bytes(), file.name


def test_nothing_is_written_when_a_conversation_is_not_masked(
    city_result: RunResult, labels: Labels, tmp_path: Path
) -> None:
    bare = tuple(replace(talk, redacted=False) for talk in city_result.conversations)
    with pytest.raises(NotMaskedError):
        write_outputs(
            replace(city_result, conversations=bare), words=(), shares={}, codebook=labels, folder=tmp_path / "uit"
        )
    assert not (tmp_path / "uit").exists()


def test_a_place_that_cannot_be_written_to_gives_a_cure(city_result: RunResult, labels: Labels, tmp_path: Path) -> None:
    (tmp_path / "bezet").write_text("")
    with pytest.raises(OutputError, match="schijf"):
        write_outputs(city_result, words=(), shares={}, codebook=labels, folder=tmp_path / "bezet")


def test_one_kind_can_be_exported_alone(city_result: RunResult, labels: Labels, tmp_path: Path) -> None:
    file = export(city_result, "csv", tmp_path / "mijn.csv", words=(), shares={}, codebook=labels)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")


def test_an_unknown_kind_names_the_kinds_there_are(city_result: RunResult, labels: Labels, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="xlsx"):
        export(city_result, "wpd", tmp_path / "x", words=(), shares={}, codebook=labels)


def test_names_come_from_the_shipped_codebook() -> None:
    labels = labels_of(load_codebook())
    assert labels.priority("veilige_wijken").startswith("Veilige")
    assert labels.subthemes["verloedering_afval"].priority == "veilige_wijken"
    assert "=" not in "".join(label.include for label in labels.subthemes.values())  # a mark for the machine


def test_settings_have_defaults_for_a_council_appendix() -> None:
    assert OutputSettings().k == 3
