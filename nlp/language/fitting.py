"""The training loop: examples in, averaged weights out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.training import Example

WARM_UP_WORDS = 30_000
FIRST_RATE, LAST_RATE = 0.1, 0.05  # shares of the learning rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How long, how hard and on what to learn: a stage in the section [training] of a config."""

    epochs: int
    batch_words: int
    dropout: float
    learn_rate: float
    decay: bool  # the rate falls in a straight line to `LAST_RATE` of itself, or stays as it is
    silver: bool = False  # with sentences that the pipeline has annotated itself, when the stage begins
    max_sentences: int = 1  # per document
    spoken_share: float = 0.0  # documents rewritten like transcripts and notes
    quoted_share: float = 0.0  # sentences put between quotation marks


def fit(
    nlp: Language,
    draw: Callable[[], Sequence[Example]],
    settings: Settings,
    *,
    after_epoch: Callable[[int], None] = lambda _: None,
) -> None:
    """Teach the components of an initialised pipeline; leaves the average of the weights over all steps.

    Args:
        draw: gives the examples of one epoch, in the order in which they are learned.
        after_epoch: called with the epoch, from 0, while the averaged weights are in place.
    """
    from thinc.api import Adam

    # The other values are those of spaCy's default configuration.
    optimizer = Adam(settings.learn_rate, L2=0.01, grad_clip=1.0, use_averages=True, L2_is_weight_decay=True)
    seen = 0
    for epoch in range(settings.epochs):
        examples = draw()
        n_words = sum(len(example.reference) for example in examples)
        start = seen
        for batch in _batches(examples, settings.batch_words):
            done = (epoch + (seen - start) / n_words) / settings.epochs
            optimizer.learn_rate = settings.learn_rate * _rate(seen, done, decay=settings.decay)
            nlp.update(batch, drop=settings.dropout, sgd=optimizer)
            seen += sum(len(example.reference) for example in batch)
        with nlp.use_params(optimizer.averages):
            after_epoch(epoch)
    _keep(nlp, optimizer.averages)


def _rate(seen: int, done: float, *, decay: bool) -> float:
    warm_up = FIRST_RATE + seen / WARM_UP_WORDS
    return max(LAST_RATE, min(1.0, warm_up, 1.0 - done if decay else 1.0))


def _batches(examples: Sequence[Example], n_words: int) -> Iterator[list[Example]]:
    batch: list[Example] = []
    size = 0
    for example in examples:
        batch.append(example)
        size += len(example.reference)
        if size >= n_words:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _keep(nlp: Language, averages: dict[tuple[int, str], object] | None) -> None:
    with nlp.use_params(averages):
        weights = nlp.to_bytes(exclude=["vocab", "tokenizer"])
    nlp.from_bytes(weights, exclude=["vocab", "tokenizer"])
