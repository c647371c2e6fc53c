"""The stages of a run, each a plain function over the work folder.

1. `prepare` lists the files and puts the order down.
2. `read_file` reads, masks and segments one file.
3. `tag_batch` gives the statements of some files their themes.
4. `group_concerns` finds the concerns of all statements.
5. `write_outputs` makes the appendix, the report and the data files, and moves them to their place.

The command line calls them one after the other; the Prefect flow calls the same ones as tasks. A stage is
handed the path of the work folder and a number, and gives back counts: no text passes between them.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpora import store
from corpora.errors import ReadError, StadsgesprekError
from corpora.records import Document, FileReport, Rejected, RunResult, Statement, Tagging
from flows.manifest import make_manifest
from flows.settings import Settings
from flows.tools import Toolbox, toolbox
from flows.work import Order, ReadFile, TaggedBatch, WorkFolder, batches, hash_files, write_whole

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

COUNT_LABELS = {
    "files": "bestanden gelezen",
    "rejected": "bestanden of rijen afgewezen",
    "conversations": "gesprekken",
    "turns": "spreekbeurten",
    "statements": "uitspraken",
    "tagged": "uitspraken met een thema",
    "reviewed": "nagekeken door een mens",
    "published": "vrijgegeven voor publicatie",
}
PARSED = ("ORTH", "LEMMA", "POS", "TAG", "MORPH", "DEP", "HEAD", "SENT_START")


def prepare(paths: Iterable[Path], output: Path, settings: Settings) -> WorkFolder:
    """List the files, find doubles, and put the order down in a new work folder.

    Raises:
        StadsgesprekError: the output folder holds something else, or cannot be written.
    """
    from corpora.readers import find_files

    _refuse_foreign_folder(output)
    found, rejected = find_files(paths)
    order = Order(output.name, output, settings, tuple(hash_files(found)), tuple(rejected))
    return WorkFolder.create(order)


def read_file(werkmap: str, number: int) -> dict[str, int]:
    """Read, mask and segment the `number`-th file (from 1). A file that cannot be read is reported, not raised."""
    from corpora.readers import Limits, read_path

    work = WorkFolder(Path(werkmap))
    order = work.order()
    file, tools = order.files[number - 1], toolbox(order.settings)
    limits = Limits(max_bytes=order.settings.max_mb * 1_000_000)
    try:
        result = read_path(file.path, limits=limits)
        documents, rejected = result.documents, list(result.rejected)
    except ReadError as error:
        documents, rejected = (), [_rejection(error, file.path.name)]
    parts = [_read_document(document, tools, order.settings, file.path) for document in documents]
    read = ReadFile(
        conversations=tuple(c for part in parts for c in part.conversations),
        masks=tuple(m for part in parts for m in part.masks),
        statements=tuple(s for part in parts for s in part.statements),
        passages=tuple(p for part in parts for p in part.passages),
        files=tuple(f for part in parts for f in part.files),
        rejected=tuple(tools.masked(r) for r in rejected),
    )
    write_whole(work.read_path(number), store.dump(read))
    write_whole(work.read_path(number, ".spacy"), _parse(read.statements, tools.nlp))
    return {"uitspraken": len(read.statements), "afgewezen": len(read.rejected)}


def _read_document(document: Document, tools: Toolbox, settings: Settings, path: Path) -> ReadFile:
    """One document to masked conversations and their statements; the unmasked text ends here."""
    from corpora.layout import conversations, load_hints
    from nlp.segment import segment

    found = conversations(document, gazetteer=tools.gazetteer, hints=load_hints(path))
    redacted = [tools.redactor.redact(conversation) for conversation in found]
    kept = [replace(r.conversation, ronde=settings.ronde or r.conversation.ronde) for r in redacted]
    segmented = [segment(conversation, nlp=tools.nlp) for conversation in kept]
    statements = tuple(s for one in segmented for s in one.statements)
    passages = tuple(p for one in segmented for p in one.passages)
    report = FileReport(
        source=tools.redactor.mask_label(document.name),
        sha256=document.sha256,
        format=document.format,
        n_conversations=len(kept),
        n_turns=sum(len(c.turns) for c in kept),
        n_statements=len(statements),
        n_passages=len(passages),
        n_masks=sum(len(r.masks) for r in redacted),
        left_out=document.left_out,
        warnings=document.warnings,
    )
    masks = tuple((r.conversation.id, tuple(r.masks)) for r in redacted)
    return ReadFile(tuple(kept), masks, statements, passages, (report,), ())


def _parse(statements: Sequence[Statement], nlp: Language) -> bytes:
    """The statements parsed, as spaCy stores them."""
    from spacy.tokens import DocBin

    docs = DocBin(attrs=PARSED)
    for doc in nlp.pipe(s.text for s in statements):
        docs.add(doc)
    data: bytes = docs.to_bytes()
    return data


def tag_batch(werkmap: str, batch: int) -> dict[str, int]:
    """Give the statements of the `batch`-th group of files (from 1) their themes."""
    work = WorkFolder(Path(werkmap))
    order = work.order()
    tools = toolbox(order.settings)
    numbers = batches(order)[batch - 1]
    statements, docs = read_statements(work, numbers, tools.nlp)
    taggings = tuple(tools.tagger.tag(statements, docs=docs))
    write_whole(work.tagged_path(batch), store.dump(TaggedBatch(taggings)))
    return {"uitspraken": len(statements), "met prioriteit": sum(bool(t.priorities) for t in taggings)}


def group_concerns(werkmap: str) -> dict[str, int]:
    """Find the concerns of all statements together."""
    from nlp.concerns import find_concerns

    work = WorkFolder(Path(werkmap))
    order = work.order()
    statements, docs = read_statements(work, range(1, len(order.files) + 1), toolbox(order.settings).nlp)
    taggings = _taggings(work, order)
    concerns = find_concerns(statements, taggings, docs, n_concerns=order.settings.zorgen)
    write_whole(work.concerns_path(), store.dump(concerns))
    return {"zorgen": len(concerns.concerns), "los": len(concerns.unassigned)}


def write_outputs(werkmap: str) -> RunResult:
    """Make every output file, check the quotes, and move the folder to its place."""
    from nlp.words import count_words
    from outputs import write_outputs as write

    work = WorkFolder(Path(werkmap))
    order = work.order()
    tools = toolbox(order.settings)
    result = collect(work)
    statements, docs = read_statements(work, range(1, len(order.files) + 1), tools.nlp)
    built = work.path / "uit"
    shutil.rmtree(built, ignore_errors=True)
    built.mkdir()
    words = count_words(statements, docs, taggings=result.taggings, k=1)
    write(result, words=words, codebook=tools.codebook, folder=built, k=order.settings.k)
    work.publish(built, order.output)
    return result


def collect(work: WorkFolder) -> RunResult:
    """Everything the run found, in canonical order."""
    order = work.order()
    tools = toolbox(order.settings)
    read = [work.read_file(number) for number in range(1, len(order.files) + 1)]
    parts = ReadFile(
        conversations=tuple(c for r in read for c in r.conversations),
        masks=tuple(m for r in read for m in r.masks),
        statements=tuple(s for r in read for s in r.statements),
        passages=tuple(p for r in read for p in r.passages),
        files=tuple(f for r in read for f in r.files),
        rejected=tuple(tools.masked(r) for r in order.rejected) + tuple(x for r in read for x in r.rejected),
    )
    taggings, concerns = _taggings(work, order), work.concerns()
    manifest = make_manifest(order, parts, taggings, tools.codebook.version_id, tools.versions())
    return RunResult(
        manifest=manifest,
        conversations=parts.conversations,
        masks=parts.masks,
        statements=parts.statements,
        passages=parts.passages,
        taggings=taggings,
        concerns=concerns,
        files=parts.files,
        rejected=parts.rejected,
    )


def read_statements(work: WorkFolder, numbers: Iterable[int], nlp: Language) -> tuple[list[Statement], list[Doc]]:
    """The statements of these files with their parses, in the order of the files."""
    from spacy.tokens import DocBin

    statements: list[Statement] = []
    docs: list[Doc] = []
    for number in numbers:
        statements += work.read_file(number).statements
        docs += DocBin().from_bytes(work.read_path(number, ".spacy").read_bytes()).get_docs(nlp.vocab)
    return statements, docs


def _taggings(work: WorkFolder, order: Order) -> tuple[Tagging, ...]:
    return tuple(t for batch in range(1, len(batches(order)) + 1) for t in work.tagged_batch(batch).taggings)


def _rejection(error: StadsgesprekError, name: str) -> Rejected:
    return Rejected(error.source or name, error.place, error.reason, error.cure)


def _refuse_foreign_folder(output: Path) -> None:
    """An output folder is ours to replace only when a run made it."""
    if output.exists() and not (output / "manifest.json").is_file() and (not output.is_dir() or any(output.iterdir())):
        raise StadsgesprekError(
            "deze map bestaat al en is niet van een eerdere run.",
            source=str(output),
            cure="Kies met `--uit` een andere map.",
        )
