"""Subtitles (vtt, srt): one block per cue and voice, rolling captions joined.

webvtt-py was tried: it leaves entities in the text and drops a cue with a bad time without a word.
Format: https://www.w3.org/TR/webvtt1/ ; SubRip has no standard, so both are read with one lenient grammar.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpora.readers.content import Content
from corpora.records import Block

_TIME = r"(?:(\d+):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_TIMING = re.compile(rf"^\s*{_TIME}\s*-->\s*{_TIME}")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?(?:[ \t]+([^<>]{0,300}))?>")
_LEADING_EMPHASIS = re.compile(r"^\s*<(b|i|u)(?:\.[^>]*)?>(.*?)</\1>", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<\d[\d:.,]*>|\{\\[^{}]{0,200}\}")
_DASH = re.compile(r"^[-–—‐]\s*(?=\S)(?!.*\s[-–—]\s)")
_NOT_CUES = ("NOTE", "STYLE", "REGION")
_MIN_ROLLING = 2
_MAX_REPEATED_LINES = 6
_ROLLING_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class _Cue:
    lines: tuple[str, ...]  # as in the file, with tags
    start: float | None
    end: float | None


def read_subtitles(text: str) -> Content:
    """Cues in file order; title and NOTE blocks first, as kind `header`. A cue with an impossible time keeps its text."""
    lines = re.split(r"\r\n|\r|\n", text.lstrip("\ufeff"))
    headers, cues = _headers(lines), _unique(list(_cues(lines)))
    bad = sum(1 for cue in cues if cue.start is None or cue.end is None)
    blocks = [block for cue in cues for block in _voices(cue)]
    n_bad = f"{bad} ondertitel had" if bad == 1 else f"{bad} ondertitels hadden"
    warnings = (f"{n_bad} geen geldige tijd; de tekst is wel gelezen.",) if bad else ()
    return Content(blocks=(*headers, *_without_repeats(blocks)), warnings=warnings)


# --- the file: headers and cues ------------------------------------------------------------------


def _headers(lines: list[str]) -> list[Block]:
    """What stands after WEBVTT, and the NOTE blocks: facts about the recording, never what is said."""
    title = re.sub(r"^WEBVTT\s*[-–—:]?\s*", "", lines[0]).strip() if lines and lines[0].startswith("WEBVTT") else ""
    notes = [
        part for part in _parts(lines) if re.match(r"NOTE(\s|$)", part[0]) and not any("-->" in line for line in part)
    ]
    texts = [title, *("\n".join([part[0][4:].strip(), *part[1:]]).strip() for part in notes)]
    places = ["kopregel", *(f"notitie {n}" for n in range(1, len(notes) + 1))]
    return [Block(kind="header", text=text, place=place) for text, place in zip(texts, places, strict=True) if text]


def _parts(lines: list[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            part.append(line)
        elif part:
            yield part
            part = []


def _cues(lines: list[str]) -> Iterator[_Cue]:
    for part in _parts(lines):
        starts = [n for n, line in enumerate(part) if "-->" in line]
        for start, end in zip(starts, [*starts, len(part)][1:], strict=True):
            payload = part[start + 1 : end]
            if end < len(part) and payload and payload[-1].strip().isdigit():
                payload.pop()  # number of the next cue, where the blank line between them is missing
            times = _times(part[start])
            if any(line.strip() for line in payload):
                yield _Cue(tuple(payload), *times)


def _times(line: str) -> tuple[float | None, float | None]:
    match = _TIMING.match(line)
    if not match:
        return None, None
    start, end = _seconds(*match.groups()[:4]), _seconds(*match.groups()[4:])
    return start, end if end >= start else None


def _seconds(hours: str | None, minutes: str, seconds: str, fraction: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(fraction.ljust(3, "0")) / 1000


def _unique(cues: list[_Cue]) -> list[_Cue]:
    return [cue for n, cue in enumerate(cues) if n == 0 or cue != cues[n - 1]]


# --- one cue: voices, dashes, marks --------------------------------------------------------------


def _voices(cue: _Cue) -> Iterator[Block]:
    raw = "\n".join(line.strip() for line in cue.lines)
    pieces = _VOICE.split(raw)  # text, name, text, name, text ...
    for speaker, piece in zip(["", *pieces[1::2]], pieces[0::2], strict=True):
        emphasis = _LEADING_EMPHASIS.match(piece)
        text = _plain(piece)
        label = _plain(emphasis[2]) if emphasis else ""
        for n, part in enumerate(_by_dash(text)):
            yield Block(
                kind="cue",
                text=part,
                place=_clock(cue.start),
                speaker=_plain(speaker or ""),
                emphasis=label if n == 0 and part.startswith(label) else "",
                start_seconds=cue.start,
                end_seconds=cue.end,
            )


def _plain(raw: str) -> str:
    lines = html.unescape(_TAG.sub("", raw)).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def _by_dash(text: str) -> list[str]:
    parts: list[list[str]] = []
    for line in text.split("\n") if text else []:
        if not parts or _DASH.match(line):
            parts.append([])
        parts[-1].append(line)
    return ["\n".join(part) for part in parts]


def _clock(seconds: float | None) -> str:
    if seconds is None:
        return "tijd onbekend"
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


# --- rolling captions ----------------------------------------------------------------------------


def _without_repeats(blocks: list[Block]) -> list[Block]:
    """Blocks without what they repeat of the one before, in files where that happens all the time.

    Live captions roll: each cue shows the last line again, or grows word by word. In other files a
    repeated "ja" is said twice, and stays.
    """
    fresh = [_new_text(before, block) for before, block in zip([None, *blocks], blocks, strict=False)]
    repeats = sum(1 for text, block in zip(fresh, blocks, strict=True) if text != block.text)
    if repeats < max(_MIN_ROLLING, _ROLLING_SHARE * len(blocks)):
        return blocks
    return [
        replace(b, text=text, emphasis="") if text != b.text else b
        for b, text in zip(blocks, fresh, strict=True)
        if text
    ]


def _new_text(before: Block | None, block: Block) -> str:
    if before is None or before.speaker != block.speaker:
        return block.text
    shown, lines = before.text.split("\n"), block.text.split("\n")
    for n in range(min(len(shown), len(lines), _MAX_REPEATED_LINES), 0, -1):
        if shown[-n:] == lines[:n]:
            return "\n".join(lines[n:])
    words, seen = block.text.split(), before.text.split()
    return " ".join(words[len(seen) :]) if words[: len(seen)] == seen else block.text
