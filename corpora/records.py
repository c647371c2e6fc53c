"""The records that travel through the house: frozen, typed, and exact about text.

Offsets count characters (Unicode code points), end excluded. A record never changes; a stage returns new ones.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import Literal

from corpora.decisions import NO_DECISIONS, Decisions

BlockKind = Literal["heading", "paragraph", "item", "cue", "header", "footer"]
Role = Literal["respondent", "interviewer", "notulist", "unknown"]
Polarity = Literal["probleem", "wens", "compliment", "neutraal"]

TURN_SEPARATOR = "\n"


# --- what a reader gives -------------------------------------------------------------------------


HEAD_LEVEL = 19  # of a heading that names whose words stand below it: deeper than points of any level


@dataclass(frozen=True, slots=True)
class Block:
    """One run of text as the file lays it out: a paragraph, a heading, a list item, a subtitle cue."""

    kind: BlockKind
    text: str
    place: str  # where in the file, in Dutch: "regel 12", "pagina 2", "00:01:12"
    level: int = 0  # heading level (1 = top) or depth of the list item (1 = outermost)
    speaker: str = ""  # only where the format itself names one, as `<v Naam>` in WebVTT
    emphasis: str = ""  # leading run set apart by the format (bold or italic), often a label
    start_seconds: float | None = None
    end_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; a merged cell stands at its first position and is repeated nowhere."""

    text: str
    row: int  # number as the file shows it, from 1
    column: int  # from 1
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands: cells with text only, no guess about headers."""

    name: str  # sheet name, or ""
    cells: tuple[Cell, ...]
    place: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One uploaded file, read: text in reading order, nothing interpreted, nothing masked. Lives in memory only."""

    name: str
    sha256: str  # of the uploaded bytes
    format: str  # extension that fits the content: "txt", "docx", ...
    blocks: tuple[Block | Table, ...]
    encoding: str = ""  # "" for packaged formats
    left_out: tuple[tuple[str, int], ...] = ()  # Dutch name of what was left out, how many: ("opmerkingen", 2)
    warnings: tuple[str, ...] = ()  # Dutch sentences, without text of the file


# --- who said what -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Attribution:
    """A value with the place it came from; both empty when unknown."""

    value: str = ""
    origin: str = ""  # in Dutch: "kolom 'woonwijk'", "bronvermelding", "kopregel"

    def __bool__(self) -> bool:
        return bool(self.value)


UNKNOWN = Attribution()


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker said in one go. Questions, headings and notes are turns too, told apart by their role.

    The text is what the file says, with line breaks inside a sentence joined; where the layout took
    something out of the middle (an interjection, the name of the source) it holds `[…]`.
    """

    number: int  # from 1, in reading order
    speaker: str  # label as in the file before redaction, pseudonym after; "" when unknown
    role: Role
    text: str
    start: int  # into `Conversation.text`
    end: int
    place: str
    group: Attribution = UNKNOWN
    wijk: Attribution = UNKNOWN
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """One conversation: an interview, a meeting, a form, a row of a survey, a list of quotations."""

    id: str
    source: str  # file name
    sha256: str
    turns: tuple[Turn, ...]
    ronde: str = ""
    date: str = ""  # ISO 8601: "2024-03-18", or "" when unknown
    group: Attribution = UNKNOWN
    wijk: Attribution = UNKNOWN
    language: str = "nl"
    redacted: bool = False

    @property
    def text(self) -> str:
        """The whole conversation; every turn is found at its own offsets."""
        return TURN_SEPARATOR.join(turn.text for turn in self.turns)


def conversation_id(sha256: str, number: int) -> str:
    """Id of the `number`-th conversation (from 1) in the file with this hash."""
    return _short_hash("gesprek", sha256, str(number))


def place_turns(turns: list[Turn]) -> tuple[Turn, ...]:
    """Number the turns and set their offsets so that each selects its own text in `Conversation.text`."""
    placed, start = [], 0
    for number, turn in enumerate(turns, start=1):
        end = start + len(turn.text)
        placed.append(replace(turn, number=number, start=start, end=end))
        start = end + len(TURN_SEPARATOR)
    return tuple(placed)


PersonalDataType = Literal["NAAM", "TELEFOON", "EMAIL", "IBAN", "BSN", "KENTEKEN", "ADRES", "GEBOORTEDATUM", "HANDLE"]


@dataclass(frozen=True, slots=True)
class Mask:
    """A masked span in the redacted conversation. The original is not kept."""

    type: PersonalDataType
    start: int
    end: int
    pseudonym: str  # "[PERSOON-1]"


@dataclass(frozen=True, slots=True)
class Statement:
    """Uitspraak: what one person says about one subject, verbatim from the redacted conversation."""

    id: str
    text: str
    conversation_id: str
    source: str
    turn: int
    speaker: str  # pseudonym; unique within the conversation
    start: int  # into the redacted `Conversation.text`
    end: int
    place: str
    group: str = ""
    group_origin: str = ""
    wijk: str = ""
    wijk_origin: str = ""
    ronde: str = ""
    date: str = ""

    @property
    def person(self) -> str:
        """Key to count people by."""
        return f"{self.conversation_id}/{self.speaker}"


def statement_id(conversation: str, start: int, end: int, text: str) -> str:
    """Id of a statement: the same input gives the same id on any machine."""
    return _short_hash("uitspraak", conversation, str(start), str(end), text)


@dataclass(frozen=True, slots=True)
class Passage:
    """Text that was read and kept, but is no statement: a question, a heading, a note."""

    conversation_id: str
    turn: int
    start: int
    end: int
    reason: str  # in Dutch: "vraag van de gespreksvoerder", "tussenkop", "korte reactie"


# --- what was found ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """Characters of the statement that carried a suggestion; a negative weight speaks against it."""

    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One sub-theme that the machine suggests for one statement."""

    statement_id: str
    subtheme: str
    priority: str  # "" for a cross-cutting sub-theme
    probability: float  # 0-1
    evidence: tuple[Evidence, ...]  # at least one; none when a person added it
    rule: str = ""  # codebook rule that applies, in Dutch
    nearest: str = ""  # id of the nearest coded example
    decided: Literal["", "akkoord", "toegevoegd"] = ""  # by a person; "toegevoegd": the machine had not found it


@dataclass(frozen=True, slots=True)
class Tagging:
    """What the machine found in one statement. No suggestion means: geen prioriteit."""

    statement_id: str
    suggestions: tuple[Suggestion, ...]
    priorities: tuple[str, ...]
    polarity: Polarity
    doubt: float  # 0 = sure, 1 = a coin toss; a person looks at the highest first
    rejected: tuple[Suggestion, ...] = ()  # suggestions of the machine that a person turned down
    reviewed: bool = False  # a person has decided about every suggestion


@dataclass(frozen=True, slots=True)
class Concern:
    """Zorg: statements that belong together, found by the machine and named by people."""

    id: str
    title: str  # found verbatim in a member
    terms: tuple[str, ...]
    members: tuple[str, ...]  # statement ids, sorted
    stability: float  # 0-1
    typical: tuple[str, ...]  # statement ids
    atypical: tuple[str, ...]
    n_people: int
    n_conversations: int
    name: str = ""  # given by a person
    parent: str = ""  # of a sub-concern: the concern that holds all its members


@dataclass(frozen=True, slots=True)
class Concerns:
    """All concerns of a run, and the statements that belong to none."""

    concerns: tuple[Concern, ...]
    unassigned: tuple[str, ...]
    remark: str = ""  # in Dutch: why there are none, or how sure this is
    conflicts: tuple[str, ...] = ()  # in Dutch: decisions that no longer fit, for a person to look at
    subconcerns: tuple[Concern, ...] = ()  # parts of a large concern; their members are members of the parent too


# --- what is said about a run --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that could not be handled, and what to do about it."""

    source: str
    place: str
    reason: str
    cure: str
    same_as: str = ""  # of a file that was handed in twice: the one that was read

    @classmethod
    def twice(cls, source: str, first: str) -> Rejected:
        """A file with the same bytes as one that was read."""
        reason = "dit bestand staat er dubbel in; het wordt één keer meegeteld."
        return cls(source, f"gelijk aan {first}", reason, "U hoeft niets te doen.", same_as=first)


@dataclass(frozen=True, slots=True)
class FileReport:
    """What one file gave."""

    source: str
    sha256: str
    format: str
    n_conversations: int
    n_turns: int
    n_statements: int
    n_passages: int
    n_masks: int
    left_out: tuple[tuple[str, int], ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """How a run was made: enough to make it again."""

    run_id: str  # from inputs, models, codebook and settings; the same on any machine
    name: str
    ronde: str
    date: str  # newest date found in the input, or ""
    inputs: tuple[tuple[str, str], ...]  # file name, SHA-256; sorted
    codebook: str  # id@version
    models: tuple[tuple[str, str], ...]
    parameters: tuple[tuple[str, str], ...]
    packages: tuple[tuple[str, str], ...]
    counts: tuple[
        tuple[str, int], ...
    ]  # files, rejected, doubles, conversations, turns, statements, tagged, reviewed, published


@dataclass(frozen=True, slots=True)
class RunResult:
    """Everything a run found; the one thing that the outputs are made from."""

    manifest: Manifest
    conversations: tuple[Conversation, ...]
    masks: tuple[tuple[str, tuple[Mask, ...]], ...]  # per conversation id
    statements: tuple[Statement, ...]
    passages: tuple[Passage, ...]
    taggings: tuple[Tagging, ...]
    concerns: Concerns
    files: tuple[FileReport, ...]
    rejected: tuple[Rejected, ...] = field(default=())
    decisions: Decisions = NO_DECISIONS  # of people, already carried out in `taggings` and `concerns`
    conflicts: tuple[str, ...] = ()  # in Dutch: decisions that no longer fit, for a person to look at


def _short_hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
