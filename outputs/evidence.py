"""Which of the words that carried a suggestion are worth pointing at."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpora.records import Evidence
from nlp.terms import load_stopwords

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def shown_evidence(text: str, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The stretches that speak for one suggestion, as the model weighed them.

    Stretches of stop words only ("hier", "naar") stay out, unless they weigh more than all others: "oud en nieuw" may
    be the very reason.
    """
    for_it = [span for span in evidence if span.weight > 0]
    telling = [span for span in for_it if not _is_filler(text[span.start : span.end])]
    heaviest = max((span.weight for span in telling), default=0.0)
    return tuple(span for span in for_it if span in telling or span.weight > heaviest)


def _is_filler(text: str) -> bool:
    words = _WORD.findall(text.lower().replace("’", "'"))
    return bool(words) and load_stopwords().issuperset(words)
