"""A second look at who says each turn, once a file has been read: where everything about a turn speaks against the role that it got, it gets another.

The rules give a role by the signs on the page; in a layout that nobody had in mind those signs may mislead. A small linear model weighs the role against
how the turn sounds (`sound`), how it looks, and what stands around it. It learned from how the rules read annotated uploads before anything was
mended for those (`python -m nlp.second_look_training`; card: `corpora/lookups/tweede_blik.md`). What an interviewer says is left alone.
"""

from __future__ import annotations

import gzip
import json
import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corpora.layout.drafts import is_question
from corpora.layout.remembered import remembered
from corpora.layout.sound import leaning, sentences
from corpora.layout.voice import is_report, may_be_said, speaks_of_self
from corpora.records import Role

ARTEFACT = Path(__file__).parents[1] / "lookups" / "tweede_blik.json.gz"
MIN_WORDS = 4  # of fewer nothing is known
SOMEBODY = "onbekend"

_MIN_TEXT = 100  # words
_MIN_SPOKEN = 1 / 3  # of the turns, before a note is taken for somebody's words: a policy note tells of people too
_UNLIKELY, _LIKELY = 0.3, 0.6
_SHORT = 5
_SCALE = 5.0  # of the logarithms of odds, so that all features are about as large
_NUMBERED = re.compile(r"^(punt|quote|onbekend|anoniem|rij|bijdrage)\w*\s*\d+$", re.IGNORECASE)
_STOP = (".", "!", "…")


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked at of one turn."""

    role: Role
    speaker: str
    text: str


Hearing = Callable[[str], float]


def roles(looks: Sequence[Look]) -> list[Role]:
    """The role of every turn of a document after a second look; what a short text sounds like tells too little."""
    if sum(n_words(look.text) for look in looks) < _MIN_TEXT:
        return [look.role for look in looks]
    told = [look for look in looks if n_words(look.text) >= MIN_WORDS]
    spoken = sum(look.role == "respondent" for look in told) >= _MIN_SPOKEN * len(told)
    return [_settled(look, found, spoken=spoken) for look, found in zip(looks, features(looks), strict=True)]


def features(looks: Sequence[Look], hear: Hearing | None = None) -> list[dict[str, float]]:
    """What the model looks at, by name, for every turn of a document.

    Args:
        hear: how a passage sounds, as logarithm of the odds that a resident says it; the model that ships when left out.
    """
    hear = hear or _hear
    sounds = [hear(look.text) / _SCALE for look in looks]
    counts = [number for number, look in enumerate(looks) if n_words(look.text) >= MIN_WORDS]
    said = [number for number in counts if looks[number].role == "respondent"]
    usual = sum(sounds[number] for number in said) / len(said) if said else 0.0
    share = len(said) / max(1, len(counts))
    spoken = Counter(looks[number].speaker for number in said)
    found = []
    for number, look in enumerate(looks):
        by_role = {"sound": sounds[number], "unusual": sounds[number] - usual, **_inside(look.text, hear)}
        by_role["words"] = math.log1p(n_words(look.text))
        one = by_role | {f"{look.role} {name}": value for name, value in by_role.items()}
        one |= {"usual": usual, "share": share, "place": number / len(looks), **_around(looks, sounds, number)}
        signs = _signs(look) | {
            look.role: True,
            "speaks once": spoken[look.speaker] == 1,
            "first": number == 0,
            "last": number == len(looks) - 1,
        }
        found.append(one | {name: 1.0 for name, is_so in signs.items() if is_so})
    return found


def n_words(text: str) -> int:
    """How many words there are in a text."""
    return len(text.split())


def _inside(text: str, hear: Hearing) -> dict[str, float]:
    heard = [hear(sentence) / _SCALE for sentence in sentences(text)] or [0.0]
    return {"mean": sum(heard) / len(heard), "lowest": min(heard), "highest": max(heard)}


def _around(looks: Sequence[Look], sounds: Sequence[float], number: int) -> dict[str, float]:
    before, after = number - 1, number + 1
    found = {"before nobody" if before < 0 else f"before {looks[before].role}": 1.0}
    found |= {"after nobody" if after == len(looks) else f"after {looks[after].role}": 1.0}
    if before >= 0:
        found["before sound"] = sounds[before]
        found["same speaker"] = float(looks[before].speaker == looks[number].speaker != "")
    if after < len(looks):
        found["after sound"] = sounds[after]
    return found


def _signs(look: Look) -> dict[str, bool]:
    text = look.text.rstrip("\"'”’») ")
    numbered = _NUMBERED.match(look.speaker)
    who = numbered[1].lower() if numbered else "number" if look.speaker.isdigit() else "name" if look.speaker else ""
    return {
        f"by {who}": True,
        "short": n_words(look.text) < _SHORT,
        "asks": is_question(look.text),
        "colon": text.endswith(":"),
        "stop": text.endswith(_STOP),
        "digits": any(letter.isdigit() for letter in text),
        "report": is_report(look.text),
        "self": speaks_of_self(look.text),
        "may be said": may_be_said(look.text),
    }


def _settled(look: Look, found: Mapping[str, float], *, spoken: bool) -> Role:
    if n_words(look.text) < MIN_WORDS or look.role not in ("respondent", "notulist"):
        return look.role
    weights = _weights()
    said = 1 / (1 + math.exp(-sum(value * weights.get(name, 0.0) for name, value in found.items()) - weights[""]))
    if look.role == "respondent":
        return "notulist" if said < _UNLIKELY else look.role
    return "respondent" if spoken and said > _LIKELY else look.role


@remembered
def _hear(passage: str) -> float:
    return leaning(passage)


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    weights: dict[str, float] = json.loads(gzip.decompress(ARTEFACT.read_bytes()))
    return weights
