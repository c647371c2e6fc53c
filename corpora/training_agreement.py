"""How far a second, blind coder agrees about the training statements: `python -m corpora.training_agreement`.

Reads `training/tweede_codeur.csv` (id, sub-themes with a space between) and `training/tweede_codeur_polariteit.csv` (id, polarity), and
writes `training/overeenstemming.md`.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

from corpora.agreement import Alpha, alpha_of
from corpora.codebook import POLARITIES, Codebook, load_codebook
from corpora.coded import TRAINING_DIR, require_coded

SECOND, SECOND_POLARITY, REPORT = "tweede_codeur.csv", "tweede_codeur_polariteit.csv", "overeenstemming.md"

Pair = tuple[frozenset[str], frozenset[str]]  # sub-themes that each of two coders gave to one statement


def main() -> None:
    """Compare and write."""
    page = agreement_page(TRAINING_DIR, load_codebook())
    (TRAINING_DIR / REPORT).write_text(page, encoding="utf-8")
    sys.stdout.write(page)


def agreement_page(folder: Path, codebook: Codebook) -> str:
    """Krippendorff's alpha per priority, for statements without any, per sub-theme and per polarity."""
    pairs, polarities = read_pairs(folder), read_polarities(folder)
    rows = [(codebook.label_of(key), _about(pairs, _under(codebook, key))) for key in codebook.priority_ids]
    rows.append(("geen prioriteit", alpha_of([_without(codebook, one) for one in pairs])))
    themes = [(theme.label, _about(pairs, {theme.id})) for theme in codebook.subthemes]
    return "\n".join(
        [
            "# Agreement of a second coder",
            "",
            f"A second reader coded {len(pairs)} statements, drawn at random, by the codebook, without seeing the first codes.",
            "Krippendorff's alpha for nominal values (1 = complete, 0 = chance), 95 % interval by drawing statements again.",
            "Made by `python -m corpora.training_agreement`.",
            "",
            "| | alpha | interval | coded, of both |",
            "|---|---:|---:|---:|",
            *(_row(label, found) for label, found in rows),
            "",
            "| sub-theme | alpha | interval | coded, of both |",
            "|---|---:|---:|---:|",
            *(_row(label, found) for label, found in themes),
            "",
            f"Another reader coded the polarity of {len(polarities)} statements, also drawn at random: "
            f"{sum(a == b for a, b in polarities)} the same.",
            "",
            "| polarity | alpha | interval | coded, of both |",
            "|---|---:|---:|---:|",
            *(_row(name, alpha_of([[a == name, b == name] for a, b in polarities])) for name in POLARITIES),
            "",
        ]
    )


def read_pairs(folder: Path) -> list[Pair]:
    """Sub-themes of the first and the second coder, per statement that both coded."""
    first = {statement.id: frozenset(statement.subthemes) for statement in require_coded(folder)}
    second = {row["id"]: frozenset(row["subthemes"].split()) for row in _rows(folder / SECOND)}
    return [(first[key], second[key]) for key in sorted(first.keys() & second.keys())]


def read_polarities(folder: Path) -> list[tuple[str, str]]:
    """Polarity by the first and the second coder, per statement that both coded."""
    first = {statement.id: statement.polarity for statement in require_coded(folder)}
    second = {row["id"]: row["polarity"] for row in _rows(folder / SECOND_POLARITY)}
    return [(first[key], second[key]) for key in sorted(first.keys() & second.keys())]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _under(codebook: Codebook, priority: str) -> set[str]:
    return {theme.id for theme in codebook.subthemes if codebook.priority_of(theme.id) == priority}


def _about(pairs: Sequence[Pair], themes: set[str]) -> Alpha:
    return alpha_of([[bool(codes & themes) for codes in pair] for pair in pairs])


def _without(codebook: Codebook, pair: Pair) -> list[bool]:
    return [not codebook.priorities_of(codes) for codes in pair]


def _row(label: str, found: Alpha) -> str:
    if found.alpha is None or found.low is None or found.high is None:
        return f"| {label} | - | - | {found.n_yes} |"
    return f"| {label} | {found.alpha:.2f} | {found.low:.2f} - {found.high:.2f} | {found.n_yes} |"


if __name__ == "__main__":
    main()
