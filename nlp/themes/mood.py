"""Words that say something good or bad, turned around by a denial, before and after "maar": the tone of a statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import corpora
from corpora.errors import KnowledgeError
from corpora.yaml_file import read_yaml
from nlp.themes.words import Word, stem

_LIST = Path(corpora.__file__).parent / "words" / "gevoel.yaml"
_KINDS = ("goed", "slecht")

NEGATIONS = frozenset({"niet", "geen", "nooit", "niks", "niets", "niemand", "nergens", "zonder", "nauwelijks", "amper"})
_REACH = 3  # words after a denial that it turns around
_TURN = "maar"
_MARKERS = frozenset(
    {"maar", "wel", "niet", "geen", "nooit", "niks", "toch", "sinds", "sindsdien", "vroeger", "nu", "meer"}
    | {"als", "moet", "mag", "kan", "zou", "graag", "laat"}
)


def find_mood(words: Sequence[Word]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Feelings and the small words that steer them, with the positions of the words they come from."""
    feelings, stems = _feelings()
    turn = next((place for place, word in enumerate(words) if word.form == _TURN), None)
    denied = -_REACH - 1
    for place, word in enumerate(words):
        if word.form in _MARKERS:
            yield f"said {word.form}", (place,)
        if word.form in NEGATIONS:
            denied = place
        kind = feelings.get(word.form) or stems.get(stem(word.form))
        if kind:
            name = f"niet {kind}" if place - denied <= _REACH else kind
            yield name, (place,)
            if turn is not None:
                yield f"{name} {'na' if place > turn else 'voor'} {_TURN}", (place,)


@cache
def _feelings() -> tuple[dict[str, str], dict[str, str]]:
    """Word -> kind, and stem -> kind for the stems that only words of one kind share."""
    lists = read_yaml(_LIST)
    if not isinstance(lists, dict) or tuple(lists) != _KINDS:
        raise KnowledgeError(
            "de lijst met gevoelswoorden is niet te lezen.",
            source=_LIST.name,
            cure=f"Zet de woorden onder deze twee kopjes: {', '.join(_KINDS)}.",
        )
    words = {word: kind for kind in _KINDS for word in lists[kind]}
    kinds: dict[str, set[str]] = {}
    for word, kind in words.items():
        kinds.setdefault(stem(word), set()).add(kind)
    return words, {key: next(iter(found)) for key, found in kinds.items() if len(found) == 1}
