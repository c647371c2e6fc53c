"""What whoever typed out a wall of notes put behind each of them: the colour of the note, how often it was backed."""

from __future__ import annotations

import re

from corpora.layout.vocabulary import vocabulary

_LAST = re.compile(
    r"\s*(?P<mark>[(\[{](?P<inside>[^()\[\]{}]{1,40})[)\]}]|[+x×*]\s?\d{1,3}|\d{1,3}\s?[x×]|(?:[|I/]\s?){3,}|[✓✔★•●♥👍*]+)\s*$"
)
_COUNT = re.compile(r"[+x×]?\d{1,3}[+x×]?")


def split_mark(text: str) -> tuple[str, str]:
    """The words of a note, and the mark behind it; the mark is "" when there is none."""
    match = _LAST.search(text)
    if not match or not match.start():
        return text, ""
    inside = match["inside"]
    if inside is not None and not _is_mark(inside):
        return text, ""
    return text[: match.start()].rstrip(), match["mark"]


def _is_mark(inside: str) -> bool:
    words = re.findall(r"[^\s,;:/·|-]+", inside.lower())
    counted = [word for word in words if _COUNT.fullmatch(word) or word in "+x×"]
    named = [word for word in words if word in vocabulary().mark_words]
    # "(2019)" is a year, "(12)" may be an age: a bare number is no mark
    return (
        bool(words) and len(counted) + len(named) == len(words) and (bool(named) or bool(re.search(r"[+x×]", inside)))
    )
