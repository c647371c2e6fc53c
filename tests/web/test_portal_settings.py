"""One settings file for the command line and the portal."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpora.errors import KnowledgeError
from flows.settings import load_settings
from web import conf

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def settings_file(tmp_path, monkeypatch):
    """Writes `stadsgesprek.toml` in the folder where the work is."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("STADSGESPREK_PORTAAL_MAP", raising=False)
    conf._file.cache_clear()

    def write(text: str) -> None:
        Path("stadsgesprek.toml").write_text(text, encoding="utf-8")

    yield write
    conf._file.cache_clear()


def test_the_command_line_and_the_portal_read_the_same_file(settings_file) -> None:
    settings_file('k = 5\n[portaal]\nmap = "/srv/gesprek"\ntweede_stap = "iedereen"\n')
    assert load_settings().k == 5
    assert conf.setting("map") == "/srv/gesprek"


def test_the_environment_wins_from_the_file(settings_file, monkeypatch) -> None:
    settings_file('[portaal]\nadres = "https://een.example"\n')
    monkeypatch.setenv("STADSGESPREK_PORTAAL_ADRES", "https://twee.example")
    assert conf.setting("adres") == "https://twee.example"


def test_a_setting_of_the_portal_that_does_not_exist_is_told(settings_file) -> None:
    settings_file('[portaal]\nadress = "https://een.example"\n')
    with pytest.raises(KnowledgeError, match="adress"):
        conf.setting("map")


def test_a_setting_of_the_command_line_that_does_not_exist_is_still_told(settings_file) -> None:
    settings_file("kk = 5\n")
    with pytest.raises(KnowledgeError, match="kk"):
        load_settings()


def test_every_setting_is_in_the_guide_for_administrators() -> None:
    guide = (ROOT / "docs" / "beheer" / "instellingen.md").read_text(encoding="utf-8")
    assert [name for name in conf.PORTAL_SETTINGS if f"`{name}`" not in guide] == []
