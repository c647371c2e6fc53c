"""Blocks of a document as lines: what the eye sees when it looks for who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpora.layout.vocabulary import vocabulary
from corpora.readers import WRAPPED_FORMATS
from corpora.records import Block, BlockKind

# "x-⏎y": a word cut at the end of a line; "in- en uitvoer" is not
_CUT_WORD = re.compile(r"(?<=[^\W\d_])-\n(?!(?:en|of|tot)\b)(?=[^\W\d_A-Z])")
_BULLET = re.compile(r"^\s*(?:[-–•*·▪◦‣+]|\d{1,2}[.)]|\d{1,3}(?=\t))\s+(?=[^\s-])(?!.*\s?--\s*$)")
_TYPED_BULLET = re.compile(r"^\s*[-•*▪◦]\s+(?=[^\s-])")
_STAMP = re.compile(
    r"^\s*\[?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?\s*(?:-->|[–-])\s*\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?\]?\s*"
)
_SECONDS = re.compile(r"^\s*[\[(]\d{1,6}(?:[.,]\d{1,3})?\s?s?\s*(?:-->|[–-])\s*\d{1,6}(?:[.,]\d{1,3})?\s?s?[\])]:?\s*")
_RULED = re.compile(
    r"^\s*([-=*_~])\1+\s*(?P<text>[^\W_](?:[^\s]*\s){0,7}?[^\s]*[\w)?!.])\s*\1{2,}\s*$"
)  # "--- eigen gedachten ---"
_STARRED = re.compile(
    r"^\s*(?:\*{3,}|={3,}|#{2,})\s*(?P<text>[^\W_](?:\S*\s+){0,11}\S*[\w)])\s*$"
)  # "*** gesprek 1 *** imam, Reeland"
_RULER = re.compile(r"\s*(?:\*{3,}|={3,}|#{2,})\s*")
_ASKS = re.compile(r"[A-ZÀ-Þ][^.?!]*\?$")  # a question, and nothing else
_BREAK = re.compile(r"\s*\n\s*")
_SILENCE_SECONDS = 3.0
_MIN_CAPITALS = 4  # characters
_MAX_CAPITALS = 6  # words; a longer line in capitals is a sentence that somebody shouts
_LINE_NUMBER = re.compile(r"^\s*(?P<number>\d{1,4})\s+(?=\S)")
_MIN_NUMBERED, _MOST_NUMBERED = 5, 0.7
_RULED_LEVEL = 2
_MIN_WIDTH = 60  # characters; nobody breaks off lines shorter than that
_FULL = 0.8
_SPACES = re.compile(r"[ \t\u00a0]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the file shows it."""

    text: str
    kind: BlockKind
    place: str
    level: int = 0
    speaker: str = ""
    emphasis: str = ""
    seconds: float | None = None
    indent: int = 0
    starts: bool = True  # begins a paragraph; otherwise the sentence may run on from the line before

    @property
    def stands_out(self) -> bool:
        """A heading, or a line set apart as a whole."""
        return self.kind == "heading" or (bool(self.emphasis) and self.emphasis.strip() == self.text.strip())


def to_lines(blocks: Iterable[Block], *, document_format: str) -> list[Line]:
    """Lines in reading order; blank blocks only show in `starts`."""
    wrapped = document_format in WRAPPED_FORMATS
    numbered = _without_numbers(blocks := list(blocks))
    blocks, wrapped = numbered or blocks, wrapped or bool(numbered)
    lines: list[Line] = []
    after_blank = True
    ended: float | None = None
    hanging = wrapped and _points_hang(blocks)
    levels = _bullet_levels(blocks) if wrapped else {}
    for block in blocks:
        if not block.text.strip():
            after_blank = True
            continue
        runs_on = not after_blank and bool(lines) and _may_run_on(lines[-1], block, ended, wrapped=wrapped)
        runs_on = runs_on and not (hanging and _is_outdented(lines[-1], block)) and not _is_below_who(lines, block)
        for line in _of_block(block, starts=not runs_on, wrapped=wrapped, levels=levels):
            if wrapped and lines and _is_cut_label(lines[-1], line):
                lines[-1] = _whole_label(lines[-1], line)
            else:
                lines.append(line)
        after_blank, ended = False, block.end_seconds
    return lines


def each_begins(lines: Sequence[Line]) -> list[Line]:
    """The lines of a typed text, each beginning anew where nobody broke them off at a margin: the next word would have fitted."""
    width = max((line.indent + len(line.text) for line in lines), default=0)
    pairs = [(before, line) for before, line in pairwise(lines) if not line.starts and line.kind == "paragraph"]
    full = sum(
        before.indent + len(before.text) + 1 + len(line.text.split()[0]) > _FULL * width for before, line in pairs
    )
    wrapped = width >= _MIN_WIDTH and 4 * full >= len(pairs)
    return list(lines) if wrapped else [replace(line, starts=line.starts or line.text[0] != ">") for line in lines]


def _without_numbers(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a text of which every line was numbered, without the numbers; empty when they have none."""
    filled = [block for block in blocks if block.text.strip() and block.kind == "paragraph"]
    matches = [_LINE_NUMBER.match(block.text) for block in filled]
    numbers = [int(match["number"]) for match in matches if match]
    steps = [later - before for before, later in pairwise(numbers)]
    apart = all("\t" in match.group() for match in matches if match)  # a column of numbers may skip some
    counts = all(step > 0 if apart else step == 1 for step in steps)
    if len(numbers) < _MIN_NUMBERED or len(numbers) < _MOST_NUMBERED * len(filled) or not counts:
        return []
    return [replace(block, text=_LINE_NUMBER.sub("", block.text)) for block in blocks]


def join(texts: Iterable[str]) -> str:
    """Lines of one sentence as running text: line breaks and words cut by them mended, spaces single."""
    text = "\n".join(text.strip() for text in texts)
    return _SPACES.sub(" ", _BREAK.sub(" ", _CUT_WORD.sub("", text))).strip()


def _is_cut_label(before: Line, line: Line) -> bool:
    """A line in bold that ends with a comma goes on in the next one: "Ada Bos, bewoner," above "Reeland"."""
    both = before.stands_out and line.stands_out and before.kind == line.kind == "paragraph"
    return both and not line.starts and before.text.endswith(",")


def _whole_label(before: Line, line: Line) -> Line:
    text = join([before.text, line.text])
    return replace(before, text=text, emphasis=text)


def _may_run_on(before: Line, block: Block, ended: float | None, *, wrapped: bool) -> bool:
    if not re.search(r"\w", before.text):
        return False  # a ruler
    if block.kind == "cue":
        # captions cut a sentence anywhere; a silence or a stop ends it
        silence = (block.start_seconds or 0.0) - ended if ended is not None else 0.0
        same = before.kind == "cue" and before.speaker == block.speaker
        return same and silence < _SILENCE_SECONDS and not before.text.endswith((".", "?", "!"))
    whole = bool(block.emphasis) and block.emphasis.strip() == block.text.strip()
    ended = before.text.endswith((".", "?", "!")) and (not whole or bool(_ASKS.match(block.text)))
    set_apart = ended if before.stands_out else whole
    # "3347" may end a line and "VX" begin the next
    ended_there = before.kind == "item" or before.text.endswith((".", "?", "!"))
    short = len(block.text.split()) <= _MAX_CAPITALS and len(block.text) >= _MIN_CAPITALS
    capitals = ended_there and short and block.text.isupper() and not before.text.isupper()
    capitals = capitals or (_heads_in_capitals(before) and not block.text.isupper())
    return wrapped and block.kind == "paragraph" and before.kind != "heading" and not (set_apart or capitals)


def _heads_in_capitals(line: Line) -> bool:
    """A few words in capitals at the start of a paragraph, where nothing else sets a heading apart."""
    text, alone = line.text, line.starts and not line.emphasis
    return alone and text.isupper() and len(text) >= _MIN_CAPITALS and len(text.split()) <= _MAX_CAPITALS


def _points_hang(blocks: Sequence[Block]) -> bool:
    """Whether lines that go on in a point of a list stand further in than its bullet."""
    pairs = [(a.text, b.text) for a, b in pairwise(blocks) if b.text.strip() and not _BULLET.match(b.text)]
    below = [_indent(b) > _indent(a) for a, b in pairs if _BULLET.match(a)]
    return sum(below) > 1 and 2 * sum(below) > len(below)


def _is_below_who(lines: Sequence[Line], block: Block) -> bool:
    """Right below a heading stands who it was, without a stop: what follows with a capital is another paragraph."""
    if len(lines) < 2 or lines[-2].kind != "heading" or not lines[-1].stands_out:
        return False
    who = lines[-1].text
    told = who[-1].isalnum() and len(who.split()) <= _MAX_CAPITALS and vocabulary().group_of(who)
    return bool(told) and block.text.lstrip()[:1].isupper()


def _is_outdented(before: Line, block: Block) -> bool:
    """Below a point, and no further in than its bullet: what stands there is not part of it."""
    return (before.kind == "item" or before.indent > 0) and _indent(block.text) == 0


def _bullet_levels(blocks: Sequence[Block]) -> dict[str, int]:
    """How deep points with each bullet are, where a list uses two and one of them always has the other below it."""
    bullets = [match.group().strip() for block in blocks if (match := _BULLET.match(block.text))]
    single = {one for one in bullets if len(one) == 1 and bullets.count(one) > 1}
    single -= {one for one, below in pairwise(bullets) if one == below}
    if len({*bullets}) != 2 or len(single) != 1:
        return {}
    return {bullet: 1 if bullet in single else 2 for bullet in bullets}


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _stamped(block: Block, text: str, *, starts: bool) -> Line:
    """A caption typed as text: "[00:00:04.000 --> 00:00:09.500]  en dan"."""
    return Line(text=text or " ", kind="cue", place=block.place, starts=starts)


def _of_block(block: Block, *, starts: bool, wrapped: bool, levels: Mapping[str, int]) -> Iterator[Line]:
    emphasis = block.emphasis.split("\n")[0]
    for number, text in enumerate(block.text.split("\n")):
        if stamp := _STAMP.match(text) or _SECONDS.match(text):
            yield _stamped(block, text[stamp.end() :].strip(), starts=starts)
            continue
        if not text.strip():
            continue
        if block.kind == "paragraph" and (ruled := _RULED.match(text) or _STARRED.match(text)):
            yield Line(_RULER.sub(" ", ruled["text"]).strip(), "heading", block.place, level=_RULED_LEVEL)
            continue
        bullet = (_BULLET if wrapped else _TYPED_BULLET).match(text) if block.kind == "paragraph" else None
        yield Line(
            text=text[bullet.end() :].strip() if bullet else text.strip(),
            kind="item" if bullet else block.kind,
            place=block.place,
            level=block.level or (levels.get(bullet.group().strip(), 0) if bullet else 0),
            speaker=block.speaker,
            emphasis=emphasis.strip() if number == 0 else (text.strip() if block.emphasis == block.text else ""),
            seconds=block.start_seconds,
            indent=_indent(text),
            starts=(starts and number == 0) or bool(bullet),
        )
