"""Bring treebanks made with a newer converter to the relations of the released UD treebanks.

The training trees were converted with alud 2.17; the released dev and test files with 2.12 and 2.13. The newer converter
calls an adverb in a noun phrase `advmod` ("ook de bewoners"); the released files call it `amod` nine times in ten,
and keep `advmod` where the noun is a predicate ("hij is ook bewoner").
"""

from __future__ import annotations

from dataclasses import replace

from nlp.language.conllu import Sentence, Token

NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "SYM", "X"))
CLAUSAL = frozenset(("root", "advcl", "ccomp", "xcomp"))


def as_released(sentence: Sentence) -> Sentence:
    """The sentence with the released name for an adverb in a noun phrase."""
    predicates = {token.head for token in sentence.tokens if token.relation == "cop"}
    tokens = tuple(
        replace(token, relation="amod") if _in_noun_phrase(token, sentence.tokens, predicates) else token
        for token in sentence.tokens
    )
    return replace(sentence, tokens=tokens)


def _in_noun_phrase(token: Token, tokens: tuple[Token, ...], predicates: set[int]) -> bool:
    head = tokens[token.head]
    return (
        (token.relation, token.upos) == ("advmod", "ADV")
        and head.upos in NOMINAL
        and head.relation not in CLAUSAL
        and token.head not in predicates
    )
