"""Segmentation: turns become statements and passages.

1. `sentences` finds where sentences begin, with or without punctuation.
2. `remarks` sets apart what is said but is no statement: "Dagelijks.", a telephone number, thanks and goodbye.
3. `topics` finds where somebody begins about something else; the sentences in between are one statement.
4. `segment` puts them together: every word of every turn is in one statement or in one passage, never in both.
"""

from __future__ import annotations

from nlp.segment.segmenting import Segmented, segment

__all__ = ["Segmented", "segment"]
