"""Build the lexicon from open word lists and raw text."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from nlp.language.lexicon import MIN_HEAD, N_BITS, Lexicon

if TYPE_CHECKING:
    from numpy.typing import NDArray

WORD = re.compile(r"[^\W\d_][\w'’.-]*|\d[\d.,]*|[^\w\s]")
DIMENSIONS = 64
MIN_COUNT = 3
N_CONTEXTS = 4000
OFFSETS = (-2, -1, 1, 2)
LISTS = {
    "opentaal:base": "wordlist-basiswoorden-gekeurd.txt.gz",
    "opentaal:inflected": "wordlist-flexies-ongekeurd.txt.gz",
    "opentaal:plural": "wordlist-nouns-meervouden.txt.gz",
    "opentaal:infinitive": "wordlist-werkwoorden-infinitief.txt.gz",
}
NAMES = {
    "person": "alpino-person-names.txt.gz",
    "place": "alpino-location-names.txt.gz",
    "organisation": "alpino-organisation-names.txt.gz",
    "work": "alpino-misc-names.txt.gz",
}


def build(data: Path, texts: Iterable[Sequence[str]]) -> Lexicon:
    """Lexicon from the word lists under `data` and tokenised raw texts."""
    facts = _facts(data)
    words, vectors = distributional(texts)
    rows = {word: row for row, word in enumerate(words)}
    bits = {
        name: bit for bit, (name, _) in enumerate(Counter(n for f in facts.values() for n in f).most_common(N_BITS))
    }
    packed = {word: sum(1 << bits[name] for name in names if name in bits) for word, names in facts.items()}
    kept = sorted(_needed(packed, rows))
    lexicon = Lexicon()
    lexicon.fill(
        kept,
        np.array([packed.get(word, 0) for word in kept], np.uint64),
        np.array([rows.get(word, -1) for word in kept], np.int32),
        vectors.astype(np.float16),
    )
    return lexicon


def raw_texts(data: Path) -> Iterator[list[str]]:
    """Lower-case tokens of the texts at hand that are free to use: treebanks and written questions."""
    from nlp.language.conllu import read
    from nlp.language.split import sentences

    for sentence in sentences(data / "ud-dutch", "train"):
        yield [token.form.lower() for token in sentence.tokens]
    for name in (
        "old-2017-lassysmall.conllu.gz",
        "old-2018-lassysmall.conllu.gz",
        "nl-ovis-spoken-fragments.conllu.gz",
    ):
        for sentence in read(data / "ud-dutch" / name):
            yield [token.form.lower() for token in sentence.tokens]
    for name in ("dekamer-2017-train.jsonl.gz", "dekamer-2020-unlabelled.jsonl.gz"):
        for line in lines(data / "dekamer-questions" / name):
            text = re.sub(r"(?<=[a-z])\.(?=[A-Z])", ". ", json.loads(line)["text"])
            yield [re.sub(r"(?<=[a-z]{2})\.$", "", token) for token in WORD.findall(text.lower())]
    for name in ("train.tsv", "dev.tsv"):
        for line in (data / "sib200-nl" / name).read_text(encoding="utf-8").splitlines()[1:]:
            yield [token.rstrip(".") or token for token in WORD.findall(line.split("\t")[2].lower())]


def distributional(texts: Iterable[Sequence[str]]) -> tuple[list[str], NDArray[np.float32]]:
    """Words and their vectors: positive pointwise mutual information with neighbours per position, reduced by SVD.

    Levy, Goldberg, Dagan 2015, "Improving distributional similarity with lessons learned from word embeddings".
    """
    from scipy.sparse import coo_matrix
    from scipy.sparse.linalg import svds

    texts = list(texts)
    counts = Counter(token for text in texts for token in text)
    words = sorted(word for word, count in counts.items() if count >= MIN_COUNT)
    place = {word: number for number, word in enumerate(words)}
    context = {word: number for number, (word, _) in enumerate(counts.most_common(N_CONTEXTS))}
    pairs: Counter[tuple[int, int]] = Counter()
    for text in texts:
        ids = [place.get(token, -1) for token in text]
        marks = [context.get(token, -1) for token in text]
        for slot, offset in enumerate(OFFSETS):
            for position in range(max(0, -offset), min(len(text), len(text) - offset)):
                if ids[position] >= 0 and marks[position + offset] >= 0:
                    pairs[ids[position], slot * N_CONTEXTS + marks[position + offset]] += 1
    left, right = np.array(list(pairs), np.int64).T
    values = np.fromiter(pairs.values(), np.float64, len(pairs))
    n_columns = len(OFFSETS) * N_CONTEXTS
    per_word = np.bincount(left, values, len(words))
    per_context = np.bincount(right, values, n_columns) ** 0.75
    per_context *= values.sum() / per_context.sum()
    information = np.maximum(0, np.log(values * values.sum() / (per_word[left] * per_context[right])))
    matrix = coo_matrix((information, (left, right)), shape=(len(words), n_columns)).tocsr()
    start = np.random.default_rng(0).standard_normal(min(matrix.shape))
    u, s, _ = svds(matrix, k=DIMENSIONS, v0=start)
    vectors = u * np.sqrt(s)
    signs = np.sign(vectors[np.abs(vectors).argmax(axis=0), np.arange(DIMENSIONS)])
    vectors = vectors * signs
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return words, (vectors / np.maximum(norms, 1e-6) * 3).astype(np.float32)


def _facts(data: Path) -> dict[str, set[str]]:
    facts: dict[str, set[str]] = defaultdict(set)
    for line in lines(data / "unimorph-nl" / "nld.tsv.gz"):
        if line.count("\t") == 2:
            _, form, features = line.split("\t")
            facts[form.lower()] |= set(_unimorph(features))
    for name, file in LISTS.items():
        for line in lines(data / "opentaal" / file):
            word = line.split("\t")[0].strip()
            if word and " " not in word:
                facts[word.lower()].add(name)
                if word[0].isupper():
                    facts[word.lower()].add("capital")
    for line in lines(data / "opentaal" / "hunspell-inflections.tsv.gz"):
        form, _, base = line.partition("\t")
        facts[form.lower()].add("hunspell:" + _ending(form, base))
        facts[base.lower()].add("hunspell:base")
    for table, prefix in (("nl_lemma_index", "index"), ("nl_lemma_exc", "inflected")):
        for upos, words in lookups(table).items():
            for word in words:
                facts[word.lower()].add(f"{prefix}:{upos}")
    for number, line in enumerate(lines(data / "frequency-nl" / "nl_50k_opensubtitles2018.txt.gz")):
        facts[line.split()[0].lower()].add(f"spoken:{len(str(number // 100))}")
    for kind, file in NAMES.items():
        for line in lines(data / "names-nl" / file):
            for position, token in enumerate(line.split()):
                if token[:1].isupper():
                    facts[token.lower()].add(f"{kind}:{'later' if position else 'first'}")
    for line in lines(data / "names-nl" / "family-names-5-or-more-2007.txt.gz"):
        facts[line.split()[-1].lower()].add("family")
    return facts


def _unimorph(features: str) -> Iterator[str]:
    word_class, *rest = features.split(";")
    yield f"unimorph:{word_class}"
    form = [feature for feature in rest if feature in ("NFIN", "IMP", "PRS", "PST", "CMPR", "SPRL", "DEF")]
    number = [feature for feature in rest if feature in ("SG", "PL")] if word_class == "V" else []
    if "SBJV" not in rest:
        yield f"unimorph:{word_class}:" + "+".join(form + number + [f for f in rest if f in ("2", "3")])


def _ending(form: str, base: str) -> str:
    if len(form) > len(base) and form.startswith(base):
        return form[len(base) :][-4:]
    return form[-2:]


def lookups(table: str) -> dict[str, Any]:
    import spacy_lookups_data

    path = Path(spacy_lookups_data.__file__).parent / "data" / f"{table}.json.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        loaded: dict[str, Any] = json.load(file)
    return loaded


def lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield line.rstrip("\n")


def _needed(packed: dict[str, int], rows: dict[str, int]) -> Iterator[str]:
    """Words that cannot be left to their head: with a vector of their own, or with other facts than their head."""
    kept: set[str] = set()
    for word in sorted(packed.keys() | rows.keys(), key=lambda word: (len(word), word)):
        heads = (word[start:] for start in range(1, len(word) - MIN_HEAD + 1))
        head = next((head for head in heads if head in kept), None)
        if word in rows or head is None or packed.get(word, 0) & ~packed.get(head, 0):
            kept.add(word)
    return iter(kept)
