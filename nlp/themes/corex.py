"""Anchored CorEx as a rival: topics drawn to the words of the codebook, the codes of statements not looked at.

Gallagher, Reing, Kale and Ver Steeg, "Anchored Correlation Explanation" (TACL 2017); the library is `corextopic`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from corpora.codebook import Codebook
from corpora.coded import CodedStatement
from nlp.themes.words import find_words, stem

LIBRARY = "corextopic"
STRENGTH = 4.0  # weight of an anchor beside other words; the library's examples use 2 to 6
MIN_STATEMENTS = 2  # a word in fewer is left out, unless the codebook wants it


def anchored_corex(statements: Sequence[CodedStatement], codebook: Codebook) -> Any:
    """One topic per sub-theme, anchored by its wanted words; a statement has the topics that CorEx switches on."""
    from corextopic.corextopic import Corex  # type: ignore[import-not-found]
    from sklearn.feature_extraction.text import CountVectorizer

    texts = [statement.text for statement in statements]
    wanted = [dict.fromkeys(_stems(" ".join(theme.words))) for theme in codebook.subthemes]
    used = Counter(word for text in texts for word in set(_stems(text)))
    anchors = [[word for word in words if word in used] for words in wanted]
    kept = sorted({word for word, n in used.items() if n >= MIN_STATEMENTS}.union(*anchors))
    vectorizer = CountVectorizer(analyzer=_stems, binary=True, vocabulary=kept)
    model = Corex(n_hidden=len(anchors), seed=0)
    model.fit(vectorizer.transform(texts), words=kept, anchors=anchors, anchor_strength=STRENGTH)

    def predict(new: Sequence[str]) -> list[set[str]]:
        on = model.transform(vectorizer.transform(new))
        return [
            {theme for theme, has, words in zip(codebook.subtheme_ids, row, anchors, strict=True) if has and words}
            for row in on
        ]

    return predict


def _stems(text: str) -> list[str]:
    return [stem(word.form) for word in find_words(text)]
