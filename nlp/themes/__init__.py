"""Themes: which priorities and sub-themes of the codebook a statement is about, and which words carried it.

1. `load_tagger` gives the trained tagger where a model for this codebook is there, else the words of the codebook.
2. `Tagger.tag` gives one `Tagging` per statement: suggestions with probability and evidence, polarity, doubt.
3. `train` learns a tagger from the coded statements in a folder and writes it where `load_tagger` looks.
4. `learn_decisions` does so with the decisions of analysts, and keeps the old tagger where that is the better one.
5. `nlp.themes.compare` puts other ways of tagging beside it on the same splits.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpora.codebook import DEFAULT_CODEBOOK, Codebook, load_codebook
from corpora.coded import TRAINING_DIR, require_coded
from nlp.themes.model import MODEL_DIR, is_trained, load_model
from nlp.themes.tagger import RulesTagger, Tagger

if TYPE_CHECKING:
    from nlp.themes.decisions import Outcome

__all__ = ["RulesTagger", "Tagger", "learn_decisions", "load_tagger", "model_folder", "train"]


def model_folder(codebook: Codebook) -> Path:
    """Where the trained tagger of a codebook lies: the shipped one, or a folder of its own beside it."""
    return MODEL_DIR if codebook.id == DEFAULT_CODEBOOK.stem else MODEL_DIR / codebook.id


def load_tagger(codebook: Codebook, *, model_dir: Path | None = None) -> Tagger:
    """The best tagger there is for this codebook.

    Args:
        model_dir: folder with a trained tagger; that of the codebook when left out.
    Raises:
        KnowledgeError: there is a model, but it is damaged.
    """
    folder = model_dir or model_folder(codebook)
    if is_trained(folder):
        from nlp.themes.learned import LearnedTagger

        model = load_model(folder)
        if model.codebook == codebook.id and model.subthemes == codebook.subtheme_ids:
            return LearnedTagger(codebook, model)
    return RulesTagger(codebook)


def train(
    training_dir: Path | None = None,
    output_dir: Path | None = None,
    *,
    codebook: Codebook | None = None,
    measure: bool = True,
    after_each: Callable[[], None] = lambda: None,
) -> dict[str, Any]:
    """Learn from coded statements and write a model; see `nlp.themes.training.train`."""
    from nlp.themes import training

    codebook = codebook or load_codebook()
    folder = output_dir or model_folder(codebook)
    return training.train(
        training_dir or TRAINING_DIR, folder, codebook=codebook, measure=measure, after_each=after_each
    )


def learn_decisions(
    path: Path,
    training_dir: Path | None = None,
    output_dir: Path | None = None,
    *,
    codebook: Codebook | None = None,
    after_each: Callable[[], None] = lambda: None,
) -> Outcome:
    """Learn from analysts' decisions too; see `nlp.themes.decisions.learn_decisions`.

    Args:
        training_dir: coded statements to learn from beside them; left out for another codebook than the shipped one, there
            are none.
    """
    from nlp.themes import decisions

    codebook = codebook or load_codebook()
    folder = output_dir or model_folder(codebook)
    own = training_dir or (TRAINING_DIR if codebook.id == DEFAULT_CODEBOOK.stem else None)
    return decisions.learn_decisions(
        path,
        training=require_coded(own) if own else (),
        codebook=codebook,
        tagger=load_tagger(codebook, model_dir=folder if is_trained(folder) else None),
        model_dir=folder,
        after_each=after_each,
    )
