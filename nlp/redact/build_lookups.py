"""Build the hashed table of names: `python -m nlp.redact.build_lookups MAP_MET_LIJSTEN UITVOER`.

Needs the word lists named in `corpora/lookups/README.md` and, for the name lists of other languages, Faker.
"""

from __future__ import annotations

import gzip
import importlib
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpora.yaml_file import read_yaml
from nlp.redact.lookups import TABLE, Word, hash_word, normalise, pack, table_bytes

LOCALES = [
    "nl_NL",
    "nl_BE",
    "tr_TR",
    "pl_PL",
    "fr_DZ",
    "en_IN",
    "id_ID",
    "pt_PT",
    "pt_BR",
    "bg_BG",
    "uk_UA",
    "ro_RO",
    "hr_HR",
    "it_IT",
    "es_ES",
    "es_CO",
    "de_DE",
    "fr_FR",
    "en_GB",
    "tw_GH",
    "yo_NG",
    "en_KE",
    "ig_NG",
    "ha_NG",
    "vi_VN",
    "hu_HU",
    "cs_CZ",
    "sk_SK",
    "lt_LT",
    "az_AZ",
    "en_PK",
]
PARTICLES = frozenset(
    [
        "van",
        "de",
        "der",
        "den",
        "het",
        "'t",
        "d'",
        "ten",
        "ter",
        "te",
        "op",
        "in",
        "aan",
        "bij",
        "uit",
        "onder",
        "over",
        "voor",
        "la",
        "le",
        "du",
        "des",
        "da",
        "dos",
        "do",
        "di",
        "del",
        "von",
        "zu",
        "el",
        "al",
        "ben",
        "bin",
        "abu",
        "ait",
        "ould",
        "y",
        "e",
        "st",
    ]
)
ALWAYS_A_WORD = 3000  # rank
# many hamlets and firms are called like a person: a name met this often stays a name
OFTEN, VERY_OFTEN = 5, 1000
# rank in the frequency list up to which a word gets this class; 1 is for words outside it
RANKS = ((300, 7), (1000, 6), (3000, 5), (8000, 4), (20000, 3), (50000, 2))
# Cyrillic as it is written in Dutch passports and ID cards (ICAO 9303), lower case
CYRILLIC = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщъьюяѝэыё",
        [
            "a",
            "b",
            "v",
            "h",
            "g",
            "d",
            "e",
            "ie",
            "zh",
            "z",
            "y",
            "i",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "a",
            "_",
            "iu",
            "ia",
            "i",
            "e",
            "y",
            "e",
        ],
        strict=True,
    )
)


def build_lookups(data_dir: Path, output: Path = TABLE) -> int:
    """Write the table to `output` and give its number of words.

    Args:
        data_dir: holds the folders names-nl, opentaal, frequency-nl, places-nl and ud-dutch.
    """
    forenames, surnames = _names(data_dir)
    common = _common_words(data_dir, {*forenames, *surnames})
    proper = _proper_names(data_dir)
    words: dict[int, int] = {}
    for word in sorted({*forenames, *surnames, *common, *proper}):
        known = Word(
            _strength(forenames[word]),
            _strength(surnames[word]),
            common.get(word, 0),
            word in proper and forenames[word] < OFTEN and surnames[word] < VERY_OFTEN,
        )
        if pack(known):
            words[hash_word(word)] = pack(known)
    output.write_bytes(table_bytes(words))
    return len(words)


def _strength(count: int) -> int:
    return 0 if count < 1 else 1 if count < 2 else 2 if count < 5 else 3


def _names(data_dir: Path) -> tuple[Counter[str], Counter[str]]:
    """Forenames and surnames with the number of times they were met; a curated list counts as often enough."""
    forenames: Counter[str] = Counter()
    surnames: Counter[str] = Counter()
    folder = data_dir / "names-nl"
    for name in _lines(folder / "alpino-person-names.txt.gz"):
        _count_full_name(name, forenames, surnames)
    for name in _lines(folder / "family-names-5-or-more-2007.txt.gz"):
        for part in _parts(name):
            surnames[part] += 2
    for line in _lines(folder / "family-names-top1000-2007.tsv"):
        for part in _parts(line.split("\t")[0]):
            surnames[part] += VERY_OFTEN
    for line in _lines(folder / "popular-forenames-cc0.tsv"):
        _add(forenames, line.split("\t")[-1], 5)
    for line in _lines(folder / "popular-surnames-cc0.tsv"):
        _add(surnames, line.split("\t")[-1], 5)
    own = read_yaml(TABLE.parent / "namen_extra.yaml")
    for kind, counts in (("voornamen", forenames), ("achternamen", surnames)):
        for group in own[kind].values():
            for name in group.split():
                _add(counts, name, 5)
    for kind, name in _faker_names():
        _add(forenames if kind == "first" else surnames, name, 5 if kind == "first" else 3)
    return forenames, surnames


def _count_full_name(name: str, forenames: Counter[str], surnames: Counter[str]) -> None:
    parts = [part for part in name.split() if part[0].isalpha() and part.lower() not in PARTICLES]
    if not parts or any("." in part or part.isupper() for part in parts):
        return
    if len(parts) == 1:
        _add(surnames, parts[0], 1)
        if name == parts[0]:
            _add(forenames, name, 1)
        return
    _add(forenames, parts[0], 1)
    _add(surnames, parts[-1], 1)


def _parts(surname: str) -> Iterator[str]:
    for part in re.split(r"[\s-]+", surname):
        if part.lower().strip("'’") not in PARTICLES:
            yield normalise(part)


def _add(counts: Counter[str], name: str, times: int) -> None:
    for part in {name, *name.split()}:
        word = normalise(part).strip("'")
        if len(word) > 1 and word not in PARTICLES and not re.search(r"[\d.\s]", word):
            counts[word] += times


def _faker_names() -> Iterator[tuple[str, str]]:
    for locale in LOCALES:
        try:
            provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        except ModuleNotFoundError:
            continue
        for kind, attributes in (("first", "first_names"), ("last", "last_names")):
            for attribute in dir(provider):
                # first_names, first_names_male, last_names, last_names_female, ... of every locale
                names = getattr(provider, attribute)
                if attribute.startswith(attributes) and isinstance(names, tuple | list | dict) and len(names) > 10:
                    yield from ((kind, latin(str(name))) for name in names)


def latin(name: str) -> str:
    """A name in Cyrillic in the letters of a Dutch passport, in lower case."""
    return "".join(CYRILLIC.get(letter, letter) for letter in name.lower()).replace("_", "")


def _common_words(data_dir: Path, names: set[str]) -> dict[str, int]:
    """Dutch words with their frequency class; the list of frequent words counts names too, so it only adds to words."""
    vocabulary = {
        normalise(word)
        for file in ("wordlist-basiswoorden-gekeurd", "wordlist-flexies-ongekeurd")
        for word in _lines(data_dir / "opentaal" / f"{file}.txt.gz")
        if word.islower() and " " not in word and len(word) > 1
    }
    common = dict.fromkeys(vocabulary, 1)
    for rank, line in enumerate(_lines(data_dir / "frequency-nl" / "nl_50k_opensubtitles2018.txt.gz"), start=1):
        word = normalise(line.split()[0])
        # subtitles are full of names: outside the dictionary only a very frequent word is taken for a word
        if word in vocabulary or (rank <= ALWAYS_A_WORD and word not in names):
            common.setdefault(word, 1)
            common[word] = max(common[word], next((level for limit, level in RANKS if rank <= limit), 1))
    mostly_names = _mostly_names(data_dir)
    return {word: (min(level, 2) if word in mostly_names else level) for word, level in common.items()}


def _mostly_names(data_dir: Path) -> set[str]:
    """Words that are a proper noun nearly every time the treebank has them: "jan" is in the dictionary too."""
    times: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for line in _lines(data_dir / "ud-dutch" / "nl-alpino-core-train.conllu.gz"):
        fields = line.split("\t")
        if len(fields) == 10 and fields[0].isdigit():
            times[normalise(fields[1])][fields[3] == "PROPN"] += 1
    return {word for word, (other, proper) in times.items() if proper >= 3 and proper >= 9 * other}


def _proper_names(data_dir: Path) -> set[str]:
    """Places, organisations, brands and peoples, also of several words ("albert heijn")."""
    names = {line.split("\t")[1] for line in _lines(data_dir / "places-nl" / "cbs-gemeenten.tsv")}
    for kind in ("location", "organisation", "misc"):
        names.update(_lines(data_dir / "names-nl" / f"alpino-{kind}-names.txt.gz"))
    names.update(
        word for word in _lines(data_dir / "opentaal" / "wordlist-basiswoorden-gekeurd.txt.gz") if word[:1].isupper()
    )
    # one word of two letters or a title of many words tells nothing here
    return {
        normalise(name) for name in names if len(name) > 2 and name.count(" ") < 4 and not re.search(r"[\d:!?]", name)
    }


def _lines(path: Path) -> Iterable[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        return file.read().splitlines()


if __name__ == "__main__":
    print(f"{build_lookups(Path(sys.argv[1]), Path(sys.argv[2])):,} woorden")  # noqa: T201
