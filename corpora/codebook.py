"""The codebook: priorities, sub-themes, words and borderline rules, read once and frozen.

A codebook is a YAML file that a policy adviser can edit; its keys are Dutch. `load_codebook` checks the
whole file at the door and tells every mistake in one Dutch message.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from corpora.errors import KnowledgeError
from corpora.yaml_file import read_yaml

DEFAULT_CODEBOOK = Path(__file__).parent / "codebooks" / "ivp-2023-2026.yaml"

POLARITIES = ("probleem", "wens", "compliment", "neutraal")

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$")]
Words = tuple[Text, ...]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class SubTheme(_Frozen):
    """What a statement can be about, with the words residents use for it."""

    id: Identifier
    label: Text
    definition: Text = Field(alias="definitie")
    include: Words = Field(default=(), alias="wel")
    exclude: Words = Field(default=(), alias="niet")
    words: Words = Field(default=(), alias="woorden")
    support: Words = Field(default=(), alias="steunwoorden")
    unwanted: Words = Field(default=(), alias="ongewenst")


class Priority(_Frozen):
    """A priority of the council; it follows from its sub-themes."""

    id: Identifier
    label: Text
    definition: Text = Field(alias="definitie")
    subthemes: tuple[SubTheme, ...] = Field(alias="subthemas", min_length=1)


class BorderlineRule(_Frozen):
    """Grensregel: what coders agreed on where sub-themes meet."""

    id: Identifier
    text: Text = Field(alias="regel")
    subthemes: tuple[Identifier, ...] = Field(alias="subthemas", min_length=1)
    words: Words = Field(default=(), alias="woorden")


class Codebook(_Frozen):
    """The fixed list that statements are coded by."""

    id: Identifier
    version: Text = Field(alias="versie")
    language: Text = Field(alias="taal")
    title: Text = Field(alias="titel")
    source: Text = Field(alias="bron")
    polarities: dict[Identifier, Text] = Field(alias="polariteiten")
    groups: dict[Identifier, Words] = Field(default_factory=dict, alias="groepen")
    word_groups: dict[Identifier, Words] = Field(default_factory=dict, alias="woordgroepen")
    figurative: Words = Field(default=(), alias="beeldspraak")
    priorities: tuple[Priority, ...] = Field(alias="prioriteiten", min_length=1)
    cross_cutting: tuple[SubTheme, ...] = Field(default=(), alias="dwars")
    rules: tuple[BorderlineRule, ...] = Field(default=(), alias="grensregels")

    @cached_property
    def subthemes(self) -> tuple[SubTheme, ...]:
        """All sub-themes in the order of the file, cross-cutting ones last."""
        return tuple(theme for priority in self.priorities for theme in priority.subthemes) + self.cross_cutting

    @cached_property
    def subtheme_ids(self) -> tuple[str, ...]:
        return tuple(theme.id for theme in self.subthemes)

    @cached_property
    def priority_ids(self) -> tuple[str, ...]:
        return tuple(priority.id for priority in self.priorities)

    @cached_property
    def _priority_by_subtheme(self) -> dict[str, str]:
        return {theme.id: priority.id for priority in self.priorities for theme in priority.subthemes}

    def priority_of(self, subtheme: str) -> str:
        """Priority of a sub-theme; "" for a cross-cutting or unknown one."""
        return self._priority_by_subtheme.get(subtheme, "")

    def priorities_of(self, subthemes: Iterable[str]) -> tuple[str, ...]:
        """Priorities that follow from these sub-themes, in the order of the codebook."""
        found = {self.priority_of(subtheme) for subtheme in subthemes}
        return tuple(priority for priority in self.priority_ids if priority in found)

    def rule_for(
        self, subtheme: str, *, others: Collection[str] = (), named: Collection[str] = ()
    ) -> BorderlineRule | None:
        """The borderline rule that applies to a sub-theme; None where it stands clear.

        A rule applies when its own words are said, or when all sub-themes that it lies between are found. Some are not
        enough: "nepagent en babbeltruc" says nothing where a theft goes with a feeling of unsafety.

        Args:
            others: sub-themes found in the same statement.
            named: ids of rules whose words are said in the statement.
        """
        found = {subtheme, *others}
        weights = {
            rule: 2 * (rule.id in named) + (len(rule.subthemes) > 1 and found.issuperset(rule.subthemes))
            for rule in self.rules
            if subtheme in rule.subthemes
        }
        best = max(weights, key=lambda rule: weights[rule], default=None)
        return best if best and weights[best] else None

    def label_of(self, identifier: str) -> str:
        """Dutch label of a priority or sub-theme."""
        labels = {priority.id: priority.label for priority in self.priorities}
        labels |= {theme.id: theme.label for theme in self.subthemes}
        return labels.get(identifier, identifier)

    @property
    def reference(self) -> str:
        """How runs and models name this codebook."""
        return f"{self.id}@{self.version}"


def load_codebook(path: Path | None = None) -> Codebook:
    """Read and check a codebook.

    Args:
        path: YAML file; the shipped codebook when left out.
    Raises:
        KnowledgeError: the file is missing, is no YAML, or breaks the rules; all mistakes in one message.
    """
    path = path or DEFAULT_CODEBOOK
    try:
        codebook = Codebook.model_validate(_read(path))
    except ValidationError as error:
        raise _wrong(path, "; ".join(_mistakes(error))) from None
    problems = tuple(_contradictions(codebook))
    if problems:
        raise _wrong(path, "; ".join(problems))
    return codebook


def _read(path: Path) -> Any:
    try:
        return read_yaml(path)
    except OSError:
        raise KnowledgeError(
            "het codeboek is niet te openen.",
            source=path.name,
            cure="Controleer de naam en de rechten van het bestand.",
        ) from None
    except UnicodeDecodeError:
        raise _wrong(path, "het bestand is niet opgeslagen als UTF-8") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"regel {mark.line + 1}" if mark else ""
        raise KnowledgeError(
            "het codeboek is geen geldige YAML.",
            source=path.name,
            place=place,
            cure="Kijk daar naar inspringing, komma's en aanhalingstekens.",
        ) from None


def _wrong(path: Path, problems: str) -> KnowledgeError:
    return KnowledgeError(
        f"het codeboek klopt niet: {problems}.", source=path.name, cure="Verbeter het bestand en probeer het opnieuw."
    )


_REASONS = {
    "missing": "ontbreekt",
    "extra_forbidden": "is een onbekend veld",
    "string_type": "moet tekst zijn (zet het tussen aanhalingstekens)",
    "string_too_short": "is leeg",
    "string_pattern_mismatch": "mag alleen kleine letters, cijfers, - en _ bevatten",
    "too_short": "is leeg",
    "tuple_type": "moet een lijst zijn",
    "dict_type": "moet een lijst met namen en waarden zijn",
    "model_type": "moet een blok met velden zijn",
}


def _mistakes(error: ValidationError) -> Iterable[str]:
    for mistake in error.errors(include_url=False, include_input=False):
        place = " > ".join(str(step + 1) if isinstance(step, int) else str(step) for step in mistake["loc"])
        yield f"'{place or 'bestand'}' {_REASONS.get(mistake['type'], 'heeft een waarde die hier niet past')}"


def _contradictions(codebook: Codebook) -> Iterable[str]:
    """What each field allows but the file as a whole does not."""
    seen: set[str] = set()
    for identifier in (*codebook.priority_ids, *codebook.subtheme_ids):
        if identifier in seen:
            yield f"'{identifier}' komt twee keer voor"
        seen.add(identifier)
    for rule in codebook.rules:
        for subtheme in rule.subthemes:
            if subtheme not in codebook.subtheme_ids:
                yield f"grensregel '{rule.id}' noemt het onbekende subthema '{subtheme}'"
    if set(codebook.polarities) != set(POLARITIES):
        yield f"polariteiten moeten precies deze zijn: {', '.join(POLARITIES)}"
    for theme in codebook.subthemes:
        for name in _named_groups((*theme.words, *theme.support, *theme.unwanted)):
            if name not in codebook.word_groups:
                yield f"'{theme.id}' noemt de onbekende woordgroep '{name}'"


def _named_groups(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        for part in word.split("+"):
            if part.strip().startswith("{"):
                yield part.strip().strip("{}")
