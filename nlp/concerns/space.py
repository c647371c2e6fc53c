"""Where statements lie: the words they use, the parts of those words and the themes they touch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpora.records import Tagging
from nlp.terms import Term

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

N_DIMENSIONS = 150
PART_LENGTH = 4  # characters
PARTS_WEIGHT = 0.5  # beside whole words at 1; lets "fietsendiefstal" lie near "fiets"
THEMES_WEIGHT = 3.0  # beside all words at 1; with less, one statement more turns small sets over
# Up to so many statements shared words tell as much as shared themes; among more, some share rare words by chance.
FEW_STATEMENTS = 200
N_COMPANIONS = 3
_BLOCK = 512  # rows compared with all others at a time, to keep memory flat


@dataclass(frozen=True, slots=True)
class Space:
    """Statements in canonical order; the decomposition is exact, but only up to rounding."""

    rows: NDArray[np.float64]  # (n_statements, n_dimensions); shorter where a statement shares little
    words: csr_matrix  # (n_statements, n_features), rows of length 1, or 0 for a statement without words
    themes: NDArray[np.float64]  # (n_statements, n_themes), probabilities

    def company(self, picked: NDArray[np.intp], people: NDArray[np.intp]) -> NDArray[np.float64]:
        """How alike each picked statement is to the nearest of the others, by other people; (n_picked,), 0-1.

        By words or by themes, whichever is more; the mean over its `N_COMPANIONS` nearest. All words count
        here, also those that nobody else uses: what shares little is seen to share little. Themes count by the
        square roots of their probabilities, so that two statements with the same theme are as alike as it is sure.
        """
        import numpy as np

        words, themes, alike = self.words[picked], np.sqrt(self.themes[picked]), np.zeros(len(picked))
        telling = min(1.0, FEW_STATEMENTS / max(1, len(picked))) ** (1 / 3)
        for start in range(0, len(picked), _BLOCK):
            block = slice(start, start + _BLOCK)
            by_words = telling * (words[block] @ words.T).toarray()
            near = np.maximum(by_words, np.minimum(themes[block] @ themes.T, 1))
            near[people[picked[block], None] == people[picked]] = 0
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
    # squares: the likeliest theme of a statement tells most of what it is about
    blocks = [_reduce(words), THEMES_WEIGHT * _same_length(themes**2)]
    return Space(np.hstack(blocks), words, themes)


def _weigh_words(terms: Sequence[Sequence[Term]]) -> csr_matrix:
    """TF-IDF of words beside that of their parts."""
    from scipy.sparse import hstack
    from sklearn.preprocessing import normalize

    words = [[term.lemma for term in row] for row in terms]
    parts = [[part for lemma in row for part in _parts(lemma)] for row in words]
    return normalize(hstack([_tf_idf(words), PARTS_WEIGHT * _tf_idf(parts)]).tocsr())


def _parts(lemma: str) -> Iterable[str]:
    padded = f" {lemma} "
    return (padded[i : i + PART_LENGTH] for i in range(max(1, len(padded) - PART_LENGTH + 1)))


def _tf_idf(rows: Sequence[Sequence[str]]) -> csr_matrix:
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

    if not any(rows):
        return csr_matrix((len(rows), 1))
    return TfidfVectorizer(analyzer=_as_is, sublinear_tf=True).fit_transform(rows)


def _as_is(row: Sequence[str]) -> Sequence[str]:
    return row


def _reduce(words: csr_matrix) -> NDArray[np.float64]:
    """The features that are shared; of many, their principal directions (Lanczos to machine precision, fixed start)."""
    import numpy as np
    from scipy.sparse.linalg import svds

    shared = words[:, np.flatnonzero(words.getnnz(axis=0) >= 2)]
    if min(shared.shape) > N_DIMENSIONS:
        _, _, directions = svds(shared, k=N_DIMENSIONS, v0=np.ones(min(shared.shape)), solver="arpack")
        projected: NDArray[np.float64] = shared @ directions.T
        return projected
    whole: NDArray[np.float64] = shared.toarray()
    return whole


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
