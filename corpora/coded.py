"""Statements that people coded by the codebook: the training statements, and decisions of analysts in the same form."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpora.codebook import POLARITIES, Codebook
from corpora.errors import KnowledgeError

TRAINING_DIR = Path(__file__).parent / "training"

_FIELDS: dict[str, type] = {
    "id": str,
    "text": str,
    "priorities": list,
    "subthemes": list,
    "polarity": str,
    "group": str,
    "situation": str,
    "register": str,
}


@dataclass(frozen=True, slots=True)
class CodedStatement:
    """One statement with its codes, and the situation it was written from."""

    id: str
    text: str
    priorities: tuple[str, ...]
    subthemes: tuple[str, ...]
    polarity: str
    group: str
    situation: str  # statements of one situation never stand on both sides of a split; the id where none is given
    register: str
    place: str = ""  # file and line


def read_coded(folder: Path = TRAINING_DIR) -> tuple[tuple[CodedStatement, ...], tuple[str, ...]]:
    """All statements in the `*.jsonl` files of a folder, or in one file, by file and line, and what could not be read.

    Returns:
        Statements, and Dutch sentences about lines that are no statement (place and reason, no text).
    """
    statements: list[CodedStatement] = []
    problems: list[str] = []
    for path in [folder] if folder.is_file() else sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
            if line.strip():
                place = f"{path.name}, regel {number}"
                row, reason = _parse(line)
                if row is None:
                    problems.append(f"{place}: {reason}")
                else:
                    statements.append(_statement(row, place))
    return tuple(statements), tuple(problems)


def require_coded(folder: Path = TRAINING_DIR) -> tuple[CodedStatement, ...]:
    """As `read_coded`, but one wrong line is one too many.

    Raises:
        KnowledgeError: there are no statements, or a line is wrong.
    """
    statements, problems = read_coded(folder)
    if problems:
        raise KnowledgeError(
            f"{len(problems)} regel(s) zijn geen gecodeerde uitspraak; de eerste: {problems[0]}.",
            source=folder.name,
            cure="Verbeter de regels en probeer het opnieuw.",
        )
    if not statements:
        raise KnowledgeError(
            "hier staan geen gecodeerde uitspraken.", source=folder.name, cure="Zet er JSON-regels in (*.jsonl)."
        )
    return statements


def label_problems(statements: Iterable[CodedStatement], codebook: Codebook) -> Iterable[str]:
    """Dutch sentences about labels that the codebook does not know or that contradict each other."""
    for statement in statements:
        for label in (*statement.priorities, *statement.subthemes):
            if label not in codebook.priority_ids and label not in codebook.subtheme_ids:
                yield f"{statement.place}: onbekend label '{label}'"
        if set(statement.priorities) != set(codebook.priorities_of(statement.subthemes)):
            yield f"{statement.place}: de prioriteiten volgen niet uit de subthema's"
        if statement.polarity not in POLARITIES:
            yield f"{statement.place}: onbekende polariteit '{statement.polarity}'"
        if statement.group and statement.group not in codebook.groups:
            yield f"{statement.place}: onbekende groep '{statement.group}'"


def _parse(line: str) -> tuple[dict[str, Any] | None, str]:
    try:
        row = json.loads(line)
    except ValueError:
        return None, "geen geldige JSON"
    if not isinstance(row, dict):
        return None, "geen blok met velden"
    wrong = sorted(name for name, kind in _FIELDS.items() if not isinstance(row.get(name), kind))
    wrong += sorted(name for name in ("priorities", "subthemes") if not _all_text(row.get(name)))
    return (None, f"veld ontbreekt of klopt niet: {', '.join(dict.fromkeys(wrong))}") if wrong else (row, "")


def _all_text(values: object) -> bool:
    return isinstance(values, Sequence) and all(isinstance(value, str) for value in values)


def _statement(row: dict[str, Any], place: str) -> CodedStatement:
    values: dict[str, Any] = {name: tuple(row[name]) if kind is list else row[name] for name, kind in _FIELDS.items()}
    values["situation"] = values["situation"] or values["id"]
    return CodedStatement(**values, place=place)
