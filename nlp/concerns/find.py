"""From statements to concerns: the steps in order, and a clear answer where there are too few statements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpora.decisions import ConcernDecision
from corpora.records import Concern, Concerns, Statement, Tagging
from nlp.concerns.decisions import apply_decisions
from nlp.concerns.describe import Material, describe, telling_terms
from nlp.concerns.grouping import NOWHERE, Grouping, group_statements
from nlp.concerns.identity import Draft, carry_over
from nlp.concerns.likeness import Themes, about, themes_of
from nlp.concerns.parts import split_large
from nlp.concerns.space import build_space
from nlp.words import find_all_terms

if TYPE_CHECKING:
    from spacy.tokens import Doc

MIN_STATEMENTS = 30
MIN_PEOPLE = 3  # fewer people share no concern, and could be told apart
FIRM = 0.6  # stability under which a concern is called unsure (Hennig 2008: no more than a pattern)


def find_concerns(
    statements: Sequence[Statement],
    taggings: Sequence[Tagging] | None,
    docs: Sequence[Doc],
    *,
    n_concerns: int | None = None,
    k: int = 3,
    decisions: Sequence[ConcernDecision] = (),
    previous: Concerns | None = None,
    themes_before: Themes | None = None,
    seed: int = 0,
) -> Concerns:
    """Find what residents are concerned about; the same for any order of the statements.

    Args:
        taggings: themes per statement, in any order; None: by words only.
        docs: the parsed text of each statement, parallel to `statements`.
        n_concerns: how many to give, as near as the material allows; None: as many as stay put.
        k: words that fewer people say, in all statements, are not among the terms of a concern.
        decisions: what people decided about concerns, oldest first; they outweigh what the machine finds.
        previous: the concerns of the run before; their ids, titles and names carry on.
        themes_before: sub-themes of the statements of the run before.
    Returns:
        Concerns, those of most people first, and every other statement as unassigned.
    Raises:
        ValueError: `docs` is not parallel to `statements`.
    """
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    if len(docs) != len(statements):
        raise ValueError(f"{len(statements)} statements with {len(docs)} docs: give one doc per statement")
    material = _in_order(statements, docs, taggings)
    ids = [statement.id for statement in material.statements]
    if remark := _too_little(material.statements):
        return Concerns((), tuple(ids), remark)
    people = [statement.person for statement in material.statements]
    # One thread: the products are small, threads cost more than they bring, and rounding is the same on any machine.
    with threadpool_limits(limits=1, user_api="blas"):
        space = build_space(material.terms, None if taggings is None else [material.taggings[key] for key in ids])
        grouping = group_statements(space, ids, people, min_people=MIN_PEOPLE, n_groups=n_concerns, seed=seed)
    before = previous.concerns if previous else ()
    below_before = previous.subconcerns if previous else ()
    about_parts = {concern.id for concern in below_before}
    above = [decision for decision in decisions if decision.concern not in about_parts]
    drafts, conflicts = apply_decisions(
        _drafts(grouping, material, previous, themes_before, k=k), above, before, known=ids
    )
    parts, who = dict(zip(ids, grouping.parts.tolist(), strict=True)), dict(zip(ids, people, strict=True))
    below = split_large(
        drafts, parts, grouping.part_stability.tolist(), who, below_before, decisions, min_people=MIN_PEOPLE
    )
    belonging = dict(zip(ids, grouping.belonging.tolist(), strict=True))
    concerns = describe(drafts, material, belonging, k=k)
    above_titles = {concern.title.lower() for concern in concerns}
    subconcerns = describe(below, material, belonging, k=k, taken=above_titles)
    assigned = {key for concern in concerns for key in concern.members}
    unassigned = tuple(key for key in ids if key not in assigned)
    return Concerns(concerns, unassigned, _remark(concerns, unassigned, len(ids)), conflicts, subconcerns)


def _in_order(statements: Sequence[Statement], docs: Sequence[Doc], taggings: Sequence[Tagging] | None) -> Material:
    """By statement id: whatever the order they came in, chance and rounding fall the same way."""
    terms = find_all_terms(statements, docs)
    rows = sorted(zip(statements, docs, terms, strict=True), key=lambda row: row[0].id)
    return Material(
        statements=[row[0] for row in rows],
        docs=[row[1] for row in rows],
        terms=[row[2] for row in rows],
        taggings={tagging.statement_id: tagging for tagging in taggings or ()},
    )


def _drafts(
    grouping: Grouping, material: Material, previous: Concerns | None, themes_before: Themes | None, *, k: int
) -> dict[str, Draft]:
    ids = [statement.id for statement in material.statements]
    groups: list[list[str]] = [[] for _ in grouping.stability]
    for key, group in zip(ids, grouping.groups.tolist(), strict=True):
        if group != NOWHERE:
            groups[group].append(key)
    belonging = dict(zip(ids, grouping.belonging.tolist(), strict=True))
    hearts = [max(group, key=lambda key: (belonging[key], key)) for group in groups]
    before, told = previous.concerns if previous else (), []
    if previous and _is_new_round(ids, previous):
        terms, themes = telling_terms(groups, material, k=k), themes_of(material.taggings.values())
        told = [about(row, group, themes) for row, group in zip(terms, groups, strict=True)]
    return carry_over(groups, grouping.stability.tolist(), hearts, before, told=told, themes=themes_before)


def _is_new_round(ids: Sequence[str], previous: Concerns) -> bool:
    known = {*previous.unassigned, *(member for concern in previous.concerns for member in concern.members)}
    return known.isdisjoint(ids)


def _too_little(statements: Sequence[Statement]) -> str:
    n, n_people = len(statements), len({statement.person for statement in statements})
    if n == 0:
        return "Er zijn geen uitspraken. Daarom zijn er geen zorgen gezocht."
    if n < MIN_STATEMENTS:
        met = "Met 1 uitspraak" if n == 1 else f"Met {n} uitspraken"
        return (
            f"{met} is niet te zeggen welke zorgen er leven: daarvoor zijn er minstens {MIN_STATEMENTS} nodig. "
            "Lees ze zelf."
        )
    if n_people < MIN_PEOPLE:
        wie = "1 persoon" if n_people == 1 else f"{n_people} personen"
        return f"Alle {n} uitspraken komen van {wie}. Dat zegt te weinig over de stad; er zijn geen zorgen gezocht."
    return ""


def _remark(concerns: Sequence[Concern], unassigned: Sequence[str], n: int) -> str:
    if not concerns:
        return f"In {n} uitspraken kwamen geen zorgen steeds opnieuw naar voren. Lees ze zelf."
    shaky = sum(concern.stability < FIRM for concern in concerns)
    parts = []
    if unassigned:
        hoort = "1 uitspraak hoort" if len(unassigned) == 1 else f"{len(unassigned)} uitspraken horen"
        parts.append(f"{hoort} nergens bij.")
    if shaky:
        zijn = "1 zorg is" if shaky == 1 else f"{shaky} zorgen zijn"
        parts.append(f"{zijn} onzeker: met andere uitspraken ziet de groep er anders uit.")
    return " ".join(parts)
