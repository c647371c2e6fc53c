"""What word lists and raw text say about a word, as static vectors for the pipeline.

A word that is not in the table borrows the row of the longest known word it ends in, so that `wijkbewonersbrief`
is read as `brief`: Dutch writes compounds as one word, and the last part decides gender, number and word class.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.util import registry
from spacy.vectors import BaseVectors  # type: ignore[import-not-found]

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.vocab import Vocab

FILE = "lexicon.npz"
MIN_HEAD = 4  # letters of a word that may stand for a longer one that ends in it
MAX_CACHED = 100_000  # words, about 40 MB
N_BITS = 64
KNOWN, BY_HEAD, UNKNOWN = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)


class Lexicon(BaseVectors):  # type: ignore[misc]
    """Word -> facts from word lists (0 or 1) beside a distributional vector, looked up by spelling."""

    name = "stadsgesprek-lexicon"
    mode = "default"

    def __init__(self, *, strings: Any = None) -> None:
        self.strings = strings
        self.fill([], np.zeros(0, np.uint64), np.zeros(0, np.int32), np.zeros((0, 0), np.float16))

    def fill(
        self, words: list[str], facts: NDArray[np.uint64], rows: NDArray[np.int32], vectors: NDArray[np.float16]
    ) -> None:
        """Set the table: per word (lower case) its facts as bits and its row in `vectors`, -1 for none."""
        self.words, self.facts, self.rows, self.vectors = words, facts, rows, vectors
        self.places = {word: place for place, word in enumerate(words)}
        self.cached: dict[int, NDArray[np.float32]] = {}

    @property
    def vectors_length(self) -> int:
        return int(N_BITS + self.vectors.shape[1] + len(KNOWN)) if self.words else 0

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.words), self.vectors_length

    @property
    def size(self) -> int:
        return self.shape[0] * self.shape[1]

    @property
    def n_keys(self) -> int:
        return len(self.words)

    def __len__(self) -> int:
        return len(self.words)

    def __contains__(self, key: int | str) -> bool:
        return self._text(key).lower() in self.places

    def __getitem__(self, key: int | str) -> NDArray[np.float32]:
        return self.vector(self._text(key))

    def is_full(self) -> bool:
        return True

    def get_batch(self, keys: Any) -> NDArray[np.float32]:
        """Vectors of these spellings, shape (n_keys, vectors_length)."""
        if len(self.cached) > MAX_CACHED:
            self.cached.clear()
        found = np.empty((len(keys), self.vectors_length), np.float32)
        for position, key in enumerate(keys):
            key = int(key)
            if key not in self.cached:
                self.cached[key] = self.vector(self._text(key))
            found[position] = self.cached[key]
        return found

    def vector(self, text: str) -> NDArray[np.float32]:
        """Facts, distributional vector, and how the word was found."""
        word = text.lower()
        place = self.places.get(word)
        how = KNOWN
        if place is None:
            place = self._head(word)
            how = UNKNOWN if place is None else BY_HEAD
        result = np.zeros(self.vectors_length, np.float32)
        result[-len(how) :] = how
        if place is not None:
            result[:N_BITS] = np.unpackbits(self.facts[place : place + 1].view(np.uint8))
            if self.rows[place] >= 0:
                result[N_BITS : -len(how)] = self.vectors[self.rows[place]]
        return result

    def _head(self, word: str) -> int | None:
        for start in range(1, len(word) - MIN_HEAD + 1):
            place = self.places.get(word[start:])
            if place is not None:
                return place
        return None

    def _text(self, key: int | str) -> str:
        return key if isinstance(key, str) else str(self.strings[int(key)])

    def to_disk(self, path: Path, **_: Any) -> None:
        """Write the table as one compressed file."""
        words = np.frombuffer("\n".join(self.words).encode(), np.uint8)
        np.savez_compressed(Path(path) / FILE, words=words, facts=self.facts, rows=self.rows, vectors=self.vectors)

    def from_disk(self, path: Path, **_: Any) -> Lexicon:
        """Read what `to_disk` wrote."""
        with np.load(Path(path) / FILE, allow_pickle=False) as table:
            words = table["words"].tobytes().decode().split("\n")
            self.fill(words, table["facts"], table["rows"], table["vectors"])
        return self

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing: the table does not change in training, so a copy of the weights need not hold it."""
        return b""


@registry.vectors("stadsgesprek.Lexicon.v1")  # type: ignore[untyped-decorator]
def create_lexicon() -> Callable[[Vocab], Lexicon]:
    """What `@vectors` in a config refers to."""

    def factory(vocab: Vocab) -> Lexicon:
        return Lexicon(strings=vocab.strings)

    return factory
