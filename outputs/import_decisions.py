"""What people decided in another program, read back: the workbook (`Beslissen`) or a REFI-QDA project."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from corpora.decisions import Decisions, QuoteDecision, ThemeDecision, load_decisions
from corpora.records import RunResult
from outputs import deciding
from outputs.decisions_merge import on_top_of
from outputs.errors import OutputError
from outputs.qdpx import MACHINE, guid
from outputs.qdpx_read import read_codings, read_sources, subthemes_by_statement
from outputs.quotes import CUT, lost_denial, stretches_of

if TYPE_CHECKING:
    from openpyxl import Workbook

MAX_BYTES = 200_000_000  # unpacked
MAX_TOLD = 10  # wrong cells in one message
Decision = TypeVar("Decision", ThemeDecision, QuoteDecision)
_AGAIN = "Verbeter de cel en lees het bestand opnieuw in."


def read_decisions(path: Path, *, subthemes: Collection[str], run: RunResult | None = None) -> Decisions:
    """Decisions of `besluiten.json`, of an edited `uitspraken.xlsx`, or of a coded project (`.qdpx`).

    A workbook and a project come on top of the decisions of the run they were exported from: what stands in both
    stays as it was, and a cell that somebody emptied undoes the decision.

    Args:
        subthemes: all ids of the codebook; a project needs them.
        run: the run that the file was exported from; a project needs it.
    Raises:
        KnowledgeError, OutputError: the file cannot be read, or a cell holds what it should not; says which.
    """
    kind = path.suffix.lower()
    if kind not in {".xlsx", ".qdpx"}:
        return load_decisions(path)
    try:
        data = path.read_bytes()
    except OSError:
        raise OutputError(
            "dit bestand met besluiten kan niet worden gelezen.", source=path.name, cure="Controleer de naam en de map."
        ) from None
    if kind == ".qdpx":
        return _of_project(data, run, subthemes, path.name)
    found = decisions_of_workbook(data, source=path.name)
    asked = statements_of_workbook(data, source=path.name)
    is_of_run = run is not None and any(said.id in asked for said in run.statements)
    return on_top_of(run.decisions, found, asked=asked) if run and is_of_run else found


def decisions_of_workbook(data: bytes, *, source: str = "uitspraken.xlsx") -> Decisions:
    """Decisions in the sheet `Beslissen`, in the order of its rows.

    Raises:
        OutputError: a name is not in the codebook, or a shortened quote is not found in its statement; tells up to
            `MAX_TOLD` wrong cells at once.
    """
    book = _open(data, source)
    themes: list[ThemeDecision] = []
    quotes: list[QuoteDecision] = []
    by, codes = str(book.properties.lastModifiedBy or ""), _codes(book)
    wrong: list[OutputError] = []
    for row in _rows(book, source):
        themes += _without_mistakes(row.verdict(codes, by), wrong)
        themes += _without_mistakes(row.added(codes, by), wrong)
        quotes += _without_mistakes(row.quotes(by), wrong)
    if wrong:
        raise _together(wrong)
    return Decisions(themes=tuple(themes), quotes=tuple(quotes))


def decisions_of_project(data: bytes, run: RunResult, subthemes: Collection[str]) -> Decisions:
    """What people kept, added and took away of the codings of the machine.

    Only statements whose source is still in the project count: a source that was taken out says nothing.

    Args:
        run: the run that the project was exported from.
        subthemes: all ids of the codebook.
    Raises:
        OutputError: this is no project.
    """
    codings, sources = read_codings(data), read_sources(data)
    by_people = [coding for coding in codings if coding.user != MACHINE]
    there = [said for said in run.statements if guid("gesprek", said.conversation_id) in sources]
    coded = subthemes_by_statement(codings, there, subthemes)
    confirmed = subthemes_by_statement(by_people, there, subthemes)
    known = set(subthemes)
    suggested = {t.statement_id: {s.subtheme for s in (*t.suggestions, *t.rejected)} & known for t in run.taggings}
    found: list[ThemeDecision] = []
    for said in there:
        machine, now = suggested.get(said.id, set()), set(coded.get(said.id, ()))
        found += (ThemeDecision(said.id, "toegevoegd", sub) for sub in sorted(now - machine))
        found += (ThemeDecision(said.id, "afgewezen", sub) for sub in sorted(machine - now))
        found += (ThemeDecision(said.id, "akkoord", sub) for sub in sorted(machine & {*confirmed.get(said.id, ())}))
    return Decisions(themes=tuple(found))


def statements_of_workbook(data: bytes, *, source: str = "uitspraken.xlsx") -> frozenset[str]:
    """Ids of the statements that have a row in the sheet."""
    return frozenset(row.cells[deciding.ID] for row in _rows(_open(data, source), source))


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the sheet, as text."""

    source: str
    number: int
    cells: Mapping[str, str]

    def verdict(self, codes: Mapping[str, str], by: str) -> Iterator[ThemeDecision]:
        """What this row says about the suggestion."""
        key, note = self.cells[deciding.ID], self.cells[deciding.NOTE]
        suggested, verdict = self.cells[deciding.SUGGESTED], self._choice(deciding.VERDICT, deciding.VERDICTS)
        if verdict and suggested in {"", deciding.NO_THEME}:
            if verdict == deciding.REJECTED:
                raise self._wrong(deciding.VERDICT, "er is geen voorstel om af te wijzen")
            yield ThemeDecision(key, "nagekeken", by=by, note=note)
        elif verdict:
            code = self._code(deciding.SUGGESTED, codes)
            yield ThemeDecision(key, "akkoord" if verdict == deciding.KEPT else "afgewezen", code, by=by, note=note)

    def added(self, codes: Mapping[str, str], by: str) -> Iterator[ThemeDecision]:
        """The theme that this row adds."""
        if self.cells[deciding.ADDED]:
            code, note = self._code(deciding.ADDED, codes), self.cells[deciding.NOTE]
            yield ThemeDecision(self.cells[deciding.ID], "toegevoegd", code, by=by, note=note)

    def quotes(self, by: str) -> Iterator[QuoteDecision]:
        """What this row says about quoting."""
        verdict = self._choice(deciding.QUOTE, deciding.QUOTES)
        if verdict == deciding.RELEASED:
            yield QuoteDecision(
                self.cells[deciding.ID], "vrijgegeven", self._kept(), by=by, note=self.cells[deciding.NOTE]
            )
        elif verdict:
            yield QuoteDecision(self.cells[deciding.ID], "ingetrokken", by=by, note=self.cells[deciding.NOTE])

    def _choice(self, head: str, allowed: Iterable[str]) -> str:
        value = self.cells[head].lower()
        if value and value not in allowed:
            raise self._wrong(head, f"kies uit: {', '.join(allowed)}")
        return value

    def _code(self, head: str, codes: Mapping[str, str]) -> str:
        code = codes.get(self.cells[head].casefold())
        if code is None:
            raise self._wrong(head, "dit thema staat niet in het blad Codeboek")
        return code

    def _kept(self) -> tuple[tuple[int, int], ...]:
        """Characters that stay; () when the quote is not shortened."""
        text, short = self.cells[deciding.TEXT], self.cells[deciding.SHORTENED]
        if not short or short == text:
            return ()
        kept, position = [], 0
        for piece in filter(None, (part.strip() for part in short.split(CUT))):
            start = text.find(piece, position)
            if start < 0 or list(stretches_of(text, [(start, start + len(piece))])) != [(start, start + len(piece))]:
                raise self._wrong(deciding.SHORTENED, "dit staat niet woord voor woord in de uitspraak")
            position = start + len(piece)
            kept.append((start, position))
        if not kept:
            raise self._wrong(deciding.SHORTENED, "hier blijft geen woord over")
        if denial := lost_denial(text, kept):
            raise self._wrong(
                deciding.SHORTENED,
                f"door het weglaten van ‘{denial}’ staat er iets anders dan er is gezegd. Laat dat woord staan, of laat de hele "
                "zin weg",
            )
        return tuple(kept)

    def _wrong(self, head: str, reason: str) -> OutputError:
        place = f"blad {deciding.SHEET}, rij {self.number}, kolom {head}"
        return OutputError(f"{reason}.", source=self.source, place=place, cure=_AGAIN)


def _without_mistakes(found: Iterator[Decision], wrong: list[OutputError]) -> list[Decision]:
    """What a row says; what is wrong with it goes to `wrong`."""
    try:
        return list(found)
    except OutputError as error:
        wrong.append(error)
        return []


def _together(wrong: Sequence[OutputError]) -> OutputError:
    """One error about all wrong cells."""
    if len(wrong) == 1:
        return wrong[0]
    told = "".join(f"\n- {error.place}: {error.reason}" for error in wrong[:MAX_TOLD])
    more = f"\n- en nog {len(wrong) - MAX_TOLD}" if len(wrong) > MAX_TOLD else ""
    cure = "\nVerbeter de cellen en lees het bestand opnieuw in."  # on a line of its own, under the list
    return OutputError(f"{len(wrong)} cellen kloppen niet:{told}{more}{cure}", source=wrong[0].source)


def _rows(book: Workbook, source: str) -> Iterator[_Row]:
    sheet: Any = book[deciding.SHEET]
    lines = sheet.iter_rows(values_only=True)
    heads = [str(head or "") for head in next(lines, ())]
    missing = [head for head in deciding.HEADS if head not in heads]
    if missing:
        raise OutputError(f"in het blad {deciding.SHEET} ontbreekt: {', '.join(missing)}.", source=source, cure="Begin met een nieuw werkbestand.")  # fmt: skip
    for number, line in enumerate(lines, start=2):
        values = dict(zip(heads, line, strict=False))  # empty cells at the end are not in the file
        cells = {head: _text(values.get(head)) for head in deciding.HEADS}
        # offsets count from the first character, blank or not
        cells[deciding.TEXT] = str(values.get(deciding.TEXT) or "")
        if cells[deciding.ID]:
            yield _Row(source, number, cells)


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _codes(book: Workbook) -> dict[str, str]:
    """Name of a sub-theme, in lower case -> its code."""
    sheet: Any = book["Codeboek"]
    return {_text(row[1]).casefold(): _text(row[0]) for row in sheet.iter_rows(min_row=2, max_col=2, values_only=True)}


def _open(data: bytes, source: str) -> Workbook:
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(entry.file_size for entry in package.infolist()) > MAX_BYTES:
                raise OutputError(
                    "het werkbestand is te groot.", source=source, cure="Verwijder bladen die u niet nodig hebt."
                )
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError):
        book = None
    if book is None or not {deciding.SHEET, "Codeboek"} <= set(book.sheetnames):
        raise OutputError(
            f"dit is geen werkbestand met de bladen {deciding.SHEET} en Codeboek.",
            source=source,
            cure="Gebruik uitspraken.xlsx van een run.",
        )
    return book


def _of_project(data: bytes, run: RunResult | None, subthemes: Collection[str], source: str) -> Decisions:
    if run is None:
        raise OutputError(
            "bij een project hoort de run waaruit het is gemaakt.", source=source, cure="Geef die map met `--vorige`."
        )
    return on_top_of(run.decisions, decisions_of_project(data, run, subthemes), asked=frozenset())
