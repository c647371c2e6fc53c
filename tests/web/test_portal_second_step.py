"""The second step of logging in: set up, asked, recovered, and never stepped around."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from corpora.errors import KnowledgeError
from web.access import Role, roles_in_words
from web.log.models import Event
from web.people import second

PASSWORD = "kastanje-lantaarn-9"
STEP, CODES, SETUP = "/inloggen/tweede-stap/", "/account/herstelcodes/", "/account/tweede-stap/"


def code_of(device: TOTPDevice, *, later: int = 0) -> str:
    return f"{totp(device.bin_key, t0=-30 * later):06d}"


def log_in(user) -> Client:
    client = Client()
    client.post("/inloggen/", {"username": user.username, "password": PASSWORD})
    return client


@pytest.fixture
def needed(monkeypatch) -> None:
    monkeypatch.setattr(settings, "SECOND_STEP_ROLES", frozenset(Role))


@pytest.fixture
def guarded(person):
    """Somebody with an app and one recovery code."""
    user = person(Role.ANALIST)
    app = second.new_app(user)
    app.confirmed = True
    app.save()
    return user, app, second.new_recovery_codes(user)


def test_who_needs_the_second_step_reaches_nothing_before_it_is_set_up(needed, person) -> None:
    client = log_in(person(Role.ANALIST, Role.BEHEERDER))
    for page in ("/", "/gebruikers/", "/logboek/", "/account/"):
        assert client.get(page)["Location"] == SETUP
    client.get(SETUP)
    app = TOTPDevice.objects.get()
    page = client.post(SETUP, {"code": code_of(app)}).content.decode()
    assert len(re.findall(r"<code>\w{5}-\w{5}</code>", page)) == second.N_RECOVERY_CODES
    assert client.get("/gebruikers/").status_code == 200


def test_a_password_alone_does_not_let_somebody_with_an_app_in(guarded) -> None:
    client = log_in(guarded[0])
    assert client.get("/")["Location"] == STEP
    assert client.get(SETUP)["Location"] == "/"  # no new app without the old one
    assert client.post(CODES)["Location"] == STEP
    client.post(STEP, {"code": "000000"})
    assert client.get("/")["Location"] == STEP
    assert Event.objects.filter(action="tweede stap", result="geweigerd").exists()


def test_the_code_of_the_app_lets_in_and_gives_a_new_session(guarded) -> None:
    user, app, _ = guarded
    client = log_in(user)
    before = client.cookies["sessionid"].value
    client.post(STEP, {"code": f"{code_of(app)[:3]} {code_of(app)[3:]}"})
    assert client.get("/").status_code == 200
    assert client.cookies["sessionid"].value != before


def test_a_code_works_once(guarded) -> None:
    user, app, codes = guarded
    for code in (code_of(app), codes[0]):
        log_in(user).post(STEP, {"code": code})
        client = log_in(user)
        client.post(STEP, {"code": code})
        assert client.get("/")["Location"] == STEP


def test_a_recovery_code_lets_in_and_is_kept_unreadable(guarded) -> None:
    user, _, codes = guarded
    client = log_in(user)
    client.post(STEP, {"code": codes[3].upper()})
    assert client.get("/").status_code == 200
    kept = set(StaticToken.objects.values_list("token", flat=True))
    assert len(kept) == second.N_RECOVERY_CODES - 1
    assert not kept & {code.replace("-", "") for code in codes}


def test_after_wrong_codes_the_right_one_has_to_wait(guarded) -> None:
    user, app, _ = guarded
    client = log_in(user)
    for _ in range(4):
        client.post(STEP, {"code": "000000"})
    client.post(STEP, {"code": code_of(app)})
    assert client.get("/")["Location"] == STEP


def test_the_administrator_takes_a_lost_second_step_away(guarded, client_of) -> None:
    user = guarded[0]
    client_of(Role.BEHEERDER).post(f"/gebruikers/{user.pk}/tweede-stap/")
    assert log_in(user).get("/").status_code == 200
    assert Event.objects.filter(action="tweede stap weggehaald", item=f"gebruiker {user.pk}").exists()


def test_new_recovery_codes_replace_the_old_ones(guarded) -> None:
    user, app, old = guarded
    client = log_in(user)
    client.post(STEP, {"code": code_of(app)})
    client.post(CODES)
    other = log_in(user)
    other.post(STEP, {"code": old[0]})
    assert other.get("/")["Location"] == STEP


def test_the_picture_to_scan_asks_nothing_of_another_server(guarded) -> None:
    _, app, _ = guarded
    assert second.picture(app).startswith("data:image/svg+xml")
    assert len(second.secret(app).replace(" ", "")) == 32


@pytest.mark.parametrize(
    ("words", "roles"),
    [("iedereen", set(Role)), ("niemand", set()), ("beheerder, analist", {Role.BEHEERDER, Role.ANALIST})],
)
def test_the_setting_names_who_needs_it(words, roles) -> None:
    assert roles_in_words(words) == roles


def test_a_role_that_does_not_exist_is_told(db) -> None:
    with pytest.raises(KnowledgeError, match="bestaan niet"):
        roles_in_words("burgemeester")
