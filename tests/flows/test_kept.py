"""What earlier runs found is used again, never when something it follows from has changed."""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path

import pytest
from spacy.tokens import Token

from flows import stages
from flows.clearing import clear
from flows.fingerprint import READING, fingerprint
from flows.gather import gather, read_statements
from flows.kept import Kept, clear_older, key_of
from flows.settings import Settings
from flows.work import WorkFolder, batches
from nlp import load_dutch
from tests.flows.conftest import SAMPLE

FILES = [path for path in sorted(SAMPLE.iterdir()) if path.suffix in (".txt", ".csv", ".vtt")][:3]


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "gesprekken"
    folder.mkdir()
    for path in FILES:
        shutil.copy(path, folder)
    return folder


def read_and_tag(notes: Path, **chosen: object) -> tuple[int, int, list[bytes]]:
    """How many files were read and tagged anew, and every piece in the work folder."""
    settings = Settings(uitvoer=notes.parent / "runs", **chosen)  # type: ignore[arg-type]
    work = stages.prepare([notes], notes.parent / "uit", settings, kept=settings.kept)
    numbers = range(1, len(batches(work.order())) + 1)
    read = sum(stages.read_batch(str(work.path), batch)["nieuw"] for batch in numbers)
    tagged = sum(stages.tag_batch(str(work.path), batch)["nieuw"] for batch in numbers)
    pieces = [path.read_bytes() for path in sorted(work.path.glob("*/*"))]
    work.remove()
    return read, tagged, pieces


def test_a_second_run_does_no_file_again_and_finds_the_same(notes: Path) -> None:
    first, again = read_and_tag(notes), read_and_tag(notes)
    assert first[:2] == (3, 3)
    assert again[:2] == (0, 0)
    assert first[2] == again[2]


def test_one_new_file_is_the_work_of_one_file(notes: Path) -> None:
    read_and_tag(notes)
    (notes / "nieuw.txt").write_text("Bewoner: De lantaarn op de hoek is al weken stuk.", encoding="utf-8")
    assert read_and_tag(notes)[:2] == (1, 1)


def test_another_codebook_redoes_themes_and_not_reading(notes: Path) -> None:
    from corpora.codebook import DEFAULT_CODEBOOK

    read_and_tag(notes)
    other = notes.parent / "codeboek.yaml"
    text = DEFAULT_CODEBOOK.read_text(encoding="utf-8")
    other.write_text(text.replace("versie: ", "versie: 9", 1), encoding="utf-8")
    assert read_and_tag(notes, codeboek=other)[:2] == (0, 3)


def test_what_staff_correct_beside_a_file_is_read_again(notes: Path) -> None:
    from corpora.layout import path_for

    read_and_tag(notes)
    path_for(notes / FILES[0].name).write_text("wijk: Reeland\n", encoding="utf-8")
    assert read_and_tag(notes)[0] == 1


def test_officials_who_may_stay_readable_change_what_is_read(notes: Path) -> None:
    read_and_tag(notes)
    assert read_and_tag(notes, ambtenaren=("Jan Voorbeeld",))[0] == 3


def test_nothing_is_kept_when_the_city_wants_so(notes: Path) -> None:
    read_and_tag(notes, bewaar_dagen=0)
    assert not (notes.parent / "runs").exists()


def test_a_stored_parse_holds_what_counting_words_and_finding_concerns_ask(notes: Path) -> None:
    work = read_only(notes)
    nlp = load_dutch()
    statements, stored = read_statements(work, nlp)
    work.remove()
    for statement, doc in zip(statements, stored, strict=True):
        fresh = nlp(statement.text)
        assert [_asked(token) for token in doc] == [_asked(token) for token in fresh]


def _asked(token: Token) -> tuple[object, ...]:
    return token.text, token.lemma_, token.pos_, token.dep_, token.head.i, bool(token.is_sent_start)


def test_a_damaged_piece_counts_as_absent(notes: Path) -> None:
    first = read_and_tag(notes)
    for path in (notes.parent / "runs" / ".tussenstand" / "gelezen").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-5])
    again = read_and_tag(notes)
    assert again[0] == 3
    assert again[2] == first[2]


def test_a_file_that_is_replaced_while_it_is_read_is_not_kept_as_the_old_one(
    notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = stages.read_one

    def read_and_replace(path: Path, tools: object) -> object:
        found = whole(path, tools)  # type: ignore[arg-type]
        path.write_text("Bewoner: Dit staat er nu.", encoding="utf-8")
        return found

    monkeypatch.setattr(stages, "read_one", read_and_replace)
    read_and_tag(notes)
    assert not list((notes.parent / "runs" / ".tussenstand").rglob("gelezen/*/*"))


def test_old_pieces_and_left_work_folders_are_cleared(
    notes: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("STADSGESPREK_UITVOER", str(tmp_path / "runs"))
    read_and_tag(notes)
    left = tmp_path / "runs" / ".afgebroken.werk"
    left.mkdir()
    (left / "opdracht.json").write_text("{}")
    settings = Settings(uitvoer=tmp_path / "runs")
    busy = stages.prepare([notes], tmp_path / "runs" / "bezig", settings)
    assert clear(portal=False) == {"stukken": 0, "werkmappen": 1}
    assert busy.path.exists()
    busy.remove()
    month_ago = time.time() - 31 * 86_400
    pieces = [path for path in (tmp_path / "runs" / ".tussenstand").rglob("*") if path.is_file()]
    for path in pieces:
        os.utime(path, (month_ago, month_ago))
    assert clear(portal=False)["stukken"] == len(pieces) == 9


def test_a_folder_that_cannot_be_written_keeps_nothing_and_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("")
    kept = Kept(tmp_path / "bestand")
    kept.put("gelezen", "abc", b"x")
    assert kept.get("gelezen", "abc") is None


def test_pieces_hold_no_personal_data(notes: Path, planted: tuple[str, ...]) -> None:
    read_and_tag(notes)
    stored = b"\n".join(p.read_bytes() for p in (notes.parent / "runs").rglob("*") if p.is_file())
    assert json.dumps("statements").encode() in stored
    assert [name for name in planted if name.encode() in stored] == []


def test_a_fingerprint_covers_the_model_and_the_readers() -> None:
    assert fingerprint(*READING) != fingerprint("corpora")
    assert key_of("a", "bc") != key_of("ab", "c")
    assert clear_older(Path("bestaat-niet"), days=1) == 0


def test_what_files_gave_is_read_back_once_per_run_and_let_go_with_its_folder(notes: Path) -> None:
    work = read_only(notes)
    first = gather(work)
    assert gather(WorkFolder(work.path)) is first  # as the next stage asks for it
    assert read_statements(work, load_dutch()) is not None
    work.remove()
    (notes / "nieuw.txt").write_text("Bewoner: De lantaarn op de hoek is al weken stuk.", encoding="utf-8")
    again = read_only(notes)
    assert len(gather(again).files) == len(first.files) + 1
    again.remove()
    assert gather.cache_info().currsize == 0  # type: ignore[attr-defined]


def read_only(notes: Path) -> WorkFolder:
    """A work folder in which everything is read."""
    work = stages.prepare([notes], notes.parent / "uit", Settings())
    for batch in range(1, len(batches(work.order())) + 1):
        stages.read_batch(str(work.path), batch)
    return work
