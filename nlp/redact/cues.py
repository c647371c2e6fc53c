"""Words that give personal data away, or speak against it: the reading of `corpora/lookups/aanwijzingen.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml

from corpora.errors import KnowledgeError
from corpora.yaml_file import read_yaml

CUES = Path(__file__).parents[2] / "corpora" / "lookups" / "aanwijzingen.yaml"


@lru_cache(maxsize=1)
def load_cues(path: Path = CUES) -> Mapping[str, frozenset[str]]:
    """Every list of the file as a set of words in lower case.

    Raises:
        KnowledgeError: the file is missing or no YAML.
    """
    try:
        data = read_yaml(path)
        return {key: frozenset(value.split() if isinstance(value, str) else value) for key, value in data.items()}
    except (OSError, yaml.YAMLError, AttributeError, TypeError):
        raise KnowledgeError(
            "de lijst met aanwijzingen is niet te lezen.", source=path.name, cure="Zet het meegeleverde bestand terug."
        ) from None


def any_of(*lists: str) -> str:
    """A regular expression part that matches any word of these lists, the longest first."""
    words = {word for name in lists for word in load_cues()[name]}
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def before(text: str, start: int, *, reach: int = 40) -> str:
    """The text just before a place, in lower case."""
    return text[max(0, start - reach) : start].lower()
