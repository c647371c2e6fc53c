"""Turn statements written as plain text into training files: `python -m corpora.training_import MAP [DOELMAP]`.

Writers keep to blocks that are quick to type, one situation after another:

    # vuilniszak-naast-glasbak
    verloedering_afval|p|bewoner|telegram|zakken naast glasbak, elke maandag
    -|n|bewoner|oud|Ik breng mijn glas altijd op dinsdag weg.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from corpora.codebook import Codebook, load_codebook
from corpora.coded import TRAINING_DIR

PER_FILE = 400
NONE = "none"
_POLARITIES = {"p": "probleem", "w": "wens", "c": "compliment", "n": "neutraal"}
_N_FIELDS = 5


def import_blocks(source: Path, target: Path, *, codebook: Codebook | None = None) -> tuple[int, tuple[str, ...]]:
    """Add what the `*.txt` under `source` hold to the `*.jsonl` in `target`.

    A statement's id comes from its text: what is there already is passed over.

    Returns:
        Number of statements added, and Dutch sentences about lines left out (place and reason, no text).
    """
    codebook = codebook or load_codebook()
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    problems: list[str] = []
    for known in _known(target):
        rows[_file_of(known)].append(known)
    seen = {row["id"] for part in rows.values() for row in part}
    n_before = len(seen)
    for path in sorted(source.rglob("*.txt")):
        for place, situation, line in _lines(path, source):
            row = _row(line, situation, codebook)
            if isinstance(row, str):
                problems.append(f"{place}: {row}")
            elif row["id"] not in seen:
                seen.add(row["id"])
                rows[_file_of(row)].append(row)
    _write(rows, target)
    return len(seen) - n_before, tuple(problems)


def _known(target: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(target.glob("*.jsonl")):
        yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def _file_of(row: dict[str, Any]) -> str:
    return row["subthemes"][0] if row["subthemes"] else NONE


def _lines(path: Path, source: Path) -> Iterator[tuple[str, str, str]]:
    situation = ""
    name = path.relative_to(source).as_posix()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("#"):
            situation = f"{Path(name).parent.as_posix()}/{line.lstrip('# ').strip()}"
        elif line.strip():
            yield f"{name}, regel {number}", situation, line


def _row(line: str, situation: str, codebook: Codebook) -> dict[str, Any] | str:
    """One statement, or why the line is none."""
    fields = [field.strip() for field in line.split("|", _N_FIELDS - 1)]
    if len(fields) < _N_FIELDS or not fields[-1]:
        return "minder dan vijf velden"
    labels, polarity, group, register, text = fields
    subthemes = [label.strip() for label in labels.split(",") if label.strip() not in ("", "-")]
    unknown = [label for label in subthemes if label not in codebook.subtheme_ids]
    if unknown:
        return f"onbekend subthema '{unknown[0]}'"
    if polarity not in _POLARITIES or group not in codebook.groups:
        return "onbekende polariteit of groep"
    if not situation:
        return "geen situatie boven de regel"
    return {
        "id": "t" + hashlib.sha256(text.casefold().encode()).hexdigest()[:10],
        "text": text,
        "priorities": list(codebook.priorities_of(subthemes)),
        "subthemes": list(dict.fromkeys(subthemes)),
        "polarity": _POLARITIES[polarity],
        "group": group,
        "situation": situation,
        "register": register,
    }


def _write(rows: dict[str, list[dict[str, Any]]], target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for old in target.glob("*.jsonl"):
        old.unlink()
    for name in sorted(rows):
        for number, first in enumerate(range(0, len(rows[name]), PER_FILE), start=1):
            part = rows[name][first : first + PER_FILE]
            lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in part)
            (target / f"{name}-{number:02d}.jsonl").write_text(lines, encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Print how many statements were written and what was left out; 1 when anything was left out."""
    target = Path(arguments[1]) if len(arguments) > 1 else TRAINING_DIR
    count, problems = import_blocks(Path(arguments[0]), target)
    sys.stdout.write("".join(f"{problem}\n" for problem in problems) + f"{count} uitspraken toegevoegd.\n")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
