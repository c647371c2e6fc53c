"""Which statements fit a filter, and how many people are behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from corpora.codebook import Codebook
from corpora.small_numbers import suppress_small, suppress_table
from web.explore.columns import CHUNK, Column, Columns, columns_of
from web.results.models import Result, Statement, WordForm

UNKNOWN = "onbekend"  # asks for statements of which something is not known
NONE = "geen"  # asks for statements without a theme, a priority or a concern
_PARTS = re.compile(r'"([^"]+)"|(\S+)')
N_WORDS = 8  # more make no narrower question


@dataclass(frozen=True, slots=True)
class Filter:
    """What somebody asks for; the names are those in the address."""

    woorden: str = ""
    wijk: str = ""
    groep: str = ""
    prioriteit: str = ""
    thema: str = ""
    zorg: str = ""
    toon: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filter:
        return cls(**{field.name: query.get(field.name, "").strip()[:200] for field in fields(cls)})

    def address(self, **changes: str) -> str:
        """The query of an address, with some of it changed."""
        asked = replace(self, **changes)
        return urlencode({name: value for field in fields(self) if (value := getattr(asked, name := field.name))})


def matching(results: Sequence[Result], asked: Filter) -> QuerySet[Statement]:
    """Statements of these runs that fit."""
    found = Statement.objects.filter(result__in=[result.pk for result in results])
    for name, value in (("wijk", asked.wijk), ("group", asked.groep), ("polarity", asked.toon)):
        if value:
            found = found.filter(**{name: "" if value == UNKNOWN else value})
    for name, value in (("themes", asked.thema), ("priorities", asked.prioriteit)):
        if value == NONE:
            found = found.filter(**{name: "|"})
        elif value:
            found = found.filter(**{f"{name}__contains": f"|{value}|"})
    if asked.zorg:
        found = found.filter(concern="" if asked.zorg == NONE else asked.zorg)
    for question in _questions(results, asked.woorden):
        found = found.filter(question)
    return found


def _questions(results: Sequence[Result], words: str) -> Iterable[Q]:
    """Words between quotation marks stand so in the text; others may be bent, or stand inside a compound."""
    parts = list(_PARTS.finditer(words))[:N_WORDS]
    single = [match.group(2).lower() for match in parts if match.group(2)]
    lemmas = _lemmas(results, single)
    for match in parts:
        if match.group(1):
            yield Q(text__icontains=match.group(1))
        else:
            word = match.group(2).lower().strip(".,;:!?()\"'")
            yield _said(word, lemmas.get(word, ()))


def _said(word: str, lemmas: Iterable[str]) -> Q:
    """The word or its lemma; a word that nobody said is taken for the start of one."""
    keys = {word, *lemmas}
    question = Q(search__contains=f" {word}") if not lemmas else Q()
    for key in sorted(keys):
        question |= Q(search__contains=f" {key} ")
    return question


def _lemmas(results: Sequence[Result], words: Sequence[str]) -> dict[str, set[str]]:
    asked = [word.strip(".,;:!?()\"'") for word in words]
    known: dict[str, set[str]] = {}
    rows = WordForm.objects.filter(result__in=[result.pk for result in results], form__in=asked)
    for form, lemma in rows.values_list("form", "lemma"):
        known.setdefault(form, set()).add(lemma)
    return known


@dataclass(frozen=True, slots=True)
class Number:
    """People behind one value of a filter; None: so few that they could be recognised."""

    key: str
    name: str
    n_people: int | None
    n_statements: int
    address: str  # query that opens the statements


@dataclass(frozen=True, slots=True)
class Counts:
    """All numbers of one page, from one look at the statements."""

    n_statements: int
    n_people: int
    columns: tuple[tuple[str, str], ...]  # id and name of each priority
    heat: tuple[tuple[str, tuple[Number, ...]], ...]  # wijk, people per priority
    wijken: tuple[Number, ...]
    groups: tuple[Number, ...]
    themes: tuple[Number, ...]
    concerns: tuple[Number, ...]
    tones: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class _Tally:
    """People and statements per value."""

    people: dict[Any, int]
    statements: dict[Any, int]


class _Rows:
    """The statements that were found, column by column.

    A loop in Python over each statement and column would take longer than a page may.
    """

    def __init__(self, columns: Columns, found: QuerySet[Statement]) -> None:
        import numpy as np

        keys = found.order_by().values_list("pk", flat=True).iterator(chunk_size=CHUNK)
        self.columns = columns.by_name
        self.places = np.flatnonzero(np.isin(columns.pk, np.fromiter(keys, int)))
        self.person = self.columns["person"].codes[self.places]
        self.n_statements, self.n_people = len(self.places), len(np.unique(self.person))

    def by(self, name: str) -> _Tally:
        """Per value of a column."""
        column = self.columns[name]
        return self._tally(column.codes[self.places], self.person, column.keys)

    def by_listed(self, name: str, beside: str = "") -> _Tally:
        """Per item of a column that lists them, "|a|b|"; with another column beside it per pair of (other, item)."""
        import numpy as np

        listed = self.columns[name]
        other = self.columns[beside] if beside else Column(np.zeros_like(listed.codes), ("",))
        items = [[part for part in key.split("|") if part] or [NONE] for key in listed.keys]
        number = {item: place for place, item in enumerate(dict.fromkeys(item for row in items for item in row))}
        parts, people = [np.zeros(0, int)], [np.zeros(0, int)]
        for place in range(max(map(len, items), default=0)):  # the first item of each, the second, ...
            of_key = np.array([number[row[place]] if place < len(row) else -1 for row in items])
            codes = of_key[listed.codes[self.places]]
            there = codes >= 0
            parts.append((other.codes[self.places] * len(number) + codes)[there])
            people.append(self.person[there])
        keys = [(left, item) if beside else item for left in other.keys for item in number]
        return self._tally(np.concatenate(parts), np.concatenate(people), keys)

    def _tally(self, codes: Any, people: Any, keys: Sequence[Any]) -> _Tally:
        """Only of values that occur among these statements."""
        import numpy as np

        n = np.bincount(codes, minlength=len(keys))
        spoke = np.zeros((len(keys), len(self.columns["person"].keys)), bool)
        spoke[codes, people] = True
        occurring = np.flatnonzero(n).tolist()
        n_people = spoke.sum(axis=1)
        return _Tally({keys[i]: int(n_people[i]) for i in occurring}, {keys[i]: int(n[i]) for i in occurring})


def count(
    results: Sequence[Result], asked: Filter, *, codebook: Codebook, k: int, concerns: Mapping[str, str]
) -> Counts:
    """Count people once for every list and table of the page.

    Args:
        k: numbers of fewer people are kept back.
        concerns: names by key.
    """
    rows = _Rows(columns_of(results), matching(results, asked))
    named = {one.id: one.label for one in codebook.subthemes}
    shown = (*((one.id, one.label) for one in codebook.priorities), (NONE, "Geen prioriteit"))
    wijken = rows.by("wijk")
    return Counts(
        n_statements=rows.n_statements,
        n_people=rows.n_people,
        columns=shown,
        heat=_heat(rows.by_listed("priorities", beside="wijk"), wijken, shown, asked, k),
        wijken=_numbers(wijken, "wijk", asked, k, {}),
        groups=_numbers(rows.by("group"), "groep", asked, k, {}),
        themes=_numbers(rows.by_listed("themes"), "thema", asked, k, named),
        concerns=_numbers(rows.by("concern"), "zorg", asked, k, concerns),
        tones=_numbers(rows.by("polarity"), "toon", asked, k, {}),
    )


def _numbers(tally: _Tally, name: str, asked: Filter, k: int, labels: Mapping[str, str]) -> tuple[Number, ...]:
    shown = suppress_small(tally.people, k=k)
    made = [_number(name, key, shown[key], tally.statements[key], asked, labels) for key in tally.people]
    return tuple(sorted(made, key=lambda one: (-(one.n_people or 0), one.name)))


def _number(name: str, key: str, n_people: int | None, n: int, asked: Filter, labels: Mapping[str, str]) -> Number:
    empty = {"wijk": "wijk onbekend", "groep": "groep onbekend", "zorg": "hoort nergens bij", "toon": "niet bepaald"}
    label = labels.get(key) or (key if key and key != NONE else empty.get(name, "geen thema"))
    value = key or (NONE if name == "zorg" else UNKNOWN)
    return Number(key, label, n_people, n, asked.address(**{name: value}))


def _heat(
    cells: _Tally, wijken: _Tally, columns: Sequence[tuple[str, str]], asked: Filter, k: int
) -> tuple[tuple[str, tuple[Number, ...]], ...]:
    """People per wijk and priority; wijken of few people and small numbers are kept back, as in the report."""
    order = sorted(wijken.people, key=lambda wijk: (not wijk, wijk))
    rows = {wijk: {column: cells.people.get((wijk, column), 0) for column, _ in columns} for wijk in order}
    return tuple(
        (wijk or "wijk onbekend", tuple(_cell(wijk, column, n, cells, asked) for column, n in shown.items()))
        for wijk, shown in suppress_table(rows, wijken.people, k=k).items()
    )


def _cell(wijk: str, column: str, n_people: int | None, cells: _Tally, asked: Filter) -> Number:
    n = cells.statements.get((wijk, column), 0)
    return Number(column, wijk, n_people, n, asked.address(wijk=wijk or UNKNOWN, prioriteit=column))


def choices(results: Sequence[Result]) -> dict[str, list[Any]]:
    """Wijken and groups that occur, for the form."""
    columns = columns_of(results).by_name
    return {name: sorted(filter(None, columns[key].keys)) for name, key in (("wijken", "wijk"), ("groepen", "group"))}
