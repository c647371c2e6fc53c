"""Rounds: codebooks, the plan, whom we spoke against who lives there, and examples beside the field."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from corpora.codebook import DEFAULT_CODEBOOK
from corpora.errors import KnowledgeError
from flows.portal_files import round_settings
from web.access import Role
from web.jobs.models import Job
from web.rounds import codebooks, coverage, examples, preview
from web.rounds.models import Planned, Round, Upload

BOOK = DEFAULT_CODEBOOK.read_bytes()
OURS = BOOK.replace(b"\nid: ", b"\nid: stad-", 1) if b"\nid: " in BOOK else BOOK.replace(b"id: ", b"id: stad-", 1)


@pytest.fixture(autouse=True)
def empty_folder():
    yield
    for path in (Path(settings.DATA_FOLDER) / "codeboeken").glob("*.yaml"):
        path.unlink()
    (Path(settings.DATA_FOLDER) / "inwoners.csv").unlink(missing_ok=True)


def bring(client, data: bytes):
    file = SimpleUploadedFile("x.yaml", data)
    return client.post("/codeboeken/toevoegen/", {"codeboek": file}, follow=True).content.decode()


def test_a_codebook_that_the_administrator_brings_can_be_chosen_for_a_round(client_of, db) -> None:
    assert "is toegevoegd" in bring(client_of(Role.BEHEERDER), OURS)
    name = next(name for name, _ in codebooks.choices() if name.startswith("stad-"))
    data = {"name": "najaar", "k": 3, "retain_until": "2031-01-01", "codebook": name, "consent": "Verteld."}
    client_of(Role.ANALIST).post("/rondes/nieuw/", data)
    ronde = Round.objects.get(name="najaar")
    assert ronde.codebook == name
    assert round_settings(ronde).codeboek == codebooks.path_of(name)
    assert codebooks.codebook_of(name).id.startswith("stad-")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"id: [", "geen geldige YAML"),
        (b"\xff\xfe", "geen geldige YAML"),
        (b"id: ja", "codeboek"),
        (b"a: &a [x]\nb: [*a, *a]", "verwijzingen"),
        (b"#" + b" " * codebooks.MAX_BYTES, "te groot"),
        (BOOK + b"\n# anders\n", "al een ander codeboek"),
    ],
)
def test_what_is_no_codebook_is_refused_with_a_reason(client_of, db, data, reason) -> None:
    before = codebooks.choices()
    page = bring(client_of(Role.BEHEERDER), data)
    assert "niet toegevoegd" in page
    assert reason in page
    assert codebooks.choices() == before


@pytest.mark.parametrize("name", ["../../geheim", "/etc/passwd", "nergens.yaml"])
def test_the_name_of_a_codebook_never_becomes_a_path(db, name) -> None:
    with pytest.raises(KnowledgeError):
        codebooks.path_of(name)


def test_a_round_cannot_take_a_codebook_that_is_not_on_the_list(client_of, db) -> None:
    data = {"name": "najaar", "k": 3, "retain_until": "2031-01-01", "codebook": "../../geheim"}
    client_of(Role.ANALIST).post("/rondes/nieuw/", data)
    assert not Round.objects.exists()


def _file(ronde: Round, number: int, spoken: list[list[object]], state: str = "bevestigd") -> None:
    Upload.objects.create(round=ronde, number=number, sha256=str(number), size_bytes=1, state=state, spoken=spoken)


def _residents(client, text: str) -> str:
    file = SimpleUploadedFile("inwoners.csv", text.encode("utf-8-sig"))
    return client.post("/codeboeken/inwoners/toevoegen/", {"inwoners": file}, follow=True).content.decode()


def test_the_page_shows_planned_against_spoken_and_whom_we_hardly_heard(client_of, ronde) -> None:
    _file(ronde, 1, [["ouder", "Wielwijk", 9], ["jongere", "Wielwijk", 9]])
    _file(ronde, 2, [["ouder", "Sterrenburg", 2]])
    _file(ronde, 3, [["ouder", "Sterrenburg", 50]], state="gelezen")  # not confirmed: does not count
    client = client_of(Role.BEHEERDER)
    plan = {"wijk": "Sterrenburg", "group": "ouder", "n_people": "8"}
    client.post(f"/rondes/{ronde.pk}/dekking/plan/", plan | {"n_people": "5"})
    client.post(f"/rondes/{ronde.pk}/dekking/plan/", plan)
    assert "Inwoners bewaard voor 2 wijken" in _residents(
        client, "wijk;inwoners;bron;peildatum\nWielwijk;1.000;proef;2026\nSterrenburg;1000;proef;2026\nReeland;;;\n"
    )
    table = coverage.coverage(ronde)
    rows = {row.wijk: row for row in table.rows}
    assert table.n_spoken == 20
    assert rows["Sterrenburg"].cells[table.groups.index("ouder")] == coverage.Cell(8, 2)
    assert (rows["Sterrenburg"].is_low, rows["Wielwijk"].is_low) == (True, False)
    page = client_of(Role.INVOERDER).get(f"/rondes/{ronde.pk}/dekking/").content.decode()
    assert "weinig gehoord" in page
    assert "2 van 8" in page
    assert "Deel van de gesproken mensen" in page


def test_a_line_of_the_plan_is_removed_only_from_its_own_round(client_of, ronde) -> None:
    other = Round.objects.create(name="ander", retain_until=date(2030, 1, 1))
    line = Planned.objects.create(round=ronde, group="ouder", wijk="Wielwijk", n_people=1)
    client = client_of(Role.ANALIST)
    assert client.post(f"/rondes/{other.pk}/dekking/plan/{line.pk}/").status_code == 404
    client.post(f"/rondes/{ronde.pk}/dekking/plan/{line.pk}/")
    assert not ronde.plan.exists()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a;b\n", "rij 1"),
        ("wijk;inwoners;bron;peildatum\nAtlantis;5;x;y\n", "rij 2"),
        ("wijk;inwoners;bron;peildatum\nWielwijk;veel;x;y\n", "rij 2"),
        ("wijk;inwoners;bron;peildatum\nWielwijk;5;;\n", "bron"),
        ("wijk;inwoners;bron;peildatum\nWielwijk;5;x;y\nWielwijk;5;x;y\n", "twee keer"),
    ],
)
def test_a_wrong_file_with_residents_is_told_by_row_and_nothing_changes(client_of, db, text, place) -> None:
    page = _residents(client_of(Role.BEHEERDER), text)
    assert place in page
    assert coverage.residents() == ()


def test_the_form_to_fill_in_names_every_wijk_and_no_figure(client_of, db) -> None:
    text = client_of(Role.BEHEERDER).get("/codeboeken/inwoners/").content.decode("utf-8-sig")
    assert "Wielwijk;;;" in text
    assert coverage._parsed(text.encode()) == ()


def test_people_are_counted_once_per_conversation() -> None:
    def line(speaker: str, reason: str = "") -> preview.Line:
        pieces = (preview.Piece((preview.Part("x"),), reason),)
        return preview.Line("regel 1", speaker, "respondent", "ouder", "", "Wielwijk", "", pieces)

    talks = (
        preview.Talk("", (line("A"), line("A"), line("B"), line("C", "tussenkop")), "1"),
        preview.Talk("", (line("A"),), "2"),
    )
    found = preview.Preview((), talks, (), (), (), ())
    assert coverage.count(found) == [["ouder", "Wielwijk", 3]]


@pytest.mark.parametrize("kind", sorted(examples.EXAMPLES))
def test_an_example_of_each_format_stands_beside_the_field(client_of, ronde, kind) -> None:
    client = client_of(Role.INVOERDER)
    assert f"/voorbeelden/{kind}/" in client.get(f"/rondes/{ronde.pk}/").content.decode()
    answer = client.get(f"/voorbeelden/{kind}/")
    assert "attachment" in answer["Content-Disposition"]
    assert b"".join(answer.streaming_content)


@pytest.mark.parametrize("kind", ["..", "geheim", "docx.."])
def test_there_are_no_other_examples(client_of, db, kind) -> None:
    assert client_of(Role.INVOERDER).get(f"/voorbeelden/{kind}/").status_code == 404


def test_a_typed_note_tells_the_browser_when_it_may_forget_its_draft(client_of, ronde) -> None:
    client = client_of(Role.INVOERDER)
    htmx = {"HX-Request": "true"}
    for text, told in (("Bewoner: het is donker.", "ontvangen"), ("Bewoner: het is donker.", "ontvangen"), ("", None)):
        answer = client.post(f"/rondes/{ronde.pk}/plakken/", {"text": text}, headers=htmx)
        assert answer["HX-Redirect"] == f"/rondes/{ronde.pk}/"
        assert answer.headers.get("HX-Trigger") == told


def test_who_was_logged_out_meanwhile_is_sent_to_the_login_page_and_not_shown_it_inside_another(
    client_of, ronde
) -> None:
    client = client_of(Role.INVOERDER)
    client.logout()
    answer = client.post(f"/rondes/{ronde.pk}/plakken/", {"text": "x"}, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"].startswith("/inloggen/")


@pytest.mark.parametrize(("seconds", "said"), [(50, "duurde nog geen minuut"), (60, "duurde 1"), (150, "duurde 2")])
def test_a_run_of_seconds_took_less_than_a_minute(client_of, ronde, seconds, said) -> None:
    job = Job.objects.create(round=ronde, kind=Job.Kind.RUN, state=Job.State.DONE)
    Job.objects.update(started_at=job.created_at, ended_at=job.created_at + timedelta(seconds=seconds))
    assert said in client_of(Role.ANALIST).get(f"/rondes/{ronde.pk}/").content.decode().replace("\xa0", " ")
