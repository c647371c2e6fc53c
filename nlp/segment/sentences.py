"""Where sentences begin and end in a turn, as offsets into its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

Span = tuple[int, int]

# a stop, then perhaps closing marks, then a space and something that can begin a sentence
_STOP = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[\"'“„‘«(\[]*[^\W_a-zà-þ]|['’][snkt]\s|\[)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:bijv|bv|o\.a|d\.w\.z|m\.a\.w|dr|mr|ir|drs|ing|prof|mw|mevr|dhr|fam|ca|nr|nrs|st|jl|blz|incl|excl|max|min|tel|z\.g|zgn|evt|resp|geb|t\.n\.v|i\.v\.m|a\.u\.b)|\b[A-Z])\.$",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"(?:^|[\s(])[A-Z]\.$")
# parts of a pipeline that have no say in where sentences begin
_NO_SENTENCES = ["attribute_ruler", "lemma_table", "lemmatizer", "morphologizer", "ner", "tagger"]
_MIN_WORDS_PER_STOP = 30  # a turn with fewer stops than this was typed without punctuation


def sentence_spans(text: str, *, nlp: Language) -> list[Span]:
    """Sentences of a turn, in order; spaces between them belong to none.

    Stops decide where they were written. A turn typed without them is cut by the pipeline.
    """
    if not text.strip():
        return []
    words = len(text.split())
    starts = _after_stops(text)
    if words > _MIN_WORDS_PER_STOP * len(starts):
        starts = sorted({*starts, *_by_pipeline(text, nlp)})
    return _spans(text, starts)


def by_stops(text: str) -> list[str]:
    """The sentences of a text by its stops alone."""
    return [text[start:end] for start, end in _spans(text, _after_stops(text))]


def _after_stops(text: str) -> list[int]:
    starts = [0]
    for match in _STOP.finditer(text):
        before = text[starts[-1] : match.start()]
        abbreviated = before.endswith(".") and (_INITIAL.search(before) or _known_abbreviation(before))
        if not abbreviated:
            starts.append(match.end())
    return starts


def _known_abbreviation(before: str) -> bool:
    match = _ABBREVIATION.search(before)
    return bool(match) and len(match.group()) > 2 if match else False


def _by_pipeline(text: str, nlp: Language) -> list[int]:
    return [sentence.start_char for sentence in nlp(text, disable=_NO_SENTENCES).sents]


def _spans(text: str, starts: list[int]) -> list[Span]:
    spans: list[Span] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        kept = text[start:end]
        begin, stop = start + len(kept) - len(kept.lstrip()), start + len(kept.rstrip())
        if begin >= stop:
            continue
        if spans and not re.search(r"\w", text[begin:stop]):
            spans[-1] = (spans[-1][0], stop)  # a lone "…" or "[…]" belongs to what came before
        else:
            spans.append((begin, stop))
    return spans
