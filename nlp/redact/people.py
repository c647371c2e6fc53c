"""People that the statistical pipeline finds; they only add to what the rules find."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from corpora.gazetteer import PlaceMatch
from nlp.redact.found import Found
from nlp.redact.lookups import Lookups
from nlp.redact.scene import Scene, set_scene
from nlp.redact.tokens import Token

if TYPE_CHECKING:
    from spacy.language import Language

PERSON_LABELS = frozenset({"PER", "PERSON", "PERS"})
# parts of a pipeline that finding names can do without; they take most of its time
GRAMMAR = frozenset({"attribute_ruler", "lemma_table", "lemmatizer", "morphologizer", "parser", "senter", "tagger"})
MAX_CHARS = 100_000  # far below spaCy's own limit; a longer text goes in pieces


def find_people(text: str, *, nlp: Language, lookups: Lookups, protected: Sequence[PlaceMatch] = ()) -> Iterator[Found]:
    """People by the pipeline, where no place or everyday word contradicts it."""
    for offset in range(0, len(text), MAX_CHARS):
        piece = text[offset : offset + MAX_CHARS]
        scene = None
        for entity in nlp(piece, disable=_not_needed(nlp)).ents:
            if entity.label_ not in PERSON_LABELS:
                continue
            scene = scene or set_scene(text, lookups=lookups, protected=protected, known=(), label=False)
            first, last = offset + entity.start_char, offset + entity.end_char
            inside = [i for i, token in enumerate(scene.tokens) if first <= token.start < last]
            if _plausible([scene.tokens[i] for i in inside]) and not _is_thing(scene, inside):
                yield Found(scene.tokens[inside[0]].start, scene.tokens[inside[-1]].end, "NAAM")


def _plausible(tokens: list[Token]) -> bool:
    """Capitals, and at least one word that a name list knows or that is no Dutch word."""
    named = [token for token in tokens if token.capital and not token.form.never and not token.protected]
    if not named or any(token.protected or token.form.never for token in tokens):
        return False
    return any(token.name_like and token.word.common <= 1 and not token.word.proper for token in named)


def _is_thing(scene: Scene, inside: list[int]) -> bool:
    """ "een grijze Vito", "het Wilhelmus": the words before it say that it is no person."""
    before = scene.previous(inside[0])
    return scene.thing(inside[0]) or (before is not None and before.lower == "het")


def _not_needed(nlp: Language) -> list[str]:
    return [name for name in nlp.pipe_names if name in GRAMMAR]
