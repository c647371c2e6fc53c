"""Which sub-themes are suggested, given how likely each sub-theme and each priority is.

Most statements have a priority and few have two: the likeliest priority counts from a lower probability than a further one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nlp.themes.vectorizer import Floats


@dataclass(frozen=True, slots=True)
class Choice:
    """From which probability a label counts as said."""

    owner: tuple[int, ...]  # per sub-theme the index of its priority, -1 for a cross-cutting one
    themes: Floats  # threshold per sub-theme
    first: float  # of the likeliest priority
    further: float  # of any other

    def thresholds(self, priorities: Floats) -> Floats:
        """Per priority the probability from which it counts, in a statement with these probabilities."""
        thresholds = np.full(len(priorities), self.further, np.float32)
        if len(priorities):
            thresholds[np.argmax(priorities)] = self.first
        return thresholds


def choose(choice: Choice, themes: Floats, priorities: Floats) -> list[int]:
    """Sub-themes above their threshold within each likely priority, or else its likeliest; cross-cutting ones apart.

    Args:
        themes: probability per sub-theme.
        priorities: probability per priority.
    """
    above = themes >= choice.themes
    chosen = {place for place, owner in enumerate(choice.owner) if owner < 0 and above[place]}
    for priority in np.flatnonzero(priorities >= choice.thresholds(priorities)).tolist():
        own = [place for place, owner in enumerate(choice.owner) if owner == priority]
        likeliest = max(own, key=lambda place: themes[place])
        chosen |= {place for place in own if above[place]} | {likeliest}
    return sorted(chosen)
