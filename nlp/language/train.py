"""Train the Dutch pipeline from treebanks: the same data, config and seed give the same model."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from nlp.language import augment
from nlp.language.conllu import Sentence, grouped
from nlp.language.documents import to_doc
from nlp.language.split import sentences

if TYPE_CHECKING:
    from spacy import Language
    from spacy.training import Example

CONFIG = Path(__file__).with_name("taal.cfg")
MAX_DEV_SENTENCES = 10
CHOSEN_ON = ("pos", "morph", "lemma", "las", "sents_f")


def fit(
    nlp: Language, train: Sequence[Sentence], dev: Sequence[Sentence], settings: dict[str, Any], log=print
) -> dict[str, Any]:
    """Teach all components together; leaves the averaged weights of the best epoch on dev in `nlp`."""
    from spacy.util import fix_random_seed
    from thinc.api import Adam
    from nlp.evaluation.taal import scores
    import time

    fix_random_seed(settings["seed"])
    rng = Random(settings["seed"])
    first = list(examples(nlp, train, rng=rng, settings=settings | {"spoken_share": 0.5}))
    nlp.initialize(lambda: first)
    optimizer = Adam(**settings["optimizer"])
    top = settings["optimizer"]["learn_rate"]
    gold = [to_doc(g, nlp.vocab) for g in grouped(dev, max_sentences=MAX_DEV_SENTENCES)]
    n_words = sum(len(s.tokens) for s in train) * settings["epochs"]
    seen = 0
    best = (0.0, b"")
    for epoch in range(settings["epochs"]):
        t = time.time()
        losses: dict[str, float] = {}
        for batch in batches(examples(nlp, train, rng=rng, settings=settings), settings["batch_words"]):
            optimizer.learn_rate = top * max(0.05, min(1.0, seen / 30000 + 0.1, 2 * (1 - seen / n_words)))
            nlp.update(batch, drop=settings["dropout"], sgd=optimizer, losses=losses)
            seen += sum(len(e.reference) for e in batch)
        t2 = time.time()
        with nlp.use_params(optimizer.averages):
            found = scores(list(nlp.pipe([d.text for d in gold])), gold)
            score = sum(found[x] for x in CHOSEN_ON)
            log(json.dumps({"epoch": epoch, "train_s": round(t2 - t), "eval_s": round(time.time() - t2), **found}))
            if settings.get("checkpoint"):
                nlp.to_disk(settings["checkpoint"])
    return found


def examples(nlp: Language, source: Sequence[Sentence], *, rng: Random, settings: dict[str, Any]) -> Iterator[Example]:
    from spacy.training import Example

    groups = list(_documents(source, rng, settings["max_sentences"]))
    rng.shuffle(groups)
    for group in groups:
        rewritten = varied(group, rng, settings["spoken_share"])
        doc = to_doc(rewritten, nlp.vocab)
        yield Example(nlp.make_doc(doc.text), doc)


def _documents(source: Sequence[Sentence], rng: Random, max_sentences: int) -> Iterator[tuple[Sentence, ...]]:
    start = 0
    while start < len(source):
        n = rng.randint(1, max_sentences)
        yield tuple(source[start : start + n])
        start += n


def varied(group: tuple[Sentence, ...], rng: Random, share: float) -> tuple[Sentence, ...]:
    draw = rng.random() / share if share else 1
    if draw < 0.4:
        return tuple(augment.spoken(s, rng) for s in group)
    if draw < 0.6:
        return tuple(augment.lowered(s, rng) for s in group)
    if draw < 0.8:
        return tuple(augment.without_end(s, rng) if rng.random() < 0.5 else s for s in group)
    if draw < 1:
        return tuple(augment.shouted(s, rng) if rng.random() < 0.25 else s for s in group)
    return group


def batches(source: Iterator[Example], n_words: int) -> Iterator[list[Example]]:
    batch: list[Example] = []
    size = 0
    for example in source:
        batch.append(example)
        size += len(example.reference)
        if size >= n_words:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
