"""Rebuild the model of where a speaker turns to something else: `python -m nlp.turning_training GOLD...`.

Learns from gold files of annotated uploads, whose statements of one turn say where its subject changes, and from the longer training statements, which
keep to one subject: without those a long story was cut wherever it could be. Measures on files left out, then writes `nlp/data/wending.json.gz` from all of them; the same input gives the same bytes.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from corpora.coded import TRAINING_DIR, require_coded
from nlp.evaluation.uploads import GoldStatement, read_gold
from nlp.segment.remarks import words_in
from nlp.segment.sentences import by_stops
from nlp.segment.topics import MIN_WORDS
from nlp.segment.turning import ARTEFACT, ENOUGH, chance, features

_STRENGTH = 5.0
_OF_CHANGE, _OF_STORY = 2.0, 0.15  # how much a place weighs: changes are rare, and training statements many
_MIN_SENTENCES = 3
_MIN_WEIGHT = 0.02
_PARTS = 10


@dataclass(frozen=True, slots=True)
class Place:
    """Where one sentence follows another in a turn, and whether another statement begins there."""

    file: str  # of a training statement: none
    found: dict[str, float]
    turns: bool
    weight: float


def places(gold: Iterable[Path]) -> list[Place]:
    """Every place in the annotated turns where a statement may begin."""
    return [
        place
        for path in sorted(gold)
        for file in read_gold(path)
        for turn in _turns(file.statements)
        for place in _within(turn, f"{path.parent.name}/{file.name}")
    ]


def stories(folder: Path = TRAINING_DIR) -> list[Place]:
    """Every place in the longer training statements, none of which is a change."""
    texts = (record.text for record in require_coded(folder))
    return [place for text in texts if len(by_stops(text)) >= _MIN_SENTENCES for place in _within([text], "")]


def build(gold: Iterable[Path], target: Path = ARTEFACT) -> dict[str, int]:
    """Measure on files left out, learn from all, write the weights; gives the figures for the card."""
    from sklearn.model_selection import GroupKFold

    found, told_in_one = places(gold), stories()
    right = wrong = 0
    for learned, apart in GroupKFold(_PARTS).split(found, groups=[one.file for one in found]):
        weights = fit([*told_in_one, *(found[number] for number in learned)])
        told = [found[number] for number in apart if chance(found[number].found, weights) > ENOUGH]
        right += sum(place.turns for place in told)
        wrong += sum(not place.turns for place in told)
    target.write_bytes(gzip.compress(json.dumps(fit([*told_in_one, *found]), ensure_ascii=False).encode(), mtime=0))
    return {"places": len(found), "changes": sum(one.turns for one in found), "found": right, "found wrongly": wrong}


def fit(found: Sequence[Place]) -> dict[str, float]:
    """Weights by name of the feature; the one without a name is the starting point."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = DictVectorizer()
    rows = vectorizer.fit_transform([one.found for one in found])
    model = LogisticRegression(C=_STRENGTH, tol=1e-7, max_iter=5000)  # until any number of cores agrees
    model.fit(rows, [one.turns for one in found], sample_weight=[one.weight for one in found])
    named = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    weights = {str(name): round(float(weight), 3) for name, weight in named if abs(weight) >= _MIN_WEIGHT}
    return {"": round(float(model.intercept_[0]), 3)} | dict(sorted(weights.items()))


def _turns(statements: Iterable[GoldStatement]) -> Iterable[list[str]]:
    turns: defaultdict[int, list[str]] = defaultdict(list)
    for statement in statements:
        turns[statement.turn].append(statement.text)
    return turns.values()


def _within(turn: Sequence[str], file: str) -> Iterator[Place]:
    """The places between the sentences of a turn; of what is too short to stand alone nothing is learned."""
    parts = [by_stops(text) for text in turn]
    sentences = [sentence for part in parts for sentence in part]
    begins = {0, *accumulate(map(len, parts))}
    for number in range(1, len(sentences)):
        start = max(begin for begin in begins if begin < number)
        before, rest = " ".join(sentences[start:number]), " ".join(sentences[number:])
        if min(len(words_in(before)), len(words_in(rest))) < MIN_WORDS:
            continue
        after = " ".join(sentences[number + 1 :])
        found = features(before, sentences[number], after, n_before=number - start)
        weight = (_OF_CHANGE if number in begins else 1.0) if file else _OF_STORY
        yield Place(file, found, number in begins, weight)


if __name__ == "__main__":
    json.dump(build(map(Path, sys.argv[1:])), sys.stdout, indent=1)
