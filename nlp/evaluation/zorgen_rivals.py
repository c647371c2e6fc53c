"""Other ways to group statements, measured beside ours in one run; none of them ships.

Each rival gets a table of vectors and a number of groups, and gives a group number per statement. Two tables are tried:
`woorden` (the words of a statement, reduced) and `woorden en thema's` (what our own concerns are found in).
Ward, k-means and NMF are told how many groups to make: as many as the coders see, which nobody knows beforehand, and
as many as our concerns. Ours and BERTopic are told nothing.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpora.records import Statement, Tagging
from nlp.evaluation.zorgen import as_statement, find_labels, gold_of, likeness, prepare, read_rows

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from nlp.themes import Tagger

BERTOPIC = "bertopic"
NO_BERTOPIC = "BERTopic is hier niet geïnstalleerd en is overgeslagen; zie docs/decisions/0006."

LEARNED_FROM = 2500  # more takes many minutes and changes little in how the ways compare

Grouping = Sequence[int]
Material = tuple[Sequence[Statement], Sequence[Tagging], Sequence["Doc"], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How near one way of grouping comes to what coders see."""

    rival: str
    vectors: str
    n_groups: int  # with those that belong nowhere as one group
    figures: dict[str, float]  # nmi, ari, bcubed_f1


def compare(
    statements: Sequence[Statement], taggings: Sequence[Tagging], docs: Sequence[Doc], gold: Sequence[str]
) -> Iterator[Outcome]:
    """Our concerns first, then every rival that is installed; all lists are parallel."""
    ours = find_labels(statements, taggings, docs)
    yield _outcome("zorgen", "woorden en thema's", ours, gold)
    order = sorted(range(len(statements)), key=lambda i: statements[i].id)
    texts, coded = [statements[i].text for i in order], [gold[i] for i in order]
    for vectors, table in _tables(
        [statements[i] for i in order], [taggings[i] for i in order], [docs[i] for i in order]
    ):
        for name, rival in RIVALS.items():
            for n_groups in sorted({len(set(ours)), len(set(gold))}):
                yield _outcome(name, vectors, rival(table, n_groups), coded)
        if has_bertopic():
            yield _outcome("BERTopic", vectors, _bertopic(texts, table), coded)
    if has_bertopic():
        yield _outcome("BERTopic", "eigen TF-IDF", _bertopic(texts, _tf_idf(texts)), coded)


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


RIVALS: Mapping[str, Callable[[Any, int], Grouping]] = {"Ward": _ward, "k-means": _k_means, "NMF": _nmf}


def _tf_idf(texts: Sequence[str]) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer().fit_transform(texts).toarray()


def _outcome(name: str, vectors: str, found: Grouping, gold: Sequence[str]) -> Outcome:
    return Outcome(name, vectors, len(set(found)), likeness(gold, found))


def table(golds: Sequence[Path] = ()) -> Iterator[str]:
    """Lines of Markdown, in Dutch: every way of grouping on every set, as they come.

    First the files that were given, tagged by the tagger that ships. Then the training statements of a fifth of the
    situations, tagged by a tagger that learned from some `LEARNED_FROM` statements of the other situations.
    """
    yield "| uitspraken | manier | kijkt naar | groepen | nmi | ari | B³ F1 |"
    yield "|---|---|---|---:|---:|---:|---:|"
    sets: list[tuple[str, Callable[[], Material]]] = [(path.stem, partial(_coded, path)) for path in golds]
    sets.append(("situaties apart", _unseen))
    for name, load in sets:
        statements, taggings, docs, gold = load()
        for one in compare(statements, taggings, docs, gold):
            figures = " | ".join(f"{one.figures[key]:.3f}".replace(".", ",") for key in ("nmi", "ari", "bcubed_f1"))
            yield f"| {name} ({len(gold)}) | {one.rival} | {one.vectors} | {one.n_groups} | {figures} |"
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
