"""Names of places that stay readable, and the one spelling of every wijk.

1. `load_gazetteer()` reads the names of one city (Dordrecht ships; another city is one YAML file of the same
   shape) and the names and patterns that hold in every Dutch city.
2. `Gazetteer.find(text)` gives every wijk, place, street and organisation with its offsets.
3. `Gazetteer.canonical_wijk(text)` gives the one spelling of a wijk: "Het Reeland" is "Reeland".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml

from corpora.errors import KnowledgeError
from corpora.yaml_file import read_yaml

PlaceKind = Literal["wijk", "plaats", "straat", "organisatie"]

FOLDER = Path(__file__).parent / "gazetteers"
NATIONAL = FOLDER / "nederland.yaml"
DEFAULT = FOLDER / "dordrecht.yaml"

_NAME = r"[A-ZÀ-Þ][\w'’-]*"
_PARTICLE = r"(?:van|de|der|den|het|ten|ter|te|'t|’t)"
_PREPOSITION = r"(?:aan|op|in|langs|bij|van|naar|over|rond|rondom|achter|voor|tot|uit|door|onder)"


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A protected name in a text; offsets in characters, end excluded."""

    start: int
    end: int
    kind: PlaceKind
    name: str  # canonical for a wijk, as written for the rest


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: PlaceKind
    name: str
    capital_only: bool


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """The names of one city, ready to search with."""

    city: str
    wijken: tuple[str, ...]
    business_parks: frozenset[str]  # wijken where nobody lives
    entries: Mapping[str, _Entry] = field(repr=False)
    _names: re.Pattern[str] = field(repr=False)
    _patterns: tuple[tuple[PlaceKind, re.Pattern[str]], ...] = field(repr=False)

    def find(self, text: str) -> tuple[PlaceMatch, ...]:
        """Every protected name, in order; where two overlap the longer one stands."""
        found = sorted([*self._listed(text), *self._patterned(text)], key=lambda m: (m.start - m.end, m.start))
        kept: list[PlaceMatch] = []
        for match in found:
            if all(match.end <= other.start or match.start >= other.end for other in kept):
                kept.append(match)
        return tuple(sorted(kept, key=lambda m: m.start))

    def find_wijken(self, text: str) -> tuple[PlaceMatch, ...]:
        """Every wijk, also inside the name of an organisation: "wijkcentrum Crabbehof"."""
        return tuple(match for match in self._listed(text) if match.kind == "wijk")

    def is_wijk(self, text: str) -> bool:
        """Whether the text is the name of a wijk and nothing else."""
        whole = self.entries.get(_key(text))
        return whole is not None and whole.kind == "wijk"

    def canonical_wijk(self, text: str) -> str:
        """The one spelling of the wijk that this text is or holds first; "" when there is none."""
        whole = self.entries.get(_key(text))
        if whole and whole.kind == "wijk":
            return whole.name
        return next((match.name for match in self._listed(text) if match.kind == "wijk"), "")

    def _listed(self, text: str) -> Iterator[PlaceMatch]:
        for match in self._names.finditer(text):
            entry = self.entries[_key(match.group())]
            if not (entry.capital_only and match.group().islower()):
                name = entry.name if entry.kind == "wijk" else match.group()
                yield PlaceMatch(match.start(), match.end(), entry.kind, name)

    def _patterned(self, text: str) -> Iterator[PlaceMatch]:
        for kind, pattern in self._patterns:
            for match in pattern.finditer(text):
                yield PlaceMatch(match.start("name"), match.end("name"), kind, match.group("name"))


def load_gazetteer(path: Path | None = None) -> Gazetteer:
    """The names of one city, Dordrecht unless another file is given.

    Raises:
        KnowledgeError: the file is missing, is no YAML or misses its list of wijken.
    """
    return _load(path or DEFAULT)


@lru_cache(maxsize=8)
def _load(path: Path) -> Gazetteer:
    city, national = _read(path), _read(NATIONAL)
    if not city.get("wijken"):
        raise KnowledgeError(
            "het bestand noemt geen wijken.", source=path.name, cure="Zet ze onder het kopje 'wijken'."
        )
    entries = dict(_entries(national)) | dict(_entries(city))
    return Gazetteer(
        city=str(city.get("gemeente", "")),
        wijken=tuple(sorted({entry.name for entry in entries.values() if entry.kind == "wijk"})),
        business_parks=frozenset(wijk["naam"] for wijk in city["wijken"] if wijk.get("bedrijventerrein")),
        entries=entries,
        _names=_any_of(entries),
        _patterns=tuple(_patterns(national)),
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        data = read_yaml(path)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        raise KnowledgeError(
            "de lijst met namen is niet te lezen.", source=path.name, cure="Gebruik dordrecht.yaml als voorbeeld."
        ) from None
    if not isinstance(data, dict):
        raise KnowledgeError("dit is geen lijst met namen.", source=path.name, cure="Begin met 'gemeente:'.")
    return data


def _entries(data: Mapping[str, Any]) -> Iterator[tuple[str, _Entry]]:
    for wijk in data.get("wijken", ()):
        capital = {_key(name) for name in wijk.get("hoofdletter", ())}
        for name in (wijk["naam"], *wijk.get("ook", ())):
            yield _key(name), _Entry("wijk", wijk["naam"], _key(name) in capital)
    kinds: tuple[tuple[str, PlaceKind], ...] = (
        ("plaatsen", "plaats"),
        ("straten", "straat"),
        ("organisaties", "organisatie"),
    )
    for heading, kind in kinds:
        for name in data.get(heading, ()):
            # a place or street is written with a capital; in lower case it may be an everyday word
            yield _key(name), _Entry(kind, name, True)


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(names, key=lambda name: (-len(name), name))
    words = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in ordered)
    return re.compile(rf"(?<![\w-])(?:{words})(?!\w)(?!-\w)", re.IGNORECASE)


def _patterns(data: Mapping[str, Any]) -> Iterator[tuple[PlaceKind, re.Pattern[str]]]:
    parts = data["straatdelen"]
    sure, after_article = "|".join(parts["zeker"]), "|".join(parts["na_lidwoord"])
    # "Johan de Wittstraat", "Anna Paulownastraat": the words before belong to the name of the street
    before = rf"(?:{_NAME}\s(?:{_PARTICLE}\s)*)?"
    yield "straat", re.compile(rf"\b(?P<name>{before}[A-ZÀ-Þ][\w'’-]*(?:{sure}))\b")
    yield (
        "straat",
        re.compile(rf"\b{_PREPOSITION}\s(?:de|het)\s(?P<name>{before}[A-ZÀ-Þ][\w'’-]+(?:{after_article}))\b"),
    )
    heads = "|".join(f"[{word[0]}{word[0].upper()}]{word[1:]}" for word in data["organisatiewoorden"])
    follow = rf"{_NAME}(?:\s(?:{_PARTICLE}\s)*{_NAME})*"
    yield "organisatie", re.compile(rf"\b(?P<name>(?:{heads})\s(?:{_PARTICLE}\s)*{follow})")


def _key(name: str) -> str:
    return re.sub(r"\s+", " ", name.strip()).lower()
