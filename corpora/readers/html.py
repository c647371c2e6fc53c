"""Web pages (html): what a visitor reads, in blocks; menus, scripts and hidden parts stay out.

Character set: https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from corpora.errors import UnsafeFileError
from corpora.readers.content import Content, Runs, counted
from corpora.readers.encoding import decode
from corpora.readers.html_table import read_table
from corpora.readers.limits import Limits
from corpora.readers.xmltree import local
from corpora.records import Block, BlockKind, Table

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHARSET = re.compile(rb"<(?:meta\b[^>]*|\?xml[^>]*)(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_DROPPED = frozenset(
    ["script", "style", "template", "noscript", "nav", "head", "meta", "link", "svg", "canvas", "iframe", "object", "audio", "video", "button", "input", "select", "option", "datalist", "map", "menu", "dialog"]
)  # fmt: skip
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_STRONG = frozenset({"b", "strong", "i", "em", "u", "dt", "cite"})
_LABELS = frozenset({"span", "time", "small", "label", "data"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_REPLY = re.compile(r"^(comment|reactie|reply|antwoord|bericht|message|post)$", re.IGNORECASE)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR = re.compile(r"\b\d{4}\b")
_HIDDEN_STYLE = re.compile(r"(display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def read_html(data: bytes, *, limits: Limits) -> Content:
    """Title as header, main text in reading order; what stands outside `<main>` is header or footer.

    Raises:
        UnsafeFileError: elements nested so deep that text would be lost.
    """
    from lxml import etree

    declared = _CHARSET.search(data[:4096])
    decoded = decode(data, declared=declared[1].decode("ascii") if declared else "")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(decoded.text.replace("\x00", "").encode("utf-8", "replace"), parser)
    if any("depth" in error.message for error in parser.error_log):
        raise UnsafeFileError("onderdelen zijn te diep genest.", cure="Sla de pagina op als tekst of pdf.")
    walk = HtmlWalk(limits=limits)
    if root is not None:
        walk.page(root)
    return Content(
        blocks=tuple(walk.blocks), encoding=decoded.encoding, left_out=counted(walk.counts), warnings=decoded.warnings
    )


class HtmlWalk:
    """Blocks so far, and where in the page the walk is."""

    def __init__(self, *, limits: Limits) -> None:
        self.blocks: list[Block | Table] = []
        self.counts: Counter[str] = Counter()
        self.limits = limits
        self._runs = Runs()
        self._kind: BlockKind = "paragraph"
        self._level = self._replies = self._lists = self._n = 0
        self._margin: BlockKind | None = None  # header or footer while outside the main text

    def page(self, root: _Element) -> None:
        """The whole page."""
        title = next((t.text or "" for t in root.iterfind("head/title")), "")
        self.blocks += [Block(kind="header", text=_tidy(title), place="titel")] if title.strip() else []
        body = root.find("body")
        main = next(
            (e for e in root.iter("main", "div", "section") if local(e) == "main" or e.get("role") == "main"), None
        )
        self._margin = None if main is None else "header"
        self._main = main
        self.container(root if body is None else body)
        self.flush()

    def container(self, element: _Element) -> None:
        """Text and elements inside, in order; loose text between blocks is a paragraph."""
        self._text(element.text)
        for child in element:
            self._element(child)
            self._text(child.tail)

    def flush(self) -> None:
        """End the block at hand."""
        runs, self._runs = self._runs, Runs()
        text, emphasis = _tidy(runs.text), _tidy(runs.emphasis)
        if text:
            self._n += 1
            kind = self._margin or self._kind
            level = 0 if self._margin else self._level or self._lists or self._replies
            emphasis = "" if kind == "heading" else emphasis
            self.blocks.append(Block(kind, text, f"alinea {self._n}", level=level, emphasis=emphasis))

    # --- elements ---

    def _element(self, element: _Element) -> None:
        name = local(element)
        if not name or self._dropped(element, name):
            return
        if name == "br":
            self._runs.add("\n")
        elif name == "img":
            self.counts["afbeeldingen"] += 1
        elif name in _INLINE:
            self._inline(element, name)
        else:
            self.flush()
            self._block(element, name)
            self.flush()

    def _dropped(self, element: _Element, name: str) -> bool:
        if name == "del":
            self.counts["verwijderde tekst"] += 1
        elif element.get("hidden") is not None or _HIDDEN_STYLE.search(element.get("style", "")):
            self.counts["verborgen tekst"] += 1
        elif name not in _DROPPED and element.get("aria-hidden") != "true" and element.get("role") != "navigation":
            return False
        return True

    def _block(self, element: _Element, name: str) -> None:
        if name in _HEADINGS:
            self._as(element, kind="heading", level=_HEADINGS[name])
        elif name == "table":
            self._table(element)
        elif name in ("ul", "ol") and not _is_thread(element):
            self._lists += 1
            self.container(element)
            self._lists -= 1
        elif name == "li" and self._lists:
            self._as(element, kind="item", level=0)
        elif name == "hr":
            self._blank()
        elif element is self._main_element():
            self._margin = None
            self.container(element)
            self.flush()
            self._margin = "footer"
        elif name in ("header", "footer") and not self._replies:
            self._in_margin(element, "header" if name == "header" else "footer")
        elif name in ("article", "blockquote") or _is_reply(element):
            self._reply(element)
        elif name == "pre":
            self._preformatted(element)
        else:
            self._paragraph(element, name)

    def _main_element(self) -> _Element | None:
        return getattr(self, "_main", None)

    def _as(self, element: _Element, *, kind: BlockKind, level: int) -> None:
        before = self._kind, self._level
        self._kind, self._level = kind, level
        self._marked(element) if kind == "heading" else self.container(element)
        self.flush()
        self._kind, self._level = before

    def _in_margin(self, element: _Element, kind: BlockKind) -> None:
        outer, self._margin = self._margin, self._margin or kind
        self.container(element)
        self.flush()
        self._margin = outer

    def _reply(self, element: _Element) -> None:
        """An article, comment or quotation: set apart by blanks, one level deeper."""
        lists, self._lists = self._lists, 0
        kind, self._kind = self._kind, "paragraph"
        self._replies += 1
        self._blank()
        self.container(element)
        self.flush()
        self._blank()
        self._replies -= 1
        self._lists, self._kind = lists, kind

    def _paragraph(self, element: _Element, name: str) -> None:
        if name == "dt":
            self._inline(element, name)
        elif _only_labels(element):
            self._marked(element)
        else:
            self.container(element)

    def _preformatted(self, element: _Element) -> None:
        for line in "".join(str(text) for text in element.itertext()).split("\n"):
            self._runs.add(line)
            self.flush()

    def _blank(self) -> None:
        self.blocks.append(Block(kind="paragraph", text="", place=f"alinea {self._n}"))

    def _table(self, table: _Element) -> None:
        if _arranges(table):
            self.container(table)
            return
        cells = read_table(table, self._cell_text, limits=self.limits)
        self._n += 1
        place = f"alinea {self._n}"
        if len(cells) == 1:
            lines = cells[0].text.split("\n")
            self.blocks += [Block("paragraph", line, place, level=self._replies) for line in lines]
        else:
            self.blocks.append(Table(name="", cells=tuple(cells), place=place))

    def _cell_text(self, cell: _Element) -> str:
        inner = HtmlWalk(limits=self.limits)
        inner.container(cell)
        inner.flush()
        self.counts.update(inner.counts)
        return "\n".join(block.text for block in inner.blocks if isinstance(block, Block)).strip("\n")

    # --- text ---

    def _text(self, text: str | None, *, strong: bool = False) -> None:
        if text:
            self._runs.add(re.sub(r"[ \t\r\n\f]+", " ", text), strong=strong)

    def _inline(self, element: _Element, name: str, *, strong: bool = False) -> None:
        strong = strong or name in _STRONG
        if name == "time":
            self._text(_date_or_text(element), strong=strong)
            return
        self._text("“" if name == "q" else "", strong=strong)
        self._text(element.text, strong=strong)
        for child in element:
            inner = local(child)
            if inner in _INLINE and not self._dropped(child, inner):
                self._inline(child, inner, strong=strong)
            else:
                self._element(child)
            self._text(child.tail, strong=strong)
        self._text("”" if name == "q" else "", strong=strong)

    def _marked(self, element: _Element) -> None:
        """A heading or author line: its labels set apart by tabs, as the page sets them apart by colour or place."""
        self._text(element.text)
        for child in element:
            is_label = local(child) in _LABELS
            self._runs.add("\t" if is_label else "")
            self._element(child)
            self._runs.add("\t" if is_label else "")
            self._text(child.tail)


def _tidy(text: str) -> str:
    text = re.sub(r" *\t[ \t]*", "\t", text)
    return re.sub(r"[ \t]*\n[ \t]*", "\n", re.sub(r" {2,}", " ", text)).strip()


def _date_or_text(element: _Element) -> str:
    text = "".join(str(part) for part in element.itertext())
    date = _ISO_DATE.match(element.get("datetime", ""))
    return date[0] if date and not _YEAR.search(text) else text


def _is_reply(element: _Element) -> bool:
    return any(_REPLY.match(word) for word in element.get("class", "").split())


def _arranges(table: _Element) -> bool:
    """A table that only arranges the page: it holds another one, headings, or several paragraphs in one cell."""
    if table.get("role") == "presentation" or next(table.iterdescendants("table", *_HEADINGS), None) is not None:
        return True
    headed = next(table.iterdescendants("th"), None) is not None
    return not headed and any(len(cell.findall("p")) > 1 for cell in table.iterdescendants("td"))


def _is_thread(element: _Element) -> bool:
    """A list whose items are comments, not bullets."""
    return any(_is_reply(item) or item.find("article") is not None for item in element.iterfind("li"))


def _only_labels(element: _Element) -> bool:
    """A short line of nothing but labels: author, role, place, date."""
    children = [local(child) for child in element]
    loose = "".join([element.text or "", *(child.tail or "" for child in element)])
    return (
        sum(name in _LABELS for name in children) >= 2
        and all(name in _INLINE for name in children)
        and not re.search(r"\w", loose)
    )
