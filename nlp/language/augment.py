"""Make treebank sentences look like transcripts and notes: no capitals, no punctuation, hesitations, headings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from nlp.language.conllu import Sentence, Token

HESITATIONS = ("eh", "uh", "ehm", "uhm", "euh", "eeh", "hm")
HESITATION_TAG = "TSW"
P_HESITATION = 0.05  # per word of a spoken sentence
P_REPEAT = 0.02
QUOTES = ((",,", "''"), ('"', '"'), ("'", "'"), ("“", "”"), ("‘", "’"), ("„", "”"), ("``", "''"))
P_WHOLE, P_OPENED = 0.6, 0.8  # both marks below the first, only the opening one between, only the closing one above
REPEATABLE = frozenset(("PRON", "DET", "ADP", "CCONJ", "SCONJ", "ADV"))
FINAL = frozenset(".?!;:…")


def lowered(sentence: Sentence) -> Sentence:
    """All letters small."""
    return _each(sentence, str.lower)


def shouted(sentence: Sentence) -> Sentence:
    """All letters capital, as in a heading."""
    return _each(sentence, str.upper)


def without_end(sentence: Sentence) -> Sentence:
    """Without the punctuation that closes the sentence, as in a heading or a list item."""
    last = len(sentence.tokens)
    while last > 1 and sentence.tokens[last - 1].upos == "PUNCT" and sentence.tokens[last - 1].form in FINAL:
        last -= 1
    return _keep(sentence, [position < last for position in range(len(sentence.tokens))])


def quoted(sentence: Sentence, rng: Random) -> Sentence:
    """Between quotation marks of some style; at times only the opening or the closing mark, as in a longer quote."""
    opening, closing = rng.choice(QUOTES)
    whole = rng.random()
    before = (_mark(opening, space_after=False),) * (whole < P_OPENED)
    after = (_mark(closing, space_after=True),) * (not P_WHOLE <= whole < P_OPENED)
    shift = len(before)
    root = shift + next(place for place, token in enumerate(sentence.tokens) if token.head == place)
    inner = [replace(token, head=token.head + shift) for token in sentence.tokens]
    inner[-1] = replace(inner[-1], space_after=inner[-1].space_after and not after)
    return replace(
        sentence,
        tokens=(*(replace(mark, head=root) for mark in before), *inner, *(replace(mark, head=root) for mark in after)),
    )


def spoken(sentence: Sentence, rng: Random) -> Sentence:
    """As a speech recogniser writes it: small letters, no punctuation, now and then a hesitation or repeated word."""
    kept = _keep(lowered(sentence), [token.upos != "PUNCT" for token in sentence.tokens])
    return _with_hesitations(kept, rng)


def _each(sentence: Sentence, change: Callable[[str], str]) -> Sentence:
    return replace(sentence, tokens=tuple(replace(token, form=change(token.form)) for token in sentence.tokens))


def _keep(sentence: Sentence, wanted: Sequence[bool]) -> Sentence:
    """The sentence without unwanted tokens; it stays as it is when another token hangs below one of them."""
    tokens = sentence.tokens
    lost = {position for position, keep in enumerate(wanted) if not keep}
    if len(lost) == len(tokens) or any(
        token.head in lost for position, token in enumerate(tokens) if position not in lost
    ):
        return sentence
    places = _places([position for position in range(len(tokens)) if position not in lost])
    kept = []
    for position, token in enumerate(tokens):
        if position not in lost:
            gap = position + 1 in lost  # a comma took the space with it
            kept.append(replace(token, head=places[token.head], space_after=token.space_after or gap))
    return replace(sentence, tokens=tuple(kept))


def _with_hesitations(sentence: Sentence, rng: Random) -> Sentence:
    order: list[tuple[int, Token]] = []  # old position, or -1 for a word put in before the next one
    for position, token in enumerate(sentence.tokens):
        if rng.random() < P_HESITATION:
            order.append((-1, _hesitation(rng.choice(HESITATIONS))))
        if token.upos in REPEATABLE and rng.random() < P_REPEAT:
            order.append((-1, replace(token, relation="parataxis", space_after=True)))
        order.append((position, token))
    places = {old: new for new, (old, _) in enumerate(order) if old >= 0}
    root = next(places[position] for position, token in enumerate(sentence.tokens) if token.head == position)
    tokens = (replace(token, head=root if old < 0 else places[token.head]) for old, token in order)
    return replace(sentence, tokens=tuple(tokens))


def _hesitation(form: str) -> Token:
    return Token(form, form, "INTJ", HESITATION_TAG, "", 0, "parataxis", True)


def _mark(form: str, *, space_after: bool) -> Token:
    return Token(form, form, "PUNCT", "LET", "", 0, "punct", space_after)


def _places(kept: Sequence[int]) -> dict[int, int]:
    return {old: new for new, old in enumerate(kept)}
