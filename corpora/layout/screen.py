"""Text of a website that is copied along with what people wrote on it."""

from __future__ import annotations

import re

from corpora.layout.vocabulary import vocabulary

_LIKE = re.compile(
    r"vind[\s-]+ik[\s-]+(?:niet[\s-]+)?leuks?|\b\d+\s?(?:d|u|w|j|min)\b"
    r"|\b\d+\s?(?:keer|maal|personen|mensen)\s(?:zijn\shet\s|mee\s)?(?:eens|oneens|leuk|gedeeld|gesteund|ondersteund|bekeken)\b"
)


def is_screen_text(text: str) -> bool:
    """Buttons and counters of a website: "5 × eens · reageer"."""
    words = re.findall(r"[^\W_]+", _LIKE.sub("like", text.lower()))
    if not words or len(words) > 8:
        return False
    known = sum(1 for word in words if word in vocabulary().screen_words or word.isdigit() or word in ("x", "op"))
    return (known == len(words) and not all(word.isdigit() for word in words)) or (
        known >= 1 and bool(re.search(r"[·•|×]", text)) and 2 * known >= len(words)
    )
