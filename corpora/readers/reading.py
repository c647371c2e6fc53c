"""The door of the room: from paths to documents, one bad file never stopping the rest."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePath, PurePosixPath

from corpora.errors import NothingReadError, ReadError
from corpora.readers.checks import DAMAGED, SAVE_AGAIN, check_size, clean_name, open_package, read_bytes, read_member
from corpora.readers.cleaning import clean_content
from corpora.readers.content import Content
from corpora.readers.delimited import looks_delimited
from corpora.readers.encoding import Decoded, decode
from corpora.readers.formats import PACKAGED, binary_format, mismatch, text_format
from corpora.readers.isolation import parse_in_child
from corpora.readers.limits import DEFAULT_LIMITS, Limits
from corpora.readers.mail import Attachment, read_mail
from corpora.readers.parsing import parse_text
from corpora.readers.pdf_ocr import can_recognise, ocr_limits
from corpora.records import Document, Rejected

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
    return _guarded(name, lambda: _read(read_bytes(path, limits=limits), name, limits=limits, inside=()))


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
    """The files behind these paths, sorted: folders opened, hidden and lock files and our own settings skipped.

    A folder that may not be opened is given as if it were a file: reading it refuses it, so that it is reported.
    """
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            found.update(file for file in _inside(path) if not is_ignored(file.relative_to(path)))
        else:
            found.add(path)
    return tuple(sorted(found, key=lambda file: (file.name, str(file))))


def _inside(folder: Path) -> Iterator[Path]:
    closed: list[OSError] = []
    for place, _, names in os.walk(folder, onerror=closed.append):
        yield from (file for name in names if (file := Path(place, name)).is_file())
    yield from (Path(error.filename) for error in closed)


def without_duplicates(results: Iterable[ReadResult]) -> ReadResult:
    """All results together in canonical order; of documents with the same bytes the first is kept."""
    results = list(results)
    documents = sorted((d for result in results for d in result.documents), key=lambda d: (d.name, d.sha256))
    rejected = [item for result in results for item in result.rejected]
    kept: dict[str, Document] = {}
    for document in documents:
        first = kept.setdefault(document.sha256, document)
        if first is not document:
            rejected.append(Rejected.twice(document.name, first.name))
    order = sorted(set(rejected), key=lambda item: (item.source, item.place, item.reason))
    return ReadResult(documents=tuple(kept.values()), rejected=tuple(order))


# --- one file ------------------------------------------------------------------------------------


def _read(data: bytes, name: str, *, limits: Limits, inside: tuple[str, ...]) -> ReadResult:
    """Documents in these bytes; `inside` names the zips and mails around them."""
    check_size(len(data), limits=limits)
    found = binary_format(data, name, limits=limits)
    if found == "zip":
        return _read_zip(data, name, limits=limits, inside=inside)
    if found:
        return _result(data, name, found, _parse(data, found, limits=limits), limits=limits)
    decoded = decode(data)
    found = text_format(decoded.text, name)
    if found == "eml":
        return _read_mail(data, name, limits=limits, inside=inside)
    return _read_text(data, name, found, decoded, limits=limits)


def _read_text(data: bytes, name: str, found: str, decoded: Decoded, *, limits: Limits) -> ReadResult:
    if found in PACKAGED:
        return _result(data, name, found, _parse(data, found, limits=limits), limits=limits)
    found = "csv" if found == "txt" and looks_delimited(decoded.text) else found
    if found == "md":
        content = _parse(decoded.text.encode("utf-8", "replace"), found, limits=limits)
    else:
        content = parse_text(decoded, format_=found, limits=limits)
    content = replace(content, encoding=decoded.encoding, warnings=(*decoded.warnings, *content.warnings))
    return _result(data, name, found, content, limits=limits)


def _parse(data: bytes, found: str, *, limits: Limits) -> Content:
    """In the child process; a scan goes through text recognition where that is installed."""
    try:
        return parse_in_child(data, format_=found, limits=limits)
    except NothingReadError:
        if found != "pdf" or not can_recognise():
            raise
    return parse_in_child(data, format_="scan", limits=ocr_limits(limits))


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


# --- files in files ------------------------------------------------------------------------------


def _read_zip(data: bytes, name: str, *, limits: Limits, inside: tuple[str, ...]) -> ReadResult:
    if "zip" in inside:
        raise ReadError("een zip in een zip wordt niet geopend.", cure="Pak hem uit en lever de bestanden zelf aan.")
    package = open_package(data, limits=limits)
    members = sorted(package.infolist(), key=lambda member: member.filename)
    wanted = [m for m in members if not m.is_dir() and not is_ignored(PurePosixPath(m.filename.replace("\\", "/")))]
    if not wanted:
        raise ReadError("er zitten geen bestanden in.", cure="Controleer of dit de goede zip is.")
    around = (*inside, "zip")
    return without_duplicates(
        _read_part(partial(read_member, package, m, limits=limits), name, m.filename, limits=limits, inside=around)
        for m in wanted
    )


def _read_mail(data: bytes, name: str, *, limits: Limits, inside: tuple[str, ...]) -> ReadResult:
    if "eml" in inside:
        raise ReadError("een mail in een mail wordt niet geopend.", cure="Sla het bijgevoegde bericht apart op.")
    content, attachments = read_mail(data, limits=limits)
    around = (*inside, "eml")
    parts = [_read_part(partial(_data, a), name, a.name, limits=limits, inside=around) for a in attachments]
    try:
        parts.insert(0, _result(data, name, "eml", content, limits=limits))
    except NothingReadError:
        if not any(part.documents for part in parts):
            raise  # neither words nor a readable attachment
    return without_duplicates(parts)


def _data(attachment: Attachment) -> bytes:
    return attachment.data


def _read_part(
    read: Callable[[], bytes], outer: str, inner: str, *, limits: Limits, inside: tuple[str, ...]
) -> ReadResult:
    name = f"{outer}/{clean_name(inner)}"
    try:
        return _guarded(name, lambda: _read(read(), name, limits=limits, inside=inside))
    except ReadError as error:
        return ReadResult(rejected=(_rejected(error),))


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


def is_ignored(path: PurePath) -> bool:
    """Whether this is no note but a file that a program left: hidden, a lock, thumbnails, our own settings."""
    hidden = any(part.startswith((".", "~$", "__MACOSX")) and part != ".." for part in path.parts)
    return hidden or path.name.lower().endswith(_IGNORED_SUFFIXES) or path.name.lower() in _IGNORED_NAMES
