"""Everyday concepts behind words ("koevoet" and "sponning": traces of a break-in), from an editable list.

They let the tagger understand a word that stood in no example, because a related word did.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import corpora
from corpora.errors import KnowledgeError
from corpora.yaml_file import read_yaml
from nlp.themes.patterns import PatternSet
from nlp.themes.words import Word

_LIST = Path(corpora.__file__).parent / "words" / "begrippen.yaml"


def find_concepts(words: Sequence[Word]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Every concept that is touched, with the positions of the words that touch it."""
    patterns, uses = _concepts()
    for match in patterns.find(words):
        for concept in uses[match.pattern]:
            yield concept, match.positions


@cache
def _concepts() -> tuple[PatternSet, dict[str, tuple[str, ...]]]:
    lists = read_yaml(_LIST)
    if not isinstance(lists, dict) or not all(_is_word_list(words) for words in lists.values()):
        raise KnowledgeError(
            "de lijst met begrippen is niet te lezen.",
            source=_LIST.name,
            cure="Zet achter elk begrip de woorden tussen [ en ], met komma's ertussen; getallen tussen aanhalingstekens.",
        )
    uses: dict[str, set[str]] = defaultdict(set)
    for concept, words in lists.items():
        for word in words:
            uses[word].add(concept)
    return PatternSet(tuple(uses)), {word: tuple(sorted(concepts)) for word, concepts in uses.items()}


def _is_word_list(words: object) -> bool:
    return isinstance(words, list) and all(isinstance(word, str) for word in words)
