"""Train the tagger that ships, and measure it on situations it never saw."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from corpora.codebook import Codebook, load_codebook
from corpora.coded import TRAINING_DIR, CodedStatement, label_problems, require_coded
from corpora.errors import KnowledgeError
from corpora.records import Statement
from nlp.themes.fitting import fit_model
from nlp.themes.learned import LearnedTagger
from nlp.themes.model import MODEL_DIR

FIGURES_FILE = "cijfers.json"
TEST_FOLDS = 5


def train(
    training_dir: Path = TRAINING_DIR,
    output_dir: Path = MODEL_DIR,
    *,
    codebook: Codebook | None = None,
    measure: bool = True,
    after_each: Callable[[], None] = lambda: None,
) -> dict[str, Any]:
    """Learn from all coded statements in a folder and write the model.

    Args:
        measure: also train on four fifths of the situations and measure on the fifth left out.
        after_each: called `N_FITS` times for each of the two trainings.
    Returns:
        The figures on situations never seen, as `stadsgesprek evalueer themas` gives them; `n` when not measured.
    Raises:
        KnowledgeError: no statements, or labels that the codebook does not know.
    """
    codebook = codebook or load_codebook()
    statements = require_coded(training_dir)
    check_labels(statements, codebook, source=training_dir.name)
    figures = measure_unseen(statements, codebook, after_each=after_each) if measure else {"n": len(statements)}
    fit_model(statements, codebook, after_each=after_each).save(output_dir)
    write_figures(figures, output_dir)
    return figures


def check_labels(statements: Sequence[CodedStatement], codebook: Codebook, *, source: str) -> None:
    """Stop where labels are unknown or contradict each other.

    Raises:
        KnowledgeError: with the number of mistakes and the first.
    """
    problems = tuple(label_problems(statements, codebook))
    if problems:
        raise KnowledgeError(
            f"{len(problems)} label(s) kloppen niet; het eerste: {problems[0]}.",
            source=source,
            cure="Verbeter de labels en train opnieuw.",
        )


def write_figures(figures: Mapping[str, Any], folder: Path) -> None:
    """Put figures beside the model they are about."""
    text = json.dumps(dict(figures), ensure_ascii=False, indent=2, sort_keys=True)
    (folder / FIGURES_FILE).write_text(text + "\n", encoding="utf-8")


def measure_unseen(
    statements: Sequence[CodedStatement], codebook: Codebook, *, after_each: Callable[[], None]
) -> dict[str, Any]:
    """Figures on a fifth of the situations by a model that learned from the others."""
    from nlp.evaluation.themas import measure as measure_taggings

    known, kept_apart = split_by_situation(statements)
    tagger = LearnedTagger(codebook, fit_model(known, codebook, after_each=after_each))
    gold = [
        {"priorities": s.priorities, "subthemes": s.subthemes, "polarity": s.polarity, "text": s.text}
        for s in kept_apart
    ]
    taggings = tagger.tag([as_statement(statement) for statement in kept_apart])
    return measure_taggings(gold, taggings) | {"n": len(kept_apart), "n_training": len(known)}


def split_by_situation(
    statements: Sequence[CodedStatement],
) -> tuple[list[CodedStatement], list[CodedStatement]]:
    """Four fifths and one fifth; no situation stands on both sides."""
    from sklearn.model_selection import GroupKFold

    ordered = sorted(statements, key=lambda statement: statement.id)
    situations = [statement.situation for statement in ordered]
    n_folds = min(TEST_FOLDS, len(set(situations)))
    known, kept_apart = next(GroupKFold(n_folds).split(ordered, groups=situations))
    return [ordered[place] for place in known], [ordered[place] for place in kept_apart]


def as_statement(coded: CodedStatement) -> Statement:
    """A coded statement as the taggers take it."""
    return Statement(
        id=coded.id,
        text=coded.text,
        conversation_id="",
        source="",
        turn=1,
        speaker="",
        start=0,
        end=len(coded.text),
        place=coded.place,
    )
