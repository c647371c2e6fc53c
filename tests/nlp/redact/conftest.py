"""One look-up table and one gazetteer for all tests of masking."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpora.gazetteer import load_gazetteer
from nlp.redact import Redactor, find_personal_data, load_lookups

Find = Callable[..., list[tuple[str, str]]]


@pytest.fixture(scope="session")
def find() -> Find:
    """Type and text of everything that is found in a text."""
    lookups, gazetteer = load_lookups(), load_gazetteer()

    def found(text: str, **options: object) -> list[tuple[str, str]]:
        spans = find_personal_data(text, lookups=lookups, gazetteer=gazetteer, **options)  # type: ignore[arg-type]
        return [(span.type, text[span.start : span.end]) for span in spans]

    return found


@pytest.fixture(scope="session")
def redactor() -> Redactor:
    """Rules without a language model."""
    return Redactor()
