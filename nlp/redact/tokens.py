"""Words of a text with what is known of each: the ground under the rules for names."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from corpora.gazetteer import PlaceMatch
from nlp.redact.cues import load_cues
from nlp.redact.lookups import Lookups, Word, normalise

# initials ("A.J.", "Th.", "H"), small words with an apostrophe ("'t"), or a word with its hyphens and apostrophes
_TOKEN = re.compile(
    r"(?P<initials>(?<![\w.])(?:(?:[A-ZÀ-ÞŠŽ]|IJ|Th|Chr|Ph|Joh|Jac|Wm|Fr|Kl|Tj|Sj)\.\s?-?){1,6})"
    r"|(?P<small>['’](?:t|s|n)(?![\w]))"
    r"|(?P<word>[^\W\d_]+(?:(?:['’‘-]|\u2011)[^\W\d_]+)*)"
)
_SENTENCE_END = re.compile(r"(?:^|[.!?:;\n•“„\"(\[|–—>]|\.\.\.|…|(?:^|\s)[-*'‘])[\s'‘“\"]*$")
KNOWN = Word(forename=3)


@dataclass(frozen=True, slots=True)
class Token:
    """A word where it stands. `end` leaves out the s of possession: "Annelots", "Fatima's"."""

    start: int
    end: int
    text: str
    lower: str
    word: Word
    initials: bool = False
    opens: bool = False  # first word of a sentence, a line or a quotation
    protected: str = ""  # kind of place or organisation that it belongs to
    alone: bool = False  # the whole name of that place or organisation
    known: bool = False  # part of a name met elsewhere in the conversation

    @property
    def capital(self) -> bool:
        """Begins with a capital, also after a particle: "d'Hont", "al-Khatib"."""
        return self.text[0].isupper() or (bool(re.search(r"['’-]", self.text)) and any(map(str.isupper, self.text)))

    @property
    def shouts(self) -> bool:
        """All capitals: a heading or an abbreviation."""
        return len(self.text) > 1 and self.text.isupper()

    @property
    def particle(self) -> bool:
        """Part of a surname, as "van" or "el"."""
        return self.lower in load_cues()["tussenvoegsels"]

    @property
    def never(self) -> bool:
        """A word that is no name whatever its capital."""
        return self.lower in load_cues()["nooit"]

    @property
    def name_like(self) -> bool:
        """In a list of names, or in no list at all."""
        return self.initials or self.word.forename > 0 or self.word.surname > 0 or self.word.unknown


def tokenise(
    text: str, lookups: Lookups, *, protected: Sequence[PlaceMatch] = (), known: Collection[str] = ()
) -> list[Token]:
    """Every word of the text in order."""
    tokens: list[Token] = []
    places = sorted(protected, key=lambda place: place.start)
    at, last_end = 0, 0
    for match in _TOKEN.finditer(text):
        while at < len(places) and places[at].end <= match.start():
            at += 1
        inside = at < len(places) and places[at].start < match.end()
        opens = not tokens or bool(_SENTENCE_END.search(text, max(last_end - 1, match.start() - 12), match.start()))
        token = _token(match, lookups, known)
        tokens.append(
            Token(
                token.start,
                token.end,
                token.text,
                token.lower,
                token.word,
                token.initials,
                opens,
                places[at].kind if inside else "",
                inside and places[at].start >= match.start(),
                token.known,
            )
        )
        last_end = match.end()
    return tokens


def _token(match: re.Match[str], lookups: Lookups, known: Collection[str]) -> Token:
    written = match.group()
    if match["initials"]:
        stripped = written.rstrip(" -\n\t")
        return Token(match.start(), match.start() + len(stripped), stripped, stripped.lower(), Word(), initials=True)
    text = _without_possessive(written, lookups, known)
    lower = text.lower().replace("’", "'")
    if normalise(text) in known:
        return Token(match.start(), match.start() + len(text), text, lower, lookups[text], known=True)
    return Token(match.start(), match.start() + len(text), text, lower, _look_up(text, lookups))


def _look_up(text: str, lookups: Lookups) -> Word:
    """A double name is what its least ordinary part is: "Asante-Boateng" is in no list as a whole."""
    whole = lookups[text]
    if not whole.unknown or not re.search(r"['’‘\-‑]", text):
        return whole
    particles = load_cues()["tussenvoegsels"]
    parts = [lookups[part] for part in re.split(r"['’‘\-‑]", text) if len(part) > 1 and part.lower() not in particles]
    if not parts or any(part.common and not (part.forename or part.surname) for part in parts):
        return Word(common=1)
    return Word(
        forename=parts[0].forename,
        surname=max(part.surname for part in parts),
        common=min(part.common for part in parts),
        proper=all(part.proper for part in parts),
    )


def _without_possessive(written: str, lookups: Lookups, known: Collection[str]) -> str:
    apostrophe = re.fullmatch(r"(.{2,})['’]s", written)
    if apostrophe:
        return apostrophe[1]
    if written.endswith("s") and written[0].isupper() and len(written) > 4:
        base = written[:-1]
        if normalise(base) in known and normalise(written) not in known:
            return base
        if lookups[written].unknown and lookups[base].forename >= 2 and not lookups[base].common:
            return base
    return written
