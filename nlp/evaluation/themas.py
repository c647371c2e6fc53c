"""How well the themes agree with coded statements: the numbers of `stadsgesprek evalueer themas`."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from corpora.codebook import load_codebook
from corpora.errors import KnowledgeError
from corpora.records import Statement, Tagging
from nlp.themes import Tagger, load_tagger
from nlp.themes.learned import LearnedTagger

NONE = "geen"
PRECISION_TARGET = 0.90
_CALIBRATION_BINS = 10
_DRAWS = 500


def evaluate(path: Path, *, tagger: Tagger | None = None, nlp: Any = None) -> dict[str, Any]:
    """Compare suggestions with the codes in a JSON-lines file.

    Args:
        path: one statement per line with `id`, `text`, `priorities`, `subthemes`, `polarity`.
        tagger: the shipped one when left out.
    Returns:
        Plain numbers; shares between 0 and 1. `coverage_at_precision_90` is the share of all coded
        statement-priority pairs that is found while nine in ten suggested priorities are right.
        `ece` is the expected calibration error of the suggested sub-themes over ten bins of equal width, `ece_by_chance`
        what it would be on average if every probability were exactly right: with few suggestions far from 0.
        `ece_priorities` is the same error over all statements and priorities, suggested or not; left out for taggers that
        give no probability of what they do not suggest. `evidence_lowers` is the
        share of suggestions that become less likely when their heaviest words are taken out of the text.
        `doubt_finds_errors` is the share of statements with wrong priorities in the quarter that `doubt` puts first.
        `statements_per_second` is in seconds of one processor, so that a busy machine does not change it.
    Raises:
        KnowledgeError: the file has no such statements.
    """
    gold = read_gold(path)
    tagger = tagger or load_tagger(load_codebook())
    statements = [_statement(row) for row in gold]
    tagger.tag(statements[:1], nlp=nlp)  # word lists are read at first use; their time is not the statements'
    begin = time.process_time()
    taggings = tagger.tag(statements, nlp=nlp)
    seconds = time.process_time() - begin
    return (
        measure(gold, taggings)
        | _of_all_priorities(gold, statements, tagger)
        | {
            "evidence_lowers": evidence_lowers(tagger, statements, taggings),
            "statements_per_second": round(len(gold) / max(seconds, 1e-9), 1),
            "n": len(gold),
        }
    )


def measure(gold: Sequence[Mapping[str, Any]], taggings: Sequence[Tagging]) -> dict[str, Any]:
    """Agreement of taggings with coded statements, parallel to each other."""
    found = [{suggestion.subtheme for suggestion in tagging.suggestions} for tagging in taggings]
    polarity = _mean(row["polarity"] == tagging.polarity for row, tagging in zip(gold, taggings, strict=True))
    return label_figures(gold, [set(tagging.priorities) for tagging in taggings], found) | {
        "polarity_accuracy": polarity,
        **_calibration([set(row["subthemes"]) for row in gold], taggings),
        "evidence_share": _evidence_share(taggings),
        "coverage_at_precision_90": _coverage([set(row["priorities"]) for row in gold], taggings),
        "doubt_finds_errors": _doubt_finds_errors([set(row["priorities"]) for row in gold], taggings),
    }


def label_figures(
    gold: Sequence[Mapping[str, Any]], suggested: Sequence[set[str]], found: Sequence[set[str]]
) -> dict[str, Any]:
    """Agreement on priorities (`suggested`) and sub-themes (`found`), parallel to the coded statements."""
    priorities = [set(row["priorities"]) for row in gold]
    subthemes = [set(row["subthemes"]) for row in gold]
    per_priority = {label: _scores(priorities, suggested, label) for label in sorted(set().union(*priorities))}
    per_subtheme = {label: _scores(subthemes, found, label) for label in sorted(set().union(*subthemes))}
    return {
        "priority_micro_f1": _micro_f1(priorities, suggested),
        "priority_macro_f1": _mean(scores["f1"] for scores in per_priority.values()),
        "per_priority": per_priority,
        "none_f1": _scores(_with_none(priorities), _with_none(suggested), NONE)["f1"],
        "exact_match": _mean(a == b for a, b in zip(priorities, suggested, strict=True)),
        "subtheme_macro_f1": _mean(scores["f1"] for scores in per_subtheme.values()),
        "subtheme_micro_f1": _micro_f1(subthemes, found),
    }


def read_gold(path: Path) -> list[dict[str, Any]]:
    """Coded statements from a JSON-lines file."""
    import json

    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError):
        rows = []
    needed = {"id", "text", "priorities", "subthemes", "polarity"}
    if not rows or not all(isinstance(row, dict) and needed <= row.keys() for row in rows):
        raise KnowledgeError(
            "dit bestand bevat geen gecodeerde uitspraken.",
            source=path.name,
            cure=f"Gebruik JSON-regels met de velden {', '.join(sorted(needed))}.",
        )
    return rows


def _statement(row: Mapping[str, Any]) -> Statement:
    text = str(row["text"])
    return Statement(
        id=str(row["id"]),
        text=text,
        conversation_id="",
        source="",
        turn=1,
        speaker="",
        start=0,
        end=len(text),
        place="",
    )


def _scores(gold: Sequence[Collection[str]], found: Sequence[Collection[str]], label: str) -> dict[str, float]:
    both = sum(label in g and label in f for g, f in zip(gold, found, strict=True))
    n_gold, n_found = sum(label in g for g in gold), sum(label in f for f in found)
    return {
        "p": _share(both, n_found),
        "r": _share(both, n_gold),
        "f1": _share(2 * both, n_gold + n_found),
    }


def _with_none(labels: Sequence[set[str]]) -> list[set[str]]:
    return [here or {NONE} for here in labels]


def _micro_f1(gold: Sequence[set[str]], found: Sequence[set[str]]) -> float:
    both = sum(len(g & f) for g, f in zip(gold, found, strict=True))
    return _share(2 * both, sum(map(len, gold)) + sum(map(len, found)))


def _calibration(gold: Sequence[set[str]], taggings: Sequence[Tagging]) -> dict[str, float]:
    """Error of the probabilities of suggestions, and the error that chance alone gives as many of them."""
    import numpy as np

    pairs = [
        (suggestion.probability, suggestion.subtheme in labels)
        for labels, tagging in zip(gold, taggings, strict=True)
        for suggestion in tagging.suggestions
    ]
    stated = np.array([probability for probability, _ in pairs])
    draws = np.random.default_rng(0).random((_DRAWS, len(pairs))) < stated
    return {
        "ece": calibration_error(stated, [right for _, right in pairs]),
        "ece_by_chance": _mean(calibration_error(stated, right) for right in draws),
    }


def _of_all_priorities(
    gold: Sequence[Mapping[str, Any]], statements: Sequence[Statement], tagger: Tagger
) -> dict[str, float]:
    if not isinstance(tagger, LearnedTagger):
        return {}
    stated = tagger.priority_probabilities(statements)
    right = [[priority in row["priorities"] for priority in tagger.model.priorities] for row in gold]
    return {"ece_priorities": calibration_error(stated.ravel(), [one for row in right for one in row])}


def calibration_error(stated: Any, right: Any) -> float:
    """Mean distance between stated probability and share right, over bins of equal width, weighted by size.

    Args:
        stated: `(n,)` probabilities.
        right: `(n,)` of 0 and 1.
    """
    import numpy as np

    gaps = np.asarray(stated, float) - np.asarray(right, float)
    bins = np.minimum((np.asarray(stated, float) * _CALIBRATION_BINS).astype(int), _CALIBRATION_BINS - 1)
    return _share(float(np.abs(np.bincount(bins, gaps)).sum()) if len(gaps) else 0.0, len(gaps))


def _evidence_share(taggings: Sequence[Tagging]) -> float:
    suggestions = [suggestion for tagging in taggings for suggestion in tagging.suggestions]
    return (
        _share(sum(bool(suggestion.evidence) for suggestion in suggestions), len(suggestions)) if suggestions else 1.0
    )


def evidence_lowers(tagger: Tagger, statements: Sequence[Statement], taggings: Sequence[Tagging]) -> float:
    """Share of suggestions that become less likely, or are no longer made, without the words of their heaviest span."""
    cut, suggestions = [], []
    for statement, tagging in zip(statements, taggings, strict=True):
        for suggestion in tagging.suggestions:
            top = max(suggestion.evidence, key=lambda span: span.weight)
            text = statement.text[: top.start] + statement.text[top.end :]
            cut.append(replace(statement, text=text, end=len(text)))
            suggestions.append(suggestion)
    after = (
        {again.subtheme: again.probability for again in tagging.suggestions}
        for tagging in (tagger.tag(cut) if cut else ())
    )
    lowered = (rest.get(old.subtheme, 0.0) < old.probability for old, rest in zip(suggestions, after, strict=True))
    return _mean(lowered) if suggestions else 1.0


def _doubt_finds_errors(gold: Sequence[set[str]], taggings: Sequence[Tagging]) -> float:
    """Share of the wrong statements that a reader meets in the first quarter of the review order."""
    wrong = [set(tagging.priorities) != labels for labels, tagging in zip(gold, taggings, strict=True)]
    order = sorted(range(len(wrong)), key=lambda place: -taggings[place].doubt)
    return _share(sum(wrong[place] for place in order[: -(-len(order) // 4)]), sum(wrong))


def _coverage(gold: Sequence[set[str]], taggings: Sequence[Tagging]) -> float:
    """Largest share of the coded priorities found by taking the surest suggestions while 90 % of them are right."""
    pairs = sorted(
        (
            (max(s.probability for s in tagging.suggestions if s.priority == priority), priority in labels)
            for labels, tagging in zip(gold, taggings, strict=True)
            for priority in tagging.priorities
        ),
        reverse=True,
    )
    best = right = 0
    for count, (_, correct) in enumerate(pairs, start=1):
        right += correct
        if right >= PRECISION_TARGET * count:
            best = right
    return _share(best, sum(map(len, gold)))


def _share(part: float, whole: float) -> float:
    return round(part / whole, 4) if whole else 0.0


def _mean(values: Any) -> float:
    numbers: list[float] = list(map(float, values))
    return _share(sum(numbers), len(numbers))
