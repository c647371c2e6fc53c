"""The keys by which a word is compared: itself, its stem, and the stems of its compound parts."""

from __future__ import annotations

from functools import lru_cache

from nlp.themes.words import MIN_PART_LENGTH, stem


@lru_cache(maxsize=100_000)
def keys_of(form: str) -> tuple[str, ...]:
    """`=form`, `~stem` and the stems of the parts of a compound, without repeats.

    >>> keys_of("messen")
    ('=messen', '~mes')
    """
    keys = [f"={form}", f"~{stem(form)}", *(f"~{stem(part)}" for part in parts_of(form))]
    return tuple(dict.fromkeys(keys))


@lru_cache(maxsize=100_000)
def parts_of(form: str) -> tuple[str, ...]:
    """Parts of a compound that are long enough to mean something; none for a simple word."""
    parts = form.split("-") if "-" in form else []
    return tuple(part for part in parts if len(part) >= MIN_PART_LENGTH) if len(parts) > 1 else ()
