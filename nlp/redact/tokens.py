"""Words of a text with what is known of each: the ground under the rules for names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from corpora.gazetteer import PlaceMatch
from nlp.redact.cues import load_cues
from nlp.redact.lookups import Lookups, Word, normalise

# initials ("A.J.", "Th."), "van de" cut short, small words with an apostrophe ("'t"), or a word with its hyphens and apostrophes
_TOKEN = re.compile(
    r"(?P<initials>(?<![\w.])(?:(?:[A-ZÀ-ÞŠŽ]|IJ|Th|Chr|Ph|Joh|Jac|Wm|Fr|Kl|Tj|Sj)\.\s?-?){1,6})"
    r"|(?P<short>(?<![\w.])(?:v\.\s?d\.|v/d|v\.d|vd|v d|v\.)(?=\s[A-ZÀ-Þ]))"
    r"|(?P<small>['’](?:t|s|n)(?![\w]))"
    r"|(?P<word>[^\W\d_]+(?:(?:['’‘-]|\u2011)[^\W\d_]+)*)"
)
_SENTENCE_END = re.compile(r"(?:[.!?:;\n•“„\"(\[|–—>…]|(?:^|\s)[-*'‘])[\s'‘“\"]*$")
_JOINTS = re.compile(r"['’‘\-‑]")
MIN_COMPOUND, MIN_PART = 8, 3


@dataclass(frozen=True, slots=True)
class Form:
    """A word as it is written, wherever it stands; without the s of possession ("Annelots", "Fatima's")."""

    text: str
    lower: str
    normal: str  # as the look-up table and the known names have it
    word: Word
    capital: bool  # begins with a capital, also after a particle: "d'Hont", "al-Khatib"
    shouts: bool  # all capitals: a heading or an abbreviation
    particle: bool  # part of a surname, as "van" or "el"
    never: bool  # no name, whatever its capital
    title: bool
    compound: bool  # in no list, but made of two Dutch words: "Veiligheidsbeeld"

    @property
    def name_like(self) -> bool:
        """In a list of names, or in no list at all."""
        return self.word.forename > 0 or self.word.surname > 0 or (self.word.unknown and not self.compound)


class Token(NamedTuple):
    """A word where it stands."""

    start: int
    end: int
    form: Form
    initials: bool
    opens: bool  # first word of a sentence, a line or a quotation
    protected: str  # kind of place or organisation that it belongs to, "" for none
    alone: bool  # the whole name of that place or organisation
    known: bool  # part of a name met elsewhere in the conversation

    @property
    def text(self) -> str:
        return self.form.text

    @property
    def lower(self) -> str:
        return self.form.lower

    @property
    def word(self) -> Word:
        return self.form.word

    @property
    def capital(self) -> bool:
        return self.form.capital

    @property
    def particle(self) -> bool:
        return self.form.particle

    @property
    def name_like(self) -> bool:
        """Initials, in a list of names, or in no list at all."""
        return self.initials or self.form.name_like


def nameable(form: Form, *, initials: bool) -> bool:
    """A word with a capital that is sooner part of a name than anything else."""
    word = form.word
    return form.capital and not form.never and (initials or form.name_like) and word.common <= 1 and not word.proper


def forms(text: str, lookups: Lookups) -> Iterator[tuple[Form, bool]]:
    """Every word of the text, and whether it is initials."""
    for match in _TOKEN.finditer(text):
        yield look_at(match.group(), lookups), match["initials"] is not None


def tokenise(
    text: str, lookups: Lookups, *, protected: Sequence[PlaceMatch] = (), known: Collection[str] = ()
) -> list[Token]:
    """Every word of the text in order."""
    tokens: list[Token] = []
    places = sorted(protected, key=lambda place: place.start)
    at, last_end = 0, 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        while at < len(places) and places[at].end <= start:
            at += 1
        inside = at < len(places) and places[at].start < end
        form = look_at(match.group(), lookups)
        if known and form.normal not in known and form.lower.endswith("s"):
            bare = look_at(match.group()[:-1] or "s", lookups)
            form = bare if bare.normal in known and bare.capital else form
        gap = text[last_end:start]
        tokens.append(
            Token(
                start=start,
                end=start + len(form.text),
                form=form,
                initials=match["initials"] is not None,
                opens=not tokens
                or (gap != " " and bool(_SENTENCE_END.search(text[max(last_end - 1, start - 12) : start]))),
                protected=places[at].kind if inside else "",
                alone=inside and places[at].start >= start and places[at].end <= end,
                known=form.normal in known,
            )
        )
        last_end = end
    return tokens


@lru_cache(maxsize=65_536)
def look_at(written: str, lookups: Lookups) -> Form:
    """What is known of a word by itself."""
    text = _without_possessive(written, lookups) if "." not in written else written.rstrip(" -\n\t")
    lower = text.lower().replace("’", "'")
    word = _look_up(text, lookups)
    cues = load_cues()
    return Form(
        text=text,
        lower=lower,
        normal=normalise(text),
        word=word,
        capital=text[0].isupper() or (bool(_JOINTS.search(text)) and any(map(str.isupper, text))),
        shouts=len(text) > 1 and text.isupper(),
        particle=lower.replace(" ", "") in cues["tussenvoegsels"] and not ("." in text and text[0].isupper()),
        never=lower in cues["nooit"],
        title=lower in cues["aanspreektitels"],
        compound=word.unknown and _is_compound(lower, lookups),
    )


def _look_up(text: str, lookups: Lookups) -> Word:
    """A double name is what its least ordinary part is: "Asante-Boateng" is in no list as a whole."""
    whole = lookups[text]
    if not whole.unknown or not _JOINTS.search(text):
        return whole
    particles = load_cues()["tussenvoegsels"]
    parts = [lookups[part] for part in _JOINTS.split(text) if len(part) > 1 and part.lower() not in particles]
    tail = _JOINTS.split(text)[-1]
    if tail.islower() and lookups[tail].common and len(tail) > 2 and tail not in particles:
        return Word(common=lookups[tail].common)  # "VvE-leden"
    if not parts or any(part.common and not (part.forename or part.surname) for part in parts):
        return Word(common=1)
    return Word(
        forename=parts[0].forename,
        surname=max(part.surname for part in parts),
        common=min(part.common for part in parts),
        proper=all(part.proper for part in parts),
    )


def _is_compound(lower: str, lookups: Lookups) -> bool:
    """Whether the word falls apart in two Dutch words, perhaps with an s between them."""
    if len(lower) < MIN_COMPOUND or not lower.isalpha():
        return False
    for cut in range(MIN_PART, len(lower) - MIN_PART + 1):
        head, tail = lower[:cut], lower[cut:]
        if lookups[tail].common >= 2 and (
            lookups[head].common >= 2
            or (head.endswith("s") and len(head) > MIN_PART and lookups[head[:-1]].common >= 2)
        ):
            return True
    return False


def _without_possessive(written: str, lookups: Lookups) -> str:
    apostrophe = re.fullmatch(r"(.{2,})['’]s", written)
    if apostrophe:
        return apostrophe[1]
    if written.endswith("s") and written[0].isupper() and len(written) > 4:
        base = lookups[written[:-1]]
        whole = lookups[written]
        # "Hendriks" is a surname itself, "Daans" is of Daan
        if not (whole.forename or whole.common) and whole.surname < 3 and base.forename >= 2 and not base.common:
            return written[:-1]
    return written
