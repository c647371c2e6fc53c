"""How likely it is that a speaker turns to something else at a sentence: a small linear model beside the rules.

It looks at how the sentence begins, whether it points back or names again what was named before, whether it opens with a thing or a place, and how much was said
before it and comes after it. Learned from annotated turns by `python -m nlp.turning_training`; card: `nlp/data/wending.md`.
"""

from __future__ import annotations

import gzip
import json
import math
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

ARTEFACT = Path(__file__).parents[1] / "data" / "wending.json.gz"

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_POINTING = (
    frozenset(
        {"die", "dat", "daar", "er", "ze", "hij", "zij", "het", "dit", "deze", "dan", "toen", "dus", "want", "zo"}
    )
    | {"zulke", "hem", "haar", "hun", "daarom", "daarna", "daardoor", "daarmee", "ervan", "erop", "eraan", "erbij"}
    | {"dezelfde"}
)
_TELLING = frozenset({"ik", "wij", "we", "ons", "mijn", "jullie", "trouwens", "verder", "ook", "nog", "wel", "wens"}) | {
    "zou", "moet", "moeten", "graag",
}  # fmt: skip
_LEAD = r"^\W*(?:(?:en|maar|ook|nou|ja)\s+)*"
_THING = re.compile(_LEAD + r"(de|het|een|die|dat|mijn|onze|ons)\s+(\w+)", re.IGNORECASE)
_PLACE = re.compile(
    _LEAD + r"(?:op|in|bij|met|van|voor|buiten|onder|achter|naast|langs|aan|over|sinds|vorig|tijdens)\s+\w+",
    re.IGNORECASE,
)
# a change that is missed costs two statements, one that is none costs one
ENOUGH = 0.3
_STEM, _FIRST = 7, 6  # letters of a word; words in which something may point back
_FEW, _SHORT = 5, 4


def likelihood(before: str, sentence: str, after: str, *, n_before: int) -> float:
    """How likely it is, 0-1, that this sentence is about something else than what the same speaker said before it.

    Args:
        before: what belongs together so far, `n_before` sentences.
        after: what the speaker says after it.
    """
    return chance(features(before, sentence, after, n_before=n_before), _weights())


def chance(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """What these weights make of the features of a place, 0-1."""
    total = sum(value * weights.get(name, 0.0) for name, value in found.items()) + weights[""]
    return 1 / (1 + math.exp(-total))


def features(before: str, sentence: str, after: str, *, n_before: int) -> dict[str, float]:
    """What the model looks at, by name."""
    said, words, rest = _words(before), _words(sentence), _words(after)
    found = {"^" + " ".join(words[:size]): 0.7 for size in (1, 2, 3) if len(words) >= size}
    found |= {"2" + word: 0.4 for word in words[1:2]}
    found |= {"has " + word: 0.5 for word in _TELLING.intersection(words)}
    found |= {
        "#before": math.log1p(len(said)),
        "#words": math.log1p(len(words)),
        "#after": math.log1p(len(rest)),
        "#sentences": float(n_before),
    }
    if thing := _THING.match(sentence):
        found["#thing " + thing[1].lower()] = 1.0
        known = {word[:_STEM] for word in said if len(word) > 3}
        found["#new"] = float(thing[2].lower()[:_STEM] not in known)
    named = {word[:_STEM] for word in said if len(word) > _SHORT} & {
        word[:_STEM] for word in words if len(word) > _SHORT
    }
    signs = {
        "#again": bool(named),
        "#last": not rest,
        "#few": len(words) < _FEW,
        "#asked": before.rstrip().endswith("?"),
        "#asks": sentence.rstrip().endswith("?"),
        "#back": not _POINTING.isdisjoint(words[:_FIRST]),
        "#back first": not _POINTING.isdisjoint(words[:1]),
        "#colon": ":" in sentence,
        "#place": bool(_PLACE.match(sentence)),
    }
    return found | {name: 1.0 for name, is_so in signs.items() if is_so}


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    weights: dict[str, float] = json.loads(gzip.decompress(ARTEFACT.read_bytes()))
    return weights
