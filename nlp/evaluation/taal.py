"""Measure a Dutch pipeline on a treebank in CoNLL-U form."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.training import Example

MAX_SENTENCES = 10  # per document, as `spacy convert -n 10`: the figures of spaCy's own pipelines were measured so
NOT_SCORED = ("p", "punct")  # relations that spaCy's parser scorer leaves out as well
DIGITS = 4


def evaluate(path: Path, nlp: Language | None = None) -> dict[str, float | int]:
    """Scores of a pipeline on the text of a gold treebank.

    The text is rebuilt as it was written, tokenised by the pipeline, and aligned with the gold tokens as spaCy's
    `Scorer` does, so a token cut differently counts as an error.

    Args:
        path: `.conllu` or `.conllu.gz`.
        nlp: the pipeline; `nlp.load_dutch()` when not given.
    Returns:
        `pos`, `tag`, `morph`, `lemma` (share of gold tokens right), `uas`, `las` (punctuation left out),
        `sents_f` (F1 of sentences), all 0-1; `tokens` (gold), `words_per_second`.
    Raises:
        ReadError: the file is no CoNLL-U.
    """
    import nlp as room
    from nlp.language.conllu import grouped, read
    from nlp.language.documents import to_doc

    pipeline = nlp if nlp is not None else room.load_dutch()
    gold = [to_doc(group, pipeline.vocab) for group in grouped(read(Path(path)), max_sentences=MAX_SENTENCES)]
    started = time.perf_counter()
    predicted = list(pipeline.pipe([doc.text for doc in gold]))
    seconds = time.perf_counter() - started
    n_tokens = sum(map(len, gold))
    return {**scores(predicted, gold), "tokens": n_tokens, "words_per_second": round(n_tokens / seconds)}


def scores(predicted: list[Doc], gold: list[Doc]) -> dict[str, float]:
    """Scores between 0 and 1, rounded to four digits, of documents against gold documents of the same text."""
    from spacy.scorer import Scorer
    from spacy.training import Example

    examples = [Example(found, expected) for found, expected in zip(predicted, gold, strict=True)]
    found: dict[str, Any] = {}
    for attribute in ("pos", "tag", "lemma"):
        found |= Scorer.score_token_attr(examples, attribute)
    found |= Scorer.score_token_attr(examples, "morph", getter=_morph)
    found |= Scorer.score_deps(examples, "dep", getter=_relation, ignore_labels=NOT_SCORED)
    found |= _sentence_scores(examples)
    names = {f"{name}_acc": name for name in ("pos", "tag", "morph", "lemma")}
    names |= {"dep_uas": "uas", "dep_las": "las", "sents_f": "sents_f"}
    return {name: round(float(found[key] or 0.0), DIGITS) for key, name in names.items()}


def _sentence_scores(examples: list[Example]) -> dict[str, Any]:
    from spacy.scorer import Scorer

    return Scorer.score_spans(examples, "sents", getter=lambda doc, _: doc.sents, has_annotation=_has_sentences)


def _has_sentences(doc: Doc) -> bool:
    return doc.has_annotation("SENT_START")


def _morph(token: Token, _: str) -> str:
    # Sorted by spaCy on both sides, so the order of features in the file does not matter; "_" stands for none.
    return str(token.morph) or "_"


def _relation(token: Token, _: str) -> str:
    return token.dep_.lower()
