"""The portal over a data folder and a database of its own; no work is started unless a test does so itself."""

from __future__ import annotations

import io
import os
import tempfile
import uuid
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

FOLDER = Path(tempfile.mkdtemp(prefix="portaal-"))
os.environ["STADSGESPREK_PORTAAL_MAP"] = str(FOLDER)
os.environ["DJANGO_SETTINGS_MODULE"] = "web.settings"

import django  # noqa: E402
from django.conf import settings  # noqa: E402

# a file, not memory: the heartbeat writes from a thread of its own, over a connection of its own
if not os.environ.get("DATABASE_URL"):
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = FOLDER / "proef.sqlite3"
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
django.setup()

from django.contrib.auth.models import Group  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from web.access import Role  # noqa: E402
from web.people.models import User  # noqa: E402
from web.rounds.models import Round  # noqa: E402

PASSWORD = "kastanje-lantaarn-9"
ClientOf = Callable[..., Client]


@pytest.fixture
def person(db: None) -> Callable[..., User]:
    """An account with these roles."""

    def make(*roles: Role, name: str = "") -> User:
        user = User.objects.create_user(name or f"persoon-{uuid.uuid4().hex[:8]}", password=PASSWORD)
        user.groups.set([Group.objects.get_or_create(name=role.value)[0] for role in roles])
        return user

    return make


@pytest.fixture
def client_of(person: Callable[..., User]) -> ClientOf:
    """A browser in which somebody with these roles is logged in."""

    def make(*roles: Role, user: User | None = None) -> Client:
        client = Client()
        client.force_login(user or person(*roles), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return make


@pytest.fixture
def ronde(db: None) -> Round:
    return Round.objects.create(name="zomer", retain_until=date(2030, 1, 1), k=1)


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Jobs that would have been started."""
    from web import starter

    jobs: list[object] = []
    monkeypatch.setattr(starter, "start", jobs.append)
    return jobs


@pytest.fixture
def database_text(db: None) -> Callable[[], str]:
    """Everything that the database holds, as text, in SQLite and PostgreSQL alike."""

    def read() -> str:
        out = io.StringIO()
        call_command("dumpdata", stdout=out)
        assert len(out.getvalue()) > 100
        return out.getvalue()

    return read
