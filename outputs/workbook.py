"""`uitspraken.xlsx`: the statements to sort and filter, with the codebook and the accounting beside them."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from outputs import deciding
from outputs.columns import Value, columns
from outputs.overview import Overview
from outputs.packages import repack
from outputs.safe import printable, starts_formula

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

MAX_CELL = 32_767  # characters, the limit of Excel
SPARE_ROWS = 500  # under the last one, for rows that an analyst copies
_FIXED = datetime.datetime(2000, 1, 1)  # noqa: DTZ001  Office writes its times without a zone
_WIDTHS = {"Uitspraak": 80, "Prioriteiten": 28, "Subthema's": 30, "Zorg": 26, "Bestand": 28, "Datum": 12}
_WRAPPED = {
    "Uitspraak",
    "Uitleg",
    "Let op",
    "Let op bij publiceren",
    "Citaat ingekort",
    "Definitie",
    "Wel",
    "Niet",
    "Reden",
    "Oplossing",
    "Waarom niet verder",
    "Kenmerkende woorden",
}

Rows = Iterable[Sequence[Value]]


def workbook(shown: Overview) -> bytes:
    """Equal bytes for an equal run: fixed properties, fixed times in the package."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    headed = columns(shown)
    _sheet(book, "Uitspraken", list(headed), ([value(e) for value in headed.values()] for e in shown.entries))
    _sheet(book, deciding.SHEET, deciding.HEADS, deciding.rows(shown), choices=_choices(shown))
    for title, (heads, rows) in _other_sheets(shown).items():
        _sheet(book, title, heads, rows)
    return _save(book)


def _choices(shown: Overview) -> Mapping[str, str]:
    """Column of the sheet to decide in -> what may be chosen, as a spreadsheet wants it."""
    first = len(shown.labels.priorities) + 2  # under the head and the priorities
    last = first + len(shown.labels.subthemes) - 1
    return {
        deciding.VERDICT: f'"{",".join(deciding.VERDICTS)}"',
        deciding.ADDED: f"Codeboek!$B${first}:$B${last}",
        deciding.QUOTE: f'"{",".join(deciding.QUOTES)}"',
    }


def _other_sheets(shown: Overview) -> Mapping[str, tuple[Sequence[str], Rows]]:
    return {
        "Woorden": (("Woord", "Mensen", "Uitspraken", "Keer gezegd", "Prioriteit"), _word_rows(shown)),
        "Zorgen": (("Zorg", "Mensen", "Gesprekken", "Uitspraken", "Stevigheid", "Kenmerkende woorden"), _concern_rows(shown)),
        "Verantwoording": (("Stap", "Totaal", "Verder", "Betekenis", "Niet verder", "Waarom niet verder"), _step_rows(shown)),
        "Bestanden": (("Bestand", "Soort", "Gesprekken", "Beurten", "Uitspraken", "Gemaskeerd", "Meldingen"), _file_rows(shown)),
        "Niet verwerkt": (("Bestand", "Plaats", "Reden", "Oplossing"), _rejected_rows(shown)),
        "Codeboek": (("Code", "Naam", "Prioriteit", "Definitie", "Wel", "Niet"), _codebook_rows(shown)),
        "Leeswijzer": (("Onderwerp", "Uitleg"), _guide_rows(shown)),
    }  # fmt: skip


def _word_rows(shown: Overview) -> Rows:
    labels = shown.labels
    for word in shown.words:
        yield (
            word.word,
            word.n_people,
            word.n_statements,
            word.n_words,
            labels.priority(word.priority) if word.priority else None,
        )


def _concern_rows(shown: Overview) -> Rows:
    for one in shown.result.concerns.concerns:
        title = one.name or one.title
        yield title, one.n_people, one.n_conversations, len(one.members), one.stability, ", ".join(one.terms)


def _step_rows(shown: Overview) -> Rows:
    for step in shown.steps:
        reasons = "; ".join(f"{reason}: {n}" for reason, n in step.left) or None
        yield step.name, step.total, step.went_on, step.explanation, step.n_left, reasons


def _file_rows(shown: Overview) -> Rows:
    for one in shown.result.files:
        remarks = [*one.warnings, *(f"weggelaten: {what} ({n})" for what, n in one.left_out)]
        notes = "; ".join(remarks) or None
        yield one.source, one.format, one.n_conversations, one.n_turns, one.n_statements, one.n_masks, notes


def _rejected_rows(shown: Overview) -> Rows:
    for item in shown.result.rejected:
        yield item.source, item.place or None, item.reason, item.cure


def _codebook_rows(shown: Overview) -> Rows:
    labels = shown.labels
    for key, label in (*labels.priorities.items(), *labels.subthemes.items()):
        parent = labels.priority(label.priority) if label.priority else None
        yield key, label.name, parent, label.definition or None, label.include or None, label.exclude or None


def _guide_rows(shown: Overview) -> Rows:
    manifest = shown.manifest
    yield "Verwerking", manifest.run_id
    yield "Ronde", manifest.ronde or None
    yield "Codeboek", manifest.codebook
    yield "Uitspraak", "Letterlijke tekst uit het gesprek, nadat persoonsgegevens zijn gemaskeerd."
    yield "Zekerheid", "Hoe zeker de computer is van het sterkste subthema, van 0 tot 1."
    yield "Twijfel", "0 is zeker, 1 is kop of munt. Bekijk de hoogste twijfel het eerst."
    yield "Eerste en laatste teken", "Plaats in de gemaskeerde tekst van het gesprek; het laatste teken telt niet mee."
    yield from deciding.GUIDE
    yield "Let op", "Dit werkbestand is niet bedoeld om te publiceren: kleine groepen zijn hier niet verborgen."


def _sheet(
    book: Workbook, title: str, heads: Sequence[str], rows: Rows, *, choices: Mapping[str, str] | None = None
) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number, head in enumerate(heads, start=1):
        width = _WIDTHS.get(head, 60 if head in _WRAPPED else 18)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_head_cell(sheet, head) for head in heads])
    n_rows = 1
    cell = cache(partial(_text_cell, sheet))  # made once per column, filled again in each row: a style costs time
    for row in rows:
        sheet.append([_cell(cell, head, value) for head, value in zip(heads, row, strict=True)])
        n_rows += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{n_rows}"
    for head, allowed in (choices or {}).items():
        column = get_column_letter(heads.index(head) + 1)
        rule = DataValidation(type="list", formula1=allowed, allow_blank=True, showErrorMessage=True)
        rule.errorTitle, rule.error = "Kies uit de lijst", "Kies een waarde uit de lijst of laat de cel leeg."
        rule.add(f"{column}2:{column}{n_rows + SPARE_ROWS}")
        sheet.data_validations.append(rule)


def _head_cell(sheet: WriteOnlyWorksheet, head: str) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = WriteOnlyCell(sheet, head)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="E7EEF5")
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _cell(cell: Callable[[str, bool], Any], head: str, value: Value) -> Any:
    """A typed value; text that looks like a formula stays text."""
    if not isinstance(value, str):
        return value
    text = printable(value)
    text = text if len(text) <= MAX_CELL else text[: MAX_CELL - 4] + " […]"
    formula = starts_formula(text)
    if head not in _WRAPPED and not formula:
        return text
    styled = cell(head, formula)
    styled.value = text
    styled.data_type = "s"  # openpyxl takes a leading = for a formula
    return styled


def _text_cell(sheet: WriteOnlyWorksheet, head: str, formula: bool) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    cell = WriteOnlyCell(sheet)
    cell.quotePrefix = formula
    cell.alignment = Alignment(vertical="top", wrap_text=head in _WRAPPED)
    return cell


def _save(book: Workbook) -> bytes:
    from openpyxl.writer.excel import ExcelWriter

    book.properties.creator = "Stadsgesprek"
    book.properties.language = "nl-NL"
    book.properties.created = book.properties.modified = _FIXED
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:  # packed once, when the times are fixed
        ExcelWriter(book, package).save()
    return repack(target.getvalue())
