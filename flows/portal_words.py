"""Words of the statements for the portal's search and clouds, taken from the parses of a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpora.records import Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from corpora.codebook import Codebook
    from corpora.gazetteer import Gazetteer
    from nlp.terms import Term

MAX_LENGTH = 40
LINKERS = ("s", "en", "e", "n")  # sounds between the parts of a compound: "stads|gesprek" is found by "stad"


Said = tuple[str, str] | tuple[str, str, tuple[tuple[str, str], ...]]  # lemma, as shown; of a phrase also its words


@dataclass(frozen=True, slots=True)
class Words:
    """What one statement can be found by, and what a cloud counts of it."""

    search: str  # " straat straten "
    terms: tuple[Said, ...]  # each time it is said
    forms: frozenset[tuple[str, str]]  # word, lemma


def words_of(
    statements: Sequence[Statement], docs: Sequence[Doc], *, codebook: Codebook, gazetteer: Gazetteer
) -> dict[str, Words]:
    """Words per statement id; `docs` is parallel to `statements`."""
    from flows.counts import cloud_terms

    terms = cloud_terms(statements, docs, codebook=codebook, gazetteer=gazetteer)
    return {
        said.id: _words(doc, tuple(_said(term) for term in row))
        for said, doc, row in zip(statements, docs, terms, strict=True)
    }


def _said(term: Term) -> Said:
    words = tuple((word.lemma, word.form) for word in term.words)
    return (term.lemma, term.form, words) if " " in term.lemma else (term.lemma, term.form)


def _words(doc: Doc, terms: tuple[Said, ...]) -> Words:
    from nlp.terms import lemma_of

    tokens = [token for token in doc if token.is_alpha and len(token) <= MAX_LENGTH]
    forms = frozenset((token.lower_, lemma_of(token)) for token in tokens)
    found = dict.fromkeys(key for token in tokens for key in _keys(token))
    return Words(f" {' '.join(found)} ", terms, forms)


def _keys(token: Token) -> Iterator[str]:
    """The word, its lemma, and the parts of its lemma with and without the sound that links them."""
    from nlp.compounds import split_compound
    from nlp.terms import lemma_of

    lemma = lemma_of(token)
    yield from (token.lower_, lemma)
    *front, last = split_compound(lemma)
    if not front:
        return
    yield last
    for part in front:
        yield part
        yield from (part.removesuffix(link) for link in LINKERS if part.endswith(link) and len(part) > len(link) + 2)
