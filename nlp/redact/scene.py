"""A text cut in words, and what the neighbours of a word say about it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from corpora.gazetteer import PlaceMatch
from nlp.redact.cues import any_of, load_cues
from nlp.redact.lookups import Lookups
from nlp.redact.tokens import Token, tokenise

_POSSESSIVES = frozenset(["mijn", "m'n", "onze", "ons", "jouw", "je", "zijn", "z'n", "haar", "hun", "d'r", "uw"])
DETERMINERS = frozenset(
    ["de", "het", "een", "'t", "deze", "dit", "elke", "ieder", "iedere", "geen", "ons", "welke", "zo'n"]
)
_AGED = re.compile(r"\s?\((?:[A-Z]{1,2}\.?,\s?)?\d{1,2}(?:\sjaar)?(?=[,)])")
_DEAR = frozenset(["lieve", "kleine", "oude", "jonge", "arme", "beste", "zekere"])
_INTRODUCTION = re.compile(
    rf"\b(?:{any_of('voorstellen')})\.?[\s:,]{{1,3}}(?:(?:is|de|nog|mw|dhr|meneer|mevrouw)\.?\s)?", re.IGNORECASE
)
_NAMED = re.compile(rf"\b(?:{any_of('naamzinnen')})[\s:,]{{1,3}}", re.IGNORECASE)
# "Aanwezig:", "gevoerd door ..", at the start of a line or after a full stop; the list runs to the end of the sentence
_LIST = re.compile(
    rf"(?:^|\n|(?<=[.;|]\s))[ \t]*(?:{any_of('kopwoorden')})[ \t]*(?:\([^)\n]{{0,30}}\))?"
    r"[ \t]*(?:\.{2,}|:|\t| [-–] )(?P<list>[^\n.]*(?:\.(?!\s+[A-Z][a-z]+\s[a-z])[^\n.]*)*)",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_ASIDE = re.compile(r"\s|,\s|\s\(")
_NEXT_TO_TITLE = frozenset([" ", ". ", ".", "\u00a0"])


@dataclass(frozen=True, slots=True)
class Scene:
    """A text cut in words. Questions are about word number `i`."""

    text: str
    tokens: list[Token]
    lookups: Lookups
    label: bool
    listed: frozenset[int]  # numbers of the words in a list of names
    introduced: frozenset[int]  # offsets where somebody has just been introduced: "ik ben ..."
    named: frozenset[int]  # offsets where nothing but a name can follow: "mijn naam is ..."
    links: tuple[tuple[int, int], ...]  # internet addresses

    def previous(self, i: int) -> Token | None:
        """The word before."""
        return self.tokens[i - 1] if i else None

    def gap(self, i: int) -> str:
        """What stands between this word and the next; a line end after the last word."""
        return self.text[self.tokens[i].end : self.tokens[i + 1].start] if i + 1 < len(self.tokens) else "\n"

    def joined(self, i: int) -> bool:
        """Only a space, or nothing after initials, stands between this word and the next."""
        gap = self.gap(i)
        if gap in (" ", "\u00a0"):
            return True
        return gap in ("", "  ") and (self.tokens[i].initials or self.tokens[i].lower == "'t")

    def titled(self, i: int) -> bool:
        """A title stands just before: "mw. Oksana"."""
        before = self.previous(i)
        return before is not None and before.form.title and self.gap(i - 1) in _NEXT_TO_TITLE

    def related(self, i: int) -> bool:
        """A relative, neighbour or role stands just before: "mijn neefje, Jurre"."""
        before = self.previous(i)
        return (
            before is not None and before.lower in load_cues()["verwanten"] and bool(_ASIDE.fullmatch(self.gap(i - 1)))
        )

    def owned(self, i: int) -> bool:
        """A word of possession stands just before: "onze Annelot"."""
        before = self.previous(i)
        return (
            before is not None
            and before.lower in _POSSESSIVES
            and self.joined(i - 1)
            and self.tokens[i].text[1:].islower()
        )

    def presented(self, i: int) -> bool:
        """Somebody is presented here: by an introduction, a relative or a word of possession."""
        return self.tokens[i].start in self.introduced or self.related(i) or self.owned(i)

    def speaks(self, i: int, *, verbs: str = "spreekwerkwoorden") -> bool:
        """A verb of somebody who does something follows: "Yonas zei"."""
        return self.joined(i) and i + 1 < len(self.tokens) and self.tokens[i + 1].lower in load_cues()[verbs]

    def determined(self, i: int) -> bool:
        """An article makes it a thing: "de Roos"."""
        before = self.previous(i)
        return before is not None and before.lower in DETERMINERS and self.joined(i - 1)

    def thing(self, i: int) -> bool:
        """An adjective after an article: "een grijze Vito"; "die lieve Sam" stays a person."""
        if i < 2 or not (self.joined(i - 1) and self.joined(i - 2)):
            return False
        adjective, article = self.tokens[i - 1], self.tokens[i - 2]
        return (
            article.lower in ("een", "de", "het", "zo'n")
            and adjective.text.islower()
            and adjective.lower.endswith("e")
            and adjective.word.common > 0
            and adjective.lower not in _DEAR
        )

    def addressed(self, i: int) -> bool:
        """A preposition of places and brands stands just before: "via Nextdoor"."""
        before = self.previous(i)
        if before is None or (before.opens and before.lower == "door"):
            return False  # "Door Ada heb ik mijn diploma"
        return before.lower in load_cues()["plaatsvoorzetsels"] and self.joined(i - 1)

    def aged(self, i: int) -> bool:
        """An age in brackets follows, perhaps behind a letter: "Ada (17)", "Ada (A, 17)"."""
        return bool(_AGED.match(self.text, self.tokens[i].end))

    def in_link(self, i: int) -> bool:
        """The word is part of an internet address, and no name met elsewhere."""
        token = self.tokens[i]
        return not token.known and any(start <= token.start < end for start, end in self.links)

    def role(self, i: int) -> bool:
        """The word is what somebody does or is: "pastor"."""
        return self.tokens[i].lower in load_cues()["rollen"] or self.tokens[i].form.never

    def phrase_is_proper(self, first: int, last: int) -> bool:
        """The table knows these words together as a place, organisation or title: "Albert Heijn"."""
        words = self.text[self.tokens[first].start : self.tokens[last].end]
        return self.lookups[re.sub(r"\s+", " ", words)].proper


def set_scene(
    text: str, *, lookups: Lookups, protected: Sequence[PlaceMatch], known: Collection[str], label: bool
) -> Scene:
    """Cut the text in words and note where names can be expected."""
    tokens = tokenise(text, lookups, protected=protected, known=known)
    stretches = [(0, len(text))] if label else [match.span("list") for match in _LIST.finditer(text)]
    return Scene(
        text,
        tokens,
        lookups,
        label,
        frozenset(_inside(tokens, stretches)),
        _ends(_INTRODUCTION, text),
        _ends(_NAMED, text),
        tuple(match.span() for match in _LINK.finditer(text)) if "/" in text else (),
    )


def _ends(pattern: re.Pattern[str], text: str) -> frozenset[int]:
    return frozenset(match.end() for match in pattern.finditer(text))


def _inside(tokens: Sequence[Token], stretches: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Numbers of the words inside these stretches."""
    starts = [token.start for token in tokens]
    for start, end in stretches:
        yield from range(bisect_left(starts, start), bisect_left(starts, end))
