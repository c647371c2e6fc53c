"""From agreement between runs to concerns: which statements go together, how well, and how surely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nlp.concerns.consensus import agreement_tree, chances, run_clusterings, statement_keys
from nlp.concerns.space import Space

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NOWHERE = -1
# Statements belong together when this share of the clusterings, over all scales from coarse to fine,
# put them together. The number of concerns follows from it.
TOGETHER = 0.25
# Within a concern, statements that this share of the clusterings put together are a part of it.
CLOSER_TOGETHER = 0.65
# A statement that shares less than this with the three nearest others belongs nowhere from the start: under it,
# statements that seemed alike were hardly ever about the same thing.
IN_COMPANY = 0.2
# Every statement goes to the group whose members it was with most; to none when that was less often than this.
BELONGS = 0.15
MAX_DIRECT = 4_000  # statements that are all compared with each other; of more, so many stand for all
# Among so few statements one more or less can turn a tree over: a group is there what most repeats put together.
FEW, MOST = 500, 0.5
TO_FIND, TO_TEST = (40, 250), (10, 75)  # repeats, and the runs that each of them sees
SHARE_KEPT, MAX_REPEATED = 0.9, 1500  # of the statements, per repeat


@dataclass(frozen=True, slots=True)
class Grouping:
    """Group number per statement (`NOWHERE` for none), parallel to the ids that were given."""

    groups: NDArray[np.int64]  # (n_statements,)
    belonging: NDArray[np.float64]  # (n_statements,), 0-1: share of its group it was together with
    stability: NDArray[np.float64]  # (n_groups,), 0-1
    parts: NDArray[np.int64]  # (n_statements,), number of the finer group within the group, or `NOWHERE`
    part_stability: NDArray[np.float64]  # (n_parts,), 0-1


def group_statements(
    space: Space,
    ids: Sequence[str],
    people: Sequence[str],
    *,
    min_people: int,
    n_groups: int | None = None,
    seed: int = 0,
) -> Grouping:
    """Group statements that most clusterings put together.

    Args:
        space: where the statements lie, in canonical order; `ids` and `people` (who said it) are parallel.
        min_people: a group needs so many.
        n_groups: where given, as near to this number of groups as the tree allows.
    """
    import numpy as np

    keys = statement_keys(ids, seed=seed)
    who = np.unique(np.array(people), return_inverse=True)[1]
    # of too many statements, those with the lowest keys stand for all: a fair sample that hardly changes
    sample = np.sort(np.argsort(keys, kind="stable")[:MAX_DIRECT])
    chosen = np.flatnonzero(space.company(sample, who) >= IN_COMPANY)
    standing = np.isin(chosen, sample)
    stand = chosen[standing]
    groups, parts, belonging = np.full(len(ids), NOWHERE), np.full(len(ids), NOWHERE), np.zeros(len(ids))
    if len(stand) < 2:
        return Grouping(groups, belonging, np.zeros(0), parts, np.zeros(0))
    chosen_ids, n_themes = [ids[i] for i in chosen.tolist()], space.n_themes(stand)
    labels = run_clusterings(space.rows[chosen], chosen_ids, standing=standing, n_themes=n_themes, seed=seed)
    votes = labels[:, standing]
    tree, tests = agreement_tree(votes), _repeat(votes, keys[stand], *TO_TEST)
    if n_groups is not None:
        cut = _cut_into(n_groups, tree, who[stand], min_people)
    elif len(stand) <= FEW:
        cut = _cut(_tree_of_most(votes, keys[stand]), MOST, who[stand], min_people)
    else:
        cut = _cut(tree, TOGETHER, who[stand], min_people)
    found = _settle(votes, cut, who[stand], min_people)
    found_parts = _parts(tree, found, who[stand], min_people)
    groups[stand], parts[stand] = found, found_parts
    groups[chosen] = _join(labels, groups[chosen], standing, BELONGS)
    nearest_part = _join(labels, parts[chosen], standing, CLOSER_TOGETHER)
    parts[chosen] = np.where(_group_of(parts, groups)[nearest_part] == groups[chosen], nearest_part, NOWHERE)
    belonging[chosen] = _belonging(labels, groups[chosen])
    return Grouping(
        groups,
        belonging,
        _stability(tests, found, TOGETHER),
        parts,
        _stability(tests, found_parts, CLOSER_TOGETHER),
    )


def _repeat(
    labels: NDArray[np.uint8], keys: NDArray[np.uint64], n_repeats: int, n_runs: int
) -> list[tuple[NDArray[np.intp], NDArray[np.float64]]]:
    """Statements and their agreement tree, again and again from a few of the runs and nine tenths of the statements."""
    import numpy as np

    repeats = []
    for repeat in range(n_repeats):
        luck = chances(keys, 10_000 + repeat)
        kept = np.flatnonzero(luck < SHARE_KEPT)
        kept = np.sort(kept[np.argsort(luck[kept], kind="stable")[:MAX_REPEATED]])
        runs = np.argsort(chances(np.arange(len(labels), dtype=np.uint64), repeat), kind="stable")[:n_runs]
        if len(kept) > 1:
            repeats.append((kept, agreement_tree(labels[np.ix_(runs, kept)])))
    return repeats


def _tree_of_most(labels: NDArray[np.uint8], keys: NDArray[np.uint64]) -> NDArray[np.float64]:
    """Average-linkage tree over the share of the repeats that left two statements apart."""
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    together, seen = np.zeros((2, len(keys), len(keys)))
    for kept, tree in _repeat(labels, keys, *TO_FIND):
        groups = fcluster(tree, 1 - TOGETHER, "distance")
        together[np.ix_(kept, kept)] += groups[:, None] == groups
        seen[np.ix_(kept, kept)] += 1
    apart = 1 - together / np.maximum(seen, 1)
    tree_of_most: NDArray[np.float64] = linkage(squareform(apart, checks=False), "average")
    return tree_of_most


def _cut(tree: NDArray[np.float64], together: float, who: NDArray[np.intp], min_people: int) -> NDArray[np.int64]:
    from scipy.cluster.hierarchy import fcluster

    return _renumber(fcluster(tree, 1 - together, "distance"), who, min_people)


def _cut_into(n_groups: int, tree: NDArray[np.float64], who: NDArray[np.intp], min_people: int) -> NDArray[np.int64]:
    """As near to this number of groups as the tree allows, with as few statements left out as may be."""
    import numpy as np

    cuts = [_cut(tree, together, who, min_people) for together in np.linspace(0.95, 0.01, 48)]
    return min(cuts, key=lambda groups: (abs(int(groups.max()) + 1 - n_groups), int((groups == NOWHERE).sum())))


def _parts(
    tree: NDArray[np.float64], groups: NDArray[np.int64], who: NDArray[np.intp], min_people: int
) -> NDArray[np.int64]:
    """Finer groups, each within one group; a finer group that would reach over two is cut at their border."""
    import numpy as np
    from scipy.cluster.hierarchy import fcluster

    finer = fcluster(tree, 1 - CLOSER_TOGETHER, "distance")
    within = np.unique(np.column_stack([groups, finer]), axis=0, return_inverse=True)[1].ravel()
    return _renumber(np.where(groups == NOWHERE, NOWHERE, within), who, min_people)


def _group_of(parts: NDArray[np.int64], groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """The group of each part; one entry more, so that `NOWHERE` as an index gives `NOWHERE`."""
    import numpy as np

    owner = np.full(parts.max() + 2, NOWHERE)
    owner[parts] = np.where(parts == NOWHERE, NOWHERE, groups)
    return owner


def _join(
    labels: NDArray[np.uint8], groups: NDArray[np.int64], standing: NDArray[np.bool_], least: float
) -> NDArray[np.int64]:
    """Statements that others stood for, each in the group it was with most, or nowhere where that was under `least`."""
    import numpy as np

    return np.where(standing, groups, _with_most(labels, groups, least))


def _with_most(labels: NDArray[np.uint8], groups: NDArray[np.int64], least: float) -> NDArray[np.int64]:
    """The group that each statement was with most, or nowhere where that was under `least`."""
    import numpy as np

    together = _together(labels, groups)
    return np.where(together.max(axis=1) < least, NOWHERE, together.argmax(axis=1)) if together.size else groups


def _renumber(groups: NDArray[np.int64], who: NDArray[np.intp], min_people: int) -> NDArray[np.int64]:
    """Groups of enough people, numbered from 0; the rest nowhere."""
    import numpy as np

    kept = [g for g in np.unique(groups) if g != NOWHERE and len(np.unique(who[groups == g])) >= min_people]
    renumbered = np.full(len(groups), NOWHERE)
    for number, group in enumerate(kept):
        renumbered[groups == group] = number
    return renumbered


def _settle(
    labels: NDArray[np.uint8], groups: NDArray[np.int64], who: NDArray[np.intp], min_people: int
) -> NDArray[np.int64]:
    """Every statement in the group it was with most, or nowhere; the tree alone leaves loose what came too late."""
    return _renumber(_with_most(labels, groups, BELONGS), who, min_people)


def _belonging(labels: NDArray[np.uint8], groups: NDArray[np.int64]) -> NDArray[np.float64]:
    """How often each statement was with the others of its group; 0 for those nowhere."""
    import numpy as np

    grouped = np.flatnonzero(groups != NOWHERE)
    belonging = np.zeros(len(groups))
    belonging[grouped] = _together(labels, groups)[grouped, groups[grouped]]
    return belonging


def _together(labels: NDArray[np.uint8], groups: NDArray[np.int64]) -> NDArray[np.float32]:
    """How often each statement was with another member of each group, on average over those; (n_statements, n_groups)."""
    import numpy as np

    grouped = np.flatnonzero(groups != NOWHERE)
    own, n_groups = groups[grouped], int(groups.max()) + 1
    together: NDArray[np.float32] = np.zeros((len(groups), n_groups), np.float32)
    for run in labels:
        n_clusters = int(run.max()) + 1
        members = np.bincount(run[grouped].astype(np.intp) * n_groups + own, minlength=n_clusters * n_groups)
        together += members.reshape(n_clusters, n_groups).astype(np.float32)[run]
    sizes = np.bincount(own, minlength=n_groups)
    mine = (together[grouped, own] - len(labels)) / np.maximum(sizes[own] - 1, 1)  # itself is no other
    together /= np.maximum(sizes, 1)
    together[grouped, own] = mine
    together /= len(labels)
    return together


def _stability(
    repeats: Sequence[tuple[NDArray[np.intp], NDArray[np.float64]]], groups: NDArray[np.int64], together: float
) -> NDArray[np.float64]:
    """How well the repeats find each group again.

    The mean over repeats of the best Jaccard similarity: Hennig (2007), Computational Statistics & Data
    Analysis 52. Under 0.5 a group dissolves; from 0.75 it is there to stay.
    """
    import numpy as np
    from scipy.cluster.hierarchy import fcluster

    found = np.zeros((len(repeats), groups.max() + 1))
    for repeat, (kept, tree) in enumerate(repeats):
        own = groups[kept] != NOWHERE
        again = fcluster(tree, 1 - together, "distance")
        found[repeat] = _best_jaccard(groups[kept][own], again[own], groups.max() + 1)
    stability: NDArray[np.float64] = found.mean(axis=0)
    return stability


def _best_jaccard(groups: NDArray[np.int64], again: NDArray[np.int64], n_groups: int) -> NDArray[np.float64]:
    import numpy as np

    both = np.zeros((n_groups, again.max(initial=0) + 1))
    np.add.at(both, (groups, again), 1)
    either = both.sum(axis=1, keepdims=True) + both.sum(axis=0, keepdims=True) - both
    best: NDArray[np.float64] = (both / np.maximum(either, 1)).max(axis=1)
    return best
