"""A story told over several paragraphs: does the next one go on, or begin about something else?"""

from __future__ import annotations

import re

from corpora.layout.vocabulary import vocabulary

_POINTING = frozenset({"dat", "die", "dit", "deze"})
_MIN_WORDS = 8
_STEM = 5
_WORD = re.compile(r"[^\W\d_]+")


def begins_anew(before: str, paragraph: str) -> bool:
    """The paragraph does not point back to what was said, and shares no word with content with it."""
    words = _WORD.findall(paragraph.lower())
    if len(words) < _MIN_WORDS or len(before.split()) < _MIN_WORDS or before.rstrip()[-1] not in ".!?…":
        return False
    known = vocabulary()
    words = words[1:] if words[0] == "en" else words  # "En de lantaarn …" adds something
    if words[0] in known.pointing_back or (words[0] in _POINTING and words[1] in known.after_pointing):
        return False
    return not _stems(before) & _stems(paragraph)


def _stems(text: str) -> set[str]:
    # capitals are names, and a name may return in any story
    words = {word for word in _WORD.findall(text) if len(word) > _STEM and word.islower()}
    return {word[:_STEM] for word in words - vocabulary().everywhere}
