"""OpenDocument text (odt): a walk over content.xml; the ready-made library has had no release for six years.

Format: OASIS OpenDocument 1.3. Tracked insertions stand in the text, deletions in a list of their own.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from corpora.errors import ReadError
from corpora.readers.checks import DAMAGED, SAVE_AGAIN, open_package, read_member
from corpora.readers.content import Content, Runs, counted
from corpora.readers.limits import Limits
from corpora.readers.xmltree import attribute, local, parse_xml
from corpora.records import Block, BlockKind, Cell, Table

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEFT_OUT = {
    "annotation": "opmerkingen", "note": "voetnoten", "image": "afbeeldingen", "hidden-text": "verborgen tekst",
    "table-of-content": "regels van de inhoudsopgave",
}  # fmt: skip
_IGNORED = frozenset(
    {"tracked-changes", "forms", "sequence-decls", "ruby-text", "annotation-end", "bookmark", "desc", "title"}
)
_STRONG = (("font-weight", ("bold", "600", "700", "800", "900")), ("font-style", ("italic", "oblique")))
_BLOCKS = frozenset({"p", "h", "list", "table", "section", "frame", "numbered-paragraph"})
_MAX_SPACES = 100


def open_content(data: bytes, *, limits: Limits) -> tuple[zipfile.ZipFile, _Element]:
    """The package and the root of its content.

    Raises:
        ReadError: damaged, or locked with a password.
    """
    package = open_package(data, limits=limits)
    names = package.namelist()
    if "content.xml" not in names:
        raise ReadError(DAMAGED, cure=SAVE_AGAIN)
    if "META-INF/manifest.xml" in names:
        manifest = parse_xml(read_member(package, "META-INF/manifest.xml", limits=limits), declaration_allowed=True)
        if next(manifest.iter("{*}encryption-data"), None) is not None:
            raise ReadError("het bestand is beveiligd met een wachtwoord.", cure="Haal het wachtwoord eraf.")
    return package, parse_xml(read_member(package, "content.xml", limits=limits))


def read_odt(data: bytes, *, limits: Limits) -> Content:
    """Headers, body in reading order, footers."""
    package, root = open_content(data, limits=limits)
    has_styles = "styles.xml" in package.namelist()
    common = parse_xml(read_member(package, "styles.xml", limits=limits)) if has_styles else None
    walk = OdfWalk(OdfStyles([root, common] if common is not None else [root]))
    body = next(root.iter("{*}text"), root)
    walk.container(body)
    walk.counts["verwijderde tekst"] += sum(1 for _ in root.iter("{*}deletion"))
    headers = _margin(common, "header", walk)
    footers = _margin(common, "footer", walk)
    return Content(blocks=(*headers, *walk.blocks, *footers), left_out=counted(walk.counts))


def _margin(common: _Element | None, kind: BlockKind, outer: OdfWalk) -> list[Block]:
    inner = OdfWalk(outer.styles)
    for master in common.iter("{*}master-page") if common is not None else ():
        for part in master:
            if local(part) in (kind, f"{kind}-left", f"{kind}-first"):
                inner.container(part)
    place = "kopregel" if kind == "header" else "voetregel"
    texts = dict.fromkeys(text for block in inner.blocks for text in block_texts(block) if text)
    return [Block(kind=kind, text=text, place=place) for text in texts]


class OdfStyles:
    """What named and automatic styles say: set apart (bold or italic), or hidden."""

    def __init__(self, roots: list[_Element]) -> None:
        self._styles = {
            (attribute(style, "family"), attribute(style, "name")): style
            for root in reversed(roots)
            for style in root.iter("{*}style")
        }

    def strong(self, family: str, name: str) -> bool | None:
        """Whether text in this style is bold or italic; None when the style does not say."""
        for properties in self._chain(family, name, "text-properties"):
            said = [attribute(properties, key) in values for key, values in _STRONG if attribute(properties, key)]
            if said:
                return any(said)
        return None

    def hidden(self, family: str, name: str) -> bool:
        """Whether text in this style is not shown."""
        return any(attribute(p, "display") in ("none", "false") for p in self._chain(family, name, "text-properties"))

    def table_shown(self, name: str) -> bool:
        """Whether a sheet in this style is visible."""
        return all(attribute(p, "display", "true") != "false" for p in self._chain("table", name, "table-properties"))

    def _chain(self, family: str, name: str, properties: str) -> list[_Element]:
        found = []
        for _ in range(20):  # deeper inheritance is a loop
            style = self._styles.get((family, name))
            if style is None:
                break
            found.extend(style.findall(f"{{*}}{properties}"))
            name = attribute(style, "parent-style-name")
        return found


class OdfWalk:
    """Blocks so far, and what was left out."""

    def __init__(self, styles: OdfStyles) -> None:
        self.styles = styles
        self.blocks: list[Block | Table] = []
        self.counts: Counter[str] = Counter()
        self._paragraphs = self._tables = self._boxes = 0
        self._pending: list[_Element] = []

    def container(self, element: _Element, *, depth: int = 0) -> None:
        """Paragraphs, lists and tables in order; `depth` is that of the list around them."""
        for child in element:
            name = local(child)
            if name in ("p", "h"):
                self._paragraph(child, depth=depth)
            elif name == "list":
                self.container(child, depth=depth + 1)
            elif name == "table":
                self._table(child)
            elif name == "section" and attribute(child, "display") == "none":
                self.counts["verborgen tekst"] += 1
            elif name in _LEFT_OUT:
                self.counts[_LEFT_OUT[name]] += 1
            elif name == "text-box":
                self._text_box(child)
            elif name not in _IGNORED:
                self.container(child, depth=depth)

    def _text_box(self, box: _Element) -> None:
        self._boxes += 1
        before, place = len(self.blocks), f"tekstvak {self._boxes}"
        self.container(box)
        self.blocks[before:] = [replace(block, place=place) for block in self.blocks[before:]]

    # --- paragraphs ---

    def _paragraph(self, element: _Element, *, depth: int) -> None:
        style = attribute(element, "style-name")
        runs = Runs()
        if self.styles.hidden("paragraph", style):
            self.counts["verborgen tekst"] += 1
        else:
            self._inline(element, runs, strong=bool(self.styles.strong("paragraph", style)))
            self._emit(element, runs, depth=depth)
        pending, self._pending = self._pending, []
        for box in pending:
            self._text_box(box)

    def _emit(self, element: _Element, runs: Runs, *, depth: int) -> None:
        text, heading = runs.text, local(element) == "h"
        self._paragraphs += bool(text)
        kind: BlockKind = "heading" if heading else "item" if depth else "paragraph"
        level = _whole(attribute(element, "outline-level"), 1) if heading else depth
        emphasis = "" if heading else runs.emphasis
        place = f"alinea {self._paragraphs}"
        self.blocks.append(
            Block(kind=kind if text else "paragraph", text=text, place=place, level=level, emphasis=emphasis)
        )

    def _inline(self, element: _Element, runs: Runs, *, strong: bool) -> None:
        runs.add(_squeezed(element.text), strong=strong)
        for child in element:
            self._inline_child(child, runs, strong=strong)
            runs.add(_squeezed(child.tail), strong=strong)

    def _inline_child(self, child: _Element, runs: Runs, *, strong: bool) -> None:
        name, style = local(child), attribute(child, "style-name")
        if name == "s":
            runs.add(" " * min(_whole(attribute(child, "c"), 1), _MAX_SPACES), strong=strong)
        elif name in ("tab", "line-break"):
            runs.add("\t" if name == "tab" else "\n", strong=strong)
        elif name in _LEFT_OUT:
            self.counts[_LEFT_OUT[name]] += 1
        elif name == "text-box":
            self._pending.append(child)
        elif name == "span":
            if self.styles.hidden("text", style):
                self.counts["verborgen tekst"] += 1
            else:
                said = self.styles.strong("text", style)
                self._inline(child, runs, strong=strong if said is None else said)
        elif name and name not in _IGNORED:
            self._inline(child, runs, strong=strong)

    # --- tables ---

    def _table(self, table: _Element, *, inside: str = "") -> None:
        rows = list(_nested_rows(table))
        if len(rows) == 1 and len(cells := _cells_of(rows[0])) == 1:
            self.container(cells[0])  # a frame around text
            return
        self._tables += not inside
        place = inside or f"tabel {self._tables}"
        nested: list[tuple[_Element, str]] = []
        found: list[Cell] = []
        for number, row in enumerate(rows, start=1):
            column = 1
            for cell in _cells_of(row):
                if local(cell) == "table-cell":
                    text, inner = self._cell(cell)
                    found.append(Cell(text, number, column, _span(cell, "rows"), _span(cell, "columns")))
                    nested.extend((t, f"{place}, rij {number}, kolom {column}") for t in inner)
                column += min(_whole(attribute(cell, "number-columns-repeated"), 1), 1_000)
        self.blocks.append(Table(name="", cells=tuple(found), place=place))
        for inner_table, where in nested:
            self._table(inner_table, inside=where)

    def _cell(self, cell: _Element) -> tuple[str, list[_Element]]:
        inner = OdfWalk(self.styles)
        nested: list[_Element] = []
        inner._table = lambda table, **_: nested.append(table)  # type: ignore[method-assign]
        inner.container(cell)
        self.counts.update(inner.counts)
        return "\n".join(text for block in inner.blocks for text in block_texts(block)).strip("\n"), nested


def block_texts(block: Block | Table) -> list[str]:
    """Texts of a block or of the cells of a table."""
    return [cell.text for cell in block.cells] if isinstance(block, Table) else [block.text]


def _nested_rows(table: _Element) -> list[_Element]:
    rows = []
    for child in table:
        if local(child) == "table-row":
            rows.append(child)
        elif local(child) in ("table-header-rows", "table-rows", "table-row-group"):
            rows.extend(_nested_rows(child))
    return rows


def _cells_of(row: _Element) -> list[_Element]:
    return [cell for cell in row if local(cell) in ("table-cell", "covered-table-cell")]


def _span(cell: _Element, direction: str) -> int:
    return max(1, _whole(attribute(cell, f"number-{direction}-spanned"), 1))


def _whole(value: str, default: int) -> int:
    return int(value) if value.isdigit() and len(value) < 10 else default


def _squeezed(text: str | None) -> str:
    """White space as OpenDocument counts it: line ends and runs of spaces are one space."""
    if not text:
        return ""
    words = " ".join(text.split(" ")).replace("\n", " ").replace("\t", " ").replace("\r", " ")
    while "  " in words:
        words = words.replace("  ", " ")
    return words
