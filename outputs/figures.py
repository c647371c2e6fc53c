"""How many people and statements stand behind everything, with small numbers kept back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpora.records import Statement
from corpora.small_numbers import suppress_table
from nlp.statistics import Share
from outputs.entries import Entry
from outputs.labels import NO_PRIORITY, Labels


@dataclass(frozen=True, slots=True)
class Figure:
    """How many people and statements; hidden when so few people are behind it that they could be recognised."""

    key: str
    name: str
    n_people: int
    n_statements: int
    hidden: bool
    parent: str = ""  # priority of a sub-theme
    share: Share | None = None  # None where nothing can be said


@dataclass(frozen=True, slots=True)
class Heat:
    """People per wijk, group or round and priority. A cell is None when it is hidden."""

    aspect: str  # in Dutch: "wijk", "groep", "ronde"
    columns: tuple[str, ...]  # priority ids
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]  # value of the aspect, people per priority
    some_unnamed: bool = False  # values of so few people that they have no row

    @property
    def any_hidden(self) -> bool:
        """Whether a reader must be told why cells are empty or rows are missing."""
        return self.some_unnamed or any(cell is None for _, cells in self.rows for cell in cells)

    @property
    def most(self) -> int:
        """The largest number shown."""
        return max((n or 0 for _, cells in self.rows for n in cells), default=0)


def figures_per(entries: Iterable[Entry], keys: Callable[[Entry], Iterable[str]], k: int) -> tuple[Figure, ...]:
    """One figure per key, most people first; an entry may have several keys."""
    people: dict[str, set[str]] = {}
    statements: dict[str, int] = {}
    for entry in entries:
        for key in keys(entry):
            people.setdefault(key, set()).add(entry.statement.person)
            statements[key] = statements.get(key, 0) + 1
    made = (Figure(key, key, len(people[key]), n, len(people[key]) < k) for key, n in statements.items())
    return tuple(sorted(made, key=lambda figure: (-figure.n_people, -figure.n_statements, figure.key)))


def priorities_of(entries: Sequence[Entry], labels: Labels, k: int, shares: Mapping[str, Share]) -> tuple[Figure, ...]:
    """Every priority in the order of the codebook, and what belongs to none."""
    found = {figure.key: figure for figure in figures_per(entries, lambda e: e.priorities, k)}
    order = [*labels.priorities, *sorted(set(found) - set(labels.priorities) - {NO_PRIORITY}), NO_PRIORITY]
    figures = []
    for key in order:
        n_people, n_statements = (found[key].n_people, found[key].n_statements) if key in found else (0, 0)
        hidden = 0 < n_people < k
        share = None if hidden else shares.get(key)
        figures.append(Figure(key, labels.priority(key), n_people, n_statements, hidden, share=share))
    return tuple(figures)


def subthemes_of(entries: Sequence[Entry], labels: Labels, k: int) -> tuple[Figure, ...]:
    """Sub-themes that were found, most people first."""
    parents = {s.subtheme: s.priority for e in entries if e.tagging for s in e.tagging.suggestions}
    return tuple(
        Figure(f.key, labels.subtheme(f.key), f.n_people, f.n_statements, f.hidden, parent=parents.get(f.key, ""))
        for f in figures_per(entries, lambda e: e.subthemes, k)
    )


def heats_of(entries: Sequence[Entry], labels: Labels, k: int) -> tuple[Heat, ...]:
    """Priorities per wijk, and per group and round where there are several."""
    aspects: tuple[tuple[str, Callable[[Statement], str], int], ...] = (
        ("wijk", lambda said: said.wijk, 1),
        ("groep", lambda said: said.group, 2),
        ("ronde", lambda said: said.ronde, 2),
    )
    made = ((_heat(entries, aspect, value, labels, k), fewest) for aspect, value, fewest in aspects)
    return tuple(heat for heat, fewest in made if len(heat.rows) >= fewest)


def _heat(entries: Sequence[Entry], aspect: str, value: Callable[[Statement], str], labels: Labels, k: int) -> Heat:
    columns = (*labels.priorities, NO_PRIORITY)
    spoke: dict[str, set[str]] = {}
    about: dict[tuple[str, str], set[str]] = {}
    for entry in entries:
        one, person = value(entry.statement), entry.statement.person
        spoke.setdefault(one, set()).add(person)
        for priority in entry.priorities:
            about.setdefault((one, priority), set()).add(person)
    unseen = len(spoke.pop("", ()))
    rows = {one: {column: len(about.get((one, column), ())) for column in columns} for one in sorted(spoke)}
    shown = suppress_table(rows, {one: len(people) for one, people in spoke.items()}, k=k, unseen=unseen)
    # of a group of one its name is enough to know who it was, so a row of few people is not even named
    named = [one for one in shown if len(spoke[one]) >= k]
    return Heat(aspect, columns, tuple((one, tuple(shown[one].values())) for one in named), len(named) < len(shown))
