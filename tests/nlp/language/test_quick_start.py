"""Starting quickly changes nothing about what the pipeline does."""

from __future__ import annotations

import subprocess
import sys

import pytest
from spacy import load
from spacy.tokenizer import Tokenizer

from nlp import load_dutch
from nlp.language.load import SHIPPED
from nlp.language.tokenizer import add_exceptions


def test_the_tokeniser_built_at_once_is_the_one_that_was_saved() -> None:
    saved = add_exceptions(load(SHIPPED, exclude=["ner", "parser", "lemmatizer", "lemma_table"]))
    if _rules(load_dutch().tokenizer) != _rules(saved.tokenizer):
        pytest.fail("the rules differ")  # no assert: pytest takes hours to show where two megabytes differ


def _rules(tokenizer: Tokenizer) -> bytes:
    """All but the vocabulary, which grows with every text read in this process."""
    return tokenizer.to_bytes(exclude=["vocab"])


def test_the_pipeline_starts_without_the_command_line_of_spacy_which_can_still_be_imported() -> None:
    program = "import sys, nlp; nlp.load_dutch(); assert 'weasel' not in sys.modules; import spacy.cli; print(spacy.cli.download.__name__)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "download"
