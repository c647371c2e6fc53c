"""The export of a chat: what the app itself writes between the messages, and what the group is called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpora.layout.drafts import is_removed
from corpora.layout.labels import candidate
from corpora.layout.lines import Line

_EDITED = re.compile(
    r"\s*[<(\[]\s*(?:dit bericht is bewerkt|bewerkt|this message was edited|edited)\s*[>)\]]\s*$", re.I
)
_NAMED = re.compile(r"\b(?:groep|groepsnaam|onderwerp|group)\b[^\"“„'‘]{0,60}[\"“„'‘]([^\"”“’']{3,60})[\"”’']", re.I)
_FIRST = 25  # messages: a group gets its name when it is made


def without_edit_mark(text: str) -> str:
    """A message without the remark that it was changed after it was sent."""
    return _EDITED.sub("", text)


def before_messages(lines: Sequence[Line]) -> str:
    """What whoever made the export wrote above the first message; "" where the text is no chat."""
    first = next((number for number, line in enumerate(lines) if _is_message(line)), 0)
    return " ".join(line.text.strip(" #*=-") for line in lines[:first] if not is_removed(line.text))


def is_chat(lines: Sequence[Line]) -> bool:
    """Most lines that begin something are messages with a day and a time."""
    begun = [line for line in lines if line.starts or _is_message(line)]
    messages = sum(map(_is_message, begun))
    return messages > 1 and 2 * messages > len(begun)


def _is_message(line: Line) -> bool:
    label = candidate(line)
    return bool(label and label.form == "author" and label.seconds is not None)


def chat_name(lines: Sequence[Line]) -> str:
    """What the group is called: whoever "says" only what the app writes, or the name in such a message; "" if unknown."""
    said: dict[str, list[str]] = {}
    for line in lines:
        label = candidate(line)
        if label and _is_message(line):
            said.setdefault(label.name, []).append(label.rest)
    only = [name for name, texts in said.items() if all(map(is_removed, texts)) and not name.startswith("+")]
    named = [match[1] for line in lines[:_FIRST] if is_removed(line.text) and (match := _NAMED.search(line.text))]
    return (named or [name for name in only if len(name.split()) > 1] or [""])[0]
