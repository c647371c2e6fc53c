"""One line of a file corrected on its page: masked more and less, cut, joined, moved; and what the analysis makes of it."""

from __future__ import annotations

import re

import pytest

from flows import bridge
from web.access import Role
from web.jobs import service
from web.log.models import Event
from web.rounds import edits, intake, preview
from web.rounds.models import Upload

NOTE = (
    b"Gespreksvoerder: Wat speelt er in de buurt?\n"
    b"Bewoner: Het is donker bij de tunnel, zegt krullenbol ook. De parkeerplaats is elke avond vol en niemand doet er iets aan.\n"
    b"Bewoner 2: Volgens krullenbol helpt bellen naar 06-12345678 niet.\n"
)


@pytest.fixture
def read(transactional_db, person, ronde):
    """A file that was read, and who delivered it."""
    user = person(Role.INVOERDER)
    upload = intake.receive(ronde, user, "balie.txt", NOTE)
    bridge.work_off(service.ensure_reading(ronde, user).pk)
    return upload, user


def shown(upload: Upload) -> str:
    talks = preview.load(upload).talks
    return "\n".join(
        "|".join("".join(part.text for part in piece.parts) for piece in line.pieces)
        for talk in talks
        for line in talk.lines
    )


def change(client, upload: Upload, line: int, what: str, *words: str, **more: str):
    """Pick words on the form of a line, as the page names them, and press a button."""
    address = f"/bestanden/{upload.pk}/regel/1/{line}/"
    page = client.get(address).content.decode()
    numbers = {word.strip(): number for number, word in re.findall(r'name="woord" value="(\d+)"[^>]*>([^<]+)<', page)}
    version = re.search(r'name="versie" value="(\d+)"', page)
    assert version
    data = {"doe": what, "versie": version[1], "woord": [numbers[word] for word in words], **more}
    return client.post(address, data, follow=True)


def read_again(upload: Upload) -> None:
    bridge.work_off(service.ensure_reading(upload.round, upload.owner).pk)
    upload.refresh_from_db()


def test_lines_are_corrected_and_the_analysis_follows(read, client_of, database_text) -> None:
    upload, user = read
    client = client_of(user=user)
    change(client, upload, 2, "masker", "krullenbol", soort="NAAM")
    change(client, upload, 3, "leesbaar", "[TELEFOON-1]")
    change(client, upload, 2, "plaats", groep="ouder", wijk="Wielwijk")
    read_again(upload)
    assert upload.state == Upload.State.READ
    assert "krullenbol" not in shown(upload)
    assert "Volgens [PERSOON-1] helpt bellen naar 06-12345678 niet." in shown(upload)
    line = preview.load(upload).talks[0].lines[1]
    assert (line.group, line.wijk) == ("ouder", "Wielwijk")
    _cut_and_join(client, upload)
    for word in ("krullenbol", "12345678"):
        assert word not in database_text()
    _undo(client, upload)
    assert Event.objects.filter(action="regel verbeterd: afgeschermd").exists()


def _cut_and_join(client, upload: Upload) -> None:
    before = shown(upload).splitlines()[1]
    change(client, upload, 2, "knip", "zegt")
    read_again(upload)
    cut = shown(upload).splitlines()[1]
    assert cut.count("|") == before.count("|") + 1
    start = re.search(r'value="(plak-\d+)"', client.get(f"/bestanden/{upload.pk}/regel/1/2/").content.decode())
    assert start
    change(client, upload, 2, start[1])
    read_again(upload)
    assert shown(upload).splitlines()[1] == before


def _undo(client, upload: Upload) -> None:
    n = len(edits.made(upload))
    client.post(f"/bestanden/{upload.pk}/regel/ongedaan/")
    upload.refresh_from_db()
    assert len(edits.made(upload)) == n - 1
    assert upload.state == Upload.State.RECEIVED


def test_what_was_left_out_becomes_a_statement(read, client_of) -> None:
    upload, user = read
    upload.refresh_from_db()
    client, before = client_of(user=user), upload.n_statements
    assert preview.load(upload).talks[0].lines[0].pieces[0].reason
    form = client.get(f"/bestanden/{upload.pk}/regel/1/1/").content.decode()
    button = re.search(r'value="(uitspraak-\d+)">Dit is wél een uitspraak<', form)
    assert button
    assert "Uw verbetering is bewaard" in change(client, upload, 1, button[1]).content.decode()
    read_again(upload)
    assert upload.n_statements == before + 1
    assert not preview.load(upload).talks[0].lines[0].pieces[0].reason
    assert "wél een uitspraak" not in client.get(f"/bestanden/{upload.pk}/regel/1/1/").content.decode()


@pytest.mark.parametrize(
    ("line", "what", "words", "cure"),
    [
        (1, "knip", ["speelt"], "Dit is wél een uitspraak"),
        (2, "knip", ["Het"], "midden in een uitspraak"),
        (2, "leesbaar", ["donker"], "die zijn afgeschermd"),
        (2, "plaats", [], "een andere groep of wijk"),
    ],
)
def test_what_changes_nothing_is_not_called_kept(read, client_of, line, what, words, cure) -> None:
    upload, user = read
    page = change(client_of(user=user), upload, line, what, *words).content.decode()
    assert "Er is niets veranderd." in page
    assert cure in page
    assert "is bewaard" not in page
    assert not edits.made(Upload.objects.get(pk=upload.pk))


def test_a_confirmation_that_a_change_takes_back_is_told(read, client_of) -> None:
    upload, user = read
    client, again = client_of(user=user), "Bevestig het bestand daarna opnieuw."
    deeds = (
        lambda: change(client, upload, 2, "masker", "krullenbol", soort="NAAM"),
        lambda: client.post(f"/bestanden/{upload.pk}/regel/ongedaan/", follow=True),
        lambda: client.post(f"/bestanden/{upload.pk}/verbeteren/", {"wijk": "Wielwijk"}, follow=True),
    )
    for deed in deeds:
        Upload.objects.update(state=Upload.State.CONFIRMED)
        assert again in deed().content.decode()
        assert again not in deed().content.decode()  # nobody confirmed it since


def test_who_does_not_own_the_file_changes_nothing(read, client_of) -> None:
    upload, _ = read
    for address in (f"/bestanden/{upload.pk}/regel/1/2/", f"/bestanden/{upload.pk}/regel/ongedaan/"):
        assert client_of(Role.INVOERDER).post(address, {"doe": "masker", "woord": ["1"]}).status_code == 404
    assert not edits.made(Upload.objects.get(pk=upload.pk))


def test_a_form_of_an_older_reading_changes_nothing(read, client_of) -> None:
    upload, user = read
    data = {"doe": "masker", "woord": ["1"], "versie": "99"}
    page = client_of(user=user).post(f"/bestanden/{upload.pk}/regel/1/2/", data, follow=True).content.decode()
    assert "intussen opnieuw gelezen" in page
    assert not edits.made(Upload.objects.get(pk=upload.pk))


@pytest.mark.parametrize(
    "data",
    [
        {"doe": "masker"},
        {"doe": "masker", "woord": ["9999"]},
        {"doe": "plak-7"},
        {"doe": "plak-x"},
        {"doe": "uitspraak-0"},
        {"doe": "uitspraak-"},
        {"doe": "plaats", "wijk": "<script>"},
        {"doe": "verwijder", "woord": ["1"]},
    ],
)
def test_what_is_not_in_the_line_or_on_a_list_changes_nothing(read, client_of, data) -> None:
    upload, user = read
    version = preview.load(upload).version
    client_of(user=user).post(f"/bestanden/{upload.pk}/regel/1/2/", {**data, "versie": version})
    assert not edits.made(Upload.objects.get(pk=upload.pk))


@pytest.mark.parametrize("place", ["0/1", "1/0", "9/1", "1/99"])
def test_a_line_that_is_not_there_is_not_found(read, client_of, place) -> None:
    upload, user = read
    assert client_of(user=user).get(f"/bestanden/{upload.pk}/regel/{place}/").status_code == 404
