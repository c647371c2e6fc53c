"""Headers, logging in, forms from elsewhere, and what ends up in the log file."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from web.access import Role
from web.log.models import Event
from web.log.quiet import QuietFormatter

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "kastanje-lantaarn-9"
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|<style\b|\sstyle=|\son[a-z]+=|javascript:|\|\s*safe\b|mark_safe|autoescape off"
)


@pytest.fixture
def deploy_check(tmp_path: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "STADSGESPREK_PORTAAL_MAP": str(tmp_path / "map"),
        "STADSGESPREK_PORTAAL_ADRES": "https://gesprek.stad.example",
    }
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment)


def test_the_deployment_check_of_django_is_clean(deploy_check) -> None:
    assert deploy_check.returncode == 0, deploy_check.stderr


def test_every_page_forbids_what_is_not_our_own_and_is_kept_nowhere(client_of) -> None:
    client = client_of(*Role)
    for page in ("/", "/gebruikers/", "/logboek/", "/rondes/nieuw/", "/bestaat-niet/"):
        answer = client.get(page)
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer["Cache-Control"] == "no-store"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("path", sorted((ROOT / "web").rglob("*.html")), ids=lambda path: path.name)
def test_no_template_holds_inline_code_or_trusts_text(path: Path) -> None:
    assert not INLINE.search(path.read_text(encoding="utf-8"))


def test_five_wrong_passwords_lock_the_door_even_for_the_right_one(person) -> None:
    person(Role.ANALIST, name="anna")
    client = Client()
    for _ in range(5):
        client.post("/inloggen/", {"username": "anna", "password": "fout"})
    answer = client.post("/inloggen/", {"username": "anna", "password": PASSWORD})
    assert answer.status_code == 429
    assert "Even geblokkeerd" in answer.content.decode()
    assert Event.objects.filter(action="inloggen geblokkeerd").exists()


def test_logging_in_gives_a_new_session(person) -> None:
    person(Role.ANALIST, name="bram")
    client = Client()
    client.get("/inloggen/")
    before = client.cookies.get("sessionid")
    answer = client.post("/inloggen/", {"username": "bram", "password": PASSWORD})
    assert answer.status_code == 302
    assert before is None or client.cookies["sessionid"].value != before.value
    assert client.cookies["sessionid"]["httponly"]


def test_logging_in_never_sends_anybody_to_another_site(person) -> None:
    person(Role.ANALIST, name="cas")
    answer = Client().post("/inloggen/?next=//kwaad.example/", {"username": "cas", "password": PASSWORD})
    assert answer["Location"] == "/"


def test_a_form_from_elsewhere_is_refused_in_plain_words(client_of) -> None:
    client = client_of(Role.ANALIST)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    answer = strict.post("/rondes/nieuw/", {"name": "van elders"})
    assert answer.status_code == 403
    assert "verlopen" in answer.content.decode()


def test_another_host_name_is_refused(db: None) -> None:
    assert Client().get("/inloggen/", headers={"host": "kwaad.example"}).status_code == 400


def test_the_log_file_says_where_but_not_what() -> None:
    try:
        raise ValueError("mevrouw Kanarie belde")
    except ValueError:
        line = logging.LogRecord("x", logging.ERROR, __file__, 1, "fout", (), sys.exc_info())
    text = QuietFormatter().format(line)
    assert "ValueError" in text
    assert "Kanarie" not in text


def test_a_page_that_breaks_shows_nothing_of_what_was_sent(client_of, monkeypatch, capsys) -> None:
    from web.rounds import views

    def broken(*_: object) -> None:
        raise RuntimeError("mevrouw Kanarie belde")

    monkeypatch.setattr(views, "render", broken)
    client = client_of(Role.ANALIST)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    shown = answer.content.decode() + "".join(capsys.readouterr())
    assert "Kanarie" not in shown
    assert "Er ging iets mis" in shown


def test_the_data_folder_and_its_secrets_are_private() -> None:
    assert settings.DATA_FOLDER.stat().st_mode & 0o777 == 0o700
    assert (settings.DATA_FOLDER / "geheim").stat().st_mode & 0o777 == 0o600


def test_the_portal_starts_without_language_models_or_prefect(tmp_path: Path) -> None:
    code = (
        "import sys, web.wsgi; from django.urls import reverse; reverse('home');"
        "print([m for m in ('spacy','sklearn','prefect','numpy','matplotlib') if m in sys.modules])"
    )
    environment = {**os.environ, "STADSGESPREK_PORTAAL_MAP": str(tmp_path / "map")}
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT, env=environment
    )
    assert answer.stdout.strip() == "[]"
