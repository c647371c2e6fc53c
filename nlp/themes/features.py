"""What the learned tagger sees of a statement: stems, neighbours, compound parts, letters, words of the codebook.

Every feature remembers the words it came from, so that what decided can be shown in the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from nlp.themes.concepts import find_concepts
from nlp.themes.mood import NEGATIONS, find_mood
from nlp.themes.polarity import count_polarity_words
from nlp.themes.rules import Findings, WordRules
from nlp.themes.turns import find_edges, find_phrases
from nlp.themes.vocabulary import parts_of
from nlp.themes.words import Word, find_words, stem

Block = Literal["word", "char", "rule", "tone", "mood", "phrase", "edge"]
BLOCKS: tuple[Block, ...] = ("word", "char", "rule", "tone", "mood")
POLARITY_BLOCKS: tuple[Block, ...] = ("phrase", "edge")  # beside the others, for polarity alone

CHAR_SIZES = (3, 4, 5)
_MASK = "[mask]"
NEGATION_REACH = 4  # words after a negation that it may turn around

# a feature each time it occurs, with the positions of the words it came from; of "char" the word whose `grams` are meant
Occurrence = tuple[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Seen:
    """A statement as the model sees it."""

    words: tuple[Word, ...]
    found: Findings
    blocks: dict[Block, list[Occurrence]]


def look_at(text: str, rules: WordRules) -> Seen:
    """All features of a text, with the words they come from."""
    words = find_words(text)
    found = rules.find(words)
    blocks: dict[Block, list[Occurrence]] = {
        "word": list(_word_features(words)),
        "char": [(word.form, (place,)) for place, word in enumerate(words)],
        "rule": list(_rule_features(words, found, text)),
        "tone": list(_tone_features(words, text)),
        "mood": list(find_mood(words)),
        "phrase": [(phrase, ()) for phrase in find_phrases(text)],
        "edge": [(edge, ()) for edge in find_edges(text)],
    }
    return Seen(words, found, blocks)


def _word_features(words: Sequence[Word]) -> Iterator[Occurrence]:
    stems = [_MASK if word.form.startswith("[") else stem(word.form) for word in words]
    for place, (word, own) in enumerate(zip(words, stems, strict=True)):
        yield own, (place,)
        for part in _part_stems(word.form):
            yield f"+{part}", (place,)
        if place + 1 < len(stems):
            yield f"{own} {stems[place + 1]}", (place, place + 1)


@lru_cache(maxsize=50_000)
def _part_stems(form: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stem(part) for part in parts_of(form)))


def grams(form: str) -> tuple[str, ...]:
    """Runs of letters of a word, its edges marked; none for a mask."""
    if form.startswith("["):
        return ()
    edged = f"<{form}>"
    return tuple(edged[start : start + size] for size in CHAR_SIZES for start in range(len(edged) - size + 1))


def _rule_features(words: Sequence[Word], found: Findings, text: str) -> Iterator[Occurrence]:
    for theme, hit in found.themes.items():
        for match in hit.wanted:
            yield f"wanted {theme}", match.positions
        for match in hit.support:
            yield f"support {theme}", match.positions
    for concept, positions in find_concepts(words):
        yield f"concept {concept}", positions
    for polarity, count in count_polarity_words(words).items():
        for _ in range(count):
            yield f"polarity {polarity}", ()
    yield f"length {min(len(words).bit_length(), 7)}", ()
    for mark in "?!":
        if mark in text:
            yield f"mark {mark}", ()


def _tone_features(words: Sequence[Word], text: str) -> Iterator[Occurrence]:
    """How sentences begin ("Zet …", "Kan …") and what is denied ("geen last")."""
    for place, word in enumerate(words):
        if place == 0 or _ends_sentence(text[words[place - 1].end : word.start]):
            yield f"first {stem(word.form)}", (place,)
        if word.form in NEGATIONS:
            for other in range(place + 1, min(place + 1 + NEGATION_REACH, len(words))):
                yield f"not {stem(words[other].form)}", (place, other)
    if text.rstrip().endswith("?"):
        yield "question", ()


def _ends_sentence(between: str) -> bool:
    return any(mark in between for mark in ".!?\n")
