"""Everything the command line prints is Dutch."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from flows.cli import app
from flows.dutch import PLURALS, SENTENCES

# sentences for programmers, for prompts we do not use, or for machines we do not run on
NOT_FOR_STAFF = re.compile(
    r"^(Argument|Arguments|Boolean|Could not determine|Couldn't detect|Deprecation|Shell|No options|Name |Unknown|Value must|"
    r"Windows|Choice\(|Choose from|Confirm|Do you want|Error: (The|invalid)|Invalid start|Press|Repeat|\{editor\}|d$|deprecated|env var|unknown|"
    r"\(dynamic\)|Missing (parameter|\{)|Could not open|\{value!r\} is not a valid (UUID|boolean)|\{name\} \{filename!r\} is not executable|"
    r"Takes |\{value!r\} does not match|\{len_type\})"
)


def sentences_of_click() -> set[str]:
    source = "".join(path.read_text() for path in Path(click.__file__).parent.glob("*.py"))
    single = re.findall(r'(?<![\w])_\(\s*"([^"]*)"', source)
    plural = re.findall(r'ngettext\(\s*"([^"]*)",\s*"([^"]*)"', source)
    return {*single, *(one for pair in plural for one in pair)}


def test_every_sentence_of_click_that_staff_can_meet_is_translated() -> None:
    met = {s for s in sentences_of_click() if not NOT_FOR_STAFF.match(s)}
    assert met - set(SENTENCES) - set(PLURALS) == set()


def run_cli(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "flows.cli", *args], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["run"], "Er ontbreekt invoer: 'PAD...'."),
        (["runn"], "De opdracht 'runn' bestaat niet. Bedoelt u 'run'?"),
        (["run", "x", "--k", "nul"], "'nul' is geen getal."),
        (["run", "x", "--k", "0"], "0 kan niet; kies 1 of meer."),
        (["portaal", "--poort", "0"], "0 kan niet; kies 1 tot en met 65535."),
        (["run", "x", "--tempo"], "De optie '--tempo' bestaat niet."),
        (["evalueer", "taal", "bestaat-niet.conllu"], "bestaat niet."),
    ],
)
def test_a_mistake_on_the_command_line_is_explained_in_dutch(args: list[str], sentence: str) -> None:
    answer = run_cli(*args)
    assert answer.returncode == 2
    assert sentence in answer.stderr


@pytest.mark.parametrize("command", [[], *([name] for name in app.commands)])
def test_help_is_dutch(command: list[str]) -> None:
    text = run_cli(*command, "--help").stdout
    assert "Gebruik:" in text
    assert "Opties:" in text
    assert not re.search(
        r"\b(Usage|Options|Commands|Show this|default|required|PATH|TEXT|FILE|INTEGER|RANGE|DIRECTORY)\b", text
    )
    assert "..." not in text.replace("PAD...", "")
