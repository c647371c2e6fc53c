"""Clean the text of a file once, at the door: nothing later meets a NUL, half a character or an invisible mark."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from corpora.errors import NothingReadError, UnsafeFileError
from corpora.readers.content import Content
from corpora.readers.limits import Limits, dutch_number
from corpora.records import Block, Table

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile("[\u00a0\u2007\u202f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_SOFT_HYPHEN = "\u00ad"
# controls, zero-width characters, direction marks, interlinear marks and non-characters
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]"
)

# UTF-8 read as cp1252: only the pairs that no Dutch text holds by itself
_CONTINUATION = "\x80-\xbf" + re.escape(bytes(range(0x80, 0xA0)).decode("cp1252", errors="ignore"))
_MANGLED = re.compile(
    f"[ÂÃ][{_CONTINUATION}]|â[€\x80][{_CONTINUATION}]|â[‚\x82]¬|â[„\x84]¢|ð[Ÿ\x9f][{_CONTINUATION}]{{2}}"
)
_ALSO_MANGLED = re.compile(f"[ÄÅ][{_CONTINUATION}]")  # certain only beside the others
_REPAIRED = "Verminkte letters (zoals bij een verkeerde import) zijn hersteld; controleer letters met een accent."


def clean_text(text: str) -> str:
    """Text without invisible characters; line ends `\\n`, spaces ordinary. Doing it twice changes nothing."""
    text = _SPACES.sub(" ", _LINE_ENDS.sub("\n", text).replace(_SOFT_HYPHEN, ""))
    return _SURROGATES.sub("�", _INVISIBLE.sub("", text))


def clean_content(content: Content, *, limits: Limits) -> Content:
    """The same content with clean texts, single blank blocks, and a word on what was mended.

    Raises:
        NothingReadError: no text remains.
        UnsafeFileError: more text than the limits allow.
    """
    content = _repair(content)
    invisible = sum(len(_INVISIBLE.findall(text)) for text in _texts(content))
    blocks = _single_blanks(_clean_blocks(content.blocks))
    if not any(_has_text(block) for block in blocks):
        raise NothingReadError("er staat geen tekst in.", cure="Controleer of dit het goede bestand is.")
    cleaned = replace(content, blocks=tuple(blocks), left_out=_with(content.left_out, "onzichtbare tekens", invisible))
    _check_blocks(cleaned, limits=limits)
    return cleaned


def _texts(content: Content) -> Iterable[str]:
    for block in content.blocks:
        if isinstance(block, Table):
            yield from (cell.text for cell in block.cells)
        else:
            yield block.text


def _clean_blocks(blocks: Iterable[Block | Table]) -> Iterable[Block | Table]:
    for block in blocks:
        if isinstance(block, Table):
            cells = (replace(cell, text=clean_text(cell.text).strip()) for cell in block.cells)
            kept = tuple(cell for cell in cells if cell.text)
            yield replace(block, name=clean_text(block.name), place=clean_text(block.place), cells=kept)
        else:
            yield _clean_block(block)


def _clean_block(block: Block) -> Block:
    text = clean_text(block.text).rstrip().lstrip("\n")
    emphasis = clean_text(block.emphasis).rstrip().lstrip("\n")
    emphasis = emphasis if text.startswith(emphasis) else ""
    return replace(block, text=text, emphasis=emphasis, speaker=clean_text(block.speaker).strip())


def _single_blanks(blocks: Iterable[Block | Table]) -> list[Block | Table]:
    kept: list[Block | Table] = []
    for block in blocks:
        if isinstance(block, Block) and not block.text:
            if not kept or _is_blank(kept[-1]):
                continue
            block = Block(kind="paragraph", text="", place=block.place)
        elif isinstance(block, Table) and not block.cells:
            continue
        kept.append(block)
    while kept and _is_blank(kept[-1]):
        kept.pop()
    return kept


def _is_blank(block: Block | Table) -> bool:
    return isinstance(block, Block) and not block.text


def _has_text(block: Block | Table) -> bool:
    return isinstance(block, Table) or (bool(block.text) and block.kind not in ("header", "footer"))


def check_amount(n_characters: int, n_lines: int, *, limits: Limits) -> None:
    """Refuse more text than the limits allow, before or after it is taken apart."""
    if n_characters > limits.max_characters or n_lines > limits.max_lines:
        raise UnsafeFileError("er staat te veel tekst in.", cure="Verdeel het over kleinere bestanden.")


def _check_blocks(content: Content, *, limits: Limits) -> None:
    check_amount(sum(len(text) for text in _texts(content)), len(content.blocks), limits=limits)
    for block in content.blocks:
        if _longest(block) > limits.max_block_characters:
            reason = f"één stuk tekst is langer dan {dutch_number(limits.max_block_characters)} tekens."
            raise UnsafeFileError(reason, place=block.place, cure="Verdeel de tekst in alinea's.")


def _longest(block: Block | Table) -> int:
    return max((len(cell.text) for cell in block.cells), default=0) if isinstance(block, Table) else len(block.text)


def _with(counts: tuple[tuple[str, int], ...], name: str, count: int) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((*counts, (name, count)))) if count else counts


# --- letters mangled by reading UTF-8 as cp1252 --------------------------------------------------


def _repair(content: Content) -> Content:
    if not any(_MANGLED.search(text) for text in _texts(content)):
        return content
    blocks = tuple(_repair_block(block) for block in content.blocks)
    return replace(content, blocks=blocks, warnings=(*content.warnings, _REPAIRED))


def _repair_block(block: Block | Table) -> Block | Table:
    if isinstance(block, Table):
        return replace(block, cells=tuple(replace(cell, text=_unmangle(cell.text)) for cell in block.cells))
    return replace(
        block, text=_unmangle(block.text), emphasis=_unmangle(block.emphasis), speaker=_unmangle(block.speaker)
    )


def _unmangle(text: str) -> str:
    return _ALSO_MANGLED.sub(_again, _MANGLED.sub(_again, text))


def _again(match: re.Match[str]) -> str:
    raw = b"".join(c.encode("cp1252", errors="ignore") or bytes([ord(c)]) for c in match[0])
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return match[0]
