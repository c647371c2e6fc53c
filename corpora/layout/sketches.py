"""A person in a few strokes, in place of a name: "(v, 67)", "[man, 54 jaar, eigen zaak]", "m/34:"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpora.layout.labels import Label
from corpora.layout.lines import Line
from corpora.layout.vocabulary import vocabulary

_SEX = r"(?:m|v|x|man|vrouw|jongen|meisje|mevrouw|meneer|dame|heer|mw|dhr|mevr|moeder|vader|opa|oma|meid|jongeman|echtpaar|stel)"
_AGE = (
    r"(?:±\s?|ca\.?\s?|begin\s|midden\s|eind\s)?(?:\d{1,2}|[1-9]0)(?:\s?\+|['’]?ers?|['’]?s)?(?:\s?(?:jaar|jr\.?|j\.))?"
)
_GAP = r"\s*[.,/|·-]?\s*"
_CORE = rf"(?:{_SEX}\b\.?{_GAP}{_AGE}|{_AGE}{_GAP}{_SEX}\b\.?)"
_MORE = r"(?:\s*[,;/|·-]\s*[^()\[\]\d][^()\[\]]{1,60})?"
_ALONE = r"\d{1,2}(?:\s?\+|\s?(?:jaar|jr\.?))(?:,\s*[^()\[\]\d]{2,60})?"
_BRACKETED = re.compile(
    rf"^[(\[]\s*(?P<who>{_CORE}{_MORE}|{_SEX}\b{_MORE}|{_ALONE})\s*[)\]]\s*[:–—-]?\s+(?P<rest>\S.*)$", re.I
)
_MARKED = re.compile(rf"^(?P<who>{_CORE}(?:,\s*[^:()\[\]]{{2,40}})?)\s*(?::|\s[–—-])\s+(?P<rest>\S.*)$", re.I)
_WHOLE = re.compile(rf"^{_CORE}{_MORE}$", re.I)
_ABOUT = re.compile(rf"^(?:{_AGE}|\(?{_AGE}\)?)\s*[,;|·/]", re.I)
_MIN_SKETCHED = 2
_MAX_ABOUT_WORDS = 12


def sketched(lines: Sequence[Line]) -> dict[int, Label]:
    """Lines that open with such a sketch, by position; none unless it is how the file names people."""
    found = {number: label for number, line in enumerate(lines) if (label := _opening(line))}
    return found if len(found) >= _MIN_SKETCHED else {}


def is_sketch(text: str) -> bool:
    """The whole text is a sketch of a person."""
    return bool(_WHOLE.match(text.strip()))


def portraits(lines: Sequence[Line]) -> dict[int, Label]:
    """A name on a line of its own with the sketch on the line below: "Ada Bos" above "72, bewoner, Reeland"."""
    found = {}
    for number in range(1, len(lines)):
        above, line = lines[number - 1], lines[number]
        if above.starts and len(above.text.split()) <= 5 and above.text[-1].isalnum() and _is_about(line):
            found[number] = Label(above.text, line.text.strip("() "), "", "author")
    return found if len(found) >= _MIN_SKETCHED else {}


def _opening(line: Line) -> Label | None:
    if line.kind == "heading":
        return None
    match = _BRACKETED.match(line.text) or _MARKED.match(line.text)
    return Label(match["who"].strip(), "", match["rest"], "author") if match else None


def _is_about(line: Line) -> bool:
    """An age, and who or what: nothing but that on the line."""
    words = line.text.split()
    if not 1 < len(words) <= _MAX_ABOUT_WORDS or line.text.endswith((".", "?", "!", ":")):
        return False
    text = line.text.strip("() ")
    return is_sketch(text) or bool(_ABOUT.match(text) and vocabulary().groups_in(text))
