"""The door of the room: from paths to documents, one bad file never stopping the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from corpora.errors import ReadError
from corpora.readers.checks import DAMAGED, SAVE_AGAIN, check_size, clean_name, open_package, read_bytes, read_member
from corpora.readers.cleaning import clean_content
from corpora.readers.content import Content
from corpora.readers.delimited import looks_delimited
from corpora.readers.encoding import Decoded, decode
from corpora.readers.formats import PACKAGED, binary_format, mismatch, text_format
from corpora.readers.limits import DEFAULT_LIMITS, Limits
from corpora.readers.parsing import parse_package, parse_text
from corpora.records import Document, Rejected

_TWICE = "dit bestand staat er dubbel in; het wordt één keer meegeteld."
_IGNORED_SUFFIXES = (".lees.yaml", ".lees.yml")
_IGNORED_NAMES = ("thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What was read and what could not be; a file stands in exactly one of the two."""

    documents: tuple[Document, ...] = ()
    rejected: tuple[Rejected, ...] = ()


def read_path(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> ReadResult:
    """One uploaded file: one document, or several from a zip or a mail with attachments.

    Trouble with a member of a zip stands in `rejected`; trouble with the file itself is raised.

    Raises:
        ReadError: the file cannot be read; the message is one Dutch sentence with a cure, without content.
    """
    name = clean_name(path.name)
    return _guarded(name, lambda: _read(read_bytes(path, limits=limits), name, limits=limits, depth=0))


def read_paths(paths: Iterable[Path], *, limits: Limits = DEFAULT_LIMITS) -> ReadResult:
    """Everything in these files and folders, in an order that does not depend on how they were given.

    Documents are sorted by name and hash; the same bytes under two names are read once and reported once.
    """
    results = []
    for path in find_files(paths):
        try:
            results.append(read_path(path, limits=limits))
        except ReadError as error:
            results.append(ReadResult(rejected=(_rejected(error),)))
    return without_duplicates(results)


def find_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files behind these paths, sorted: folders opened, hidden and lock files and our own settings skipped."""
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            inside = (file for file in path.rglob("*") if file.is_file())
            found.update(file for file in inside if not _ignored(file.relative_to(path)))
        else:
            found.add(path)
    return tuple(sorted(found, key=lambda file: (file.name, str(file))))


def without_duplicates(results: Iterable[ReadResult]) -> ReadResult:
    """All results together in canonical order; of documents with the same bytes the first is kept."""
    results = list(results)
    documents = sorted((d for result in results for d in result.documents), key=lambda d: (d.name, d.sha256))
    rejected = [item for result in results for item in result.rejected]
    kept: dict[str, Document] = {}
    for document in documents:
        first = kept.setdefault(document.sha256, document)
        if first is not document:
            rejected.append(Rejected(document.name, f"gelijk aan {first.name}", _TWICE, "U hoeft niets te doen."))
    order = sorted(set(rejected), key=lambda item: (item.source, item.place, item.reason))
    return ReadResult(documents=tuple(kept.values()), rejected=tuple(order))


# --- one file ------------------------------------------------------------------------------------


def _read(data: bytes, name: str, *, limits: Limits, depth: int) -> ReadResult:
    check_size(len(data), limits=limits)
    found = binary_format(data, name, limits=limits)
    if found == "zip":
        return _read_zip(data, name, limits=limits, depth=depth)
    if found:
        content = parse_package(data, format_=found, limits=limits)
        return _result(data, name, found, content, limits=limits)
    return _read_text(data, name, decode(data), limits=limits)


def _read_text(data: bytes, name: str, decoded: Decoded, *, limits: Limits) -> ReadResult:
    found = text_format(decoded.text, name)
    if found == "txt" and looks_delimited(decoded.text):
        found = "csv"
    if found in PACKAGED:
        content = parse_package(data, format_=found, limits=limits)
    else:
        content = parse_text(decoded, format_=found, limits=limits)
        content = replace(content, encoding=decoded.encoding, warnings=(*decoded.warnings, *content.warnings))
    return _result(data, name, found, content, limits=limits)


def _result(data: bytes, name: str, found: str, content: Content, *, limits: Limits) -> ReadResult:
    content = clean_content(content, limits=limits)
    other = mismatch(name, found)
    document = Document(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format=found,
        blocks=content.blocks,
        encoding=content.encoding,
        left_out=content.left_out,
        warnings=(other, *content.warnings) if other else content.warnings,
    )
    return ReadResult(documents=(document,))


def _read_zip(data: bytes, name: str, *, limits: Limits, depth: int) -> ReadResult:
    if depth:
        raise ReadError("een zip in een zip wordt niet geopend.", cure="Pak hem uit en lever de bestanden zelf aan.")
    package = open_package(data, limits=limits)
    results = []
    for member in sorted(package.infolist(), key=lambda member: member.filename):
        if member.is_dir() or _ignored(Path(member.filename)):
            continue
        inside = f"{name}/{clean_name(member.filename)}"
        results.append(_read_part(partial(read_member, package, member, limits=limits), inside, limits=limits))
    if not results:
        raise ReadError("er zitten geen bestanden in.", cure="Controleer of dit de goede zip is.")
    return _together(results)


def _read_part(read: Callable[[], bytes], name: str, *, limits: Limits) -> ReadResult:
    try:
        return _guarded(name, lambda: _read(read(), name, limits=limits, depth=1))
    except ReadError as error:
        return ReadResult(rejected=(_rejected(error),))


def _together(results: Iterable[ReadResult]) -> ReadResult:
    results = list(results)
    return ReadResult(
        documents=tuple(d for result in results for d in result.documents),
        rejected=tuple(r for result in results for r in result.rejected),
    )


def _guarded(name: str, work: Callable[[], ReadResult]) -> ReadResult:
    """Run `work`; whatever goes wrong inside becomes one sentence about this file, without content."""
    try:
        return work()
    except ReadError as error:
        raise type(error)(error.reason, source=name, place=error.place, cure=error.cure) from None
    except Exception:
        # a parser met something its makers did not think of: the file is at fault, its text stays out of the message
        raise ReadError(DAMAGED, source=name, cure=SAVE_AGAIN) from None


def _rejected(error: ReadError) -> Rejected:
    return Rejected(source=error.source, place=error.place, reason=error.reason, cure=error.cure)


def _ignored(path: Path) -> bool:
    hidden = any(part.startswith((".", "~$", "__MACOSX")) and part != ".." for part in path.parts)
    return hidden or path.name.lower().endswith(_IGNORED_SUFFIXES) or path.name.lower() in _IGNORED_NAMES
