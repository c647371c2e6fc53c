"""Logging in at the city: a small login service on this machine, and what may go wrong with its answer."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from joserfc import jwt
from joserfc.jwk import RSAKey

from web.access import Role, roles_of
from web.log.models import Event
from web.people import oidc
from web.people.models import User

BACK = "/inloggen/gemeente/terug/"


class LoginService:
    """Knows one person; what it says about them can be changed by a test."""

    def __init__(self) -> None:
        self.key, self.signs_with = RSAKey.generate_key(2048, {"kid": "een"}), None
        self.server = HTTPServer(("127.0.0.1", 0), self._handler())
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.nonce = ""
        self.claims: dict[str, Any] = {
            "iss": self.address,
            "aud": "portaal",
            "sub": "p-17",
            "preferred_username": "anna",
            "given_name": "Anna",
            "roles": ["team-analyse"],
            "iat": int(time.time()),
            "exp": int(time.time()) + 300,
        }

    def answer(self, path: str) -> dict[str, Any]:
        if path.endswith("openid-configuration"):
            return {
                "issuer": self.address,
                "authorization_endpoint": f"{self.address}/auth",
                "token_endpoint": f"{self.address}/token",
                "jwks_uri": f"{self.address}/certs",
                "id_token_signing_alg_values_supported": ["RS256"],
            }
        if path == "/certs":
            return {"keys": [self.key.as_dict(private=False)]}
        key = self.signs_with or self.key
        claims = {"nonce": self.nonce, **self.claims}
        return {
            "access_token": "a",
            "token_type": "Bearer",
            "id_token": jwt.encode({"alg": "RS256", "kid": "een"}, claims, key),
        }

    def _handler(service) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = json.dumps(service.answer(urlsplit(self.path).path)).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_GET

            def log_message(self, *_: object) -> None:
                pass

        return Handler


@pytest.fixture
def service(db, monkeypatch) -> Iterator[LoginService]:
    made = LoginService()
    thread = threading.Thread(target=made.server.serve_forever)
    thread.start()
    for name, value in {
        "OIDC_ADDRESS": made.address,
        "OIDC_CLIENT": "portaal",
        "OIDC_SECRET": "geheim",
        "OIDC_ROLES": {Role.ANALIST: "team-analyse", Role.BEHEERDER: "team-beheer"},
        "SECOND_STEP_ROLES": frozenset(Role),
    }.items():
        monkeypatch.setattr(settings, name, value)
    oidc.client.cache_clear()
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()
    oidc.client.cache_clear()


def log_in(service: LoginService, client: Client | None = None):
    """There and back again; gives the browser and the last answer."""
    client = client or Client()
    there = parse_qs(urlsplit(client.get("/inloggen/gemeente/")["Location"]).query)
    assert there["code_challenge_method"] == ["S256"]
    service.nonce = there["nonce"][0]
    return client, client.get(BACK, {"code": "c", "state": there["state"][0]}, follow=True)


def test_the_login_service_lets_somebody_in_with_the_roles_it_names(service) -> None:
    client, answer = log_in(service)
    user = User.objects.get(username="anna")
    assert answer.status_code == 200
    assert roles_of(user) == {Role.ANALIST}
    assert not user.has_usable_password()
    assert client.get("/").status_code == 200  # the second step was asked there


def test_a_role_that_was_taken_away_there_is_gone_here_at_the_next_login(service) -> None:
    log_in(service)
    service.claims["roles"] = ["team-beheer"]
    log_in(service)
    assert roles_of(User.objects.get(username="anna")) == {Role.BEHEERDER}


def test_without_a_role_nobody_comes_in_and_no_account_is_made(service) -> None:
    service.claims["roles"] = ["iets anders"]
    _, answer = log_in(service)
    assert "geen rol" in answer.content.decode()
    assert not User.objects.exists()
    assert Event.objects.filter(action="ingelogd", result="geweigerd").exists()


def test_the_same_name_there_does_not_open_a_local_account(service, person) -> None:
    local = person(Role.BEHEERDER, name="anna")
    log_in(service)
    assert User.objects.get(oidc_subject__isnull=False).username == "anna2"
    local.refresh_from_db()
    assert local.oidc_subject is None
    assert roles_of(local) == {Role.BEHEERDER}


def test_an_account_that_was_shut_here_stays_shut(service) -> None:
    log_in(service)
    User.objects.update(is_active=False)
    client, _ = log_in(service)
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    "wrong",
    [{"aud": "een ander"}, {"iss": "https://kwaad.example"}, {"exp": 1}, {"nonce": "oud"}],
    ids=lambda wrong: next(iter(wrong)),
)
def test_an_answer_that_is_not_for_us_now_is_refused(service, wrong) -> None:
    service.claims |= wrong
    _, answer = log_in(service)
    assert "niet gelukt" in answer.content.decode()
    assert not User.objects.exists()


def test_an_answer_that_another_signed_is_refused(service) -> None:
    service.signs_with = RSAKey.generate_key(2048, {"kid": "een"})
    log_in(service)
    assert not User.objects.exists()


def test_an_answer_nobody_asked_for_is_refused(service) -> None:
    answer = Client().get(BACK, {"code": "c", "state": "verzonnen"}, follow=True)
    assert "niet gelukt" in answer.content.decode()


def test_roles_may_lie_deeper_in_the_answer(service, monkeypatch) -> None:
    monkeypatch.setattr(settings, "OIDC_CLAIM", "realm_access.roles")
    service.claims["realm_access"] = {"roles": ["team-beheer"]}
    log_in(service)
    assert roles_of(User.objects.get()) == {Role.BEHEERDER}


def test_without_the_setting_the_pages_do_not_exist(db) -> None:
    assert Client().get("/inloggen/gemeente/").status_code == 404
    assert Client().get(BACK).status_code == 404


def test_a_city_can_shut_local_accounts_out(service, person, monkeypatch) -> None:
    monkeypatch.setattr(settings, "LOCAL_LOGIN", False)
    user = person(Role.ANALIST)
    assert 'name="password"' not in Client().get("/inloggen/").content.decode()
    answer = Client().post("/inloggen/", {"username": user.username, "password": "kastanje-lantaarn-9"})
    assert answer.status_code == 403


def test_the_administrator_sees_but_cannot_set_the_roles_of_a_city_account(service, client_of) -> None:
    log_in(service)
    user = User.objects.get(username="anna")
    page = client_of(Role.BEHEERDER).get(f"/gebruikers/{user.pk}/").content.decode()
    assert 'name="roles"' not in page
    assert 'name="password"' not in page
