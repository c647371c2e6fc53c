"""From document to conversations: choose how to read each part, and settle what holds for all of it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from corpora.gazetteer import Gazetteer
from corpora.layout.captions import cards, named_by_cards, place_cards
from corpora.layout.cards import as_list
from corpora.layout.chats import before_messages, chat_name, is_chat
from corpora.layout.choice import Reading, choose
from corpora.layout.columns import columns_of
from corpora.layout.dates import first_date
from corpora.layout.dialogue import Dialogue
from corpora.layout.drafts import draft, is_closing_heading, is_note_lead, notes
from corpora.layout.entries import entries
from corpora.layout.forms import form_starts
from corpora.layout.grid import Grid, column_word, is_question_text, to_grid
from corpora.layout.header import Header, Pair, Setting, before_keys, pairs_of, read_header, setting
from corpora.layout.hints import Hints
from corpora.layout.keyed import keyed_table
from corpora.layout.labels import Label, candidate, speaker_labels, without_stamp
from corpora.layout.legends import explained, note_codes, spelled_out
from corpora.layout.letters import WRITER, find_letter
from corpora.layout.lines import Line, each_begins, join, to_lines
from corpora.layout.minutes import count_reported, read_minutes
from corpora.layout.nearest import by_nearest, is_anybody
from corpora.layout.paired import as_pairs
from corpora.layout.people import People, Person, label_key, role_of
from corpora.layout.points import Points
from corpora.layout.prose import Prose, count_quotations
from corpora.layout.quotes import find_quotations
from corpora.layout.records import Record, has_answers, people_in, read_records
from corpora.layout.remembered import for_one_document
from corpora.layout.second_look import SOMEBODY, Look, roles
from corpora.layout.signed import Signed, signatures
from corpora.layout.sketches import portraits, sketched
from corpora.layout.stamps import stand_below
from corpora.layout.typed import typed_table
from corpora.layout.unknown import read_unknown, unknown_cells
from corpora.layout.unlabelled import is_unlabelled, read_unlabelled
from corpora.layout.vocabulary import vocabulary
from corpora.layout.voice import is_report, speaks_of_self
from corpora.layout.who import Attributor, Section, of_opening
from corpora.records import (
    HEAD_LEVEL,
    UNKNOWN,
    Attribution,
    Block,
    Conversation,
    Document,
    Role,
    Table,
    Turn,
    conversation_id,
    place_turns,
)

_COLUMN = re.compile(r"kolom '(.*)'$")
_TITLE_WORDS = 16
_N_TITLES = 3
_INTRODUCTION_LINES = 8
_MIN_LINE_WORDS = 3
_MIN_SPEECH_WORDS = 4.0
_MAX_FACT_WORDS = 15
_MIN_TOLD, _MIN_SAID = 2, 3
_MIN_SUBJECTS, _SUBJECT_WORDS = 4, 4
_TYPED_FORMATS = frozenset({"txt", "md"})
_FACT_COLUMNS = frozenset({"wijk", "groep", "spreker", "contact", "datum"})


@dataclass(frozen=True, slots=True)
class _Placed:
    """A table, and the headings of the text above it."""

    name: str
    grid: Grid
    headings: tuple[Line, ...] = ()
    keys: tuple[Pair, ...] = ()  # between the last heading and the table


@dataclass(slots=True)
class _Parts:
    """What a document consists of, sorted by how it is read."""

    header: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    footer: list[Line] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    facts: list[Turn] = field(default_factory=list)
    tables: list[_Placed] = field(default_factory=list)


@for_one_document()
def conversations(document: Document, *, gazetteer: Gazetteer, hints: Hints | None = None) -> tuple[Conversation, ...]:
    """Who said what in this document.

    Every text of the document is in some turn, except what identifies people and says nothing (columns with telephone
    numbers, dates of birth and the like): that is not kept at all.

    Args:
        hints: what staff confirmed; it wins from what the document seems to say.
    """
    hints = hints or Hints()
    parts = _sort(document, hints)
    parts.body = place_cards(parts.body, gazetteer)
    _take_subjects(parts)
    _take_typed_table(parts, gazetteer)
    _take_records(parts, gazetteer)
    _explain_codes(parts, gazetteer)
    forms = _take_forms(parts, gazetteer)
    people = People(gazetteer)
    lines = [*parts.header, *parts.body]
    head = read_header(lines, gazetteer)
    people.add([*parts.persons, *head.persons])
    group_name = chat_name(lines)
    # below a mail stands who signed it, and a surname may be a role ("Koster")
    feet = [] if document.format == "eml" else [line.text for line in parts.footer]
    titles = [group_name, *_titles(lines, head), *feet, _introduction(lines, head), before_messages(lines)]
    parts.pairs += [Pair("groepsnaam", "groep", group_name)] if group_name else []
    around = _confirmed(
        setting([*head.pairs, *parts.pairs], titles=titles, name=document.name, gazetteer=gazetteer),
        hints,
    )
    attributor = Attributor(people, around)
    for table in parts.tables:
        people.add(people_in(table.grid, attributor=attributor, hints=hints))
    # what stands above several forms tells about them
    above = [*notes(parts.header), *parts.facts, *notes(parts.body), *notes(parts.footer)]
    text_turns = above if forms else _read_text(parts, head, attributor, document, hints)
    records = [_read_form(form, attributor, document, hints) for form in forms]
    records += _read_tables(parts, attributor, hints)
    if not any(turn.role == "respondent" for turn in (*text_turns, *(t for r in records for t in r.turns))):
        text_turns, records = _last_resort(parts, head, attributor, records, hints)
    return tuple(_assembled(document, text_turns, records, around, hints, gazetteer))


@for_one_document()
def column_roles(document: Document, *, gazetteer: Gazetteer, hints: Hints | None = None) -> dict[str, str]:
    """Header of every table column with what it was taken to hold, for the confirmation file."""
    hints = hints or Hints()
    roles: dict[str, str] = {}
    for table in _sort(document, hints).tables:
        for column in columns_of(table.grid, gazetteer=gazetteer, hints=hints):
            if column.header:
                roles.setdefault(column.header, column.role)
    return roles


# --- what the document consists of ---------------------------------------------------------------


def _sort(document: Document, hints: Hints) -> _Parts:
    parts = _Parts()
    n_facts = sum(bool(_facts(_rows(block))) for block in document.blocks if isinstance(block, Table))
    stretch: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Table):
            _add_text(parts, stretch, document.format)
            stretch = []
            if parts.body and _under_closing_heading(parts.body):
                parts.facts += _everything(to_grid(block))
            else:
                _add_table(parts, as_pairs(as_list(block)), hints, single=n_facts < 2)
        else:
            stretch.append(block)
    _add_text(parts, stretch, document.format)
    return parts


def _take_subjects(parts: _Parts) -> None:
    """Words in bold with a stop, each before a paragraph about that subject ("**Eenzaamheid.** Ik ken …"), go to the notes."""
    found = {
        number: line.emphasis
        for number, line in enumerate(parts.body)
        if line.kind == "paragraph" and not line.stands_out and line.emphasis.endswith(".")
        if len(line.emphasis.split()) <= _SUBJECT_WORDS
    }
    subjects = {*found.values()}
    people = sum(role_of(subject) != "unknown" for subject in subjects)
    if len(found) < _MIN_SUBJECTS or 2 * people > len(subjects) or 2 * len(subjects) <= len(found):
        return
    parts.facts += [draft(subject, place=parts.body[number].place) for number, subject in found.items()]
    parts.body = [
        replace(line, text=line.text.removeprefix(line.emphasis).strip(), emphasis="") if number in found else line
        for number, line in enumerate(parts.body)
    ]


def _take_typed_table(parts: _Parts, gazetteer: Gazetteer) -> None:
    """A table that is typed as text goes to the tables."""
    found = typed_table(parts.body, gazetteer)
    if found:
        top, table = found
        parts.body = parts.body[:top]
        parts.tables.append(_Placed("", to_grid(table), tuple(line for line in parts.body if line.kind == "heading")))


def _take_records(parts: _Parts, gazetteer: Gazetteer) -> None:
    """Records typed as keys with values, and the entries of a log, go to the tables."""
    if found := keyed_table(parts.body) or entries(parts.body, gazetteer):
        parts.body, table = found
        headings = tuple(line for line in parts.body if line.kind == "heading")
        parts.tables.append(_Placed("", to_grid(table), headings))


def _explain_codes(parts: _Parts, gazetteer: Gazetteer) -> None:
    """Codes in a table, behind points and before headings become what the file says that they stand for."""
    texts = [line.text for line in (*parts.header, *parts.body, *parts.footer)]
    grids = explained([table.grid for table in parts.tables], texts, gazetteer)
    parts.tables = [replace(table, grid=grid) for table, grid in zip(parts.tables, grids, strict=True)]
    parts.body = spelled_out(parts.body, gazetteer)


@dataclass(frozen=True, slots=True)
class _Form:
    """A conversation of its own in a text with several, and the section that it stands in."""

    lines: list[Line]
    section: Section


def _take_forms(parts: _Parts, gazetteer: Gazetteer) -> list[_Form]:
    """The forms below each other, taken out of the body; what stands above the first one stays."""
    starts = form_starts(parts.body)
    forms = []
    for start, end in pairwise([*starts, len(parts.body)]):
        section = Section(gazetteer)
        for line in parts.body[:start]:
            if line.kind == "heading":
                section.enter(line)
        forms.append(_Form(parts.body[start:end], section))
    if starts:
        parts.body = parts.body[: starts[0]]
    return forms


def _read_form(form: _Form, attributor: Attributor, document: Document, hints: Hints) -> Record:
    """One form as a conversation of its own; what its head leaves open, its section and the head of the file say."""
    gazetteer, file = attributor.gazetteer, attributor.setting
    head = read_header(form.lines, gazetteer)
    people = People(gazetteer)
    people.add(head.persons)
    under = replace(file, group=form.section.group or file.group, wijk=form.section.wijk or file.wijk)
    around = _confirmed(setting(head.pairs, titles=(), name="", gazetteer=gazetteer, under=under), hints)
    turns = _read_text(_Parts(body=form.lines), head, Attributor(people, around), document, hints)
    return Record(tuple(turns), around)


def _under_closing_heading(lines: Sequence[Line]) -> bool:
    """A table of tasks is no survey."""
    heading = next((line for line in reversed(lines) if line.kind == "heading"), None)
    return heading is not None and is_closing_heading(heading)


def _add_text(parts: _Parts, blocks: Sequence[Block], document_format: str) -> None:
    # text runs on over a page: what stands at its head or foot is read apart
    headers = {b.text: b for b in blocks if b.kind == "header"}  # a pdf repeats them on every page
    parts.header += to_lines(headers.values(), document_format="docx")
    parts.footer += to_lines([b for b in blocks if b.kind == "footer"], document_format="docx")
    body = [block for block in blocks if block.kind not in ("header", "footer")]
    parts.body += to_lines(body, document_format=document_format)


def _add_table(parts: _Parts, table: Table, hints: Hints, *, single: bool) -> None:
    """A table is a form with facts, a dialogue in two columns, or a list of conversations."""
    rows = _rows(table)
    head = _length_of_head(rows)
    spoken = _is_dialogue(rows[head:])
    facts = [] if head and spoken else _facts(rows)
    if facts and (not single or any(_is_answered(pair) for pair in facts)):
        # a head for every conversation: it stands in the text, above what it is about
        parts.body += _fact_lines(facts, table.place)
    elif facts:
        parts.pairs += facts
        header = Header()
        for pair in facts:
            header.add(pair)
        parts.persons += header.persons
        parts.facts += [draft(join([f"{pair.key}: {pair.value}"]), place=table.place) for pair in facts]
    elif spoken:
        parts.body += [*_fact_lines(_facts(rows[:head]), table.place), *_spoken(rows, table, head)]
    else:
        known = frozenset(" ".join(name.split()).casefold() for name in hints.columns)
        headings = tuple(line for line in parts.body if line.kind == "heading")
        last = next((n for n in range(len(parts.body), 0, -1) if parts.body[n - 1].kind == "heading"), 0)
        keys = tuple(pair for line in parts.body[last:] for pair in pairs_of(line, anywhere=True)) if last else ()
        parts.tables.append(_Placed(table.name, to_grid(table, known), headings, keys))


def _rows(table: Table) -> list[list[str]]:
    rows: dict[int, dict[int, str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, {})[cell.column] = cell.text.strip()
    return [[cells[column] for column in sorted(cells)] for _, cells in sorted(rows.items())]


def _facts(rows: Sequence[Sequence[str]]) -> list[Pair]:
    """Keys and values, when that is what the table consists of."""
    if not rows or max(len(row) for row in rows) > 4:
        return []
    pairs = [
        Pair(row[at].strip(" :"), vocabulary().header_keys.get(row[at].strip(" :").casefold(), ""), row[at + 1])
        for row in rows
        for at in range(0, len(row) - 1, 2)
    ]
    known = [pair for pair in pairs if pair.meaning]
    if any(not pair.meaning and len(pair.value.split()) > _MAX_FACT_WORDS for pair in pairs):
        return []  # somebody's story stands there too
    # a sheet with questions in its first column begins with such keys too
    return pairs if known and 2 * len(known) > len(pairs) else []


def _length_of_head(rows: Sequence[Sequence[str]]) -> int:
    """How many rows with keys and values stand above what is said; one alone may be a label with words."""
    keys = vocabulary().header_keys
    known = (len(row) == 2 and row[0].strip(" :").casefold() in keys for row in rows)
    n_known = next((number for number, is_known in enumerate(known) if not is_known), len(rows))
    return n_known if n_known > 1 else 0


def _is_answered(pair: Pair) -> bool:
    """A question with its answer, below the facts of a form."""
    return not pair.meaning and is_question_text(pair.key) and len(pair.value.split()) > 1


def _fact_lines(pairs: Sequence[Pair], place: str) -> Iterator[Line]:
    for pair in pairs:
        if _is_answered(pair):
            yield Line(join([pair.key]), "heading", place, level=9)
            yield Line(join([pair.value]), "paragraph", place)
        else:
            yield Line(join([f"{pair.key}: {pair.value}"]), "paragraph", place)


def _is_dialogue(rows: Sequence[Sequence[str]]) -> bool:
    """Two or three columns: who, and what they said."""
    if rows and column_word(rows[0][-1]) in _FACT_COLUMNS:
        return False  # a list of who was there
    at = _name_column(rows)
    if rows and len(rows[0]) > 2 and column_word(rows[0][at]) in _FACT_COLUMNS - {"spreker"}:
        return False
    pairs = [(row[at], row[-1]) for row in rows if len(row) in (2, 3)]
    if len(pairs) < 2 or len(pairs) < len(rows) - 1:
        return False
    names, texts = [name for name, _ in pairs], [text for _, text in pairs]
    if any(len(name.split()) > 6 or name.endswith("?") for name in names) or len({*names}) == len(names) > 4:
        return False
    speech = sum(len(text.split()) for text in texts) / len(texts)
    asking = any(role_of(name) == "interviewer" for name in names)
    returning = len({label_key(name) for name in names}) < len(names) and not any(
        vocabulary().group_of(name) and label_key(name) == name.casefold() for name in names
    )
    header = role_of(rows[0][-1]) == "respondent" or column_word(rows[0][-1]) == "uitspraak"
    return (asking and speech >= _MIN_SPEECH_WORDS / 2) or (speech >= _MIN_SPEECH_WORDS and returning and header)


def _name_column(rows: Sequence[Sequence[str]]) -> int:
    """Which column beside the words names who speaks: the one before them, unless times stand there."""
    times = sum(bool(re.fullmatch(r"[\d:.,\s]+", row[-2])) for row in rows if len(row) == 3)
    return -3 if 2 * times > len(rows) and all(len(row) == 3 for row in rows) else -2


def _spoken(rows: Sequence[Sequence[str]], table: Table, head: int) -> Iterator[Line]:
    """What is said from row `head` on."""
    at = _name_column(rows[head:])
    for number, row in enumerate(rows[head:], start=head + 1):
        place = f"{table.place}, rij {number}".strip(", ")
        if len(row) not in (2, 3) or (number == head + 1 and len(row[-1].split()) == 1):
            yield Line(" ".join(row), "heading", place, level=9)
        else:
            yield Line(join([row[-1]]), "paragraph", place, speaker=row[at].rstrip(" :"))


# --- reading it ----------------------------------------------------------------------------------


def _titles(lines: Sequence[Line], head: Header) -> list[str]:
    """The first lines that are no key: heading, title, name of the project."""
    titles: list[str] = []
    levels = Counter(line.level for line in lines if line.kind == "heading")
    for number, line in enumerate(lines[:20]):
        if line.kind == "cue" or line.seconds is not None:
            break  # a caption
        if number in head.used:
            titles += [before] if not titles and (before := before_keys(line)) else []
            continue
        after_text = any(earlier.kind == "paragraph" for earlier in lines[:number])
        if titles and line.kind == "heading" and levels[line.level] > 1 and after_text:
            break  # one section of several
        plain = line.kind not in ("heading", "header")
        label = candidate(line)
        when_and_where = bool(first_date(line.text)) and len(line.text.split()) <= _TITLE_WORDS and not label
        if plain and (
            (line.starts and titles and not line.stands_out and not when_and_where)
            or (label and not (number == 0 and (line.stands_out or _is_title(label))))
        ):
            break
        if len(line.text.split()) <= _TITLE_WORDS and (number == 0 or not line.text.endswith("?")):
            titles.append(line.text)
    return titles[:_N_TITLES]


def _introduction(lines: Sequence[Line], head: Header) -> str:
    """The paragraph below the title that tells about the conversation: "Aan twintig bewoners is gevraagd …"."""
    levels = Counter(line.level for line in lines if line.kind == "heading")
    for number, line in enumerate(lines[:_INTRODUCTION_LINES]):
        if line.kind == "heading" and number > 0 and levels[line.level] > 2:
            break  # one section of several
        plain = line.kind == "paragraph" and not line.stands_out and number not in head.used
        if line.kind in ("item", "cue") or candidate(line) or line.text.endswith("?"):
            break
        if plain and number > 0 and len(line.text.split()) > _MIN_LINE_WORDS:
            told = is_report(line.text) or vocabulary().introducing.search(line.text)
            alone = number + 1 < len(lines) and lines[number + 1].kind == "heading" and not speaks_of_self(line.text)
            return line.text if told or alone else ""
    return ""


def _is_title(label: Label) -> bool:
    """A title may hold a dash or colon: "Groepsgesprek bewoners, zaal: de Koppel"."""
    return label.form in ("dash", "colon") and role_of(label.name.split()[0]) not in ("interviewer", "respondent")


def _read_text(parts: _Parts, head: Header, attributor: Attributor, document: Document, hints: Hints) -> list[Turn]:
    offset = len(parts.header)
    used = {number - offset for number in head.used if number >= offset}
    marked = _noted(parts.body)
    parts.body = [replace(line, starts=True) if n in marked else line for n, line in enumerate(parts.body)]
    used |= marked
    known = frozenset(label_key(name) for name in hints.speakers)
    sketches = sketched(parts.body, attributor.gazetteer) or portraits(parts.body, attributor.gazetteer)
    labels = {
        number: without_stamp(label)
        for number, label in (speaker_labels(parts.body, attributor.people, known=known) | sketches).items()
        if number not in used
    }
    labels = labels or cards(parts.body)
    n_labels = sum(not label.before_quote or label.form != "colon" for label in labels.values())
    n_quotes = count_quotations(parts.body, attributor)
    signed = signatures(parts.body, attributor.gazetteer)
    if len(labels) > 1 and not any(label.rest for label in labels.values()) and stand_below(parts.body, labels):
        signed |= {number: label.whole for number, label in labels.items()}
        if {*labels} == {*sketches} and all(parts.body[n - 1].text == label.name for n, label in labels.items()):
            # a name, and on the line below it who that is
            used |= {*signed}
            signed = {number - 1: f"{label.name}, {label.detail}" for number, label in labels.items()}
            labels = {number - 1: label for number, label in labels.items()}
    # lines with a name, below the words; a heading among them may look like one too
    same = {*signed} <= {*labels} and len(signed) + 1 >= n_labels

    def fresh() -> Attributor:
        return Attributor(attributor.people, attributor.setting)

    def dialogue(body: Sequence[Line] = parts.body) -> list[Turn]:
        return named_by_cards(Dialogue(fresh(), labels, used).read(body), body)

    def sign(body: Sequence[Line] = parts.body) -> list[Turn]:
        return Signed(fresh(), signed, used).read(body)

    def prose() -> list[Turn]:
        return Prose(fresh(), used).read(parts.body)

    def points() -> list[Turn]:
        return _read_points(parts, used, fresh(), document)

    dialogues: list[Reading] = [dialogue, lambda: dialogue(_plain(parts.body, labels))]
    signings: list[Reading] = [sign, lambda: sign(_plain(parts.body, signed))]
    first: list[Reading] = [points]
    others: list[Reading] = [points, *(dialogues if labels else []), *(signings if signed else [])]
    others += [prose] if n_quotes else []
    if count_reported(parts.body, attributor.people) > max(n_labels, n_quotes, len(signed)):
        first, others = [lambda: read_minutes(parts.body, used, fresh())], []
    elif not n_labels and is_unlabelled(parts.body):
        first, others = [lambda: read_unlabelled(parts.body, fresh())], []
    elif len(signed) > max(n_labels, n_quotes) or (signed and same):
        first = signings
    elif n_labels >= 2 and n_labels >= n_quotes:
        first = dialogues
        others = [] if is_chat(parts.body) else others  # messages have a label for certain
    elif not (document.format == "eml" and _is_headed(parts)) and (
        n_quotes or count_quotations(parts.body, attributor, told=True) >= _MIN_TOLD
    ):
        first, others = [prose], []  # what stands around words with a source may be about anything
    turns = choose(first, [reading for reading in others if reading not in first])
    return [*notes(parts.header), *parts.facts, *turns, *notes(parts.footer)]


def _noted(lines: Sequence[Line]) -> set[int]:
    """Lines that begin with letters that the file says stand before what is no statement, and the line that says so."""
    codes = note_codes(line.text for line in lines)
    return {n for n, line in enumerate(lines) if line.text.partition(" ")[0] in codes or note_codes([line.text])}


def _plain(lines: Sequence[Line], naming: Collection[int]) -> list[Line]:
    """The lines without what a format makes of words: there a list or italics may be all that is said.

    Args:
        naming: the lines that say who speaks; these may be set apart, and headings stay as they are.
    """
    return [
        line
        if line.kind == "heading"
        else replace(line, kind="paragraph", emphasis=line.emphasis if number in naming else "")
        for number, line in enumerate(lines)
    ]


def _last_resort(
    parts: _Parts, head: Header, attributor: Attributor, records: Sequence[Record], hints: Hints
) -> tuple[list[Turn], list[Record]]:
    """Nobody was found to speak: what reads as a sentence is not lost."""
    used = {number - len(parts.header) for number in head.used}
    turns = read_unknown(parts.body, used, attributor)
    columns = [c for t in parts.tables for c in columns_of(t.grid, gazetteer=attributor.gazetteer, hints=hints)]
    internal = any(column.role in ("notulist", "interviewer") for column in columns)
    if not internal and not any(turn.role == "respondent" for turn in turns):
        records = [replace(record, turns=tuple(unknown_cells(record.turns))) for record in records]
    return [*notes(parts.header), *parts.facts, *turns, *notes(parts.footer)], list(records)


def _is_headed(parts: _Parts) -> bool:
    """The words of several people, passed on below who they are."""
    return any(line.level == HEAD_LEVEL for line in parts.body)


def _read_points(parts: _Parts, used: set[int], attributor: Attributor, document: Document) -> list[Turn]:
    """Notes, or a mail or letter with one writer."""
    headed = _is_headed(parts)
    sender = "" if headed else _sender(parts, document)
    # a surname may be a role ("Koster")
    signature = ", ".join(line.text for line in parts.footer if line.text.strip(" ,") != sender)
    letter = None if sender or headed else find_letter(parts.body)
    if not letter:
        body = each_begins(parts.body) if document.format in _TYPED_FORMATS else parts.body
        elsewhere = any(has_answers(table.grid, attributor=attributor, hints=Hints()) for table in parts.tables)
        turns = Points(attributor, sender=sender, signature=signature, elsewhere=elsewhere).read(body, used)
        unsure = [] if sender or elsewhere else read_unknown(body, used, attributor)
        # where most of what reads as a sentence would be lost, nothing was recognised
        return unsure if 2 * _n_said(turns) < _n_said(unsure) else turns
    words = parts.body[letter.start : letter.end]
    within = {number - letter.start for number in used}
    turns = Points(attributor, sender=WRITER, signature=letter.signature).read(words, within)
    return [*notes(parts.body[: letter.start]), *turns, *notes(parts.body[letter.end :])]


def _n_said(turns: Sequence[Turn]) -> int:
    """How many words respondents say."""
    return sum(len(turn.text.split()) for turn in turns if turn.role == "respondent")


def _sender(parts: _Parts, document: Document) -> str:
    """Who wrote a mail."""
    if document.format != "eml":
        return ""
    # of a forwarded mail the last one wrote it
    line = next((line.text for line in reversed(parts.header) if line.text.lower().startswith("van:")), "")
    return re.sub(r"^van:\s*|\s*<.*$", "", line, flags=re.IGNORECASE).strip() or "afzender"


def _read_tables(parts: _Parts, attributor: Attributor, hints: Hints) -> list[Record]:
    """Conversations of all tables; loose notes go to the conversation that follows."""
    records: list[Record] = []
    waiting: list[Turn] = []
    for table in parts.tables:
        if not has_answers(table.grid, attributor=attributor, hints=hints):
            waiting += _everything(table.grid)
            continue
        sheet = read_records(table.grid, name=table.name, attributor=_under(table, attributor), hints=hints)
        waiting += sheet.notes
        for record in sheet.records:
            records.append(replace(record, turns=(*waiting, *record.turns)))
            waiting = []
    if waiting and records:
        records[-1] = replace(records[-1], turns=(*records[-1].turns, *waiting))
    elif waiting:
        records.append(Record(tuple(waiting), attributor.setting))
    return records


def _under(table: _Placed, attributor: Attributor) -> Attributor:
    """The attributor with what the headings above a table say, and the keys between the last of those and the table."""
    section, around = Section(attributor.gazetteer), attributor.setting
    for line in table.headings:
        section.enter(line)
    about = replace(around, group=section.group or around.group, wijk=section.wijk or around.wijk)
    about = setting(table.keys, titles=(), name="", gazetteer=attributor.gazetteer, under=about)
    return Attributor(attributor.people, about)


def _everything(grid: Grid) -> list[Turn]:
    """A table without answers, cell by cell: an explanation, a list of names."""
    headers = [("", header) for header in grid.headers if header]
    cells = [(place, text) for place, row in grid.rows for text in row if text]
    return [draft(join([text]), place=place) for place, text in [*grid.above, *headers, *cells]]


def _confirmed(around: Setting, hints: Hints) -> Setting:
    def choose(confirmed: str, found: Attribution) -> Attribution:
        return Attribution(confirmed, "bevestigd") if confirmed else found

    return Setting(
        choose(hints.group, around.group),
        choose(hints.wijk, around.wijk),
        choose(hints.date, around.date),
        choose(hints.ronde, around.ronde),
    )


# --- conversations -------------------------------------------------------------------------------


def _assembled(
    document: Document,
    text_turns: Sequence[Turn],
    records: Sequence[Record],
    around: Setting,
    hints: Hints,
    gazetteer: Gazetteer,
) -> Iterator[Conversation]:
    found = [Record(tuple(text_turns), around)] if any(t.role == "respondent" for t in text_turns) else []
    loose = [] if found else list(text_turns)
    speaking = [record for record in records if any(turn.role == "respondent" for turn in record.turns)]
    if found and not speaking:
        # a list of who was there belongs to the conversation
        listed = (turn for record in records for turn in record.turns)
        found[0] = replace(found[0], turns=(*listed, *found[0].turns))
    else:
        found += records
    if loose and found:
        found[0] = replace(found[0], turns=(*loose, *found[0].turns))
    elif loose:
        found = [Record(tuple(loose), around)]
    n_loose = len(loose) if records else 0  # what stands around tables is not looked at again
    for number, (record, settled) in enumerate(zip(found, _looked_at_again(found, n_loose), strict=True), start=1):
        group, wijk = of_opening(record.turns, gazetteer)
        around = replace(record.setting, group=record.setting.group or group, wijk=record.setting.wijk or wijk)
        record = replace(record, setting=around)
        said = list(_found_said(record, settled, gazetteer))
        turns = [_finished(turn, hints, around, opened=(group, wijk)) for turn, _ in said]
        turns = by_nearest(turns, gazetteer, introduced=record not in records)
        # who introduces himself says nothing that counts, and is heard all the same
        turns = [_set_aside(turn, role, hints) for turn, (_, role) in zip(turns, said, strict=True)]
        yield Conversation(
            id=conversation_id(document.sha256, number),
            source=document.name,
            sha256=document.sha256,
            turns=place_turns(turns),
            ronde=record.setting.ronde.value,
            date=record.setting.date.value,
            group=record.setting.group,
            wijk=record.setting.wijk,
        )


def _looked_at_again(records: Sequence[Record], n_loose: int) -> list[list[Role]]:
    """The role of every turn of every record after a second look at all of them.

    Notes that stand before anybody speaks introduce the others, and stay notes where several people speak. A column that
    says in so many words that it holds what people said is believed, where much of it would be lost: it may be in telegram style.
    """
    turns = [turn for record in records for turn in record.turns]
    settled = roles([Look(turn.role, turn.speaker, turn.text) for turn in turns])
    said = [number for number, turn in enumerate(turns) if turn.role == "respondent"]
    first = said[0] if len(said) >= _MIN_SAID else 0
    believed = _believed(turns, settled)
    settled = [
        turn.role if number < max(first, n_loose) or is_note_lead(turn.text) or _column(turn) in believed else role
        for number, (turn, role) in enumerate(zip(turns, settled, strict=True))
    ]
    each = iter(settled)
    return [[next(each) for _ in record.turns] for record in records]


def _believed(turns: Sequence[Turn], settled: Sequence[Role]) -> set[str]:
    """The columns called "uitspraak" or the like of which many cells would be set aside."""
    lost: defaultdict[str, list[bool]] = defaultdict(list)
    for turn, role in zip(turns, settled, strict=True):
        if turn.role == "respondent" and column_word(_column(turn)) == "uitspraak":
            lost[_column(turn)].append(role != "respondent")
    return {column for column, cells in lost.items() if 4 * sum(cells) >= len(cells)}


def _column(turn: Turn) -> str:
    match = _COLUMN.search(turn.place)
    return match[1] if match else ""


def _found_said(record: Record, settled: Sequence[Role], gazetteer: Gazetteer) -> Iterator[tuple[Turn, Role]]:
    """The turns with their roles; what was taken for a note and turns out to be said has somebody who says it."""
    # numbers that no turn bears yet
    for number, (turn, role) in enumerate(zip(record.turns, settled, strict=True), start=len(settled) + 1):
        if role == "respondent" != turn.role:
            speaker, around = turn.speaker or f"{SOMEBODY} {number}", record.setting
            turn = replace(turn, role=role, speaker=speaker, group=around.group, wijk=around.wijk)
        pieces = _mostly_quoted(turn, gazetteer) if role == "respondent" and is_anybody(turn.speaker) else [turn]
        yield from ((piece, role if piece.role == turn.role else piece.role) for piece in pieces)


def _mostly_quoted(turn: Turn, gazetteer: Gazetteer) -> list[Turn]:
    """The quotations in a paragraph that holds mostly these, and what is told around them; else the turn."""
    quoted = find_quotations(turn.text, gazetteer) or find_quotations(turn.text, gazetteer, told=True)
    if 3 * sum(len(quotation.text) for quotation in quoted) < len(turn.text) or not quoted:
        return [turn]
    pieces, end = [], 0
    for quotation in [*quoted, None]:
        around = turn.text[end : quotation.start if quotation else None].strip()
        if re.search(r"\w", around):
            pieces.append(replace(turn, text=around, role="notulist", speaker="", group=UNKNOWN, wijk=UNKNOWN))
        if quotation:
            pieces.append(replace(turn, text=quotation.text))
            end = quotation.end
    return pieces


def _set_aside(turn: Turn, role: Role, hints: Hints) -> Turn:
    """A turn of a respondent that turns out to be a note; what staff confirmed about its speaker stays."""
    hint = hints.speaker(turn.speaker) if turn.speaker else None
    if turn.role != "respondent" or role != "notulist" or (hint and hint.role):
        return turn
    return replace(turn, role=role, group=UNKNOWN, wijk=UNKNOWN)


def _finished(turn: Turn, hints: Hints, around: Setting, *, opened: tuple[Attribution, Attribution]) -> Turn:
    """A turn with what staff confirmed about its speaker, and what the opening of the conversation says."""
    hint = hints.speaker(turn.speaker) if turn.speaker else None
    if hint:
        turn = replace(
            turn,
            role=hint.role or turn.role,
            group=Attribution(hint.group, "bevestigd") if hint.group else turn.group or around.group,
            wijk=Attribution(hint.wijk, "bevestigd") if hint.wijk else turn.wijk or around.wijk,
        )
    if turn.role != "respondent":
        return replace(turn, group=UNKNOWN, wijk=UNKNOWN)
    return replace(turn, group=turn.group or opened[0], wijk=turn.wijk or opened[1])
