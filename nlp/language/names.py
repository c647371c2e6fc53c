"""Examples that teach the pipeline to find names of people, places and organisations."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from nlp.language.split import sentences

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.training import Example

FRAMES = Path(__file__).with_name("name_sentences.json")
# Share of each source that is used in an epoch: the treebanks are modern Dutch, the others old and noisy.
SOURCES = {"treebank-names-silver.tsv.gz": 1.0, "openboek-names.tsv.gz": 0.5, "europeana-nl-names.tsv.gz": 0.2}
N_INVENTED = 6000  # per epoch
P_LOWER, P_UPPER = 0.3, 0.04
Pools = dict[str, tuple[str, ...]]
SLOT = re.compile(r"(\{[A-Z]\})")
CLOSING, OPENING = frozenset(".,:;?!)]»”’%"), frozenset("([«“„‘")


@dataclass(frozen=True, slots=True)
class Named:
    """A text with its names: character offsets, end excluded, and PER, LOC, ORG or MISC."""

    text: str
    names: tuple[tuple[int, int, str], ...]


def treebank_names(folder: Path, name: str) -> Iterator[tuple[str, Named]]:
    """(source, text with names) for every sentence of a token-per-line file."""
    source, rows = "", []
    with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            if line.startswith("# source"):
                source = line.partition("=")[2].strip()
            elif line.strip():
                token, _, tag = line.rstrip("\n").partition("\t")
                rows.append((token, tag))
            elif rows:
                yield source, _joined(rows)
                rows = []


def invented(rng: Random, names: Pools, frames: Sequence[str]) -> Named:
    """A frame filled with random names."""
    text = ""
    found: list[tuple[int, int, str]] = []
    for piece in SLOT.split(rng.choice(frames)):
        if not SLOT.fullmatch(piece):
            text += piece
            continue
        name, label = _drawn(piece[1], rng, names)
        start = len(text)
        if found and label == found[-1][2] == "PER" and text[found[-1][1] :] == " ":
            start = found.pop()[0]  # first name and family name side by side are one person
        text += name
        found.append((start, len(text), label))
    return Named(text, tuple(found))


def recased(example: Named, rng: Random) -> Named:
    """The same text in small letters or capitals, now and then; the offsets stay."""
    draw = rng.random()
    if draw < P_LOWER:
        text = re.sub(r"[.,!?]$", "", example.text.lower()) if rng.random() < 0.5 else example.text.lower()
    elif draw < P_LOWER + P_UPPER:
        text = example.text.upper()
    else:
        return example
    ends = max((end for _, end, _ in example.names), default=0)
    return replace(example, text=text) if ends <= len(text) <= len(example.text) else example


def pools(data: Path, *, held_out: bool) -> Pools:
    """First names (V), family names (A), places (L) and organisations (O); one in ten is held out, by its spelling."""
    folder = data / "names-nl"
    first = [row["name"] for row in _table(folder / "popular-forenames-cc0.tsv")]
    family = [row["name"] for row in _table(folder / "popular-surnames-cc0.tsv")]
    common = [row["name"] for row in _table(folder / "family-names-top1000-2007.tsv")]
    rare = _names(folder / "family-names-5-or-more-2007.txt.gz")
    people = _names(folder / "alpino-person-names.txt.gz")
    firsts = [person.split()[0] for person in people if re.fullmatch(r"[A-Z][a-zà-ÿ]{2,}( [A-Zvd][\w-]+)+", person)]
    places = [re.sub(r" \(.*\)", "", row["name"]) for row in _table(data / "places-nl" / "cbs-gemeenten.tsv")]
    organisations = [name for name in _names(folder / "alpino-organisation-names.txt.gz") if len(name) < 25]
    whole = {
        "v": first, "V": sorted(set(firsts)), "a": [*common, *family], "A": rare,
        "L": places, "O": organisations,
    }  # fmt: skip
    return {key: tuple(name for name in names if _held_out(name) == held_out) for key, names in whole.items()}


def training_names(data: Path, rng: Random) -> Iterator[Named]:
    """One epoch of examples, shuffled, dev and test sentences left out."""
    chosen = [named for named, share in _real(data) if rng.random() < share]
    chosen += [invented(rng, _pools(data, False), _frames("train")) for _ in range(N_INVENTED)]
    chosen += [Named(text, ()) for text in _frames("plain") for _ in range(10)]
    rng.shuffle(chosen)
    for named in chosen:
        yield recased(named, rng)


def dev_names(data: Path) -> list[Named]:
    """Silver names of the two dev treebanks."""
    found = treebank_names(data / "ner-nl", "treebank-names-silver.tsv.gz")
    return [named for source, named in found if source.endswith("-dev")]


def dev_invented(data: Path, n: int = 600) -> list[Named]:
    """Frames and names that training never sees."""
    rng = Random(7)  # noqa: S311
    return [invented(rng, _pools(data, True), _frames("dev")) for _ in range(n)]


def to_example(nlp: Language, named: Named) -> Example:
    """Example with the names widened to whole tokens."""
    from spacy.training import Example

    doc = nlp.make_doc(named.text)
    spans = [doc.char_span(start, end, label, alignment_mode="expand") for start, end, label in named.names]
    return Example.from_dict(
        doc, {"entities": [(span.start_char, span.end_char, span.label_) for span in spans if span]}
    )


@cache
def _real(data: Path) -> tuple[tuple[Named, float], ...]:
    unseen = {_letters(s.text) for part in ("dev", "test") for s in sentences(data / "ud-dutch", part)}
    return tuple(
        (named, share)
        for file, share in SOURCES.items()
        for _, named in treebank_names(data / "ner-nl", file)
        if _letters(named.text) not in unseen
    )


@cache
def _pools(data: Path, held_out: bool) -> Pools:
    return pools(data, held_out=held_out)


@cache
def _frames(part: str) -> tuple[str, ...]:
    return tuple(json.loads(FRAMES.read_text(encoding="utf-8"))[part])


def _joined(rows: list[tuple[str, str]]) -> Named:
    """Text of tokens, spaced as Dutch is written, with the names that the BIO tags mark."""
    text, names = "", []
    for position, (token, tag) in enumerate(rows):
        glued = not text or token in CLOSING or (rows[position - 1][0] in OPENING)
        text += token if glued else f" {token}"
        start = len(text) - len(token)
        if tag.startswith("B-"):
            names.append((start, len(text), tag[2:]))
        elif tag.startswith("I-") and names:
            names[-1] = (names[-1][0], len(text), names[-1][2])
    return Named(text, tuple(names))


def _drawn(kind: str, rng: Random, names: Pools) -> tuple[str, str]:
    if kind == "P":
        family = _drawn("A", rng, names)[0]
        if rng.random() < 0.1:
            return f"{rng.choice('ABCDEFGHJKLMNPRSTVW')}. {family}", "PER"
        return f"{_drawn('V', rng, names)[0]} {family}", "PER"
    label = {"L": "LOC", "O": "ORG"}.get(kind, "PER")
    if kind in "VA" and rng.random() < 0.5:
        kind = kind.lower()
    return rng.choice(names[kind]), label


def _held_out(name: str) -> bool:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 10 == 0


def _letters(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _names(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [line.strip() for line in file if line.strip()]
