"""Lines that hold who and when, and nothing else: "Ada, [12.05.2026 20:13]", "Ada B. Reeland · 2 dagen geleden".

Every platform writes them in its own way. What they share is a day, a time or "… geleden", and what is left without
it is a name, perhaps with a role or a wijk behind it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from corpora.gazetteer import Gazetteer
from corpora.layout.lines import Line
from corpora.layout.people import is_anonymous, is_somebody, role_of
from corpora.layout.screen import is_screen_text

_MONTH = r"(?:jan|feb|m(?:aa)?rt|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?"
_DAY = r"(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:ma|di|wo|do|vr|za|zo)\.?"
_WHEN = re.compile(
    rf"\b(?:(?:{_DAY})\s)?\d{{1,2}}\s{_MONTH}(?:\s\d{{4}})?\b|\b\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}\b"
    r"|\b\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?(?:u(?:ur)?|[ap]m)\b)?|\b(?:\d{1,2}|een)\s(?:min\w*|uur|uren|dag\w*|we?ek\w*|maand\w*|jaar)\sgeleden\b"
    r"|\b(?:gisteren|vandaag|zojuist|net|eergisteren)\b",
    re.IGNORECASE,
)
_JOINTS = re.compile(
    r"[\[\](){}|·•,;–—-]+|\b(?:om|op|schreef|schrijft|zei|zegt|reageerde|plaatste|gepost|geplaatst|door|namens|dd\.?)\b"
)
_MAX_WORDS = 12
_MAX_NAME_WORDS = 6
_MIN_STAMPS = 2
_MIN_SPEECH_WORDS = 4


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who a stamped line names; `about` is the role or wijk behind the name."""

    name: str
    about: str = ""

    @property
    def source(self) -> str:
        """Name and what is known about it, as a source is written."""
        return ", ".join(part for part in (self.name, self.about) if part)


def stamps(lines: Sequence[Line], gazetteer: Gazetteer, *, below: bool) -> dict[int, Stamp]:
    """The stamped lines that stand above (or `below`) the words they belong to; none when they stand the other way."""
    found = {number: stamp for number, line in enumerate(lines) if (stamp := _stamp(line, gazetteer))}
    if len(found) < _MIN_STAMPS or stand_below(lines, found) != below:
        return {}
    return found


def stand_below(lines: Sequence[Line], numbers: Collection[int]) -> bool:
    """Whether these lines close what is said: by what they are joined to, else by what stands above the first and below the last."""
    if joined := joined_below(lines, numbers):
        return joined < 0
    first, last = min(numbers), max(numbers)
    before = [line for line in lines[max(0, first - 2) : first] if _speaks(line)]
    after = takewhile(lambda line: line.kind != "heading", lines[last + 1 : last + 3])
    return bool(before) and not any(map(_speaks, after))


def joined_below(lines: Sequence[Line], numbers: Collection[int]) -> int:
    """1 where blank lines join most of these lines to what stands below them, -1 to what stands above, 0 where they do not tell."""
    below = sum(n + 1 < len(lines) and lines[n].starts and not lines[n + 1].starts for n in numbers)
    above = sum(not lines[n].starts and (n + 1 == len(lines) or lines[n + 1].starts) for n in numbers)
    if 2 * max(below, above) <= len(numbers):
        return 0
    return (below > above) - (above > below)


def _speaks(line: Line) -> bool:
    plain = line.kind in ("paragraph", "item") and not line.stands_out
    return plain and len(line.text.split()) >= _MIN_SPEECH_WORDS and not is_screen_text(line.text)


def _stamp(line: Line, gazetteer: Gazetteer) -> Stamp | None:
    if line.kind not in ("paragraph", "item") or len(line.text.split()) > _MAX_WORDS or not _WHEN.search(line.text):
        return None
    if line.text.endswith((":", "?", "!")) or re.search(r"[:?!\"“„]\s", line.text):
        return None
    rest = _WHEN.sub("|", line.text)
    parts = [part.strip() for part in _JOINTS.sub("|", rest).split("|") if part.strip(" .:|")]
    if not 0 < len(parts) <= 3 or sum(len(part.split()) for part in parts) > _MAX_NAME_WORDS:
        return None
    name, about = _name_apart(parts[0], gazetteer)
    if not _is_name(name):
        return None
    return Stamp(name, ", ".join([*about, *parts[1:]]))


def _name_apart(text: str, gazetteer: Gazetteer) -> tuple[str, list[str]]:
    """A wijk right behind a name and surname is where they live: "Ada B. Reeland"."""
    for match in gazetteer.find_wijken(text):
        before = text[: match.start].strip()
        if match.end == len(text) and len(before.split()) > 1:
            return before, [match.name]
    return text, []


def _is_name(text: str) -> bool:
    words = text.split()
    return (
        is_anonymous(text) or is_somebody(text) or role_of(text) == "respondent" or all(_named(word) for word in words)
    )


def _named(word: str) -> bool:
    return any(map(str.isupper, word)) or word.lower() in _PARTICLES


_PARTICLES = frozenset({"van", "de", "der", "den", "het", "ten", "ter", "te", "el", "al", "en", "'t", "uit"})


def returning(lines: Sequence[Line]) -> Iterator[int]:
    """Short lines that return on their own, each above somebody's words: "Spreker 2"."""
    short = [
        number
        for number, line in enumerate(lines[:-1])
        if line.kind == "paragraph"
        and 0 < len(line.text.split()) <= 4
        and line.text[-1].isalnum()
        and line.text[0].isupper()
        and not _WHEN.search(line.text)
        and (_speaks(lines[number + 1]) or lines[number + 1].text.endswith((".", "?", "!")))
    ]
    texts = [lines[number].text for number in short]
    often = {text for text in texts if texts.count(text) > 1}
    if len(often) > 1:
        yield from (number for number in short if lines[number].text in often)
