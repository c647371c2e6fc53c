"""Lines that say where or who, and say nothing: captions of a film ("[BEWONER, VOGELBUURT]"), stops on a walk ("14:10 plein Reeland"),
and what stands above every list or every paragraph of notes ("13.30 Ada Bos, loopt mee", "2) telefonisch, mw. Bos")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpora.gazetteer import Gazetteer
from corpora.layout.drafts import is_aside, is_closing_heading
from corpora.layout.header import section_group, section_wijk
from corpora.layout.labels import Label, candidate
from corpora.layout.lines import Line
from corpora.layout.stamps import stand_below
from corpora.layout.vocabulary import vocabulary
from corpora.layout.voice import speaks_of_self
from corpora.layout.who import OUTLINE
from corpora.records import HEAD_LEVEL, Turn

_BRACKETS = re.compile(r"^[\[(*]+\s*([^\[\]*]{3,60}?)\s*[\])*]+$")
_TIME = re.compile(
    r"^(?:±\s?|ca\.?\s)?\d{1,2}[:.]\d{2}(?:\s?u(?:ur)?\b)?(?:\s?[-–]\s?\d{1,2}[:.]\d{2})?[\s,;–-]+", re.IGNORECASE
)
_SHOUTED = re.compile(r"^(?P<place>[^\W\d_][^:,–—]*?)\s[–—-]\s+\S")
_MAX_WORDS = 8
_MAX_HEAD_WORDS = 15
_MIN_HEADS = 3
_MOST_HEADS = 0.6
_LEVEL = 3
_MIN_PLACE = 4  # letters
_ENDS = ".!?…\"'”’»"


def place_cards(lines: Sequence[Line], gazetteer: Gazetteer) -> list[Line]:
    """The lines, with every card that names a group or a wijk, and every stop on a walk, as the heading it is."""
    found: list[Line] = []
    after_card = False
    lines = _with_heads(_in_capitals(_above(lines, gazetteer), gazetteer))
    above = [len(a.text.split()) <= _MAX_WORDS for a, b in pairwise(lines) if _is_nested(a, b)]
    most = _MAX_HEAD_WORDS if sum(above) >= _MOST_HEADS * len(above) and len(above) >= _MIN_HEADS else _MAX_WORDS
    for number, line in enumerate(lines):
        below = lines[number + 1] if number + 1 < len(lines) else None
        if below and _is_nested(line, below) and len(line.text.split()) <= most:
            found.append(replace(line, kind="heading", level=OUTLINE + line.level, starts=True))
            continue
        card = _card(line, gazetteer) or _end(line) or (_stop(line, below, gazetteer) if below else "")
        # what follows a card is not the end of the sentence before it
        starts = line.starts or after_card
        found.append(
            replace(line, text=card, kind="heading", level=_LEVEL, starts=True)
            if card
            else replace(line, starts=starts)
        )
        after_card = bool(card)
    return found


def _above(lines: Sequence[Line], gazetteer: Gazetteer) -> list[Line]:
    """The lines, with those that are nothing but the name of a wijk as headings, where they stand above the words and not below."""
    named = [
        n for n, line in enumerate(lines) if line.kind == "paragraph" and gazetteer.is_wijk(line.text.rstrip(" :"))
    ]
    apart = all(b - a > 1 for a, b in pairwise([*named, len(lines)]))
    if len(named) < 2 or not apart or (named[0] and lines[named[0] - 1].text[-1] in _ENDS):
        return list(lines)
    below = {n + 1 for n in named}
    return [
        replace(x, kind="heading", level=_LEVEL, starts=True)
        if n in named
        else replace(x, starts=x.starts or n in below)
        for n, x in enumerate(lines)
    ]


def _in_capitals(lines: Sequence[Line], gazetteer: Gazetteer) -> list[Line]:
    """The lines, with those that begin with a place in capitals as headings: "DE STAART - voor de supermarkt, zondag"."""
    heads = {
        number
        for number, line in enumerate(lines)
        if line.kind == "paragraph" and line.starts and (match := _SHOUTED.match(line.text))
        if len(match["place"]) >= _MIN_PLACE and match["place"].isupper() and line.text[-1] not in ".?!"
        if len(line.text.split()) <= _MAX_HEAD_WORDS
    }
    wijken = sum(bool(section_wijk(lines[number].text, gazetteer)) for number in heads)
    if wijken < 2:
        return list(lines)
    return [replace(x, kind="heading", level=_LEVEL) if number in heads else x for number, x in enumerate(lines)]


def _with_heads(lines: Sequence[Line]) -> list[Line]:
    """The lines, with what stands above every list, or every point with paragraphs below it, as the heading it is."""
    above_lists = _heads(lines, "paragraph", "item")
    heads = above_lists or _heads(lines, "item", "paragraph")
    return [
        replace(line, kind="heading", level=HEAD_LEVEL, starts=True) if number in heads else line
        for number, line in enumerate(lines)
    ]


def _heads(lines: Sequence[Line], kind: str, kind_below: str) -> set[int]:
    """Short lines of one kind without a stop above lines of the other, where that is how the notes are arranged."""
    plain = [n for n, line in enumerate(lines) if line.kind == kind and line.starts and not line.stands_out]
    first = next((n for n, line in enumerate(lines) if line.kind == kind_below), len(lines))
    last = max((n for n, line in enumerate(lines) if line.kind == kind_below), default=-1)
    among = [n for n in plain if first - 1 <= n < last and re.search(r"\w", lines[n].text) and not is_aside(lines[n])]
    short = {n for n in among if lines[n + 1].kind == kind_below and lines[n + 1].starts and _is_short(lines[n])}
    heads = {n for n in short if not ((label := candidate(lines[n])) and label.rest and label.form != "dash")}
    arranged = len(heads) >= _MIN_HEADS and len(heads) >= _MOST_HEADS * len(among) and not stand_below(lines, heads)
    # "– bewoonster, 78" below a quotation is no point of a list
    sources = sum(n > 0 and lines[n - 1].text[-1] in '"”’»' for n in heads)
    return short if arranged and 2 * sources <= len(heads) else set()


def _is_short(line: Line) -> bool:
    return len(line.text.split()) <= _MAX_HEAD_WORDS and line.text[-1] not in ".?!…:" and not speaks_of_self(line.text)


def _is_nested(line: Line, below: Line) -> bool:
    """A point that says no sentence, with points of a deeper level below it: who or where those are about."""
    return line.kind == below.kind == "item" and 0 < line.level < below.level and line.text[-1] not in ".!…"


def cards(lines: Sequence[Line]) -> dict[int, Label]:
    """The cards of a film without any other sign of who speaks: what follows one is said by whom it names."""
    found = {n: line for n, line in enumerate(lines) if line.kind == "heading" and line.seconds is not None}
    return {number: Label(line.text, "", "", "author") for number, line in found.items()}


def named_by_cards(turns: Sequence[Turn], lines: Sequence[Line]) -> list[Turn]:
    """Whoever has no label of their own goes by the card before them."""
    shown, card = {label.name for label in cards(lines).values()}, ""
    named = []
    for turn in turns:
        card = turn.text if turn.role == "notulist" and turn.text in shown else card
        unnamed = turn.role == "respondent" and not turn.speaker
        named.append(replace(turn, speaker=card) if unnamed else turn)
    return named


def _stop(line: Line, below: Line, gazetteer: Gazetteer) -> str:
    """A line with a time and a place, with a place that is not written as a name, or above points, and what was said there."""
    if line.kind != "paragraph" or not line.starts or line.stands_out or len(line.text.split()) > _MAX_WORDS:
        return ""
    if _heads_points(line, below, gazetteer):
        return line.text
    place = _TIME.sub("", line.text)
    if place.endswith((".", "?", "!", ":")) or re.search(r"[:\"“„|]", place) or vocabulary().first_group_at(place) == 0:
        return ""
    timed = place != line.text
    return line.text if section_wijk(place, gazetteer) and (timed or place[:1].islower()) else ""


def _heads_points(line: Line, below: Line, gazetteer: Gazetteer) -> bool:
    """ "Halte 2 - Crabbehof:" above a list; it names a place or a group, and nobody."""
    text = line.text.rstrip(" :")
    listed = below.kind == "item" and below.starts and re.search(r"[\w)]$", text) and not re.search(r"[:\"“„|]", text)
    return bool(listed) and bool(section_wijk(text, gazetteer) or section_group(text, gazetteer))


def _end(line: Line) -> str:
    """A line with a colon above what nobody said: "Nog doen:"."""
    short = (
        line.kind == "paragraph" and line.starts and line.text.endswith(":") and len(line.text.split()) <= _LEVEL + 1
    )
    heading = replace(line, kind="heading", text=line.text.rstrip(": "))
    return line.text if short and (is_closing_heading(heading) or vocabulary().note_taker.match(heading.text)) else ""


def _card(line: Line, gazetteer: Gazetteer) -> str:
    if line.kind != "cue" or line.speaker:
        return ""
    match = _BRACKETS.match(line.text)
    text = match[1] if match else line.text
    if not (match or text.isupper()) or len(text.split()) > _MAX_WORDS or text.endswith(("?", ":")):
        return ""
    return text if section_group(text, gazetteer) or section_wijk(text, gazetteer) else ""
