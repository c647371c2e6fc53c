"""The sample corpus and the annotated uploads say what their gold files claim, and hold no real person."""

from __future__ import annotations

import csv
import email
import io
import json
import re
import zipfile
from email.policy import default
from pathlib import Path

import pytest
from striprtf.striprtf import rtf_to_text

from corpora import sample
from corpora.codebook import load_codebook

CASES = Path(__file__).parents[2] / "cases"
GOLD_FILES = [path for path in (CASES / "voorbeeld" / "gold.json", CASES / "uploads" / "gold.json") if path.exists()]
SUBTHEMES = 30
STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "\u00a0": " "})
INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
BANK_WEIGHTS = range(10, 0, -1)
SPOKEN = {
    "honderd": "100", "nul": "0", "een": "1", "één": "1", "twee": "2", "drie": "3", "vier": "4", "vijf": "5", "zes": "6",
    "zeven": "7", "acht": "8", "negen": "9", "elf": "11", "tweeëntwintig": "22", "drieëndertig": "33",
    "vierenveertig": "44", "vijfenvijftig": "55", "zesenzestig": "66", "zevenenzeventig": "77",
    "achtentachtig": "88", "negenennegentig": "99",
}  # fmt: skip


def normalise(text: str) -> str:
    """Text as `SCHEMA.md` compares it."""
    return " ".join(INVISIBLE.sub("", text).translate(STRAIGHT).replace("…", "...").split())


# --- reading without the readers under test --------------------------------------------------------


def text_of(path: Path, encoding: str) -> str:
    """All text in a file, in a plain way that owes nothing to our own readers."""
    if path.suffix in (".docx", ".xlsx", ".odt", ".ods"):
        return normalise(package_text(path))
    if path.suffix == ".pdf":
        return normalise(pdf_text(path))
    if path.suffix == ".rtf":
        return normalise(rtf_to_text(path.read_text(encoding="ascii")))
    text = path.read_bytes().decode(encoding)
    if path.suffix == ".eml":
        return normalise(email_headers(path) + "\n" + email_text(path))
    if path.suffix in (".vtt", ".srt"):
        return normalise(cue_text(text))
    if path.suffix == ".html":
        return normalise(html_text(text))
    if path.suffix in (".csv", ".tsv"):
        return normalise(csv_text(text))
    return normalise(text.replace("*", "") if path.suffix == ".md" else text)


def package_text(path: Path) -> str:
    from lxml import etree

    texts = []
    with zipfile.ZipFile(path) as package:
        for name in sorted(package.namelist()):
            if name.endswith(".xml") and not name.startswith(("docProps", "META-INF", "word/theme", "word/styles")):
                root = etree.fromstring(package.read(name))
                for element in root.iter("{*}p", "{*}h", "{*}si", "{*}is"):
                    texts.append(paragraph_text(element))
    return "\n".join(texts)


def paragraph_text(element) -> str:
    pieces = []
    for node in element.iter():
        if isinstance(node.tag, str) and node.tag.rsplit("}", 1)[1] in ("br", "line-break", "tab", "s"):
            pieces.append(" ")
        pieces += [node.text or "", node.tail or "" if node is not element else ""]
    return "".join(pieces)


def pdf_text(path: Path) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    text = "\n".join(pages).replace("\r\n", "\n")
    text = re.sub(r"pagina \d+ van \d+", "", text)
    return re.sub(r"(?<=\w)(?:-\n|\ufffe\n?|\x02\n?|\u00ad\n)(?=\w)", "", text)


def email_headers(path: Path) -> str:
    message = email.message_from_bytes(path.read_bytes(), policy=default)
    return "\n".join(str(message[name]) for name in ("From", "To", "Subject"))


def email_text(path: Path) -> str:
    message = email.message_from_bytes(path.read_bytes(), policy=default)
    body = message.get_body(("html", "plain"))
    text = str(body.get_content())
    return html_text(text) if body.get_content_subtype() == "html" else text


def cue_text(text: str) -> str:
    from html import unescape

    voices = re.findall(r"<v(?:\.\w+)* ([^>]+)>", text)
    spoken = re.sub(r"<v[^>]*>|</v>", "", text)
    lines = re.sub(r"(?m)^.*\n(?=\S+ --> )|^.*-->.*$", "", spoken).splitlines()
    return unescape("\n".join([*without_repeated_labels(lines), *voices, *labels_of(lines)]))


LABEL = re.compile(r"([^:]{2,40}): ")


def labels_of(lines: list[str]) -> list[str]:
    return [label[1] for label in map(LABEL.match, lines) if label]


def without_repeated_labels(lines: list[str]) -> list[str]:
    """Lines with the label taken off where it is that of the line before, as video meetings write it."""
    kept, last, before = [], "", ""
    for line in filter(str.strip, lines):
        if line == before:  # rolling captions show every line twice
            continue
        before = line
        label = LABEL.match(line)
        kept.append(line[label.end() :] if label and label[1] == last else line)
        last = label[1] if label else last
    return kept


def html_text(text: str) -> str:
    from lxml import html

    root = html.fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    for element in root.iter("br", "p", "li", "td", "dd", "dt", "div"):
        element.tail = " " + (element.tail or "")
    return root.text_content()


def csv_text(text: str) -> str:
    delimiter = max(";\t,|", key=text.splitlines()[-1].count)
    return "\n".join(cell for row in csv.reader(io.StringIO(text), delimiter=delimiter) for cell in row)


def stands_in(statement: str, text: str) -> bool:
    """Whether the statement occurs whole, or in parts where a narrator or an edit breaks into it."""
    parts = re.split(r"(?<=[.,?!]) ", statement)
    return statement in text or all(part in text for part in parts)


# --- what the gold says ----------------------------------------------------------------------------


def folder_of(gold_path: Path, gold: dict) -> Path:
    return (gold_path.parent / gold.get("map", ".")).resolve()


def gold_files() -> list:
    cases = []
    for path in GOLD_FILES:
        gold = json.loads(path.read_text(encoding="utf-8"))
        cases += [pytest.param(folder_of(path, gold), record, id=record["file"]) for record in gold["files"]]
    return cases


def sample_gold() -> dict:
    return json.loads((CASES / "voorbeeld" / "gold.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("folder", "record"), gold_files())
def test_every_statement_stands_in_its_file(folder, record):
    text = text_of(folder / record["file"], record["encoding"])
    missing = [statement["n"] for statement in record["statements"] if not stands_in(statement["text"], text)]
    assert missing == []


@pytest.mark.parametrize(("folder", "record"), gold_files())
def test_every_other_passage_stands_in_its_file(folder, record):
    text = text_of(folder / record["file"], record["encoding"])
    assert [passage["text"] for passage in record["geen_uitspraak"] if passage["text"] not in text] == []


@pytest.mark.parametrize(("folder", "record"), gold_files())
def test_every_planted_personal_datum_stands_in_its_file_often_enough(folder, record):
    text = text_of(folder / record["file"], record["encoding"])
    short = [
        datum["type"]
        for datum in record["persoonsgegevens"]
        if len(re.findall(rf"(?<!\w){re.escape(datum['text'])}(?!\w)", text)) < datum["aantal"]
    ]
    assert short == []


@pytest.mark.parametrize(("folder", "record"), gold_files())
def test_every_decoy_stands_in_its_file(folder, record):
    text = text_of(folder / record["file"], record["encoding"])
    name = normalise(record["file"])
    assert [decoy for decoy in record["lokvogels"] if decoy not in text and decoy not in name] == []


@pytest.mark.parametrize(("folder", "record"), gold_files())
def test_priorities_follow_from_the_codebook(folder, record):
    codebook = load_codebook()
    for statement in record["statements"]:
        assert set(statement["subthemes"]) <= set(codebook.subtheme_ids), statement["n"]
        assert statement["priorities"] == list(codebook.priorities_of(statement["subthemes"])), statement["n"]


def test_the_sample_is_large_and_varied_enough():
    gold = sample_gold()
    statements = [statement for record in gold["files"] for statement in record["statements"]]
    assert len(gold["files"]) >= 14
    assert len(statements) >= 200
    assert len({record["format"] for record in gold["files"]}) >= 10
    assert len({statement["group"] for statement in statements}) == 8
    assert len({statement["wijk"] for statement in statements if statement["wijk"]}) >= 14
    assert len({subtheme for statement in statements for subtheme in statement["subthemes"]}) == SUBTHEMES


def test_the_folder_holds_exactly_the_files_of_the_gold():
    named = {record["file"] for record in sample_gold()["files"]}
    assert {path.name for path in sample.UPLOADS.iterdir()} == named


# --- invented, and impossible ----------------------------------------------------------------------


def data_of_type(kind: str) -> list[str]:
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in GOLD_FILES]
    data = [datum for gold in golds for record in gold["files"] for datum in record["persoonsgegevens"]]
    return [datum["text"] for datum in data if datum["type"] == kind]


def digits_of(text: str) -> str:
    words = re.findall(r"\d|[^\W\d]+", text.lower())
    return "".join(SPOKEN.get(word, word if word.isdecimal() else "") for word in words)


@pytest.mark.parametrize("number", data_of_type("BSN"))
def test_a_bsn_passes_the_eleven_test_in_the_test_range(number):
    from stdnum.nl import bsn

    assert bsn.is_valid(digits_of(number))
    assert digits_of(number).startswith("9999")


@pytest.mark.parametrize("number", data_of_type("IBAN"))
def test_an_iban_has_good_check_digits_on_an_account_that_cannot_exist(number):
    compact = number.replace(" ", "")
    assert iban_remainder(compact) == 1
    assert sum(int(digit) * weight for digit, weight in zip(compact[8:], BANK_WEIGHTS, strict=True)) % 11 != 0


def iban_remainder(compact: str) -> int:
    return int("".join(str(int(character, 36)) for character in compact[4:] + compact[:4])) % 97


@pytest.mark.parametrize("plate", data_of_type("KENTEKEN"))
def test_a_licence_plate_holds_a_letter_that_is_never_issued(plate):
    assert "Q" in plate.upper()


@pytest.mark.parametrize("number", data_of_type("TELEFOON"))
def test_a_phone_number_follows_the_invented_pattern(number):
    digits = re.sub(r"^(0031|31)0?", "0", digits_of(number))
    assert re.fullmatch(r"06(?:(\d)\1){4}|078100\d{4}", digits)


@pytest.mark.parametrize("address", data_of_type("EMAIL"))
def test_a_mail_address_ends_in_a_domain_that_cannot_exist(address):
    assert address.rstrip(".").endswith("example")


@pytest.mark.parametrize("address", data_of_type("ADRES"))
def test_a_postcode_lies_in_a_range_that_is_not_issued(address):
    assert re.findall(r"\b\d{4}(?= ?[A-Z]{2}\b)", address) in ([], ["3347"])


# --- the builder -----------------------------------------------------------------------------------


@pytest.mark.parametrize("source", sorted(sample.SOURCES.glob("*.md")), ids=lambda path: path.stem)
def test_building_a_file_twice_gives_the_same_bytes(source):
    assert sample.build(source) == sample.build(source)


@pytest.mark.parametrize("source", sorted(sample.SOURCES.glob("*.md")), ids=lambda path: path.stem)
def test_a_shipped_file_holds_what_its_source_says(source, tmp_path):
    built = tmp_path / source.stem
    built.write_bytes(sample.build(source))
    assert text_of(built, "") == text_of(sample.UPLOADS / source.stem, "")
