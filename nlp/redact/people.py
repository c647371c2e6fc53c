"""People that the statistical pipeline finds; they only add to what the rules find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from corpora.gazetteer import PlaceMatch
from nlp.redact.found import Found
from nlp.redact.lookups import Lookups
from nlp.redact.scene import Scene, set_scene
from nlp.redact.tokens import Token, tokenise

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PERSON_LABELS = frozenset({"PER", "PERSON", "PERS"})
# parts of a pipeline that finding names can do without; they take most of its time
GRAMMAR = frozenset({"attribute_ruler", "lemma_table", "lemmatizer", "morphologizer", "parser", "senter", "tagger"})
Stretch = tuple[int, int]

MAX_CHARS = 100_000  # far below spaCy's own limit; a longer text goes in pieces


class People:
    """Stretches that a pipeline calls a person; many texts are read at a time, which takes half the time."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        # components for grammar, and the shared network where names have one of their own
        own = any("ner" not in getattr(part, "listening_components", ["ner"]) for _, part in nlp.pipeline)
        self._unused = [name for name in nlp.pipe_names if name in GRAMMAR or (own and name == "tok2vec")]
        self._read: dict[str, tuple[Stretch, ...]] = {}

    def read_ahead(self, texts: Iterable[str]) -> None:
        """Read these texts together, as far as they are new."""
        pieces = {text[offset : offset + MAX_CHARS] for text in texts for offset in _offsets(text)}
        new = sorted(pieces - self._read.keys())
        docs = self._nlp.pipe(new, disable=self._unused)
        self._read |= {piece: _people(doc) for piece, doc in zip(new, docs, strict=True)}

    def forget(self) -> None:
        """Keep nothing of what was read."""
        self._read.clear()

    def find(self, text: str) -> Iterator[Stretch]:
        """First and last character (end excluded) of each person."""
        for offset in _offsets(text):
            piece = text[offset : offset + MAX_CHARS]
            found = self._read[piece] if piece in self._read else _people(self._nlp(piece, disable=self._unused))
            for start, end in found:
                yield offset + start, offset + end


def _offsets(text: str) -> range:
    return range(0, len(text), MAX_CHARS)


def _people(doc: Doc) -> tuple[Stretch, ...]:
    return tuple((found.start_char, found.end_char) for found in doc.ents if found.label_ in PERSON_LABELS)


def find_people(
    text: str, *, people: People, lookups: Lookups, protected: Sequence[PlaceMatch] = ()
) -> Iterator[Found]:
    """People by the pipeline, where no place or everyday word contradicts it."""
    if not may_name(text, lookups):
        return
    scene = None
    for first, last in people.find(text):
        scene = scene or set_scene(text, lookups=lookups, protected=protected, known=(), label=False)
        inside = [i for i, token in enumerate(scene.tokens) if first <= token.start < last]
        if _plausible([scene.tokens[i] for i in inside]) and not _is_thing(scene, inside):
            yield Found(scene.tokens[inside[0]].start, scene.tokens[inside[-1]].end, "NAAM")


def may_name(text: str, lookups: Lookups) -> bool:
    """Whether any word could be what makes a person plausible; most texts have none, and need not be read for people."""
    return any(_nameable(token) for token in tokenise(text, lookups))


def _plausible(tokens: list[Token]) -> bool:
    """Capitals, and at least one word that a name list knows or that is no Dutch word."""
    named = [token for token in tokens if token.capital and not token.form.never and not token.protected]
    if not named or any(token.protected or token.form.never for token in tokens):
        return False
    return any(_nameable(token) for token in named)


def _nameable(token: Token) -> bool:
    return (
        token.capital and not token.form.never and token.name_like and token.word.common <= 1 and not token.word.proper
    )


def _is_thing(scene: Scene, inside: list[int]) -> bool:
    """ "een grijze Vito", "het Wilhelmus": the words before it say that it is no person."""
    before = scene.previous(inside[0])
    return scene.thing(inside[0]) or (before is not None and before.lower == "het")
