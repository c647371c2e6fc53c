"""Many perturbed clusterings at every scale, and what they agree on.

Each run sees another part of the statements and another number of clusters. Chance is tied to the id of a
statement, not to its place or to the others: take one statement away and every other one still meets the same
chances. That is what keeps the picture from turning over. Evidence accumulation: Fred & Jain (2005), IEEE TPAMI 27(6).
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# (statements at most, runs): the fewer statements, the more one of them weighs and the more runs it takes
# to average that out; see docs/decisions/0006-concerns-by-consensus.md
N_RUNS = ((500, 1000), (2000, 600))
N_RUNS_FROM_THERE = 150
SHARE_SEEN = 0.8  # of the statements, per run
# Clusters at the coarsest scale: half as many as there are themes, for coarser runs join what differs in theme.
CLUSTERS_PER_THEME = 0.5
FEWEST_CLUSTERS, MOST_CLUSTERS = 3, 80
STATEMENTS_PER_CLUSTER = (10, 3)  # at least, at the coarsest and the finest scale
MAX_ITERATIONS = 8
GOLDEN = 0x9E3779B97F4A7C15


def run_clusterings(
    space: NDArray[np.float64],
    ids: Sequence[str],
    *,
    standing: NDArray[np.bool_] | None = None,
    n_themes: float = 0,
    seed: int = 0,
) -> NDArray[np.uint8]:
    """Labels of every statement in every run, (n_runs, n_statements).

    Args:
        space: rows in canonical order, (n_statements, n_dimensions); at least two. Only their direction tells
            where they go, their length how much they weigh in a centre.
        ids: statement ids, parallel to the rows.
        standing: which statements stand for all; the others only go to the nearest centre. None: all of them.
        n_themes: how many themes the statements are spread over; 0 where none are known.
    """
    import numpy as np

    points = space.astype(np.float32)
    stand = np.arange(len(ids)) if standing is None else np.flatnonzero(standing)
    keys = statement_keys([ids[i] for i in stand.tolist()], seed=seed)
    scales = _scales(len(stand), n_themes)
    own = points[stand]
    centres = [_cluster(own, chances(keys, run), n_clusters) for run, n_clusters in enumerate(scales)]
    return np.array([_nearest(points, found) for found in centres], dtype=np.uint8)


def agreement_tree(labels: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Average-linkage tree over 1 - agreement, as `scipy.cluster.hierarchy.linkage` gives it."""
    import numpy as np
    from scipy.cluster.hierarchy import linkage

    n_runs, n = labels.shape
    counter = np.uint8 if n_runs < 256 else np.uint16  # bytes where they hold the count: four times faster
    distances = np.empty(n * (n - 1) // 2)
    start = 0
    for i in range(n - 1):
        together = (labels[:, i, None] == labels[:, i + 1 :]).view(np.uint8).sum(axis=0, dtype=counter)
        distances[start : start + n - i - 1] = together
        start += n - i - 1
    distances /= -n_runs
    distances += 1
    tree: NDArray[np.float64] = linkage(distances, "average")
    return tree


def statement_keys(ids: Sequence[str], *, seed: int = 0) -> NDArray[np.uint64]:
    """A number per id that chance is drawn from."""
    import numpy as np

    digests = b"".join(blake2b(f"{seed}/{key}".encode(), digest_size=8).digest() for key in ids)
    return np.frombuffer(digests, dtype="<u8")


def chances(keys: NDArray[np.uint64], run: int) -> NDArray[np.float64]:
    """A number in 0-1 for each id in this run (splitmix64, Steele et al. 2014)."""
    import numpy as np

    mixed = keys + np.uint64((run + 1) * GOLDEN % 2**64)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (mixed ^ (mixed >> np.uint64(31))) / 2.0**64


def _scales(n: int, n_themes: float) -> NDArray[np.int64]:
    """Number of clusters per run, spread evenly over the orders of magnitude."""
    import numpy as np

    n_runs = next((runs for most, runs in N_RUNS if n <= most), N_RUNS_FROM_THERE)
    most_at_coarsest, most_at_finest = (max(FEWEST_CLUSTERS, n / each) for each in STATEMENTS_PER_CLUSTER)
    coarsest = max(FEWEST_CLUSTERS, min(CLUSTERS_PER_THEME * n_themes, most_at_coarsest))
    finest = min(MOST_CLUSTERS, max(coarsest + 1, most_at_finest))
    # multiples of the golden ratio fill 0-1 evenly, whatever their number
    spread = np.arange(n_runs) * (GOLDEN / 2**64) % 1
    scales: NDArray[np.int64] = np.rint(coarsest * (finest / coarsest) ** spread).astype(np.int64)
    return scales


def _cluster(points: NDArray[np.float32], chances: NDArray[np.float64], n_clusters: int) -> NDArray[np.float32]:
    """Centres of spherical k-means on the statements this run sees."""
    import numpy as np

    seen = np.flatnonzero(chances < SHARE_SEEN)
    seen = seen if len(seen) >= n_clusters else np.arange(len(points))
    order = seen[np.argsort(chances[seen], kind="stable")]
    centres, nearest, own = points[order[:n_clusters]], None, points[seen]
    for _ in range(MAX_ITERATIONS):
        before, nearest = nearest, _nearest(own, centres)
        if before is not None and np.array_equal(before, nearest):
            break
        centres = _centres(own, nearest, centres)
    return centres


def _nearest(points: NDArray[np.float32], centres: NDArray[np.float32]) -> NDArray[np.intp]:
    nearest: NDArray[np.intp] = (points @ centres.T).argmax(axis=1)
    return nearest


def _centres(
    points: NDArray[np.float32], nearest: NDArray[np.intp], before: NDArray[np.float32]
) -> NDArray[np.float32]:
    import numpy as np

    membership = np.zeros((len(before), len(points)), np.float32)
    membership[nearest, np.arange(len(points))] = 1
    sums = membership @ points
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    return np.where(lengths > 1e-6, sums / np.maximum(lengths, 1e-6), before)
