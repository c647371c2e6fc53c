"""What counts as a word: content words of a parsed statement, never a mask, a name or a stop word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from corpora.errors import KnowledgeError
from corpora.yaml_file import read_yaml

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CONTENT_POS = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})
PERSON_ENTITIES = frozenset({"PER", "PERSON"})
# longer than any Dutch compound in use, shorter than what breaks a word cloud
MAX_WORD_LENGTH = 40
_BRACKETED = re.compile(r"\[[^\[\]]*\]")  # masks, "[…]", "[onverstaanbaar]": never the resident's own words
_WORD = re.compile(r"(?=.*[^\W\d_]{2})[^\W_]+(?:[-'’][^\W_]+)*")
OTHER_LEMMA = 1 / 3  # from this share of the places on, a lemma goes before the word itself
_SHORTEST_SHOUT = 6  # capitals of shorter words are abbreviations more often than raised voices: AZC, HALT


class Term(NamedTuple):
    """A content word, or a fixed phrase of several, at its place in one statement."""

    lemma: str  # lower case; words of a phrase joined by a space
    form: str  # as it would be shown: capitals kept for names of places and organisations
    start: int  # characters in the statement
    end: int
    tokens: tuple[int, int]  # first token, one past the last
    words: tuple[Term, ...] = ()  # of a phrase: its content words, which count where the phrase does not


def find_terms(doc: Doc, *, stopwords: Collection[str] | None = None, text: str = "") -> list[Term]:
    """Content words of one statement, in reading order.

    Where the pipeline gives no word classes, every word that is no stop word counts.

    Args:
        text: that of the statement, where it is at hand: a parse puts its text together anew each time.
    """
    stop = load_stopwords() if stopwords is None else stopwords
    masked = [match.span() for match in _BRACKETED.finditer(text or doc.text)]
    return [
        Term(lemma_of(token), _shown(token), token.idx, token.idx + len(token), (token.i, token.i + 1))
        for token in doc
        if _counts(token, stop) and not any(start < token.idx + len(token) and token.idx < end for start, end in masked)
    ]


def with_one_lemma(rows: Sequence[Sequence[Term]]) -> list[list[Term]]:
    """The same terms; what is written the same has one lemma, or "fatbikes" would count apart from "fatbikes" elsewhere.

    The lemma of most places counts; the word itself only where hardly any place has another: a pipeline that does not know a
    word leaves it as it is. For counting only: concerns would turn over where one statement more tips the balance.
    """
    lemmas: dict[str, Counter[str]] = {}
    for term in chain.from_iterable(rows):
        for one in (term, *term.words):
            lemmas.setdefault(_written(one), Counter())[one.lemma] += 1
    settled = {form: _settled(form, found) for form, found in lemmas.items() if len(found) > 1}

    def agreed(term: Term) -> Term:
        return term._replace(lemma=settled.get(_written(term), term.lemma), words=tuple(map(agreed, term.words)))

    return [[agreed(term) for term in row] for row in rows]


def _written(term: Term) -> str:
    return term.form.lower().replace("’", "'")


def _settled(form: str, found: Counter[str]) -> str:
    others = {lemma: n for lemma, n in found.items() if lemma != form}
    other = min(others, key=lambda lemma: (-others[lemma], lemma))
    return other if others[other] >= OTHER_LEMMA * found.total() else form


def lemma_of(token: Token) -> str:
    """Lower-case lemma; the word itself where the pipeline gives none."""
    return (token.lemma_ or token.text).lower().replace("’", "'")


@cache
def load_stopwords() -> frozenset[str]:
    """Every word of `corpora/words/stopwoorden.yaml`, in lower case.

    Raises:
        KnowledgeError: the file is not a list of words per kind.
    """
    path = files("corpora") / "words" / "stopwoorden.yaml"
    groups = read_yaml(path)
    if not isinstance(groups, dict) or not all(isinstance(words, str) for words in groups.values()):
        raise KnowledgeError(
            "de lijst met stopwoorden is niet te lezen.",
            source="stopwoorden.yaml",
            cure="Zet achter elke soort de woorden, met een spatie ertussen.",
        )
    return frozenset(word for words in groups.values() for word in words.lower().split())


def _counts(token: Token, stop: Collection[str]) -> bool:
    if token.pos_ and token.pos_ not in CONTENT_POS:
        return False
    form = token.lower_.replace("’", "'")
    return (
        form not in stop
        and lemma_of(token) not in stop
        and token.ent_type_ not in PERSON_ENTITIES
        and len(form) <= MAX_WORD_LENGTH
        and _WORD.fullmatch(form) is not None
    )


def _shown(token: Token) -> str:
    shouted = token.is_upper and len(token) >= _SHORTEST_SHOUT
    opens_sentence = token.i == 0 or bool(token.is_sent_start)
    keeps_capitals = token.pos_ == "PROPN" or not opens_sentence
    return token.text if keeps_capitals and not shouted else token.lower_
