"""What somebody with bad intentions tries: script that is kept, paths, other people's files, fields that are not on the form."""

from __future__ import annotations

import uuid

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from web.access import Role, roles_of
from web.people.models import User
from web.rounds import intake, preview
from web.rounds.models import Round, Upload

SCRIPT = "<script>alert(1)</script>"
PASSWORD = "kastanje-lantaarn-9"
NOTE = b"Bewoner: het is donker bij de tunnel.\n"
OF_A_FILE = [
    pattern
    for pattern in get_resolver().url_patterns
    if isinstance(pattern, URLPattern) and str(pattern.pattern).startswith("bestanden/")
]


@pytest.fixture
def seen(db, person, ronde) -> Upload:
    """A file of somebody, read, with script in everything that it shows."""
    upload = intake.receive(ronde, person(Role.INVOERDER), f"{SCRIPT}.txt", NOTE)
    Upload.objects.update(state=Upload.State.READ, masked_name=f"{SCRIPT}.txt")
    piece = preview.Piece((preview.Part(SCRIPT), preview.Part(SCRIPT, "NAAM")), SCRIPT)
    line = preview.Line(SCRIPT, SCRIPT, "respondent", SCRIPT, SCRIPT, SCRIPT, SCRIPT, (piece,), 1)
    speaker = preview.Speaker(SCRIPT, "respondent", SCRIPT, SCRIPT)
    problem = preview.Problem(SCRIPT, SCRIPT, SCRIPT)
    talk = preview.Talk(SCRIPT, (line,), "g", "c")
    preview.save(upload, preview.Preview((SCRIPT,), (talk,), (speaker,), ((SCRIPT, 1),), (SCRIPT,), (problem,)))
    return upload


def test_script_in_a_file_is_shown_as_text_everywhere(seen, client_of) -> None:
    client = client_of(user=seen.owner)
    addresses = ["/", f"/rondes/{seen.round_id}/", f"/bestanden/{seen.pk}/", f"/bestanden/{seen.pk}/regel/1/1/"]
    for address in addresses:
        page = client.get(address).content.decode()
        assert SCRIPT not in page
        assert "&lt;script&gt;" in page or address == "/"


def test_script_in_what_staff_fill_in_is_shown_as_text_everywhere(client_of, person) -> None:
    client = client_of(*Role)
    data = {"name": SCRIPT, "k": 3, "retain_until": "2031-01-01", "consent": SCRIPT}
    client.post("/rondes/nieuw/", data)
    user = person(Role.ANALIST)
    User.objects.filter(pk=user.pk).update(first_name=SCRIPT, username=SCRIPT)
    client.post("/inloggen/", {"username": SCRIPT, "password": "x"})
    ronde = Round.objects.get()
    for address in ("/", f"/rondes/{ronde.pk}/", f"/rondes/{ronde.pk}/dekking/", "/gebruikers/", "/logboek/"):
        page = client.get(address).content.decode()
        assert SCRIPT not in page


@pytest.mark.parametrize("pattern", OF_A_FILE, ids=lambda pattern: pattern.name)
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_file_of_another_does_not_exist(seen, client_of, pattern, method) -> None:
    values = {"pk": seen.pk, "talk": 1, "line": 1}
    address = reverse(pattern.name, kwargs={key: values[key] for key in pattern.pattern.converters})
    before = Upload.objects.values().get()
    for client in (client_of(Role.INVOERDER), client_of(Role.INVOERDER, Role.BEHEERDER, Role.REDACTEUR)):
        answer = getattr(client, method)(address)
        assert answer.status_code in (404, 405)
    assert Upload.objects.values().get() == before
    assert seen.original_path.exists()


@pytest.mark.parametrize(
    "name", ["..%2F..%2Fgeheim", "....//geheim", "%2Fetc%2Fpasswd", "geheim", "rapport.html%00.png"]
)
def test_a_path_in_an_address_leads_nowhere(client_of, db, name) -> None:
    client = client_of(*Role)
    for address in (f"/analyses/{uuid.uuid4()}/download/{name}", f"/voorbeelden/{name}/", f"/static/{name}"):
        assert client.get(address).status_code == 404


def test_fields_that_are_not_on_the_form_of_a_round_change_nothing(client_of, person, ronde) -> None:
    other = person(Role.BEHEERDER)
    data = {"name": "zomer", "k": 3, "retain_until": "2031-01-01", "created_by": other.pk, "id": uuid.uuid4()}
    client_of(Role.ANALIST).post(f"/rondes/{ronde.pk}/wijzigen/", data)
    changed = Round.objects.get()
    assert changed.pk == ronde.pk
    assert changed.created_by != other


def test_fields_that_are_not_on_a_form_of_a_file_change_nothing(seen, client_of) -> None:
    wrong = {"state": "bevestigd", "owner": "1", "corrections": "x", "versie": seen.version, "ingrepen": "[1]"}
    client_of(user=seen.owner).post(f"/bestanden/{seen.pk}/verbeteren/", wrong)
    seen.refresh_from_db()
    assert seen.state == Upload.State.RECEIVED
    assert seen.corrections == {"groep": "", "wijk": "", "sprekers": {}}


def test_nobody_gives_himself_a_role(client_of, person) -> None:
    user = person(Role.INVOERDER)
    client = client_of(user=user)
    data = {"username": user.username, "roles": ["beheerder"], "is_active": "on", "password": ""}
    assert client.post(f"/gebruikers/{user.pk}/", data).status_code == 403
    client.post("/wachtwoord/", {"old_password": PASSWORD, "new_password1": "x", "roles": ["beheerder"]})
    assert roles_of(User.objects.get(pk=user.pk)) == {Role.INVOERDER}


def test_a_session_that_was_planted_is_worth_nothing_after_logging_in(person) -> None:
    user = person(Role.ANALIST)
    planted = Client()
    session = planted.session
    session["van"] = "een ander"
    session.save()
    planted.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    victim = Client()
    victim.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    victim.post("/inloggen/", {"username": user.username, "password": PASSWORD})
    assert victim.get("/").status_code == 200
    assert planted.get("/").status_code == 302


def test_logging_out_and_a_new_password_end_every_session(person) -> None:
    user = person(Role.ANALIST)
    here, there = Client(), Client()
    for client in (here, there):
        client.post("/inloggen/", {"username": user.username, "password": PASSWORD})
    new = "een-heel-ander-woord-7"
    here.post("/wachtwoord/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302
    here.post("/uitloggen/")
    assert here.get("/").status_code == 302
    assert not Session.objects.filter(session_key=here.cookies[settings.SESSION_COOKIE_NAME].value).exists()


def test_a_session_in_use_lives_on_and_is_not_written_with_every_page(client_of, monkeypatch) -> None:
    client = client_of(Role.ANALIST)
    client.get("/")
    first = Session.objects.get().expire_date
    client.get("/")
    assert Session.objects.get().expire_date == first
    monkeypatch.setattr("web.middleware.SESSION_STEP_SECONDS", 0)
    client.get("/")
    assert Session.objects.get().expire_date > first


@pytest.mark.parametrize("header", ["host", "x-forwarded-host"])
def test_a_host_name_from_elsewhere_ends_up_nowhere(client_of, header) -> None:
    answer = client_of(Role.ANALIST).get("/", headers={header: "kwaad.example"})
    assert "kwaad.example" not in answer.content.decode() + str(answer.headers)


@pytest.mark.parametrize(
    "target", ["//kwaad.example", "https://kwaad.example", "/\\kwaad.example", "javascript:alert(1)"]
)
def test_nothing_sends_anybody_to_another_site(person, target) -> None:
    user = person(Role.ANALIST)
    answer = Client().post(
        f"/inloggen/?next={target}", {"username": user.username, "password": PASSWORD, "next": target}
    )
    assert answer["Location"] == "/"


def test_a_name_with_a_formula_is_no_formula_in_any_csv(client_of, db) -> None:
    for name in ("=1+1", "+1", "-1", "@SUM(1)"):
        Client().post("/inloggen/", {"username": name, "password": "x"})
    rows = client_of(Role.BEHEERDER).get("/logboek/download/").content.decode("utf-8-sig").splitlines()
    assert not [cell for row in rows for cell in row.split(";") if cell[:1] in "=+-@" and cell]


def test_many_small_files_are_taken_and_too_many_are_refused_without_breaking(client_of, ronde) -> None:
    files = [SimpleUploadedFile(f"{n}.txt", NOTE) for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FILES + 1)]
    answer = client_of(Role.INVOERDER).post(f"/rondes/{ronde.pk}/aanleveren/", {"bestanden": files})
    assert answer.status_code == 400
    assert ronde.uploads.count() == 0
