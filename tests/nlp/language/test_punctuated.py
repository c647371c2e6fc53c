"""The parser is told where no sentence can begin."""

from __future__ import annotations

import pytest

from nlp import load_dutch


def starts(text: str) -> list[str]:
    return [sentence.text.split()[0] for sentence in load_dutch()(text).sents]


@pytest.mark.parametrize(
    "text",
    [
        "Zij vroeg om terug te komen óf hem te vervangen. Dat kon niet.",
        'Hij riep "Kom hier." Toen liep hij weg.',
    ],
)
def test_a_sentence_does_not_begin_halfway_or_just_inside_a_quotation_mark(text: str) -> None:
    doc = load_dutch()(text)
    begins = {sentence.start for sentence in doc.sents}
    halfway = {t.i for t in doc[1:] if t.text[0].islower() and doc[t.i - 1].text[-1].isalnum()}
    inside = {t.i for t in doc[1:] if doc[t.i - 1].text == '"' and not doc[t.i - 1].whitespace_}
    assert not begins & (halfway | inside)


def test_a_transcript_without_full_stops_is_still_cut() -> None:
    text = "ja dat klopt hoor ik loop daar niet meer langs " * 3
    assert len(starts(text)) > 1
