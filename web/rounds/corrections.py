"""What staff corrected about a file: no names, only numbers of speakers and the words of fixed lists.

    {"ingrepen": [...],  # edits of single lines, see web.rounds.edits
     "groep": "bewoner", "wijk": "Wielwijk", "sprekers": {"0": {"rol": "interviewer", "groep": "", "wijk": ""}}}

The bridge turns this into the confirmation file of `corpora.layout`, which wins from what was recognised.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from corpora.gazetteer import load_gazetteer
from corpora.layout.vocabulary import vocabulary
from web.conf import shared_setting
from web.rounds.preview import Speaker

# value in the records -> what the page says
ROLES = {
    "respondent": "inwoner of partner",
    "interviewer": "gespreksvoerder",
    "notulist": "notulist",
    "unknown": "onbekend",
}


@cache
def groups() -> tuple[str, ...]:
    """Groups that can be chosen."""
    return tuple(sorted(vocabulary().group_words))


@cache
def wijken() -> tuple[str, ...]:
    """Neighbourhoods that can be chosen."""
    return tuple(sorted(load_gazetteer(Path(where) if (where := shared_setting("gebied")) else None).wijken))


def from_form(data: Mapping[str, str], speakers: tuple[Speaker, ...]) -> dict[str, Any]:
    """The corrections of file and speakers in a submitted form; a value that is not on its list counts as not given."""
    changed = {}
    for number in range(len(speakers)):
        row = {
            "rol": _chosen(data, f"rol-{number}", lambda: tuple(ROLES)),
            "groep": _chosen(data, f"groep-{number}", groups),
            "wijk": _chosen(data, f"wijk-{number}", wijken),
        }
        if any(row.values()):
            changed[str(number)] = row
    return {
        "groep": _chosen(data, "groep", groups),
        "wijk": _chosen(data, "wijk", wijken),
        "sprekers": changed,
    }


def _chosen(data: Mapping[str, str], name: str, values: Callable[[], tuple[str, ...]]) -> str:
    value = data.get(name, "")
    return value if value in values() else ""
