"""Which terms set one group of people apart: weighted log-odds with an informative Dirichlet prior.

Monroe, Colaresi & Quinn (2008), "Fightin' Words", Political Analysis 16(4), equations 16-22. Counts are of
people, not of words, so that one person who repeats a word does not make it a word of the group.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from corpora.records import Statement
from nlp.terms import Term

# The prior weighs as much as this share of all counts together: enough to pull words that one or
# two people say towards the middle, too little to hide what ten people say.
PRIOR_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Keyness:
    """How much more one group says a term than the rest."""

    term: str
    n_target: int  # people in the group who say it
    n_rest: int
    log_odds: float  # above 0: said more in the group
    z: float  # log-odds divided by its standard error; above 1.96 is beyond chance at 5%


def count_people(statements: Sequence[Statement], terms: Sequence[Sequence[Term]]) -> dict[str, int]:
    """Term -> number of people who say it."""
    sayers: dict[str, set[str]] = defaultdict(set)
    for statement, row in zip(statements, terms, strict=True):
        for term in row:
            sayers[term.lemma].add(statement.person)
    return {lemma: len(people) for lemma, people in sayers.items()}


def distinguishing_terms(
    target: Mapping[str, int], rest: Mapping[str, int], *, prior: Mapping[str, float] | None = None
) -> tuple[Keyness, ...]:
    """Terms of the group, those that set it apart most first.

    Args:
        target: people in the group per term.
        rest: people outside the group per term.
        prior: pseudo-counts per term; by default all counts together, scaled down to `PRIOR_SHARE`.
    """
    n_target, n_rest = sum(target.values()), sum(rest.values())
    weights = _pooled(target, rest) if prior is None else prior
    sizes = n_target, n_rest, PRIOR_SHARE * (n_target + n_rest) if prior is None else sum(prior.values())
    found = [_keyness(term, target[term], rest.get(term, 0), weights.get(term, 0.0), sizes) for term in target]
    return tuple(sorted(found, key=lambda item: (-item.z, item.term)))


def _pooled(target: Mapping[str, int], rest: Mapping[str, int]) -> dict[str, float]:
    return {term: PRIOR_SHARE * (n + rest.get(term, 0)) for term, n in target.items()}


def _keyness(term: str, n_target: int, n_rest: int, weight: float, sizes: tuple[int, int, float]) -> Keyness:
    target_size, rest_size, prior_size = sizes
    said, said_elsewhere = n_target + weight, n_rest + weight
    # a vocabulary of one term leaves no other words; one pseudo-count keeps the odds finite
    other = max(target_size + prior_size - said, 1.0)
    other_elsewhere = max(rest_size + prior_size - said_elsewhere, 1.0)
    # a term outside a given prior that nobody else says would divide by zero
    said_elsewhere = max(said_elsewhere, 0.01)
    delta = log(said / other) - log(said_elsewhere / other_elsewhere)
    return Keyness(term, n_target, n_rest, delta, delta / sqrt(1 / said + 1 / said_elsewhere))
