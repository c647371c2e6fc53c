"""What is asked of the same line again and again, remembered until its document has been read, and no longer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, TypeVar

Asked = TypeVar("Asked", bound=Callable[..., Any])

_remembering: list[Any] = []


def remembered(function: Asked) -> Asked:
    """Let a function of a text and what never changes remember what it gave."""
    _remembering.append(lru_cache(maxsize=4096)(function))
    answer: Asked = _remembering[-1]
    return answer


@contextmanager
def for_one_document() -> Iterator[None]:
    """Forget all of it when the document has been read, or could not be."""
    try:
        yield
    finally:
        for function in _remembering:
            function.cache_clear()
