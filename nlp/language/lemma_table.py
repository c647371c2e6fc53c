"""Lemmas from word lists, over the lemmas that the trained component guesses.

A form is looked up with its word class. A longer form borrows from the longest known form it ends in: `meststoffen`
from `stoffen`, `overgeplaatst` from `geplaatst`, the way Dutch builds compounds and separable verbs.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc

FACTORY = "stadsgesprek_lemma_table"
FILE = "table.json.gz"
MIN_PART = {"NOUN": 3, "VERB": 1}  # letters that come before a borrowed form, for the classes that may borrow
MIN_HEAD = {"NOUN": 5, "VERB": 4}  # letters of a borrowed form: `tumoren` has nothing to do with `oren`
AS_WRITTEN = frozenset(("PROPN", "X", "SYM", "PUNCT", "SPACE", "ADJ"))  # classes whose capital may belong to the lemma
PARTICIPLE = "ge"
VERB_PARTS = frozenset(
    [
        "aan",
        "achter",
        "achteruit",
        "af",
        "be",
        "bij",
        "binnen",
        "bijeen",
        "boven",
        "buiten",
        "dicht",
        "door",
        "er",
        "erbij",
        "eruit",
        "ge",
        "gade",
        "gelijk",
        "goed",
        "groot",
        "her",
        "hoog",
        "in",
        "ineen",
        "kapot",
        "klaar",
        "kwijt",
        "langs",
        "leeg",
        "los",
        "mede",
        "mee",
        "mis",
        "na",
        "naar",
        "neer",
        "om",
        "omhoog",
        "omver",
        "onder",
        "ont",
        "op",
        "open",
        "opeen",
        "over",
        "plaats",
        "rond",
        "samen",
        "stand",
        "stil",
        "tegemoet",
        "tegen",
        "teleur",
        "teniet",
        "terecht",
        "terug",
        "thuis",
        "toe",
        "tussen",
        "uit",
        "uiteen",
        "vast",
        "ver",
        "verder",
        "vol",
        "voor",
        "vooraf",
        "voorbij",
        "vooruit",
        "voort",
        "vrij",
        "waar",
        "weer",
        "weg",
        "zwart",
    ]
)
Table = Mapping[str, Mapping[str, str]]  # word class -> form in small letters -> lemma


def lookup(table: Table, form: str, upos: str) -> str | None:
    """Lemma of a form with this word class; None where the lists do not say."""
    known = table.get(upos, {})
    word = form.lower()
    if word in known:
        lemma = known[word]
        return None if upos == "PROPN" and lemma.lower() == word else lemma  # a name keeps its own capitals
    return _by_head(known, form, upos) if upos in MIN_HEAD else None


def _by_head(known: Mapping[str, str], form: str, upos: str) -> str | None:
    word = form.lower()
    for start in range(MIN_PART[upos], len(word) - MIN_HEAD[upos] + 1):
        head, part = known.get(word[start:]), word[:start]
        if head is None or (upos == "VERB" and part not in VERB_PARTS):
            continue
        if upos == "VERB" and part == PARTICIPLE:
            return head
        return (form[:start] if _own_capitals(form) else part) + (head if part.endswith("-") else head.lower())
    return None


def decapitalised(form: str, lemma: str, upos: str) -> str:
    """The lemma without the capital that only marks the start of a sentence or a title."""
    if upos in AS_WRITTEN or _own_capitals(form) or not form[:1].isupper():
        return lemma
    return lemma[:1].lower() + lemma[1:]


def _own_capitals(form: str) -> bool:
    """Whether a capital belongs to the word: `NS-reiziger`, `Amazone-regenwoud`."""
    return "-" in form or any(character.isupper() for character in form[1:])


class LemmaTable:
    """Pipeline component; comes after the trained lemmatizer."""

    def __init__(self, table: Table | None = None) -> None:
        self.table: Table = table or {}

    def __call__(self, doc: Doc) -> Doc:
        for token in doc:
            found = lookup(self.table, token.text, token.pos_)
            token.lemma_ = found or decapitalised(token.text, token.lemma_, token.pos_)
        return doc

    def to_disk(self, path: Path, **_: Any) -> None:
        """Write the table, sorted, so that the same table gives the same bytes."""
        Path(path).mkdir(exist_ok=True)
        text = json.dumps(self.table, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        (Path(path) / FILE).write_bytes(gzip.compress(text.encode(), mtime=0))

    def from_disk(self, path: Path, **_: Any) -> LemmaTable:
        """Read what `to_disk` wrote."""
        self.table = json.loads(gzip.decompress((Path(path) / FILE).read_bytes()))
        return self


@Language.factory(FACTORY, assigns=["token.lemma"], requires=["token.pos", "token.lemma"])
def create_lemma_table(nlp: Language, name: str) -> LemmaTable:  # noqa: ARG001 - spaCy passes both
    """What the name of the component refers to; the table comes from disk or from training."""
    return LemmaTable()
