"""Every address against every role: what is not allowed is refused."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.urls.converters import IntConverter

from web.access import Role

I, A, R, B = Role.INVOERDER, Role.ANALIST, Role.REDACTEUR, Role.BEHEERDER  # noqa: E741
ALL = {I, A, R, B}

# name of the address -> who may use it; written out by hand, so that a slip in a view is noticed here
MAY = {
    "home": ALL, "logout": ALL, "password": ALL, "password-done": ALL,
    "account": ALL, "second-setup": ALL, "second-codes": ALL, "second-step": ALL, "second-reset": {B},
    "users": {B}, "user-new": {B}, "user-edit": {B}, "log": {B}, "log-export": {B},
    "round-new": {A, B}, "round-edit": {A, B}, "round": ALL, "round-files": ALL,
    "deliver": {I, A}, "paste": {I, A}, "read-again": {I, A}, "run-start": {A},
    "upload": {I, A}, "upload-state": {I, A}, "upload-correct": {I, A}, "upload-confirm": {I, A}, "upload-remove": {I, A},
    "line-edit": {I, A}, "line-undo": {I, A}, "example": ALL, "coverage": ALL, "plan-add": {A, B}, "plan-remove": {A, B},
    "token-new": ALL, "token-end": ALL, "api-guide": ALL,
    "round-purge": {B}, "codebooks": {B}, "codebook-add": {B}, "residents-form": {B}, "residents-add": {B},
    "job": {A}, "job-progress": {A}, "job-cancel": {A}, "job-again": {A},
    "result": {A, R}, "result-cloud": {A, R}, "result-report": {A, R}, "result-file": {A, R},
    "review-next": {A}, "review-undo": {A}, "review": {A}, "review-decide": {A},
    "review-home": {A}, "review-bulk": {A}, "review-bulk-decide": {A},
    "sample-new": {A}, "blind": {A}, "blind-code": {A}, "agreement": {A}, "settle": {A},
    "concerns": {A, R}, "concern": {A, R}, "concern-decide": {A}, "concern-undo": {A},
    "explore": {A, R}, "map": {A, R}, "compare": {A, R},
    "clouds": {A, R}, "cloud-picture": {A, R}, "word-decide": {A, R},
    "quotes": {A, R}, "quote": {A, R}, "quote-decide": {R},
    "publications": {A, R}, "compose": {R}, "proof-new": {R}, "proof-file": {A, R}, "publish": {R}, "publication-file": {A, R},
}  # fmt: skip
OPEN = {"login", "city-login", "city-login-done"}
VALUES = {
    "talk": 1,
    "line": 1,
    "planned": 1,
    "pk": uuid.uuid4(),
    "name": "rapport.html",
    "statement": 1,
    "sample": 1,
    "key": "geen",
    "kind": "svg",
    "number": 1,
}
# the addresses for programs stand in test_portal_api, role by role
PAGES = [pattern for pattern in get_resolver().url_patterns if isinstance(pattern, URLPattern)]
NAMES = sorted(pattern.name for pattern in PAGES)


def address(name: str) -> str:
    pattern = next(p for p in PAGES if p.name == name)
    kwargs = {key: VALUES[key] for key in pattern.pattern.converters}
    if isinstance(pattern.pattern.converters.get("pk"), IntConverter):
        kwargs["pk"] = 999999
    return reverse(name, kwargs=kwargs)


def test_every_address_stands_in_the_table() -> None:
    assert set(NAMES) == set(MAY) | OPEN


@pytest.mark.parametrize("name", sorted(MAY))
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_is_not_logged_in_is_sent_to_the_login_page(db: None, name: str, method: str) -> None:
    answer = getattr(Client(), method)(address(name))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/inloggen/")


@pytest.mark.parametrize("role", sorted(ALL))
def test_a_role_opens_its_own_addresses_and_no_other(client_of, role: Role) -> None:
    for name, roles in MAY.items():
        for method in ("get", "post"):
            answer = getattr(client_of(role), method)(address(name))
            refused = answer.status_code == 403
            assert refused == (role not in roles), f"{role} {method} {name}: {answer.status_code}"


def test_somebody_without_a_role_is_refused_everywhere(client_of) -> None:
    client = client_of()
    assert {client.get(address(name)).status_code for name in MAY} == {403}


def test_an_account_that_may_no_longer_log_in_is_out_at_once(client_of, person) -> None:
    user = person(Role.ANALIST)
    client = client_of(user=user)
    assert client.get("/").status_code == 200
    user.is_active = False
    user.save()
    assert client.get("/").status_code == 302


def test_a_role_that_is_taken_away_is_gone_in_the_same_session(client_of, person) -> None:
    user = person(Role.BEHEERDER)
    client = client_of(user=user)
    assert client.get("/logboek/").status_code == 200
    user.groups.clear()
    assert client.get("/logboek/").status_code == 403
