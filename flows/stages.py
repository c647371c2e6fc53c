"""The stages of a run, each a plain function over the work folder.

1. `prepare` lists the files and puts the order down.
2. `read_batch` reads, masks and segments some files.
3. `tag_batch` gives their statements themes.
4. `group_concerns` finds the concerns of all statements.
5. `write_outputs` makes the appendix, the report and the data files, and moves them to their place.

The command line calls them one after the other; the Prefect flow calls the same ones as tasks. A stage is
handed the path of the work folder and a number, and gives back counts: no text passes between them. What an
earlier run left of the same files is taken from there (`flows.kept`), so a killed run goes on where it was.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from corpora import store
from corpora.decisions import NO_DECISIONS, Decisions
from corpora.errors import StadsgesprekError
from corpora.records import Rejected, RunResult, Statement, Tagging
from flows.files import files_behind
from flows.fingerprint import READING, TAGGING, fingerprint
from flows.gather import gather, read_statements, taggings_of
from flows.kept import Kept, key_of
from flows.manifest import make_manifest
from flows.reading import read_one
from flows.settings import Settings
from flows.tools import toolbox
from flows.trouble import nothing_said
from flows.work import Order, ReadFile, Tagged, WorkFolder, batches, hash_file, write_whole
from nlp.review import apply_theme_decisions

if TYPE_CHECKING:
    from corpora.codebook import Codebook

PARSED = ("ORTH", "LEMMA", "POS", "DEP", "HEAD", "SENT_START")  # what counting words and finding concerns ask


def prepare(
    paths: Sequence[Path],
    output: Path,
    settings: Settings,
    *,
    decisions: Decisions = NO_DECISIONS,
    previous: RunResult | None = None,
    kept: Path | None = None,
    refused: tuple[Rejected, ...] = (),
) -> WorkFolder:
    """List the files and put the order down in a new work folder.

    Args:
        decisions: what people decided about earlier runs over these conversations.
        previous: the run before, whose concerns this one carries on.
        kept: folder with what earlier runs found; None: nothing is kept.
        refused: files that were handed in with these and found unreadable before; they are accounted for as well.
    Raises:
        StadsgesprekError: there is nothing to read; the output folder holds something else, is in use, or
            cannot be written; the codebook or the gazetteer cannot be read.
    """
    _refuse_foreign_folder(output)
    found = files_behind(paths)
    tools = toolbox(settings)
    tools.codebook, tools.gazetteer  # noqa: B018  a mistake in these is told before the work starts
    files = [hash_file(path, max_bytes=settings.max_bytes) for path in found]
    order = Order(output.name, output.resolve(), settings, tuple(files), kept and kept.resolve(), refused)
    return WorkFolder.create(order, decisions=decisions, previous=previous)


def read_batch(werkmap: str, batch: int, *, after_each: Callable[[], None] = lambda: None) -> dict[str, int]:
    """Read, mask and segment the `batch`-th group of files (from 1). What cannot be read is reported, not raised."""
    work = WorkFolder(Path(werkmap))
    order = work.order()
    kept, keys = Kept(order.kept), {number: _reading_key(order, number) for number in batches(order)[batch - 1]}
    read: dict[int, bytes] = {}
    new: dict[int, tuple[Statement, ...]] = {}
    for number, key in keys.items():
        data, parsed = kept.get("gelezen", key), kept.get("zinnen", key)
        if data is None:
            new[number], data = _read_file(order, number, kept, key)
        elif parsed is None:
            new[number] = store.load(ReadFile, data).statements
        else:
            write_whole(work.parsed_path(number), parsed)
        read[number] = data
        write_whole(work.read_path(number), data)
        after_each()
    for number, parsed in zip(new, _parse(tuple(new.values()), order.settings), strict=True):
        write_whole(work.parsed_path(number), parsed)
        if kept.get("gelezen", keys[number]) == read[number]:
            kept.put("zinnen", keys[number], parsed)
    return {"bestanden": len(keys), "nieuw": len(new)}


def _read_file(order: Order, number: int, kept: Kept, key: str) -> tuple[tuple[Statement, ...], bytes]:
    """What is in a file, its statements first; kept where the file was whole, and not replaced meanwhile."""
    file, tools = order.files[number - 1], toolbox(order.settings)
    read = read_one(file.path, tools)
    data = store.dump(read)
    if read.files and hash_file(file.path, max_bytes=order.settings.max_bytes) == file:
        kept.put("gelezen", key, data)
    return read.statements, data


def _parse(files: Sequence[Sequence[Statement]], settings: Settings) -> Iterator[bytes]:
    """The statements of each file parsed, as spaCy stores them; all files in one go, which is quicker."""
    from spacy.tokens import DocBin

    if not files:
        return
    texts = (statement.text for statements in files for statement in statements)
    docs = toolbox(settings).nlp.pipe(texts, disable=["ner"])  # masked text has no names
    for statements in files:
        yield DocBin(attrs=PARSED, docs=islice(docs, len(statements))).to_bytes()


def _reading_key(order: Order, number: int) -> str:
    """Hash over all that reading this file depends on."""
    from corpora.layout import path_for

    file, settings = order.files[number - 1], order.settings
    hints = hash_file(path_for(file.path), max_bytes=settings.max_bytes).sha256
    area = hash_file(settings.gebied, max_bytes=settings.max_bytes).sha256 if settings.gebied else ""
    chosen = (settings.ronde, settings.ambtenaren, settings.max_mb, settings.taalmodel)
    return key_of(file.path.name, file.sha256, hints, area, chosen, fingerprint(*READING))


def tag_batch(werkmap: str, batch: int) -> dict[str, int]:
    """Give the statements of the `batch`-th group of files (from 1) their themes."""
    work = WorkFolder(Path(werkmap))
    order = work.order()
    tools, kept = toolbox(order.settings), Kept(order.kept)
    codebook = key_of(store.dump(tools.codebook), fingerprint(*TAGGING))
    keys = {number: key_of(_reading_key(order, number), codebook) for number in batches(order)[batch - 1]}
    found = {number: kept.get("themas", key) for number, key in keys.items()}
    new = {number: work.read_file(number).statements for number, data in found.items() if data is None}
    taggings = iter(tools.tagger.tag([s for statements in new.values() for s in statements], nlp=tools.nlp))
    for number, statements in new.items():
        found[number] = data = store.dump(Tagged(tuple(islice(taggings, len(statements)))))
        kept.put("themas", keys[number], data)
    for number, piece in found.items():
        write_whole(work.tagged_path(number), piece or b"")
    return {"bestanden": len(found), "nieuw": len(new)}


def group_concerns(werkmap: str) -> dict[str, int]:
    """Find the concerns of all statements together; what people decide about a theme does not turn concerns over."""
    from nlp.concerns import find_concerns
    from nlp.concerns.likeness import themes_of

    work = WorkFolder(Path(werkmap))
    order = work.order()
    tools, previous = toolbox(order.settings), work.previous()
    statements, docs = read_statements(work, tools.nlp)
    found = taggings_of(work)
    concerns = find_concerns(
        statements,
        [found[statement.id] for statement in statements],
        docs,
        n_concerns=order.settings.zorgen,
        k=order.settings.k,
        decisions=work.decisions().concerns,
        previous=previous.concerns if previous else None,
        themes_before=themes_of(previous.taggings) if previous else None,
    )
    write_whole(work.concerns_path(), store.dump(concerns))
    return {"zorgen": len(concerns.concerns), "los": len(concerns.unassigned)}


def write_outputs(werkmap: str) -> RunResult:
    """Make every output file, check the quotes, and move the folder to its place.

    Raises:
        StadsgesprekError: no statement was found in any of the files.
    """
    from flows.counts import count_run, output_settings
    from flows.shares import priority_shares
    from outputs import write_outputs as write

    work = WorkFolder(Path(werkmap))
    order = work.order()
    tools, result = toolbox(order.settings), collect(work)
    if not result.statements:
        raise nothing_said(result)
    statements, docs = read_statements(work, tools.nlp)
    built = work.path / "uit"
    shutil.rmtree(built, ignore_errors=True)
    counts = count_run(result, statements, docs, codebook=tools.codebook, gazetteer=tools.gazetteer)
    write(
        result,
        words=counts.words,
        panels=counts.panels,
        shares=priority_shares(result, tools.codebook.priority_ids),
        codebook=tools.codebook,
        folder=built,
        settings=output_settings(order.settings, k=order.settings.k),
        previous=work.previous(),
    )
    work.publish(built, order.output)
    return result


def place_of(werkmap: str) -> Path:
    """Folder where the outputs of this work folder come to stand."""
    return WorkFolder(Path(werkmap)).order().output


def collect(work: WorkFolder) -> RunResult:
    """Everything the run found, in canonical order."""
    order = work.order()
    tools = toolbox(order.settings)
    read, decisions = gather(work), work.decisions()
    taggings, conflicts = _taggings(work, read.statements, tools.codebook)
    return RunResult(
        manifest=make_manifest(order, read, taggings, decisions, tools.codebook.reference, tools.versions()),
        conversations=read.conversations,
        masks=read.masks,
        statements=read.statements,
        passages=read.passages,
        taggings=taggings,
        concerns=work.concerns(),
        files=read.files,
        rejected=read.rejected,
        decisions=decisions,
        conflicts=conflicts,
    )


def _taggings(
    work: WorkFolder, statements: Sequence[Statement], codebook: Codebook
) -> tuple[tuple[Tagging, ...], tuple[str, ...]]:
    """The tagging of each of these statements as people left it, and decisions that no longer fit."""
    found = taggings_of(work)
    return apply_theme_decisions([found[statement.id] for statement in statements], work.decisions().themes, codebook)


def _refuse_foreign_folder(output: Path) -> None:
    """An output folder is ours to replace only when a run made it."""
    if output.exists() and not (output / "manifest.json").is_file() and (not output.is_dir() or any(output.iterdir())):
        raise StadsgesprekError(
            "deze map bestaat al en is niet van een eerdere run.",
            source=str(output),
            cure="Kies met `--uit` een andere map.",
        )
