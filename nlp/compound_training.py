"""Build the compound splitter: `python -m nlp.compound_training MAP` with the folder that holds the word lists.

1. Count in how many words each string stands in front or at the end (OpenTaal word lists, subtitle frequencies).
   Mark the forms of verbs.
2. Learn from the annotated compounds of the treebanks which places are seams; lemmas are kept apart by a hash.
3. Measure on the lemmas never seen, choose the threshold on a third part, write `nlp/data/compounds.json.gz`.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from nlp.compounds import ARTEFACT, LINKERS, CompoundLexicon, boundaries, features, places

Counts = dict[str, tuple[int, int, int, int]]
Example = tuple[str, frozenset[int]]  # a word form as written and the places where its parts begin

MIN_FEATURE_COUNT = 3
MIN_WEIGHT = 0.02
THRESHOLDS = tuple(step / 100 for step in range(20, 90, 2))
NAME_THRESHOLD = 0.9
MIN_F1 = 0.905  # just over the bar: any more would only split more words that have no parts
SHOWN_THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True, slots=True)
class Quality:
    """How well the seams are found, on word forms."""

    precision: float
    recall: float
    f1: float
    false_splits: float  # share of the words without parts that are split
    n_words: int


def build(source: Path, target: Path = ARTEFACT) -> dict[str, Any]:
    """Build, measure and write the splitter; gives the figures for the card."""
    counts = count_parts(source)
    parts = split_by_lemma(read_examples(source / "ud-dutch" / "nl-form-lemma-parts.tsv.gz"))
    weights = learn(parts["train"], counts)
    lexicon = _choose_threshold(parts["choose"], counts, weights)
    figures = {
        "threshold": lexicon.threshold,
        **{name: asdict(measure(parts[name], lexicon)) for name in ("choose", "unseen")},
        "unseen_at": {
            threshold: asdict(measure(parts["unseen"], _lexicon(counts, weights, threshold)))
            for threshold in SHOWN_THRESHOLDS
        },
    }
    _write(lexicon, target)
    return figures


def count_parts(source: Path) -> Counts:
    """Per string: number of words it begins, number it ends, and how often it is said; as powers of two. Then 1 for verbs."""
    said = _frequencies(source / "frequency-nl" / "nl_50k_opensubtitles2018.txt.gz")
    base = _word_list(source / "opentaal" / "wordlist-basiswoorden-gekeurd.txt.gz")
    inflected = _word_list(source / "opentaal" / "wordlist-flexies-ongekeurd.txt.gz")
    known = base | inflected
    front: Counter[str] = Counter()
    end: Counter[str] = Counter()
    for word in sorted(known):
        for place in places(word):
            left, right = word[:place], word[place:]
            if right in known and _is_front(left, known):
                front[left] += 1
                end[right] += 1
    alone = {word: max(said.get(word, 0), 1) for word in known if word in front or word in end or word in said}
    verbs = _verb_forms(_word_list(source / "opentaal" / "wordlist-werkwoorden-infinitief.txt.gz"))
    return {
        part: (_log2(front[part]), _log2(end[part]), _log2(alone.get(part, 0)), int(part in verbs))
        for part in sorted(front.keys() | end.keys() | alone.keys() | (verbs & known))
    }


def read_examples(path: Path) -> dict[str, list[Example]]:
    """Lemma -> its forms with their seams; rows whose parts cannot be laid on the form are left out."""
    examples: dict[str, list[Example]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            form, _, lemma, parts, _ = line.rstrip("\n").split("\t")
            seams = _seams(form.lower(), lemma.lower(), parts.lower().split("_") if parts else [])
            if seams is not None and form.replace("-", "").isalpha():
                examples.setdefault(lemma.lower(), []).append((form, seams))
    return examples


def learn(examples: Sequence[Example], counts: Counts) -> dict[str, float]:
    """Weights of a logistic regression over all places of all words and of the halves of split words."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    rows, labels = [], []
    for word, seams in dict.fromkeys(half for form, marked in examples for half in _halves(form.lower(), marked)):
        for place in places(word):
            rows.append(list(features(word, place, counts)))
            labels.append(place in seams)
    vectorizer = CountVectorizer(analyzer=lambda row: row, min_df=MIN_FEATURE_COUNT, binary=True)
    matrix = vectorizer.fit_transform(rows)
    model = LogisticRegression(C=0.5, max_iter=300, fit_intercept=False).fit(matrix, labels)
    names = vectorizer.get_feature_names_out()
    return {
        name: round(float(weight), 3)
        for name, weight in zip(names, model.coef_[0], strict=True)
        if abs(weight) >= MIN_WEIGHT
    }


def measure(examples: Iterable[Example], lexicon: CompoundLexicon) -> Quality:
    """Seams found against seams annotated over words with parts; words without parts give the false splits."""
    right = found = annotated = simple = split = 0
    words = dict(examples)
    for word, seams in words.items():
        guess = set(boundaries(word, lexicon=lexicon))
        if seams:
            right, found, annotated = right + len(guess & seams), found + len(guess), annotated + len(seams)
        else:
            simple, split = simple + 1, split + bool(guess)
    precision, recall = right / max(found, 1), right / max(annotated, 1)
    f1 = 2 * right / max(found + annotated, 1)
    false_splits = split / max(simple, 1)
    return Quality(round(precision, 4), round(recall, 4), round(f1, 4), round(false_splits, 4), len(words))


def _choose_threshold(examples: Sequence[Example], counts: Counts, weights: dict[str, float]) -> CompoundLexicon:
    """The threshold with the fewest false splits among those that find enough seams."""
    lexicons = [_lexicon(counts, weights, threshold) for threshold in THRESHOLDS]
    scored = [(measure(examples, lexicon), lexicon) for lexicon in lexicons]
    enough = [pair for pair in scored if pair[0].f1 >= MIN_F1] or [max(scored, key=lambda pair: pair[0].f1)]
    return min(enough, key=lambda pair: pair[0].false_splits)[1]


def _lexicon(counts: Counts, weights: dict[str, float], threshold: float) -> CompoundLexicon:
    return CompoundLexicon(counts, weights, threshold, max(threshold, NAME_THRESHOLD))


def split_by_lemma(examples: dict[str, list[Example]]) -> dict[str, list[Example]]:
    """Lemmas in three parts by a hash of the lemma: 7 in 10 to learn, 1 to choose, 2 unseen."""
    parts: dict[str, list[Example]] = {"train": [], "choose": [], "unseen": []}
    for lemma in sorted(examples):
        share = hashlib.sha256(lemma.encode()).digest()[0] / 256
        parts["train" if share < 0.7 else "choose" if share < 0.8 else "unseen"] += examples[lemma]
    return parts


def _halves(word: str, seams: frozenset[int]) -> Iterator[Example]:
    """The word, and what splitting it leaves to be decided."""
    yield word, seams
    for place in seams:
        yield word[:place], frozenset(seam for seam in seams if seam < place)
        yield word[place:], frozenset(seam - place for seam in seams if seam > place)


def _seams(form: str, lemma: str, parts: list[str]) -> frozenset[int] | None:
    """Where the parts begin in the form; none for a separated verb; None where parts and lemma do not fit."""
    if not parts or not lemma.startswith(parts[0][:2]):
        return frozenset()
    seams, end = [], len(lemma)
    for part in reversed(parts[1:]):
        end = lemma.rfind(part, 0, end)
        if end <= 0:
            return None
        seams.append(end)
    return frozenset(seams) if all(form[:seam] == lemma[:seam] for seam in seams) else None


def _is_front(left: str, known: set[str]) -> bool:
    return any(left.removesuffix(linker) in known for linker in LINKERS if left.endswith(linker))


def _verb_forms(infinitives: set[str]) -> set[str]:
    """Infinitives and their regular forms, spelled without a look at long or short vowels."""
    stems = {word.removesuffix("en") for word in infinitives if word.endswith("en")}
    regular = {stem + ending for stem in stems for ending in ("", "t", "de", "te")}
    participles = {f"ge{stem}{ending}" for stem in stems for ending in ("t", "d", "en")}
    return infinitives | regular | participles


def _word_list(path: Path) -> set[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        words = {line.strip().lower() for line in lines}
    return {word for word in words if len(word) > 1 and word.replace("-", "").isalpha()}


def _frequencies(path: Path) -> dict[str, int]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return {word: int(count) for word, count in (line.split() for line in lines)}


def _log2(count: int) -> int:
    return min(count.bit_length(), 15)


def _write(lexicon: CompoundLexicon, target: Path) -> None:
    lines = (f"{part} {front:x}{end:x}{alone:x}{verb}" for part, (front, end, alone, verb) in lexicon.counts.items())
    content = {
        "threshold": lexicon.threshold,
        "name_threshold": lexicon.name_threshold,
        "weights": dict(sorted(lexicon.weights.items())),
        "counts": "\n".join(lines),
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    # mtime 0: the same input gives the same bytes
    target.write_bytes(gzip.compress(json.dumps(content, ensure_ascii=False).encode(), mtime=0))


if __name__ == "__main__":
    print(json.dumps(build(Path(sys.argv[1])), indent=2))  # noqa: T201
