"""`stadsgesprek lees`: what was read, masked and cut into statements, before anything is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from corpora.records import Conversation, Statement
from flows.report_run import where_and_why
from flows.settings import load_settings
from flows.tools import Toolbox, toolbox
from flows.work import ReadFile
from outputs.dutch import short_date

SOME_FAILED, NOTHING_READ = 3, 2


def preview(paths: Sequence[Path], *, confirm: bool, as_json: bool) -> int:
    """Show every file as it is understood; give the exit code.

    Args:
        confirm: also write a confirmation file beside each file, for staff to correct.
    """
    from corpora.readers import find_files
    from flows.reading import read_one

    tools = toolbox(load_settings())
    read = []
    for path in find_files(paths):
        read.append(read_one(path, tools))
        if not as_json:
            _show(read[-1])
        if confirm and read[-1].files:
            _write_confirmation(path, tools)
    together = ReadFile.joined(read)
    if as_json:
        from corpora import store

        print(store.dump(together).decode(), end="")
    if not together.files:
        return NOTHING_READ
    return SOME_FAILED if together.rejected else 0


def _show(read: ReadFile) -> None:
    from rich.console import Console

    console = Console(highlight=False, markup=False, soft_wrap=True)
    for report in read.files:
        console.print(f"{report.source}: {_count(report.n_statements, 'uitspraak', 'uitspraken')}", style="bold")
        console.print(f"  gelezen als {report.format}; {report.n_masks} keer iets afgeschermd")
        for what, n in report.left_out:
            console.print(f"  weggelaten: {what} ({n})")
        for warning in report.warnings:
            console.print(f"  let op: {warning}")
    for number, conversation in enumerate(read.conversations, start=1):
        console.print(_heading(number, conversation), style="underline")
        for statement in (s for s in read.statements if s.conversation_id == conversation.id):
            console.print(f"  {_who(statement)}\n    {statement.text}")
        reasons = Counter(p.reason for p in read.passages if p.conversation_id == conversation.id)
        for reason, n in sorted(reasons.items()):
            console.print(f"  geen uitspraak: {n} keer {reason}", style="dim")
    for rejected in read.rejected:
        console.print(f"Niet gelezen: {where_and_why(rejected)}")


def _heading(number: int, conversation: Conversation) -> str:
    known = (short_date(conversation.date), conversation.ronde, conversation.group.value, conversation.wijk.value)
    return f"Gesprek {number}: " + (
        ", ".join(part for part in known if part) or "niets bekend over wie, waar en wanneer"
    )


def _who(statement: Statement) -> str:
    wijk = f"{statement.wijk} ({statement.wijk_origin})" if statement.wijk else "wijk onbekend"
    group = f"{statement.group} ({statement.group_origin})" if statement.group else "groep onbekend"
    return f"{statement.place} · {statement.speaker or 'spreker onbekend'} · {group} · {wijk}"


def _write_confirmation(path: Path, tools: Toolbox) -> None:
    """What was assumed, as a file that staff can correct; it names speakers as the upload beside it does."""
    from corpora.layout import column_roles, conversations, describe, dump_hints, load_hints, path_for
    from corpora.readers import read_path

    target = path_for(path)
    hints = load_hints(target)
    documents = read_path(path).documents
    found = [c for d in documents for c in conversations(d, gazetteer=tools.gazetteer, hints=hints)]
    columns = {
        header: role
        for document in documents
        for header, role in column_roles(document, gazetteer=tools.gazetteer, hints=hints).items()
    }
    target.write_text(dump_hints(describe(found, columns)), encoding="utf-8")


def _count(n: int, one: str, many: str) -> str:
    return f"{n} {one if n == 1 else many}"
