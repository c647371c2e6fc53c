"""How well concerns stay put, and how near they come to what coders see, on statements as JSON lines.

Statements that belong nowhere count as one group in `nmi`, `ari` and `bcubed_f1`, and in the figures of stability,
as is usual: a method that leaves much out gains nothing by it. A method may score well by leaving everything
out; `unassigned_share` stands beside the figures for that reason.
"""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

from corpora.errors import KnowledgeError
from corpora.records import Concerns, Statement, Tagging

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from nlp.themes import Tagger

REPEATS, REPEATS_OF_MANY = 20, 2
MANY = 6000  # statements; beyond, every repeat takes half a minute
NO_THEME = "geen"

Finder = Callable[[Sequence[int]], list[int]]


def evaluate(path_jsonl: Path, *, nlp: Language | None = None, tagger: Tagger | None = None) -> dict[str, Any]:
    """Figures on one file: one statement per line, with `id`, `text`, `subthemes` and perhaps `group` and `wijk`.

    Every line counts as a conversation of its own. Gold is the first sub-theme.

    Returns:
        `n, n_concerns, unassigned_share, nmi, ari, bcubed_f1`; `shuffle_ari` (lowest of the orders); `drop_one_ari`
        and `drop_10pct_ari` (mean and min); `stability_mean, repeats`; `seconds` for finding the concerns once and
        `seconds_reading` for parsing and tagging; `peak_mb` of the whole process.
    Raises:
        KnowledgeError: the file cannot be read.
    """
    rows = read_rows(path_jsonl)
    statements = [as_statement(row) for row in rows]
    started = time.perf_counter()
    taggings, docs = prepare(statements, nlp, tagger)
    read = time.perf_counter()
    concerns = _find(range(len(rows)), statements, taggings, docs)
    seconds = time.perf_counter() - read
    base = _labels(concerns, statements)
    gold = [gold_of(row) for row in rows]
    stabilities = [concern.stability for concern in concerns.concerns]
    return {
        "n": len(rows),
        "n_concerns": len(concerns.concerns),
        "unassigned_share": round(len(concerns.unassigned) / max(1, len(rows)), 4),
        **likeness(gold, base),
        **_steadiness(base, lambda picked: _run(picked, statements, taggings, docs)),
        "stability_mean": round(fmean(stabilities), 4) if stabilities else 0.0,
        "seconds": round(seconds, 2),
        "seconds_reading": round(read - started, 2),
        "peak_mb": _peak_mb(),
    }


def bcubed_f1(gold: Sequence[object], found: Sequence[object]) -> float:
    """Harmonic mean of B-cubed precision and recall (Bagga & Baldwin 1998)."""
    both, golds, founds = Counter(zip(gold, found, strict=True)), Counter(gold), Counter(found)
    if not both:
        return 0.0
    precision = sum(n * n / founds[pair[1]] for pair, n in both.items()) / len(gold)
    recall = sum(n * n / golds[pair[0]] for pair, n in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


def gold_of(row: Mapping[str, Any]) -> str:
    """The group that coders see: the first sub-theme."""
    return str((row.get("subthemes") or [NO_THEME])[0])


def find_labels(statements: Sequence[Statement], taggings: Sequence[Tagging], docs: Sequence[Doc]) -> list[int]:
    """Number of the concern of each statement, 0 for none."""
    return _run(range(len(statements)), statements, taggings, docs)


def likeness(gold: Sequence[str], found: Sequence[int]) -> dict[str, float]:
    """Agreement between what coders see and what was found."""
    from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

    return {
        "nmi": round(float(normalized_mutual_info_score(gold, found)), 4),
        "ari": round(float(adjusted_rand_score(gold, found)), 4),
        "bcubed_f1": round(bcubed_f1(gold, found), 4),
    }


def _steadiness(base: Sequence[int], find: Finder) -> dict[str, Any]:
    """Likeness with the first result when the order changes, one statement is gone, or one in ten."""
    n = len(base)
    repeats = REPEATS if n <= MANY else REPEATS_OF_MANY
    chance = random.Random(0)  # noqa: S311
    shuffled = [chance.sample(range(n), n) for _ in range(repeats)]
    one_less = [sorted(chance.sample(range(n), max(0, n - 1))) for _ in range(repeats)]
    tenth_less = [sorted(chance.sample(range(n), n - n // 10)) for _ in range(repeats)]
    shuffle, one, tenth = (
        [_agreement([base[i] for i in picked], find(picked)) for picked in picks]
        for picks in (shuffled, one_less, tenth_less)
    )
    return {
        "shuffle_ari": round(min(shuffle), 4),
        "drop_one_ari": round(fmean(one), 4),
        "drop_one_ari_min": round(min(one), 4),
        "drop_10pct_ari": round(fmean(tenth), 4),
        "drop_10pct_ari_min": round(min(tenth), 4),
        "repeats": repeats,
    }


def _agreement(one: Sequence[int], other: Sequence[int]) -> float:
    from sklearn.metrics import adjusted_rand_score

    return float(adjusted_rand_score(one, other))


def _run(
    picked: Sequence[int], statements: Sequence[Statement], taggings: Sequence[Tagging], docs: Sequence[Doc]
) -> list[int]:
    return _labels(_find(picked, statements, taggings, docs), [statements[i] for i in picked])


def _find(
    picked: Sequence[int], statements: Sequence[Statement], taggings: Sequence[Tagging], docs: Sequence[Doc]
) -> Concerns:
    from nlp.concerns import find_concerns

    return find_concerns([statements[i] for i in picked], [taggings[i] for i in picked], [docs[i] for i in picked])


def _labels(concerns: Concerns, statements: Sequence[Statement]) -> list[int]:
    """Number of the concern per statement, 0 for none."""
    number = {key: n for n, concern in enumerate(concerns.concerns, start=1) for key in concern.members}
    return [number.get(statement.id, 0) for statement in statements]


def prepare(
    statements: Sequence[Statement], nlp: Language | None, tagger: Tagger | None
) -> tuple[Sequence[Tagging], list[Doc]]:
    """Themes and parsed texts, with the shipped tagger and pipeline where none is given."""
    from corpora.codebook import load_codebook
    from nlp.language import load_dutch
    from nlp.themes import load_tagger

    nlp = nlp or load_dutch()
    tagger = tagger or load_tagger(load_codebook())
    return tagger.tag(statements, nlp=nlp), list(nlp.pipe(statement.text for statement in statements))


def as_statement(row: Mapping[str, Any]) -> Statement:
    """One coded line as the finder takes it: a conversation of its own."""
    text, key = row["text"], str(row["id"])
    return Statement(
        id=key,
        text=text,
        conversation_id=key,
        source="",
        turn=1,
        speaker="",
        start=0,
        end=len(text),
        place="",
        group=row.get("group", ""),
        wijk=row.get("wijk", ""),
    )


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Coded statements, one per line.

    Raises:
        KnowledgeError: the file cannot be read.
    """
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        if not rows or len({str(row["id"]) for row in rows if isinstance(row["text"], str)}) < len(rows):
            raise ValueError
    except (OSError, ValueError, KeyError, TypeError):
        raise KnowledgeError(
            "dit zijn geen uitspraken als JSON-regels.",
            source=path.name,
            cure="Geef per regel een uitspraak met een eigen `id`, `text` en `subthemes`.",
        ) from None
    return rows


def _peak_mb() -> float:
    """Most memory the process ever held, in MB; 0 where the system does not tell."""
    import sys

    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (2**20 if sys.platform == "darwin" else 2**10), 1)
