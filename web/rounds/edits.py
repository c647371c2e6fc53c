"""What staff changes in one line of a reading: by numbers of words, so that no word is kept outside the vault."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpora.edits import Edit, Kind, dump_edits
from web.rounds.corrections import groups, wijken
from web.rounds.models import Upload
from web.rounds.preview import Line, Piece, Preview, Talk

# what a person may call something that is masked, as the page says it
MASKS = {
    "NAAM": "naam",
    "ADRES": "adres",
    "TELEFOON": "telefoonnummer",
    "EMAIL": "mailadres",
    "HANDLE": "account",
    "KENTEKEN": "kenteken",
    "GEBOORTEDATUM": "geboortedatum",
    "BSN": "burgerservicenummer",
    "IBAN": "rekeningnummer",
}
SAID = {
    "masker": "afgeschermd",
    "leesbaar": "weer leesbaar",
    "uitspraak": "wel een uitspraak",
    "knip": "uitspraak geknipt",
    "plak": "uitspraken samengevoegd",
    "groep": "andere groep",
    "wijk": "andere wijk",
}
# what to do when a form changes nothing, per button
CURES = {
    "masker": "Kies eerst een of meer woorden die nog leesbaar zijn.",
    "leesbaar": "Kies eerst een of meer woorden die zijn afgeschermd.",
    "knip": "Kies een woord midden in een uitspraak. Is de tekst grijs? Kies dan eerst ‘Dit is wél een uitspraak’.",
    "plaats": "Kies een andere groep of wijk.",
}
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a line, or one mask; offsets into the turn, end excluded."""

    number: int
    text: str
    start: int
    end: int
    mask: str = ""


def words_of(line: Line) -> list[tuple[Piece, list[Word]]]:
    """Each piece of a line with its words, numbered through the line."""
    shown, number = [], 0
    for piece in line.pieces:
        words = [Word(number + n, *found) for n, found in enumerate(_words(piece))]
        number += len(words)
        shown.append((piece, words))
    return shown


def _words(piece: Piece) -> Iterator[tuple[str, int, int, str]]:
    at = piece.start
    for part in piece.parts:
        if part.mask:
            yield part.text, at, at + len(part.text), part.mask
        else:
            for found in _WORD.finditer(part.text):
                yield found.group(), at + found.start(), at + found.end(), ""
        at += len(part.text)


def from_form(data: Mapping[str, str], chosen: Iterable[str], shown: Preview, talk: Talk, line: Line) -> list[Edit]:
    """The edits that a submitted form asks for; what is not on a list or not in the line counts as not given."""
    words = [word for _, found in words_of(line) for word in found]
    picked = [word for word in words if str(word.number) in set(chosen)]

    def edit(kind: Kind, start: int = 0, end: int = 0, value: str = "") -> Edit:
        return Edit(shown.version, talk.id, talk.check, line.turn, kind, start, end, value)

    what = data.get("doe", "")
    if what == "masker":
        kind = data.get("soort", "NAAM") if data.get("soort", "NAAM") in MASKS else "NAAM"
        return [edit("masker", start, end, kind) for start, end in _spans(picked) if start < end]
    if what == "leesbaar":
        return [edit("leesbaar", word.start, word.end) for word in picked if word.mask]
    if what == "knip":
        return [edit("knip", word.start) for word in picked if _inside_a_statement(word, line)]
    if what.startswith("uitspraak-"):
        return [edit("uitspraak", at) for at in _asked(what, (piece for piece in line.pieces if left_out(piece)))]
    if what.startswith("plak-"):
        return [edit("plak", at) for at in _asked(what, (piece for piece in line.pieces[1:] if not piece.reason))]
    if what == "plaats":
        wanted = (("groep", groups(), line.group), ("wijk", wijken(), line.wijk))
        return [
            edit(kind, value=data[kind])  # type: ignore[arg-type]
            for kind, known, now in wanted
            if data.get(kind, "") in known and data[kind] != now
        ]
    return []


def left_out(piece: Piece) -> bool:
    """Whether this is text that can be taken in as a statement; marks between two statements are none."""
    return bool(piece.reason) and any(sign.isalnum() for part in piece.parts for sign in part.text)


def _asked(what: str, pieces: Iterable[Piece]) -> list[int]:
    """Where the piece begins that the button names, if it is one of these."""
    return [piece.start for piece in pieces if str(piece.start) == what.partition("-")[2]]


def _inside_a_statement(word: Word, line: Line) -> bool:
    before = max((piece for piece in line.pieces if piece.start <= word.start), key=lambda piece: piece.start)
    return not before.reason and before.start < word.start


def _spans(picked: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Words side by side as one span, without the marks around it."""
    plain = [word for word in picked if not word.mask]
    for n, word in enumerate(plain):
        if n and plain[n - 1].number == word.number - 1:
            continue
        run = [word]
        for following in plain[n + 1 :]:
            if following.number != run[-1].number + 1:
                break
            run.append(following)
        before, after = run[0].text, run[-1].text
        yield (
            run[0].start + len(before) - len(re.sub(r"^\W+", "", before)),
            run[-1].end - len(after) + len(re.sub(r"\W+$", "", after)),
        )


def add(upload: Upload, edits: Sequence[Edit]) -> None:
    """Keep edits with the other corrections; the file waits to be read again."""
    upload.read_again_with({**upload.corrections, "ingrepen": [*made(upload), *dump_edits(edits)]})


def undo(upload: Upload) -> bool:
    """Take the last edit back; False when there is none."""
    if not made(upload):
        return False
    upload.read_again_with({**upload.corrections, "ingrepen": made(upload)[:-1]})
    return True


def made(upload: Upload) -> list[dict[str, object]]:
    """The edits so far, oldest first."""
    return list(upload.corrections.get("ingrepen", ()))
