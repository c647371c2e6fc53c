"""Compare ways of tagging on the same splits: `python -m nlp.themes.compare [--apart BESTAND] [--aantal 50,200] [--json]`.

Splits are by situation. Smaller sizes take whole situations in a fixed order, so that a larger size holds the smaller.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpora.codebook import Codebook, load_codebook
from corpora.coded import TRAINING_DIR, CodedStatement, require_coded
from nlp.evaluation.themas import label_figures, read_gold
from nlp.themes.rivals import RIVALS, Predict, Rival
from nlp.themes.training import split_by_situation

SIZES: tuple[int, ...] = (50, 200, 1000, 0)  # statements to learn from; 0 stands for all
SHOWN = ("priority_micro_f1", "priority_macro_f1", "none_f1", "subtheme_macro_f1", "subtheme_micro_f1")


@dataclass(frozen=True, slots=True)
class Result:
    """One way of tagging, learned from so many statements, measured on one set."""

    rival: str
    n_training: int
    measured_on: str
    figures: Mapping[str, float]
    seconds: float


def compare(
    training_dir: Path = TRAINING_DIR,
    *,
    apart: Path | None = None,
    sizes: Sequence[int] = SIZES,
    rivals: Mapping[str, Rival] = RIVALS,
    codebook: Codebook | None = None,
) -> Iterator[Result]:
    """Measure every rival at every size on the fifth of the situations left out, and on a file kept apart.

    Args:
        apart: coded statements that nobody learned from, as JSON lines.
        sizes: statements to learn from; 0 stands for all.
    """
    codebook = codebook or load_codebook()
    known, unseen = split_by_situation(require_coded(training_dir))
    sets = {"situaties apart": [_gold(statement) for statement in unseen]}
    if apart is not None:
        sets[apart.stem] = read_gold(apart)
    for size in sizes:
        sample = _first(known, size)
        for name, rival in rivals.items():
            begin = time.perf_counter()
            predict = rival(sample, codebook)
            seconds = round(time.perf_counter() - begin, 1)
            for set_name, gold in sets.items():
                yield Result(name, len(sample), set_name, _figures(predict, gold, codebook), seconds)


def _figures(predict: Predict, gold: Sequence[Mapping[str, Any]], codebook: Codebook) -> dict[str, float]:
    found = predict([str(row["text"]) for row in gold])
    figures = label_figures(gold, [set(codebook.priorities_of(themes)) for themes in found], found)
    return {name: figures[name] for name in SHOWN}


def _first(statements: Sequence[CodedStatement], size: int) -> list[CodedStatement]:
    """Whole situations in an order fixed by a hash, up to about `size` statements."""
    ordered = sorted(statements, key=lambda s: (hashlib.sha256(s.situation.encode()).digest(), s.id))
    return ordered[:size] if size else ordered


def _gold(statement: CodedStatement) -> dict[str, Any]:
    return {"text": statement.text, "priorities": statement.priorities, "subthemes": statement.subthemes}


def main(arguments: Sequence[str]) -> int:
    """Print a table in Markdown, or JSON; `--aantal 0` measures with all statements only."""
    apart = Path(arguments[arguments.index("--apart") + 1]) if "--apart" in arguments else None
    sizes = SIZES
    if "--aantal" in arguments:
        sizes = tuple(int(size) for size in arguments[arguments.index("--aantal") + 1].split(","))
    if "--json" in arguments:
        sys.stdout.write(
            json.dumps([asdict(result) for result in compare(apart=apart, sizes=sizes)], ensure_ascii=False) + "\n"
        )
        return 0
    sys.stdout.write(f"| learned from | way | measured on | {' | '.join(SHOWN)} | seconds |\n")
    sys.stdout.write("|---:|---|---|" + "---:|" * (len(SHOWN) + 1) + "\n")
    for result in compare(apart=apart, sizes=sizes):
        numbers = " | ".join(f"{result.figures[name]:.3f}" for name in SHOWN)
        sys.stdout.write(
            f"| {result.n_training} | {result.rival} | {result.measured_on} | {numbers} | {result.seconds} |\n"
        )
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
