"""Split Dutch compounds: "zwerfafvalprobleem" -> zwerf | afval | probleem.

A word is split where a learned score is highest, then its halves again, until no place is likely enough. The
score looks at how often each half stands at that end of other words, at linking sounds and at the letters
around the seam. How it was learned is told in `nlp/data/compounds.md`.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path

ARTEFACT = Path(__file__).parent / "data" / "compounds.json.gz"

MIN_LEFT, MIN_RIGHT = 2, 3
LINKERS = ("", "s", "e", "en", "er", "n", "es", "ens", "-", "s-")
_MAX_BIN = 12


@dataclass(frozen=True, slots=True)
class CompoundLexicon:
    """What is known about word parts, and the weights that decide.

    `counts` holds per string: in how many words it stands in front, in how many at the end, and how often it
    is said by itself, each as a power of two (0 = never).
    """

    counts: Mapping[str, tuple[int, int, int]]
    weights: Mapping[str, float]
    threshold: float
    splits: dict[str, tuple[int, ...]] = field(default_factory=dict, compare=False)


@cache
def load_compounds(path: Path = ARTEFACT) -> CompoundLexicon:
    """The shipped lexicon; read once."""
    content = json.loads(gzip.decompress(path.read_bytes()))
    counts = {}
    for line in content["counts"].split("\n"):
        part, bins = line.rsplit(" ", 1)
        counts[part] = (int(bins[0], 16), int(bins[1], 16), int(bins[2], 16))
    return CompoundLexicon(counts, content["weights"], content["threshold"])


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
    if key not in lexicon.splits:
        lexicon.splits[key] = tuple(sorted(_split(key, lexicon)))
    return lexicon.splits[key]


def _split(word: str, lexicon: CompoundLexicon, offset: int = 0) -> Iterator[int]:
    scores = {place: score(word, place, lexicon) for place in places(word)}
    best = max(scores, key=lambda place: (scores[place], place), default=0)
    if best and scores[best] >= lexicon.threshold:
        yield offset + best
        yield from _split(word[:best], lexicon, offset)
        yield from _split(word[best:], lexicon, offset + best)


def places(word: str) -> range:
    """Where a word could be split at all."""
    return range(MIN_LEFT, len(word) - MIN_RIGHT + 1)


def score(word: str, place: int, lexicon: CompoundLexicon) -> float:
    """Chance between 0 and 1 that a part begins at `place`."""
    total = sum(lexicon.weights.get(feature, 0.0) for feature in features(word, place, lexicon.counts))
    return 1 / (1 + math.exp(-total))


def features(word: str, place: int, counts: Mapping[str, tuple[int, int, int]]) -> Iterator[str]:
    """What the decision at one place rests on, as names of weights."""
    left, right = word[:place], word[place:]
    (front, _, _), (_, end, alone) = counts.get(left, (0, 0, 0)), counts.get(right, (0, 0, 0))
    base, linker = _without_linker(left, counts)
    said = counts.get(base, (0, 0, 0))[2]
    whole = counts.get(word, (0, 0, 0))[2]
    yield "1"
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
    if len(left) <= 6:
        yield f"L{left}"
        yield f"L{left}e{end}"
    if len(right) <= 8:
        yield f"R{right}"
        yield f"R{right}f{front}"


def _without_linker(left: str, counts: Mapping[str, tuple[int, int, int]]) -> tuple[str, str]:
    """The left part as a word of its own, and the sound that links it; linker "?" where no such word is known."""
    for linker in LINKERS:
        base = left.removesuffix(linker) if linker else left
        if (not linker or base != left) and len(base) > 1 and counts.get(base, (0, 0, 0))[2]:
            return base, linker or "."
    return left, "?"
