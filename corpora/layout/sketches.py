"""A person in a few strokes, in place of a name: "(v, 67)", "[man, 54 jaar, eigen zaak]", "m/34:", "**Vader aan het hek.**"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpora.gazetteer import Gazetteer
from corpora.layout.header import section_group
from corpora.layout.labels import Label
from corpora.layout.lines import Line
from corpora.layout.people import SKETCH_AGE, SKETCH_CORE, describes_somebody, is_sketch
from corpora.layout.screen import is_screen_text
from corpora.layout.vocabulary import vocabulary

_ALONE = re.compile(r"\d{1,2}(?:\s?\+|\s?(?:jaar|jr\.?))(?:,\s*[^()\[\]\d]{2,60})?", re.IGNORECASE)
_BRACKETED = re.compile(r"^[(\[]\s*(?P<who>[^()\[\]]{2,80}?)\s*[)\]]\s*[:–—-]?\s+(?P<rest>\S.*)$")
_MARKED = re.compile(rf"^(?P<who>{SKETCH_CORE}(?:,\s*[^:()\[\]]{{2,40}})?)\s*(?::|\s[–—-])\s+(?P<rest>\S.*)$", re.I)
_DASHED = re.compile(r"^(?P<who>[^:.!?\"“„–—]{3,60}?)\s[–—-]\s(?P<rest>\S.*[.!?…][\"”’]?)$")
_MIN_SKETCHED = 2
_MIN_SAID = 4  # words
_MAX_PART_WORDS = 4
_MAX_NAME_WORDS = 5


def sketched(lines: Sequence[Line], gazetteer: Gazetteer) -> dict[int, Label]:
    """Lines that open with such a sketch, by position; none unless it is how the file names people."""
    found = {number: label for number, line in enumerate(lines) if (label := _opening(line, gazetteer))}
    found |= _dashed(lines, gazetteer)
    return found if len(found) >= _MIN_SKETCHED else {}


def _dashed(lines: Sequence[Line], gazetteer: Gazetteer) -> dict[int, Label]:
    """Lines with a dash behind who says it, where most of them describe somebody: "twee studentes - Wij lopen …"."""
    matches = {number: match for number, line in enumerate(lines) if (match := _DASHED.match(line.text))}
    labels = {
        number: Label(match["who"], "", match["rest"], "author")
        for number, match in matches.items()
        if lines[number].kind != "heading" and len(match["rest"].split()) >= _MIN_SAID
    }
    known = sum(describes_somebody(label.name, gazetteer) for label in labels.values())
    return labels if known >= _MIN_SKETCHED and 2 * known > len(labels) else {}


def portraits(lines: Sequence[Line], gazetteer: Gazetteer) -> dict[int, Label]:
    """A name on a line of its own with the sketch on the line below: "Ada Bos" above "72, bewoner, Reeland"."""
    found = {}
    for number in range(1, len(lines)):
        above, line = lines[number - 1], lines[number]
        named = above.starts and len(above.text.split()) <= _MAX_NAME_WORDS and above.text[-1].isalnum()
        named = named and not is_screen_text(above.text)
        if named and _is_about(line.text.strip("() "), gazetteer):
            found[number] = Label(above.text, line.text.strip("() "), "", "author")
    return found if len(found) >= _MIN_SKETCHED else {}


def _opening(line: Line, gazetteer: Gazetteer) -> Label | None:
    if line.kind == "heading":
        return None
    match = _MARKED.match(line.text)
    if not match and (match := _BRACKETED.match(line.text)):
        who = match["who"]
        match = match if _ALONE.fullmatch(who) or describes_somebody(who, gazetteer) else None
    if match:
        return Label(match["who"].strip(), "", match["rest"], "author")
    return _set_in_bold(line, gazetteer)


def _set_in_bold(line: Line, gazetteer: Gazetteer) -> Label | None:
    """Bold letters before the words: "**Derde verdieping, mevrouw van rond de tachtig.** De lift …"."""
    who, rest = line.emphasis.strip(), line.text[len(line.emphasis) :].strip()
    apart = bool(who) and bool(rest) and (who[-1] in ".:" or rest[0] == ":")
    if not apart or not line.text.startswith(line.emphasis) or not describes_somebody(who, gazetteer):
        return None
    return Label(who.strip(" .:"), "", rest.lstrip(" :"), "author")


def _is_about(text: str, gazetteer: Gazetteer) -> bool:
    """An age, who and where, or two of these: nothing but that on the line."""
    if is_sketch(text):
        return True
    if text[-1:].isalnum() and section_group(text, gazetteer) and gazetteer.find_wijken(text):
        return True  # "bewoner Noordflank"
    parts = [part for part in re.split(r"\s*[,;|·/()]\s*", text) if part]
    if len(parts) < _MIN_SKETCHED or text[-1] in ".?!:" or any(len(part.split()) > _MAX_PART_WORDS for part in parts):
        return False
    aged = any(re.fullmatch(SKETCH_AGE, part, re.I) for part in parts)
    role, wijk = bool(vocabulary().groups_in(text)), any(gazetteer.find_wijken(part) for part in parts)
    return aged + role + wijk >= _MIN_SKETCHED
