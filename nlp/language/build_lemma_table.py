"""Build the table of lemmas from the training treebanks and open word lists."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from nlp.language.build_lexicon import lines, lookups
from nlp.language.conllu import Sentence
from nlp.language.lemma_table import MIN_HEAD, Table, lookup
from nlp.language.lemmas import resolve

MIN_LEMMA = 2
SURE = 0.7  # share of one lemma among the occurrences of a form in the treebanks
OPEN_CLASSES = {"adj": "ADJ", "noun": "NOUN", "verb": "VERB"}


def build(data: Path, treebank: Iterable[Sentence]) -> Table:
    """Word class -> form -> lemma: treebanks first, then UniMorph, the lists of spaCy and of OpenTaal."""
    table: dict[str, dict[str, str]] = defaultdict(dict)
    unsure: set[tuple[str, str]] = set()
    for (form, upos), lemma, share in _counted(treebank):
        if share >= SURE:
            table[upos][form] = lemma
        else:
            unsure.add((upos, form))
    capital = _capitalised(data)
    for upos, form, lemma in _listed(data):
        if (upos, form) not in unsure and lemma[:1].lower() == form[:1] and len(lemma) >= MIN_LEMMA:
            table[upos].setdefault(form, capital.get(lemma, lemma))
    nouns = table["NOUN"]
    for form, lemma in nouns.items():  # a diminutive has the lemma of its base: `plaatjes`, `plaatje`, `plaat`
        nouns[form] = nouns.get(lemma, lemma) if lemma.endswith("je") else lemma
    for upos, base in _bases():  # `vermogen` is no form of a compound with `oog`
        if upos in MIN_HEAD and (upos, base) not in unsure and lookup(table, base, upos) not in (None, base):
            table[upos].setdefault(base, base)
    return table


def _capitalised(data: Path) -> dict[str, str]:
    """Small letters -> spelling, of words that are always written with a capital: `Syrisch`, `Amerikaan`."""
    words = {line.split("\t")[0] for line in lines(data / "opentaal" / "wordlist-basiswoorden-gekeurd.txt.gz")}
    return {word.lower(): word for word in words if word[:1].isupper() and word.lower() not in words}


def _counted(treebank: Iterable[Sentence]) -> Iterator[tuple[tuple[str, str], str, float]]:
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in treebank:
        for token in sentence.tokens:
            lemma = resolve(token.form, token.lemma, token.upos)
            counts[token.form.lower(), token.upos][lemma] += 1
    for key, lemmas in counts.items():
        if key[1] not in ("PUNCT", "SYM"):
            lemma, count = lemmas.most_common(1)[0]
            yield key, lemma, count / lemmas.total()


def _listed(data: Path) -> Iterator[tuple[str, str, str]]:
    for line in lines(data / "unimorph-nl" / "nld.tsv.gz"):
        if line.count("\t") == 2 and "SBJV" not in line:
            lemma, form, features = line.split("\t")
            yield ("VERB" if features.startswith("V") else "ADJ"), form.lower(), lemma
    for upos, forms in lookups("nl_lemma_exc").items():
        if upos in OPEN_CLASSES:
            for form, lemmas in forms.items():
                if len(lemmas) == 1:
                    yield OPEN_CLASSES[upos], form.lower(), lemmas[0]
    yield from _plurals(data)
    verbs = {lemma for upos, lemma in _bases() if upos == "VERB"}
    for line in lines(data / "opentaal" / "hunspell-inflections.tsv.gz"):
        form, _, base = line.partition("\t")
        if base not in verbs and not form.endswith(("er", "st", "e", "ste", "ere")):
            yield "NOUN", form.lower(), base


def _plurals(data: Path) -> Iterator[tuple[str, str, str]]:
    """Plurals in OpenTaal's lists whose singular, by the spelling rules, is one noun in spaCy's list."""
    nouns = {lemma for upos, lemma in _bases() if upos == "NOUN"}
    for name in ("wordlist-nouns-meervouden.txt.gz", "wordlist-flexies-ongekeurd.txt.gz"):
        for line in lines(data / "opentaal" / name):
            form = line.split("\t")[0].strip().lower()
            singulars = [word for word in singulars_of(form) if word in nouns]
            if len(singulars) == 1 and form not in nouns:
                yield "NOUN", form, singulars[0]


def singulars_of(plural: str) -> Iterator[str]:
    """Spellings that the singular of this form could have: `pleinen`, `bomen`, `brieven`, `bakken`, `auto's`."""
    for ending in ("'s", "’s", "s"):
        if plural.endswith(ending):
            yield plural.removesuffix(ending)
            return
    if not plural.endswith("en"):
        return
    stem = plural.removesuffix("en")
    stem = stem[:-1] + {"v": "f", "z": "s"}.get(stem[-1:], stem[-1:])
    yield stem
    if stem[-1:] == stem[-2:-1]:
        yield stem[:-1]
    elif stem[-2:-1] in ("a", "e", "o", "u"):
        yield stem[:-1] + stem[-2:]
    yield plural.removesuffix("n")


def _bases() -> Iterator[tuple[str, str]]:
    for upos, words in lookups("nl_lemma_index").items():
        if upos in OPEN_CLASSES:
            yield from ((OPEN_CLASSES[upos], word) for word in words)
