"""Who could be recognised without a name: someone of a small group who tells a story of their own.

A mask hides names; it cannot hide that there is one baker in a wijk whose son was robbed. The warning asks an
editor to look; it decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from corpora.records import Statement
from corpora.yaml_file import read_yaml
from outputs.dutch import listing

RARE_TIMES_K = 2  # a group in a wijk is small below this many times `k` people
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_AGE = re.compile(r"\b\d{1,2}[ -](?:jaar|jarige?)\b", re.IGNORECASE)
_OWN = "eigen"
_SAYS = {
    "verwanten": "een familielid of naaste",
    "gezondheid": "gezondheid",
    "gebeurtenis": "een ingrijpende gebeurtenis",
}


def warnings(statements: Iterable[Statement], *, k: int) -> dict[str, str]:
    """Statement id -> why its teller could be recognised, in Dutch. Public material (`k` is 1) gets none."""
    statements = tuple(statements)
    if k <= 1:
        return {}
    people: dict[tuple[str, str], set[str]] = {}
    for said in statements:
        people.setdefault((said.group, said.wijk), set()).add(said.person)
    found = {}
    for said in statements:
        n_alike = len(people[said.group, said.wijk])
        told = story(said.text) if (said.group or said.wijk) and n_alike < RARE_TIMES_K * k else ()
        if told:
            found[said.id] = (
                f"Kan herkenbaar zijn: deze spreker vertelt over {listing(told)}, en uit deze groep en wijk is met weinig mensen "
                "gesproken. Lees na, kort in of laat weg."
            )
    return found


def story(text: str) -> tuple[str, ...]:
    """What a teller says about their own life that others may know, in Dutch; empty when nothing."""
    words = [match.group().lower().replace("’", "'") for match in _WORD.finditer(text)]
    lists = _lists()
    if not any(lists[_OWN].fullmatch(word) for word in words):
        return ()
    told = [name for key, name in _SAYS.items() if any(lists[key].fullmatch(word) for word in words)]
    return (*told, "een leeftijd") if _AGE.search(text) else tuple(told)


@cache
def _lists() -> Mapping[str, re.Pattern[str]]:

    path = files("corpora") / "words" / "herkenbaar.yaml"
    return {name: _any_of(words.split()) for name, words in read_yaml(path).items()}


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word).replace(r"\*", r"\w*") for word in words))
