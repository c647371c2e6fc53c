"""Where no sentence can begin, told to the parser beforehand: after an opening quotation mark or bracket, and, in a text
that uses full stops, at a small letter that follows a word.

A transcript without punctuation is left to the parser. Measured in docs/decisions/0002-dutch-model.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language as SpacyLanguage

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

COMPONENT = "stadsgesprek_punctuated"
TOKENS_PER_STOP = 30  # at most, in a text that uses full stops
OPENERS = frozenset("\"'“‘„«(")  # before a word without a space between
STOPS = frozenset({".", "?", "!", "…", "..."})


@SpacyLanguage.component(COMPONENT)
def keep_sentences_whole(doc: Doc) -> Doc:
    """Mark the tokens at which no sentence begins."""
    punctuated = sum(token.text in STOPS for token in doc) * TOKENS_PER_STOP >= len(doc)
    for token in doc[1:]:
        before = doc[token.i - 1]
        opened = before.text in OPENERS and not before.whitespace_
        runs_on = punctuated and token.text[:1].islower() and (before.text[-1:].isalnum() or before.text == ",")
        if opened or runs_on:
            token.is_sent_start = False
    return doc


def guard_sentences(nlp: Language) -> Language:
    """Put the rule before whatever finds sentences in the pipeline."""
    if COMPONENT not in nlp.pipe_names and "parser" in nlp.pipe_names:
        nlp.add_pipe(COMPONENT, before="parser")
    return nlp
