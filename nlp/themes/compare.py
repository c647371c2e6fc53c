"""Compare ways of tagging on the same splits: `python -m nlp.themes.compare [--aantal 50,200] [GOUD...]`.

Splits are by situation. Smaller sizes take whole situations in a fixed order, so that a larger size holds the smaller.
"""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpora.codebook import Codebook, load_codebook
from corpora.coded import TRAINING_DIR, CodedStatement, require_coded
from nlp.evaluation.themas import label_figures, read_gold
from nlp.themes.rivals import RIVALS, Predict, Rival
from nlp.themes.training import split_by_situation

SIZES: tuple[int, ...] = (50, 200, 1000, 0)  # statements to learn from; 0 stands for all
SHOWN = {
    "priority_micro_f1": "prioriteit, micro F1",
    "priority_macro_f1": "prioriteit, macro F1",
    "none_f1": "geen prioriteit, F1",
    "subtheme_macro_f1": "subthema, macro F1",
    "subtheme_micro_f1": "subthema, micro F1",
}


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
    golds: Sequence[Path] = (),
    sizes: Sequence[int] = SIZES,
    rivals: Mapping[str, Rival] = RIVALS,
    codebook: Codebook | None = None,
) -> Iterator[Result]:
    """Measure every rival at every size on the fifth of the situations left out, and on files kept apart.

    Args:
        golds: files of coded statements that nobody learned from, as JSON lines.
        sizes: statements to learn from; 0 stands for all.
    """
    codebook = codebook or load_codebook()
    known, unseen = split_by_situation(require_coded(training_dir))
    sets = {"situaties apart": [_gold(statement) for statement in unseen]}
    sets |= {gold.stem: read_gold(gold) for gold in golds}
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


def table(
    golds: Sequence[Path] = (), *, sizes: Sequence[int] = SIZES, rivals: Mapping[str, Rival] = RIVALS
) -> Iterator[str]:
    """The same as lines of Markdown, in Dutch."""
    yield f"| geleerd van | manier | gemeten op | {' | '.join(SHOWN.values())} | seconden leren |"
    yield "|---:|---|---|" + "---:|" * (len(SHOWN) + 1)
    for result in compare(golds=golds, sizes=sizes, rivals=rivals):
        numbers = (f"{result.figures[name]:.3f}" for name in SHOWN)
        cells = (str(result.n_training), result.rival, result.measured_on, *numbers, f"{result.seconds:.1f}")
        yield f"| {' | '.join(cells).replace('.', ',')} |"


def main(arguments: Sequence[str]) -> None:
    """Print the table; `--aantal 0` measures with all statements only."""
    golds, sizes = list(arguments), SIZES
    if "--aantal" in golds:
        place = golds.index("--aantal")
        sizes = tuple(int(size) for size in golds[place + 1].split(","))
        del golds[place : place + 2]
    for line in table([Path(gold) for gold in golds], sizes=sizes):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
