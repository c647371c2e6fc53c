"""What the head of a file says about the conversation: keys with values, a title, the name of the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import takewhile
from pathlib import PurePosixPath

from corpora.gazetteer import Gazetteer
from corpora.layout.dates import first_date, first_round
from corpora.layout.introduced import introduced
from corpora.layout.labels import candidate, lists_people
from corpora.layout.lines import Line, join
from corpora.layout.people import (
    CODED_LINE,
    Person,
    group_of_age,
    label_key,
    only_group,
    only_wijk,
    parse_people,
    role_of,
)
from corpora.layout.vocabulary import vocabulary
from corpora.records import HEAD_LEVEL, UNKNOWN, Attribution, Role

_PEOPLE: dict[str, Role] = {"interviewer": "interviewer", "deelnemers": "unknown", "notulist": "notulist"}
_SPOKEN_KEYS = frozenset({"interviewer", "deelnemers", "groep"})
_WHOLE_CITY = re.compile(
    r"\b(?:hele|heel|gehele)\s+(?:de\s+)?(?:stad|gemeente|dordrecht)|\bstadsbreed|\bstedelijk", re.I
)
_LEGEND = re.compile(r"^[A-Z][A-Za-z]{0,3}\d{0,2}\s*=\s*\S")  # "B = vrouw, 45, Wielwijk"
_EXPLAINED = re.compile(
    r"^[^\w+]*(?:(?P<label>[^=:–—\t]{1,30}?)\s*(?:=|:|\t|\s[–—-]\s|→)|(?P<code>[A-Z]{1,3}\d{1,2})\s)\s*(?P<about>\S.*)$"
)
_NUMBER = re.compile(r"^(?:(?:nr|no|nummer|deelnemer|persoon|spreker|respondent)\W{0,2})(\d{1,2})$", re.IGNORECASE)
_SEVERAL = re.compile(r"(?<=[^A-Z][.;])\s+(?=[^=.]{1,30}\s=\s)")  # between several explained on one line
_MAX_ABOUT = 12
# "Groep 2: leerlingen uit klas 3, Leerpark": who was at that table
_GROUP = re.compile(r"^\w*(?:groep|panel)\s(?:[A-Z]|\d{1,2})\s?[.:–-]\s+", re.IGNORECASE)
_PART = re.compile(r"^(?:deel|onderdeel|blok|tafel)\s[A-Z0-9]{1,2}\s?[.:–-]\s+", re.IGNORECASE)
_MOST_SPEAK = 0.7
_DEEP_INDENT = 6
_AFTER_SENTENCE = re.compile(r"(?<=[^A-Z][.!?])\s+(?=[A-ZÀ-Þ])")
_SENTENCE_WORDS = 6
_HEAD_LINES = 12


@dataclass(frozen=True, slots=True)
class Pair:
    """A key with its value: "wijk .... Zuidhoven"."""

    key: str
    meaning: str
    value: str
    about: str = ""  # what holds for all people in the value: "Aanwezig (bewoners): …"


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for a conversation as a whole, unless a turn says otherwise."""

    group: Attribution = UNKNOWN
    wijk: Attribution = UNKNOWN
    date: Attribution = UNKNOWN
    ronde: Attribution = UNKNOWN


@dataclass(slots=True)
class Header:
    """The pairs found in the head of a file, the people they name, and the lines they took."""

    pairs: list[Pair] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    used: set[int] = field(default_factory=set)

    def add(self, pair: Pair) -> None:
        """Remember a pair and the people in its value."""
        self.pairs.append(pair)
        if pair.meaning in _PEOPLE:
            named = parse_people(pair.value, role=_PEOPLE[pair.meaning])
            self.persons += [replace(one, detail=one.detail or pair.about) for one in named]
        elif pair.meaning == "groep" and "(" in pair.value:
            self.persons += parse_people(pair.value)


def read_header(lines: Sequence[Line], gazetteer: Gazetteer) -> Header:
    """Keys with their values on the lines of a file, wherever they stand."""
    header, numbers = Header(), iter(range(len(lines)))
    begin = _first_returning_label(lines)
    coded = [number for number, line in enumerate(lines[:begin]) if _LEGEND.match(line.text)]
    if len(coded) > 1:
        header.used |= {*coded}
        header.persons += parse_people("\n".join(lines[number].text for number in coded))
    legend = _explained(lines, gazetteer) or _numbered(lines)
    header.used |= {*legend}
    header.persons += [person for persons in legend.values() for person in persons]
    header.persons += _listed_in_captions(lines[:begin], lines)
    for number in numbers:
        if number in legend or lines[number].kind == "cue" or lines[number].level == HEAD_LEVEL:
            continue  # a caption is spoken; who wrote a mail that is passed on holds for that mail
        pairs = list(pairs_of(lines[number], anywhere=number < min(begin, _HEAD_LINES)))
        if not pairs or not _is_header_line(pairs, before_dialogue=number < begin):
            continue
        header.used.add(number)
        more = _continuation(lines, number + 1, pairs[-1])
        for extra in more:
            header.used.add(extra)
            next(numbers)
        if more:
            last = pairs[-1]
            pairs[-1] = Pair(last.key, last.meaning, _continued(last, [lines[extra].text for extra in more]))
        for pair in pairs:
            header.add(pair)
    begin = begin if begin < len(lines) else min(set(range(len(lines))) - header.used, default=0)
    header.persons += _introduced(lines, begin, gazetteer)
    return header


def pairs_of(line: Line, *, anywhere: bool = False) -> Iterator[Pair]:
    """The keys on one line; none unless the line begins with one, or a sentence on it where `anywhere`."""
    text = line.text
    if line.emphasis and _meaning(line.emphasis) and not line.stands_out:
        text = f"{line.emphasis.strip(' :')}: {text[len(line.emphasis) :].lstrip(' :' + chr(9))}"
    matches = list(_key_pattern().finditer(text))
    if not matches or (matches[0].start() > 0 and not anywhere):
        return
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        value = text[match.end() : following.start() if following else None]
        if match.start() > 0 and _meaning(match["key"] or match["plain"]) not in _PEOPLE:
            value = _AFTER_SENTENCE.split(value)[0]
        key = match["key"] or match["plain"]
        yield Pair(key, _meaning(key), value.strip(" .|;·\t"), match["about"] or "")


def before_keys(line: Line) -> str:
    """What stands on a line before its first key: "Gesprek bewoners, locatie: de Koppel"."""
    match = next((m for m in _key_pattern().finditer(line.text)), None)
    return line.text[: match.start()].strip(" ,.|;·") if match else ""


def setting(
    pairs: Iterable[Pair], *, titles: Sequence[str], name: str, gazetteer: Gazetteer, under: Setting | None = None
) -> Setting:
    """What holds for the whole file: its keys first, then its title, then its name."""
    under = under or Setting()
    pairs, stem = list(pairs), _plain_name(name)
    titles = [*titles, *(pair.value for pair in pairs if pair.meaning == "titel")]
    titles = [re.sub(r"[-_](?=\d{6})", " ", title) for title in titles]  # "Overleg Binnenstad-20260512"
    return Setting(
        group=_first(_groups(pairs, titles, stem)) or under.group,
        wijk=_wijk(pairs, titles, stem, gazetteer) or under.wijk,
        date=_first(_dates(pairs, titles, stem, name)) or under.date,
        ronde=_first(_rounds(pairs, titles, stem)) or under.ronde,
    )


def _groups(pairs: Sequence[Pair], titles: Sequence[str], stem: str) -> Iterator[Attribution]:
    named = [pair for pair in pairs if pair.meaning == "groep"]
    for pair in sorted(
        named, key=lambda pair: "groep" not in pair.key.casefold()
    ):  # "doelgroep" before "gesproken met"
        yield Attribution(vocabulary().group_of(pair.value), f"kopregel '{pair.key.lower()}'")
    present = [pair for pair in pairs if pair.meaning == "deelnemers"]
    if present and not any(_names_several(pair.value) for pair in present):
        everybody = "; ".join(f"{pair.value}; {pair.about}" for pair in present)
        yield Attribution(only_group(everybody), f"kopregel '{present[0].key.lower()}'")
    for title in titles:
        yield Attribution(only_group(title), "titel")
    yield Attribution(only_group(stem), "bestandsnaam")


def _names_several(value: str) -> bool:
    """People apart, of whom not all are told the same: "Ada Bos en Bert Vos; Carla, eigenaar van de wasserette"."""
    return len({vocabulary().group_of(part) for part in value.split(";")}) > 1


def _wijk(pairs: Sequence[Pair], titles: Sequence[str], stem: str, gazetteer: Gazetteer) -> Attribution:
    for meaning in ("wijk", "locatie"):
        for pair in pairs:
            if pair.meaning != meaning:
                continue
            if _WHOLE_CITY.search(pair.value):
                return UNKNOWN
            if found := only_wijk(pair.value, gazetteer):
                return Attribution(found, f"kopregel '{pair.key.lower()}'")
    named = [Attribution(only_wijk(title, gazetteer), "titel") for title in titles]
    return _first([*named, Attribution(only_wijk(stem, gazetteer), "bestandsnaam")])


def _dates(pairs: Sequence[Pair], titles: Sequence[str], stem: str, name: str) -> Iterator[Attribution]:
    for pair in pairs:
        if pair.meaning == "datum":
            yield Attribution(first_date(pair.value), f"kopregel '{pair.key.lower()}'")
    for title in titles:
        yield Attribution(first_date(title), "titel")
    yield Attribution(first_date(name) or first_date(stem), "bestandsnaam")


def _rounds(pairs: Sequence[Pair], titles: Sequence[str], stem: str) -> Iterator[Attribution]:
    for pair in pairs:
        if pair.meaning == "ronde":
            yield Attribution(pair.value.lower(), f"kopregel '{pair.key.lower()}'")
    for title in titles:
        yield Attribution(first_round(title), "titel")
    yield Attribution(first_round(stem), "bestandsnaam")


def _first(attributions: Iterable[Attribution]) -> Attribution:
    return next((found for found in attributions if found), UNKNOWN)


def _is_header_line(pairs: Sequence[Pair], *, before_dialogue: bool) -> bool:
    if not {pair.meaning for pair in pairs} <= _SPOKEN_KEYS:
        return True
    # "Voorzitter: Femke Bos" tells who asks; "Voorzitter: Waar loop je tegenaan?" is that person asking
    return before_dialogue and bool(pairs[0].about or lists_people(pairs[0].key) or _is_value(pairs[0].value))


def _is_value(text: str) -> bool:
    return not text.rstrip().endswith(("?", "!", "…")) and (bool(re.search(r"[(\[]", text)) or len(text.split()) <= 8)


def _first_returning_label(lines: Sequence[Line]) -> int:
    """Where the dialogue begins: the first label that returns, or that has a time."""
    found = {
        number: label
        for number, line in enumerate(lines)
        if line.kind != "header" and (label := candidate(line)) and label.form not in ("dash", "gap")
    }
    counts = Counter(label.key for label in found.values())
    for number, label in found.items():
        pair = next(pairs_of(lines[number]), None)
        stands_as_key = pair is not None and bool(pair.about or _is_value(label.rest))
        if (counts[label.key] > 1 or label.form in ("time", "tag", "bracket")) and not stands_as_key:
            return number
    return len(lines)


def _explained(lines: Sequence[Line], gazetteer: Gazetteer) -> dict[int, list[Person]]:
    """Lines that explain labels that others carry: "Spreker 4 = Ada Bos, wijkagent", "AB - Ada Bos, ouder, Reeland"."""
    found: dict[int, list[Person]] = {}
    for number, line in enumerate(lines):
        if line.kind not in ("paragraph", "item", "header") or line.speaker:
            continue
        for part in _SEVERAL.split(line.text):
            match = _EXPLAINED.match(part.rstrip("."))
            label = (match["label"] or match["code"]).strip() if match else ""
            if match and (_tells_who(match["about"]) or _tells_where(label, match["about"], gazetteer)):
                found.setdefault(number, []).append(_person(label, match["about"]))
    keys = [label_key(person.codes[0]) for persons in found.values() for person in persons]
    # they stand above the conversation, or in an appendix below it
    around = (lines[max(found, default=0) + 1 :], lines[: min(found, default=0)])
    speak = max(len({*keys} & {*map(_label_of, part)}) for part in around)
    return found if speak > 1 and (speak == len(keys) or speak >= _MOST_SPEAK * len(keys)) else {}


def _label_of(line: Line) -> str:
    label = candidate(line)
    return label_key(line.speaker or (label.name if label else ""))


def _numbered(lines: Sequence[Line]) -> dict[int, list[Person]]:
    """Lines of a list of people, whom the labels below call by their number in it: "Nr. 4", "deelnemer 4"."""
    labels = {
        int(match[1]): label.name
        for line in lines
        if (label := candidate(line)) and (match := _NUMBER.match(label.name))
    }
    items = [number for number, line in enumerate(lines) if line.kind == "item"]
    told = list(takewhile(lambda number: _tells_who(lines[number].text), items))
    if len(labels) < 2 or max(labels) > len(told):
        return {}
    return {line: [_person(labels.get(nth, ""), lines[line].text)] for nth, line in enumerate(told, start=1)}


def _person(label: str, about: str) -> Person:
    """Who a label stands for; "spreker 4 = jongere, De Staart" gives no name."""
    name, _, detail = about.partition(",")
    told = detail and (vocabulary().group_of(detail) or not vocabulary().group_of(name))
    return Person(name.strip(), (detail if told else about).strip(), (label,), role_of(about))


def _tells_where(label: str, about: str, gazetteer: Gazetteer) -> bool:
    """Where somebody with a role for a label lives: "Ouder 1 - twee zonen op school, woont in Reeland"."""
    return role_of(label) == "respondent" and len(about.split()) <= _MAX_ABOUT and bool(only_wijk(about, gazetteer))


def _tells_who(text: str) -> bool:
    if (
        text.endswith((".", "?", "!")) or len(text.split()) > _MAX_ABOUT
    ):  # most lines of a conversation, and quickly seen
        return False
    return role_of(text) != "unknown" and not first_date(text)


def _listed_in_captions(lines: Sequence[Line], others: Sequence[Line]) -> list[Person]:
    """Who is at the table, where the first captions say so: "Aan tafel: Ada Bos (huisarts), …"."""
    names = {label.key for line in others if (label := candidate(line))}
    persons = parse_people(join(line.text for line in lines if line.kind == "cue"))
    return [person for person in persons if person.detail and label_key(person.name) in names]


def _introduced(lines: Sequence[Line], begin: int, gazetteer: Gazetteer) -> list[Person]:
    """Who the sentences above the conversation, and whoever opens it, say that the labels stand for."""
    labels = {
        number: label
        for number, line in enumerate(lines)
        if number >= begin and (label := candidate(line)) and (label.rest or label.form == "author")
    }
    opening = next(iter(labels.values()), None)
    second = next((number for number, label in labels.items() if opening and label.key != opening.key), begin)
    texts: list[list[str]] = [[]]
    for number, line in enumerate(lines[:second]):
        if line.starts and line.kind != "cue":
            texts.append([])
        texts[-1].append(labels[number].rest if number in labels else line.text)
    names = {label.name for label in labels.values()}
    return [person for text in texts for person in introduced(join(text), names, gazetteer)]


def _continuation(lines: Sequence[Line], start: int, pair: Pair) -> list[int]:
    """Lines after a key that still belong to its value."""
    numbers = []
    for number in range(start, len(lines)):
        line = lines[number]
        set_apart = bool(line.emphasis) and not (line.stands_out and lines[number - 1].stands_out and not line.starts)
        ends = line.text.endswith(".") and (line.starts or line.text[0].isupper())
        sentence = pair.meaning in _PEOPLE and ends and len(line.text.split()) >= _SENTENCE_WORDS
        if next(pairs_of(line), None) or line.kind == "heading" or set_apart or (sentence and "(" not in line.text):
            break
        listed = not pair.value and line.kind == "item" and pair.meaning in _PEOPLE
        runs_on = not line.starts and (line.indent >= _DEEP_INDENT or (pair.meaning in _PEOPLE and not candidate(line)))
        if not listed and not runs_on:
            break
        numbers.append(number)
    return numbers


def _continued(pair: Pair, texts: Sequence[str]) -> str:
    if pair.meaning in _PEOPLE:
        texts = [_bracketed(text) for text in texts]
    coded = all(CODED_LINE.match(text) for text in texts)
    if pair.meaning in _PEOPLE and (coded or all(re.search(r"[(\[]", text) for text in texts)):
        return "\n".join([pair.value, *texts])
    return join([pair.value, *texts])


def _bracketed(text: str) -> str:
    """A line of a list of people with the role in brackets: "P. Dekker, bewoner" is "P. Dekker (bewoner)"."""
    name, comma, about = text.partition(", ")
    told = comma and "(" not in name and (role_of(about) != "unknown" or vocabulary().groups_in(about))
    return f"{name} ({re.sub(r'[()]', ' ', about).strip()})" if told else text


def _meaning(key: str) -> str:
    return vocabulary().header_keys.get(key.strip(" :.\t").casefold(), "")


@lru_cache(maxsize=1)
def _key_pattern() -> re.Pattern[str]:
    keys = "|".join(re.escape(key) for key in sorted(vocabulary().header_keys, key=lambda key: (-len(key), key)))
    after = r"(?:\s*:(?!\d)|\s*\.{2,}|\s*…+|\s*_{2,}|\s*\t|\s{3,}(?=\S)|\s+is\s+(?=[A-Z]))"
    return re.compile(
        rf"(?:^|(?<=[.|;·\t)]\s)|(?<=\s[—–-]\s)|(?<=\s\s))(?:(?P<key>{keys})(?:\s*\((?P<about>[^():]{{3,30}})\))?{after}|(?P<plain>doelgroep)\s+(?=\w))\s*",
        re.IGNORECASE,
    )


def _plain_name(name: str) -> str:
    """File name as words: `jongerenraad_verslag.pdf` is "jongerenraad verslag"."""
    return re.sub(r"[_.]|(?<!\d)-|-(?!\d)", " ", PurePosixPath(name.replace("\\", "/")).stem)


def section_wijk(heading: str, gazetteer: Gazetteer) -> str:
    """The wijk that a heading in the text is about."""
    return only_wijk(heading, gazetteer)


def section_group(heading: str, gazetteer: Gazetteer) -> str:
    """The group that a heading names, when it names nothing but who speaks and where."""
    words = vocabulary()
    heading, counted = _GROUP.subn("", _PART.sub("", heading))
    if group := group_of_age(heading):
        return group
    for part in re.split(r"\s*[,(|]\s*|\s[–—-]\s", heading)[0 if counted else 1 :]:
        # "Samira, kapster in Reeland"
        if part and words.first_group_at(part) == 0:
            return words.group_of(part)
    rest = heading
    for match in reversed(gazetteer.find(heading)):
        rest = rest[: match.start] + " " + rest[match.end :]
    left = re.findall(r"[^\W\d_][\w-]*", words.without_groups(rest).lower())
    return words.group_of(heading) if all(word in words.heading_filler for word in left) else ""
