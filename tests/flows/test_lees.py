"""`stadsgesprek lees`: what is read is shown, and what is not is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Cli = Callable[..., CompletedProcess[str]]

LAMP = "Bewoner: De straatlamp bij de tunnel doet het al weken niet meer.\n"
MARKET = "Bewoner: Op het plein ligt elke maandag zwerfafval van de markt.\n"


def test_several_files_end_with_what_they_gave_together(tmp_path: Path, cli: Cli) -> None:
    for name, text in (("a.txt", LAMP), ("b.txt", MARKET), ("kopie.txt", LAMP)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "kapot.docx").write_bytes(b"PK\x03\x04 afgebroken")
    answer = cli("lees", tmp_path)
    assert answer.returncode == 3, answer.stderr
    assert "Dubbel aangeleverd: kopie.txt, gelijk aan a.txt" in answer.stdout
    assert answer.stdout.count("De straatlamp") == 1
    last = answer.stdout.splitlines()[-1]
    assert last == "Samen: 2 bestanden gelezen, 2 gesprekken, 2 uitspraken, 1 niet gelezen, 1 dubbel aangeleverd."


def test_a_file_that_was_handed_in_twice_is_no_fault(tmp_path: Path, cli: Cli) -> None:
    for name in ("a.txt", "kopie.txt"):
        (tmp_path / name).write_text(LAMP, encoding="utf-8")
    assert cli("lees", tmp_path).returncode == 0


def test_one_file_needs_no_totals(tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "a.txt").write_text(LAMP, encoding="utf-8")
    assert "Samen:" not in cli("lees", tmp_path / "a.txt").stdout


def test_the_text_that_is_no_statement_is_shown_when_asked_for(tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "a.txt").write_text(f"Interviewer: Wat valt u hier op?\n{LAMP}", encoding="utf-8")
    short, whole = cli("lees", tmp_path).stdout, cli("lees", tmp_path, "--alles").stdout
    assert "Wat valt u hier op?" not in short
    assert "met --alles ziet u ook deze tekst" in short
    assert "geen uitspraak (vraag of opmerking van de gespreksvoerder): regel 1\n    Wat valt u hier op?" in whole


def test_an_empty_folder_says_where_was_looked_and_which_kinds_are_read(tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "notities").mkdir()
    answer = cli("lees", tmp_path / "notities")
    assert answer.returncode == 2
    for part in ("notities: hier staan geen bestanden", "docx", "vtt", "zip"):
        assert part in answer.stderr


@pytest.mark.parametrize("command", [["lees"], ["run", "--uit", "uit"]])
def test_a_path_that_does_not_exist_is_named_before_anything_is_read(
    tmp_path: Path, cli: Cli, command: list[str]
) -> None:
    (tmp_path / "a.txt").write_text(LAMP, encoding="utf-8")
    answer = cli(*command, "a.txt", "notitise", cwd=tmp_path)
    assert answer.returncode == 2
    assert "notitise: dit bestand of deze map bestaat niet." in answer.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
