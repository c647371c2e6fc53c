"""Dutch names for the ids of a codebook, so that writers know nothing of how a codebook is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from outputs.dutch import capital

if TYPE_CHECKING:
    from corpora.codebook import Codebook, SubTheme

NO_PRIORITY = "geen_prioriteit"

_GROUPS = {"bedrijventerrein": "Ondernemer bedrijventerrein"}


@dataclass(frozen=True, slots=True)
class Label:
    """What one id of the codebook means."""

    name: str
    definition: str = ""
    include: str = ""
    exclude: str = ""
    priority: str = ""  # of a sub-theme; "" when it cuts across


@dataclass(frozen=True, slots=True)
class Labels:
    """All names a report needs, in the order of the codebook."""

    priorities: Mapping[str, Label]
    subthemes: Mapping[str, Label] = field(default_factory=dict)
    title: str = ""
    source: str = ""
    version: str = ""

    def priority(self, key: str) -> str:
        """Name of a priority, or "Geen prioriteit"."""
        if not key or key == NO_PRIORITY:
            return "Geen prioriteit"
        return self.priorities[key].name if key in self.priorities else readable(key)

    def subtheme(self, key: str) -> str:
        """Name of a sub-theme."""
        return self.subthemes[key].name if key in self.subthemes else readable(key)


def readable(key: str) -> str:
    """ "veilige_wijken" -> "Veilige wijken"."""
    return capital(key.replace("_", " "))


def group_name(group: str) -> str:
    """A group as the city writes it under a quote: "bewoner" -> "Bewoner"."""
    return _GROUPS.get(group, readable(group))


def labels_of(codebook: Codebook | Labels) -> Labels:
    """Take the names from a codebook of `corpora`; `Labels` are given back as they are."""
    if isinstance(codebook, Labels):
        return codebook
    return Labels(
        priorities={one.id: Label(one.label, one.definition) for one in codebook.priorities},
        subthemes={one.id: _label(one, codebook.priority_of(one.id)) for one in codebook.subthemes},
        title=codebook.title,
        source=codebook.source,
        version=codebook.reference,
    )


def _label(theme: SubTheme, priority: str) -> Label:
    return Label(
        theme.label,
        theme.definition,
        ", ".join(word.removeprefix("=") for word in theme.include),
        ", ".join(theme.exclude),
        priority,
    )
