"""The manifest: how a run was made, enough to make it again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.metadata import version

from corpora.decisions import Decisions
from corpora.records import Manifest, Tagging
from flows.work import Order, ReadFile

PACKAGES = ("numpy", "scikit-learn", "scipy", "spacy", "stadsgesprek", "typst", "wordcloud")


def make_manifest(
    order: Order,
    read: ReadFile,
    taggings: Sequence[Tagging],
    decisions: Decisions,
    codebook: str,
    models: tuple[tuple[str, str], ...],
) -> Manifest:
    """Describe the run; nothing in it depends on the machine's clock, paths or order of input."""
    inputs = tuple(sorted((file.source, file.sha256) for file in read.files))
    parameters = order.settings.parameters()
    dates = [conversation.date for conversation in read.conversations if conversation.date]
    rondes = sorted({conversation.ronde for conversation in read.conversations if conversation.ronde})
    return Manifest(
        run_id=_run_id(inputs, parameters, codebook, models, decisions),
        name=order.name,
        ronde=order.settings.ronde or ", ".join(rondes),
        date=max(dates, default=""),
        inputs=inputs,
        codebook=codebook,
        models=models,
        parameters=parameters,
        packages=tuple((name, version(name)) for name in PACKAGES),
        counts=_counts(read, taggings, decisions),
    )


def _run_id(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]


def _counts(read: ReadFile, taggings: Sequence[Tagging], decisions: Decisions) -> tuple[tuple[str, int], ...]:
    return (
        ("files", len(read.files)),
        ("rejected", sum(not item.same_as for item in read.rejected)),
        ("doubles", sum(bool(item.same_as) for item in read.rejected)),
        ("conversations", len(read.conversations)),
        ("turns", sum(len(conversation.turns) for conversation in read.conversations)),
        ("statements", len(read.statements)),
        ("tagged", sum(bool(tagging.suggestions) for tagging in taggings)),
        ("reviewed", sum(tagging.reviewed for tagging in taggings)),
        ("published", len(decisions.approved.keys() & {statement.id for statement in read.statements})),
    )
