"""Themes: which priorities and sub-themes of the codebook a statement is about, and which words carried it.

1. `load_tagger` gives the trained tagger where a model for this codebook is there, else the words of the codebook.
2. `Tagger.tag` gives one `Tagging` per statement: suggestions with probability and evidence, polarity, doubt.
3. `train` learns a tagger from the coded statements in a folder and writes it where `load_tagger` looks.
4. `nlp.themes.compare` puts other ways of tagging beside it on the same splits.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from corpora.codebook import Codebook
from nlp.themes.model import MODEL_DIR, is_trained, load_model
from nlp.themes.tagger import RulesTagger, Tagger

__all__ = ["RulesTagger", "Tagger", "load_tagger", "train"]


def load_tagger(codebook: Codebook, *, model_dir: Path | None = None) -> Tagger:
    """The best tagger there is for this codebook.

    Args:
        model_dir: folder with a trained tagger; the shipped one when left out.
    Raises:
        KnowledgeError: there is a model, but it is damaged.
    """
    folder = model_dir or MODEL_DIR
    if is_trained(folder):
        from nlp.themes.learned import LearnedTagger

        model = load_model(folder)
        if model.codebook == codebook.id and model.subthemes == codebook.subtheme_ids:
            return LearnedTagger(codebook, model)
    return RulesTagger(codebook)


def train(training_dir: Path | None = None, output_dir: Path | None = None, **options: Any) -> dict[str, Any]:
    """Learn from coded statements and write a model; see `nlp.themes.training.train`."""
    from corpora.coded import TRAINING_DIR
    from nlp.themes import training

    return training.train(training_dir or TRAINING_DIR, output_dir or MODEL_DIR, **options)
