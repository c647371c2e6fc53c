"""Blind second coding: the same sample by several people, the machine as one more coder, and what they differ on."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpora.agreement import Alpha, alpha_of
from corpora.decisions import ENOUGH_REVIEWED
from web.results.models import Result, Statement
from web.results.review import codebook_of
from web.review.models import Coding, Sample
from web.rounds.models import Round

SIZES = (20, 50, ENOUGH_REVIEWED)
MACHINE = "computer"
# Krippendorff (2004): under 0.667 draw no conclusions, from 0.8 on rely on it
FAIR, GOOD = 0.667, 0.8
MIN_SEEN = 10  # times that somebody saw the theme; of fewer one difference more or less decides

Codings = dict[str, dict[str, frozenset[str]]]  # statement -> coder -> themes


def draw(result: Result, size: int, *, by: Any, note: str = "") -> Sample:
    """A sample by chance, with statements of every kind: the keys alone decide, so that it can be drawn again."""
    keys = sorted(result.statements.values_list("key", flat=True))
    number = Sample.objects.filter(round=result.job.round).count()
    chance = random.Random(f"{result.run_id}/{number}")  # noqa: S311  a sample, no secret
    return Sample.objects.create(
        round=result.job.round, keys=chance.sample(keys, min(size, len(keys))), by=by, note=note
    )


def left_for(sample: Sample, result: Result, user: Any) -> list[Statement]:
    """What this person has still to code, in the order of the sample; what this run does not know is left out."""
    done = Coding.objects.filter(sample=sample, coder=user).values("statement_key")
    order = {key: number for number, key in enumerate(sample.keys)}
    left = result.statements.filter(key__in=sample.keys).exclude(key__in=done)
    return sorted(left, key=lambda one: order[one.key])


def code(sample: Sample, key: str, themes: Sequence[str], *, by: Any) -> bool:
    """Put down what somebody saw; False when this person had coded it already."""
    _, created = Coding.objects.get_or_create(
        sample=sample, statement_key=key, coder=by, defaults={"themes": sorted(themes)}
    )
    return created


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement about one theme."""

    theme: str
    name: str
    people: Alpha
    with_machine: Alpha

    @property
    def verdict(self) -> str:
        """In plain Dutch; good only where the whole interval is."""
        alpha, low = self.people.alpha, self.people.low
        if alpha is None or self.people.n_yes < MIN_SEEN:
            return "te weinig voorbeelden om iets te zeggen"
        if alpha < FAIR:
            return "te laag: bespreek de regels"
        if low is None or low < FAIR:
            return "nog onzeker: beoordeel er meer"
        return "goed" if alpha >= GOOD else "redelijk"


def codings(sample: Sample) -> Codings:
    """What people saw, per statement and coder."""
    found: Codings = {key: {} for key in sample.keys}
    for row in Coding.objects.filter(sample=sample).select_related("coder"):
        if row.statement_key in found:
            found[row.statement_key][row.coder.username] = frozenset(row.themes)
    return found


def of_machine(result: Result, keys: Sequence[str]) -> dict[str, frozenset[str]]:
    """What the machine suggested, before people decided."""
    statements = result.statements.filter(key__in=keys).prefetch_related("suggestions")
    return {one.key: frozenset(s.subtheme for s in one.suggestions.all()) for one in statements}


def agreement(sample: Sample, result: Result, round_: Round) -> list[Agreement]:
    """Per theme that anybody saw, those said most first."""
    people, machine = codings(sample), of_machine(result, sample.keys)
    names = {one.id: one.label for one in codebook_of(round_.codebook).subthemes}
    seen = {theme for coders in people.values() for themes in coders.values() for theme in themes}
    made = [
        Agreement(
            theme,
            names.get(theme, theme),
            alpha_of(_values(people, {}, theme)),
            alpha_of(_values(people, machine, theme)),
        )
        for theme in seen
    ]
    return sorted(made, key=lambda one: (-one.people.n_yes, one.name))


def together(sample: Sample) -> Alpha:
    """Agreement over all themes at once: each theme of each statement is a question."""
    people = codings(sample)
    seen = sorted({theme for coders in people.values() for themes in coders.values() for theme in themes})
    return alpha_of([values for theme in seen for values in _values(people, {}, theme)])


def _values(people: Codings, machine: Mapping[str, frozenset[str]], theme: str) -> list[list[bool]]:
    return [
        [theme in themes for themes in coders.values()] + ([theme in machine[key]] if coders and key in machine else [])
        for key, coders in people.items()
    ]


@dataclass(frozen=True, slots=True)
class Difference:
    """A statement that people coded differently."""

    statement: Statement
    coders: dict[str, list[str]]  # name -> names of themes
    machine: list[str]
    anybody: frozenset[str]  # themes that somebody saw


def differences(sample: Sample, result: Result, round_: Round) -> list[Difference]:
    """Statements that are not settled: at least two people, not the same themes, nothing decided."""
    people, machine = codings(sample), of_machine(result, sample.keys)
    names = {one.id: one.label for one in codebook_of(round_.codebook).subthemes}
    differ = [key for key, coders in people.items() if len(coders) > 1 and len(set(coders.values())) > 1]
    statements = {one.key: one for one in result.statements.filter(key__in=differ, done=False)}
    return [
        Difference(
            statements[key],
            {name: [names.get(one, one) for one in sorted(themes)] for name, themes in sorted(people[key].items())},
            [names.get(one, one) for one in sorted(machine.get(key, ()))],
            frozenset().union(*people[key].values()),
        )
        for key in differ
        if key in statements
    ]
