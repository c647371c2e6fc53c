"""Everything the writers show, counted once, so that no two outputs can disagree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpora.codebook import Codebook
from corpora.records import Concern, Evidence, Manifest, RunResult, Statement, Tagging
from nlp.agreement import Agreement, agreement
from nlp.rounds import RoundComparison, compare_rounds
from nlp.statistics import MIN_FOR_PERCENTAGE, Share, suppress_small
from nlp.words import WordCount
from outputs.accounting import Step, account
from outputs.labels import NO_PRIORITY, Labels, labels_of
from outputs.quotes import Attributions, Quote, check_masked, check_verbatim, quote_of, released
from outputs.recognisable import warnings
from outputs.safe import printable
from outputs.settings import OutputSettings

# "prioriteit", "wijk" -> name of the part -> its words, in the order to show
Panels = Mapping[str, Mapping[str, Sequence[WordCount]]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement with everything that is known about it."""

    statement: Statement
    tagging: Tagging | None
    priorities: tuple[str, ...]  # ids; (NO_PRIORITY,) when there is none
    subthemes: tuple[str, ...]
    concern: str  # id, or ""
    group: str  # as far as it may be told
    wijk: str
    line: str  # attribution under the quote
    quote: Quote | None = None  # None: people have not released it, so it is not quoted
    warning: str = ""  # Dutch: why its teller could be recognised

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Stretches that carried a suggestion, merged and in order."""
        found = self.tagging.suggestions if self.tagging else ()
        spans = sorted((e.start, e.end, e.weight) for s in found for e in s.evidence if e.weight > 0)
        merged: list[Evidence] = []
        for start, end, weight in spans:
            if merged and start <= merged[-1].end:
                last = merged.pop()
                merged.append(Evidence(last.start, max(last.end, end), max(last.weight, weight)))
            else:
                merged.append(Evidence(start, end, weight))
        return tuple(merged)


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

    @property
    def any_hidden(self) -> bool:
        """Whether a reader must be told why cells are empty."""
        return any(cell is None for _, cells in self.rows for cell in cells)

    @property
    def most(self) -> int:
        """The largest number shown."""
        return max((n or 0 for _, cells in self.rows for n in cells), default=0)


@dataclass(frozen=True, slots=True)
class Overview:
    """All that a run found, ready to be shown. Made by `overview`, changed by nobody."""

    result: RunResult
    labels: Labels
    settings: OutputSettings
    steps: tuple[Step, ...]
    entries: tuple[Entry, ...]
    priorities: tuple[Figure, ...]
    subthemes: tuple[Figure, ...]
    groups: tuple[Figure, ...]
    wijken: tuple[Figure, ...]
    heats: tuple[Heat, ...]  # per wijk, then per group and round where there are several
    words: tuple[WordCount, ...]  # all of them, most people first
    n_people: int
    agreement: Agreement
    concept: bool  # nobody has released a quote yet: every page says so
    comparison: RoundComparison | None = None  # with the round before
    panels: Panels = field(default_factory=dict)

    @property
    def manifest(self) -> Manifest:
        """How the run was made."""
        return self.result.manifest

    @property
    def shown_words(self) -> tuple[WordCount, ...]:
        """Words that at least `k` people said and nobody wants out."""
        return self.allowed(self.words)

    def allowed(self, words: Iterable[WordCount]) -> tuple[WordCount, ...]:
        """Those of these words that a cloud may show."""
        k, hidden = self.settings.k, self.settings.hidden_words
        return tuple(w for w in words if w.n_people >= k and not {w.word.lower(), w.lemma} & hidden)

    @property
    def concerns(self) -> tuple[Concern, ...]:
        """Concerns of at least `k` people, most people first."""
        kept = (c for c in self.result.concerns.concerns if c.n_people >= self.settings.k)
        return tuple(sorted(kept, key=lambda c: (-c.n_people, -len(c.members), c.id)))

    @property
    def entry_of(self) -> Mapping[str, Entry]:
        """Entries by statement id."""
        return {entry.statement.id: entry for entry in self.entries}

    @property
    def quotable(self) -> tuple[Entry, ...]:
        """What may be quoted: all of it in a concept, afterwards only what people released."""
        return tuple(entry for entry in self.entries if entry.quote)

    def colour(self, priority: str) -> str:
        """Colour of a priority in the house style."""
        return self.settings.style.colour_of(priority, tuple(self.labels.priorities))


def overview(
    result: RunResult,
    *,
    words: Sequence[WordCount],
    shares: Mapping[str, Share],
    codebook: Codebook | Labels,
    settings: OutputSettings,
    previous: RunResult | None = None,
    panels: Panels | None = None,
) -> Overview:
    """Count once what all writers show.

    Args:
        words: what is said and by how many.
        shares: share of the statements per priority id, from `nlp.statistics.share_of`.
        codebook: a codebook of `corpora`, or `Labels`.
        previous: the run of the round before, to compare with.
        panels: words per part of the city, for clouds beside each other.
    Raises:
        NotMaskedError: a conversation was not masked.
        NotVerbatimError: a statement or a shortened quote is not found in its conversation.
    """
    quotes = released(result)
    check_masked(result.conversations)
    check_verbatim((*(quote_of(said) for said in result.statements), *quotes.values()), result.conversations)
    result, labels = _ordered(result), labels_of(codebook)
    entries = _entries(result, settings.k, quotes)
    enough = len(entries) >= MIN_FOR_PERCENTAGE
    return Overview(
        result=result,
        labels=labels,
        settings=settings,
        steps=account(result),
        entries=entries,
        priorities=_priorities(entries, labels, settings.k, shares if enough else {}),
        subthemes=_subthemes(entries, labels, settings.k),
        groups=_figures(entries, lambda e: (e.statement.group,), settings.k),
        wijken=_figures(entries, lambda e: (e.statement.wijk,), settings.k),
        heats=_heats(entries, labels, settings.k),
        words=_words(words),
        n_people=len({entry.statement.person for entry in entries}),
        agreement=agreement(result.taggings, result.statements, labels.subthemes),
        concept=not quotes,
        comparison=compare_rounds(result, previous, labels.priorities, k=settings.k) if previous else None,
        panels={} if panels is None else panels,
    )


def _ordered(result: RunResult) -> RunResult:
    """The same run with everything in one order, whatever order it was found in."""
    return replace(
        result,
        conversations=tuple(sorted(result.conversations, key=lambda talk: (talk.source, talk.id))),
        masks=tuple(sorted(result.masks, key=lambda item: item[0])),
        statements=tuple(
            sorted(result.statements, key=lambda said: (said.source, said.conversation_id, said.start, said.id))
        ),
        passages=tuple(sorted(result.passages, key=lambda piece: (piece.conversation_id, piece.start, piece.end))),
        taggings=tuple(sorted(result.taggings, key=lambda found: found.statement_id)),
        files=tuple(sorted(result.files, key=lambda report: (report.source, report.sha256))),
        rejected=tuple(sorted(result.rejected, key=lambda item: (item.source, item.place, item.reason))),
    )


def _entries(result: RunResult, k: int, quotes: Mapping[str, Quote]) -> tuple[Entry, ...]:
    taggings = {found.statement_id: found for found in result.taggings}
    concerns = {member: concern.id for concern in result.concerns.concerns for member in concern.members}
    told, alarming = Attributions(result.statements, k=k), warnings(result.statements, k=k)
    return tuple(
        replace(
            _entry(said, taggings.get(said.id), concerns.get(said.id, ""), told),
            quote=quotes.get(said.id) if quotes else quote_of(said),
            warning=alarming.get(said.id, ""),
        )
        for said in result.statements
    )


def _entry(said: Statement, tagging: Tagging | None, concern: str, told: Attributions) -> Entry:
    found = tagging.suggestions if tagging else ()
    group, wijk = told.shown(said)
    return Entry(
        statement=said,
        tagging=tagging,
        priorities=(tagging.priorities if tagging else ()) or (NO_PRIORITY,),
        subthemes=tuple(dict.fromkeys(suggestion.subtheme for suggestion in found)),
        concern=concern,
        group=group,
        wijk=wijk,
        line=told.line(said),
    )


def _words(words: Iterable[WordCount]) -> tuple[WordCount, ...]:
    shown = (replace(word, word=printable(word.word)) for word in words)
    return tuple(sorted((w for w in shown if w.word), key=lambda w: (-w.n_people, -w.n_statements, -w.n_words, w.word)))


def _figures(entries: Iterable[Entry], keys: Callable[[Entry], Iterable[str]], k: int) -> tuple[Figure, ...]:
    people: dict[str, set[str]] = {}
    statements: dict[str, int] = {}
    for entry in entries:
        for key in keys(entry):
            people.setdefault(key, set()).add(entry.statement.person)
            statements[key] = statements.get(key, 0) + 1
    made = (Figure(key, key, len(people[key]), n, len(people[key]) < k) for key, n in statements.items())
    return tuple(sorted(made, key=lambda figure: (-figure.n_people, -figure.n_statements, figure.key)))


def _priorities(entries: Sequence[Entry], labels: Labels, k: int, shares: Mapping[str, Share]) -> tuple[Figure, ...]:
    found = {figure.key: figure for figure in _figures(entries, lambda e: e.priorities, k)}
    order = [*labels.priorities, *sorted(set(found) - set(labels.priorities) - {NO_PRIORITY}), NO_PRIORITY]
    figures = []
    for key in order:
        n_people, n_statements = (found[key].n_people, found[key].n_statements) if key in found else (0, 0)
        hidden = 0 < n_people < k
        share = None if hidden else shares.get(key)
        figures.append(Figure(key, labels.priority(key), n_people, n_statements, hidden, share=share))
    return tuple(figures)


def _subthemes(entries: Sequence[Entry], labels: Labels, k: int) -> tuple[Figure, ...]:
    parents = {s.subtheme: s.priority for e in entries if e.tagging for s in e.tagging.suggestions}
    return tuple(
        Figure(f.key, labels.subtheme(f.key), f.n_people, f.n_statements, f.hidden, parent=parents.get(f.key, ""))
        for f in _figures(entries, lambda e: e.subthemes, k)
    )


def _heats(entries: Sequence[Entry], labels: Labels, k: int) -> tuple[Heat, ...]:
    aspects: tuple[tuple[str, Callable[[Statement], str], int], ...] = (
        ("wijk", lambda said: said.wijk, 1),
        ("groep", lambda said: said.group, 2),
        ("ronde", lambda said: said.ronde, 2),
    )
    made = ((_heat(entries, aspect, value, labels, k), fewest) for aspect, value, fewest in aspects)
    return tuple(heat for heat, fewest in made if len(heat.rows) >= fewest)


def _heat(entries: Sequence[Entry], aspect: str, value: Callable[[Statement], str], labels: Labels, k: int) -> Heat:
    columns = (*labels.priorities, NO_PRIORITY)
    people: dict[tuple[str, str], set[str]] = {}
    for entry in entries:
        for priority in entry.priorities:
            people.setdefault((value(entry.statement), priority), set()).add(entry.statement.person)
    values = sorted({value(entry.statement) for entry in entries} - {""})
    shown = {
        column: suppress_small({one: len(people.get((one, column), ())) for one in values}, k=k) for column in columns
    }
    return Heat(aspect, columns, tuple((one, tuple(shown[column][one] for column in columns)) for one in values))
