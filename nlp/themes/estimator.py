"""The tagger as a scikit-learn estimator, for experiments: texts in, probabilities per sub-theme out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.base import BaseEstimator

from corpora.codebook import Codebook
from corpora.coded import CodedStatement
from corpora.records import Evidence
from nlp.themes.features import look_at
from nlp.themes.fitting import fit_model
from nlp.themes.learned import contributions, evidence_for
from nlp.themes.model import ThemeModel
from nlp.themes.rules import WordRules
from nlp.themes.vectorizer import Floats


class ThemeClassifier(BaseEstimator):  # type: ignore[misc]
    """Multi-label classifier over the sub-themes of a codebook.

    Attributes:
        model_: the learned `ThemeModel`.
        classes_: sub-theme ids, in the order of the columns of `predict_proba`.
    """

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook

    def fit(
        self, texts: Sequence[str], subthemes: Sequence[Sequence[str]], groups: Sequence[str] | None = None
    ) -> ThemeClassifier:
        """Learn from texts and their sub-themes.

        Args:
            groups: situation of each text; texts of one situation stay on one side of every inner split.
        """
        statements = [
            CodedStatement(
                id=f"{number:06d}",
                text=text,
                priorities=self.codebook.priorities_of(themes),
                subthemes=tuple(themes),
                polarity="probleem",
                group="",
                situation=groups[number] if groups is not None else str(number),
                register="",
            )
            for number, (text, themes) in enumerate(zip(texts, subthemes, strict=True))
        ]
        self.model_: ThemeModel = fit_model(statements, self.codebook)
        self.classes_ = self.model_.subthemes
        return self

    def predict_proba(self, texts: Sequence[str]) -> Floats:
        """Probabilities `(n_texts, n_subthemes)`."""
        rules = WordRules(self.codebook)
        rows = [self.model_.predict(look_at(text, rules)).themes for text in texts]
        return np.stack(rows) if rows else np.zeros((0, len(self.classes_)), np.float32)

    def evidence(self, text: str, subtheme: str) -> tuple[Evidence, ...]:
        """Words of the text by what they add to the log-odds of a sub-theme."""
        seen = look_at(text, WordRules(self.codebook))
        prediction = self.model_.predict(seen)
        return evidence_for(
            seen, contributions(self.model_, seen, prediction)[:, self.model_.subthemes.index(subtheme)]
        )

    def __sklearn_is_fitted__(self) -> bool:
        return hasattr(self, "model_")
