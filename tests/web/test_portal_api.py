"""The portal for other programs: every operation against every role, tokens that end, and the same rules as the pages."""

from __future__ import annotations

import json
import re
import uuid
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from web.access import Role
from web.api import tokens
from web.api.models import Token
from web.api.operations import api
from web.jobs.models import Job
from web.log.models import Event
from web.results.models import Decision, Result, Statement, Suggestion
from web.rounds import intake
from web.rounds.models import Upload

SCHEMA = api.get_openapi_schema()
OPERATIONS = [(method, path) for path, methods in SCHEMA["paths"].items() for method in methods]
I, A, R, B = Role.INVOERDER, Role.ANALIST, Role.REDACTEUR, Role.BEHEERDER  # noqa: E741

# written out by hand, so that a slip in an operation is noticed here
MAY = {
    ("get", "/api/v1/rondes"): {I, A, R, B},
    ("get", "/api/v1/rondes/{ronde}"): {I, A, R, B},
    ("get", "/api/v1/rondes/{ronde}/bestanden"): {I, A},
    ("post", "/api/v1/rondes/{ronde}/bestanden"): {I, A},
    ("get", "/api/v1/rondes/{ronde}/analyses"): {A, R},
    ("post", "/api/v1/rondes/{ronde}/analyses"): {A},
    ("get", "/api/v1/analyses/{analyse}"): {A, R},
    ("get", "/api/v1/analyses/{analyse}/uitspraken"): {A},
    ("get", "/api/v1/rondes/{ronde}/besluiten"): {A},
    ("post", "/api/v1/analyses/{analyse}/besluiten"): {A},
    ("get", "/api/v1/analyses/{analyse}/downloads"): {A, R},
    ("get", "/api/v1/analyses/{analyse}/downloads/{naam}"): {A, R},
}
DECISION = {"uitspraak": "u1", "subthema": "", "besluit": "akkoord"}


@pytest.fixture
def program(person):
    """Asks with a token of somebody with these roles; the token has the first of them."""

    def make(*roles: Role, user=None):
        text = tokens.make(user or person(*roles), name="proef", role=roles[0].value, expires=date(2099, 1, 1))
        return Client(headers={"authorization": f"Bearer {text}"})

    return make


def ask(client: Client, method: str, path: str, data: object = None):
    filled = re.sub(r"\{(\w+)\}", lambda found: "rapport.html" if found[1] == "naam" else str(uuid.uuid4()), path)
    if method == "get":
        return client.get(filled)
    return client.post(filled, json.dumps(data), content_type="application/json")


@pytest.fixture
def run(ronde) -> Result:
    job = Job.objects.create(round=ronde, kind=Job.Kind.RUN, state=Job.State.DONE)
    result = Result.objects.create(job=job, run_id="r", codebook="c")
    said = Statement.objects.create(
        result=result, key="u1", text="Het is donker.", person="p", source="s", place="regel 1"
    )
    Suggestion.objects.create(statement=said, subtheme="x", probability=0.7, evidence=[[0, 3, 0.5]])
    return result


def test_every_operation_stands_in_the_table() -> None:
    assert set(OPERATIONS) == set(MAY)


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_a_role_may_ask_its_own_operations_and_no_other(program, method: str, path: str) -> None:
    for role in Role:
        refused = ask(program(role), method, path).status_code == 403
        assert refused == (role not in MAY[method, path]), f"{role} {method} {path}"
    described = SCHEMA["paths"][path][method]
    assert set(described["x-rollen"]) == {role.value for role in MAY[method, path]}
    assert described["security"]


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_without_a_good_token_nothing_is_told(client_of, db, method: str, path: str) -> None:
    for client in (Client(), client_of(*Role), Client(headers={"authorization": "Bearer sg_verzonnen"})):
        answer = ask(client, method, path)
        assert answer.status_code == 401
        assert answer.json() == {"melding": "Geef een geldige toegangssleutel mee."}


def test_a_token_acts_in_its_own_role_and_not_in_all_those_of_its_owner(program) -> None:
    assert ask(program(Role.BEHEERDER, Role.ANALIST), "get", "/api/v1/analyses/{analyse}/uitspraken").status_code == 403


def _change(user, **values) -> None:
    for name, value in values.items():
        setattr(user, name, value)
    user.save()


@pytest.mark.parametrize("end", ["role", "active", "expired", "ended", "second"])
def test_a_token_ends_with_the_role_the_account_its_date_or_a_click(
    person, client_of, program, monkeypatch, end
) -> None:
    user = person(Role.ANALIST)
    client = program(Role.ANALIST, user=user)
    assert client.get("/api/v1/rondes").status_code == 200
    if end == "role":
        user.groups.clear()
    elif end == "active":
        _change(user, is_active=False)
    elif end == "expired":
        Token.objects.update(expires=timezone.localdate() - timedelta(days=1))
    elif end == "second":
        monkeypatch.setattr(settings, "SECOND_STEP_ROLES", frozenset(Role))
    else:
        client_of(user=user).post(f"/account/toegang/{Token.objects.get().pk}/intrekken/")
    assert client.get("/api/v1/rondes").status_code in (401, 403)


def test_a_token_is_shown_once_and_kept_unreadable(client_of) -> None:
    client = client_of(Role.REDACTEUR)
    data = {"name": "rapportage", "role": "redacteur", "expires": timezone.localdate() + timedelta(days=9)}
    page = client.post("/account/toegang/", data).content.decode()
    text = re.search(r"sg_[\w-]+", page)
    assert text
    assert text[0] not in client.get("/account/").content.decode()
    assert text[0] not in str(Token.objects.values().get())


@pytest.mark.parametrize(
    "wrong", [{"role": "beheerder"}, {"expires": "2099-01-01"}, {"expires": "2020-01-01"}, {"name": ""}]
)
def test_nobody_makes_a_token_beyond_own_roles_or_a_year(client_of, wrong) -> None:
    data = {"name": "x", "role": "analist", "expires": str(timezone.localdate()), **wrong}
    client_of(Role.ANALIST).post("/account/toegang/", data)
    assert not Token.objects.exists()


def test_nobody_ends_the_token_of_another(client_of, program, person) -> None:
    program(Role.ANALIST)
    assert client_of(Role.BEHEERDER).post(f"/account/toegang/{Token.objects.get().pk}/intrekken/").status_code == 404
    assert Token.objects.get().ended_at is None


def test_statements_come_with_suggestions_and_evidence(program, run) -> None:
    answer = program(Role.ANALIST).get(f"/api/v1/analyses/{run.pk}/uitspraken").json()
    assert answer["totaal"] == 1
    assert answer["uitspraken"][0]["suggesties"] == [
        {"subthema": "x", "kans": 0.7, "bewijs": [[0, 3, 0.5]], "grensregel": ""}
    ]


def test_a_decision_is_that_of_the_owner_and_stands_on_the_page(program, person, run) -> None:
    user = person(Role.ANALIST, name="anna")
    client = program(Role.ANALIST, user=user)
    answer = client.post(f"/api/v1/analyses/{run.pk}/besluiten", json.dumps(DECISION), content_type="application/json")
    assert answer.json()["door"] == "anna"
    assert Decision.objects.get().by == user
    assert Statement.objects.get().done
    assert client.get(f"/api/v1/rondes/{run.job.round_id}/besluiten").json()[0]["besluit"] == "akkoord"
    assert Event.objects.filter(action="api: besluit: akkoord", actor=user).exists()


@pytest.mark.parametrize(
    "wrong",
    [{"besluit": "weg"}, {"subthema": "geen thema"}, {"door": "een ander"}, {"by_id": 1}, {"notitie": "KANARIE" * 200}],
)
def test_what_is_wrong_is_named_by_field_and_not_repeated(program, run, wrong) -> None:
    client = program(Role.ANALIST)
    data = json.dumps(DECISION | wrong)
    answer = client.post(f"/api/v1/analyses/{run.pk}/besluiten", data, content_type="application/json")
    assert answer.status_code == 422
    assert next(iter(wrong)) in answer.json()["melding"]
    assert "KANARIE" not in answer.content.decode()
    assert not Decision.objects.exists()


def test_files_come_in_as_on_the_page(program, ronde) -> None:
    client = program(Role.INVOERDER)
    note = b"Bewoner: het is donker bij de tunnel."
    files = [SimpleUploadedFile("a.txt", note), SimpleUploadedFile("b.txt", note), SimpleUploadedFile("leeg.txt", b"")]
    answer = client.post(f"/api/v1/rondes/{ronde.pk}/bestanden", {"bestanden": files}).json()
    assert [one["ontvangen"] for one in answer] == [True, True, False]
    stored = client.get(f"/api/v1/rondes/{ronde.pk}/bestanden").json()
    assert [one["stand"] for one in stored] == ["ontvangen", "geweigerd"]


def test_what_a_program_left_beside_the_notes_is_skipped(program, ronde) -> None:
    file = SimpleUploadedFile("Thumbs.db", b"thumbs")
    answer = program(Role.INVOERDER).post(f"/api/v1/rondes/{ronde.pk}/bestanden", {"bestanden": [file]}).json()
    assert not answer[0]["ontvangen"]
    assert "Thumbs.db is overgeslagen" in answer[0]["melding"]
    assert not ronde.uploads.exists()


def test_who_delivers_sees_own_files_only(program, person, ronde) -> None:
    intake.receive(ronde, person(Role.INVOERDER), "a.txt", b"Bewoner: het is donker.")
    assert program(Role.INVOERDER).get(f"/api/v1/rondes/{ronde.pk}/bestanden").json() == []
    assert len(program(Role.ANALIST).get(f"/api/v1/rondes/{ronde.pk}/bestanden").json()) == 1


def test_a_run_needs_something_confirmed_and_runs_once(program, person, ronde) -> None:
    client = program(Role.ANALIST)
    address = f"/api/v1/rondes/{ronde.pk}/analyses"
    assert client.post(address).status_code == 409
    intake.receive(ronde, person(Role.INVOERDER), "a.txt", b"Bewoner: het is donker.")
    Upload.objects.update(state=Upload.State.CONFIRMED)
    first, second = client.post(address).json(), client.post(address).json()
    assert first["id"] == second["id"]
    assert client.get(f"/api/v1/analyses/{first['id']}").json()["stand"] == "wacht"


def test_only_files_on_the_list_can_be_downloaded(program, run) -> None:
    folder = Path(settings.DATA_FOLDER) / "runs" / str(run.pk)
    folder.mkdir()
    (folder / "rapport.html").write_text("rapport")
    (folder / "geheim.txt").write_text("geheim")
    client = program(Role.REDACTEUR)
    base = f"/api/v1/analyses/{run.pk}/downloads"
    assert [one["naam"] for one in client.get(base).json()] == ["rapport.html"]
    answer = client.get(f"{base}/rapport.html")
    assert "attachment" in answer["Content-Disposition"]
    assert b"".join(answer.streaming_content) == b"rapport"
    for name in ("geheim.txt", "..%2F..%2Fgeheim", "%2Fetc%2Fpasswd"):
        assert client.get(f"{base}/{name}").status_code == 404


def test_the_description_is_there_without_logging_in_and_the_guide_names_every_operation(client_of, db) -> None:
    described = Client().get("/api/v1/openapi.json")
    assert described.json()["openapi"].startswith("3.")
    page = client_of(Role.INVOERDER).get("/api/").content.decode()
    assert all(path in page for _, path in OPERATIONS)
    assert "://" not in re.sub(r'xmlns="[^"]*"', "", page).replace("http://testserver", "")
