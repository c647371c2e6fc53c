"""Quotations with a source: "…" (Bewoner Krispijn), "…" – a shopkeeper, Een vader zegt: "…", "…", zegt zij, "…".

Quotation marks alone are not enough: a slogan or a scare quote has no source and is no quotation here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from corpora.gazetteer import Gazetteer
from corpora.layout.drafts import REMOVED
from corpora.layout.lines import join
from corpora.layout.people import is_somebody, wijk_of
from corpora.layout.vocabulary import vocabulary
from corpora.layout.voice import sounds_personal, speaks_of_self

_CLOSERS = {"“": '”“"', "„": '”“"', "«": "»", '"': '"”', "‘": "’", "'": "'’"}
_OPENING = re.compile(r"(?:(?<=^)|(?<=[\s(–—:.•-]))[“„«\"‘'](?=[^\s.,;:)])")
_SINGLE = "‘'"
_MAX_QUOTE = 3000
_MIN_WORDS_NAMED = 5  # a person's name is a source only for a real sentence; '"gedoe" (Van Dale)' is none
_MIN_WORDS_TOLD = 5
_MAX_AROUND = 240
_BRACKET = re.compile(r"^[\s.,]{0,4}?\s*[(\[]\s*((?:[^()\[\]]|\n){2,160}?)\s*[)\]]\.?")
_DASH = re.compile(
    r"^[ \t.,]*\n?[ \t]*[–—-]{1,2}[ \t]*\n?[ \t]*([^\n“”„\"]{2,120}(?:\n(?!\n)[^\n“”„\"]{1,80})?)(?=\n\n|\n?$|\n[^\w])"
)
_NEXT_LINE = re.compile(r"^[ \t.,]*\n{1,2}[ \t]*([^\n“”„\"]{3,80})(?=\n|$)")
_SAME_LINE = re.compile(r"^[ \t.,]+([^\W\d_a-z][^\n“”„\"]{2,70})(?=\n|$)")
_LABEL_BEFORE = re.compile(r"(?:^|\n|[.!?]\s)[\s*•.-]*([^.!?:\n“”\"]{2,80}):\s*$")
_GAP = re.compile(
    r"[.,]?\s((?:ze|zij|hij|haar|zijn|dan|even|daarna|vervolgens|en dan|weer|na een)\b[^\n“”„«»\"‘]{2,100}[.:,])\s(?=[“„«\"‘'])",
    re.IGNORECASE,
)
_MAX_GAP_WORDS, _MAX_SOURCE_WORDS = 12, 12
_LEADS_IN = re.compile(
    r"(?:^|[.!?]\s)[A-ZÀ-Þ][^.!?]*:\s*$"
)  # "Hij wilde ook iets kwijt over de huur:", and something else follows
_PRONOUN = re.compile(r"^\w+\s(?:ze|zij|hij)\b", re.IGNORECASE)  # "zegt ze"
_ASKED = re.compile(r"\b(?:vroeg|vroegen|vraag|vragen)\s(?:ik|we|wij)\b", re.IGNORECASE)  # whoever tells it asked
_QUOTED = re.compile(r"(?<!\w)[“„«\"‘][^“”„«»\"‘]{2,600}[”»\"’](?!\w)")
_NOT_A_SOURCE = re.compile(
    r"\b(?:zie|bijlage|pagina|blz|p\.|http|www|bijv|o\.a|verder|lees)\b|\d{4}-\d{4}", re.IGNORECASE
)
_TRAILING = re.compile(
    r"^(?P<text>.{20,}?[.!?…\"”’\w])\s*(?:[(\[](?P<bracket>[^()\[\]]{3,80})[)\]]|\s[–—-]\s*(?P<dash>[^–—()]{3,60})|\s[/|~]{1,2}\s*(?P<slash>[^/|~()]{3,60}))\.?$",
    re.S,
)

_LEADING = re.compile(r"^(?P<source>[^/:–—?!]{3,80}?)\s+(?://|[–—-])\s+(?P<text>.{20,})$", re.S)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation in a text: offsets of everything that belongs to it, the words, and their source."""

    start: int
    end: int
    text: str
    source: str
    told: bool = False  # the source is what is told around it, not words that name it


def find_quotations(text: str, gazetteer: Gazetteer, *, told: bool = False) -> list[Quotation]:
    """Attributed quotations in running text, in order; paragraphs are separated by a blank line.

    Args:
        told: the text is a story or article; then a quoted sentence in somebody's own words needs no verb or bracket
            beside it: what is told around it is its source.
    """
    found: list[Quotation] = []
    position = 0
    while match := _OPENING.search(text, position):
        quotation = _quotation(text, match.start(), gazetteer)
        if not quotation and told:
            end = found[-1].end if found else 0
            quotation = _told(text, match.start(), max(end, _paragraph_start(text, match.start())))
        if quotation and told:
            quotation = _with_what_follows(text, quotation)
        if quotation:
            found.append(quotation)
        position = quotation.end if quotation else _after_unattributed(text, match.start())
    return found


def _with_what_follows(text: str, quotation: Quotation) -> Quotation:
    """A quotation that a story breaks off for a moment ("Ze schenkt thee in.") and goes on with, is one."""
    if not (quotation.told or _PRONOUN.match(quotation.source)):
        return quotation
    while gap := _GAP.match(text, quotation.end):
        spans = _spans(text, gap.end())
        if (
            not spans
            or _LEADS_IN.search(gap[1])
            or len(gap[1].split()) > _MAX_GAP_WORDS
            or vocabulary().groups_in(gap[1])
        ):
            break
        more = join(text[a:b] for a, b in spans)
        quotation = replace(quotation, end=spans[-1][1] + 1, text=f"{quotation.text.rstrip(' ,')} {REMOVED} {more}")
    return quotation


def _told(text: str, start: int, after: int) -> Quotation | None:
    """A quoted sentence in the first person, in a paragraph told by somebody else."""
    spans = _spans(text, start)
    if spans is None or text[spans[0][0] : spans[0][0] + 1].islower():
        return None
    words, end = join(text[a:b] for a, b in spans), spans[-1][1] + 1
    following = re.match(r"(?:(?!\s[‘'])[^\n“„«\"])*", text[end : end + _MAX_AROUND])
    before = _QUOTED.sub(" ", text[after:start])
    around = _ASKED.sub(" ", f"{before} {following.group() if following else ''}")
    # whoever brings somebody in may go on about themselves, and a colon leads in to what somebody else says
    teller = (
        "" if before.rstrip().endswith(":") else _ASKED.sub(" ", before) if vocabulary().groups_in(before) else around
    )
    # a slogan has no stop: "Een stad maken we samen"
    sentence = words.endswith((".", "!", "?", ",", "…")) or text[end : end + 1] == "," or speaks_of_self(words)
    if not sentence or len(words.split()) < _MIN_WORDS_TOLD or not sounds_personal(words) or speaks_of_self(teller):
        return None
    return Quotation(start, end, words, join(around.split("\n"))[-_MAX_AROUND:], told=True)


def _paragraph_start(text: str, position: int) -> int:
    return text.rfind("\n\n", 0, position) + 1


def whole_quotation(text: str) -> str:
    """The words, when a paragraph is one quotation and nothing else; else ""."""
    spans = _spans(text, 0) if text[:1] in _CLOSERS else None
    if spans and not re.search(r"\w", text[spans[-1][1] + 1 :]):
        return join(text[start:end] for start, end in spans)
    return ""


def trailing_source(text: str, gazetteer: Gazetteer) -> tuple[str, str]:
    """Split a source off the end of a sentence without quotation marks: "Het is hier donker (bewoner Reeland)".

    Returns:
        The words and the source; the source is "" when there is none.
    """
    match = _TRAILING.match(text)
    source = (match["bracket"] or match["dash"] or match["slash"] or "") if match else ""
    if match and is_source(source, gazetteer) and len(source.split()) <= 10 and _begins_as_source(source, gazetteer):
        return match["text"].strip(), source.strip()
    return text, ""


def leading_source(text: str, gazetteer: Gazetteer) -> tuple[str, str]:
    """Split a source off the beginning of what somebody said: "ouder, Sterrenburg // Het is hier donker".

    Returns:
        The words and the source; the source is "" when there is none.
    """
    match = _LEADING.match(text)
    found = match and is_source(match["source"], gazetteer) and _begins_as_source(match["source"], gazetteer)
    return (match["text"].strip(), match["source"].strip()) if match and found else (text, "")


def is_source(text: str, gazetteer: Gazetteer) -> bool:
    """Whether these words say who speaks: a group, or a wijk."""
    if len(text.split()) > 16 or _NOT_A_SOURCE.search(text):
        return False
    return bool(vocabulary().group_of(text) or wijk_of(text, gazetteer) or is_somebody(text))


def names_a_person(source: str, gazetteer: Gazetteer) -> bool:
    """A source with a name in it stands for one person, wherever it returns."""
    rest = source
    for match in reversed(gazetteer.find(source)):
        rest = rest[: match.start] + " " + rest[match.end :]
    words = re.findall(r"[^\W\d_][\w'’-]*", vocabulary().without_groups(rest))
    known = vocabulary().heading_filler | vocabulary().say_words
    return any(word[0].isupper() and word.lower() not in known and word != "BIZ" for word in words)


def _quotation(text: str, start: int, gazetteer: Gazetteer) -> Quotation | None:
    spans = _spans(text, start)
    if spans is None:
        return None
    single = text[start] in _SINGLE
    for last in [spans[-1][1], *(_later_closers(text, start, spans[-1][1]) if single else ())]:
        parts = [*spans[:-1], (spans[-1][0], last)]
        words = join(text[a:b] for a, b in parts)
        if found := _sourced(text, start, last + 1, words, gazetteer):
            return found
    return None


def _sourced(text: str, start: int, end: int, words: str, gazetteer: Gazetteer) -> Quotation | None:
    """The quotation with its source after it, in the middle of it, or before it."""
    long_enough = len(words.split()) >= _MIN_WORDS_NAMED
    if (match := _interruption().match(text[end:])) and not _LEADS_IN.search(match.group()):
        rest = _spans(text, end + match.end())
        if rest and (is_source(match[1], gazetteer) or long_enough):
            more = join(text[a:b] for a, b in rest)
            return Quotation(start, rest[-1][1] + 1, f"{words.rstrip(' ,')} {REMOVED} {more}", _plain(match[1]))
    for pattern in (_BRACKET, _DASH, _said_after(), _NEXT_LINE, _SAME_LINE):
        match = pattern.match(text[end:])
        if not match:
            continue
        source = _plain(match[1])
        strict = pattern in (_NEXT_LINE, _SAME_LINE)
        if _acceptable(source, gazetteer, named=long_enough and not strict) and (
            not strict or _begins_as_source(match[1], gazetteer)
        ):
            return Quotation(start, end + match.end(), words, source)
    before = _LABEL_BEFORE.search(text, max(0, start - _MAX_AROUND), start) or _said_before().search(
        text, max(0, start - _MAX_AROUND), start
    )
    if before and _acceptable(_plain(before[1]), gazetteer, named=long_enough):
        return Quotation(before.start(1), end, words, _plain(before[1]))
    return None


def _acceptable(source: str, gazetteer: Gazetteer, *, named: bool) -> bool:
    if is_source(source, gazetteer):
        return True
    words = source.split()
    if not named or _NOT_A_SOURCE.search(source) or not 0 < len(words) <= _MAX_SOURCE_WORDS:
        return False
    said = words[0].lower() in vocabulary().say_words or words[min(5, len(words) - 1)].lower() in vocabulary().say_words
    return said or (
        len(words) <= 4
        and all(word[0].isupper() or (word.islower() and len(word) < 5) for word in words)
        and words[0][0].isupper()
    )


def _begins_as_source(source: str, gazetteer: Gazetteer) -> bool:
    """A line by itself is a source when it begins with who it is: "Bewoner Krispijn", "een moeder uit ..."."""
    words = re.sub(r"^(?:een|de|het|mw\.?|dhr\.?)\s+", "", source.strip(), flags=re.IGNORECASE).split()
    if not words or source.rstrip().endswith((".", "?", "!")):
        return False
    named = (
        is_somebody(source)
        or re.match(r"\d{1,2}\s?(?:jaar|jr)\b", source)
        or vocabulary().group_of(words[0])
        or words[0].strip(",").lower() in vocabulary().heading_filler
    )
    return bool(named or wijk_of(words[0], gazetteer) or wijk_of(" ".join(words[:2]), gazetteer)) or names_a_person(
        words[0], gazetteer
    )


def _spans(text: str, start: int) -> list[tuple[int, int]] | None:
    """Where the words of a quotation stand, from its opening mark: one span for every paragraph."""
    opening = text[start : start + 1]
    if opening not in _CLOSERS or not opening:
        return None
    spans, begin = [], start + 1
    for position in range(start + 1, min(len(text), start + _MAX_QUOTE)):
        mark = text[position]
        if _reopens(text, position, opening):
            # a second paragraph opens again; the first one was not closed
            spans.append((begin, len(text[:position].rstrip())))
            begin = position + 1
        elif mark in _CLOSERS[opening] and _closes(text, position):
            return [*spans, (begin, position)]
    return None


def _reopens(text: str, position: int, opening: str) -> bool:
    before = text[max(0, position - 6) : position]
    return text[position] == opening and opening not in _SINGLE and bool(re.search(r"\n\s*\n\s*$", before))


def _closes(text: str, position: int) -> bool:
    before, after = text[position - 1], text[position + 1 : position + 2]
    return not before.isspace() and not (after.isalnum())


def _later_closers(text: str, start: int, first: int) -> Iterator[int]:
    """A single mark may be an apostrophe ("'s avonds", "z'n"): try the ones that follow too."""
    limit = text.find("\n\n", first)
    for position in range(first + 1, min(len(text), start + _MAX_QUOTE, limit if limit > 0 else len(text))):
        if text[position] in _CLOSERS[text[start]] and _closes(text, position):
            yield position


def _after_unattributed(text: str, start: int) -> int:
    spans = _spans(text, start) if text[start] not in _SINGLE else None
    return spans[0][1] + 1 if spans and len(spans) == 1 else start + 1


def _plain(source: str) -> str:
    return re.sub(r"\s+", " ", source).strip(" .,;:–—-")


@lru_cache(maxsize=1)
def _interruption() -> re.Pattern[str]:
    return re.compile(
        rf"^\s*,?\s*(?:(?:zo|dat)\s)?((?:{_verbs()})\s(?:[^“”\"„\n]|\n(?!\n)){{2,80}}?)\s*[,:.;]\s*(?=[“\"„‘'])",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _said_after() -> re.Pattern[str]:
    return re.compile(
        rf"^\s*[,.]?\s*(?:(?:zo|dat)\s)?((?:{_verbs()})\s[^“”\"„.\n]{{2,80}}(?:\n(?!\n)[^“”\"„.\n]{{2,60}})?)(?:\.|\n|$)",
        re.I,
    )


@lru_cache(maxsize=1)
def _said_before() -> re.Pattern[str]:
    """Words that lead up to a quotation without a colon: "Volgens een wijkagent", "Een moeder vertelt dat"."""
    lead = rf"(?:volgens|aldus)\s[^.!?:\n“”\"]{{2,60}}|[^.!?:\n“”\"]{{2,60}}\s(?:{_verbs()})(?:\s(?:dat|ook|hierover))?"
    return re.compile(rf"(?:^|\n|[.!?]\s)[\s*•.-]*({lead}),?\s*$", re.IGNORECASE)


def _verbs() -> str:
    return "|".join(sorted(vocabulary().say_words, key=len, reverse=True))
