"""The main job: notes in, appendix out; offline, private, the same every time."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

SAMPLE = Path(__file__).resolve().parents[2] / "corpora" / "voorbeeld" / "gesprekken"
DATA_FILES = (
    "uitspraken.csv",
    "uitspraken.json",
    "uitspraken.xlsx",
    "manifest.json",
    "woordenwolk.svg",
    "rapport.html",
)
OUTPUT_FILES = (*DATA_FILES, "woordenwolk.png", "bijlage-4-woordenwolk.pdf", "bijlage-4-woordenwolk.docx")
Cli = Callable[..., CompletedProcess[str]]


def test_a_run_gives_every_output_file_without_a_network(sample_run: Path) -> None:
    assert {path.name for path in sample_run.iterdir()} >= set(OUTPUT_FILES)


def test_another_order_of_the_same_files_gives_the_same_bytes(sample_run: Path, tmp_path: Path, cli: Cli) -> None:
    files = sorted(SAMPLE.iterdir(), reverse=True)
    output = tmp_path / "voorbeeld"
    assert cli("run", *files, "--uit", output).returncode == 0
    different = [name for name in DATA_FILES if (output / name).read_bytes() != (sample_run / name).read_bytes()]
    assert different == []


def test_no_planted_name_or_number_is_found_in_any_byte_that_came_out(
    sample_run: Path, planted: tuple[str, ...]
) -> None:
    found = {name for path in sample_run.rglob("*") for text in texts_of(path) for name in planted if name in text}
    assert found == set()


def test_the_accounting_adds_up(sample_run: Path) -> None:
    data = json.loads((sample_run / "uitspraken.json").read_text(encoding="utf-8"))
    counts = dict(json.loads((sample_run / "manifest.json").read_text(encoding="utf-8"))["counts"])
    assert counts["statements"] == len(data["statements"])
    assert counts["statements"] >= 200
    assert counts["files"] >= 14


def test_a_bad_file_is_named_with_a_cure_and_the_others_go_on(tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "goed.txt").write_text(
        "Bewoner: De straatlamp bij de tunnel doet het al weken niet meer.\n", encoding="utf-8"
    )
    (tmp_path / "kapot.docx").write_bytes(b"PK\x03\x04 afgebroken")
    (tmp_path / "leeg.csv").write_bytes(b"")
    output = tmp_path / "uit" / "run"
    answer = cli("run", tmp_path / "goed.txt", tmp_path / "kapot.docx", tmp_path / "leeg.csv", "--uit", output)
    assert answer.returncode == 3
    assert "Traceback" not in answer.stderr + answer.stdout
    report = (output / "rapport.html").read_text(encoding="utf-8")
    for name in ("kapot.docx", "leeg.csv"):
        assert name in answer.stdout
        assert name in report


def test_a_file_that_was_handed_in_twice_is_counted_apart_and_is_no_fault(tmp_path: Path, cli: Cli) -> None:
    said = "Bewoner: De straatlamp bij de tunnel doet het al weken niet meer.\n"
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(said, encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as package:
        for name in ("d.txt", "e.txt"):
            package.writestr(name, "Bewoner: Op het plein ligt elke maandag zwerfafval van de markt.\n")
    output = tmp_path / "uit" / "run"
    answer = cli("run", *(tmp_path / name for name in ("a.txt", "b.txt", "c.zip")), "--uit", output)
    assert answer.returncode == 0, answer.stderr
    assert "Dubbel aangeleverd: b.txt, gelijk aan a.txt" in answer.stdout
    assert "Dubbel aangeleverd: c.zip/e.txt, gelijk aan c.zip/d.txt" in answer.stdout
    assert "Niet gelezen" not in answer.stdout
    data = json.loads((output / "uitspraken.json").read_text(encoding="utf-8"))
    counts = dict(data["manifest"]["counts"])
    assert (counts["files"], counts["rejected"], counts["doubles"], counts["statements"]) == (2, 0, 2, 2)
    assert "dubbel aangeleverd" in (output / "rapport.html").read_text(encoding="utf-8")


def test_a_word_shown_with_a_concern_is_said_by_as_many_people_as_were_asked_for(tmp_path: Path, cli: Cli) -> None:
    ends = [*["en dat trekt ratten"] * 5, *["elke week weer"] * 15]
    said = [f"Zwerfafval ligt naast de container {end}" for end in ends] + ["Een fatbike rijdt over de stoep"] * 20
    rows = [f'bewoner,"{text}, {100 + n} keer."' for n, text in enumerate(said)]
    (tmp_path / "t.csv").write_text("\n".join(["groep,uitspraak", *rows]), encoding="utf-8")
    assert cli("run", tmp_path / "t.csv", "--uit", tmp_path / "uit", "--k", 8).returncode == 0
    data = json.loads((tmp_path / "uit" / "uitspraken.json").read_text(encoding="utf-8"))
    shown = {term for one in data["concerns"]["concerns"] for term in one["terms"]}
    assert "container" in shown
    assert "ratten" not in shown


@pytest.mark.parametrize("name", ["bestaat-niet.txt", "leeg.txt", "map", "vragen.txt"])
def test_nothing_to_read_is_said_in_one_sentence(tmp_path: Path, cli: Cli, name: str) -> None:
    (tmp_path / "leeg.txt").write_bytes(b"")
    (tmp_path / "map").mkdir()
    (tmp_path / "vragen.txt").write_text("Gespreksvoerder: Wat speelt er in de buurt?\n", encoding="utf-8")
    answer = cli("run", tmp_path / name, "--uit", tmp_path / "uit")
    assert answer.returncode == 2
    assert "Traceback" not in answer.stderr + answer.stdout
    assert name in answer.stdout + answer.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"leeg.txt", "map", "vragen.txt"}


def test_files_without_a_statement_are_told_with_what_to_do(tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "leeg.txt").write_bytes(b"")
    (tmp_path / "vragen.txt").write_text("Gespreksvoerder: Wat speelt er in de buurt?\n", encoding="utf-8")
    told = cli("run", tmp_path, "--uit", tmp_path / "uit").stderr
    assert "leeg.txt en vragen.txt: er is geen enkele uitspraak gevonden" in told
    assert "Niet gelezen: leeg.txt: " in told
    assert "voor elke spreker een naam of letter" in told


def test_a_folder_of_something_else_is_not_overwritten(tmp_path: Path, cli: Cli) -> None:
    mine = tmp_path / "vakantie" / "foto.txt"
    mine.parent.mkdir()
    mine.write_text("zee")
    answer = cli("run", SAMPLE, "--uit", mine.parent)
    assert answer.returncode == 2
    assert "Kies met `--uit` een andere map." in answer.stderr
    assert mine.read_text() == "zee"


def test_nothing_is_left_beside_the_output(sample_run: Path) -> None:
    assert [path.name for path in sample_run.parent.iterdir()] == [sample_run.name]


@pytest.mark.shared
def test_the_real_council_proposal_gives_its_seven_quotes_and_says_what_they_cannot_show(
    shared: Path, tmp_path: Path, cli: Cli
) -> None:
    output = tmp_path / "raad"
    answer = cli("run", shared / "bron" / "raadsvoorstel-veiligheidsbeeld.txt", "--uit", output, "--k", 1)
    assert answer.returncode == 0, answer.stderr
    data = json.loads((output / "uitspraken.json").read_text(encoding="utf-8"))
    told = sorted((s["group"], s["wijk"]) for s in data["statements"])
    assert told == [
        ("bedrijventerrein", ""),
        ("bewoner", "Krispijn"),
        ("bewoner", "Stadspolders"),
        ("bewoner", "Wielwijk"),
        ("bondgenoot", ""),
        ("horecaondernemer", ""),
        ("jongere", ""),
    ]
    assert {path.name for path in output.iterdir()} >= set(OUTPUT_FILES)
    assert "Met 7 uitspraken is niet te zeggen welke zorgen er leven" in answer.stdout
    assert not any(name in "".join(s["text"] for s in data["statements"]) for name in ("[PERSOON", "…"))


def texts_of(path: Path) -> Iterator[str]:
    """What a file holds, packed members and the text of a pdf too."""
    if path.is_dir():
        return
    data = path.read_bytes()
    yield data.decode("utf-8", errors="ignore")
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            yield from (package.read(name).decode("utf-8", errors="ignore") for name in package.namelist())
    if path.suffix == ".pdf":
        import pypdfium2

        document = pypdfium2.PdfDocument(data)
        yield "\n".join(page.get_textpage().get_text_bounded() for page in document)
        document.close()
