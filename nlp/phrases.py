"""Fixed phrases: words that residents say as one term, as "openbare ruimte" and "geluid van buren"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nlp.terms import Term, lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST_PHRASE = 4  # tokens
# A phrase is fixed when the rarer of its outer words is mostly said inside it.
MIN_COHESION = 0.5
_OPENERS = frozenset({"ADJ", "NOUN", "PROPN"})
_CLOSERS = frozenset({"NOUN", "PROPN"})
_LINKS = frozenset({"ADP", "DET"})


def join_phrases(
    terms: Sequence[Sequence[Term]],
    docs: Sequence[Doc],
    people: Sequence[str],
    *,
    min_people: int,
    known: Collection[str] = (),
) -> list[list[Term]]:
    """Terms per statement with the words of a fixed phrase taken together, longest phrase first.

    Args:
        terms: what `find_terms` gave, parallel to `docs`.
        people: who said each statement.
        min_people: a phrase is taken together when at least this many people say it.
        known: phrases that need no cohesion, in lower case, as in a codebook. One that fewer people say is not
            taken together: it would only take its words away from where they count.
    """
    phrases = _Known.of(known)
    candidates = [list(_candidates(row, doc, phrases)) for row, doc in zip(terms, docs, strict=True)]
    fixed = _fixed(terms, candidates, people, min_people, known)
    return [_merge(row, [c for c in found if c.lemma in fixed]) for row, found in zip(terms, candidates, strict=True)]


@dataclass(frozen=True, slots=True)
class _Known:
    """Phrases that need no cohesion, and what tells soon that none begins at a word."""

    phrases: Collection[str]
    openers: frozenset[str]
    longest: int  # tokens

    @classmethod
    def of(cls, phrases: Collection[str]) -> _Known:
        openers = frozenset(phrase.split(" ")[0] for phrase in phrases)
        return cls(phrases, openers, max((phrase.count(" ") + 1 for phrase in phrases), default=0))


def _candidates(terms: Sequence[Term], doc: Doc, known: _Known) -> Iterator[Term]:
    yield from _known_phrases(doc, known)
    content = {term.tokens[0]: term for term in terms}
    for first in content.values():
        if doc[first.tokens[0]].pos_ not in _OPENERS:
            continue
        for length in range(2, LONGEST_PHRASE + 1):
            last = content.get(first.tokens[0] + length - 1)
            if last is not None and _is_noun_phrase(doc, first, last, content):
                yield _phrase(doc, first.tokens[0], last.tokens[1])


def _known_phrases(doc: Doc, known: _Known) -> Iterator[Term]:
    if not known.phrases:
        return
    tokens = list(doc)
    opening = [start for start, first in enumerate(tokens) if first.lower_ in known.openers]
    text = doc.text if opening else ""
    for start in opening:
        first = tokens[start]
        for last in tokens[start + 1 : start + known.longest]:
            phrase = text[first.idx : last.idx + len(last)].lower()
            if phrase in known.phrases:
                span = _phrase(doc, start, last.i + 1)
                yield Term(phrase, span.form, span.start, span.end, span.tokens)


def _is_noun_phrase(doc: Doc, first: Term, last: Term, content: dict[int, Term]) -> bool:
    inner = range(first.tokens[1], last.tokens[0])
    return doc[last.tokens[0]].pos_ in _CLOSERS and all(i in content or doc[i].pos_ in _LINKS for i in inner)


def _phrase(doc: Doc, start: int, end: int) -> Term:
    span = doc[start:end]
    lemma = " ".join(lemma_of(token) for token in span)
    opens_sentence = start == 0 or bool(doc[start].is_sent_start)
    form = span.text[:1].lower() + span.text[1:] if opens_sentence else span.text
    return Term(lemma, " ".join(form.split()), span.start_char, span.end_char, (start, end))


def _fixed(
    terms: Sequence[Sequence[Term]],
    candidates: Sequence[Sequence[Term]],
    people: Sequence[str],
    min_people: int,
    known: Collection[str],
) -> set[str]:
    sayers: dict[str, set[str]] = defaultdict(set)
    for row, found, person in zip(terms, candidates, people, strict=True):
        for term in (*row, *found):
            sayers[term.lemma].add(person)
    phrases = {term.lemma for found in candidates for term in found}
    return {
        phrase
        for phrase in phrases
        if len(sayers[phrase]) >= min_people and (phrase in known or _cohesion(phrase, sayers) >= MIN_COHESION)
    }


def _cohesion(phrase: str, sayers: dict[str, set[str]]) -> float:
    words = phrase.split(" ")
    outer = [len(sayers[word]) for word in (words[0], words[-1]) if sayers.get(word)]
    return len(sayers[phrase]) / min(outer) if outer else 0.0


def _merge(terms: Sequence[Term], phrases: Sequence[Term]) -> list[Term]:
    taken: set[int] = set()
    merged: list[Term] = []
    by_length = sorted(phrases, key=lambda term: (term.tokens[0] - term.tokens[1], term.tokens[0]))
    for term in (*by_length, *terms):
        tokens = set(range(*term.tokens))
        if not tokens & taken:
            taken |= tokens
            merged.append(term)
    return sorted(merged, key=lambda term: term.start)
