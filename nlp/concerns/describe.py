"""Concerns as people see them: title, terms, quotes and counts for each group of statements."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpora.records import Concern, Statement, Tagging
from nlp.concerns.identity import Draft
from nlp.concerns.labels import atypical_quotes, choose_title, key_terms, shown_terms, title_weights, typical_quotes
from nlp.keyness import count_people
from nlp.terms import Term

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Material:
    """All statements in canonical order, with what is known of each; the lists are parallel."""

    statements: Sequence[Statement]
    docs: Sequence[Doc]
    terms: Sequence[Sequence[Term]]
    taggings: Mapping[str, Tagging]  # by statement id; may be empty

    def of(self, members: frozenset[str]) -> Material:
        """Only these statements."""
        rows = [i for i, statement in enumerate(self.statements) if statement.id in members]
        return Material(
            statements=[self.statements[i] for i in rows],
            docs=[self.docs[i] for i in rows],
            terms=[self.terms[i] for i in rows],
            taggings=self.taggings,
        )


def telling_terms(groups: Sequence[Collection[str]], material: Material, *, k: int) -> list[tuple[str, ...]]:
    """The terms that set each group apart, best first; those that fewer than `k` of all people say are left out."""
    everyone = count_people(material.statements, material.terms)
    return [_labels(material.of(frozenset(group)), everyone, k)[0] for group in groups]


def describe(
    drafts: Mapping[str, Draft],
    material: Material,
    belonging: Mapping[str, float],
    *,
    k: int,
    taken: Collection[str] = (),
) -> tuple[Concern, ...]:
    """Concerns with all that is said about them, those of most people first.

    Args:
        belonging: per statement id, how well it fits its group.
        k: terms of fewer people are not shown.
        taken: titles that are used already, in lower case.
    """
    everyone = count_people(material.statements, material.terms)
    mine = {key: material.of(draft.members) for key, draft in drafts.items()}
    n_people = {key: len({statement.person for statement in own.statements}) for key, own in mine.items()}
    concerns: list[Concern] = []
    used = {*taken} | {draft.title.lower() for key, draft in drafts.items() if _still_said(draft.title, mine[key])}
    for key in sorted(drafts, key=lambda key: (-n_people[key], key)):
        concerns.append(_concern(drafts[key], mine[key], _labels(mine[key], everyone, k), belonging, used))
        used.add(concerns[-1].title.lower())
    return tuple(concerns)


def _concern(
    draft: Draft,
    own: Material,
    labels: tuple[tuple[str, ...], dict[str, float]],
    belonging: Mapping[str, float],
    taken: set[str],
) -> Concern:
    terms, weight = labels
    kept_title = draft.title if _still_said(draft.title, own) else ""
    title = kept_title or choose_title(own.statements, own.docs, own.terms, weight, taken)
    typical = typical_quotes(own.statements, own.docs, own.terms, belonging, title)
    return Concern(
        id=draft.id,
        title=title,
        terms=terms,
        members=tuple(sorted(draft.members)),
        stability=round(draft.stability, 3),
        typical=typical,
        atypical=atypical_quotes(own.statements, belonging, own.taggings, typical),
        n_people=len({statement.person for statement in own.statements}),
        n_conversations=len({statement.conversation_id for statement in own.statements}),
        name=draft.name,
        parent=draft.parent,
    )


def _labels(own: Material, everyone: Mapping[str, int], k: int) -> tuple[tuple[str, ...], dict[str, float]]:
    """The terms to show, and how telling each term is."""
    keyness = key_terms(own.statements, own.terms, everyone)
    weight = title_weights(own.statements, own.terms, keyness, own.taggings)
    return shown_terms(own.terms, keyness, weight, everyone, k=k), weight


def _still_said(title: str, own: Material) -> bool:
    return bool(title) and any(title in statement.text for statement in own.statements)
