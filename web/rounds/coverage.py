"""Whom did we speak, whom did we plan to speak, and how does that compare with who lives there."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from corpora.errors import KnowledgeError
from web.folder import write_whole
from web.rounds.corrections import wijken
from web.rounds.models import Round, Upload
from web.rounds.preview import Preview

UNKNOWN = "onbekend"
COLUMNS = ("wijk", "inwoners", "bron", "peildatum")
MAX_BYTES = 200_000
FEW = 0.5  # a share of the people spoken below half of the share of residents is worth a look


@dataclass(frozen=True, slots=True)
class Residents:
    """How many people live in a wijk, and who says so."""

    wijk: str
    n: int
    source: str
    date: str


@dataclass(frozen=True, slots=True)
class Cell:
    """People of one group in one wijk."""

    n_planned: int
    n_spoken: int


@dataclass(frozen=True, slots=True)
class Row:
    """One wijk."""

    wijk: str
    cells: tuple[Cell, ...]
    n_planned: int
    n_spoken: int
    share_spoken: float | None
    residents: Residents | None
    share_residents: float | None
    is_low: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """Wijken down, groups across."""

    groups: tuple[str, ...]
    rows: tuple[Row, ...]
    n_spoken: int


def count(preview: Preview) -> list[list[object]]:
    """People per group and wijk who said something that counts: [group, wijk, number]."""
    people = {
        (talk.id, line.speaker): (line.group or UNKNOWN, line.wijk or UNKNOWN)
        for talk in preview.talks
        for line in talk.lines
        if any(not piece.reason for piece in line.pieces)
    }
    return [[group, wijk, n] for (group, wijk), n in sorted(Counter(people.values()).items())]


def coverage(round_: Round) -> Coverage:
    """The table of a round, from its plan and its confirmed files."""
    planned: Counter[tuple[str, str]] = Counter()
    for row in round_.plan.all():
        planned[row.group, row.wijk] += row.n_people
    spoken: Counter[tuple[str, str]] = Counter()
    for upload in round_.uploads.filter(state=Upload.State.CONFIRMED):
        for group, wijk, n in upload.spoken:
            spoken[group, wijk] += n
    living = {one.wijk: one for one in residents()}
    cells = set(planned) | set(spoken)
    groups = sorted({group for group, _ in cells}, key=lambda name: (name == UNKNOWN, name))
    names = sorted({wijk for _, wijk in cells} | set(living), key=lambda name: (name == UNKNOWN, name))
    n_spoken, n_living = spoken.total(), sum(one.n for one in living.values())
    placed = n_spoken - sum(n for (_, wijk), n in spoken.items() if wijk == UNKNOWN)
    rows = tuple(_row(wijk, groups, planned, spoken, living.get(wijk), placed, n_living) for wijk in names)
    return Coverage(tuple(groups), rows, n_spoken)


def _row(
    wijk: str,
    groups: Sequence[str],
    planned: Counter[tuple[str, str]],
    spoken: Counter[tuple[str, str]],
    living: Residents | None,
    n_spoken: int,
    n_living: int,
) -> Row:
    cells = tuple(Cell(planned[group, wijk], spoken[group, wijk]) for group in groups)
    here = sum(cell.n_spoken for cell in cells)
    share = here / n_spoken if n_spoken and wijk != UNKNOWN else None
    share_living = living.n / n_living if living else None
    is_low = share is not None and share_living is not None and share < FEW * share_living
    return Row(wijk, cells, sum(c.n_planned for c in cells), here, share, living, share_living, is_low)


# --- residents per wijk: a file that the city fills in ---------------------------------------------


def residents() -> tuple[Residents, ...]:
    """What the city filled in; nothing when it did not."""
    try:
        return _parsed((_path()).read_bytes())
    except (FileNotFoundError, KnowledgeError):
        return ()


def keep_residents(data: bytes) -> int:
    """Check and keep the file; gives the number of wijken.

    Raises:
        KnowledgeError: with the number of the row that is wrong.
    """
    rows = _parsed(data)
    write_whole(_path(), data)
    return len(rows)


def form_to_fill() -> str:
    """The file as the city starts with it: every wijk, no figures."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows((wijk, "", "", "") for wijk in wijken())
    return "\ufeff" + out.getvalue()


def _path() -> Path:
    return Path(settings.DATA_FOLDER) / "inwoners.csv"


def _parsed(data: bytes) -> tuple[Residents, ...]:
    if len(data) > MAX_BYTES:
        raise KnowledgeError("dit bestand is te groot.", cure="Gebruik het bestand dat u hier kunt downloaden.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text), delimiter=";" if ";" in first else ",")
    head = [cell.strip().casefold() for cell in next(rows, [])]
    if head[: len(COLUMNS)] != list(COLUMNS):
        raise KnowledgeError("de kopregel klopt niet.", place="rij 1", cure=f"Gebruik: {'; '.join(COLUMNS)}.")
    found = tuple(_rows(rows))
    if len({one.wijk for one in found}) != len(found):
        raise KnowledgeError("een wijk staat er twee keer in.", cure="Haal de dubbele rij weg.")
    return found


def _rows(rows: Iterator[list[str]]) -> Iterator[Residents]:
    known = set(wijken())
    for number, row in enumerate(rows, start=2):
        wijk, n, source, date = ([cell.strip() for cell in row] + [""] * 4)[:4]
        if not n:
            continue
        place = f"rij {number}"
        if wijk not in known:
            raise KnowledgeError("deze wijk is niet bekend.", place=place, cure="Neem de naam over uit het voorbeeld.")
        digits = n.replace(".", "").replace(" ", "")
        if not digits.isdecimal() or not 0 < int(digits) < 10_000_000:
            raise KnowledgeError("het aantal inwoners is geen heel getal.", place=place, cure="Bijvoorbeeld: 8450.")
        if not source or not date:
            raise KnowledgeError("bron of peildatum ontbreekt.", place=place, cure="Schrijf op waar het getal staat.")
        yield Residents(wijk, int(digits), source[:200], date[:40])
