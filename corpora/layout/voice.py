"""Does a text sound like a resident, or like whoever wrote the report? For where no layout says who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpora.layout.vocabulary import vocabulary

_FIRST = re.compile(r"\b(?:ik|mij|mijn|m['’]n|mn|bij\s+ons|me)\b", re.IGNORECASE)
_TOGETHER = re.compile(r"\b(?:wij|we|ons|onze|jullie|je|ze|hier)\b", re.IGNORECASE)
_CONTACT = re.compile(r"@\w|\S+@\S+\.\w|(?:\+31|\b0)[\d\s().-]{8,}\d|www\.|https?:|\bapenstaartje\b")
# a club has a chair too: "De voorzitter dankt iedereen" leads the meeting
_CHAIR = re.compile(
    r"^(?:de\s)?(?:avond|dag|tafel)?(?:voorzitter|gastheer|gastvrouw|tafelleider|begeleider|facilitator|presentator)\s(?:be)?(?:dankt|sluit|opent|heet|vraagt|vat"
    r"|concludeert|rondt|licht|nodigt|schorst|constateert|ëindigt|kondigt|introduceert|verwelkomt|inventariseert|stelt|geeft|neemt)\b",
    re.I,
)
_MIN_WORDS = 4
_MIN_PLAIN_WORDS = 6
_MOSTLY = 0.6


def is_own_words(text: str) -> bool:
    """Clearly somebody's own words: first person, in a sentence, and nothing of a note-taker about it."""
    return len(text.split()) >= _MIN_PLAIN_WORDS and bool(_FIRST.search(text)) and not is_report(text)


def speaks_of_self(text: str) -> bool:
    """Somebody says "ik" or "mijn" here."""
    return bool(_FIRST.search(text))


def sounds_personal(text: str) -> bool:
    """Words with people or a view in them, and nothing of a note-taker."""
    found = _FIRST.search(text) or _TOGETHER.search(text) or vocabulary().view_words.search(text)
    return bool(found) and not is_report(text)


def may_be_said(text: str) -> bool:
    """May be a resident's, where the layout already says that residents speak: a sentence with people or a view in it."""
    if len(text.split()) < _MIN_WORDS or is_report(text):
        return False
    if _FIRST.search(text):
        return True
    sentence = text.rstrip("\"'”’») ").endswith((".", "!", "…")) or len(text.split()) > 2 * _MIN_PLAIN_WORDS
    return sentence and bool(_TOGETHER.search(text) or vocabulary().view_words.search(text))


def mostly_said(texts: Iterable[str]) -> bool:
    """Whether most of these paragraphs may be a resident's: then the others are one's too."""
    marks = [may_be_said(text) for text in texts]
    return bool(marks) and sum(marks) >= _MOSTLY * len(marks)


def is_no_talk(text: str) -> bool:
    """A few words on a list that say why nobody said anything: "verkeerd verbonden", "kwam voor een rijbewijs"."""
    told = len(text.split()) > 2 * _MIN_PLAIN_WORDS or _FIRST.search(text)
    return not told and bool(vocabulary().no_talk.search(text.strip()))


def is_report(text: str) -> bool:
    """The note-taker's: about the conversation itself, an instruction, or how to reach somebody."""
    plain = text.strip()
    if plain.endswith(":") or vocabulary().report_words.search(plain) or vocabulary().report_keys.search(plain):
        return True
    if _CHAIR.match(plain):
        return True
    if not _FIRST.search(plain) and vocabulary().report_words_unless_first.search(plain):
        return True
    return bool(_CONTACT.search(plain)) and len(plain.split()) <= 3 * _MIN_PLAIN_WORDS
