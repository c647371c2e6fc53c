"""Rebuild the model of the second look at who speaks: `python -m nlp.second_look_training READINGS GOLD...`.

`READINGS` holds how the rules read sets of annotated uploads before anything was mended for those, a file per line. How a turn sounds is
told by weights that learned nothing of its set. Measures on sets left out, then writes `corpora/lookups/tweede_blik.json.gz` from all of them; the
same input gives the same bytes.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from corpora.layout.second_look import ARTEFACT, MIN_WORDS, Look, features, n_words
from corpora.layout.sound import leaning
from nlp.evaluation.uploads import GoldFile, covered, read_gold, tokenizer
from nlp.sound_training import fit as fit_sound
from nlp.sound_training import passages

_STRENGTH = 0.3
_MIN_WEIGHT = 0.005
_MOSTLY = 0.5  # share of a turn that lies in statements


@dataclass(frozen=True, slots=True)
class Seen:
    """A turn as it was read at first sight, and whether a resident says it."""

    group: str  # the set that its file was added with
    role: str
    found: dict[str, float]
    said: bool


def looks(readings: Path, gold: Iterable[Path]) -> list[Seen]:
    """The turns that are long enough to tell anything of."""
    gold = sorted(gold)
    heard = passages(gold)
    files = {f"{path.parent.name}/{file.name}": file for path in gold for file in read_gold(path)}
    records = [json.loads(line) for line in readings.read_text(encoding="utf-8").splitlines()]
    found: list[Seen] = []
    for group in sorted({record["set"] for record in records}):
        own = [record for record in records if record["set"] == group]
        names = {record["file"] for record in own}
        weights = fit_sound([passage for passage in heard if passage.file not in names])
        hear = partial(leaning, weights=weights)
        found += [one for record in own for one in _of_file(record, files[record["file"]], hear)]
    return found


def _of_file(record: dict[str, Any], gold: GoldFile, hear: Callable[[str], float]) -> Iterable[Seen]:
    turns = [Look(*turn) for conversation in record["conversations"] for turn in conversation]
    tokens = tokenizer(form for form, _, _ in gold.personal_data)
    statements = [tokens(statement.text) for statement in gold.statements]
    for turn, found in zip(turns, features(turns, hear), strict=True):
        if n_words(turn.text) >= MIN_WORDS:
            marks = covered([tokens(turn.text)], statements)[0]
            yield Seen(record["set"], turn.role, found, sum(marks) > _MOSTLY * len(marks))


def build(readings: Path, gold: Iterable[Path], target: Path = ARTEFACT) -> dict[str, float]:
    """Measure on sets left out, learn from all, write the weights; gives the figures for the card."""
    found = looks(readings, gold)
    right = 0
    for group in sorted({one.group for one in found}):
        weights = fit([one for one in found if one.group != group])
        right += sum(_told(one, weights) == one.said for one in found if one.group == group)
    target.write_bytes(gzip.compress(json.dumps(fit(found), ensure_ascii=False).encode(), mtime=0))
    rules = sum((one.role == "respondent") == one.said for one in found)
    return {"n": len(found), "model": round(right / len(found), 4), "rules": round(rules / len(found), 4)}


def fit(found: Sequence[Seen]) -> dict[str, float]:
    """Weights by name of the feature; the one without a name is the starting point."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = DictVectorizer(sparse=False)
    rows = vectorizer.fit_transform([one.found for one in found])
    model = LogisticRegression(C=_STRENGTH, max_iter=3000)
    model.fit(rows, [one.said for one in found])
    named = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    weights = {str(name): round(float(weight), 3) for name, weight in named if abs(weight) >= _MIN_WEIGHT}
    return {"": round(float(model.intercept_[0]), 3)} | dict(sorted(weights.items()))


def _told(one: Seen, weights: dict[str, float]) -> bool:
    return sum(value * weights.get(name, 0.0) for name, value in one.found.items()) + weights[""] > 0


if __name__ == "__main__":
    json.dump(build(Path(sys.argv[1]), map(Path, sys.argv[2:])), sys.stdout, indent=1)
