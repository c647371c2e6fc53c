"""What people coded in NVivo, ATLAS.ti, MAXQDA or QualCoder, read back from a REFI-QDA project."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpora.records import Statement
from outputs.errors import OutputError
from outputs.qdpx import NAMESPACE, guid

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_BYTES = 200_000_000  # unpacked; a project of 20,000 statements has 12 million
_NS = {"q": NAMESPACE}


@dataclass(frozen=True, slots=True)
class Coding:
    """One code that one user gave to one stretch of a source."""

    source: str  # guid
    start: int  # code points, end excluded
    end: int
    code: str  # guid
    code_name: str
    user: str  # name, or "" when the program does not say


def read_codings(data: bytes) -> tuple[Coding, ...]:
    """All codings of text sources in the project, in the order of the file.

    Raises:
        OutputError: this is no project, or it is too large.
    """
    root = _root(data)
    names = {code.get("guid", ""): code.get("name", "") for code in root.iterfind(".//q:Code", _NS)}
    users = {user.get("guid", ""): user.get("name", "") for user in root.iterfind(".//q:User", _NS)}
    return tuple(
        Coding(
            source=source.get("guid", ""),
            start=int(selection.get("startPosition", 0)),
            end=int(selection.get("endPosition", 0)),
            code=reference.get("targetGUID", ""),
            code_name=names.get(reference.get("targetGUID", ""), ""),
            user=users.get(coding.get("creatingUser", ""), ""),
        )
        for source in root.iterfind(".//q:TextSource", _NS)
        for selection in source.iterfind("q:PlainTextSelection", _NS)
        for coding in selection.iterfind("q:Coding", _NS)
        for reference in coding.iterfind("q:CodeRef", _NS)
    )


def read_sources(data: bytes) -> frozenset[str]:
    """Guids of the text sources in the project.

    Raises:
        OutputError: this is no project, or it is too large.
    """
    return frozenset(source.get("guid", "") for source in _root(data).iterfind(".//q:TextSource", _NS))


def subthemes_by_statement(
    codings: Iterable[Coding], statements: Iterable[Statement], subthemes: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """Statement id -> sub-themes that overlap it in the project, sorted; statements without any are left out."""
    keys = {guid("code", sub): sub for sub in subthemes}
    per_source: dict[str, list[Coding]] = {}
    for coding in codings:
        per_source.setdefault(coding.source, []).append(coding)
    found = {}
    for said in statements:
        near = per_source.get(guid("gesprek", said.conversation_id), [])
        mine = {keys[c.code] for c in near if c.code in keys and c.start < said.end and said.start < c.end}
        if mine:
            found[said.id] = tuple(sorted(mine))
    return found


def _root(data: bytes) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(entry.file_size for entry in package.infolist()) > MAX_BYTES:
                raise OutputError("het project is te groot.", cure="Exporteer een kleiner deel.")
            name = next(name for name in package.namelist() if name.endswith(".qde"))
            return etree.fromstring(package.read(name), parser)
    except (zipfile.BadZipFile, StopIteration, etree.XMLSyntaxError):
        raise OutputError(
            "dit is geen project volgens REFI-QDA.", cure="Exporteer opnieuw en kies de soort qdpx."
        ) from None
