"""Other ways to group statements, measured beside ours in one run; none of them ships.

Each rival gets a table of vectors and a number of groups, and gives a group number per statement. Two tables are tried:
`woorden` (the words of a statement, reduced) and `woorden en thema's` (what our own concerns are found in).
Ours and BERTopic choose the number of groups themselves. Ward, k-means and NMF cannot; they get it in three ways: by the
best silhouette (Rousseeuw 1987, the usual way), as many as our concerns, and as many as the coders see, which nobody
knows beforehand. The tagger's surest theme as a group of its own stands beside them: no way of grouping looks further.

Our concerns have three people at least. The figures "vanaf 3" hold the others to that too: what is in a smaller group
belongs nowhere.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpora.records import Statement, Tagging
from nlp.concerns.find import MIN_PEOPLE
from nlp.evaluation.zorgen import as_statement, find_labels, gold_of, likeness, prepare, read_rows

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from nlp.themes import Tagger

BERTOPIC = "bertopic"
NO_BERTOPIC = "BERTopic is hier niet geïnstalleerd en is overgeslagen; zie docs/decisions/0006."

ITSELF, SILHOUETTE, AS_OURS, AS_CODERS = "zelf", "silhouet", "als onze zorgen", "als de codeurs"
# the silhouette chooses from so many numbers of groups, evenly over the orders of magnitude, up to so many groups
N_TRIED, MOST_TRIED = 12, 150
NOWHERE = -1

LEARNED_FROM = 2500  # more takes many minutes and changes little in how the ways compare

Grouping = Sequence[int]
Material = tuple[Sequence[Statement], Sequence[Tagging], Sequence["Doc"], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How near one way of grouping comes to what coders see."""

    rival: str
    vectors: str
    number: str  # where the number of groups came from
    n_groups: int  # with those that belong nowhere as one group
    figures: dict[str, float]  # nmi, ari, bcubed_f1
    figures_from_three: dict[str, float]  # the same, groups of fewer than `MIN_PEOPLE` statements taken as nowhere


def compare(
    statements: Sequence[Statement], taggings: Sequence[Tagging], docs: Sequence[Doc], gold: Sequence[str]
) -> Iterator[Outcome]:
    """Our concerns first, then every rival that is installed; all lists are parallel."""
    ours = find_labels(statements, taggings, docs)
    yield _outcome("zorgen", "woorden en thema's", ITSELF, ours, gold)
    yield _outcome("zekerste thema", "thema's", ITSELF, [_surest_theme(tagging) for tagging in taggings], gold)
    numbers = {AS_OURS: len(set(ours)), AS_CODERS: len(set(gold))}
    order = sorted(range(len(statements)), key=lambda i: statements[i].id)
    texts, coded = [statements[i].text for i in order], [gold[i] for i in order]
    for vectors, table in _tables(
        [statements[i] for i in order], [taggings[i] for i in order], [docs[i] for i in order]
    ):
        for name, rival in RIVALS.items():
            yield _outcome(name, vectors, SILHOUETTE, _by_silhouette(rival, table), coded)
            for number, n_groups in numbers.items():
                yield _outcome(name, vectors, number, rival(table, n_groups), coded)
        if has_bertopic():
            yield _outcome("BERTopic", vectors, ITSELF, _bertopic(texts, table), coded)
    if has_bertopic():
        yield _outcome("BERTopic", "eigen TF-IDF", ITSELF, bertopic(texts), coded)


def _surest_theme(tagging: Tagging) -> str:
    surest = max(tagging.suggestions, key=lambda one: (one.probability, one.subtheme), default=None)
    return surest.subtheme if surest else ""


def _by_silhouette(rival: Callable[[Any, int], Grouping], table: Any) -> Grouping:
    """The grouping with the best mean silhouette, of `N_TRIED` numbers of groups up to one per `MIN_PEOPLE` statements."""
    import numpy as np
    from sklearn.metrics import pairwise_distances, silhouette_score
    from sklearn.preprocessing import normalize

    most = max(2, min(MOST_TRIED, len(table) // MIN_PEOPLE))
    tried = [rival(table, n) for n in np.unique(np.geomspace(2, most, N_TRIED).round().astype(int)).tolist()]
    apart = pairwise_distances(normalize(table))
    told_apart = [found for found in tried if 1 < len(set(found)) < len(table)]
    return max(told_apart, key=lambda found: float(silhouette_score(apart, found, metric="precomputed")))


def has_bertopic() -> bool:
    """Whether BERTopic and what it needs are installed; it is no dependency of this project."""
    return all(find_spec(name) is not None for name in (BERTOPIC, "umap", "hdbscan"))


def _tables(
    statements: Sequence[Statement], taggings: Sequence[Tagging], docs: Sequence[Doc]
) -> Iterator[tuple[str, Any]]:
    from nlp.concerns.space import build_space
    from nlp.words import find_all_terms

    terms = find_all_terms(statements, docs)
    yield "woorden", build_space(terms, None).rows
    yield "woorden en thema's", build_space(terms, taggings).rows


def _ward(table: Any, n_groups: int) -> Grouping:
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.preprocessing import normalize

    return [int(one) for one in AgglomerativeClustering(n_groups).fit_predict(normalize(table))]


def _k_means(table: Any, n_groups: int) -> Grouping:
    from sklearn.cluster import KMeans
    from sklearn.preprocessing import normalize

    return [int(one) for one in KMeans(n_groups, n_init=10, random_state=0).fit_predict(normalize(table))]


def _nmf(table: Any, n_groups: int) -> Grouping:
    """On the positive and the negative part of every dimension, for NMF takes no negative numbers."""
    import numpy as np
    from sklearn.decomposition import NMF

    parts = np.hstack([np.maximum(table, 0), np.maximum(-table, 0)])
    n_parts = min(n_groups, *parts.shape)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that it could have gone on longer
        shares = NMF(n_parts, init="nndsvda", random_state=0, max_iter=400).fit_transform(parts)
    return [int(one) for one in shares.argmax(axis=1)]


def _bertopic(texts: Sequence[str], table: Any) -> Grouping:
    """As it comes, with a fixed seed; it chooses the number of groups itself."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from bertopic import BERTopic  # type: ignore[import-not-found]
        from umap import UMAP  # type: ignore[import-not-found]

        reduce = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=0)
        found, _ = BERTopic(language="dutch", umap_model=reduce).fit_transform(list(texts), embeddings=table)
    return [int(one) for one in found]


def bertopic(texts: Sequence[str]) -> Grouping:
    """BERTopic on TF-IDF of its own: what it can do without a language model from the network."""
    return _bertopic(texts, _tf_idf(texts))


RIVALS: Mapping[str, Callable[[Any, int], Grouping]] = {"Ward": _ward, "k-means": _k_means, "NMF": _nmf}


def _tf_idf(texts: Sequence[str]) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer().fit_transform(texts).toarray()


def _outcome(name: str, vectors: str, number: str, found: Sequence[object], gold: Sequence[str]) -> Outcome:
    sizes = Counter(found)
    large = [one if sizes[one] >= MIN_PEOPLE else NOWHERE for one in found]
    labels, large_labels = (_numbered(row) for row in (found, large))
    return Outcome(name, vectors, number, len(sizes), likeness(gold, labels), likeness(gold, large_labels))


def _numbered(found: Sequence[object]) -> list[int]:
    number = {one: n for n, one in enumerate(dict.fromkeys(found))}
    return [number[one] for one in found]


def table(golds: Sequence[Path] = ()) -> Iterator[str]:
    """Lines of Markdown, in Dutch: every way of grouping on every set, as they come.

    First the files that were given, tagged by the tagger that ships. Then the training statements of a fifth of the
    situations, tagged by a tagger that learned from some `LEARNED_FROM` statements of the other situations.
    """
    yield "| uitspraken | manier | kijkt naar | aantal | groepen | nmi | ari | B³ F1 | nmi, vanaf 3 | B³ F1, vanaf 3 |"
    yield "|---|---|---|---|---:|---:|---:|---:|---:|---:|"
    sets: list[tuple[str, Callable[[], Material]]] = [(path.stem, partial(_coded, path)) for path in golds]
    sets.append(("situaties apart", _unseen))
    for name, load in sets:
        statements, taggings, docs, gold = load()
        for one in compare(statements, taggings, docs, gold):
            held = one.figures_from_three
            figures = [one.figures[key] for key in ("nmi", "ari", "bcubed_f1")] + [held["nmi"], held["bcubed_f1"]]
            cells = [f"{name} ({len(gold)})", one.rival, one.vectors, one.number, str(one.n_groups)]
            yield f"| {' | '.join(cells + [f'{figure:.3f}'.replace('.', ',') for figure in figures])} |"
    if not has_bertopic():
        yield ""
        yield NO_BERTOPIC


def _unseen() -> Material:
    from corpora.codebook import load_codebook
    from corpora.coded import require_coded
    from nlp.themes.fitting import fit_model
    from nlp.themes.learned import LearnedTagger
    from nlp.themes.training import split_by_situation

    codebook = load_codebook()
    known, unseen = split_by_situation(require_coded())
    learned = known[:: max(1, len(known) // LEARNED_FROM)]  # by id, which follows nothing: a fair sample
    tagger = LearnedTagger(codebook, fit_model(learned, codebook))
    rows = [{"id": s.id, "text": s.text, "subthemes": s.subthemes, "group": s.group} for s in unseen]
    return _material(rows, tagger)


def _coded(path: Path) -> Material:
    return _material(read_rows(path), None)


def _material(rows: Sequence[Mapping[str, Any]], tagger: Tagger | None) -> Material:
    statements = [as_statement(row) for row in rows]
    taggings, docs = prepare(statements, None, tagger)
    return statements, taggings, docs, [gold_of(row) for row in rows]
