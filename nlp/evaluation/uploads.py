"""Annotated uploads: reading the gold file and comparing texts the way its schema says.

`gold.json` lies in the folder of the files it is about, or names that folder under `map`. Texts are compared as tokens, after the same normalisation on
both sides and with personal data and masks alike replaced by one token.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpora.errors import KnowledgeError

PII = "pii"
MIN_OVERLAP = 0.8
RUN = 3  # tokens in a row that count as the same text

_MASK = re.compile(r"\[[A-Z]+(?:-[A-Z]+)*-\d+\]")
_TOKEN = re.compile(r"\w+(?:['-]\w+)*")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
_QUOTES = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """One annotated statement."""

    text: str
    turn: int
    group: str
    wijk: str
    subthemes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldFile:
    """What is expected of one file."""

    name: str
    format: str
    statements: tuple[GoldStatement, ...]
    not_statements: tuple[tuple[str, str], ...]  # text, reason
    personal_data: tuple[tuple[str, str, int], ...]  # form, type, occurrences
    decoys: tuple[str, ...]


def read_gold(path: Path) -> list[GoldFile]:
    """The expectations of a gold file, in its own order.

    Raises:
        KnowledgeError: the file is no JSON, or not of the shape that its schema describes.
    """
    _, records = open_gold(path)
    try:
        return [_gold_file(record) for record in records]
    except (KeyError, TypeError):
        raise _no_gold(path) from None


def open_gold(path: Path) -> tuple[Path, list[dict[str, Any]]]:
    """Folder of the annotated files, and what a gold file says about each, as it stands.

    The files lie beside the gold file, or in the folder that its `map` names, seen from there.

    Raises:
        KnowledgeError: the file is no JSON, or lists no files.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return path.parent / str(data.get("map", "")), list(data["files"])
    except (OSError, UnicodeDecodeError, ValueError, AttributeError, KeyError, TypeError):
        raise _no_gold(path) from None


def _no_gold(path: Path) -> KnowledgeError:
    return KnowledgeError(
        "dit is geen bestand met verwachte uitspraken.", source=path.name, cure="Zie SCHEMA.md voor de vorm."
    )


def normalise(text: str) -> str:
    """Straight quotes and dashes, single spaces, no invisible characters."""
    text = _INVISIBLE.sub("", text).translate(_QUOTES).replace("…", "...")
    return re.sub(r"\s+", " ", text).strip()


def tokenizer(forms: Iterable[str]) -> Callable[[str], list[str]]:
    """A function from text to tokens; masks and these forms of personal data become one token, neighbours merged."""
    ordered = sorted({normalise(form) for form in forms}, key=lambda form: (-len(form), form))
    known = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)") if ordered else None

    def tokens(text: str) -> list[str]:
        plain = normalise(_MASK.sub(f" {PII} ", text))
        plain = known.sub(f" {PII} ", plain) if known else plain
        found = _TOKEN.findall(plain.lower())
        return [token for at, token in enumerate(found) if token != PII or at == 0 or found[at - 1] != PII]

    return tokens


def overlap(left: Sequence[str], right: Sequence[str]) -> float:
    """Dice share of two texts as bags of tokens, 0-1."""
    if not left or not right:
        return 0.0
    return 2 * sum((Counter(left) & Counter(right)).values()) / (len(left) + len(right))


def pair(predicted: Sequence[Sequence[str]], gold: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Positions of predictions and gold texts that belong together, one to one, highest overlap first."""
    scores = sorted(
        ((-overlap(left, right), p, g) for p, left in enumerate(predicted) for g, right in enumerate(gold)),
    )
    taken_p: set[int] = set()
    taken_g: set[int] = set()
    pairs = []
    for score, p, g in scores:
        if -score >= MIN_OVERLAP and p not in taken_p and g not in taken_g:
            pairs.append((p, g))
            taken_p.add(p)
            taken_g.add(g)
    return sorted(pairs)


def covered(texts: Sequence[Sequence[str]], by: Iterable[Sequence[str]]) -> list[list[bool]]:
    """For every token of every text: does it lie in a run of three, or a whole shorter text, that the other side has?"""
    others = list(by)
    runs = {size: {run for text in others for run in _runs(text, size)} for size in range(1, RUN + 1)}
    return [_covered(text, runs) for text in texts]


def _covered(text: Sequence[str], runs: Mapping[int, set[tuple[str, ...]]]) -> list[bool]:
    marks = [False] * len(text)
    size = min(RUN, len(text))
    for at, run in enumerate(_runs(text, size) if size else ()):
        if run in runs[size]:
            marks[at : at + size] = [True] * size
    return marks


def _runs(text: Sequence[str], size: int) -> list[tuple[str, ...]]:
    return [tuple(text[at : at + size]) for at in range(len(text) - size + 1)]


def _gold_file(record: dict[str, Any]) -> GoldFile:
    return GoldFile(
        name=record["file"],
        format=record["format"],
        statements=tuple(
            GoldStatement(s["text"], s["turn"], s["group"], s["wijk"], tuple(s.get("subthemes", ())))
            for s in record["statements"]
        ),
        not_statements=tuple((p["text"], p["reason"]) for p in record["geen_uitspraak"]),
        personal_data=tuple((p["text"], p["type"], p["aantal"]) for p in record["persoonsgegevens"]),
        decoys=tuple(record["lokvogels"]),
    )
