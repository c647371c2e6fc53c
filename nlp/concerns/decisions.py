"""What people decided about concerns, applied again to what the machine finds.

Locks come first, the other decisions follow in the order in which they were made, so that the log can be replayed
from the start. A decision that no longer fits is told to a person, never dropped in silence.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from corpora.decisions import ConcernDecision
from corpora.records import Concern
from nlp.concerns.identity import Draft, new_id

_IN_DUTCH = {
    "rename": "een andere naam geven",
    "merge": "samenvoegen",
    "split": "splitsen",
    "move": "verplaatsen",
    "lock": "vastzetten",
    "discard": "geen zorg",
}


def apply_decisions(
    drafts: dict[str, Draft],
    decisions: Sequence[ConcernDecision],
    previous: Sequence[Concern],
    *,
    known: Collection[str],
) -> tuple[dict[str, Draft], tuple[str, ...]]:
    """Drafts with the decisions carried out, and a Dutch sentence for each that could not be.

    Args:
        drafts: what the machine found, by id; left as it is.
        previous: concerns of the run before, in which earlier decisions were carried out.
        known: ids of all statements of this run.
    """
    board = _Board(dict(drafts), {concern.id: concern for concern in previous}, frozenset(known), [])
    in_order = sorted(decisions, key=lambda decision: decision.action != "lock")
    for decision in in_order:
        getattr(board, decision.action)(decision)
    return {key: draft for key, draft in board.drafts.items() if draft.members}, tuple(board.conflicts)


@dataclass(frozen=True, slots=True)
class _Board:
    """The drafts while decisions are carried out on them."""

    drafts: dict[str, Draft]
    previous: dict[str, Concern]
    known: frozenset[str]
    conflicts: list[str]

    def rename(self, decision: ConcernDecision) -> None:
        if self._is_there(decision):
            self.drafts[decision.concern] = replace(self.drafts[decision.concern], name=decision.name)

    def merge(self, decision: ConcernDecision) -> None:
        """Take in the other concern, and any that the machine split off again from what was merged before."""
        if not self._is_there(decision):
            return
        before = self.previous.get(decision.concern)
        was_mine = frozenset(before.members) if before else frozenset()
        again = [key for key in self.drafts if key not in self.previous and self._mostly_in(key, was_mine)]
        for key in sorted({decision.other, *again} - {decision.concern}):
            if key in self.drafts:
                self._put(self.drafts.pop(key).members, decision.concern)

    def split(self, decision: ConcernDecision) -> None:
        """Statements leave and form a concern of their own; new statements stay where the machine put them."""
        leaving = self._still_known(decision)
        if not leaving:
            return
        key = decision.other or new_id(min(decision.statements), {decision.concern})
        old = self.drafts.get(decision.concern)
        if key not in self.drafts:
            self.drafts[key] = Draft(key, frozenset(), old.stability if old else 0.0, name=decision.name)
        self._put(leaving, key)

    def move(self, decision: ConcernDecision) -> None:
        if decision.concern and not self._is_there(decision):
            return
        self._put(self._still_known(decision), decision.concern)

    def lock(self, decision: ConcernDecision) -> None:
        """The concern keeps exactly the statements it had, whatever the machine finds."""
        before = self.previous.get(decision.concern)
        members = self.known & frozenset(before.members if before else ())
        if before is None or not members:
            self._conflict(decision, "die zorg komt in deze gesprekken niet meer voor")
            return
        empty = Draft(before.id, frozenset(), before.stability, before.title, before.name)
        self.drafts[before.id] = replace(self.drafts.get(before.id, empty), members=frozenset())
        self._put(members, before.id)

    def discard(self, decision: ConcernDecision) -> None:
        """No concern after all: its statements belong nowhere, also where the machine finds them together again."""
        before = self.previous.get(decision.concern)
        its = frozenset(decision.statements) | frozenset(before.members if before else ())
        found = [key for key in self.drafts if key == decision.concern or self._is_again(key, its)]
        if not found and not its & self.known:
            self._conflict(decision, "die zorg komt in deze gesprekken niet meer voor")
        for key in found:
            del self.drafts[key]

    def _is_again(self, key: str, statements: frozenset[str]) -> bool:
        """A new group that is mostly the old one, or holds most of it."""
        members, still_there = self.drafts[key].members, statements & self.known
        shared = len(members & still_there)
        return key not in self.previous and 2 * shared > min(len(members), len(still_there))

    def _put(self, statements: Collection[str], target: str) -> None:
        moved = frozenset(statements)
        for key, draft in self.drafts.items():
            members = draft.members | moved if key == target else draft.members - moved
            self.drafts[key] = replace(draft, members=members)

    def _mostly_in(self, key: str, statements: frozenset[str]) -> bool:
        known_before = frozenset(member for concern in self.previous.values() for member in concern.members)
        old_members = self.drafts[key].members & known_before
        return 2 * len(old_members & statements) > len(old_members)

    def _is_there(self, decision: ConcernDecision) -> bool:
        if decision.concern not in self.drafts:
            self._conflict(decision, "die zorg komt in deze gesprekken niet meer voor")
        return decision.concern in self.drafts

    def _still_known(self, decision: ConcernDecision) -> frozenset[str]:
        there = self.known & frozenset(decision.statements)
        if gone := len(decision.statements) - len(there):
            is_er = "1 uitspraak is" if gone == 1 else f"{gone} uitspraken zijn"
            self._conflict(decision, f"{is_er} er niet meer")
        return there

    def _conflict(self, decision: ConcernDecision, reason: str) -> None:
        before = self.previous.get(decision.concern)
        called = f"'{before.name}'" if before and before.name else (decision.concern or "geen zorg")
        self.conflicts.append(f"Besluit over {called} ({_IN_DUTCH[decision.action]}): {reason}.")
