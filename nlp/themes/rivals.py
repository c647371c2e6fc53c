"""Other ways to give statements their themes, to be measured beside ours; none of them ships.

Each rival learns from coded statements and gives a set of sub-themes per text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any

import numpy as np

from corpora.codebook import Codebook
from corpora.coded import CodedStatement
from nlp.themes.choosing import choose
from nlp.themes.corex import LIBRARY, anchored_corex
from nlp.themes.features import look_at
from nlp.themes.fitting import STRENGTH, fit_model, make_labels
from nlp.themes.model import sigmoid
from nlp.themes.network import fit_networks
from nlp.themes.rules import WordRules
from nlp.themes.tagger import RulesTagger
from nlp.themes.thresholds import choose_thresholds
from nlp.themes.vectorizer import Vectorizer
from nlp.themes.words import find_words

Predict = Callable[[Sequence[str]], list[set[str]]]
Rival = Callable[[Sequence[CodedStatement], Codebook], Predict]

EMBEDDING_SIZE = 200
SPACY_EPOCHS, SPACY_FROM = 12, 0.3


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


def features_and_margins(statements: Sequence[CodedStatement], codebook: Codebook) -> Predict:
    """Our features with a linear support vector machine per label: what ours is without networks and mixing."""
    return _one_per_label(_OurFeatures(codebook), _Margins, statements, codebook)


def networks_alone(statements: Sequence[CodedStatement], codebook: Codebook) -> Predict:
    """Our features with the small networks only."""
    features, labels = _OurFeatures(codebook), make_labels(statements, codebook)
    matrix, none = (
        features.fit_transform([s.text for s in statements]),
        labels.themes.shape[1] + len(codebook.priority_ids),
    )

    def learned(rows: Any) -> Any:
        return fit_networks(matrix[rows], labels[rows].table, none=none)

    unseen = np.zeros(labels.themes.shape, np.float32)
    for known, apart in _folds(matrix, statements):
        unseen[apart] = sigmoid(learned(known).scores(matrix[apart]))[:, : unseen.shape[1]]
    thresholds, networks = choose_thresholds(unseen, labels.themes), learned(np.arange(matrix.shape[0]))

    def predict(texts: Sequence[str]) -> list[set[str]]:
        scores = sigmoid(networks.scores(features.transform(texts)))[:, : len(thresholds)]
        return [{codebook.subtheme_ids[place] for place in np.flatnonzero(row >= thresholds)} for row in scores]

    return predict


def spacy_ensemble(statements: Sequence[CodedStatement], codebook: Codebook) -> Predict:
    """spaCy's text categoriser: bag of words beside convolutions over hashed sub-word vectors, learned from nothing."""
    import random

    import spacy
    from spacy.training import Example

    random.seed(0)
    nlp = spacy.blank("nl")
    categoriser = nlp.add_pipe("textcat_multilabel", config={"threshold": 0.5})
    for theme in codebook.subtheme_ids:
        categoriser.add_label(theme)  # type: ignore[attr-defined]
    examples = [
        Example.from_dict(
            nlp.make_doc(s.text), {"cats": {theme: float(theme in s.subthemes) for theme in codebook.subtheme_ids}}
        )
        for s in statements
    ]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(SPACY_EPOCHS):
        random.shuffle(examples)
        for start in range(0, len(examples), 128):
            nlp.update(examples[start : start + 128], sgd=optimizer, drop=0.2)

    def predict(texts: Sequence[str]) -> list[set[str]]:
        documents = nlp.pipe(texts, batch_size=128)
        return [{theme for theme, chance in document.cats.items() if chance >= SPACY_FROM} for document in documents]

    return predict


def ours(statements: Sequence[CodedStatement], codebook: Codebook) -> Predict:
    """The tagger that ships."""
    model, rules = fit_model(statements, codebook), WordRules(codebook)

    def predict(texts: Sequence[str]) -> list[set[str]]:
        predictions = (model.predict(look_at(text, rules)) for text in texts)
        return [
            {model.subthemes[place] for place in choose(model.choice, one.themes, one.priorities)}
            for one in predictions
        ]

    return predict


RIVALS: dict[str, Rival] = {
    "woorden van het codeboek": words_alone,
    "gemeentelijk recept": municipal_recipe,
    "woorden en letters": words_and_letters,
    "woorddelen (SVD)": subword_embeddings,
    "onze kenmerken, SVM": features_and_margins,
    "onze kenmerken, netwerk": networks_alone,
    "spaCy textcat": spacy_ensemble,
    "ons model": ours,
}
if find_spec(LIBRARY):
    RIVALS["geankerde CorEx"] = anchored_corex
# what another would take
PEERS: dict[str, Rival] = {
    name: RIVALS[name]
    for name in ("woorden van het codeboek", "gemeentelijk recept", "geankerde CorEx", "ons model")
    if name in RIVALS
}


def _one_per_label(
    vectorizer: Any, make_classifier: Callable[[], Any], statements: Sequence[CodedStatement], codebook: Codebook
) -> Predict:
    texts = [statement.text for statement in statements]
    labels = make_labels(statements, codebook).themes
    matrix = vectorizer.fit_transform(texts)
    models = [_learned(make_classifier, matrix, labels[:, place]) for place in range(labels.shape[1])]
    thresholds = _thresholds(make_classifier, matrix, labels, statements)

    def predict(new: Sequence[str]) -> list[set[str]]:
        scores = np.column_stack([_probability(model, vectorizer.transform(new)) for model in models])
        return [{codebook.subtheme_ids[place] for place in np.flatnonzero(row >= thresholds)} for row in scores]

    return predict


def _learned(make_classifier: Callable[[], Any], matrix: Any, target: Any) -> Any:
    return make_classifier().fit(matrix, target) if 1 < target.sum() < len(target) else None


def _probability(model: Any, matrix: Any) -> Any:
    return model.predict_proba(matrix)[:, 1] if model is not None else np.zeros(matrix.shape[0])


def _thresholds(
    make_classifier: Callable[[], Any], matrix: Any, labels: Any, statements: Sequence[CodedStatement]
) -> Any:
    """The same care for thresholds as ours gets: chosen on situations that were not learned from."""
    unseen = np.zeros(labels.shape, np.float32)
    for known, apart in _folds(matrix, statements):
        for place in range(labels.shape[1]):
            unseen[apart, place] = _probability(
                _learned(make_classifier, matrix[known], labels[known, place]), matrix[apart]
            )
    return choose_thresholds(unseen, labels)


def _folds(matrix: Any, statements: Sequence[CodedStatement]) -> Any:
    from sklearn.model_selection import GroupKFold

    situations = [statement.situation for statement in statements]
    return GroupKFold(min(3, len(set(situations)))).split(matrix, groups=situations)


class _OurFeatures:
    """Texts as the tagger sees them, in the manner of a scikit-learn vectorizer."""

    def __init__(self, codebook: Codebook) -> None:
        self.rules = WordRules(codebook)

    def fit_transform(self, texts: Sequence[str]) -> Any:
        seen = [look_at(text, self.rules) for text in texts]
        self.vectorizer = Vectorizer().fit(seen)
        return self.vectorizer.matrix(seen)

    def transform(self, texts: Sequence[str]) -> Any:
        return self.vectorizer.matrix([look_at(text, self.rules) for text in texts])


class _Margins:
    """A linear support vector machine that gives its margin as a chance."""

    def fit(self, matrix: Any, target: Any) -> _Margins:
        from sklearn.svm import LinearSVC

        self.model = LinearSVC(C=STRENGTH, random_state=0).fit(matrix, target)
        return self

    def predict_proba(self, matrix: Any) -> Any:
        chance = sigmoid(np.asarray(2 * self.model.decision_function(matrix), np.float32))
        return np.column_stack([1 - chance, chance])


@cache
def _porter() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("dutch_porter")


def _porter_stems(text: str) -> list[str]:
    return [str(_porter().stemWord(word.form)) for word in find_words(text)]
