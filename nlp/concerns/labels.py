"""What a concern is called and shown by: terms, a title in the residents' own words, quotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from corpora.records import Statement, Tagging
from nlp.keyness import Keyness, count_people, distinguishing_terms
from nlp.quotes import choose_quotes
from nlp.terms import Term

if TYPE_CHECKING:
    from spacy.tokens import Doc

N_TERMS = 8
N_TYPICAL, N_ATYPICAL = 3, 2
LONGEST_TITLE = 5  # words
MIN_SAYERS = 2  # of a term; what one person says is that person's word
_TITLE_OPENERS = frozenset({"ADJ", "NOUN", "PROPN"})
_TITLE_CLOSERS = frozenset({"NOUN", "PROPN"})
_TITLE_INSIDE = frozenset({"ADJ", "ADP", "ADV", "DET", "NOUN", "NUM", "PROPN", "VERB"})
_BEFORE_ARTICLE = frozenset({"ADP", "VERB"})  # elsewhere an article opens the next part of the sentence
SINGLE_SAYER = 0.2  # weight in a title of a term that one member says: it may complete a phrase, not carry it


def key_terms(
    members: Sequence[Statement], terms: Sequence[Sequence[Term]], everyone: Mapping[str, int]
) -> tuple[Keyness, ...]:
    """Terms that set the members apart from all others, counted by people; best first."""
    target = count_people(members, terms)
    rest = {term: n - target.get(term, 0) for term, n in everyone.items()}
    return tuple(item for item in distinguishing_terms(target, rest) if item.z > 0)


def shown_terms(keyness: Sequence[Keyness], terms: Sequence[Sequence[Term]]) -> tuple[str, ...]:
    """The best terms in the form that is used most."""
    forms: dict[str, Counter[str]] = {}
    for row in terms:
        for term in row:
            forms.setdefault(term.lemma, Counter())[term.form] += 1
    said = [item.term for item in keyness if item.n_target >= MIN_SAYERS] or [item.term for item in keyness]
    return tuple(min(forms[term], key=lambda form: (-forms[term][form], form)) for term in said[:N_TERMS])


def choose_title(
    members: Sequence[Statement],
    docs: Sequence[Doc],
    terms: Sequence[Sequence[Term]],
    keyness: Sequence[Keyness],
    taken: Collection[str],
) -> str:
    """A phrase from one of the members that holds the most telling terms; found there character by character.

    Args:
        taken: titles of other concerns in lower case; none is used twice.
    """
    weight = {item.term: item.z * (1 if item.n_target >= MIN_SAYERS else SINGLE_SAYER) for item in keyness}
    found = [phrase for doc, row in zip(docs, terms, strict=True) for phrase in _phrases(doc, row, weight)]
    for phrase in sorted(found, key=lambda phrase: (-phrase.score, len(phrase.text), phrase.text)):
        if phrase.text.lower() not in taken and _reads_well(phrase):
            return phrase.text
    openings = sorted({_opening(statement.text) for statement in members}, key=lambda text: (len(text), text))
    return next((text for text in openings if text.lower() not in taken), openings[0])


def typical_quotes(members: Sequence[Statement], belonging: Mapping[str, float]) -> tuple[str, ...]:
    """Quotes from the heart of the concern, spread over groups, wijken and people."""
    nearest = sorted(members, key=lambda statement: (-belonging[statement.id], statement.id))
    heart = nearest[: max(N_TYPICAL, len(nearest) // 3)]
    return tuple(statement.id for statement in choose_quotes(heart, N_TYPICAL, preference=belonging))


def atypical_quotes(
    members: Sequence[Statement],
    belonging: Mapping[str, float],
    taggings: Mapping[str, Tagging],
    typical: Collection[str],
) -> tuple[str, ...]:
    """Quotes that sound otherwise: another tone than most members, else those at the edge."""
    tone = {key: taggings[key].polarity for key in (statement.id for statement in members) if key in taggings}
    usual = min(Counter(tone.values()).items(), key=lambda item: (-item[1], item[0]), default=("", 0))[0]
    others = [statement for statement in members if statement.id not in typical]
    dissent = [statement for statement in others if tone.get(statement.id, usual) != usual]
    edge = sorted(others, key=lambda statement: (belonging[statement.id], statement.id))[: len(members) // 4]
    distance = {statement.id: -belonging[statement.id] for statement in members}
    return tuple(statement.id for statement in choose_quotes(dissent or edge, N_ATYPICAL, preference=distance))


@dataclass(frozen=True, slots=True)
class _Phrase:
    text: str
    score: float
    doc: Doc
    start: int  # token
    end: int


def _phrases(doc: Doc, terms: Sequence[Term], weight: Mapping[str, float]) -> Iterator[_Phrase]:
    """Stretches that open and close with a telling term, with the weight of what they hold."""
    telling = [term for term in terms if term.lemma in weight]
    for i, first in enumerate(telling):
        held: set[str] = set()
        for last in telling[i:]:
            held.add(last.lemma)
            start, end = first.tokens[0], last.tokens[1]
            if end - start > LONGEST_TITLE:
                break
            score = round(sum(weight[lemma] for lemma in sorted(held)), 6)
            yield _Phrase(doc.text[first.start : last.end], score, doc, start, end)


def _reads_well(phrase: _Phrase) -> bool:
    words = list(phrase.doc[phrase.start : phrase.end])
    if any(not (token.is_alpha or "-" in token.text or "'" in token.text) for token in words):
        return False
    if not words[0].pos_:
        return True
    inside = all(token.pos_ in _TITLE_INSIDE for token in words)
    whole = all(token.pos_ != "DET" or before.pos_ in _BEFORE_ARTICLE for before, token in pairwise(words))
    return inside and whole and words[0].pos_ in _TITLE_OPENERS and words[-1].pos_ in _TITLE_CLOSERS


def _opening(text: str) -> str:
    words = text.split(" ")
    return " ".join(words[:LONGEST_TITLE]).rstrip(".,;:!? ") or text
