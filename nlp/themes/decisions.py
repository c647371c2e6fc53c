"""Learn from what analysts decided: a new model takes over only where it agrees better with decisions kept apart.

1. A fifth of the decisions is kept apart by a hash of their situation: the same ones every time, never learned from.
2. The model in use and a new one, which learned from the other decisions too, are measured on those.
3. The better one stays; a model that is replaced is kept in `vorige/`, one folder deeper.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpora.codebook import Codebook
from corpora.coded import CodedStatement, require_coded
from corpora.errors import KnowledgeError
from nlp.themes.model import ABOUT_FILE, WEIGHTS_FILE, is_trained
from nlp.themes.tagger import Tagger
from nlp.themes.training import FIGURES_FILE, as_statement, check_labels, write_figures

PREVIOUS = "vorige"
APART = 256 // 5  # of the 256 values of a hash's first byte
MIN_APART = 5
# What analysts see first, and what they decide about.
COMPARED = ("priority_micro_f1", "subtheme_micro_f1")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Figures of the old and the new model on the decisions kept apart, and which of them is in use now."""

    before: Mapping[str, Any]
    after: Mapping[str, Any]
    n_learned: int
    n_apart: int
    replaced: bool


def learn_decisions(
    decisions: Path,
    *,
    training: Sequence[CodedStatement],
    codebook: Codebook,
    tagger: Tagger,
    model_dir: Path,
    after_each: Callable[[], None] = lambda: None,
) -> Outcome:
    """Learn from training statements and decisions together, and write the model where it beats the one in use.

    Args:
        decisions: JSON lines in the form of the training statements; `situation` may be empty.
        tagger: the one in use.
        model_dir: where the new model is written; a model that lies there moves to `vorige/`.
        after_each: called `N_FITS` times while learning.
    Raises:
        KnowledgeError: unreadable lines, unknown labels, or too few decisions to measure with.
    """
    from nlp.themes.fitting import fit_model
    from nlp.themes.learned import LearnedTagger

    known, apart = split_decisions(require_coded(decisions))
    check_labels((*known, *apart), codebook, source=decisions.name)
    if len(apart) < MIN_APART:
        raise KnowledgeError(
            f"er zijn te weinig besluiten om mee te meten: {len(apart)} apart, minstens {MIN_APART} nodig.",
            source=decisions.name,
            cure="Verzamel meer besluiten; vanaf ongeveer vijftig gaat het goed.",
        )
    ids = {decision.id for decision in (*known, *apart)}
    model = fit_model([*(s for s in training if s.id not in ids), *known], codebook, after_each=after_each)
    before, after = _agreement(tagger, apart), _agreement(LearnedTagger(codebook, model), apart)
    replaced = sum(after[name] for name in COMPARED) > sum(before[name] for name in COMPARED)
    if replaced:
        _keep_previous(model_dir)
        model.save(model_dir)
        write_figures(after | {"n": len(apart), "n_decisions": len(known)}, model_dir)
    return Outcome(before, after, len(known), len(apart), replaced)


def split_decisions(decisions: Sequence[CodedStatement]) -> tuple[list[CodedStatement], list[CodedStatement]]:
    """Decisions to learn from and decisions kept apart; what is apart stays apart as the file grows."""
    known: list[CodedStatement] = []
    apart: list[CodedStatement] = []
    for decision in sorted(decisions, key=lambda decision: decision.id):
        first = hashlib.sha256(decision.situation.encode()).digest()[0]
        (apart if first < APART else known).append(decision)
    return known, apart


def _agreement(tagger: Tagger, decisions: Sequence[CodedStatement]) -> dict[str, Any]:
    from nlp.evaluation.themas import measure

    gold = [{"priorities": d.priorities, "subthemes": d.subthemes, "polarity": d.polarity} for d in decisions]
    return measure(gold, tagger.tag([as_statement(decision) for decision in decisions]))


def _keep_previous(model_dir: Path) -> None:
    if is_trained(model_dir):
        (model_dir / PREVIOUS).mkdir(exist_ok=True)
        for name in (ABOUT_FILE, WEIGHTS_FILE, FIGURES_FILE):
            if (model_dir / name).is_file():
                shutil.copy2(model_dir / name, model_dir / PREVIOUS / name)
