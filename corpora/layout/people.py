"""Who someone is: group, wijk and role, from the words beside a name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from corpora.gazetteer import Gazetteer
from corpora.layout.remembered import remembered
from corpora.layout.vocabulary import vocabulary
from corpora.records import Role

_YOUNGEST, _ADULT = 8, 18
_BETWEEN = ",;:(/–—-|<·\t["
_TITLES = frozenset({"mevrouw", "meneer", "mw", "mw.", "dhr", "dhr.", "mevr.", "familie", "fam.", "heer", "dr."})
_CAPITAL = r"[^\W\d_a-zà-þ][\w'’.-]*"
_PARTICLES = r"(?:(?:van|de|der|den|het|ten|ter|te|el|al|op|in|'t|’t)\s)*"
_NAME = rf"(?:(?:dr|mr|ir|drs|mw|dhr|mevr)\.\s)?{_CAPITAL}(?:\s{_PARTICLES}{_CAPITAL}){{0,4}}"
_LISTED = re.compile(rf"({_NAME})((?:\s*(?:\([^()]*\)|\[[^\[\]]*\]))+)")
_IN_BRACKETS = re.compile(r"[(\[]\s*([^()\[\]]+?)\s*[)\]]")
_DESCRIBED = re.compile(rf"({_CAPITAL}(?:\s{_PARTICLES}{_CAPITAL})+)\s*\([^()]*\)")  # "Ada Bos (wijkmanager)"
_CODED = re.compile(r"^\W*([A-Z][A-Za-z]{0,3}\d{0,2})\s*(?:=|:|–|-|\t)\s*(.+)$", re.MULTILINE)
_DAY = re.compile(
    r"^\W*(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag\b|\(?\d{1,2}[\s/.-](?:\d|jan|feb|m(?:aa)?rt|apr|mei|jun|jul|aug|sep|okt|nov|dec)"
    r"|(?:week|ronde)\s\d|20\d\d\b|(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b)",
    re.IGNORECASE,
)
# "dagrapport boa": who wrote it, not who speaks in it
_WRITER = re.compile(
    r"\b(?:(?P<own>\w*(?:rapport|boek|rapportage))|verslag|aantekeningen|notities|uitwerking)\s+(?:gesprekken\s+)?(?:van\s+)?(?:de\s+|het\s+|een\s+)?"
    r"(?P<writer>[\w'’-]+)(?:\s*(?P<who>\([^()]*\)))?",
    re.IGNORECASE,
)
# "Rapportage huisbezoeken Q1 woonconsulent"
_BY = re.compile(
    r"^(?:rapportage|verslag|logboek|notities|aantekeningen)\b.*\s(?P<writer>[\w-]+[^s\W])$", re.IGNORECASE
)
_LONG_WORD = 11  # letters: no forename, so a place or the title of a document
_CHAIRS = frozenset({"voorzitter", "beheerder", "begeleider", "ambtenaar"})
CODED_LINE = re.compile(r"^\W*[A-Z][A-Za-z]{0,3}\d{0,2}\s*(?:=|:|–|-|\t)\s*\S")
# "fam. Van Dubbeldam", and no "mevrouw van Dubbeldam"
_TITLED = re.compile(
    rf"\b(?i:{'|'.join(map(re.escape, sorted(_TITLES)))})\s(?:Van|De|Den|Der)(?:\s(?:de|den|der|het))?$"
)
_OF_THE_CITY = re.compile(
    r"gemeente\s?\w+$|(?!bij\b|van\b|aan\b|de\b|onze\b)\w[\w'’.-]*(?:\s\w[\w'’.-]*)?\s[-|]?\s?gemeente$"
)
_SEX = r"(?:m|v|x|man|vrouw|jongen|meisje|mevrouw|meneer|dame|heer|mw|dhr|mevr|moeder|vader|opa|oma|meid|jongeman|echtpaar|stel)"
_AGE = (
    r"(?:±\s?|ca\.?\s?|begin\s|midden\s|eind\s)?(?:\d{1,2}|[1-9]0)(?:\s?\+|['’]?ers?|['’]?s)?(?:\s?(?:jaar|jr\.?|j\.))?"
)
_GAP = r"\s*[.,/|·-]?\s*"
SKETCH_AGE = _AGE
SKETCH_CORE = rf"(?:{_SEX}\b\.?{_GAP}{_AGE}|{_AGE}{_GAP}{_SEX}\b\.?)"
_MORE = r"(?:\s*[,;/|·-]\s*[^()\[\]\d][^()\[\]]{1,60})?"
_SKETCH = re.compile(rf"^{SKETCH_CORE}{_MORE}$", re.IGNORECASE)
_AGED = re.compile(
    rf"^{_CAPITAL}(?:\s(?:(?:van|de|der|den|el)\s)*{_CAPITAL}){{0,2}}(?:,\s?|\s\(){_AGE}\)?$"
)  # "Ada, 17 jaar"
# "man met scootmobiel", "mevrouw van 79", "twee meiden bij de bushalte"
_BESIDE = r"(?:\s(?:van|met|op|uit|in|bij|naast|achter|voor|zonder|rond|sinds|aan)\s[^.:!?]{1,40})?"
_LEADING = re.compile(
    r"^(?:(?:nog|weer|ook)\s)?(?:(?:een|de|het|die|deze|dezelfde|zelfde|mijn|ander[es]?|oud(?:ere)?|jonge|twee|drie|vier|groepje)\s)*",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_][\w'’-]*")
_MAX_DESCRIBED, _MAX_PLACE = 12, 4  # words
# who speaks of "ik", or tells in a sentence what is so, describes nobody
_SAYING = re.compile(
    r"\b(?:ik|wij|we|je|jij|jullie|u|uw|ons|onze|mijn|er|is|was|waren|wordt|worden|moet|moeten|kan|kunnen|wil|willen"
    r"|hebben|gaat|gaan|zegt|zeggen|vindt|vinden|niet|geen)\b|[.!?]\s+\w",
    re.IGNORECASE,
)
_ANONYMOUS = re.compile(
    r"^\W*(?:(?:de\s+|een\s+)?(?:heer|dhr|hr|meneer|mw|mevr|mevrouw|dame|juffrouw|mej|fam|familie|echtpaar|heer\s?/\s?mevrouw|dhr\.?\s?/\s?mw)|anoniem\w*|naam bekend.*|onbekend\w*|geen naam.*|wil niet.*|liever niet.*|n\.?v\.?t\.?|-+|\?|niet genoemd)\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone at the table as the participant list names them."""

    name: str
    detail: str = ""
    codes: tuple[str, ...] = ()  # initials or numbers used as label
    role: Role = "unknown"


@dataclass(slots=True)
class People:
    """The participant list of one file."""

    gazetteer: Gazetteer
    _by_key: dict[str, Person] = field(default_factory=dict)

    def add(self, persons: Iterable[Person]) -> None:
        """Remember people under their name, first name and codes; who came first keeps a key, and may be told about later."""
        for person in persons:
            for key in _keys(person):
                known = self._by_key.setdefault(key, person)
                if person.detail not in known.detail and (not known.detail or key == label_key(person.name)):
                    detail = ", ".join(part for part in (known.detail, person.detail) if part)
                    role = person.role if known.role == "unknown" else known.role
                    self._by_key[key] = replace(known, detail=detail, role=role)

    @property
    def codes(self) -> frozenset[str]:
        """The initials or letters that the list explains."""
        return frozenset(code for person in self._by_key.values() for code in person.codes)

    def find(self, label: str) -> Person | None:
        """The person that a label stands for."""
        return self._by_key.get(label_key(label))


@remembered
def label_key(label: str) -> str:
    """What two spellings of one label have in common."""
    name = re.sub(r"\s*[\[(].*$", "", label)
    return re.sub(r"[\s.:]+", " ", name).strip().casefold()


def is_anonymous(label: str) -> bool:
    """A label that several people may share."""
    return not label.strip() or bool(_ANONYMOUS.match(label))


def is_sketch(text: str) -> bool:
    """The whole text is a sketch of a person: "v, 67", "man, 54 jaar, eigen zaak"."""
    return bool(_SKETCH.match(text.strip()))


def is_somebody(text: str) -> bool:
    """The whole text points to a person without a name: "een ander", "man met hond", "v, 67", "mevrouw van 79"."""
    plain = text.strip()
    return is_sketch(plain) or bool(_AGED.match(plain) or _somebody().match(_LEADING.sub("", plain)))


def describes_somebody(text: str, gazetteer: Gazetteer) -> bool:
    """A few words that say who or where somebody is, and nothing that they say: "derde verdieping, mevrouw van rond de tachtig"."""
    plain = text.strip(" .:–—-")
    words = _WORDS.findall(plain.lower())
    if not 0 < len(words) <= _MAX_DESCRIBED or plain.endswith(("?", "!")) or _SAYING.search(plain):
        return False
    named = is_somebody(plain) or role_of(plain) == "respondent" or vocabulary().somebody.intersection(words)
    return bool(named) or (len(words) <= _MAX_PLACE and bool(wijk_of(plain, gazetteer)))


@lru_cache(maxsize=1)
def _somebody() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, vocabulary().somebody), key=len, reverse=True))
    return re.compile(
        rf"^(?:{words})(?:\s\d{{1,2}})?(?:\s?\(?{_AGE}\)?)?{_BESIDE}(?:,\s[^.:!?]{{2,40}})?$", re.IGNORECASE
    )


@remembered
def wijk_of(text: str, gazetteer: Gazetteer) -> str:
    """The wijk that a label or bracket names; a wijk that is somebody's surname ("Petra Reeland") is none."""
    for match in gazetteer.find_wijken(text):
        if _stands_alone(text[: match.start]):
            return match.name
    return ""


def only_wijk(text: str, gazetteer: Gazetteer) -> str:
    """The wijk of a title or file name, when it names exactly one."""
    names = {
        match.name
        for match in gazetteer.find_wijken(text)
        if _stands_alone(text[: match.start]) or _is_dated_title(text, match.start, match.end)
    }
    return names.pop() if len(names) == 1 else ""


def only_group(text: str) -> str:
    """The group of a title or file name, when it names exactly one; what stands in brackets behind a name is of that person."""
    if (by := _BY.match(text)) and vocabulary().group_of(by["writer"]) == "professional":
        text = text[: by.start("writer")]
    text = vocabulary().not_in_title.sub(" ", _WRITER.sub(_unless_told_about, _DESCRIBED.sub(r"\1 ", text)))
    group, named = vocabulary().group_of(text), vocabulary().groups_in(text)
    alone = len(named) == 1 or (len(named) == 2 and named[0] == "ondernemer" and group != "ondernemer")
    return group if alone else ""


def _unless_told_about(match: re.Match[str]) -> str:
    """ "Verslag ouderenadviseur" names who wrote it, "verslag bewonersavond" whom it is about."""
    by_function = vocabulary().group_of(match["writer"]) == "professional"
    return " " if match["own"] or match["who"] or by_function else match.group()


def group_of_age(label: str) -> str:
    """A label with an age below eighteen is a young person's: "Bilal (16)", "Sam, 14 jaar"; of "vader van Sam (14)" it is not."""
    if vocabulary().group_of(label) not in ("", "jongere", "bewoner"):
        return ""
    ages = re.findall(
        r"(?:[(,/]\s*(?:ook|net|pas|nu|bijna|ca\.?|±)?\s*|^(?:[mvx]|man|vrouw|jongen|meisje)[.\s-]+)(\d{1,2})(?:\s*(?:jaar|jr\.?|j\.))?\s*(?=[),/]|\ben\b|$)",
        label,
    ) or re.findall(r"^(\d{1,2})\s*(?:jaar|jr\b\.?)", label)
    return "jongere" if ages and all(_YOUNGEST <= int(age) < _ADULT for age in ages) else ""


@remembered
def role_of(text: str) -> Role:
    """The role that a label or the detail behind a name gives away."""
    words, plain = vocabulary(), label_key(text)
    if plain in words.interviewer_whole or _employed(plain) or _OF_THE_CITY.match(plain):
        return "interviewer"
    if any(words.interviewer.fullmatch(inside) for inside in _IN_BRACKETS.findall(text)):
        return "interviewer"  # "directeur (voorzitter)": what they do at this table
    asks, group_at = words.interviewer.search(text), words.first_group_at(text)
    # "bewoner, voorzitter van de flatraad" and "voorzitter moskee" answer the questions
    chairs_else = bool(asks and asks.group().lower() in _CHAIRS and re.match(r"\s+\w", text[asks.end() :]))
    if asks and asks.start() < group_at and not chairs_else:
        return "interviewer"
    if asks or plain in words.respondent_whole or group_at < len(text):
        return "respondent"
    return "notulist" if words.note_taker.search(text.strip()) else "unknown"


def _employed(plain: str) -> bool:
    """One of several things said about somebody: "gemeente, verslag"; single letters are how sexes are written."""
    parts = [part.strip() for part in plain.split(",")]
    return len(parts) > 1 and any(len(part) > 2 and part in vocabulary().interviewer_whole for part in parts)


def parse_people(text: str, *, role: Role = "unknown") -> list[Person]:
    """People in a participant list: "Jan Bos (16, Wielwijk)", "Jan Bos [JB]", "R1 = vrouw, 45"."""
    persons = []
    for name, details in _LISTED.findall(text):
        brackets = re.findall(r"\(([^()]*)\)|\[([^\[\]]*)\]", details)
        parts = [part.strip() for pair in brackets for whole in pair for part in _code_apart(whole)]
        codes = tuple(part for part in parts if _is_code(part))
        detail = ", ".join(part for part in parts if part and not _is_code(part))
        persons.append(Person(name.strip(), detail, codes, _settled(role, detail)))
    for code, rest in _CODED.findall(text):
        name, _, detail = rest.partition(",")
        about = (
            detail.strip() if detail.strip() and name[:1].isupper() else rest.strip()
        )  # "B = vrouw, 45" names nobody
        persons.append(Person(name.strip(), about, (code,), _settled(role, rest)))
    names = re.findall(_NAME, _DESCRIBED.sub(r"\1 ", text) if persons else text)
    if persons and not _CODED.search(text):
        # some of a list may stand there by name only
        persons += [Person(name.strip(), role=role) for name in names]
    if not persons and len(names) == 1:
        detail = text.replace(names[0], "")
        return [Person(names[0].strip(), detail.strip(" ,"), role=_settled(role, detail))]
    return persons or [Person(name.strip(), role=role) for name in names]


def _code_apart(text: str) -> list[str]:
    """Initials before what is told about somebody: "(PE, moeder van drie)"."""
    first, _, rest = text.partition(",")
    return [first, rest] if len(first) > 1 and _is_code(first) else [text]


def _settled(role: Role, detail: str) -> Role:
    return role if role != "unknown" else role_of(detail)


def _is_code(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Z][A-Za-z]{0,3}\d{0,2}\.?|\d{1,2}", text)) and not vocabulary().group_of(text)


def _keys(person: Person) -> list[str]:
    words = person.name.split()
    capitals = [word for word in words if word[:1].isupper() and not word.endswith(".")]
    initials = "".join(word[0] for word in capitals)
    every_initial = "".join(word[0] for word in words).upper()
    keys = [person.name, *person.codes, *capitals[:1], *capitals[-1:], initials, every_initial]
    keys += [" ".join(capitals[:2]), " ".join(words[1:]), person.detail.split(",")[0]]
    own = label_key(person.name)
    # "Ada Bos (16)": an age, or a number of the list
    return [key for key in dict.fromkeys(label_key(key) for key in keys) if key and (key == own or not key.isdigit())]


def _is_dated_title(text: str, start: int, end: int) -> bool:
    """One word, a wijk, and a day: the title of a document ("Braderie Lijnbaan zaterdag 13 juni"), and nobody's name."""
    return len(text[:start].split()) == 1 and bool(_DAY.match(text[end:]))


def _stands_alone(before: str) -> bool:
    before = before.rstrip(" <\"'“‘")
    if not before or before[-1] in _BETWEEN or before[-1] in ".?!":
        return True
    last = before.split()[-1].lstrip("\"'“‘„(")
    if last.lower() in _TITLES or _TITLED.search(before):
        return False
    long = len(last) >= _LONG_WORD and last[1:].islower() and len(before.split()) == 1
    return long or last[0].islower() or last[0].isdigit() or bool(vocabulary().group_of(last)) or _is_heading_word(last)


def _is_heading_word(word: str) -> bool:
    if vocabulary().title_words.fullmatch(word):
        return True
    return word.lower() in vocabulary().heading_filler or word.lower() in vocabulary().header_keys
