"""All personal data of a text: the rules of every kind, and where they meet."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence

from corpora.gazetteer import Gazetteer, PlaceMatch
from nlp.redact.accounts import find_accounts, find_bsn
from nlp.redact.addresses import find_addresses
from nlp.redact.contacts import find_emails, find_handles, find_links
from nlp.redact.cues import any_of, load_cues
from nlp.redact.dates import find_birth_dates
from nlp.redact.digits import may_hold_numbers
from nlp.redact.found import FILLER, MASK, Found, without_overlap
from nlp.redact.lookups import Lookups, normalise
from nlp.redact.names import find_names
from nlp.redact.people import People, find_people
from nlp.redact.phones import find_phones
from nlp.redact.plates import find_plates
from nlp.redact.tokens import look_at

_AFTER_ARTICLE = re.compile(r"\b(?:de|het|in|op|aan|bij|langs|van|naar)\s$", re.IGNORECASE)
_LIVES_AT = re.compile(rf"\b(?:{any_of('adreswoorden')})\b[^.\n]{{0,30}}$", re.IGNORECASE)
_BOT = re.compile(r"\b[A-ZÀ-Þ][\w'’-]+(?=,?\s(?:de|het|een|uw|jouw|je|onze)\s(?:\w*bot|(?:digitale|virtuele)\s\w+)\b)")
_NO_NAMES = re.compile(rf"\b(?:{any_of('geen_namen')})\b", re.IGNORECASE)


_PARTICLE_LAST = re.compile(
    r"\s(?:van|von|de|den|der|ter|ten|te|el|al|in|op|'t)(?:\s(?:de|den|der|het|'t))?(?=\s*(?:[(\[|]|$))", re.IGNORECASE
)
_SURNAME_BEFORE = re.compile(r"^([^\W\d_a-z][\w'’-]+),\s$")
# "Bos, J. van den (Anna)", as programs for meetings write a name
_LISTED_NAME = re.compile(
    r"^(?P<surname>[^\W\d_a-z][\w'’-]+(?:[\s-][^\W\d_a-z][\w'’-]+)?),\s(?:[^\W\d_a-z]\.){1,4}"
    r"(?:\s(?:van|von|de|den|der|ter|ten|te|el|al|in|op|'t)\b){0,3}(?P<called>\s\([^\W\d_a-z][\w'’-]+\))?"
)
# "lotje.vd.berg", "mo_078": small letters and digits, parted by points or lines
_ACCOUNT_NAME = re.compile(r"^@?_?[a-z][a-z\d]*(?:[._]+[a-z\d]+)+_?$|^_+[a-z][a-z\d]{2,}$")
_MADE_UP = re.compile(r"^[a-z]{6,}$")  # "geenzinin"
# "de Groot, Bas"
_TURNED_NAME = re.compile(
    r"^(?:(?:van|von|de|den|der|ter|ten|te|el|al|in|'t)\s){1,3}[^\W\d_a-z][\w'’-]+,\s[^\W\d_a-z][\w'’-]+"
)
_FILE_ENDING = re.compile(
    r"(?<=\w)\.(?:docx?|docm|odt|rtf|xlsx?|xlsm|ods|csv|tsv|txt|md|vtt|srt|pdf|html?|eml|zip)$", re.IGNORECASE
)


def find_personal_data(
    text: str,
    *,
    lookups: Lookups,
    gazetteer: Gazetteer,
    people: People | None = None,
    known_names: Collection[str] = (),
    label: bool = False,
) -> tuple[Found, ...]:
    """Every stretch of personal data, in order and without overlap; offsets in characters, end excluded.

    Args:
        gazetteer: neighbourhoods, places, streets and organisations, which stay.
        people: what a pipeline finds; it only adds to what the rules find.
        known_names: names met elsewhere in the conversation; their parts are found wherever they stand.
        label: the text is a speaker label.
    """
    known = name_parts(known_names)
    # the ending of a file name would make one word with a surname in front of it
    neutral, moved = _without_masks(_FILE_ENDING.sub("", text))
    found = without_overlap(_all_kinds(neutral, lookups, gazetteer, people, known, label))
    if label:
        found = tuple(_surname_first(neutral, span, lookups, gazetteer) for span in found)
    if listed := _listed_name(neutral, found, gazetteer, label=label):
        found = (listed, *(span for span in found if span.start >= listed.end))
    return tuple(
        Found(moved(span.start), moved(span.end - 1) + 1, span.type)
        for span in found
        if FILLER not in neutral[span.start : span.end]
    )


def _surname_first(text: str, span: Found, lookups: Lookups, gazetteer: Gazetteer) -> Found:
    """A label with the surname first: all of "Bruin, Patrick de" is a name, though "bruin" is a colour.

    In "Reeland, Ada" it is; in "Reeland, Ada Bos" it is where she lives.
    """
    if span.type != "NAAM" or "," not in text[: span.end]:
        return span
    before, after = _SURNAME_BEFORE.match(text[: span.start]), _PARTICLE_LAST.match(text, span.end)
    surname = before is not None and lookups[before[1]].surname > 1 and before[1].lower() not in load_cues()["rollen"]
    if before and gazetteer.canonical_wijk(before[1]) and " " in text[span.start : span.end]:
        surname = False
    return Found(0 if surname else span.start, after.end() if after else span.end, span.type)


def _listed_name(text: str, found: Sequence[Found], gazetteer: Gazetteer, *, label: bool) -> Found | None:
    """A surname with initials, and the first name behind it in brackets, as one name."""
    match = _LISTED_NAME.match(text)
    if label and (turned := _TURNED_NAME.match(text)):
        return Found(0, turned.end(), "NAAM")
    if not match or match["surname"].lower() in load_cues()["rollen"] or gazetteer.canonical_wijk(match["surname"]):
        return None
    called = bool(match["called"]) and any(match.start("called") < span.start < match.end() for span in found)
    if not label and not called:
        return None
    return Found(0, match.end() if called or not match["called"] else match.start("called"), "NAAM")


def _without_masks(text: str) -> tuple[str, Callable[[int], int]]:
    """The text with one filler for each mask, and how its offsets move back."""
    masks = [match.span() for match in MASK.finditer(text)]
    if not masks:
        return text, lambda offset: offset
    shifts: list[tuple[int, int]] = []  # offset in the neutral text from which this many characters were left out
    left_out = 0
    for start, end in masks:
        left_out += end - start - 1
        shifts.append((end - left_out, left_out))
    places = [place for place, _ in shifts]

    def moved(offset: int) -> int:
        n = bisect_right(places, offset)
        return offset + (shifts[n - 1][1] if n else 0)

    return MASK.sub(FILLER, text), moved


def name_parts(names: Collection[str]) -> frozenset[str]:
    """The words of these names that can stand for the whole, normalised."""
    words = (normalise(word).strip(".,()'") for name in names for word in name.split())
    return frozenset(word for word in words if len(word) > 1 and "." not in word and word not in _PARTICLES)


_PARTICLES = frozenset(
    [
        "van",
        "de",
        "der",
        "den",
        "het",
        "'t",
        "ten",
        "ter",
        "te",
        "op",
        "in",
        "aan",
        "bij",
        "uit",
        "onder",
        "over",
        "voor",
        "la",
        "le",
        "l'",
        "d'",
        "du",
        "des",
        "da",
        "das",
        "dos",
        "do",
        "di",
        "del",
        "della",
        "von",
        "zu",
        "el",
        "al",
        "ben",
        "bin",
        "bint",
        "abu",
        "ait",
        "ou",
        "st",
        "sint",
        "y",
        "e",
    ]
)


def _is_surname(text: str, place: PlaceMatch, lookups: Lookups) -> bool:
    """A surname that ends like a street: "Annie Versteeg"; in "op de Versteeg" it is a street."""
    if place.kind != "straat" or _AFTER_ARTICLE.search(text[max(0, place.start - 12) : place.start]):
        return False
    word = lookups[text[place.start : place.end].split()[-1]]
    return word.surname >= 2 and not word.common and not word.proper


def _is_wijk_with_number(text: str, found: Found, gazetteer: Gazetteer) -> bool:
    """A neighbourhood and a number ("Sterrenburg 3", "Crabbehof 7"): no address, unless somebody lives at it."""
    name, space, number = text[found.start : found.end].rpartition(" ")
    whole = (
        bool(space) and number.isdecimal() and any(m.end - m.start == len(name) for m in gazetteer.find_wijken(name))
    )
    return whole and not _LIVES_AT.search(text[max(0, found.start - 40) : found.start])


def _is_account(label: str, lookups: Lookups, gazetteer: Gazetteer) -> bool:
    """A label that is an account, and no word of a program with a number, nor a role with a wijk: "spreker_2", "bewoner_reeland"."""
    cues = load_cues()
    if _MADE_UP.match(label):
        form = look_at(label, lookups)
        organisation = any(label.startswith(head) for head in cues["organisatiehoofden"] if len(head) > 4)
        return form.word.unknown and not (form.compound or organisation or label in cues["rollen"] | cues["nooit"])
    if not _ACCOUNT_NAME.match(label):
        return False
    first, *more = re.split(r"[._]+", label.strip("@_"))
    numbered = all(map(str.isdecimal, more))
    if first in cues["rollen"] | cues["nooit"]:
        return len(label) > 4 and not numbered and not gazetteer.canonical_wijk(" ".join(more))
    return len(label) > 4 and not (numbered and lookups[first].common)


def _no_names(text: str) -> Iterator[PlaceMatch]:
    """Fixed phrases with a name in them that mean nobody ("Zwarte Piet"), and a program that calls itself by a name."""
    for match in (*_NO_NAMES.finditer(text), *_BOT.finditer(text)):
        yield PlaceMatch(match.start(), match.end(), "organisatie", match.group())


def _all_kinds(
    text: str, lookups: Lookups, gazetteer: Gazetteer, people: People | None, known: frozenset[str], label: bool
) -> Iterator[Found]:
    # the surest first: what is found first stands
    yield from find_emails(text)
    yield from find_handles(text)
    if label and _is_account(text, lookups, gazetteer):
        yield Found(0, len(text), "HANDLE")
    yield from find_links(text, known)
    if may_hold_numbers(text):
        yield from find_accounts(text)
        yield from find_plates(text)
        yield from find_birth_dates(text)
        yield from (found for found in find_addresses(text) if not _is_wijk_with_number(text, found, gazetteer))
    yield from find_bsn(text)
    yield from find_phones(text)
    places = (place for place in gazetteer.find(text) if not _is_surname(text, place, lookups))
    protected = (*places, *_no_names(text))
    yield from find_names(text, lookups=lookups, protected=protected, known=known, label=label)
    if people is not None:
        yield from find_people(text, people=people, lookups=lookups, protected=protected)
