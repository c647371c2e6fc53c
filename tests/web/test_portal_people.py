"""Accounts and the log."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from corpora.errors import StadsgesprekError
from flows import portal
from web.access import Role, roles_of
from web.log.models import Event
from web.people.models import User

PASSWORD = "kastanje-lantaarn-9"
ADDED = {
    "username": "dirk",
    "first_name": "",
    "last_name": "",
    "is_active": "on",
    "roles": ["analist"],
    "password": PASSWORD,
}


def test_the_administrator_adds_somebody_with_a_role(client_of) -> None:
    client_of(Role.BEHEERDER).post("/gebruikers/nieuw/", ADDED)
    assert roles_of(User.objects.get(username="dirk")) == {Role.ANALIST}


def test_fields_that_are_not_on_the_form_change_nothing(client_of) -> None:
    client_of(Role.BEHEERDER).post("/gebruikers/nieuw/", {**ADDED, "is_superuser": "on", "is_staff": "on"})
    user = User.objects.get(username="dirk")
    assert not user.is_superuser
    assert not user.is_staff


def test_a_weak_password_is_refused_beside_the_field(client_of) -> None:
    page = client_of(Role.BEHEERDER).post("/gebruikers/nieuw/", {**ADDED, "password": "welkom01"}).content.decode()
    assert 'id="id_password_error"' in page
    assert not User.objects.filter(username="dirk").exists()


def test_the_last_administrator_stays(client_of, person) -> None:
    user = person(Role.BEHEERDER)
    data = {**ADDED, "username": user.username, "password": ""}
    page = client_of(user=user).post(f"/gebruikers/{user.pk}/", data).content.decode()
    assert "laatste beheerder" in page
    assert Role.BEHEERDER in roles_of(User.objects.get(pk=user.pk))


def test_lines_of_the_log_cannot_be_changed_or_removed(client_of) -> None:
    client_of(Role.BEHEERDER)
    line = Event.objects.get(action="ingelogd")
    for change in (line.save, line.delete, Event.objects.all().delete, lambda: Event.objects.update(action="x")):
        with pytest.raises(TypeError):
            change()


def test_a_formula_in_the_log_stays_text_in_a_spreadsheet(client_of, person) -> None:
    client_of(user=person(Role.ANALIST, name="@HULP"))
    file = client_of(Role.BEHEERDER).get("/logboek/download/")
    assert "attachment" in file["Content-Disposition"]
    assert ";'@HULP;" in file.content.decode("utf-8-sig")


def test_the_log_is_searched_by_day(client_of, person) -> None:
    client = client_of(Role.BEHEERDER)
    Client().post("/inloggen/", {"username": "niemand", "password": "x"})
    today = timezone.localdate()
    told = {
        f"?van={today}&tot={today}": True,
        f"?van={today + timedelta(days=1)}": False,
        f"?tot={today - timedelta(days=1)}": False,
        "?van=gisteren": True,
    }
    for query, found in told.items():
        assert ("geweigerd" in client.get(f"/logboek/{query}").content.decode()) == found, query
        assert (b"geweigerd" in client.get(f"/logboek/download/{query}").content) == found, query


def test_the_first_start_makes_an_administrator_from_the_environment(db, monkeypatch) -> None:
    monkeypatch.setenv("STADSGESPREK_BEHEERDER", "hoofd")
    monkeypatch.setenv("STADSGESPREK_WACHTWOORD", PASSWORD)
    portal.prepare()
    assert roles_of(User.objects.get(username="hoofd")) == set(Role)


@pytest.mark.parametrize("password", ["", "welkom"])
def test_the_first_start_never_makes_up_a_password(db, monkeypatch, password) -> None:
    monkeypatch.setenv("STADSGESPREK_BEHEERDER", "hoofd")
    monkeypatch.setenv("STADSGESPREK_WACHTWOORD", password)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(StadsgesprekError):
        portal.prepare()
    assert not User.objects.exists()


def test_the_models_and_the_migrations_agree(db) -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
