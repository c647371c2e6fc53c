"""The few quotes that every report opens up with: chosen once, the same in each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from corpora.records import RunResult
from nlp.quotes import choose_quotes
from outputs.entries import Entry

N_NOTEWORTHY = 8


def choose_noteworthy(entries: Sequence[Entry], result: RunResult, *, concept: bool) -> tuple[Entry, ...]:
    """Quotes that together cover themes, groups and wijken; the surest first.

    A concept proposes none that could point at its teller or that speaks of somebody whose name is masked; what people
    released stays, whatever it says.
    """
    left_out = frozenset(_delicate(entries, result)) if concept else frozenset()
    with_theme = {
        entry.statement.id: entry
        for entry in entries
        if entry.quote and entry.subthemes and entry.statement.id not in left_out
    }
    chosen = choose_quotes(
        [entry.statement for entry in with_theme.values()],
        N_NOTEWORTHY,
        themes={key: entry.priorities for key, entry in with_theme.items()},
        preference={key: 1 - (entry.tagging.doubt if entry.tagging else 1) for key, entry in with_theme.items()},
    )
    return tuple(with_theme[statement.id] for statement in chosen)


def _delicate(entries: Collection[Entry], result: RunResult) -> Iterator[str]:
    """Statements that an editor must look at before anyone proposes them as a quote."""
    masks = dict(result.masks)
    for said, warning in ((entry.statement, entry.warning) for entry in entries):
        if warning or any(m.start < said.end and said.start < m.end for m in masks.get(said.conversation_id, ())):
            yield said.id
