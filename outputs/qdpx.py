"""Exchange with NVivo, ATLAS.ti, MAXQDA and QualCoder: a REFI-QDA project (QDA-XML 1.0, qdasoftware.org).

Conversations are text sources, statements are selections with exact code-point offsets, sub-themes are codes under
their priority, and each person is a case with group, wijk and round. The computer is a user of its own, so that what
people code afterwards can be told apart. All identifiers follow from the run: the same run, the same file.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from outputs.entries import Entry
from outputs.labels import Label
from outputs.overview import Overview
from outputs.packages import pack
from outputs.safe import printable

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE = "urn:QDA-XML:project:1.0"
CODEBOOK_NAMESPACE = "urn:QDA-XML:codebook:1.0"
MACHINE = "Stadsgesprek (computer)"
PEOPLE = "Analisten"  # what people kept or added, all together
_VARIABLES = ("groep", "wijk", "ronde", "datum")
_IDS = uuid.UUID("7d0b1f0e-2f0c-5c1c-9d53-0d3f6f6f5a11")  # ours; any fixed value will do


def guid(kind: str, key: str) -> str:
    """The identifier of a code, source, selection or case; always the same for the same key."""
    return str(uuid.uuid5(_IDS, f"{kind}/{key}"))


def qdpx(shown: Overview) -> bytes:
    """The run as a `.qdpx` package."""
    from lxml import etree

    project = etree.tostring(_project(shown), xml_declaration=True, encoding="UTF-8", standalone=True)
    sources = {
        f"sources/{guid('gesprek', talk.id)}.txt": _same_length(talk.text).encode()
        for talk in shown.result.conversations
    }
    return pack({"project.qde": project, **sources})


def _project(shown: Overview) -> _Element:
    from lxml import etree

    name = printable(shown.manifest.name) or "stadsgesprek"
    namespaces: Any = {None: NAMESPACE}
    root = etree.Element(f"{{{NAMESPACE}}}Project", {"name": name, "origin": "Stadsgesprek"}, nsmap=namespaces)
    users = _add(root, "Users")
    for user in (MACHINE, PEOPLE):
        _add(users, "User", guid=guid("gebruiker", user), name=user)
    _add_codes(_add(root, "CodeBook"), shown)
    variables = _add(root, "Variables")
    for variable in _VARIABLES:
        kind = "Date" if variable == "datum" else "Text"
        _add(variables, "Variable", guid=guid("variabele", variable), name=variable, typeOfVariable=kind)
    if shown.entries:
        _add_cases(root, shown.entries)
        _add_sources(root, shown)
    _add(root, "Description").text = f"Verwerking {shown.manifest.run_id}, codeboek {shown.manifest.codebook}"
    return root


def qdc(shown: Overview) -> bytes:
    """The codebook alone, as a `.qdc` file, to start a project of one's own with."""
    from lxml import etree

    namespaces: Any = {None: CODEBOOK_NAMESPACE}
    root = etree.Element(f"{{{CODEBOOK_NAMESPACE}}}CodeBook", {"origin": "Stadsgesprek"}, nsmap=namespaces)
    _add_codes(root, shown)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _add_codes(codebook: _Element, shown: Overview) -> None:
    labels = shown.labels
    codes = _add(codebook, "Codes")
    for key, label in labels.priorities.items():
        parent = _add_code(codes, key, label, shown.colour(key))
        for sub, name in labels.subthemes.items():
            if name.priority == key:
                _add_code(parent, sub, name, shown.colour(key))
    for sub, name in labels.subthemes.items():
        if name.priority not in labels.priorities:
            _add_code(codes, sub, name, shown.settings.style.neutral)


def _add_code(parent: _Element, key: str, label: Label, colour: str) -> _Element:
    code = _add(parent, "Code", guid=guid("code", key), name=printable(label.name), isCodable="true", color=colour)
    if label.definition:
        _add(code, "Description").text = printable(label.definition)
    return code


def _add_cases(root: _Element, entries: Iterable[Entry]) -> None:
    cases = _add(root, "Cases")
    for person, said in _by(entries, lambda entry: entry.statement.person).items():
        first = said[0].statement
        case = _add(
            cases, "Case", guid=guid("mens", person), name=printable(f"{first.source}, {first.speaker or 'onbekend'}")
        )
        for variable, value in zip(_VARIABLES, (first.group, first.wijk, first.ronde, first.date), strict=True):
            if value:
                given = _add(case, "VariableValue")
                _add(given, "VariableRef", targetGUID=guid("variabele", variable))
                _add(given, "DateValue" if variable == "datum" else "TextValue").text = printable(value)
        for entry in said:
            _add(case, "SelectionRef", targetGUID=guid("uitspraak", entry.statement.id))


def _add_sources(root: _Element, shown: Overview) -> None:
    by_conversation = _by(shown.entries, lambda entry: entry.statement.conversation_id)
    sources = _add(root, "Sources")
    for talk in shown.result.conversations:
        key = guid("gesprek", talk.id)
        path = f"internal://{key}.txt"
        source = _add(sources, "TextSource", guid=key, name=printable(f"{talk.source} ({talk.id})"), plainTextPath=path)
        for entry in by_conversation.get(talk.id, ()):
            _add_selection(source, entry)


def _add_selection(source: _Element, entry: Entry) -> None:
    said, user = entry.statement, guid("gebruiker", MACHINE)
    place = {"startPosition": str(said.start), "endPosition": str(said.end)}
    selection = _add(
        source, "PlainTextSelection", guid=guid("uitspraak", said.id), name=said.id, creatingUser=user, **place
    )
    found = {one.subtheme: one for one in entry.tagging.suggestions} if entry.tagging else {}
    for one in found.values():
        key, by = f"{said.id}/{one.subtheme}", guid("gebruiker", PEOPLE if one.decided else MACHINE)
        coding = _add(selection, "Coding", guid=guid("codering", key), creatingUser=by)
        _add(coding, "CodeRef", targetGUID=guid("code", one.subtheme))


def _by(entries: Iterable[Entry], key: Any) -> Mapping[str, list[Entry]]:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(key(entry), []).append(entry)
    return groups


def _add(parent: _Element, tag: str, **attributes: str) -> _Element:
    from lxml import etree

    return etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{tag}", attributes)


def _same_length(text: str) -> str:
    """The text with what UTF-8 cannot hold replaced one for one, so that the offsets stay right."""
    return "".join("\ufffd" if 0xD800 <= ord(letter) <= 0xDFFF else letter for letter in text)
