"""Split Dutch compounds: "zwerfafvalprobleem" -> zwerf | afval | probleem.

A word is split where a learned score is highest, then its halves again, until no place is likely enough. The
score looks at how often each half stands at that end of other words, at linking sounds, at the letters
around the seam, and at whether a prefix or particle stands before a verb ("aan|brengen") or before a noun made
from one ("aanpassing", no compound). How it was learned is told in `nlp/data/compounds.md`.
"""

from __future__ import annotations

import gzip
import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path

ARTEFACT = Path(__file__).parent / "data" / "compounds.json.gz"

MIN_LEFT, MIN_RIGHT = 2, 3
LINKERS = ("", "s", "e", "en", "er", "n", "es", "ens", "-", "s-")
# what stands before a verb in Dutch, with or without a seam: the ending of the rest tells which
AFFIXES = re.compile(
    "aan|achter|af|be|bij|binnen|boven|buiten|door|ge|her|in|mee|mis|na|neer|om|on|onder|ont|op|over|samen|tegen"
    "|terug|toe|tussen|uit|ver|voor|weg"
)
_MAX_BIN = 12
_LONGEST_LEFT, _LONGEST_RIGHT = 12, 12  # parts with a weight of their own, in letters

Parts = Mapping[str, tuple[int, int, int, int]]
_UNKNOWN = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class CompoundLexicon:
    """What is known about word parts, and the weights that decide.

    `counts` holds per string: in how many words it stands in front, in how many at the end, and how often it
    is said by itself, each as a power of two (0 = never); last 1 where it is a form of a verb.
    A word with a capital is split from `name_threshold`: names often look like compounds ("Noordwijk").
    """

    counts: Parts
    weights: Mapping[str, float]
    threshold: float
    name_threshold: float
    splits: dict[tuple[str, bool], tuple[int, ...]] = field(default_factory=dict, compare=False)


@cache
def load_compounds(path: Path = ARTEFACT) -> CompoundLexicon:
    """The shipped lexicon; read once."""
    content = json.loads(gzip.decompress(path.read_bytes()))
    counts = {}
    for line in content["counts"].split("\n"):
        part, bins = line.rsplit(" ", 1)
        counts[part] = (int(bins[0], 16), int(bins[1], 16), int(bins[2], 16), int(bins[3]))
    return CompoundLexicon(counts, content["weights"], content["threshold"], content["name_threshold"])


def split_compound(word: str, *, lexicon: CompoundLexicon | None = None) -> tuple[str, ...]:
    """Parts of a word as written, linking sounds with the part before them; the whole word where it has none.

    >>> split_compound("stadsgesprek")
    ('stads', 'gesprek')
    """
    edges = (0, *boundaries(word, lexicon=lexicon), len(word))
    return tuple(word[start:end] for start, end in pairwise(edges))


def boundaries(word: str, *, lexicon: CompoundLexicon | None = None) -> tuple[int, ...]:
    """Where the parts of a word begin, in characters from the start, the first part left out."""
    lexicon = lexicon or load_compounds()
    key = word.lower()
    if len(key) != len(word):  # a letter that lower-cases to two would shift every offset
        return ()
    is_name = word[:1].isupper() and not word.isupper()
    if (key, is_name) not in lexicon.splits:
        threshold = lexicon.name_threshold if is_name else lexicon.threshold
        lexicon.splits[key, is_name] = tuple(sorted(_split(key, lexicon, threshold)))
    return lexicon.splits[key, is_name]


def _split(word: str, lexicon: CompoundLexicon, threshold: float, offset: int = 0) -> Iterator[int]:
    scores = {place: score(word, place, lexicon) for place in places(word)}
    best = max(scores, key=lambda place: (scores[place], place), default=0)
    if best and scores[best] >= threshold:
        yield offset + best
        yield from _split(word[:best], lexicon, threshold, offset)
        yield from _split(word[best:], lexicon, threshold, offset + best)


def places(word: str) -> range:
    """Where a word could be split at all."""
    return range(MIN_LEFT, len(word) - MIN_RIGHT + 1)


def score(word: str, place: int, lexicon: CompoundLexicon) -> float:
    """Chance between 0 and 1 that a part begins at `place`."""
    total = sum(lexicon.weights.get(feature, 0.0) for feature in features(word, place, lexicon.counts))
    return 1 / (1 + math.exp(-total))


def features(word: str, place: int, counts: Parts) -> Iterator[str]:
    """What the decision at one place rests on, as names of weights."""
    left, right = word[:place], word[place:]
    front, end = counts.get(left, _UNKNOWN)[0], counts.get(right, _UNKNOWN)[1]
    yield "1"
    yield from _count_features(word, place, counts)
    yield f"l{min(len(left), _MAX_BIN)}"
    yield f"r{min(len(right), _MAX_BIN)}"
    yield f"l{min(len(left), 8)}f{front}"
    yield f"r{min(len(right), 8)}e{end}"
    yield f"l{min(len(left), 8)}r{min(len(right), 8)}"
    yield f"<{left[-3:]}"
    yield f">{right[:3]}"
    yield f"|{left[-2:]}{right[:2]}"
    yield f"|{left[-1:]}{right[:1]}"
    yield f"${right[-4:]}"
    if len(left) <= _LONGEST_LEFT:
        yield f"L{left}"
    if len(left) <= 6:
        yield f"L{left}e{end}"
    if len(right) <= _LONGEST_RIGHT:
        yield f"R{right}"
    if len(right) <= 8:
        yield f"R{right}f{front}"
    yield from _verb_features(word, left, right, counts)


def _count_features(word: str, place: int, counts: Parts) -> Iterator[str]:
    """How often the halves stand at their end of words and are said, alone and together."""
    left, right = word[:place], word[place:]
    front, (_, end, alone, _) = counts.get(left, _UNKNOWN)[0], counts.get(right, _UNKNOWN)
    base, linker = _without_linker(left, counts)
    said, whole = counts.get(base, _UNKNOWN)[2], counts.get(word, _UNKNOWN)[2]
    yield f"f{front}"
    yield f"e{end}"
    yield f"f{front}e{end}"
    yield f"a{alone}"
    yield f"b{said}"
    yield f"b{said}a{alone}"
    yield f"k{linker}"
    yield f"k{linker}f{front}"
    yield f"k{linker}b{said}"
    yield f"w{whole}"
    yield f"w{whole}f{front}e{end}"


def _verb_features(word: str, left: str, right: str, counts: Parts) -> Iterator[str]:
    """Whether the rest is a verb, which tells "aan|brengen" from "aanpassing"."""
    verb = f"v{counts.get(right, _UNKNOWN)[3]}{counts.get(word, _UNKNOWN)[3]}"
    yield verb
    if not AFFIXES.fullmatch(left):
        yield f"N{verb}"
        return
    participle = "ge" if right.startswith("ge") else ""
    yield "P"
    yield f"P{verb}"
    yield f"P{left}{verb}"
    yield f"P{left}>{participle}"
    yield f"P{left}${right[-2:]}"
    yield f"P>{participle}${right[-2:]}"
    yield from (f"P${right[-length:]}" for length in (2, 3, 4))
    yield f"Pe{counts.get(right, _UNKNOWN)[1]}"
    yield f"Pw{counts.get(word, _UNKNOWN)[2]}"


def _without_linker(left: str, counts: Parts) -> tuple[str, str]:
    """The left part as a word of its own, and the sound that links it; linker "?" where no such word is known."""
    for linker in LINKERS:
        base = left.removesuffix(linker) if linker else left
        if (not linker or base != left) and len(base) > 1 and counts.get(base, _UNKNOWN)[2]:
            return base, linker or "."
    return left, "?"
