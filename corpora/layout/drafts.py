"""Turns in the making: pieces of text that get a place, a role and a speaker."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpora.layout.dates import is_date_line
from corpora.layout.lines import Line, join
from corpora.layout.screen import is_screen_text
from corpora.layout.vocabulary import vocabulary
from corpora.layout.who import Who
from corpora.records import Role, Turn

REMOVED = "[…]"

_FIRST_PERSON = re.compile(r"\b(?:ik|mijn|m['’]n|mij|bij ons|je)\b", re.IGNORECASE)
_MIN_FIRST_PERSON = 0.25
_MIN_WORDS = 4
_MAX_LEAD = 40  # characters
_MAX_QUESTION_WORDS = 14
_MAX_CLOSING_WORDS = 8
_RULE = re.compile(r"^[\W_]+$")
_WHOLE_BRACKETS = re.compile(r"^[\[(]{1,2}[^\[\]()]*[\])]{1,2}[.:]?$")
_TASK = re.compile(r"^\s*[☐☑☒✓✔□■]|^\[[ xX]?\]\s")
_CHAT_STAMP = re.compile(r"^\[?\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4},?\s+\d{1,2}:\d{2}(?::\d{2})?\]?\s*[-–]?\s+\w")
_LEAD_IN = re.compile(
    r"^(?:(?:hallo|hoi|goedemorgen|goedemiddag|goedenavond|welkom)[,\s]+)?(?:en|maar|oké|ok|ja|nou|dus)?\s*(?=\w+\s)",
    re.IGNORECASE,
)
_TIME_ONLY = re.compile(
    r"^[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?(?:\s*(?:-|–|-->)\s*[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?)?$"
)
_ARROW = re.compile(r"^\s*(?:[-=]+>|→|»|>>+)")


def draft(
    text: str,
    *,
    place: str,
    role: Role = "notulist",
    speaker: str = "",
    who: Who | None = None,
    seconds: float | None = None,
) -> Turn:
    """A turn without number and offsets; `place_turns` gives it those."""
    who = who or Who(role)
    return Turn(0, speaker, who.role, text, 0, 0, place, who.group, who.wijk, seconds)


def notes(lines: Iterable[Line]) -> list[Turn]:
    """Lines that nobody at the table said, one turn for every paragraph; a question is the interviewer's."""
    return [
        draft(text, place=paragraph[0].place, role="interviewer" if is_question(text) else "notulist")
        for paragraph in paragraphs(lines)
        if (text := join(line.text for line in paragraph))
    ]


def paragraphs(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines that belong together: a new one begins where a line starts a paragraph."""
    found: list[list[Line]] = []
    for line in lines:
        if line.starts or not found:
            found.append([])
        found[-1].append(line)
    return found


def is_aside(line: Line) -> bool:
    """A stage direction, a ruler, a task or a button of a website: on the page, but said by nobody."""
    text = line.text.strip()
    return bool(
        _RULE.match(text)
        or _TIME_ONLY.match(text)
        or _WHOLE_BRACKETS.match(text)
        or _TASK.match(text)
        or (line.kind != "cue" and _ARROW.match(text))
        or is_screen_text(text)
        or _CHAT_STAMP.match(text)
        or is_date_line(text)
        or is_removed(text)
    )


def is_ending(text: str) -> bool:
    """The line that closes the recording."""
    plain = re.sub(r"[^\w\s]", " ", text).strip().lower()
    return len(plain.split()) <= 6 and any(plain.startswith(ending) for ending in vocabulary().endings)


def is_note_lead(text: str) -> bool:
    """Begins as a note-taker's remark does: "Samenvatting mentor: …", "NB: …"."""
    head, colon, _ = text.partition(":")
    return text.startswith(("NB ", "N.B. ")) or (
        bool(colon) and len(head) <= _MAX_LEAD and bool(vocabulary().note_taker.match(head.strip()))
    )


def is_removed(text: str) -> bool:
    """What a platform shows in place of a reaction that is gone."""
    said = text.lower()
    return any(phrase in said for phrase in vocabulary().removed)


def is_closing_heading(line: Line) -> bool:
    """A heading under which nobody speaks: tasks, contact, notes."""
    if not line.stands_out:
        return False
    words = re.findall(r"[^\W\d_][\w-]*", line.text.lower())
    of_interviewer = bool(vocabulary().note_taker.search(line.text) and vocabulary().interviewer.search(line.text))
    closing = vocabulary().closing_headings
    if len(words) <= _MAX_CLOSING_WORDS and vocabulary().closing_starts.search(line.text.strip(" :-")):
        return True
    return of_interviewer or (0 < len(words) <= 4 and (words[0] in closing or "_".join(words) in closing))


def is_question(text: str) -> bool:
    """Asked, not said."""
    return text.rstrip(" \"'”’»)").endswith("?")


def asks_or_leads(text: str) -> bool:
    """Asked or led, in a transcript typed without question marks too."""
    if is_question(text) or vocabulary().leading.search(text):
        return True
    plain = _LEAD_IN.sub("", text.strip())
    unmarked = not re.search(r"[.!?]", text) and len(plain.split()) <= _MAX_QUESTION_WORDS
    return unmarked and bool(vocabulary().question_start.search(plain) or vocabulary().question_start.search(text))


def without_interjections(text: str, labels: Sequence[str]) -> tuple[str, list[str]]:
    """Take out what the interviewer put in between: "… [GP: toe maar] …".

    Returns:
        The text with `[…]` in every place where something was, and what was taken out.
    """
    names = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True) if label)
    asking = r"(?:int|interviewer|gespreksleider|voorzitter|moderator|gl|iv|i|vraag|doorvraag)"
    who = f"(?:{names}|{asking})" if names else asking
    # a question in square brackets was asked, whoever it says that asked
    pattern = re.compile(
        rf"[\[(/]\s*({who}\s*:\s*[^\[\]()/]{{1,160}}?)\s*[\])/]|\[\s*([^\[\]]{{4,160}}\?)\s*\]", re.IGNORECASE
    )
    taken = [match[1] or match[2] for match in pattern.finditer(text)]
    return (pattern.sub(REMOVED, text) if taken else text), taken


def sounds_spoken(texts: Sequence[str]) -> bool:
    """Whether these are people's own words: enough of them say "ik" or "mijn". "Wij" is also how a city writes."""
    long_enough = [text for text in texts if len(text.split()) >= _MIN_WORDS]
    said = sum(bool(_FIRST_PERSON.search(text)) for text in long_enough)
    return bool(long_enough) and said / len(long_enough) >= _MIN_FIRST_PERSON
