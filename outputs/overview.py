"""Everything the writers show, counted once, so that no two outputs can disagree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from corpora.codebook import Codebook
from corpora.decisions import ENOUGH_REVIEWED
from corpora.records import Concern, Manifest, RunResult, Statement
from nlp.agreement import Agreement, agreement
from nlp.rounds import RoundComparison, compare_rounds
from nlp.statistics import MIN_FOR_PERCENTAGE, Share
from nlp.words import WordCount
from outputs.accounting import Step, account
from outputs.entries import Entry, make_entries
from outputs.figures import Figure, Heat, figures_per, heats_of, priorities_of, subthemes_of
from outputs.labels import Labels, labels_of
from outputs.noteworthy import choose_noteworthy
from outputs.quotes import check_masked, check_verbatim, quote_of, released
from outputs.safe import printable
from outputs.settings import OutputSettings

# "prioriteit", "wijk" -> name of the part -> its words, in the order to show
Panels = Mapping[str, Mapping[str, Sequence[WordCount]]]


@dataclass(frozen=True)  # without slots: what several writers ask for is kept
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
    concept: bool  # nobody has released a quote yet
    comparison: RoundComparison | None = None  # with the round before
    panels: Panels = field(default_factory=dict)

    @property
    def manifest(self) -> Manifest:
        """How the run was made."""
        return self.result.manifest

    @property
    def n_conversations(self) -> int:
        """Conversations with a statement in them; of the others nothing is counted."""
        return len({entry.statement.conversation_id for entry in self.entries})

    @property
    def n_reviewed(self) -> int:
        """Statements about whose themes people decided."""
        return min(dict(self.manifest.counts).get("reviewed", 0), len(self.entries))

    @property
    def n_to_review(self) -> int:
        """Statements about whose themes people must decide before this is no concept any more: half, at most a sample."""
        return min(ENOUGH_REVIEWED, -(-len(self.entries) // 2))

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

    @cached_property
    def entry_of(self) -> Mapping[str, Entry]:
        """Entries by statement id."""
        return {entry.statement.id: entry for entry in self.entries}

    @cached_property
    def quotable(self) -> tuple[Entry, ...]:
        """What may be quoted: all of it in a concept, afterwards only what people released."""
        return tuple(entry for entry in self.entries if entry.quote)

    @cached_property
    def noteworthy(self) -> tuple[Entry, ...]:
        """Quotes that together cover themes, groups and wijken."""
        return choose_noteworthy(self.entries, self.result, concept=self.concept)

    def narrowed(self, statements: Iterable[Statement]) -> Overview:
        """The same about these statements only: entries and people; everything else stays that of the run."""
        ids = {said.id for said in statements}
        entries = tuple(entry for entry in self.entries if entry.statement.id in ids)
        return replace(self, entries=entries, n_people=_people(entries))

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
    entries = make_entries(result, settings.k, quotes)
    enough = len(entries) >= MIN_FOR_PERCENTAGE
    return Overview(
        result=result,
        labels=labels,
        settings=settings,
        steps=account(result),
        entries=entries,
        priorities=priorities_of(entries, labels, settings.k, shares if enough else {}),
        subthemes=subthemes_of(entries, labels, settings.k),
        groups=figures_per(entries, lambda e: (e.statement.group,), settings.k),
        wijken=figures_per(entries, lambda e: (e.statement.wijk,), settings.k),
        heats=heats_of(entries, labels, settings.k),
        words=_words(words),
        n_people=_people(entries),
        agreement=agreement(result.taggings, result.statements, labels.subthemes),
        concept=not quotes,
        comparison=compare_rounds(result, previous, labels.priorities, k=settings.k) if previous else None,
        panels={aspect: _printable_panels(parts) for aspect, parts in (panels or {}).items()},
    )


def _people(entries: Iterable[Entry]) -> int:
    return len({entry.statement.person for entry in entries})


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


def _words(words: Iterable[WordCount]) -> tuple[WordCount, ...]:
    return tuple(sorted(_printable(words), key=lambda w: (-w.n_people, -w.n_statements, -w.n_words, w.word)))


def _printable(words: Iterable[WordCount]) -> tuple[WordCount, ...]:
    shown = (replace(word, word=printable(word.word)) for word in words)
    return tuple(word for word in shown if word.word)


def _printable_panels(parts: Mapping[str, Sequence[WordCount]]) -> dict[str, Sequence[WordCount]]:
    return {name: _printable(words) for name, words in parts.items()}
