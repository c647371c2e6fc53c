"""Self-training: the pipeline annotates Wikipedia sentences whose own annotation follows earlier guidelines.

Sentence boundaries and lemmas of the old annotation are kept. Word classes and features stay only where old and new
agree; elsewhere they are left open, and an open value teaches nothing. The old tree is kept too, with today's names for
its relations, unless the sentence disagrees with the pipeline about something that was annotated differently then.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.language.conllu import Sentence, Token, grouped, read
from nlp.language.conventions import as_released
from nlp.language.documents import OPEN, ROOT
from nlp.language.lemmas import resolve

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token as Annotated

FILES = ("old-2018-lassysmall.conllu.gz", "old-2017-lassysmall.conllu.gz")
NO_SPACE_BEFORE, NO_SPACE_AFTER = frozenset(".,:;?!)]»”%"), frozenset("([«“„")
MAX_SENTENCES = 10
LEAVES = frozenset(("punct", "cc"))
REDEFINED = frozenset(("fixed", "mwe", "compound", "orphan", "cop"))
RENAMED = {
    "flat:name": "flat",
    "name": "flat",
    "foreign": "flat",
    "dobj": "obj",
    "nsubjpass": "nsubj:pass",
    "auxpass": "aux:pass",
    "neg": "advmod",
}
SETTLED = frozenset(("NOUN", "PROPN", "X", "SYM"))  # classes that the oldest guidelines and today's tell apart alike


def old_sentences(folder: Path) -> list[Sentence]:
    """Sentences of the older treebank pieces; where the file does not keep spacing, spaced as Dutch is written."""
    return [_spaced(sentence) for name in FILES for sentence in read(folder / name)]


def annotate(nlp: Language, old: Iterable[Sentence]) -> Iterator[Sentence]:
    """The same sentences with the pipeline's annotation where the old one does not count."""
    from spacy.tokens import Doc

    with nlp.select_pipes(disable=[name for name in ("senter", "ner") if name in nlp.pipe_names]):
        for group in grouped(old, max_sentences=MAX_SENTENCES):
            tokens = [token for sentence in group for token in sentence.tokens]
            starts: list[bool | int | None] = [
                not position for sentence in group for position in range(len(sentence.tokens))
            ]
            spaces = [token.space_after for token in tokens]
            doc = nlp(Doc(nlp.vocab, words=[token.form for token in tokens], spaces=spaces, sent_starts=starts))
            yield from _merged(group, list(doc))


def _merged(group: Sequence[Sentence], found: list[Annotated]) -> Iterator[Sentence]:
    start = 0
    for sentence in group:
        here = found[start : start + len(sentence.tokens)]
        heads = [word.head.i - start for word in here]
        keep_tree = _follows_today(sentence, heads)
        pairs = zip(sentence.tokens, here, heads, strict=True)
        tokens = tuple(_token(old, new, _arc(old, new, head, keep_tree=keep_tree)) for old, new, head in pairs)
        if sum(token.head == position for position, token in enumerate(tokens)) == 1:
            yield as_released(replace(sentence, tokens=tokens))
        start += len(here)


def _follows_today(sentence: Sentence, heads: Sequence[int]) -> bool:
    """Whether the old tree can be trusted: it differs from the new one in no relation that has been redefined."""
    pairs = zip(sentence.tokens, heads, strict=True)
    return not any(token.head != head and token.relation in REDEFINED for token, head in pairs)


def _arc(old: Token, new: Annotated, head: int, *, keep_tree: bool) -> tuple[int, str]:
    """Head and relation; punctuation and conjunctions are leaves, attached as the pipeline does."""
    relation = "root" if new.dep_ == ROOT else new.dep_
    if not keep_tree or old.head == head or old.relation in LEAVES:
        return head, relation
    return old.head, RENAMED.get(old.relation, old.relation)


def _token(old: Token, new: Annotated, arc: tuple[int, str]) -> Token:
    lemma = resolve(old.form, old.lemma, new.pos_)
    token = replace(old, head=arc[0], relation=arc[1], lemma=lemma)
    feats = str(new.morph)
    if old.xpos:
        agree = (old.upos, old.xpos, old.feats) == (new.pos_, new.tag_, feats)
    else:
        agree = old.upos == new.pos_ or not SETTLED & {old.upos, new.pos_}
    if agree:
        return replace(token, upos=new.pos_, xpos=new.tag_, feats=feats)
    return replace(token, upos="", xpos="", feats=OPEN)


def _spaced(sentence: Sentence) -> Sentence:
    if not all(token.space_after for token in sentence.tokens):
        return sentence
    tokens = list(sentence.tokens)
    for position, (left, right) in enumerate(itertools.pairwise(tokens)):
        if right.form in NO_SPACE_BEFORE or left.form in NO_SPACE_AFTER:
            tokens[position] = replace(left, space_after=False)
    return replace(sentence, tokens=tuple(tokens))
