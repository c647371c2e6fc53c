"""Handing files in: stored whole and encrypted, refused with a reason, counted once."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from web.access import Role
from web.log.models import Event
from web.rounds import intake, preview
from web.rounds.models import Round, Upload

CANARY = "Kanarievogel Zwartepiet"
NOTE = f"Bewoner: {CANARY} zegt dat het donker is in de tunnel.\n".encode()


def hand_in(client, ronde: Round, *files: tuple[str, bytes]):
    data = {"bestanden": [SimpleUploadedFile(name, content) for name, content in files]}
    return client.post(f"/rondes/{ronde.pk}/aanleveren/", data, follow=True)


def said(answer) -> str:
    return answer.content.decode()


def test_a_file_is_received_and_will_be_read(client_of, ronde, started, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = hand_in(client_of(Role.INVOERDER), ronde, ("verslag.txt", NOTE))
    assert "verslag.txt is ontvangen." in said(answer)
    assert intake.original(ronde.uploads.get()) == ("verslag.txt", NOTE)
    assert [job.kind for job in started] == ["lezen"]


def test_neither_the_name_nor_the_text_lies_readable_anywhere(client_of, ronde, database_text) -> None:
    hand_in(client_of(Role.INVOERDER), ronde, (f"gesprek met {CANARY}.txt", NOTE))
    client_of(Role.INVOERDER).post(f"/rondes/{ronde.pk}/plakken/", {"text": NOTE.decode()})
    stored = b"".join(path.read_bytes() for path in Path(settings.DATA_FOLDER).rglob("*") if path.is_file())
    dump = database_text()
    assert CANARY.encode() not in stored
    assert CANARY not in dump
    assert "Kanarie" not in dump


def test_the_same_bytes_count_once_under_any_name(client_of, ronde) -> None:
    client = client_of(Role.INVOERDER)
    hand_in(client, ronde, ("een.txt", NOTE))
    answer = hand_in(client, ronde, ("twee.txt", NOTE), ("drie.txt", b"iets anders"))
    assert "twee.txt is al aangeleverd" in said(answer)
    assert [upload.number for upload in ronde.uploads.all()] == [1, 2]


def _bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"A" * 30_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("leeg.txt", b"", "leeg"),
        ("programma.docx", b"MZ\x90\x00" + b"\x00" * 100, "programma"),
        ("foto.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "afbeelding"),
        ("tekening.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "tekening"),
        ("gegevens.json", b'{"a": 1}', "gegevens"),
        ("bom.docx", _bomb(), "veel groter dan normaal"),
    ],
)
def test_of_what_is_no_note_only_the_name_and_the_reason_are_kept(client_of, ronde, name, content, reason) -> None:
    answer = hand_in(client_of(Role.INVOERDER), ronde, (name, content))
    assert answer.status_code == 200
    assert name in said(answer)
    assert reason in said(answer)
    refused = ronde.uploads.get()
    assert refused.state == Upload.State.REFUSED
    assert intake.original(refused) == (name, b"")
    assert reason in preview.load(refused).problems[0].reason
    assert reason in said(client_of(Role.ANALIST).get(f"/bestanden/{refused.pk}/"))
    assert Event.objects.filter(result="geweigerd").exists()


def test_a_refused_file_counts_once_and_makes_way_when_it_can_be_read_after_all(client_of, ronde, monkeypatch) -> None:
    client, big = client_of(Role.INVOERDER), ("groot.txt", NOTE.ljust(1_000_001, b"a"))
    with monkeypatch.context() as tight:
        tight.setattr(settings, "MAX_UPLOAD_MB", 1)
        assert "groter dan 1 MB" in said(hand_in(client, ronde, big))
        assert "groter dan 1 MB" in said(hand_in(client, ronde, big))
    assert [upload.state for upload in ronde.uploads.all()] == [Upload.State.REFUSED]
    refused = ronde.uploads.get()
    hand_in(client, ronde, big)
    assert [upload.state for upload in ronde.uploads.all()] == [Upload.State.RECEIVED]
    assert not refused.original_path.exists()


def test_the_same_bytes_under_another_name_are_a_double_and_sent_again_they_are_not(client_of, ronde) -> None:
    client = client_of(Role.INVOERDER)
    for name in ("een.txt", "een.txt", "twee.txt", "twee.txt"):
        hand_in(client, ronde, (name, NOTE))
    assert len(ronde.uploads.get().also_as) == 1
    assert "twee" not in str(ronde.uploads.get().also_as)


@pytest.mark.parametrize("name", ["Thumbs.db", ".DS_Store", "desktop.ini", "~$verslag.docx", "verslag.txt.lees.yaml"])
def test_what_a_program_left_beside_the_notes_is_skipped_and_told(client_of, ronde, name) -> None:
    answer = hand_in(client_of(Role.INVOERDER), ronde, (name, bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)))
    assert f"{name} is overgeslagen: dit is geen verslag" in said(answer)
    assert not ronde.uploads.exists()
    assert Event.objects.filter(result="overgeslagen").exists()


def test_one_bad_file_does_not_stop_the_others(client_of, ronde) -> None:
    answer = hand_in(client_of(Role.INVOERDER), ronde, ("leeg.txt", b""), ("goed.txt", NOTE))
    assert "goed.txt is ontvangen." in said(answer)
    assert [upload.state for upload in ronde.uploads.order_by("number")] == ["geweigerd", "ontvangen"]


def test_a_file_over_the_limit_is_refused(client_of, ronde, monkeypatch) -> None:
    monkeypatch.setattr(settings, "MAX_UPLOAD_MB", 1)
    answer = hand_in(client_of(Role.INVOERDER), ronde, ("groot.txt", b"a" * 1_000_001))
    assert "groter dan 1 MB" in said(answer)


@pytest.mark.parametrize("name", ["../../etc/passwd", "..\\..\\x.txt", "\u202etxt.exe", "CON.txt", "a" * 300 + ".txt"])
def test_a_name_never_becomes_a_path(person, ronde, name) -> None:
    upload = intake.receive(ronde, person(Role.INVOERDER), name, NOTE)
    assert upload.original_path.parent == Path(settings.DATA_FOLDER) / "aangeleverd"
    shown, _ = intake.original(upload)
    assert not set(shown) & set("/\\\u202e")


def test_markup_in_a_name_is_shown_as_text(client_of, ronde) -> None:
    answer = hand_in(client_of(Role.INVOERDER), ronde, ("<img src=x onerror=alert(1)>.txt", NOTE))
    assert "<img" not in said(answer)


def test_a_full_disk_is_told_and_leaves_nothing_half(client_of, ronde, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("web.folder.os.fsync", full)
    answer = hand_in(client_of(Role.INVOERDER), ronde, ("verslag.txt", NOTE))
    assert "niet opgeslagen" in said(answer)
    assert not ronde.uploads.exists()
    assert not list((Path(settings.DATA_FOLDER) / "aangeleverd").glob(".*"))


def test_who_delivers_sees_own_files_and_not_those_of_others(client_of, person, ronde) -> None:
    mine = intake.receive(ronde, person(Role.INVOERDER), "a.txt", NOTE)
    assert client_of(user=mine.owner).get(f"/bestanden/{mine.pk}/").status_code == 200
    for roles, expected in (((Role.INVOERDER,), 404), ((Role.ANALIST,), 200)):
        assert client_of(*roles).get(f"/bestanden/{mine.pk}/").status_code == expected
    assert client_of(Role.INVOERDER).post(f"/bestanden/{mine.pk}/verwijderen/").status_code == 404


def test_removing_a_file_removes_its_bytes(client_of, person, ronde) -> None:
    upload = intake.receive(ronde, person(Role.ANALIST), "a.txt", NOTE)
    client_of(Role.ANALIST).post(f"/bestanden/{upload.pk}/verwijderen/")
    assert not upload.original_path.exists()
    assert not Upload.objects.filter(pk=upload.pk).exists()


def test_only_what_was_shown_last_can_be_confirmed(client_of, person, ronde) -> None:
    upload = intake.receive(ronde, person(Role.ANALIST), "a.txt", NOTE)
    Upload.objects.update(state=Upload.State.READ, version=2)
    client = client_of(Role.ANALIST)
    client.post(f"/bestanden/{upload.pk}/bevestigen/", {"versie": "1"})
    upload.refresh_from_db()
    assert upload.state == Upload.State.READ
    client.post(f"/bestanden/{upload.pk}/bevestigen/", {"versie": "2"})
    upload.refresh_from_db()
    assert upload.state == Upload.State.CONFIRMED


def test_what_was_read_is_told_with_a_dutch_date_and_nothing_is_read_as_nothing(client_of, person, ronde) -> None:
    upload = intake.receive(ronde, person(Role.INVOERDER), "a.eml", NOTE)
    Upload.objects.update(state=Upload.State.READ)
    talk = preview.Talk("2026-04-07", (), "g", "c")
    left_out = (("aangehaalde berichten", 1),)
    preview.save(upload, preview.Preview(("eml",), (talk,), (), left_out, (), ()))
    client, address = client_of(user=upload.owner), f"/bestanden/{upload.pk}/"
    page = client.get(address).content.decode()
    assert "gelezen als eml; " in page
    assert "Gesprek 1, 7-4-2026" in page
    assert "Weggelaten: aangehaalde berichten (1)" in page
    preview.save(upload, preview.Preview((), (), (), (), (), ()))
    assert "gelezen als" not in client.get(address).content.decode()
