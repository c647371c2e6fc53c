"""Backup and restore: everything comes back in an empty portal, and nothing can be read on the way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpora.errors import StadsgesprekError
from flows import portal
from web import safe

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "kastanje-lantaarn-9"

FILL = """
import flows.portal as portal
portal.prepare()
from web.people.models import User
from web.people import second
from web.rounds.models import Round, Upload
from web.rounds import intake
from web.log.service import record
from datetime import date
user = User.objects.get()
ronde = Round.objects.create(name="zomer", retain_until=date(2099, 1, 1), consent="Verteld.")
Round.objects.create(name="oud", retain_until=date(2099, 1, 1))
intake.receive(ronde, user, "verslag.txt", b"Bewoner: KANARIE zingt.")
app = second.new_app(user); app.confirmed = True; app.save()
second.new_recovery_codes(user)
record(None, "proef", ronde)
"""
SHOW = """
import json, flows.bridge as bridge
bridge.set_up()
from web.people.models import User
from web.people import second
from web.access import roles_of
from web.log.models import Event
from web.rounds.models import Round, Upload
from web.rounds import intake
user = User.objects.get()
print(json.dumps([
    user.check_password("kastanje-lantaarn-9"), sorted(roles_of(user)), second.n_recovery_codes(user),
    second.app_of(user) is not None, sorted(Round.objects.values_list("name", "consent")),
    [list(intake.original(u)[:1]) + [intake.original(u)[1].decode()] for u in Upload.objects.all()],
    list(Event.objects.values_list("action", flat=True)),
]))
"""


def python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "STADSGESPREK_PORTAAL_MAP": str(folder),
        "STADSGESPREK_BEHEERDER": "hoofd",
        "STADSGESPREK_WACHTWOORD": PASSWORD,
        "STADSGESPREK_BEWAARWOORD": PASSWORD,
        "DJANGO_SETTINGS_MODULE": "web.settings",
    }
    command = [sys.executable, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment)


def test_everything_comes_back_in_an_empty_portal(tmp_path) -> None:
    old, new, file = tmp_path / "oud", tmp_path / "nieuw", tmp_path / "kopie.bewaard"
    filled = python(old, "-c", FILL)
    assert filled.returncode == 0, filled.stderr
    kept = python(old, "-m", "flows.cli", "portaal", "--bewaar", str(file))
    assert kept.returncode == 0, kept.stderr
    assert b"KANARIE" not in file.read_bytes()
    assert b"hoofd" not in file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600
    back = python(new, "-m", "flows.cli", "portaal", "--herstel", str(file))
    assert back.returncode == 0, back.stderr
    before, after = python(old, "-c", SHOW), python(new, "-c", SHOW)
    assert "KANARIE" in before.stdout, before.stderr
    assert after.stdout == before.stdout
    assert (new / "sleutel").stat().st_mode & 0o777 == 0o600
    again = python(new, "-m", "flows.cli", "portaal", "--herstel", str(file))
    assert again.returncode != 0
    assert "niet leeg" in again.stderr


def test_a_backup_that_is_not_there_is_told_before_a_password_is_asked(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(portal, "_backup_password", lambda **_: pytest.fail("asked"))
    with pytest.raises(StadsgesprekError, match="dit bestand bestaat niet"):
        portal.restore(tmp_path / "weg.bewaard")


@pytest.fixture
def backup(tmp_path, db) -> tuple[Path, Path]:
    folder = tmp_path / "map"
    (folder / "tijdelijk").mkdir(parents=True)
    (folder / "sleutel").write_text("geheim")
    target = tmp_path / "kopie"
    safe.keep(target, folder=folder, password=PASSWORD)
    return target, folder


def _damaged(data: bytes) -> list[bytes]:
    half = len(data) // 2
    return [data[:half], data[:half] + bytes([data[half] ^ 1]) + data[half + 1 :], b"", b"iets anders", data[:-1]]


@pytest.mark.parametrize("n", range(5))
def test_a_damaged_backup_puts_nothing_back(backup, n) -> None:
    source, folder = backup
    source.write_bytes(_damaged(source.read_bytes())[n])
    (folder / "sleutel").write_text("nieuw")
    with pytest.raises(StadsgesprekError, match="niet te openen"):
        safe.restore(source, folder=folder, password=PASSWORD)
    assert (folder / "sleutel").read_text() == "nieuw"


def test_another_password_opens_nothing(backup) -> None:
    with pytest.raises(StadsgesprekError, match="niet te openen"):
        safe.restore(backup[0], folder=backup[1], password="een-heel-ander-woord")


def test_a_backup_never_replaces_a_file_and_needs_a_real_password(backup, tmp_path) -> None:
    with pytest.raises(StadsgesprekError, match="bestaat al"):
        safe.keep(backup[0], folder=backup[1], password=PASSWORD)
    with pytest.raises(StadsgesprekError, match="te kort"):
        safe.keep(tmp_path / "x", folder=backup[1], password="kort")
    assert not (tmp_path / "x").exists()
