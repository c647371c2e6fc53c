"""Word (docx): a walk over the document part, because python-docx loses inserted text, content controls and text boxes.

Tracked changes count as accepted. Deleted and hidden text, comments and notes stay out, counted.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from corpora.errors import ReadError
from corpora.readers.checks import DAMAGED, SAVE_AGAIN, open_package, read_member
from corpora.readers.content import Content, Runs, counted
from corpora.readers.docx_styles import Styles, is_strong, list_level, outline_level, switch
from corpora.readers.limits import Limits
from corpora.readers.xmltree import attribute, local, parse_xml
from corpora.records import Block, BlockKind, Cell, Table

if TYPE_CHECKING:
    from lxml.etree import _Element

_MACROS = "Er zitten macro's in het bestand; die zijn niet uitgevoerd, alleen de tekst is gelezen."
_SKIPPED = {"delText": "", "instrText": "", "footnoteReference": "voetnoten", "endnoteReference": "voetnoten"}
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_DELETED = ("del", "moveFrom")


def read_docx(data: bytes, *, limits: Limits) -> Content:
    """Headers, body in reading order with text boxes after the paragraph that holds them, footers."""
    package = open_package(data, limits=limits)
    names = package.namelist()
    main = _main_part(package, names, limits=limits)
    folder = main.rpartition("/")[0]
    styles = Styles(_part(package, f"{folder}/styles.xml", limits=limits))
    walk = _Walk(styles)
    for kind in ("header", "footer"):
        walk.margin(
            kind, [_part(package, n, limits=limits) for n in sorted(names) if re.match(rf"{folder}/{kind}\d*\.xml$", n)]
        )
    root = parse_xml(read_member(package, main, limits=limits))
    body = root.find("{*}body")
    walk.container(root if body is None else body)
    comments = _part(package, f"{folder}/comments.xml", limits=limits)
    walk.counts["opmerkingen"] = 0 if comments is None else len(comments.findall("{*}comment"))
    macros = any(name.endswith("vbaProject.bin") for name in names)
    blocks = (*walk.margins["header"], *walk.blocks, *walk.margins["footer"])
    return Content(blocks=blocks, left_out=counted(walk.counts), warnings=(_MACROS,) if macros else ())


def _main_part(package: zipfile.ZipFile, names: list[str], *, limits: Limits) -> str:
    """Name of the document part; SharePoint sometimes calls it `word/document2.xml`."""
    if "word/document.xml" in names:
        return "word/document.xml"
    relations = _part(package, "_rels/.rels", limits=limits)
    for relation in relations if relations is not None else ():
        target = attribute(relation, "Target").lstrip("/")
        if attribute(relation, "Type").endswith("/officeDocument") and target in names:
            return target
    raise ReadError(DAMAGED, cure=SAVE_AGAIN)


def _part(package: zipfile.ZipFile, name: str, *, limits: Limits) -> _Element | None:
    return parse_xml(read_member(package, name, limits=limits)) if name in package.namelist() else None


class _Walk:
    """Blocks so far, and what was left out."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.blocks: list[Block | Table] = []
        self.margins: dict[str, list[Block]] = {"header": [], "footer": []}
        self.counts: Counter[str] = Counter()
        self._paragraphs = self._tables = self._boxes = 0
        self._open: Runs | None = None  # paragraph whose end mark was deleted: it runs on in the next
        self._pending: list[_Element] = []  # text boxes met inside the paragraph or table at hand

    # --- containers ---

    def margin(self, kind: BlockKind, parts: list[_Element | None]) -> None:
        """Text of headers or footers, each different paragraph once."""
        inner = _Walk(self.styles)
        for part in parts:
            if part is not None:
                inner.container(part)
        place = "kopregel" if kind == "header" else "voetregel"
        texts = [text for block in inner.blocks for text in _texts(block)]
        self.margins[kind] = [Block(kind=kind, text=text, place=place) for text in dict.fromkeys(texts) if text]
        self.counts.update(inner.counts)

    def container(self, element: _Element) -> None:
        """Paragraphs and tables of a body, cell, text box or content control, in order."""
        for child in element:
            name = local(child)
            if name == "p":
                self._paragraph(child)
            elif name == "tbl":
                self._table(child)
            elif name in _DELETED:
                self.counts["verwijderde tekst"] += 1
            elif name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
                self.container(child)
            elif name == "AlternateContent":
                self.container(_choice(child))
            elif name == "altChunk":
                self.counts["ingevoegde bestanden"] += 1

    def _boxes_after(self) -> None:
        pending, self._pending = self._pending, []
        for box in pending:
            self._boxes += 1
            before, place = len(self.blocks), f"tekstvak {self._boxes}"
            self.container(box)
            self.blocks[before:] = [replace(block, place=place) for block in self.blocks[before:]]

    # --- paragraphs ---

    def _paragraph(self, element: _Element) -> None:
        properties = element.find("{*}pPr")
        style = self.styles.get(attribute(_child(properties, "pStyle"), "val"))
        if style.contents:
            self.counts["regels van de inhoudsopgave"] += 1
            return
        runs = self._open or Runs()
        self._open = None
        self._inline(element, runs, strong=bool(style.strong), hidden=bool(style.hidden))
        if _child(_child(properties, "rPr"), "del") is not None:
            self._open = runs
            return
        depth = list_level(properties)
        heading = outline_level(properties) or style.heading
        depth = style.list_level if depth is None else depth
        kind: BlockKind = "heading" if heading else "item" if depth else "paragraph"
        self._emit(runs, kind=kind, level=heading or depth)
        self._boxes_after()

    def _emit(self, runs: Runs, *, kind: BlockKind, level: int) -> None:
        text = runs.text
        self._paragraphs += bool(text)
        place = f"alinea {self._paragraphs}"
        if text:
            emphasis = "" if kind == "heading" else runs.emphasis
            self.blocks.append(Block(kind=kind, text=text, place=place, level=level, emphasis=emphasis))
        else:
            self.blocks.append(Block(kind="paragraph", text="", place=place))

    def _inline(self, element: _Element, runs: Runs, *, strong: bool, hidden: bool) -> None:
        """Runs of a paragraph, and of whatever may wrap them: links, insertions, content controls, fields."""
        for child in element:
            name = local(child)
            if name == "r":
                self._run(child, runs, strong=strong, hidden=hidden)
            elif name in _DELETED:
                self.counts["verwijderde tekst"] += 1
            elif name == "t":  # formula
                runs.add(child.text or "")
            elif name not in ("pPr", "rPr", "sdtPr", "rt"):
                self._inline(child, runs, strong=strong, hidden=hidden)

    def _run(self, run: _Element, runs: Runs, *, strong: bool, hidden: bool) -> None:
        properties = run.find("{*}rPr")
        style = self.styles.get(attribute(_child(properties, "rStyle"), "val"))
        hidden = _said(switch(properties, "vanish"), style.hidden, hidden)
        if hidden:
            self.counts["verborgen tekst"] += any(local(child) == "t" for child in run)
            return
        strong = _said(is_strong(properties), style.strong, strong)
        for child in run:
            self._run_child(child, runs, strong=strong)

    def _run_child(self, child: _Element, runs: Runs, *, strong: bool) -> None:
        name = local(child)
        if name == "t":
            runs.add(child.text or "", strong=strong)
        elif name == "br" and attribute(child, "type") in ("page", "column"):
            return
        elif name in _CHARACTERS:
            runs.add(_CHARACTERS[name], strong=strong)
        elif name in _SKIPPED:
            self.counts[_SKIPPED[name]] += bool(_SKIPPED[name])
        elif name == "AlternateContent":
            self._run_children(_choice(child), runs, strong=strong)
        elif name in ("drawing", "pict", "object"):
            boxes = [box for box in child.iter("{*}txbxContent") if _outermost(box, child)]
            self._pending.extend(boxes)
            self.counts["afbeeldingen"] += not boxes
        elif name == "ruby":
            self._inline(child, runs, strong=strong, hidden=False)

    def _run_children(self, element: _Element, runs: Runs, *, strong: bool) -> None:
        for child in element:
            self._run_child(child, runs, strong=strong)

    # --- tables ---

    def _table(self, table: _Element, *, inside: str = "") -> None:
        rows = [row for row in _unwrapped(table, "tr") if not self._is_deleted(row)]
        if len(rows) == 1 and len(cells := list(_unwrapped(rows[0], "tc"))) == 1:
            self.container(cells[0])  # a frame around text
            return
        self._tables += not inside
        place = inside or f"tabel {self._tables}"
        cells_found, nested = _Grid(self).read(rows, place)
        self.blocks.append(Table(name="", cells=tuple(cells_found), place=place))
        self._boxes_after()
        for inner, where in nested:
            self._table(inner, inside=where)

    def _is_deleted(self, row: _Element) -> bool:
        deleted = _child(row.find("{*}trPr"), "del") is not None
        self.counts["verwijderde tekst"] += deleted
        return deleted

    def cell_text(self, cell: _Element) -> tuple[str, list[_Element]]:
        """Text of a cell, a paragraph a line, and the tables standing in it."""
        inner = _Walk(self.styles)
        nested: list[_Element] = []
        inner._table = lambda table, **_: nested.append(table)  # type: ignore[method-assign]
        inner.container(cell)
        self.counts.update(inner.counts)
        return "\n".join(text for block in inner.blocks for text in _texts(block)).strip("\n"), nested


class _Grid:
    """Cells of one table with their spans."""

    def __init__(self, walk: _Walk) -> None:
        self._walk = walk
        self._cells: list[Cell] = []
        self._above: dict[int, int] = {}  # column -> index of the cell that may be continued downwards
        self._nested: list[tuple[_Element, str]] = []

    def read(self, rows: list[_Element], place: str) -> tuple[list[Cell], list[tuple[_Element, str]]]:
        for number, row in enumerate(rows, start=1):
            column = 1 + _number(_child(row.find("{*}trPr"), "gridBefore"), 0)
            for cell in _unwrapped(row, "tc"):
                column += self._cell(cell, number, column, place)
        return self._cells, self._nested

    def _cell(self, cell: _Element, row: int, column: int, place: str) -> int:
        properties = cell.find("{*}tcPr")
        span = max(1, min(_number(_child(properties, "gridSpan"), 1), 1_000))
        merge = _child(properties, "vMerge")
        if merge is not None and attribute(merge, "val", "continue") != "restart" and column in self._above:
            above = self._above[column]
            self._cells[above] = replace(self._cells[above], row_span=row - self._cells[above].row + 1)
            return span
        text, nested = self._walk.cell_text(cell)
        self._above[column] = len(self._cells)
        self._cells.append(Cell(text=text, row=row, column=column, column_span=span))
        self._nested.extend((table, f"{place}, rij {row}, kolom {column}") for table in nested)
        return span


# --- small steps through the tree ----------------------------------------------------------------


def _child(element: _Element | None, name: str) -> _Element | None:
    return None if element is None else element.find(f"{{*}}{name}")


def _choice(alternatives: _Element) -> _Element:
    """Word writes a drawing twice, for new and for old programs; the first form is enough."""
    return alternatives[0] if len(alternatives) else alternatives


def _outermost(box: _Element, drawing: _Element) -> bool:
    parent = box.getparent()
    while parent is not None and parent is not drawing:
        if local(parent) in ("txbxContent", "Fallback"):
            return False
        parent = parent.getparent()
    return True


def _unwrapped(element: _Element, name: str) -> list[_Element]:
    """Children with this name, also those inside content controls."""
    found = []
    for child in element:
        if local(child) == name:
            found.append(child)
        elif local(child) in ("sdt", "sdtContent", "ins", "moveTo", "customXml"):
            found.extend(_unwrapped(child, name))
    return found


def _texts(block: Block | Table) -> list[str]:
    return [cell.text for cell in block.cells] if isinstance(block, Table) else [block.text]


def _number(element: _Element | None, default: int) -> int:
    value = attribute(element, "val")
    return int(value) if value.isdigit() else default


def _said(*values: bool | None) -> bool:
    return next((value for value in values if value is not None), False)
