"""The keys by which a word is compared: itself, its stem, and the stems of its compound parts."""

from __future__ import annotations

from functools import lru_cache

from nlp.compounds import split_compound
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
    """Parts of a compound, and neighbouring parts together, that are long enough to mean something.

    >>> parts_of("zwerfafvalprobleem")
    ('zwerf', 'zwerfafval', 'afval', 'afvalprobleem', 'probleem')
    """
    parts = split_compound(form) if form.replace("-", "").isalpha() else (form,)
    n = len(parts)
    runs = ("".join(parts[i:j]).strip("-") for i in range(n) for j in range(i + 1, n + 1) if j - i < n)
    return tuple(run for run in runs if len(run) >= MIN_PART_LENGTH)
