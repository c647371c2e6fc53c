"""What the styles of a Word file say about a paragraph or run: heading level, list, bold, hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpora.readers.xmltree import attribute

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFF = ("0", "false", "off")
_HEADING_NAME = re.compile(r"^(?:heading|kop)\s*([1-9])$", re.IGNORECASE)
_TITLE_NAME = re.compile(r"^(?:title|titel)$", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"^(?:toc|inhopg|table of contents|table of figures)\b", re.IGNORECASE)
_MAX_INHERITANCE = 20


@dataclass(frozen=True, slots=True)
class Style:
    """Properties after inheritance; `None` where nothing is said."""

    heading: int = 0
    list_level: int = 0  # depth from 1; 0 = no list
    strong: bool | None = None
    hidden: bool | None = None
    contents: bool = False  # line of a table of contents


class Styles:
    """Styles of one document, by id."""

    def __init__(self, root: _Element | None) -> None:
        self._elements = {} if root is None else {attribute(s, "styleId"): s for s in root.iterfind("{*}style")}
        self._known: dict[str, Style] = {}

    def get(self, style_id: str) -> Style:
        """The style with this id; an empty one when the file does not define it."""
        if style_id not in self._known:
            self._known[style_id] = self._resolve(style_id)
        return self._known[style_id]

    def _resolve(self, style_id: str) -> Style:
        chain: list[_Element] = []
        while style_id in self._elements and len(chain) < _MAX_INHERITANCE:
            chain.append(self._elements[style_id])
            style_id = attribute(chain[-1].find("{*}basedOn"), "val")
        names = [attribute(element.find("{*}name"), "val") for element in chain]
        return Style(
            heading=next((level for level in map(_heading, chain, names) if level), 0),
            list_level=next((level for e in chain if (level := list_level(e.find("{*}pPr"))) is not None), 0),
            strong=_first([is_strong(element.find("{*}rPr"), underline=False) for element in chain]),
            hidden=_first([switch(element.find("{*}rPr"), "vanish") for element in chain]),
            contents=any(_CONTENTS_NAME.match(name) for name in names),
        )


def _heading(element: _Element, name: str) -> int:
    level = outline_level(element.find("{*}pPr"))
    if level:
        return level
    named = _HEADING_NAME.match(name)
    return int(named[1]) if named else int(bool(_TITLE_NAME.match(name)))


def outline_level(properties: _Element | None) -> int:
    """Heading level set on a paragraph or style, from 1; 0 for body text."""
    value = attribute(properties.find("{*}outlineLvl"), "val") if properties is not None else ""
    return int(value) + 1 if value.isdigit() and int(value) < 9 else 0


def list_level(properties: _Element | None) -> int | None:
    """Depth in a list from 1; 0 when numbering is switched off; None when nothing is said."""
    numbering = properties.find("{*}numPr") if properties is not None else None
    if numbering is None:
        return None
    if attribute(numbering.find("{*}numId"), "val") == "0":
        return 0
    level = attribute(numbering.find("{*}ilvl"), "val", "0")
    return int(level) + 1 if level.isdigit() else 1


def switch(properties: _Element | None, name: str) -> bool | None:
    """Whether a toggle such as `w:b` is on, off (`w:val="0"`) or not mentioned."""
    element = properties.find(f"{{*}}{name}") if properties is not None else None
    return None if element is None else attribute(element, "val", "1").lower() not in _OFF


def is_strong(properties: _Element | None, *, underline: bool = True) -> bool | None:
    """Bold, italic or (set by hand) underlined; None when nothing is said."""
    switches = [switch(properties, "b"), switch(properties, "i")]
    line = properties.find("{*}u") if underline and properties is not None else None
    if line is not None:
        switches.append(attribute(line, "val", "single") != "none")
    said = [on for on in switches if on is not None]
    return any(said) if said else None


def _first(values: list[bool | None]) -> bool | None:
    return next((value for value in values if value is not None), None)
