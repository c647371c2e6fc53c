"""How likely a passage is a resident's own words: a small linear model, for where no layout decides.

Words, pairs of words, how the passage begins and ends and how long it is; the weights are learned from annotated uploads
by `python -m nlp.sound_training`. Card: `corpora/lookups/klank.md`.
"""

from __future__ import annotations

import gzip
import json
import math
import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

ARTEFACT = Path(__file__).parents[1] / "lookups" / "klank.json.gz"

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|[?!:]")
_FIRST = re.compile(r"\b(?:ik|mij|mijn|m['’]n|mn|bij\s+ons|me)\b", re.IGNORECASE)
_FULL_NAME = re.compile(r"\w [A-ZÀ-Þ]\w+ [A-ZÀ-Þ]\w+")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’»)]*\s+")
_WORDS_TOGETHER, _AT_START = 1.5, 0.7  # how much all words together, and each of the first ones, may say
_LONGEST = 8


def likelihood(passage: str) -> float:
    """How likely a resident says this, 0-1; the note-taker, a heading, a task or a question says the rest."""
    return 1 / (1 + math.exp(-leaning(passage)))


def leaning(passage: str, weights: Mapping[str, float] | None = None) -> float:
    """The same as logarithm of the odds: above 0 a resident sooner says this.

    Args:
        weights: by name of the feature; those that ship when left out.
    """
    weights = weights or _weights()
    return sum(value * weights.get(name, 0.0) for name, value in features(passage).items()) + weights[""]


def sentences(text: str) -> list[str]:
    """The sentences of a passage, by their stops."""
    return [sentence for sentence in _SENTENCE.split(text.strip()) if sentence]


def features(passage: str) -> dict[str, float]:
    """What the model looks at, by name."""
    words = ["0" if word.isdigit() else word.lower() for word in _WORD.findall(passage)]
    together = dict.fromkeys([*words, *map(" ".join, pairwise(words))])
    found = dict.fromkeys(together, _WORDS_TOGETHER / math.sqrt(max(1, len(together))))
    found |= dict.fromkeys([*(f"^{word}" for word in words[:3]), "^^" + " ".join(words[:2])], _AT_START)
    last = passage.rstrip(" \"'”’»)")[-1:]
    signs = {
        "#end" + (last if last in "?.!…:," else ""),
        f"#n{min(_LONGEST, int(2 * math.log2(len(words) + 1)))}",
        "#low" if passage[:1].islower() else "#cap",
        "#first" if _FIRST.search(passage) else "",
        "#name" if _FULL_NAME.search(passage) else "",
    }
    return found | dict.fromkeys(signs - {""}, 1.0)


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    weights: dict[str, float] = json.loads(gzip.decompress(ARTEFACT.read_bytes()))
    return weights
