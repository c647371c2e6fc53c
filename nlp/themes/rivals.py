"""Other ways to give statements their themes, to be measured beside ours; none of them ships.

Each rival learns from coded statements and gives a set of sub-themes per text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np

from corpora.codebook import Codebook
from corpora.coded import CodedStatement
from nlp.themes.features import look_at
from nlp.themes.fitting import fit_model, make_labels
from nlp.themes.learned import chosen_themes
from nlp.themes.rules import WordRules
from nlp.themes.tagger import RulesTagger
from nlp.themes.thresholds import choose_thresholds
from nlp.themes.words import find_words

Predict = Callable[[Sequence[str]], list[set[str]]]
Rival = Callable[[Sequence[CodedStatement], Codebook], Predict]

EMBEDDING_SIZE = 200


def words_alone(statements: Sequence[CodedStatement], codebook: Codebook) -> Predict:  # noqa: ARG001
    """The wanted words of the codebook; learns nothing."""
    tagger = RulesTagger(codebook)

    def predict(texts: Sequence[str]) -> list[set[str]]:
        rows = tagger.probabilities(texts)
        return [{theme for theme, probability in row.items() if probability >= tagger.threshold} for row in rows]

    return predict


def municipal_recipe(statements: Sequence[CodedStatement], codebook: Codebook) -> Predict:
    """Dutch Snowball stems (Porter), term counts, logistic regression with L1: the usual recipe for municipal reports."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = CountVectorizer(analyzer=_porter_stems, min_df=2)
    return _one_per_label(
        vectorizer, lambda: LogisticRegression(l1_ratio=1.0, solver="liblinear", random_state=0), statements, codebook
    )


def words_and_letters(statements: Sequence[CodedStatement], codebook: Codebook) -> Predict:
    """TF-IDF of words, word pairs and letters; no knowledge of the codebook, no correction between labels."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import FeatureUnion

    union = FeatureUnion(
        [
            ("words", TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)),
            ("letters", TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=3, sublinear_tf=True)),
        ]
    )
    return _one_per_label(
        union, lambda: LogisticRegression(C=8.0, solver="liblinear", random_state=0), statements, codebook
    )


def subword_embeddings(statements: Sequence[CodedStatement], codebook: Codebook) -> Predict:
    """Letter runs and words brought to 200 dimensions by singular values, then logistic regression."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import Normalizer

    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 6), min_df=2, sublinear_tf=True)
    size = min(EMBEDDING_SIZE, max(2, len(statements) // 4))
    embed = make_pipeline(letters, TruncatedSVD(size, random_state=0), Normalizer())
    return _one_per_label(embed, lambda: LogisticRegression(C=20.0, max_iter=500), statements, codebook)


def ours(statements: Sequence[CodedStatement], codebook: Codebook) -> Predict:
    """The tagger that ships."""
    model, rules = fit_model(statements, codebook), WordRules(codebook)

    def predict(texts: Sequence[str]) -> list[set[str]]:
        predictions = (model.predict(look_at(text, rules)) for text in texts)
        return [{model.subthemes[place] for place in chosen_themes(model, one)} for one in predictions]

    return predict


RIVALS: dict[str, Rival] = {
    "woorden van het codeboek": words_alone,
    "gemeentelijk recept": municipal_recipe,
    "woorden en letters": words_and_letters,
    "woorddelen (SVD)": subword_embeddings,
    "ons model": ours,
}


def _one_per_label(
    vectorizer: Any, make_classifier: Callable[[], Any], statements: Sequence[CodedStatement], codebook: Codebook
) -> Predict:
    texts = [statement.text for statement in statements]
    labels = make_labels(statements, codebook).themes
    matrix = vectorizer.fit_transform(texts)
    models = [_learned(make_classifier, matrix, labels[:, place]) for place in range(labels.shape[1])]
    thresholds = _thresholds(make_classifier, matrix, labels, [s.situation for s in statements])

    def predict(new: Sequence[str]) -> list[set[str]]:
        scores = np.column_stack([_probability(model, vectorizer.transform(new)) for model in models])
        return [{codebook.subtheme_ids[place] for place in np.flatnonzero(row >= thresholds)} for row in scores]

    return predict


def _learned(make_classifier: Callable[[], Any], matrix: Any, target: Any) -> Any:
    return make_classifier().fit(matrix, target) if 1 < target.sum() < len(target) else None


def _probability(model: Any, matrix: Any) -> Any:
    return model.predict_proba(matrix)[:, 1] if model is not None else np.zeros(matrix.shape[0])


def _thresholds(make_classifier: Callable[[], Any], matrix: Any, labels: Any, situations: Sequence[str]) -> Any:
    """The same care for thresholds as ours gets: chosen on situations that were not learned from."""
    from sklearn.model_selection import GroupKFold

    unseen = np.zeros(labels.shape, np.float32)
    for known, apart in GroupKFold(min(3, len(set(situations)))).split(matrix, groups=situations):
        for place in range(labels.shape[1]):
            unseen[apart, place] = _probability(
                _learned(make_classifier, matrix[known], labels[known, place]), matrix[apart]
            )
    return choose_thresholds(unseen, labels)


@cache
def _porter() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("dutch_porter")


def _porter_stems(text: str) -> list[str]:
    return [str(_porter().stemWord(word.form)) for word in find_words(text)]
