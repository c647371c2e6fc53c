"""Minutes: who said it stands in the sentence, "Mevr. Bos merkt op dat …", and what was said is the rest of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpora.layout.drafts import draft, is_closing_heading, notes, paragraphs
from corpora.layout.labels import Label
from corpora.layout.lines import Line, join
from corpora.layout.people import People, role_of
from corpora.layout.points import one_by_one
from corpora.layout.vocabulary import vocabulary
from corpora.layout.who import Attributor, Section, Who
from corpora.records import Turn

_TITLE = r"(?:(?:[Mm]evr|[Mm]w|[Dd]hr|[Hh]r|[Dd]r|[Mm]r|[Ii]r|[Dd]rs|[Dd]s)\.|[Mm]evrouw|[Mm]eneer|[Dd]e\sheer|[Ff]amilie|[Ff]am\.)"
_NAME = r"(?:[A-Z]\.\s?){0,3}(?:(?:van|de|der|den|het|ten|ter|te|el|al|ait|’t|'t)\s){0,3}[A-ZÀ-Þ][\w'’-]+(?:[\s-](?:(?:van|de|der|den)\s){0,2}[A-ZÀ-Þ][\w'’-]+){0,2}"
_QUOTE = re.compile(r"[“„\"«]([^“”„\"«»]{10,600})[”\"»]")
_PLAIN_TITLE = re.compile(
    r"^(?:de\s)?(?:mevr|mw|dhr|hr|dr|mr|ir|drs|ds|fam)\.\s*|^(?:mevrouw|meneer|de\sheer|familie)\s+", re.I
)
_LEADS_IN = re.compile(r"(?:[^.!?“\"]*:\s*)$")
_ARTICLES = frozenset({"Een", "De", "Het", "Enkele", "Meerdere", "Andere", "Er", "Dit", "Dat", "Hij", "Zij", "Ze"})
_MIN_SPOKEN = 3
_MIN_WORDS = 4
_MIN_CLAUSE = 4


@dataclass(frozen=True, slots=True)
class Reported:
    """One sentence of the minutes that tells what somebody said: who, and where their words begin in the paragraph."""

    who: str
    start: int
    words_at: int
    told: bool  # by a verb of saying; otherwise the sentence only begins with who it is about


def count_reported(lines: Sequence[Line], people: People) -> int:
    """How many sentences of these minutes begin with who said it; 0 when that is not how the file goes."""
    texts = [join(line.text for line in p) for p in paragraphs(one_by_one(lines)) if not p[0].stands_out]
    n = sum(sum(one.told for one in _reported(text, people)) for text in texts)
    return n if n >= _MIN_SPOKEN else 0


def read_minutes(lines: Sequence[Line], header: set[int], attributor: Attributor) -> list[Turn]:
    """All turns; what the chair does and what was agreed is the note-taker's."""
    section = Section(attributor.gazetteer)
    lines = one_by_one(lines)
    used = {id(line) for number, line in enumerate(lines) if number in header}
    turns: list[Turn] = []
    closed = False
    for paragraph in paragraphs(lines):
        first = paragraph[0]
        if first.stands_out:
            section.enter(first)
            closed = is_closing_heading(first)
        text = join(line.text for line in paragraph)
        if id(first) in used or first.stands_out or closed or not _reported(text, attributor.people):
            turns += notes(paragraph)
        else:
            turns += _of_paragraph(text, first.place, attributor, section)
    return turns


def _of_paragraph(text: str, place: str, attributor: Attributor, section: Section) -> Iterator[Turn]:
    said = _reported(text, attributor.people)
    if said[0].start:
        yield draft(text[: said[0].start].strip(), place=place)
    ends = [one.start for one in said[1:]] + [len(text)]
    for one, end in zip(said, ends, strict=True):
        who = _who(one.who, attributor, section)
        if who.role == "respondent":
            yield draft(text[one.start : one.words_at].strip(), place=place)
            yield from _words(text[one.words_at : end].strip(), place, one.who, who)
        else:
            yield draft(text[one.start : end].strip(), place=place, who=Who("notulist"))


def _words(text: str, place: str, speaker: str, who: Who) -> Iterator[Turn]:
    """What somebody said, with words quoted from them apart from the sentence that introduces these."""
    at = 0
    for quote in _QUOTE.finditer(text):
        lead = _LEADS_IN.search(text, at, quote.start())
        if not lead or len(quote[1].split()) < _MIN_WORDS:
            continue
        if before := text[at : lead.start()].strip():
            yield draft(before, place=place, speaker=speaker, who=who)
        if text[lead.start() : quote.start()].strip():
            yield draft(text[lead.start() : quote.start()].strip(), place=place)
        yield draft(quote[1].strip(), place=place, speaker=speaker, who=who)
        at = quote.end()
    if re.search(r"\w", text[at:]):
        yield draft(text[at:].strip(), place=place, speaker=speaker, who=who)


def _who(name: str, attributor: Attributor, section: Section) -> Who:
    plain = _PLAIN_TITLE.sub("", name).strip()
    known = next((form for form in _forms(plain) if attributor.people.find(form)), plain)
    who = attributor.of_label(Label(known, "", "", "colon"), section)
    if who.role in ("interviewer", "notulist") or role_of(plain) in ("interviewer", "notulist"):
        return Who("notulist")
    return Who("respondent", who.group, who.wijk)


def _forms(name: str) -> Iterator[str]:
    words = name.split()
    yield name
    yield " ".join(word for word in words if not word.endswith("."))
    yield words[-1]


def _reported(text: str, people: People) -> list[Reported]:
    found = []
    for match in _pattern().finditer(text):
        who = (match["of"] or match["who"]).strip()
        told, clause = bool(match["of"] or match["that"]), text[match.end() :].split(".")[0]
        known = any(people.find(form) for form in _forms(_PLAIN_TITLE.sub("", who).strip()))
        if len(clause.split()) < _MIN_CLAUSE or not (_is_somebody(who, told=told) or known):
            continue
        # "Volgens mevr. Bos durven …": the clause begins with its verb; so does one without "dat"
        at = match.end() if told else match.start("verb")
        found.append(Reported(who, match.start(), at, told=True))
    # at a meeting whoever is at the table speaks: "Ada Bos heeft drie keer gebeld"
    for match in _about().finditer(text):
        who = match["who"].strip()
        taken = any(one.start == match.start() for one in found)
        if not taken and any(people.find(form) for form in _forms(_PLAIN_TITLE.sub("", who).strip())):
            found.append(Reported(who, match.start(), match.end(), told=False))
    found.sort(key=lambda one: one.start)
    return found if found and (found[0].start == 0 or len(found) > 1) else []


@lru_cache(maxsize=1)
def _about() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[.!?]\s))(?P<who>{_TITLE}\s{_NAME}|{_NAME})\s(?=[a-z])")


def _is_somebody(who: str, *, told: bool) -> bool:
    """A title and a name, a role, or, where "dat" follows, any name."""
    if _PLAIN_TITLE.match(who) or role_of(who) != "unknown":
        return True
    first = who.split()[0]
    named = first[0].isupper() and first not in _ARTICLES
    return told and (named or vocabulary().first_group_at(who) < len(who))


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """Who, the verb, and "dat" or "of", at the start of a sentence."""
    role = (
        r"(?:(?:[Ee]en|[Dd]e|[Ee]nkele|[Mm]eerdere|[Aa]ndere)\s(?:[a-zà-þ]+\s){0,2}?[a-zà-þ'-]+"
        r"(?:\s(?:uit|van|in|op)\s(?:(?:de|het)\s)?[\w-]+(?:\s[A-ZÀ-Þ][\w-]+)?)?)"
    )
    who = rf"(?:{_TITLE}\s{_NAME}|{_NAME}|{role})"
    adverb = r"(?:\s(?:" + "|".join(vocabulary().between_words) + r"))?"
    verbs = "|".join(adverb.join(re.escape(verb).split(r"\ ")).replace(adverb, adverb + r"\s") for verb in _verbs())
    return re.compile(
        rf"(?:^|(?<=[.!?]\s)|(?<=[.!?][”\"]\s))(?:[Vv]olgens\s(?P<of>{who})\s|"
        rf"(?P<who>{who})(?:\s\([^()]{{2,60}}\))?\s(?P<verb>{verbs})\b{adverb}(?P<that>(?:\s\w+){{0,3}}?,?\s(?:dat|of)\s)?\s?)"
    )


def _verbs() -> list[str]:
    return sorted(vocabulary().report_verbs, key=lambda verb: (-len(verb), verb))
