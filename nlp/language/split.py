"""Which treebank sentences teach the model, which help to choose between settings, and which are kept to report on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Literal

from nlp.language.conllu import Sentence, read
from nlp.language.conventions import as_released

Part = Literal["train", "dev", "test"]

TRAIN_FILES = ("nl-alpino-core-train.conllu.gz", "nl-alpino-extra-train.conllu.gz")
DEV_FILES = ("nl_alpino-ud-dev.conllu.gz", "nl_lassysmall-ud-dev.conllu.gz")
BLOCK = 50  # neighbouring sentences that stay together, for neighbours come from one text
TEST_ONE_IN = 20


def sentences(folder: Path, part: Part) -> Iterator[Sentence]:
    """Sentences of one part; `train` and `test` never share a block of neighbours."""
    files = DEV_FILES if part == "dev" else TRAIN_FILES
    for name in files:
        if part == "dev":
            yield from read(folder / name)
        else:
            yield from _blocks(read(folder / name), test=part == "test")


def _blocks(source: Iterator[Sentence], *, test: bool) -> Iterator[Sentence]:
    for document, members in groupby(source, key=lambda sentence: sentence.document):
        for number, sentence in enumerate(members):
            if _is_test(f"{document}/{number // BLOCK}") == test:
                yield as_released(sentence)


def _is_test(block: str) -> bool:
    return int(hashlib.sha256(block.encode()).hexdigest(), 16) % TEST_ONE_IN == 0
