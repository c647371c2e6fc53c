"""Check the training statements: `python -m corpora.training_check [MAP] [--json]` (`make corpus-check`)."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from corpora import training_rules as rules
from corpora.codebook import Codebook, load_codebook
from corpora.coded import TRAINING_DIR, CodedStatement, label_problems, read_coded

# text that the training statements may not resemble; beside the checkout, absent on other machines
_SHARED = Path(__file__).resolve().parents[2] / "shared"
MEASURING_TEXTS = (_SHARED / "data" / "statements-dev" / "statements.jsonl",)
SHOWN = 10  # findings of one kind on the screen; all of them with --json
NONE = "geen prioriteit"


@dataclass(frozen=True, slots=True)
class Row:
    """Counts of one sub-theme."""

    subtheme: str
    statements: int
    situations: int
    without_wanted: float | None  # share
    mean_words: float


@dataclass(frozen=True, slots=True)
class Report:
    """What the check found; good when no kind of finding has any."""

    statements: int
    without_priority: int
    several_priorities: int
    table: tuple[Row, ...]
    findings: dict[str, tuple[str, ...]]

    @property
    def good(self) -> bool:
        return not any(self.findings.values())


def check(folder: Path = TRAINING_DIR, *, codebook: Codebook | None = None) -> Report:
    """Read all statements in a folder and hold them against the rules."""
    codebook = codebook or load_codebook()
    statements, unreadable = read_coded(folder)
    return Report(
        statements=len(statements),
        without_priority=sum(not statement.priorities for statement in statements),
        several_priorities=sum(len(statement.priorities) > 1 for statement in statements),
        table=tuple(_rows(statements, codebook)),
        findings={
            "onleesbare regels": unreadable,
            "dubbele id's": tuple(_repeated_ids(statements)),
            "labels": tuple(label_problems(statements, codebook)),
            "dubbele uitspraken": tuple(rules.duplicates(statements)),
            "versleten zinnen": tuple(rules.worn_frames(statements)),
            "overgenomen tekst": tuple(rules.borrowed_runs(statements, _present())),
            "te weinig": tuple(rules.missed_quotas(statements, codebook)),
            "lengte": tuple(rules.unbalanced_lengths(statements)),
            "gewenste woorden": tuple(rules.too_many_wanted(statements, codebook)),
        },
    )


def _present() -> list[Path]:
    sources = (*MEASURING_TEXTS, *sorted((_SHARED / "bron").glob("*.txt")))
    return [source for source in sources if source.is_file()]


def _rows(statements: Sequence[CodedStatement], codebook: Codebook) -> Iterable[Row]:
    for theme in codebook.subthemes:
        about = [statement for statement in statements if theme.id in statement.subthemes]
        yield _row(theme.id, about, rules.share_without_wanted(about, theme))
    yield _row(NONE, [statement for statement in statements if not statement.priorities], None)


def _row(name: str, about: Sequence[CodedStatement], without_wanted: float | None) -> Row:
    n_words = sum(len(rules.words_of(statement.text)) for statement in about)
    return Row(
        subtheme=name,
        statements=len(about),
        situations=len({statement.situation for statement in about}),
        without_wanted=None if without_wanted is None else round(without_wanted, 3),
        mean_words=round(n_words / max(len(about), 1), 1),
    )


def _repeated_ids(statements: Sequence[CodedStatement]) -> Iterable[str]:
    seen: dict[str, str] = {}
    for statement in statements:
        if statement.id in seen:
            yield f"{statement.place}: id komt ook voor op {seen[statement.id]}"
        seen.setdefault(statement.id, statement.place)


def _show(report: Report) -> Iterable[str]:
    yield f"{'subthema':36}{'uitspraken':>11}{'situaties':>11}{'zonder woorden':>16}{'woorden gem.':>14}"
    for row in report.table:
        share = "" if row.without_wanted is None else f"{row.without_wanted:.0%}"
        mean = f"{row.mean_words:.1f}".replace(".", ",")
        yield f"{row.subtheme:36}{row.statements:>11}{row.situations:>11}{share:>16}{mean:>14}"
    yield f"\n{report.statements} uitspraken, {report.without_priority} zonder en {report.several_priorities} met meer prioriteiten"
    for kind, findings in report.findings.items():
        if findings:
            yield f"\n{kind} ({len(findings)})"
            yield from (f"  {finding}" for finding in findings[:SHOWN])
    yield "\nIn orde." if report.good else "\nNiet in orde."


def main(arguments: Sequence[str]) -> int:
    """Print the report; 1 when anything is wrong."""
    as_json = "--json" in arguments
    folders = [Path(argument) for argument in arguments if argument != "--json"]
    report = check(folders[0] if folders else TRAINING_DIR)
    text = json.dumps(asdict(report), ensure_ascii=False, indent=2) if as_json else "\n".join(_show(report))
    sys.stdout.write(text + "\n")
    return 0 if report.good else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
