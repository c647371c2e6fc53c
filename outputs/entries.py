"""Every statement with all that is known about it, and what of that may be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from corpora.records import Evidence, RunResult, Statement, Tagging
from outputs.evidence import shown_evidence
from outputs.labels import NO_PRIORITY
from outputs.quotes import Attributions, Quote, quote_of
from outputs.recognisable import warnings


@dataclass(frozen=True)  # without slots: the evidence is kept
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
    def origin(self) -> str:
        """File and place in it; "" where the group or wijk is kept back, since the name of a file may tell them."""
        said = self.statement
        kept_back = (self.group, self.wijk) != (said.group, said.wijk)
        return "" if kept_back else ", ".join(part for part in (said.source, said.place) if part)

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """Stretches that carried a suggestion, merged and in order."""
        found = self.tagging.suggestions if self.tagging else ()
        text = self.statement.text
        spans = sorted((e.start, e.end, e.weight) for s in found for e in shown_evidence(text, s.evidence))
        merged: list[Evidence] = []
        for start, end, weight in spans:
            if merged and start <= merged[-1].end:
                last = merged.pop()
                merged.append(Evidence(last.start, max(last.end, end), max(last.weight, weight)))
            else:
                merged.append(Evidence(start, end, weight))
        return tuple(merged)


def make_entries(result: RunResult, k: int, quotes: Mapping[str, Quote]) -> tuple[Entry, ...]:
    """Entries in the order of the statements.

    Args:
        quotes: what people released, by statement id; nothing released means a concept, in which all may be quoted.
    """
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
