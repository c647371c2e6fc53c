"""Everything that the files of a run gave, together: in canonical order, the same bytes counted once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from corpora.records import FileReport, Rejected, Statement, Tagging
from flows.work import ReadFile, WorkFolder, at_hand

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@at_hand
def gather(work: WorkFolder) -> ReadFile:
    """What all files gave; of files with the same bytes the first is kept and the others are listed."""
    read = ReadFile.joined(list(once(_reads(work))))
    return replace(read, rejected=read.rejected + work.order().refused)


@at_hand
def taggings_of(work: WorkFolder) -> dict[str, Tagging]:
    """Statement id -> what the machine made of it."""
    return {found.statement_id: found for number in work.numbers() for found in work.tagged(number).taggings}


def read_statements(work: WorkFolder, nlp: Language) -> tuple[tuple[Statement, ...], tuple[Doc, ...]]:
    """The statements that `gather` keeps with their parses, one beside the other."""
    return gather(work).statements, _parses(work, nlp)


@at_hand
def _reads(work: WorkFolder) -> tuple[ReadFile, ...]:
    return tuple(work.read_file(number) for number in work.numbers())


@at_hand
def _parses(work: WorkFolder, nlp: Language) -> tuple[Doc, ...]:
    from spacy.tokens import DocBin

    parsed: dict[str, Doc] = {}
    for number, read in zip(work.numbers(), _reads(work), strict=True):
        docs = DocBin().from_bytes(work.parsed_path(number).read_bytes()).get_docs(nlp.vocab)
        parsed.update(zip((s.id for s in read.statements), docs, strict=True))
    return tuple(parsed[statement.id] for statement in gather(work).statements)


def once(reads: Iterable[ReadFile]) -> Iterator[ReadFile]:
    """Each file as it comes, less what an earlier one gave already."""
    seen: dict[str, FileReport] = {}
    for read in reads:
        yield _without(read, seen)


def _without(read: ReadFile, seen: dict[str, FileReport]) -> ReadFile:
    """This file less the documents that were seen before; `seen` learns the new ones."""
    doubles = {report.sha256: report for report in read.files if report.sha256 in seen}
    seen.update({report.sha256: report for report in read.files if report.sha256 not in seen})
    if not doubles:
        return read
    dropped = {c.id for c in read.conversations if c.sha256 in doubles}
    return ReadFile(
        conversations=tuple(c for c in read.conversations if c.id not in dropped),
        masks=tuple(m for m in read.masks if m[0] not in dropped),
        statements=tuple(s for s in read.statements if s.conversation_id not in dropped),
        passages=tuple(p for p in read.passages if p.conversation_id not in dropped),
        files=tuple(f for f in read.files if f.sha256 not in doubles),
        rejected=read.rejected
        + tuple(Rejected.twice(report.source, seen[sha256].source) for sha256, report in doubles.items()),
    )
