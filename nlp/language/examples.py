"""Training examples from treebank sentences: several to a document, some rewritten like transcripts and notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import TYPE_CHECKING

from nlp.language import augment
from nlp.language.conllu import Sentence
from nlp.language.documents import to_doc

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.training import Example

    from nlp.language.fitting import Settings

# Older treebanks cut sentences after these and newer ones do not: nothing follows such a sentence in a document.
HALFWAY = frozenset(":;,")
# What happens to a rewritten document; the shares add up to one.
SPOKEN, LOWERED, WITHOUT_END = 0.4, 0.6, 0.8
P_END_LOST, P_SHOUTED = 0.5, 0.25  # per sentence of a document that loses ends, or has headings


def examples(nlp: Language, source: Sequence[Sentence], settings: Settings, rng: Random) -> list[Example]:
    """One epoch: every sentence once, in documents of random length, shuffled."""
    from spacy.training import Example

    groups = list(_documents(source, settings.max_sentences, rng))
    rng.shuffle(groups)
    docs = (to_doc(list(_varied(group, settings, rng)), nlp.vocab) for group in groups)
    return [Example(nlp.make_doc(doc.text), doc) for doc in docs]


def _documents(source: Sequence[Sentence], max_sentences: int, rng: Random) -> Iterator[tuple[Sentence, ...]]:
    group: list[Sentence] = []
    size = rng.randint(1, max_sentences)
    for sentence in source:
        group.append(sentence)
        if len(group) == size or sentence.tokens[-1].form in HALFWAY:
            yield tuple(group)
            group, size = [], rng.randint(1, max_sentences)
    if group:
        yield tuple(group)


def _varied(group: Sequence[Sentence], settings: Settings, rng: Random) -> Iterator[Sentence]:
    draw = rng.random() / settings.spoken_share if settings.spoken_share else 1.0
    for sentence in group:
        if draw < SPOKEN:
            sentence = augment.spoken(sentence, rng)
        elif draw < LOWERED:
            sentence = augment.lowered(sentence)
        elif draw < WITHOUT_END:
            sentence = augment.without_end(sentence) if rng.random() < P_END_LOST else sentence
        elif draw < 1:
            sentence = augment.shouted(sentence) if rng.random() < P_SHOUTED else sentence
        yield augment.quoted(sentence, rng) if rng.random() < settings.quoted_share else sentence
