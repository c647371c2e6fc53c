"""Turn treebank sentences into spaCy documents with gold annotation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from nlp.language.conllu import Sentence
from nlp.language.lemmas import resolve

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

ROOT = "ROOT"  # spaCy's name for the relation that UD calls root
OPEN = "?"  # features that are not known, in silver annotation; spaCy passes over them in training


def to_doc(sentences: Sequence[Sentence], vocab: Vocab) -> Doc:
    """One document of the sentences in order, a space between them; lemmas have their structure resolved."""
    from spacy.tokens import Doc

    tokens = [token for sentence in sentences for token in sentence.tokens]
    doc = Doc(
        vocab,
        words=[token.form for token in tokens],
        spaces=list(_spaces(sentences)),
        tags=[token.xpos for token in tokens],
        pos=[token.upos for token in tokens],
        morphs=[token.feats if token.feats != OPEN else "" for token in tokens],
        lemmas=[resolve(token.form, token.lemma, token.upos) for token in tokens],
        heads=list(_heads(sentences)),
        deps=[ROOT if token.relation == "root" else token.relation for token in tokens],
        sent_starts=[not position for sentence in sentences for position in range(len(sentence.tokens))],
    )
    for word, token in zip(doc, tokens, strict=True):
        if token.feats == OPEN:
            word.set_morph(None)  # type: ignore[attr-defined]
    return doc


def _spaces(sentences: Sequence[Sentence]) -> Iterator[bool]:
    for sentence in sentences:
        yield from (token.space_after for token in sentence.tokens[:-1])
        yield True


def _heads(sentences: Sequence[Sentence]) -> Iterator[int]:
    start = 0
    for sentence in sentences:
        yield from (start + token.head for token in sentence.tokens)
        start += len(sentence.tokens)
