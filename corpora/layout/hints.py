"""What staff confirmed or corrected about a file: `<bestand>.lees.yaml` beside it.

The file is printed by `stadsgesprek lees`, may be edited in any text editor, and wins from whatever was recognised.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast, get_args

import yaml

from corpora.edits import Edit, dump_edits, load_edits
from corpora.errors import KnowledgeError
from corpora.layout.people import label_key
from corpora.layout.vocabulary import vocabulary
from corpora.records import Conversation, Role, Turn
from corpora.yaml_file import read_yaml

SUFFIX = ".lees.yaml"
COLUMN_ROLES = (
    "spreker",
    "groep",
    "wijk",
    "datum",
    "ronde",
    "nummer",
    "vraag",
    "uitspraak",
    "notulist",
    "interviewer",
    "contact",
    "gegeven",
)
_ROLES = {"inwoner": "respondent", "gespreksvoerder": "interviewer", "notulist": "notulist", "onbekend": "unknown"}
_DUTCH_ROLES = {role: name for name, role in _ROLES.items()}


@dataclass(frozen=True, slots=True)
class SpeakerHint:
    """What is known about one speaker; an empty field leaves it to what the file says."""

    role: Role | None = None
    group: str = ""
    wijk: str = ""


@dataclass(frozen=True)
class Hints:
    """What is known about one file."""

    group: str = ""
    wijk: str = ""
    date: str = ""
    ronde: str = ""
    speakers: Mapping[str, SpeakerHint] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()  # by hand, from the portal

    def speaker(self, label: str) -> SpeakerHint | None:
        """What is known about the speaker with this label."""
        keys = {label_key(name): hint for name, hint in self.speakers.items()}
        return keys.get(label_key(label))

    def column(self, header: str) -> str:
        """The confirmed role of the column with this header; "" when none was given."""
        plain = {" ".join(name.split()).casefold(): role for name, role in self.columns.items()}
        return plain.get(" ".join(header.split()).casefold(), "")


def path_for(source: Path) -> Path:
    """Where the confirmation file of an uploaded file lies."""
    return source.with_name(source.name + SUFFIX)


def load_hints(path: Path) -> Hints:
    """Read the confirmation of an uploaded file; without one nothing was confirmed.

    Args:
        path: the uploaded file, or its confirmation file itself.
    Raises:
        KnowledgeError: the file is no YAML, or holds a role or group that does not exist.
    """
    path = path if path.name.endswith(SUFFIX) else path_for(path)
    if not path.exists():
        return Hints()
    try:
        data = read_yaml(path) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        raise KnowledgeError("dit bestand is niet te lezen.", source=path.name, cure="Maak het opnieuw.") from None
    if not isinstance(data, dict):
        raise KnowledgeError("dit is geen bevestiging.", source=path.name, cure="Maak het bestand opnieuw.")
    return _hints(data, path.name)


def dump_hints(hints: Hints) -> str:
    """The confirmation file as staff see it."""
    data: dict[str, Any] = {
        "groep": hints.group,
        "wijk": hints.wijk,
        "datum": hints.date,
        "ronde": hints.ronde,
        "sprekers": {label: _speaker_data(hint) for label, hint in hints.speakers.items()},
        "kolommen": dict(hints.columns),
    }
    if hints.edits:
        data["ingrepen"] = dump_edits(hints.edits)
    head = (
        "# Bevestiging bij het inlezen. Verbeter wat niet klopt en lees het bestand opnieuw in.\n"
        f"# rol: {', '.join(_ROLES)}\n"
        f"# groep: {', '.join(sorted(vocabulary().group_words))}\n"
        f"# kolom: {', '.join(COLUMN_ROLES)}\n"
    )
    return head + yaml.safe_dump(data, allow_unicode=True, sort_keys=False)


def describe(conversations: Iterable[Conversation], columns: Mapping[str, str] | None = None) -> Hints:
    """What was assumed about a file, in the shape in which staff can correct it.

    Args:
        conversations: all conversations of one file, before redaction or after it.
        columns: header of each table column with its role, as `corpora.layout.column_roles` gives them.
    """
    conversations = list(conversations)
    turns: dict[str, list[Turn]] = {}
    for turn in (turn for conversation in conversations for turn in conversation.turns if turn.speaker):
        turns.setdefault(turn.speaker, []).append(turn)
    # two people may share a label ("jongen, 16"), and not every turn is a statement: what differs between turns is left to what the file says
    speakers = {
        label: SpeakerHint(_only_role(said), _only([t.group.value for t in said]), _only([t.wijk.value for t in said]))
        for label, said in turns.items()
    }
    return Hints(
        group=_common([conversation.group.value for conversation in conversations]),
        wijk=_common([conversation.wijk.value for conversation in conversations]),
        date=_common([conversation.date for conversation in conversations]),
        ronde=_common([conversation.ronde for conversation in conversations]),
        speakers=speakers,
        columns=dict(columns or {}),
    )


def _only_role(turns: Sequence[Turn]) -> Role | None:
    roles = {turn.role for turn in turns}
    return roles.pop() if len(roles) == 1 else None


def _only(values: list[str]) -> str:
    found = {value for value in values if value}
    return found.pop() if len(found) == 1 else ""


def _common(values: list[str]) -> str:
    return values[0] if len(set(values)) == 1 else ""


def _speaker_data(hint: SpeakerHint) -> dict[str, str]:
    role = _DUTCH_ROLES[hint.role] if hint.role else ""  # empty: what the file says holds
    return {"rol": role, "groep": hint.group, "wijk": hint.wijk}


def _hints(data: Mapping[str, Any], source: str) -> Hints:
    speakers = {
        str(label): SpeakerHint(
            _role(value.get("rol", ""), source), _group(value.get("groep", ""), source), str(value.get("wijk") or "")
        )
        for label, value in (data.get("sprekers") or {}).items()
    }
    columns = {str(header): str(role) for header, role in (data.get("kolommen") or {}).items()}
    for role in columns.values():
        if role not in COLUMN_ROLES:
            raise KnowledgeError(
                "onbekende rol van een kolom.", source=source, cure=f"Kies uit {', '.join(COLUMN_ROLES)}."
            )
    return Hints(
        group=_group(data.get("groep", ""), source),
        wijk=str(data.get("wijk") or ""),
        date=str(data.get("datum") or ""),
        ronde=str(data.get("ronde") or ""),
        speakers=speakers,
        columns=columns,
        edits=load_edits(data.get("ingrepen") or (), source=source),
    )


def _role(name: object, source: str) -> Role | None:
    if not name:
        return None
    role = _ROLES.get(str(name).lower(), str(name))
    if role not in get_args(Role):
        raise KnowledgeError("onbekende rol van een spreker.", source=source, cure=f"Kies uit {', '.join(_ROLES)}.")
    return cast(Role, role)


def _group(name: object, source: str) -> str:
    if name and str(name) not in vocabulary().group_words:
        raise KnowledgeError(
            "onbekende groep.", source=source, cure=f"Kies uit {', '.join(sorted(vocabulary().group_words))}."
        )
    return str(name or "")
