"""Speaker labels: finding what may be one on a line, and deciding which ones are.

A single "Let op: ..." is no speaker. So every line is first looked at alone (`candidate`), then all candidates of a
file together (`speaker_labels`): a name that returns, a role word, someone of the participant list, a time stamp.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from corpora.layout.dates import first_date, is_date_line
from corpora.layout.lines import Line
from corpora.layout.people import People, is_anonymous, is_somebody, label_key, role_of, wijk_of
from corpora.layout.remembered import remembered
from corpora.layout.screen import is_screen_text
from corpora.layout.stamps import joined_below, returning, stamps
from corpora.layout.vocabulary import vocabulary
from corpora.records import HEAD_LEVEL

Form = Literal["tag", "bracket", "time", "emphasis", "bold", "colon", "gap", "dash", "bare", "author"]

_TIME = (
    r"[\[(]?(?P<{0}>\d{{1,2}}:\d{{2}}(?::\d{{2}})?|[012]?\d\.[0-5]\d(?=\s))(?:[.,]\d{{1,3}})?(?:\s?u(?:ur)?\b)?[\])]?"
)
_NAME = r"@?[^\W_][\w.'’&/@-]*(?:,?\s[\w.'’&/@-]+){0,5}?"
_WHO = rf"(?P<name>{_NAME})(?:\s*\((?P<detail>[^()]{{1,80}})\))?"
# a message in an export of a chat: "[12-03-2026, 19:02:11] Ada: ..."
_STAMP = re.compile(
    r"^\[?\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4},?\s+(?P<before>\d{1,2}:\d{2}(?::\d{2})?)(?:\s?[ap]\.?m\.?)?\]?\s*[-–]?\s+",
    re.IGNORECASE,
)
_CHAT = re.compile(
    rf"{_STAMP.pattern}(?:~\s*)?(?P<name>[^:\n]{{1,40}}?)(?:\s*\((?P<detail>[^()]{{1,80}})\))?:\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
# a message in a chat beside a meeting: "19:02:11 From Ada to Everyone: ..."
_MEETING_CHAT = re.compile(
    rf"^{_TIME.format('before')}\s+(?:from|van)\s+(?P<name>[^:\n()]{{1,50}}?)\s*(?:\((?P<detail>[^()]{{1,80}})\))?\s+"
    r"(?:to|aan|naar)\s+[^:\n]{1,40}?\s*:\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
# copied from a chat, with the words on the next line: "[12-5 14:02] Bos, Ada"
_CHAT_ABOVE = re.compile(
    rf"^\[?\d{{1,2}}[-/]\d{{1,2}}(?:[-/]\d{{2,4}})?,?\s+(?P<before>\d{{1,2}}:\d{{2}})\]?\s+(?P<name>{_NAME})$"
)
_PATTERNS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    (
        "bracket",
        re.compile(
            rf"^\[(?:{_TIME.format('before')}\s*[-–|,]?\s*)?{_WHO}(?:\s*[-–|,]?\s*{_TIME.format('after')})?\]:?\s*(?P<rest>.*)$"
        ),
    ),
    ("time", re.compile(rf"^{_TIME.format('before')}\s*[-–|>]?\s*{_WHO}\s*(?::\s*(?P<rest>.*)|(?P<end>))$")),
    ("time", re.compile(rf"^{_WHO},?\s*[-–|]?\s*{_TIME.format('after')}\s*:?\s*(?P<rest>.*)$")),
    ("colon", re.compile(rf"^(?P<name>{_NAME})\s+[|·–—-]\s+(?P<detail>[^:.?!|]{{2,40}}):\s+(?P<rest>.*)$")),
    ("colon", re.compile(rf"^{_WHO}\s*:(?:\s+|(?=[\"“„‘'«])|$)(?P<rest>.*)$")),
    ("gap", re.compile(rf"^{_WHO}\s*(?:\t|\s{{3,}})\s*(?P<rest>.*)$")),
    ("dash", re.compile(rf"^{_WHO}\s+[–—-]\s+(?P<rest>.*)$")),
)
_STAMP_AFTER = re.compile(r"^[\[(](?P<at>\d{1,2}:\d{2}(?::\d{2})?)(?:[.,]\d{1,3})?[\])]\s*")
# "Start 19.00 uur bij de brug": a time in a sentence, no label
_CLOCK = re.compile(r"^[^:]{2,60}\s\d{1,2}[.:]\d{2}\s?u(?:ur)?\b[\s,]+[a-z]")
_WEEKDAY = re.compile(r"(?:maan|dins|woens|donder|vrij|zater|zon)dag\b", re.IGNORECASE)
_STRONG: frozenset[Form] = frozenset({"tag", "time", "author", "bare"})
_AGO = re.compile(r"^\d{1,2}\s(?:min\w*|uur|uren|dag\w*|we?ek\w*|maand\w*|jaar)\sgeleden$", re.IGNORECASE)
_HANDLE = re.compile(r"^@?[a-z_][\w.]{2,29}$")  # "lotje.vd.berg"
_SEPARATOR = re.compile(r"\s[|·•]\s")
_CHANGES = re.compile(r"^(?:[-–—]\s+|>>+\s*)(?=\S)")  # how captions say that somebody else speaks
_OPENING_QUOTE = re.compile(r"^[\"“„‘«]")
_TITLES = frozenset({"heer", "mevrouw", "meneer", "familie", "mw.", "dhr.", "mevr.", "mw", "dhr", "mevr"})
_LINKS = _TITLES | frozenset(
    ["van", "uit", "in", "op", "bij", "de", "het", "een", "der", "den", "en", "of", "aan", "met", "te", "ter", "'t"]
)
_SOMEBODY = frozenset(
    ["vrouw", "man", "mevrouw", "meneer", "heer", "dame", "echtpaar", "stel", "groepje", "twee", "drie", "vier"]
)
_MAX_WORDS = 6
_POINT = re.compile(
    r"^(?P<name>[^:.!?()]{2,60}?(?:\.[^:.!?()]{0,30})?)(?:\s*\((?P<detail>[^()]{1,60})\))?:\s+(?P<rest>.+)$"
)
_BARE = re.compile(
    r"^(?P<name>(?:interviewer|gespreksleider|respondent|bewoner|deelnemer|spreker|int|resp)(?:\s\d+)?)\s+(?P<rest>\w.*)$",
    re.I,
)
_MIN_POINTS = 4
_SHORT_NAME = 40  # characters
_POINT_SHARE = 0.6
_NO_NAMES = frozenset(
    {
        "kortom",
        "dus",
        "namelijk",
        "bijvoorbeeld",
        "vraag",
        "probleem",
        "idee",
        "tip",
        "wens",
        "klacht",
        "en",
        "maar",
        "want",
    }
)


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker label on a line, and what the line says after it."""

    name: str
    detail: str
    rest: str
    form: Form
    seconds: float | None = None

    @property
    def key(self) -> str:
        return label_key(self.name)

    @property
    def whole(self) -> str:
        """Label as in the file, with what stands behind it in brackets."""
        return f"{self.name} ({self.detail})" if self.detail else self.name

    @property
    def before_quote(self) -> bool:
        """What follows is set in quotation marks."""
        return bool(_OPENING_QUOTE.match(self.rest))


def speaker_labels(lines: Sequence[Line], people: People, *, known: frozenset[str] = frozenset()) -> dict[int, Label]:
    """The lines that begin with a speaker label, by position.

    Args:
        people: the participant list, to know a name that occurs once.
        known: keys of labels that staff confirmed.
    """
    authors = _author_lines(lines, people)
    candidates = authors | {
        number: found
        for number, line in enumerate(lines)
        if number not in authors and not _runs_on(lines, number) and (found := candidate(line))
    }
    candidates |= _listed(lines, taken=candidates) | _bare(lines) | _coded(lines, people)
    candidates = {
        number: label
        for number, label in candidates.items()
        if not _heads_a_sheet(lines[number], label, people) and not _heads_labels(number, candidates, people)
    }
    counts = Counter(label.key for label in candidates.values())
    sure = {
        label.key
        for label in candidates.values()
        if label.key in known or label.form in _STRONG or _is_known(label, people) or _returns(label, counts)
    }
    sure |= _dashed(candidates, lines) | _counted(candidates)
    small = _typed_small(candidates, sure)
    asked = any(_asks(label) for label in candidates.values() if label.key in sure)
    names = {label.key for label in candidates.values() if _like_a_name(label, {"colon"})}
    if small or asked or len(sure) > 1 or (sure and len(names | sure) > 2):
        # in a file with speakers, a name that speaks once is one too
        forms = {label.form for label in candidates.values() if label.key in sure}
        sure |= {
            label.key for label in candidates.values() if _like_a_name(label, forms) or (small and _small_name(label))
        }
    forms = {label.form for label in candidates.values() if label.key in sure}
    return {
        number: label
        for number, label in candidates.items()
        if (label.key in sure and _fits(label, forms)) or (_CHANGES.match(lines[number].text) and label.form == "tag")
    }


def respondent_label(line: Line, people: People) -> Label | None:
    """The label of a line that alone says who speaks: a role, a role with a name, a title with a name, somebody on the list."""
    label = candidate(line)
    if not label or not label.rest or label.form not in ("colon", "emphasis"):
        return None
    person = people.find(label.name)
    roles = {role_of(label.name), role_of(label.detail), person.role if person else "unknown"}
    title, *name = re.sub(r"^(?:de|een)\s", "", label.name, flags=re.IGNORECASE).split()
    titled = title.lower() in _TITLES | vocabulary().somebody and bool(name) and _capitals(" ".join(name))
    words = label.name.split()
    placed = (
        len(words) > 2 and role_of(words[0]) == "respondent" and words[1].lower() in _LINKS
    )  # "conciërge van de school"
    known = _is_known(label, people) or titled or placed
    return label if known and not roles & {"interviewer", "notulist"} else None


def _runs_on(lines: Sequence[Line], number: int) -> bool:
    """The last words of a paragraph that is set in bold or italics as a whole."""
    line, before = lines[number], lines[number - 1] if number else None
    return bool(before and not line.starts and line.stands_out and before.stands_out and before.text[-1] not in ":.?!")


def _listed(lines: Sequence[Line], taken: Mapping[int, Label]) -> dict[int, Label]:
    """A bullet list in which most points begin with who said it: "- mw. met hondje: ..."."""
    items = [number for number, line in enumerate(lines) if line.kind == "item" and line.starts]
    found = {
        number: match
        for number in items
        if (match := _POINT.match(lines[number].text))
        if len(match["name"]) <= _SHORT_NAME or vocabulary().first_group_at(match["name"]) == 0
    }
    if len(found) < _MIN_POINTS or len(found) < _POINT_SHARE * len(items):
        return {}
    return {
        number: Label(match["name"].strip(), match["detail"] or "", match["rest"], "author")
        for number, match in found.items()
        if number not in taken or taken[number].form in ("colon", "dash", "gap")
    }


def _bare(lines: Sequence[Line]) -> dict[int, Label]:
    """A raw transcript in which nearly every line begins with "interviewer" or "respondent", without any mark."""
    found = {number: match for number, line in enumerate(lines) if (match := _BARE.match(line.text))}
    names = {label_key(match["name"]) for match in found.values()}
    if len(found) < _MIN_POINTS or len(names) < 2 or len(found) < _POINT_SHARE * len(lines):
        return {}
    return {number: Label(match["name"], "", match["rest"], "bare") for number, match in found.items()}


def _coded(lines: Sequence[Line], people: People) -> dict[int, Label]:
    """Lines that begin with a letter that the file explains, and a space: "K  Onze ouderen krijgen telefoontjes"."""
    codes = {code for code in people.codes if code.isupper()}
    found = {
        number: Label(code, "", rest.strip(), "bare")
        for number, line in enumerate(lines)
        for code, _, rest in [line.text.partition(" ")]
        if code in codes and rest.strip() and line.starts
    }
    return found if len({label.name for label in found.values()}) > 1 else {}


def _typed_small(candidates: Mapping[int, Label], sure: set[str]) -> bool:
    """Whether the speakers of this file are typed without capitals, as in raw transcripts."""
    names = [label.name for label in candidates.values() if label.key in sure and role_of(label.name) == "unknown"]
    asked = any(role_of(label.name) == "interviewer" for label in candidates.values() if label.key in sure)
    small = [label for label in candidates.values() if _small_name(label)]
    return not any(_capitals(name) for name in names) and asked and len({label.key for label in small}) > 1


def _dashed(candidates: Mapping[int, Label], lines: Sequence[Line]) -> set[str]:
    """Names before a dash, where most lines of the file begin with one and somebody speaks twice."""
    found = [label for label in candidates.values() if label.form == "dash" and _capitals(label.name)]
    keys = [label.key for label in found]
    said = [line for line in lines if line.starts and not line.stands_out]
    mostly = len(found) >= _MIN_POINTS and len(found) >= _POINT_SHARE * len(said) and len({*keys}) < len(keys)
    return {*keys} if mostly else set()


def _counted(candidates: Mapping[int, Label]) -> set[str]:
    """Labels with a role in them that differ only in their numbers: "Groep 8, De Vlieger, leerling 4"."""
    alike: defaultdict[str, set[str]] = defaultdict(set)
    for label in candidates.values():
        if re.search(r"\d", label.key) and role_of(label.name) == "respondent":
            alike[re.sub(r"\d+", "#", label.key)].add(label.key)
    return {key for keys in alike.values() if len(keys) >= _MIN_POINTS for key in keys}


def _asks(label: Label) -> bool:
    return "interviewer" in (role_of(label.name), role_of(label.detail) if label.detail else "unknown")


def _small_name(label: Label) -> bool:
    words = label.name.split()
    plain = len(words) == 1 and label.name.islower() and label.name.isalpha()
    return plain and label.form == "colon" and role_of(label.name) != "notulist" and label.name not in _NO_NAMES


def _author_lines(lines: Sequence[Line], people: People) -> dict[int, Label]:
    """Lines of a platform that name the author of what follows: "Jan Bos | bewoner | 5 september 2023"."""
    found = {number: label for number, line in enumerate(lines) if (label := _author(line, people))}
    found |= _above_dates(lines) | _role_lines(lines, people) | _commenters(lines)
    stamped = stamps(lines, people.gazetteer, below=False)
    named = {n: Label(lines[n].text, "", "", "author") for n in returning(lines)}
    named |= {n: Label(one.name, one.about, "", "author") for n, one in stamped.items()}
    found |= named
    found = {n: one for n, one in found.items() if not (own := _patterned(lines[n])) or own.form != "time"}
    if len(found) < 2 and not any(lines[number].kind == "heading" for number in found):
        return {}
    found |= _set_apart_alike(lines, found)
    known = {label.key for label in found.values()}
    for number, line in enumerate(lines):
        match = re.match(rf"^{_WHO}$", line.text)
        if number in found or not line.stands_out or not match:
            continue
        if label_key(line.text) in known or role_of(line.text) == "interviewer":
            found[number] = Label(match["name"], match["detail"] or "", "", "author")
    return found


def _set_apart_alike(lines: Sequence[Line], found: Mapping[int, Label]) -> dict[int, Label]:
    """Where most lines in bold name who speaks below them, the others of that shape do too: "Shirley, wijkmoeder"."""
    apart = {
        number: match
        for number, (line, below) in enumerate(pairwise(lines))
        if line.kind == "paragraph"
        and line.stands_out
        and not below.stands_out
        and len(line.text.split()) <= _MAX_WORDS
        if (match := re.match(rf"^{_WHO}$", line.text)) and line.text[-1].isalnum()
        if line.text.split()[0].lower() not in vocabulary().closing_headings
    }
    sure = [number for number in apart if number in found]
    if len(sure) < 2 or 2 * len(sure) <= len(apart):
        return {}
    parted = {n: (*m["name"].partition(", "), m["detail"]) for n, m in apart.items() if n not in found}
    return {n: Label(name, about or detail or "", "", "author") for n, (name, _, about, detail) in parted.items()}


def _role_lines(lines: Sequence[Line], people: People) -> dict[int, Label]:
    """Lines that hold nothing but a role, or a name with one, each above what that person said: "winkelier", "Ada Bos, koster"."""
    short = {
        number: line.text
        for number, (line, below) in enumerate(pairwise(lines))
        if line.starts
        and (line.kind == "paragraph" or (line.kind == "item" and not below.starts))
        and not line.stands_out
        and len(line.text.split()) <= (2 * _MAX_WORDS if names_and_tells(line.text, people) else _MAX_WORDS)
        and (line.text[-1].isalnum() or line.text[-1] in "+)")
        and (len(below.text.split()) > _MAX_WORDS - 2 or line.kind == "item")
        and below.kind == "paragraph"
    }
    sure = [number for number, text in short.items() if _begins_with_role(text) or names_and_tells(text, people)]
    if len(sure) < 2 or joined_below(lines, sure) < 0:
        return {}
    items = [number for number in short if lines[number].kind == "item"]
    listed = items if 2 * len({*items} & {*sure}) >= len(items) else []  # where most points say who, all do
    return {
        number: Label(*(name_and_rest(text) if names_and_tells(text, people) else (text, "")), "", "author")
        for number, text in short.items()
        if number in sure
        or number in listed
        or is_anonymous(text)
        or (number > 0 and (text[0].islower() or text.split()[0].lower() in _TITLES))
    }


def names_and_tells(text: str, people: People) -> bool:
    """A name, and behind it who or from where that is: "Ada Bos, koster", "Mw. Bos (bewoner Reeland)"."""
    name, told = name_and_rest(text)
    named = len(name.split()) < 5 and _capitals(name) and not vocabulary().title_words.search(name)
    parts = told.split(",") if told else ()
    return named and any(vocabulary().group_of(part) or wijk_of(part, people.gazetteer) for part in parts)


def name_and_rest(text: str) -> tuple[str, str]:
    """A name, and what stands behind it after a comma or in brackets."""
    name, *told = (part.strip() for part in re.split(r"[,()]", text))
    return name, ", ".join(part for part in told if part)


def _begins_with_role(text: str) -> bool:
    words = re.sub(r"^(?:een|de|het|mijn|oudere|jonge)\s+", "", text, flags=re.IGNORECASE).split()
    return bool(words) and (role_of(words[0]) == "respondent" or words[0].lower().rstrip(",") in _SOMEBODY)


def _above_dates(lines: Sequence[Line]) -> dict[int, Label]:
    """Names on a line of their own, each with the day of the reaction on the line below."""
    found = {}
    for number, (line, below) in enumerate(pairwise(lines)):
        match = re.match(rf"^{_WHO}$", line.text)
        if match and is_date_line(below.text) and not is_date_line(line.text) and len(match["name"].split()) < 5:
            found[number] = Label(match["name"], match["detail"] or "", "", "author")
    return found if len(found) > 1 else {}


def _commenters(lines: Sequence[Line]) -> dict[int, Label]:
    """Names above the comments of a social medium: under each comment stand its buttons."""
    if sum(is_screen_text(line.text) for line in lines) < 2:
        return {}
    return {
        number: Label(line.text, "", "", "author")
        for number, (line, below) in enumerate(pairwise(lines))
        if _is_plain_name(line.text) and not _is_plain_name(below.text) and not is_screen_text(below.text)
    }


def _is_plain_name(text: str) -> bool:
    named = bool(re.match(rf"^{_NAME}$", text)) and text[-1] != "." and len(text.split()) < 5 and _capitals(text)
    return named or bool(_HANDLE.match(text))


def _author(line: Line, people: People) -> Label | None:
    if dated := _dated(line):
        return dated
    segments = [part.strip() for part in re.split(r"[\t|·•]", line.text) if part.strip()]
    dashed = len(segments) < 2
    if dashed:
        segments = [part.strip() for part in re.split(r"\s[–—-]\s", line.text) if part.strip()]
    listed = len(segments) < 2 and line.stands_out and line.kind != "heading"
    if listed:
        segments = [part.strip() for part in line.text.split(",") if part.strip()]
    if len(segments) < 2 or len(segments[0].split()) > _MAX_WORDS or len(line.text.split()) > 20:
        return None
    detail = ", ".join(segments[1:])
    set_apart = (
        listed
        or line.emphasis == segments[0]
        or (bool(first_date(segments[-1])) if dashed else line.kind == "heading" or bool(_SEPARATOR.search(line.text)))
    )
    if (
        not set_apart
        or _is_header_key(segments[0])
        or _names_a_part(segments[0])
        or any(len(part.split()) > 5 for part in segments[1:])
    ):
        return None
    telling = vocabulary().group_of(detail) or first_date(detail) or wijk_of(detail, people.gazetteer)
    return Label(segments[0], detail, "", "author") if telling and not segments[-1].endswith((".", "?", "!")) else None


def _heads_a_sheet(line: Line, label: Label, people: People) -> bool:
    """A line by itself that names a wijk, or a part of a flip chart ("Ideeën"), is nobody's name."""
    if label.rest or label.detail or not line.stands_out:
        return False
    names = [match.name for match in people.gazetteer.find_wijken(label.name) if match.start == 0]
    only_place = any(people.gazetteer.canonical_wijk(label.name) == name for name in names)
    return only_place or label.key in vocabulary().sheet_headings


def _heads_labels(number: int, candidates: Mapping[int, Label], people: People) -> bool:
    """A place without words, right above somebody else's label: "14:10 speeltuin Vogelbuurt" is where, not who."""
    label, below = candidates[number], candidates.get(number + 1)
    empty = not label.rest and below is not None and bool(below.rest)
    return empty and bool(wijk_of(label.name, people.gazetteer)) and role_of(label.name.split()[0]) == "unknown"


def _names_a_part(text: str) -> bool:
    """A table, a sheet or a round, and nobody: "Tafel 2"."""
    words = [word for word in re.findall(r"[^\W_]+", text.lower()) if not word.isdigit() and len(word) > 1]
    return bool(words) and all(word in vocabulary().part_words for word in words)


def _dated(line: Line) -> Label | None:
    """A name in bold with the day or the time beside it: "**Ada Bos** 12 mei 2026"."""
    rest = line.text.removeprefix(line.emphasis).strip(" -–|·,") if line.emphasis else ""
    match = re.match(rf"^{_WHO}$", line.emphasis.strip(" :,")) if rest and line.kind != "heading" else None
    if re.search(r"[|·•\t]", rest) or vocabulary().groups_in(rest):
        return None  # it says more than when
    if match and (time := re.match(rf"^{_TIME.format('at')}$", rest)):
        return Label(match["name"], match["detail"] or "", "", "time", _seconds(time["at"]))
    when = is_date_line(rest) or _AGO.match(rest)
    return Label(match["name"], match["detail"] or "", "", "author") if match and when else None


@remembered
def candidate(line: Line) -> Label | None:
    """What may be a speaker label on this line, looked at alone."""
    if line.speaker:
        name, _, detail = line.speaker.rstrip(" )").partition(" (")  # "Ada Bos (politie)"
        return Label(name, detail, line.text, "tag", line.seconds)
    if is_screen_text(line.text) or line.level == HEAD_LEVEL:
        return None
    if line.kind == "cue" and _CHANGES.match(line.text):
        rest = _CHANGES.sub("", line.text)
        return (
            _patterned(replace(line, text=rest)) or _in_capitals(rest, line) or Label("", "", rest, "tag", line.seconds)
        )
    return _chatted(line) or _led_in(line) or _emphasised(line) or _patterned(line)


def without_stamp(label: Label) -> Label:
    """A time between the label and the words says when: "MOEDER 1: [00:00:51] Op de auto's."."""
    match = _STAMP_AFTER.match(label.rest)
    if not match:
        return label
    return replace(label, rest=label.rest[match.end() :], seconds=label.seconds or _seconds(match["at"]))


def _led_in(line: Line) -> Label | None:
    """A sentence that only says who speaks below it: "Een meisje van 15 vertelt:"."""
    plain = (
        line.kind == "paragraph"
        and line.starts
        and line.text.endswith(":")
        and len(line.text.split()) <= 2 * _MAX_WORDS
    )
    match = _lead_in().match(line.text) if plain else None
    if not match or not (is_somebody(match["who"]) or role_of(match["who"]) == "respondent" or _capitals(match["who"])):
        return None
    return Label(match["who"], "", "", "author")


@lru_cache(maxsize=1)
def _lead_in() -> re.Pattern[str]:
    verbs = "|".join(sorted(vocabulary().say_words, key=len, reverse=True))
    return re.compile(rf"^(?P<who>[^:.!?\"“„]{{3,60}}?)\s(?:{verbs})(?:\s[\w\s]{{1,24}})?:$", re.IGNORECASE)


def _chatted(line: Line) -> Label | None:
    match = _CHAT.match(line.text) or _MEETING_CHAT.match(line.text) or _CHAT_ABOVE.match(line.text)
    if not match:
        return None
    said = match.groupdict()
    return Label(
        match["name"].strip(), said.get("detail") or "", said.get("rest") or "", "author", _seconds(said["before"])
    )


def _in_capitals(text: str, line: Line) -> Label | None:
    """However long: "CAROLA, SNACKBAR OP DE HOEK, NIEUW-KRISPIJN:"."""
    name, colon, rest = text.partition(":")
    return (
        _about_apart(Label(name.strip(), "", rest.strip(), "tag", line.seconds)) if colon and name.isupper() else None
    )


def _about_apart(label: Label) -> Label:
    """Behind the first name of somebody and a comma stands who that is: "HENK, BEWONER NIEUW-KRISPIJN"."""
    name, comma, about = label.name.partition(", ")
    told = (
        comma
        and not label.detail
        and name.isalpha()
        and _capitals(name)
        and role_of(name) == "unknown" != role_of(about)
    )
    return replace(label, name=name, detail=about) if told else label


def _patterned(line: Line) -> Label | None:
    for form, pattern in _PATTERNS:
        match = pattern.match(line.text)
        if match and _CLOCK.match(line.text):
            continue
        if match and not (line.kind == "heading" and form != "time") and _allowed(match["name"], form):
            groups = match.groupdict()
            label = Label(match["name"].rstrip(" ,"), groups.get("detail") or "", groups.get("rest") or "", form)
            return _about_apart(
                replace(label, seconds=_seconds(groups.get("before") or groups.get("after")) or line.seconds)
            )
    return None


def _emphasised(line: Line) -> Label | None:
    """A label that the format sets apart: bold before a colon, a tab, or on a line of its own."""
    if not line.emphasis or line.kind == "heading":
        return None
    rest = line.text[len(line.emphasis) :]
    set_apart = line.emphasis.endswith((":", ".")) or not rest or rest[0] in ":\t "
    match = re.match(rf"^[\[(]?{_WHO}[\])]?\s*:?$", line.emphasis.strip())
    if (
        not set_apart
        or not match
        or not re.search(r"[^\W\d_]", match["name"])
        or len(match["name"].split()) > _MAX_WORDS
        or _is_header_key(match["name"])
    ):
        return None
    if time := re.match(rf"^\s*{_TIME.format('at')}\s*$", rest):
        return Label(match["name"], match["detail"] or "", "", "time", _seconds(time["at"]))
    marked = line.emphasis.endswith(":") or not rest or rest[0] in ":\t"
    return Label(
        match["name"], match["detail"] or "", rest.lstrip(" :\t"), "emphasis" if marked else "bold", line.seconds
    )


def _allowed(name: str, form: Form) -> bool:
    words = name.split()
    if len(words) > _MAX_WORDS or len(name) > 48 or not re.search(r"[^\W\d_]", name):
        return False
    if form == "time" and (first_date(name) or name[0].isdigit() or _WEEKDAY.match(name)):
        return False  # "3 mei 2024 om 12:31" says when, not who
    if form == "bracket" and not (name[0].isupper() or role_of(name) != "unknown"):
        return False  # "[stoelen schuiven]"
    return not (_is_header_key(name) and form != "time")


def _is_header_key(name: str) -> bool:
    meaning = vocabulary().header_keys.get(name.strip().casefold(), "")
    return meaning not in ("", "interviewer", "deelnemers", "groep") or lists_people(name)


def lists_people(key: str) -> bool:
    """A key with everybody who was there, and nobody's label: "Aanwezig"."""
    return key.strip().casefold() in vocabulary().presence


def _is_known(label: Label, people: People) -> bool:
    if people.find(label.name):
        return True
    if label.form == "dash" and label.before_quote:
        return len(label.name.split()) <= _MAX_WORDS  # who - "what they said"
    if label.form in ("dash", "bold"):
        return False
    if is_somebody(label.whole) or is_somebody(label.name):
        return True
    if label.detail and role_of(label.detail) in ("interviewer", "respondent"):
        return True
    return is_anonymous(label.name) or _role_word_first(label)


def _role_word_first(label: Label) -> bool:
    """A label such as "Bewoner 2", "een vader uit Crabbehof", "Scheepswerf, hoofd personeel"; no "Zorgen van bewoners"."""
    words = label.name.split(",")[0].split()
    while words and words[0].lower() in ("een", "de", "het", "mijn", "oudere", "jonge"):
        words = words[1:]
    if not words or role_of(words[0]) not in ("interviewer", "respondent"):
        return label.key in vocabulary().interviewer_whole
    return all(
        w[0].isupper() or not w[0].isalpha() or w.lower() in _LINKS or role_of(w) != "unknown" for w in words[1:]
    )


def _returns(label: Label, counts: Counter[str]) -> bool:
    if counts[label.key] < 2:
        return False
    if label.form == "emphasis":
        return True
    if label.form == "bold":
        return len(label.name.split()) < 4 and (_capitals(label.name) or role_of(label.name) != "unknown")
    if label.form == "dash":
        return counts[label.key] > 2 and _capitals(label.name)
    return _capitals(label.name)


def _like_a_name(label: Label, forms: set[Form]) -> bool:
    words = label.name.split()
    own = [word for word in words if word.lower() not in _LINKS]  # "Dhr. Bas van 't Wout"
    if label.form not in forms & {"colon", "bracket", "emphasis", "bold", "gap"} or len(own) > 4:
        return False
    return _capitals(label.name) or (words[0][0].isupper() and role_of(words[0]) in ("interviewer", "respondent"))


def _capitals(name: str) -> bool:
    # "iPhone van Tineke"
    return all(any(map(str.isupper, word)) or not word[0].isalpha() or word.lower() in _LINKS for word in name.split())


def _fits(label: Label, forms: set[Form]) -> bool:
    """A gap after a name is chance where the file marks its speakers otherwise."""
    return label.form != "gap" or not forms & {"colon", "bracket", "time", "tag", "emphasis"}


def _seconds(time: str | None) -> float | None:
    if not time:
        return None
    total = 0
    for part in re.split(r"[:.]", time):
        total = total * 60 + int(part)
    return float(total)
