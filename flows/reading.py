"""One file to masked conversations and statements; the unmasked text never leaves this module."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpora.errors import ReadError
from corpora.records import Conversation, Document, FileReport, Rejected
from flows.tools import Toolbox
from flows.work import ReadFile

if TYPE_CHECKING:
    from corpora.layout import Hints
    from nlp.by_hand import Redone
    from nlp.redact import Redacted

EDITS_LEFT_OUT = "Een verbetering met de hand past niet meer bij dit bestand en telt niet mee. Kijk het opnieuw na."


def read_one(path: Path, tools: Toolbox) -> ReadFile:
    """Read, mask and segment one file; trouble stands in `rejected`, with personal data in names masked."""
    from corpora.layout import load_hints, path_for
    from corpora.readers import Limits, read_path

    try:
        result = read_path(path, limits=Limits(max_bytes=tools.settings.max_bytes))
        documents, rejected = result.documents, result.rejected
    except ReadError as error:
        documents, rejected = (), (Rejected(error.source or path.name, error.place, error.reason, error.cure),)
    hints = load_hints(path_for(path))
    read = ReadFile.joined([_read_document(document, hints, tools) for document in documents])
    return replace(read, rejected=tuple(tools.masked(item) for item in rejected))


def _read_document(document: Document, hints: Hints, tools: Toolbox) -> ReadFile:
    from corpora.layout import conversations
    from corpora.layout import warnings as layout_warnings
    from nlp.by_hand import recut
    from nlp.segment import segment

    source, ronde = tools.masked_name(document.name), tools.settings.ronde
    found = conversations(document, gazetteer=tools.gazetteer, hints=hints)
    redacted, redone = _redacted(found, hints, tools)
    kept = tuple(replace(r.conversation, source=source, ronde=ronde or r.conversation.ronde) for r in redacted)
    segmented = [
        recut(segment(conversation, nlp=tools.nlp), replace(edited, conversation=conversation))
        for conversation, edited in zip(kept, redone, strict=True)
    ]
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
        warnings=(*document.warnings, *layout_warnings(found), *_left_out(redone)),
    )
    masks = tuple((r.conversation.id, tuple(r.masks)) for r in redacted)
    return ReadFile(kept, masks, statements, passages, (report,), ())


def _redacted(found: Sequence[Conversation], hints: Hints, tools: Toolbox) -> tuple[list[Redacted], list[Redone]]:
    """Masked by the machine, then by hand."""
    from nlp.by_hand import redo

    masked = [one.conversation for one in tools.redactor.redact_file(found)]
    redone = [redo(before, after, tools.redactor, hints.edits) for before, after in zip(found, masked, strict=True)]
    return [tools.redactor.redact(one.conversation) for one in redone], redone


def _left_out(redone: Sequence[Redone]) -> tuple[str, ...]:
    return (EDITS_LEFT_OUT,) if any(one.n_left_out for one in redone) else ()
