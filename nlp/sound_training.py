"""Rebuild the model that tells a resident's words from a note-taker's: `python -m nlp.sound_training GOLD...`.

Learns from gold files of annotated uploads: their statements, and the passages that are none. Measures on files left out,
then writes `corpora/lookups/klank.json.gz` from all of them; the same input gives the same bytes.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpora.layout.sound import ARTEFACT, features, leaning
from corpora.layout.voice import may_be_said
from nlp.evaluation.uploads import read_gold

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SKIPPED = ("korte reactie", "leeg of niet ingevuld")  # said by a resident, but nothing that counts
_STRENGTH = 10.0
_MIN_WEIGHT = 0.02
_PARTS = 20


@dataclass(frozen=True, slots=True)
class Passage:
    """One annotated passage, and whether a resident says it."""

    file: str
    text: str
    said: bool


def passages(gold: Iterable[Path]) -> list[Passage]:
    """The annotated passages of several gold files."""
    found = []
    for path in sorted(gold):
        for file in read_gold(path):
            name = f"{path.parent.name}/{file.name}"
            found += [Passage(name, statement.text, True) for statement in file.statements]
            found += [Passage(name, text, False) for text, reason in file.not_statements if reason not in _SKIPPED]
    return found


def build(gold: Iterable[Path], target: Path = ARTEFACT) -> dict[str, float]:
    """Measure on files left out, learn from all, write the weights; gives the figures for the card."""
    import numpy as np
    from sklearn.model_selection import GroupKFold

    found = passages(gold)
    said = np.array([one.said for one in found])
    told = np.zeros(len(found), dtype=bool)
    for learned, apart in GroupKFold(_PARTS).split(found, groups=[one.file for one in found]):
        weights = fit([found[number] for number in learned])
        told[apart] = [leaning(found[number].text, weights) > 0 for number in apart]
    rules = np.array([may_be_said(one.text) for one in found])
    target.write_bytes(gzip.compress(json.dumps(fit(found), ensure_ascii=False).encode(), mtime=0))
    return {"n": len(found), "model": _right(told, said), "rules": _right(rules, said)} | {
        "model, said": _right(told[said], said[said]),
        "model, not said": _right(told[~said], said[~said]),
    }


def fit(found: Sequence[Passage]) -> dict[str, float]:
    """Weights by name of the feature; the one without a name is the starting point."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = DictVectorizer()
    rows = vectorizer.fit_transform([features(one.text) for one in found])
    model = LogisticRegression(C=_STRENGTH, max_iter=500, class_weight="balanced")
    model.fit(rows, [one.said for one in found])
    named = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    weights = {str(name): round(float(weight), 3) for name, weight in named if abs(weight) >= _MIN_WEIGHT}
    return {"": round(float(model.intercept_[0]), 3)} | dict(sorted(weights.items()))


def _right(told: NDArray[Any], said: NDArray[Any]) -> float:
    return round(float((told == said).mean()), 4)


if __name__ == "__main__":
    json.dump(build(map(Path, sys.argv[1:])), sys.stdout, indent=1)
