"""People that the statistical pipeline finds; they only add to what the rules find."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from corpora.gazetteer import PlaceMatch
from nlp.redact.found import Found
from nlp.redact.lookups import Lookups
from nlp.redact.tokens import Token, tokenise

if TYPE_CHECKING:
    from spacy.language import Language

PERSON_LABELS = frozenset({"PER", "PERSON", "PERS"})
MAX_CHARS = 100_000  # far below spaCy's own limit; a longer text goes in pieces


def find_people(text: str, *, nlp: Language, lookups: Lookups, protected: Sequence[PlaceMatch] = ()) -> Iterator[Found]:
    """People by the pipeline, where no place or everyday word contradicts it."""
    for offset in range(0, len(text), MAX_CHARS):
        piece = text[offset : offset + MAX_CHARS]
        tokens = None
        for entity in nlp(piece).ents:
            if entity.label_ not in PERSON_LABELS:
                continue
            tokens = tokens or tokenise(text, lookups, protected=protected)
            inside = [
                token
                for token in tokens
                if token.start >= offset + entity.start_char and token.start < offset + entity.end_char
            ]
            if _plausible(inside):
                yield Found(inside[0].start, inside[-1].end, "NAAM")


def _plausible(tokens: list[Token]) -> bool:
    """Capitals, and at least one word that a name list knows or that is no Dutch word."""
    named = [token for token in tokens if token.capital and not token.form.never and not token.protected]
    if not named or any(token.protected or token.form.never for token in tokens):
        return False
    return any(token.name_like and token.word.common <= 1 and not token.word.proper for token in named)
