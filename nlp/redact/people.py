"""People that the statistical pipeline finds; they only add to what the rules find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from corpora.gazetteer import PlaceMatch
from nlp.redact.found import Found
from nlp.redact.lookups import Lookups
from nlp.redact.scene import Scene, set_scene
from nlp.redact.tokens import Token, forms, nameable

if TYPE_CHECKING:
    from spacy.language import Language

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

    def read_ahead(self, texts: Iterable[str], lookups: Lookups) -> None:
        """Read these texts together, as far as they are new."""
        self._read |= self._people([text for text in dict.fromkeys(texts) if text not in self._read], lookups)

    def forget(self) -> None:
        """Keep nothing of what was read."""
        self._read.clear()

    def find(self, text: str, lookups: Lookups) -> tuple[Stretch, ...]:
        """First and last character (end excluded) of each person."""
        return self._read[text] if text in self._read else self._people([text], lookups)[text]

    def _people(self, texts: Sequence[str], lookups: Lookups) -> dict[str, tuple[Stretch, ...]]:
        found: dict[str, tuple[Stretch, ...]] = dict.fromkeys(texts, ())
        naming = [text for text in texts if _may_name(text, lookups)]
        pieces = [(text, start) for text in naming for start in range(0, len(text), MAX_CHARS)]
        docs = self._nlp.pipe((text[start : start + MAX_CHARS] for text, start in pieces), disable=self._unused)
        for (text, start), doc in zip(pieces, docs, strict=True):
            people = [entity for entity in doc.ents if entity.label_ in PERSON_LABELS]
            found[text] += tuple((start + person.start_char, start + person.end_char) for person in people)
        return found


def find_people(
    text: str, *, people: People, lookups: Lookups, protected: Sequence[PlaceMatch] = ()
) -> Iterator[Found]:
    """People by the pipeline, where no place or everyday word contradicts it."""
    scene = None
    for first, last in people.find(text, lookups):
        scene = scene or set_scene(text, lookups=lookups, protected=protected, known=(), label=False)
        inside = [i for i, token in enumerate(scene.tokens) if first <= token.start < last]
        if _plausible([scene.tokens[i] for i in inside]) and not _is_thing(scene, inside):
            yield Found(scene.tokens[inside[0]].start, scene.tokens[inside[-1]].end, "NAAM")


def _may_name(text: str, lookups: Lookups) -> bool:
    """Whether any word could be what makes a person plausible; most texts have none, and need not be read for people."""
    return any(nameable(form, initials=initials) for form, initials in forms(text, lookups))


def _plausible(tokens: list[Token]) -> bool:
    """Capitals, and at least one word that a name list knows or that is no Dutch word."""
    named = [token for token in tokens if token.capital and not token.form.never and not token.protected]
    if not named or any(token.protected or token.form.never for token in tokens):
        return False
    return any(nameable(token.form, initials=token.initials) for token in named)


def _is_thing(scene: Scene, inside: list[int]) -> bool:
    """ "een grijze Vito", "het Wilhelmus": the words before it say that it is no person."""
    before = scene.previous(inside[0])
    return scene.thing(inside[0]) or (before is not None and before.lower == "het")
