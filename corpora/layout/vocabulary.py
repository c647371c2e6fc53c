"""Words by which the layout of notes is recognised, read once from `corpora/words`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from corpora.layout.remembered import remembered
from corpora.yaml_file import read_yaml

WORDS = Path(__file__).parents[1] / "words"

_TITLE_BEFORE = re.compile(r"\b(?:dhr|mw|mevr|hr|meneer|mevrouw|heer|fam|familie|[A-Z])\.?\s$", re.IGNORECASE)
_STATED = re.compile(r"[(\[]\s*(\w+)\s*[)\]]")
# "zorgt voor twee ouders": not who somebody is, but whom it is about
_CARED_FOR = re.compile(r"\b(?:zorg\w*|werkt?|werken|past?|let)\s+(?:voor|met|op)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_CAPITAL_BEFORE = re.compile(r"(?:^|[\s,;(])[A-ZÀ-Þ][\w'’-]+\s$")
_FUNCTION = re.compile(
    r"^\W*(?:(?:een|de|onze|adjunct|vice|algemeen|operationeel|financieel|commercieel)[\s-])*(?:directeur|directrice|manager|teamleid\w+|leidinggevende"
    r"|bestuurder|beheerder|beheerster|coördinator|hoofd|chef|beveiliger|portier|planner)\s+(.+)$",
    re.IGNORECASE,
)
# an owner of a business is told apart by the kind of business, wherever it is named
_REFINED = {"ondernemer": ("horecaondernemer", "bedrijventerrein")}


_OLDER = re.compile(r"\s(?:lid|echtpaar|stel|iemand|publiek|mens|dan|en\swijzer|wordt|worden|geworden)\b")
_DENIED = re.compile(r"\bgeen\s+$", re.IGNORECASE)


@dataclass(frozen=True)
class Vocabulary:
    """Everything the layout knows about words."""

    group_words: Mapping[str, re.Pattern[str]]
    surnames: frozenset[str]
    own_work_words: Mapping[str, re.Pattern[str]]
    not_in_title: re.Pattern[str]
    interviewer: re.Pattern[str]
    interviewer_whole: frozenset[str]
    presence: frozenset[str]
    closing_starts: re.Pattern[str]
    respondent_whole: frozenset[str]
    note_taker: re.Pattern[str]
    header_keys: Mapping[str, str]
    column_words: Mapping[str, re.Pattern[str]]
    question_start: re.Pattern[str]
    leading: re.Pattern[str]
    report_words: re.Pattern[str]
    report_words_unless_first: re.Pattern[str]
    report_keys: re.Pattern[str]
    view_words: re.Pattern[str]
    opening: re.Pattern[str]
    call: re.Pattern[str]
    somebody: frozenset[str]
    title_words: re.Pattern[str]
    letter_start: re.Pattern[str]
    about_list: re.Pattern[str]
    no_talk: re.Pattern[str]
    screen_words: frozenset[str]
    closing_headings: frozenset[str]
    part_words: frozenset[str]
    mark_words: frozenset[str]
    sheet_headings: frozenset[str]
    endings: tuple[str, ...]
    removed: tuple[str, ...]
    heading_filler: frozenset[str]
    say_words: frozenset[str]
    report_verbs: tuple[str, ...]
    introducing: re.Pattern[str]
    pointing_back: frozenset[str]
    after_pointing: frozenset[str]
    everywhere: frozenset[str]
    between_words: tuple[str, ...]

    def groups_in(self, text: str) -> list[str]:
        """Groups that the text names, in order of mention, each once."""
        found = [
            (match.start(), -len(match.group()), group)
            for group, match in _group_matches(text)
            if not _DENIED.search(text[: match.start()])  # "geen ouder"
            if not (match.group().lower() == "ouder" and _OLDER.match(text[match.end() :]))
        ]
        return list(dict.fromkeys(group for _, _, group in sorted(found)))

    def group_of(self, text: str) -> str:
        """The group that the text names first, told as precisely as it does; "" when it names none."""
        if (stated := _STATED.search(text)) and stated[1].lower() in self.group_words:
            return stated[1].lower()  # "beheerder buurthuis (professional)"
        groups = self.groups_in(text)
        if not groups:
            return ""
        if (function := _FUNCTION.match(text)) and (where := self.groups_in(re.split(r"[,;(]", function[1])[0])):
            groups = where  # "directeur transportbedrijf": where somebody works tells more
        return next((finer for finer in _REFINED.get(groups[0], ()) if finer in groups), groups[0])

    def finer(self, group: str, around: str) -> str:
        """An owner on a business park, or of a bar, told as precisely as what is around it."""
        return around if around in _REFINED.get(group, ()) else group

    def own_work(self, text: str) -> str:
        """The group whose own work or house is meant by "mijn klanten", "mijn leerlingen"; "" when it is none."""
        return next((group for group, words in self.own_work_words.items() if words.search(text)), "")

    def first_group_at(self, text: str) -> int:
        """Where the text first names a group; its length when it names none."""
        return min((match.start() for _, match in _group_matches(text)), default=len(text))

    def without_groups(self, text: str) -> str:
        """The text with the words for groups taken out."""
        for pattern in self.group_words.values():
            text = pattern.sub(" ", text)
        return text


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary that ships; the same object every time."""
    groups, layout = _read("groepen.yaml"), _read("verslag.yaml")
    return Vocabulary(
        not_in_title=_pattern(groups.pop("niet_in_titel").split()),
        surnames=frozenset(groups.pop("achternamen").split()),
        own_work_words={group: _pattern(words.split()) for group, words in groups.pop("eigen_werk").items()},
        group_words={group: _pattern(words.split()) for group, words in groups.items()},
        interviewer=_pattern(layout["interviewer"].split()),
        interviewer_whole=frozenset(layout["interviewer_heel"]),
        presence=frozenset(layout["aanwezigheid"]),
        closing_starts=_pattern(layout["slotkopbegin"].split(), whole=False),
        respondent_whole=frozenset(layout["respondent_heel"]),
        note_taker=_pattern(layout["notulist"].split(), whole=False),
        header_keys={key: meaning for meaning, keys in layout["kopregels"].items() for key in keys},
        column_words={role: _pattern(words) for role, words in layout["kolommen"].items()},
        question_start=_pattern(layout["vraagbegin"].split(), whole=False),
        leading=_pattern(layout["gespreksleiding"].split()),
        report_words=_pattern(layout["verslagtekst"].split()),
        report_words_unless_first=_pattern(layout["verslagwoorden"].split()),
        report_keys=re.compile(rf"(?:^|[.!?)]\s)(?:{'|'.join(layout['verslagsleutels'].split())}):", re.IGNORECASE),
        view_words=_pattern(layout["meningwoorden"].split()),
        title_words=_pattern(layout["titelwoorden"].split()),
        letter_start=_pattern(layout["briefbegin"].split(), whole=False),
        about_list=_pattern(layout["over_de_opsomming"].split()),
        no_talk=_pattern(layout["geen_gesprek"].split(), whole=False),
        opening=_pattern(layout["opening"].split()),
        call=_pattern(layout["oproep"].split()),
        somebody=frozenset(layout["iemand"].split()),
        screen_words=frozenset(layout["schermwoorden"].split()),
        closing_headings=frozenset(layout["slotkoppen"].split()),
        mark_words=frozenset(layout["plakwoorden"].split()),
        sheet_headings=frozenset(layout["flapkoppen"].split()),
        part_words=frozenset(layout["onderdelen"].split()),
        endings=tuple(layout["einde"]),
        removed=tuple(layout["verwijderd"]),
        heading_filler=frozenset(layout["kopvulling"].split()),
        say_words=frozenset(layout["zegwoorden"].split()),
        introducing=_pattern(layout["inleidend"].split()),
        pointing_back=frozenset(layout["terugwijzers"].split()),
        after_pointing=frozenset(layout["na_aanwijzend"].split()),
        everywhere=frozenset(layout["overal"].split()),
        report_verbs=tuple(layout["verslagwerkwoorden"]),
        between_words=tuple(layout["tussenwoorden"]),
    )


@remembered
def _group_matches(text: str) -> list[tuple[str, re.Match[str]]]:
    matches = [
        (group, match)
        for group, words in vocabulary().group_words.items()
        for match in words.finditer(text)
        if not _is_other(text[max(0, match.start() - 30) : match.start()], match.group())
    ]
    return [
        (group, match)
        for group, match in matches
        # the longest word wins: "jongerenwerker" is no "jongeren"
        if not any(
            other.start() <= match.start() and match.end() <= other.end() and len(other.group()) > len(match.group())
            for _, other in matches
        )
    ]


def _is_other(before: str, word: str) -> bool:
    """ "mw. Bakker" and "Rinus Kok" are names; whom somebody cares for is somebody else."""
    if _CARED_FOR.search(before):
        return True
    if not word[0].isupper():
        return False
    named = _CAPITAL_BEFORE.search(before) and word.lower() in vocabulary().surnames
    return bool(_TITLE_BEFORE.search(before[-12:]) or named)


def _read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = read_yaml(WORDS / name)
    return data


def _pattern(words: Iterable[str], *, whole: bool = True) -> re.Pattern[str]:
    """Any of these words; `*` stands for the rest of a word, `_` for a space, and with `whole=False` the text must begin with one."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    alternatives = "|".join(
        re.escape(word).replace(r"\*", r"[\w’'-]*").replace(r"\ ", r"\s+").replace("_", r"\s+") for word in ordered
    )
    return re.compile(rf"{'' if whole else '^'}(?<![\w-])(?:{alternatives})(?![\w-])", re.IGNORECASE)
