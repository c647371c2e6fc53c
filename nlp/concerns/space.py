"""Where statements lie: the words they use, the parts of those words and the themes they touch, as one matrix."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from corpora.records import Tagging
from nlp.terms import Term

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

N_DIMENSIONS = 50
WORD_PARTS_WEIGHT = 0.5  # beside whole words at 1; lets "fietsendiefstal" lie near "fiets"
THEMES_WEIGHT = 2.5  # beside all words at 1; measured, see docs/decisions
PART_LENGTH = 4  # characters
# words of more than half of the statements tell none of them apart
MAX_SHARE = 0.5


def build_space(terms: Sequence[Sequence[Term]], taggings: Sequence[Tagging] | None) -> NDArray[np.float64]:
    """One row per statement, of length 1; zero where nothing is known of a statement.

    The rows must come in a canonical order: the decomposition is exact, but only up to rounding.

    Args:
        terms: content words of each statement.
        taggings: themes of each statement, parallel; None: words only.
    Returns:
        (n_statements, n_dimensions).
    """
    import numpy as np

    blocks = [_unit(_reduce(_weigh_words(terms)))]
    if taggings is not None:
        blocks.append(THEMES_WEIGHT * _theme_block(taggings))
    return _unit(np.hstack(blocks))


def _weigh_words(terms: Sequence[Sequence[Term]]) -> csr_matrix:
    from scipy.sparse import hstack

    words = [[term.lemma for term in row] for row in terms]
    parts = [[part for lemma in row for part in _parts(lemma)] for row in words]
    return hstack([_tf_idf(words), WORD_PARTS_WEIGHT * _tf_idf(parts)]).tocsr()


def _parts(lemma: str) -> Iterable[str]:
    padded = f" {lemma} "
    return (padded[i : i + PART_LENGTH] for i in range(max(1, len(padded) - PART_LENGTH + 1)))


def _tf_idf(rows: Sequence[Sequence[str]]) -> csr_matrix:
    """TF-IDF with rows of length 1; features of one statement are left out: they bring nothing together."""
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(analyzer=_as_is, sublinear_tf=True, min_df=2, max_df=MAX_SHARE)
    try:
        return vectorizer.fit_transform(rows)
    except ValueError:  # no feature is left: every text is empty, unique or the same
        return csr_matrix((len(rows), 1))


def _as_is(row: Sequence[str]) -> Sequence[str]:
    return row


def _reduce(weights: csr_matrix) -> NDArray[np.float64]:
    """Principal directions by exact decomposition (Lanczos to machine precision, fixed start)."""
    import numpy as np
    from scipy.sparse.linalg import svds

    n_dimensions = min(N_DIMENSIONS, min(weights.shape) // 4)
    if n_dimensions < 1 or weights.nnz == 0:
        return np.zeros((weights.shape[0], 1))
    start = np.ones(min(weights.shape))
    _, _, directions = svds(weights, k=n_dimensions, v0=start, solver="arpack")
    projected: NDArray[np.float64] = weights @ directions.T
    return projected


def _theme_block(taggings: Sequence[Tagging]) -> NDArray[np.float64]:
    """Square roots of the probabilities, so that distances are those between distributions (Hellinger)."""
    import numpy as np

    themes = sorted({suggestion.subtheme for tagging in taggings for suggestion in tagging.suggestions})
    column = {theme: number for number, theme in enumerate(themes)}
    block = np.zeros((len(taggings), max(1, len(themes))))
    for row, tagging in enumerate(taggings):
        for suggestion in tagging.suggestions:
            block[row, column[suggestion.subtheme]] = suggestion.probability**0.5
    return block


def _unit(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: NDArray[np.float64] = rows / np.where(lengths > 1e-9, lengths, np.inf)
    return unit
