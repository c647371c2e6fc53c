"""`stadsgesprek lees`: what was read, masked and cut into statements, before anything is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpora.records import Conversation, Passage, Statement
from flows.files import files_behind
from flows.gather import once
from flows.report_run import exit_code, what_and_why
from flows.settings import load_settings
from flows.tools import Toolbox, toolbox
from flows.work import ReadFile
from outputs import dutch


def preview(paths: Sequence[Path], *, confirm: bool, everything: bool, as_json: bool) -> int:
    """Show every file as it is understood; give the exit code.

    Args:
        confirm: also write a confirmation file beside each file, for staff to correct.
        everything: also show the text that is no statement.
    """
    from flows.reading import read_one

    files, tools = files_behind(paths), toolbox(load_settings())
    reads = []
    for path, read in zip(files, once(read_one(path, tools) for path in files), strict=True):
        reads.append(read)
        if not as_json:
            _show(read, everything=everything)
        if confirm and read.files:
            _write_confirmation(path, tools)
    together = ReadFile.joined(reads)
    if as_json:
        from corpora import store

        print(store.dump(together).decode(), end="")
    elif len(together.files) + len(together.rejected) > 1:
        print(_totals(together))
    return exit_code(together)


def _show(read: ReadFile, *, everything: bool) -> None:
    from rich.console import Console

    console = Console(highlight=False, markup=False, soft_wrap=True)
    for report in read.files:
        console.print(f"{report.source}: {dutch.count(report.n_statements, 'uitspraak', 'uitspraken')}", style="bold")
        console.print(f"  gelezen als {report.format}; {report.n_masks} keer iets afgeschermd")
        for what, n in report.left_out:
            console.print(f"  weggelaten: {what} ({n})")
        for warning in report.warnings:
            console.print(f"  let op: {warning}")
    for number, conversation in enumerate(read.conversations, start=1):
        console.print(_heading(number, conversation), style="underline")
        for statement in (s for s in read.statements if s.conversation_id == conversation.id):
            console.print(f"  {_who(statement)}\n    {statement.text}")
        for line in _no_statements(conversation, read.passages, everything=everything):
            console.print(line, style="dim")
    for rejected in read.rejected:
        console.print(what_and_why(rejected))


def _no_statements(conversation: Conversation, passages: Sequence[Passage], *, everything: bool) -> Iterator[str]:
    """What is no statement: each passage with the reason, or how many there are per reason."""
    own = [passage for passage in passages if passage.conversation_id == conversation.id]
    if everything:
        places = {turn.number: turn.place for turn in conversation.turns}
        for one in own:
            text = " ".join(conversation.text[one.start : one.end].split())
            yield f"  geen uitspraak ({one.reason}): {places.get(one.turn, '')}\n    {text}"
        return
    for reason, n in sorted(Counter(passage.reason for passage in own).items()):
        yield f"  geen uitspraak: {n} keer {reason}"
    if own:
        yield "  (met --alles ziet u ook deze tekst)"


def _totals(read: ReadFile) -> str:
    """What all files gave together."""
    doubles = sum(bool(rejected.same_as) for rejected in read.rejected)
    parts = (
        f"{dutch.count(len(read.files), 'bestand', 'bestanden')} gelezen",
        dutch.count(len(read.conversations), "gesprek", "gesprekken"),
        dutch.count(len(read.statements), "uitspraak", "uitspraken"),
        f"{dutch.number(len(read.rejected) - doubles)} niet gelezen",
        f"{dutch.number(doubles)} dubbel aangeleverd" if doubles else "",
    )
    return f"Samen: {', '.join(part for part in parts if part)}."


def _heading(number: int, conversation: Conversation) -> str:
    known = (dutch.short_date(conversation.date), conversation.ronde, conversation.group.value, conversation.wijk.value)
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
