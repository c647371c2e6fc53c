"""Between the reading of one file and its page: what was read goes out, what staff corrected comes in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from corpora.edits import check_of, load_edits
from corpora.records import Conversation, Mask, Role, Turn

if TYPE_CHECKING:
    from corpora.layout import Hints
    from corpora.layout.hints import SpeakerHint
    from flows.tools import Toolbox
    from flows.work import ReadFile
    from web.rounds.preview import Part, Piece, Preview, Speaker

Spans = Sequence[tuple[int, int, str]]  # start, end, why it is no statement ("" for a statement)
HEADINGS = "niet meegeteld"


def make_preview(path: Path, read: ReadFile, tools: Toolbox) -> Preview:
    """What the page of one file shows."""
    from web.rounds.preview import Line, Preview, Problem, Talk

    masks = dict(read.masks)
    spans: dict[tuple[str, int], list[tuple[int, int, str]]] = {}
    for said in read.statements:
        spans.setdefault((said.conversation_id, said.turn), []).append((said.start, said.end, ""))
    for passage in read.passages:
        spans.setdefault((passage.conversation_id, passage.turn), []).append(
            (passage.start, passage.end, passage.reason or HEADINGS)
        )

    def line(talk: Conversation, turn: Turn) -> Line:
        pieces = _pieces(talk, turn, sorted(spans.get((talk.id, turn.number), [])), masks.get(talk.id, ()))
        group, wijk = turn.group or talk.group, turn.wijk or talk.wijk
        return Line(
            turn.place, turn.speaker, turn.role, group.value, group.origin, wijk.value, wijk.origin, pieces, turn.number
        )

    return Preview(
        formats=tuple(report.format for report in read.files),
        talks=tuple(
            Talk(talk.date, tuple(line(talk, turn) for turn in talk.turns), talk.id, check_of(talk))
            for talk in read.conversations
        ),
        speakers=_speakers(path, read, tools),
        left_out=tuple(item for report in read.files for item in report.left_out),
        warnings=tuple(warning for report in read.files for warning in report.warnings),
        problems=tuple(Problem(item.place, item.reason, item.cure) for item in read.rejected),
    )


def _pieces(talk: Conversation, turn: Turn, spans: Spans, masks: Sequence[Mask]) -> tuple[Piece, ...]:
    """The whole turn in order: statements, passages, and what lies between them."""
    from web.rounds.preview import Piece

    whole: list[tuple[int, int, str]] = []
    at = turn.start
    for start, end, reason in [*spans, (turn.end, turn.end, "")]:
        whole += [(at, start, HEADINGS), (start, end, reason)]
        at = max(at, end)
    return tuple(
        Piece(tuple(_parts(talk.text, start, end, masks)), reason, start - turn.start)
        for start, end, reason in whole
        if talk.text[start:end].strip()
    )


def _parts(text: str, start: int, end: int, masks: Sequence[Mask]) -> Iterator[Part]:
    from web.rounds.preview import Part

    at = start
    for mask in sorted(masks, key=lambda m: m.start):
        if at <= mask.start and mask.end <= end:
            if at < mask.start:
                yield Part(text[at : mask.start])
            yield Part(text[mask.start : mask.end], mask.type)
            at = mask.end
    if at < end:
        yield Part(text[at:end])


def _speakers(path: Path, read: ReadFile, tools: Toolbox) -> tuple[Speaker, ...]:
    """The speakers in the order of the file, by pseudonym; masking keeps the turns, so they are told by place.

    Numbers are those of the reading without corrections: a correction may not move the numbers it stands under.
    """
    from corpora.layout import Hints, load_hints, path_for
    from web.rounds.preview import Speaker

    shown: dict[str, Speaker] = {}
    for before, after in zip(_unmasked(path, tools, load_hints(path_for(path))), read.conversations, strict=True):
        for was, turn in zip(before.turns, after.turns, strict=True):
            if was.speaker and was.speaker not in shown:
                group, wijk = turn.group or after.group, turn.wijk or after.wijk
                shown[was.speaker] = Speaker(turn.speaker, turn.role, group.value, wijk.value)
    nobody = Speaker("", "unknown", "", "")
    return tuple(shown.get(label, nobody) for label in _labels(_unmasked(path, tools, Hints())))


def write_hints(path: Path, corrections: Mapping[str, Any]) -> None:
    """Put corrections beside a file as its confirmation; they name speakers by number, the file by label."""
    from corpora.layout import Hints, describe, dump_hints, path_for
    from flows.settings import load_settings
    from flows.tools import toolbox

    if not corrections:
        return
    chosen = corrections.get("sprekers", {})
    unmasked = _unmasked(path, toolbox(load_settings()), Hints()) if chosen else []
    assumed = describe(unmasked).speakers
    hints = Hints(
        group=corrections.get("groep", ""),
        wijk=corrections.get("wijk", ""),
        speakers={
            label: _corrected(assumed[label], row)
            for number, label in enumerate(_labels(unmasked))
            if (row := chosen.get(str(number)))
        },
        edits=load_edits(corrections.get("ingrepen", ())),
    )
    path_for(path).write_text(dump_hints(hints), encoding="utf-8")


def _corrected(assumed: SpeakerHint, row: Mapping[str, str]) -> SpeakerHint:
    """What staff chose; a confirmation file always names a role, so the one that was found stays where none was."""
    from corpora.layout.hints import SpeakerHint

    return SpeakerHint(cast(Role, row.get("rol")) or assumed.role, row.get("groep", ""), row.get("wijk", ""))


def _unmasked(path: Path, tools: Toolbox, hints: Hints) -> list[Conversation]:
    """The conversations of a file before masking; in memory, for as long as it takes to find the labels."""
    from corpora.errors import ReadError
    from corpora.layout import conversations
    from corpora.readers import read_path

    try:
        documents = read_path(path).documents
    except ReadError:
        return []
    return [c for document in documents for c in conversations(document, gazetteer=tools.gazetteer, hints=hints)]


def _labels(conversations: Sequence[Conversation]) -> list[str]:
    """Speaker labels in order of first appearance."""
    return list(dict.fromkeys(turn.speaker for talk in conversations for turn in talk.turns if turn.speaker))
