"""How far several coders agree: Krippendorff's alpha for yes or no, with an interval."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum

N_DRAWS = 1000
MIN_UNITS = 10  # under that an interval says nothing


@dataclass(frozen=True, slots=True)
class Alpha:
    """Agreement beyond chance: 1 is complete, 0 is what chance gives; None where nothing can be said."""

    alpha: float | None
    low: float | None  # 95% interval, from drawing units again
    high: float | None
    n_units: int  # with at least two coders
    n_yes: int  # values that are yes, over all coders


def alpha_of(units: Iterable[Sequence[bool]], *, n_draws: int = N_DRAWS, seed: int = 0) -> Alpha:
    """Krippendorff's alpha for nominal values (2011, "Computing Krippendorff's Alpha-Reliability", section C).

    Args:
        units: per statement the values that coders gave; those with fewer than two values do not count.
    """
    patterns = Counter((len(values), sum(values)) for values in units if len(values) > 1)
    n_units, n_yes = patterns.total(), sum(yes * n for (_, yes), n in patterns.items())
    alpha = _alpha(patterns)
    if alpha is None or n_units < MIN_UNITS:
        return Alpha(alpha, None, None, n_units, n_yes)
    chance = random.Random(seed)  # noqa: S311  draws for an interval, no secret
    kinds, weights = zip(*sorted(patterns.items()), strict=True)
    draws = (_alpha(Counter(chance.choices(kinds, weights, k=n_units))) for _ in range(n_draws))
    # a draw in which all values are alike leaves nothing to disagree about
    drawn = sorted(1.0 if value is None else value for value in draws)
    return Alpha(alpha, drawn[int(0.025 * n_draws)], drawn[int(0.975 * n_draws) - 1], n_units, n_yes)


def _alpha(patterns: Counter[tuple[int, int]]) -> float | None:
    """From how often each (number of values, number of yes) occurs; None where all values are alike."""
    n = sum(size * times for (size, _), times in patterns.items())
    n_yes = sum(yes * times for (_, yes), times in patterns.items())
    expected = n_yes * (n - n_yes)
    if not expected:
        return None
    # fsum: the same to the last digit in whatever order the statements come
    observed = fsum(times * yes * (size - yes) / (size - 1) for (size, yes), times in patterns.items())
    return 1 - (n - 1) * observed / expected
