"""Numbers of people so small that they could point at somebody are kept back; every page and file does it in one way."""

from __future__ import annotations

from collections.abc import Mapping


def suppress_small(people: Mapping[str, int], *, k: int = 3) -> dict[str, int | None]:
    """Counts of people with those under `k` kept back (None); zero stays, it says nothing about anyone.

    When exactly one is kept back, the next smallest is too: otherwise the total gives it away.
    """
    hidden = {name for name, n in people.items() if 0 < n < k}
    if len(hidden) == 1:
        rest = sorted((n, name) for name, n in people.items() if name not in hidden and n > 0)
        hidden |= {name for _, name in rest[:1]}
    return {name: None if name in hidden else n for name, n in people.items()}
