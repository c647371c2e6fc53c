"""XML of office packages, without what makes XML dangerous."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpora.errors import ReadError, UnsafeFileError
from corpora.readers.checks import DAMAGED, SAVE_AGAIN

if TYPE_CHECKING:
    from lxml.etree import _Element

_ENTITIES = "er staan verwijzingen (xml-entiteiten) in die gevaarlijk kunnen zijn."


def parse_xml(data: bytes, *, declaration_allowed: bool = False) -> _Element:
    """Root of the tree. Entities are never resolved, nothing is fetched, depth is bounded by the parser (256 levels).

    `declaration_allowed` is for the manifest of OpenDocument, whose old writers name its document type.

    Raises:
        UnsafeFileError: a document type declaration; office programs never write one.
        ReadError: not well-formed, or nested too deep.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "memory" in str(error).lower() or str(error).startswith("unknown error"):  # libxml2 names it both ways
            raise MemoryError from None
        if "depth" in str(error):
            raise UnsafeFileError(
                "tabellen of tekstvakken zijn te diep genest.", cure="Zet de tekst in gewone alinea's."
            ) from None
        raise ReadError(DAMAGED, cure=SAVE_AGAIN) from None
    if root.getroottree().docinfo.internalDTD is not None and not declaration_allowed:
        raise UnsafeFileError(_ENTITIES, cure=SAVE_AGAIN)
    return root


def local(element: _Element) -> str:
    """Name of an element without its namespace; "" for comments and processing instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: _Element | None, name: str, default: str = "") -> str:
    """Value of an attribute whatever its namespace: office programs write more than one for the same thing."""
    if element is not None:
        for key, value in element.attrib.items():
            if str(key).rpartition("}")[2] == name:
                return str(value)
    return default


def refuse_entities(data: bytes) -> None:
    """Refuse a document type declaration before a library sees it, in any encoding XML may have.

    Raises:
        UnsafeFileError: there is one; office programs never write it.
    """
    for encoding in ("ascii", "utf-16-le", "utf-16-be"):
        if any(mark.encode(encoding) in data for mark in ("<!DOCTYPE", "<!ENTITY")):
            raise UnsafeFileError(_ENTITIES, cure=SAVE_AGAIN)
