"""Numbers of people so small that they could point at somebody are kept back; every page and file does it in one way."""

from __future__ import annotations

from collections.abc import Collection, Mapping


def suppress_small(people: Mapping[str, int], *, k: int = 3) -> dict[str, int | None]:
    """Counts of people with those under `k` kept back (None); zero stays, it says nothing about anyone.

    Where the total would give away what is kept back, the next smallest number is kept back too, a zero only when
    there is nothing else. That is so for one number, and for numbers that are all 1 or all `k` - 1: then their sum
    can be made in one way only.
    """
    hidden = {name for name, n in people.items() if 0 < n < k}
    if hidden and _given_away([people[name] for name in hidden], k):
        rest = sorted((n == 0, n, name) for name, n in people.items() if name not in hidden)
        hidden |= {name for *_, name in rest[:1]}
    return {name: None if name in hidden else n for name, n in people.items()}


def _given_away(numbers: Collection[int], k: int) -> bool:
    """Whether numbers from 1 to `k` - 1 with this sum can only be these."""
    return len(numbers) == 1 or sum(numbers) in (len(numbers), len(numbers) * (k - 1))
