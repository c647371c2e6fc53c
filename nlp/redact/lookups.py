"""How name-like a word is: a compact hashed table of names and of the Dutch vocabulary.

The table holds 40-bit hashes and one byte per entry, no readable names: `corpora/lookups/README.md` says from what
it was built, `nlp.redact.build_lookups` builds it.
"""

from __future__ import annotations

import gzip
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpora.errors import KnowledgeError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TABLE = Path(__file__).parents[2] / "corpora" / "lookups" / "namen.bin.gz"
MAGIC = b"SGNAMEN1"
HASH_BYTES = 5

_SPECIAL = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "’": "'", "‘": "'", "ʼ": "'"}
)


@dataclass(frozen=True, slots=True)
class Word:
    """What the table knows of a word; all zero for a word it does not know."""

    forename: int = 0  # 0 = no forename .. 3 = frequent forename
    surname: int = 0  # 0 = no surname .. 3 = frequent surname
    common: int = 0  # 0 = no Dutch word .. 7 = one of the 300 most frequent words
    proper: bool = False  # place, organisation, people, brand

    @property
    def unknown(self) -> bool:
        return not (self.forename or self.surname or self.common or self.proper)

    @property
    def name_only(self) -> bool:
        """A name that is no Dutch word and no place or brand."""
        return bool(self.forename or self.surname) and not self.common and not self.proper


def pack(word: Word) -> int:
    """The byte that stands for what is known of a word."""
    return word.forename | word.surname << 2 | word.common << 4 | word.proper << 7


WORDS = tuple(Word(byte & 3, byte >> 2 & 3, byte >> 4 & 7, bool(byte >> 7)) for byte in range(256))


def normalise(word: str) -> str:
    """The form that is looked up: lower case, without accents, straight apostrophes."""
    decomposed = unicodedata.normalize("NFKD", word.casefold().translate(_SPECIAL))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).translate(_SPECIAL)


def hash_word(normalised: str) -> int:
    """40 bits of BLAKE2b; two different words share one with a chance of about one in two million."""
    return int.from_bytes(blake2b(normalised.encode("utf-8", "surrogatepass"), digest_size=HASH_BYTES).digest(), "big")


@dataclass(frozen=True, eq=False)
class Lookups:
    """The table in memory. `lookups["Fatima"]` is what is known of the word, in any case."""

    hashes: NDArray[np.uint64] = field(repr=False)
    flags: NDArray[np.uint8] = field(repr=False)
    _seen: dict[str, Word] = field(default_factory=dict, repr=False, compare=False)

    def __getitem__(self, word: str) -> Word:
        known = self._seen.get(word)
        if known is None:
            known = self._find(normalise(word))
            if len(self._seen) < 50_000:
                self._seen[word] = known
        return known

    def _find(self, normalised: str) -> Word:
        import numpy as np

        wanted = np.uint64(hash_word(normalised))
        place = int(np.searchsorted(self.hashes, wanted))
        if place < len(self.hashes) and self.hashes[place] == wanted:
            return WORDS[int(self.flags[place])]
        return WORDS[0]


@lru_cache(maxsize=2)
def load_lookups(path: Path = TABLE) -> Lookups:
    """The table that ships, or another one of the same form.

    Raises:
        KnowledgeError: the file is missing or damaged.
    """
    import numpy as np

    try:
        data = gzip.decompress(path.read_bytes())
        if not data.startswith(MAGIC):
            raise ValueError
        n_words = int.from_bytes(data[8:12], "little")
        planes = np.frombuffer(data, dtype=np.uint8, offset=12).reshape(5, n_words)
    except (OSError, EOFError, ValueError):
        raise KnowledgeError(
            "de opzoektabel met namen ontbreekt of is beschadigd.",
            source=path.name,
            cure="Installeer het programma opnieuw of bouw de tabel met nlp.redact.build_lookups.",
        ) from None
    steps = sum((planes[i].astype(np.uint64) << np.uint64(8 * i) for i in range(4)), np.zeros(n_words, np.uint64))
    return Lookups(np.cumsum(steps, dtype=np.uint64), planes[4].copy())


def table_bytes(words: dict[int, int]) -> bytes:
    """The file for these hashes and their bytes: the steps between sorted hashes, byte by byte, then the flags."""
    import numpy as np

    ordered: list[Any] = sorted(words)
    numbers = np.array([0, *ordered], dtype=np.uint64)
    steps = numbers[1:] - numbers[:-1]
    if len(steps) and int(steps.max()) >= 1 << 32:
        raise ValueError("too few words to store the steps between their hashes in 32 bits")
    planes = [((steps // np.uint64(256**i)) % np.uint64(256)).astype(np.uint8).tobytes() for i in range(4)]
    flags = bytes(words[number] for number in ordered)
    return gzip.compress(b"".join([MAGIC, len(ordered).to_bytes(4, "little"), *planes, flags]), 9, mtime=0)
