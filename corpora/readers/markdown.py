"""Markdown (md): one block per line, with headings, list items, tables and a leading emphasised run recognised."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpora.readers.cleaning import check_amount
from corpora.readers.content import Content
from corpora.readers.limits import Limits
from corpora.readers.plain import line_blocks
from corpora.records import Block, Cell, Table

_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:\s|$)")
_ITEM = re.compile(r"^(\s{0,40})([-*+•]|\d{1,3}[.)])\s(.*)$")
_QUOTE = re.compile(r"^ {0,3}(?:> ?)+")
_CALLOUT = re.compile(r"^ {0,3}(?:> ?)+\[!\w+\][+-]?\s*")  # "> [!quote] Title" in a note
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)")
# every repeat is bounded: a page of nothing but stars must not take an afternoon
_EMPHASIS = re.compile(r"^(\*\*\*|___|\*\*|__|\*|_)(?=\S)(.{1,300}?)(?<=\S)\1(?!\w)")
_COMMENT = re.compile(r"<!--(?:(?!-->).)*-->", re.DOTALL)
_IMAGE = re.compile(r"!\[([^\[\]]{0,300})\]\([^()]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]]{1,300})\]\([^()]{0,2000}(?:\([^()]{0,200}\)[^()]{0,200})?\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)?[^\s<>]{1,300}[@/.][^\s<>]{1,300})>")
_MARKUP = (  # opening and closing mark around something; a lone star or underscore is text
    re.compile(r"\*\*(?=\S)(.{1,300}?)(?<=\S)\*\*"),
    re.compile(r"(?<!\w)__(?=\S)(.{1,300}?)(?<=\S)__(?!\w)"),
    re.compile(r"(?<![\w*])\*(?=[^\s*])(.{1,300}?)(?<=[^\s*])\*(?![\w*])"),
    re.compile(r"(?<!\w)_(?=\S)(.{1,300}?)(?<=\S)_(?!\w)"),
    re.compile(r"~~(?=\S)(.{1,300}?)(?<=\S)~~"),
    re.compile(r"`([^`]{1,300})`"),
)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")


def read_markdown(data: bytes, *, limits: Limits) -> Content:
    """Blocks and tables of a Markdown text in UTF-8, without its marks; comments between `<!-- -->` are left out and counted."""
    text = data.decode("utf-8", "replace")
    check_amount(len(text), text.count("\n"), limits=limits)
    text, n_comments = _COMMENT.subn(lambda match: "\n" * match[0].count("\n"), text)
    lines = _without_front_matter(line_blocks(text))
    return Content(blocks=tuple(_blocks(lines)), left_out=(("opmerkingen", n_comments),) if n_comments else ())


def plain(text: str) -> str:
    """Text of one line without Markdown marks."""
    text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", text))
    text = _AUTOLINK.sub(r"\1", text)
    for pattern in _MARKUP:
        text = pattern.sub(r"\1", text)
    return _ESCAPE.sub(r"\1", text)


def _without_front_matter(lines: list[Block]) -> list[Block]:
    """YAML between `---` at the very top: the marks go, the lines stay (they may hold date and wijk)."""
    if not lines or lines[0].text != "---":
        return lines
    end = next((n for n, line in enumerate(lines[1:60], start=1) if line.text in ("---", "...")), 0)
    return [*lines[1:end], *lines[end + 1 :]] if end else lines


def _blocks(lines: list[Block]) -> Iterator[Block | Table]:
    position = 0
    while position < len(lines):
        if _starts_table(lines, position):
            end = position + 2
            while end < len(lines) and "|" in lines[end].text:
                end += 1
            yield _table([lines[position], *lines[position + 2 : end]])
            position = end
        elif _is_underlined(lines, position):
            level = 1 if lines[position + 1].text.strip().startswith("=") else 2
            yield _heading(lines[position], lines[position].text, level)
            position += 2
        elif callout := _CALLOUT.match(lines[position].text):
            end = position + 1
            while end < len(lines) and _QUOTE.match(lines[end].text) and not _CALLOUT.match(lines[end].text):
                end += 1
            yield _callout(lines[position:end], lines[position].text[callout.end() :])
            position = end
        else:
            yield from _line(lines[position])
            position += 1


def _line(line: Block) -> Iterator[Block]:
    if _FENCE.match(line.text):
        return
    text = _QUOTE.sub("", line.text)
    heading, item = _HEADING.match(text), _ITEM.match(text)
    if _is_rule(text):
        yield _marked(line, "")
    elif heading:
        yield _heading(line, text[heading.end() :].strip().rstrip("#"), len(heading[1]))
    elif item:
        depth = 1 + len(item[1].expandtabs(4)) // 2 if item[1] else 1
        yield _marked(line, item[3].lstrip(), kind="item", level=depth)
    else:
        yield _marked(line, text)


def _callout(lines: list[Block], title: str) -> Block:
    """A quotation set apart with a title, as one point: the title is whose it is."""
    words = " ".join(plain(_QUOTE.sub("", line.text)).strip() for line in lines[1:]).strip()
    label = f"{plain(title).strip()}:" if title.strip() else ""
    return Block(kind="item", text=f"{label} {words}".strip(), place=lines[0].place, level=1, emphasis=label)


def _heading(line: Block, text: str, level: int) -> Block:
    return Block(kind="heading", text=plain(text.strip()), place=line.place, level=level)


def _marked(line: Block, raw: str, *, kind: str = "paragraph", level: int = 0) -> Block:
    text, leading = plain(raw), _EMPHASIS.match(raw.lstrip())
    emphasis = plain(leading[2]) if leading else ""
    text = text.lstrip() if emphasis else text
    emphasis = emphasis if text.startswith(emphasis) else ""
    return Block(
        kind="item" if kind == "item" else "paragraph", text=text, place=line.place, level=level, emphasis=emphasis
    )


def _starts_table(lines: list[Block], position: int) -> bool:
    if position + 1 >= len(lines) or "|" not in lines[position].text:
        return False
    rule = lines[position + 1].text
    return "|" in rule and "-" in rule and set(rule) <= set("|:- \t")


def _is_underlined(lines: list[Block], position: int) -> bool:
    if position + 1 >= len(lines) or not lines[position].text.strip():
        return False
    text, line = lines[position].text, lines[position + 1].text.strip()
    if not line or set(line) not in ({"="}, {"-"}):
        return False
    return not (_ITEM.match(text) or _HEADING.match(text) or _is_rule(text) or _QUOTE.match(text))


def _is_rule(text: str) -> bool:
    """A line across the page: three or more of one sign and nothing else."""
    signs = text.replace(" ", "").replace("\t", "")
    return len(signs) >= 3 and set(signs) in ({"-"}, {"*"}, {"_"})


def _table(rows: list[Block]) -> Table:
    cells = [
        Cell(text=plain(text.strip()).replace("<br>", "\n"), row=row, column=column)
        for row, line in enumerate(rows, start=1)
        for column, text in enumerate(_split_row(line.text), start=1)
    ]
    return Table(name="", cells=tuple(cell for cell in cells if cell.text), place=rows[0].place)


def _split_row(text: str) -> list[str]:
    text = text.strip()
    text = text.removeprefix("|")
    text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
    return re.split(r"(?<!\\)\|", text)
