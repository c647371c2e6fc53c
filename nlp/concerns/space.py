"""Where statements lie: the words they use, the parts of those words and the themes they touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from corpora.records import Tagging
from nlp.terms import Term

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

N_DIMENSIONS, N_ROUNDS = 150, 3
NOTHING = 1e-5  # of the largest: under it is rounding
PART_LENGTH = 4  # characters
PARTS_WEIGHT = 0.5  # beside whole words at 1; lets "fietsendiefstal" lie near "fiets"
THEMES_WEIGHT = 3.0  # beside all words at 1; with less, one statement more turns small sets over
# A power: the likeliest theme of a statement tells nearly all of what it is about. Coders put the first theme first too.
SUREST_FIRST = 4
# Up to so many statements shared words tell as much as shared themes; among more, some share rare words by chance.
FEW_STATEMENTS = 200
N_COMPANIONS = 3
_BLOCK = 512  # rows compared with all others at a time, to keep memory flat


@dataclass(frozen=True, slots=True)
class Space:
    """Statements in canonical order."""

    rows: NDArray[np.float64]  # (n_statements, n_dimensions); shorter where a statement shares little
    words: csr_matrix  # (n_statements, n_features), rows of length 1, or 0 for a statement without words
    themes: NDArray[np.float64]  # (n_statements, n_themes), probabilities

    def company(self, others: NDArray[np.intp], people: NDArray[np.intp]) -> NDArray[np.float64]:
        """How alike each statement is to the nearest of these others, by other people; (n_statements,), 0-1.

        By words or by themes, whichever is more; the mean over its `N_COMPANIONS` nearest. All words count
        here, also those that nobody else uses: what shares little is seen to share little. Themes count by the
        square roots of their probabilities, so that two statements with the same theme are as alike as it is sure.
        """
        import numpy as np

        telling = min(1.0, FEW_STATEMENTS / max(1, len(others))) ** (1 / 3)
        words, themes = self.words.astype(np.float32), np.sqrt(self.themes).astype(np.float32)
        other_words, other_themes = telling * words[others].T.tocsr(), themes[others].T
        alike = np.zeros(len(people))
        for start in range(0, len(people), _BLOCK):
            block = slice(start, start + _BLOCK)
            by_words = (words[block] @ other_words).toarray()
            near = np.maximum(by_words, np.minimum(themes[block] @ other_themes, 1))
            near[people[block, None] == people[others]] = 0
            nearest = np.partition(near, -N_COMPANIONS, axis=1)[:, -N_COMPANIONS:]
            alike[block] = np.sort(nearest, axis=1).mean(axis=1)  # sorted: a sum in another order rounds otherwise
        return alike

    def n_themes(self, picked: NDArray[np.intp]) -> float:
        """How many themes the picked statements are spread over, were all as frequent (Hill number of order 2)."""
        import numpy as np

        themes = self.themes[picked]
        shares = (themes / np.maximum(themes.sum(axis=1, keepdims=True), 1e-9)).sum(axis=0)
        return float(shares.sum() ** 2 / max(float(shares @ shares), 1e-9))


def build_space(terms: Sequence[Sequence[Term]], taggings: Sequence[Tagging] | None) -> Space:
    """Lay out statements by their content words and, where given, their themes; both parallel."""
    import numpy as np

    words, themes = _weigh_words(terms), _theme_block(taggings or (), len(terms))
    blocks: list[NDArray[Any]] = [_reduce(words), THEMES_WEIGHT * _same_length(themes**SUREST_FIRST)]
    return Space(np.hstack(blocks), words, themes)


def _weigh_words(terms: Sequence[Sequence[Term]]) -> csr_matrix:
    """TF-IDF of words beside that of their parts."""
    from scipy.sparse import hstack
    from sklearn.preprocessing import normalize

    words = [[term.lemma for term in row] for row in terms]
    parts_of = {lemma: _parts(lemma) for lemma in {*chain.from_iterable(words)}}
    parts = [[part for lemma in row for part in parts_of[lemma]] for row in words]
    return normalize(hstack([_tf_idf(words), PARTS_WEIGHT * _tf_idf(parts)]).tocsr())


def _parts(lemma: str) -> list[str]:
    padded = f" {lemma} "
    return [padded[i : i + PART_LENGTH] for i in range(max(1, len(padded) - PART_LENGTH + 1))]


def _tf_idf(rows: Sequence[Sequence[str]]) -> csr_matrix:
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

    if not any(rows):
        return csr_matrix((len(rows), 1))
    return TfidfVectorizer(analyzer=_as_is, sublinear_tf=True).fit_transform(rows)


def _as_is(row: Sequence[str]) -> Sequence[str]:
    return row


def _reduce(words: csr_matrix) -> NDArray[np.float32]:
    """The features that are shared; of many, some `N_DIMENSIONS` directions that hold most of what statements share.

    Block power iteration from the features of most weight (Halko, Martinsson & Tropp 2011, SIAM Review 53(2)): no
    chance in it. Machine precision would take five times as long and tell nothing more, for the last directions
    hardly differ in how much they hold.
    """
    import numpy as np

    shared = words[:, np.flatnonzero(words.getnnz(axis=0) >= 2)].astype(np.float32)
    if min(shared.shape) <= N_DIMENSIONS:
        whole: NDArray[np.float32] = shared.toarray()
        return whole
    across = shared.T.tocsr()
    weights = np.asarray(shared.multiply(shared).sum(axis=0)).ravel()
    heaviest = np.sort(np.argsort(-weights, kind="stable")[: 2 * N_DIMENSIONS])  # the parts of one word tell the same
    projected: NDArray[np.float32] = shared[:, heaviest].toarray()
    for _ in range(N_ROUNDS):
        projected = shared @ _square(across @ projected)
    return projected


def _square(directions: NDArray[np.float32]) -> NDArray[np.float32]:
    """At most `N_DIMENSIONS` at right angles that span nearly the same, from the small Gram matrix."""
    import numpy as np

    sizes, turns = np.linalg.eigh((directions.T @ directions).astype(np.float64))
    sizes, turns = sizes[-N_DIMENSIONS:], turns[:, -N_DIMENSIONS:]  # the largest stand last
    adds = sizes > NOTHING * sizes[-1]
    square: NDArray[np.float32] = directions @ (turns[:, adds] / np.sqrt(sizes[adds])).astype(np.float32)
    return square


def _theme_block(taggings: Sequence[Tagging], n: int) -> NDArray[np.float64]:
    import numpy as np

    themes = sorted({suggestion.subtheme for tagging in taggings for suggestion in tagging.suggestions})
    column = {theme: number for number, theme in enumerate(themes)}
    block = np.zeros((n, max(1, len(themes))))
    for row, tagging in enumerate(taggings):
        for suggestion in tagging.suggestions:
            block[row, column[suggestion.subtheme]] = suggestion.probability
    return block


def _same_length(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rows of length 1: an unsure theme draws as hard as a sure one, or unsure statements would go by chance words."""
    import numpy as np

    same: NDArray[np.float64] = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return same
