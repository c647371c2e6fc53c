"""One file to masked conversations and statements; the unmasked text never leaves this module."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpora.errors import ReadError
from corpora.records import Document, FileReport, Rejected
from flows.tools import Toolbox
from flows.work import ReadFile

if TYPE_CHECKING:
    from corpora.layout import Hints

BYTES_PER_MB = 1_000_000


def read_one(path: Path, tools: Toolbox) -> ReadFile:
    """Read, mask and segment one file; trouble stands in `rejected`, with personal data in names masked."""
    from corpora.layout import load_hints, path_for
    from corpora.readers import Limits, read_path

    try:
        result = read_path(path, limits=Limits(max_bytes=tools.settings.max_mb * BYTES_PER_MB))
        documents, rejected = result.documents, result.rejected
    except ReadError as error:
        documents, rejected = (), (Rejected(error.source or path.name, error.place, error.reason, error.cure),)
    hints = load_hints(path_for(path))
    read = ReadFile.joined([_read_document(document, hints, tools) for document in documents])
    return replace(read, rejected=tuple(tools.masked(item) for item in rejected))


def _read_document(document: Document, hints: Hints, tools: Toolbox) -> ReadFile:
    from corpora.layout import conversations
    from nlp.segment import segment

    source, ronde = tools.masked_name(document.name), tools.settings.ronde
    found = conversations(document, gazetteer=tools.gazetteer, hints=hints)
    redacted = [tools.redactor.redact(conversation) for conversation in found]
    kept = tuple(replace(r.conversation, source=source, ronde=ronde or r.conversation.ronde) for r in redacted)
    segmented = [segment(conversation, nlp=tools.nlp) for conversation in kept]
    statements = tuple(s for one in segmented for s in one.statements)
    passages = tuple(p for one in segmented for p in one.passages)
    report = FileReport(
        source=source,
        sha256=document.sha256,
        format=document.format,
        n_conversations=len(kept),
        n_turns=sum(len(conversation.turns) for conversation in kept),
        n_statements=len(statements),
        n_passages=len(passages),
        n_masks=sum(len(r.masks) for r in redacted),
        left_out=document.left_out,
        warnings=document.warnings,
    )
    masks = tuple((r.conversation.id, tuple(r.masks)) for r in redacted)
    return ReadFile(kept, masks, statements, passages, (report,), ())
