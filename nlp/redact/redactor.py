"""Mask a whole conversation: texts, speaker labels, file name and places, with one pseudonym per person.

1. Every text is searched by itself, with full names in the notes beside labels of one word.
2. The parts of the names that were found are searched everywhere, in any case.
3. Both are repeated until nothing more is found, so that masking twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from corpora.gazetteer import Gazetteer, load_gazetteer
from corpora.records import Attribution, Conversation, Mask, PersonalDataType, Turn, place_turns
from nlp.redact.finder import find_personal_data, name_parts
from nlp.redact.found import FILLER, MASK, Found
from nlp.redact.lookups import Lookups, load_lookups, normalise
from nlp.redact.people import People
from nlp.redact.pseudonyms import TYPES, assign_pseudonyms

if TYPE_CHECKING:
    from spacy.language import Language

Pseudonyms = dict[tuple[PersonalDataType, str], str]


@dataclass(frozen=True, slots=True)
class Redacted:
    """A conversation without personal data, and where its masks stand (into `conversation.text`)."""

    conversation: Conversation
    masks: tuple[Mask, ...]
    key: dict[str, tuple[str, ...]] | None = None  # pseudonym -> originals, only where asked for


@dataclass(slots=True)
class Field:
    """One text of a conversation and what was found in it so far, in offsets of the original."""

    text: str
    label: bool = False
    found: list[Found] = field(default_factory=list)

    def search(self, find: Callable[[str], Iterable[Found]]) -> bool:
        """Search what is not masked yet; whether anything was added."""
        neutral, origins = self._neutral()
        new = [
            Found(origins[span.start], origins[span.end - 1] + 1, span.type)
            for span in find(neutral)
            if FILLER not in neutral[span.start : span.end]
        ]
        self.found = sorted([*self.found, *new])
        return bool(new)

    def names(self) -> list[str]:
        """The names that were found in it."""
        return [self.text[span.start : span.end] for span in self.found if span.type == "NAAM"]

    def mentions(self, parts: frozenset[str]) -> bool:
        """Whether one of these words may stand in what is not masked yet."""
        remaining = normalise(self.remaining())
        return any(part in remaining for part in parts)

    def remaining(self) -> str:
        """What is not masked yet, with a filler for every mask."""
        return self._neutral()[0]

    def masked(self, pseudonyms: Pseudonyms) -> str:
        """The text with a pseudonym for everything that was found."""
        pieces, at = [], 0
        for span in self.found:
            pieces += [self.text[at : span.start], pseudonyms[span.type, self.text[span.start : span.end]]]
            at = span.end
        return "".join([*pieces, self.text[at:]])

    def _neutral(self) -> tuple[str, list[int]]:
        """The text with one filler for every mask, and the original offset of each of its characters."""
        pieces: list[str] = []
        origins: list[int] = []
        at = 0
        for span in self.found:
            pieces += [self.text[at : span.start], FILLER]
            origins += [*range(at, span.start), span.start]
            at = span.end
        return "".join([*pieces, self.text[at:]]), [*origins, *range(at, len(self.text))]


class Redactor:
    """Finds and masks personal data, conversation by conversation; holds the lists it looks in.

    Args:
        nlp: a pipeline that finds people; the rules work without it.
        gazetteer: names that stay; those of Dordrecht unless another city is given.
        officials: names of persons in office that may stay readable.
    """

    def __init__(
        self,
        nlp: Language | None = None,
        gazetteer: Gazetteer | None = None,
        officials: Sequence[str] = (),
        lookups: Lookups | None = None,
    ) -> None:
        self.people = People(nlp) if nlp else None
        self.gazetteer = gazetteer or load_gazetteer()
        self.officials = name_parts(officials)
        self.lookups = lookups or load_lookups()

    def redact(self, conversation: Conversation, *, keep_key: bool = False) -> Redacted:
        """The conversation with every name, number, address and account masked."""
        return self.redact_file([conversation], keep_key=keep_key)[0]

    def redact_file(self, conversations: Sequence[Conversation], *, keep_key: bool = False) -> list[Redacted]:
        """The conversations of one file, each masked; a name found in one of them is known in all.

        Pseudonyms stay those of one conversation: nobody can be followed from one to the next.
        """
        fresh = [conversation for conversation in conversations if not conversation.redacted]
        self._read_ahead(text for conversation in fresh for text, _ in _texts(conversation))
        found = [{} if conversation.redacted else self.find(conversation) for conversation in conversations]
        if len(found) > 1:
            self._search_known([entry for fields in found for entry in fields.values()])
        if self.people:
            self.people.forget()
        return [
            Redacted(conversation, tuple(_masks(conversation)))
            if conversation.redacted
            else self._masked(conversation, fields, keep_key=keep_key)
            for conversation, fields in zip(conversations, found, strict=True)
        ]

    def _masked(self, conversation: Conversation, fields: dict[str, Field], *, keep_key: bool) -> Redacted:
        originals = [
            (span.type, entry.text[span.start : span.end]) for entry in fields.values() for span in entry.found
        ]
        pseudonyms = assign_pseudonyms(originals, taken=(entry.text for entry in fields.values()))
        masked = _rewrite(conversation, lambda text: fields[text].masked(pseudonyms))
        return Redacted(masked, tuple(_masks(masked)), _key(pseudonyms) if keep_key else None)

    def find(self, conversation: Conversation) -> dict[str, Field]:
        """What is found in each text of the conversation: turns and labels in reading order, then the rest."""
        fields: dict[str, Field] = {}
        for text, label in _texts(conversation):
            fields.setdefault(text, Field(text, label))
        entries = list(fields.values())
        self._search(entries)
        self._search_known(entries)
        return fields

    def _search(self, entries: Sequence[Field]) -> None:
        while entries:
            self._read_ahead(entry.remaining() for entry in entries)
            entries = [entry for entry in entries if entry.search(partial(self._find, known=(), label=entry.label))]

    def _search_known(self, entries: list[Field]) -> None:
        known: frozenset[str] = frozenset()
        while True:
            parts = name_parts([text for entry in entries for text in entry.names()])
            if parts == known:
                return
            known = parts
            mentioning = [entry for entry in entries if entry.mentions(known)]
            self._read_ahead(entry.remaining() for entry in mentioning)
            self._search([e for e in mentioning if e.search(partial(self._find, known=known, label=e.label))])

    def _read_ahead(self, texts: Iterable[str]) -> None:
        if self.people:
            self.people.read_ahead(texts, self.lookups)

    def _find(self, text: str, *, known: Iterable[str], label: bool) -> Iterator[Found]:
        found = find_personal_data(
            text,
            lookups=self.lookups,
            gazetteer=self.gazetteer,
            people=self.people,
            known_names=tuple(known),
            label=label,
        )
        return (span for span in found if not self._official(text, span))

    def _official(self, text: str, span: Found) -> bool:
        if span.type != "NAAM" or not self.officials:
            return False
        parts = name_parts([text[span.start : span.end]])
        return bool(parts) and parts <= self.officials


def _texts(conversation: Conversation) -> Iterator[tuple[str, bool]]:
    for turn in conversation.turns:
        yield turn.speaker, True
        yield turn.text, False
    for turn in conversation.turns:
        yield turn.place, False
        yield turn.group.origin, False
        yield turn.wijk.origin, False
    yield conversation.source, False
    yield conversation.group.origin, False
    yield conversation.wijk.origin, False


def _rewrite(conversation: Conversation, masked: Callable[[str], str]) -> Conversation:
    def rewritten(value: Attribution) -> Attribution:
        return replace(value, origin=masked(value.origin))

    def turn(old: Turn) -> Turn:
        return replace(
            old,
            speaker=masked(old.speaker),
            text=masked(old.text),
            place=masked(old.place),
            group=rewritten(old.group),
            wijk=rewritten(old.wijk),
        )

    return replace(
        conversation,
        source=masked(conversation.source),
        turns=place_turns([turn(old) for old in conversation.turns]),
        group=rewritten(conversation.group),
        wijk=rewritten(conversation.wijk),
        redacted=True,
    )


def _masks(conversation: Conversation) -> Iterator[Mask]:
    for match in MASK.finditer(conversation.text):
        yield Mask(TYPES[match[1]], match.start(), match.end(), match.group())


def _key(pseudonyms: Pseudonyms) -> dict[str, tuple[str, ...]]:
    key: dict[str, tuple[str, ...]] = {}
    for (_, original), pseudonym in pseudonyms.items():
        key[pseudonym] = (*key.get(pseudonym, ()), original)
    return key
