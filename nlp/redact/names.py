"""Names of people, found by their shape, by lists of names and by the words around them.

1. Capitalised words that belong together make a run ("Zoë van der Velde-Sow"); initials open one too.
2. Words that only start a sentence, titles and roles are taken off the front; places and organisations are left out.
3. What remains is a name when it looks enough like one: in a list of names and no everyday word, in no list at all
   but beside a name, after a title or a relative, before "zei" and the like.
4. In lower case only after a title, where somebody introduces himself, or when nothing but a name is spelled so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from corpora.gazetteer import PlaceMatch
from nlp.redact.cues import any_of, load_cues
from nlp.redact.found import Found
from nlp.redact.lookups import Lookups
from nlp.redact.tokens import Token, tokenise

# in a surname only before an article: "Op 't Hof", not "Fatima op Zuid"
_WEAK = frozenset(["op", "in", "aan", "bij", "uit", "onder", "over", "voor", "en", "te"])
_ARTICLES = frozenset(["de", "den", "der", "het", "'t", "’t"])
_POSSESSIVES = frozenset(["mijn", "m'n", "onze", "ons", "jouw", "je", "zijn", "z'n", "haar", "hun", "d'r", "uw"])
_DETERMINERS = frozenset(
    ["de", "het", "een", "'t", "die", "dat", "deze", "dit", "elke", "ieder", "iedere", "geen", "ons", "welke", "zo'n"]
)
_INTRODUCTION = re.compile(
    rf"\b(?:{any_of('voorstellen')})\.?[\s:,]{{1,3}}(?:(?:is|de|nog|mw|dhr|meneer|mevrouw)\.?\s)?", re.IGNORECASE
)
_FIRM_INTRODUCTION = re.compile(
    r"\b(?:heet|heette|naam is|genaamd|geheten|spreekt met|noemen (?:me|hem|haar))[\s:,]{1,3}", re.IGNORECASE
)
_HEADER = re.compile(
    rf"(?:^|\n|(?<=[.;|]\s))[ \t]*(?:{any_of('kopwoorden')})[ \t]*(?:\([^)\n]{{0,30}}\))?[ \t]*(?:\.{{2,}}|:|\t| [-–] )(?P<list>[^\n.]*(?:\.(?!\s+[A-Z][a-z]+\s[a-z])[^\n.]*)*)",
    re.IGNORECASE,
)
_RELATIVE_GAP = re.compile(r"\s|,\s|\s\(")


def find_names(
    text: str,
    *,
    lookups: Lookups,
    protected: Sequence[PlaceMatch] = (),
    known: Collection[str] = (),
    label: bool = False,
) -> Iterator[Found]:
    """Names of people in a text.

    Args:
        protected: places and organisations, which stay unless they are clearly somebody's surname.
        known: parts of names met elsewhere, as `lookups.normalise` gives them.
        label: the text is a speaker label, where a single word is sooner a name.
    """
    tokens = tokenise(text, lookups, protected=protected, known=known)
    scene = Scene(
        text,
        tokens,
        lookups,
        frozenset(_listed(tokens, _lists(text, label))),
        _ends(_INTRODUCTION, text),
        _ends(_FIRM_INTRODUCTION, text),
    )
    i = 0
    while i < len(scene.tokens):
        last, is_name = scene.name_at(i)
        if is_name:
            yield Found(scene.tokens[i].start, scene.tokens[last].end, "NAAM")
        i = last + 1


def _lists(text: str, label: bool) -> list[tuple[int, int]]:
    """Stretches where names are listed: a label, or what follows "Aanwezig:"."""
    if label:
        return [(0, len(text))]
    return [match.span("list") for match in _HEADER.finditer(text)]


def _ends(pattern: re.Pattern[str], text: str) -> frozenset[int]:
    return frozenset(match.end() for match in pattern.finditer(text))


def _listed(tokens: Sequence[Token], stretches: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Numbers of the words inside these stretches."""
    starts = [token.start for token in tokens]
    for start, end in stretches:
        yield from range(bisect_left(starts, start), bisect_left(starts, end))


@dataclass(frozen=True, slots=True)
class Scene:
    """A text cut in words, with the rules that need their neighbours."""

    text: str
    tokens: list[Token]
    lookups: Lookups
    listed: frozenset[int]  # numbers of the words in a list of names
    introduced: frozenset[int]  # offsets where somebody has just been introduced: "ik ben ..."
    named: frozenset[int]  # offsets where nothing but a name can follow: "mijn naam is ..."

    def name_at(self, i: int) -> tuple[int, bool]:
        """Last word of what begins at word `i`, and whether that is a name."""
        token = self.tokens[i]
        if token.capital or token.initials:
            return self._capital_name(i)
        return self._lower_name(i)

    # --- names with capitals ---

    def _capital_name(self, i: int) -> tuple[int, bool]:
        token = self.tokens[i]
        if (
            token.form.never
            or self._is_title(i)
            or (token.protected in ("straat", "organisatie") and not self._surname_after_all(i))
        ):
            return i, False
        if token.protected and not self._titled(i):
            return i, False
        if not self._may_open(i):
            return i, False
        last = self._extent(i)
        return self._judge(i, last)

    def _may_open(self, i: int) -> bool:
        """Whether a word with a capital can be the first of a name, or only the first of a sentence."""
        token = self.tokens[i]
        if token.initials or token.known or self._titled(i) or not (token.opens and token.word.common):
            return True
        if token.particle:
            return self._joined(i) and self.tokens[i + 1].capital
        if token.word.forename and token.word.common <= 5:
            return True
        return self._in_list(i)

    def _extent(self, i: int) -> int:
        """Last word of the run that begins at `i`: capitals with particles between them."""
        last = i
        while True:
            following = self._next_part(last)
            if following is None:
                return last
            last = following

    def _next_part(self, last: int) -> int | None:
        """The next word with a capital, past at most three particles."""
        j = last
        for _ in range(4):
            if not self._joined(j):
                return None
            j += 1
            token = self.tokens[j]
            if not token.particle and self._ends_run(last, j):
                return None
            if (
                token.capital
                and j > last + 1
                and self.tokens[j - 1].lower in _ARTICLES
                and self.tokens[j - 2].lower in _WEAK
                and token.word.forename == 3
                and token.word.common == 0
                and self.tokens[j - 2].text.islower()
            ):
                return None  # "Vito op de Johan"
            if token.capital and not (token.particle and j + 1 < len(self.tokens) and self._joined(j)):
                return j
            if not token.particle or (token.lower in _WEAK and not self._article_follows(j)):
                return j if token.capital else None
        return None

    def _ends_run(self, last: int, j: int) -> bool:
        token = self.tokens[j]
        if token.protected in ("straat", "organisatie"):
            return not (token.alone and token.word.surname and self.tokens[last].word.forename >= 2)
        if token.protected and j > last + 1:
            return True  # "Fatima van Wielwijk"
        return (
            token.form.never
            or (self._is_title(j) and not token.particle)
            or (token.initials and not self._initial_inside(last, j))
        )

    def _initial_inside(self, last: int, j: int) -> bool:
        """ "Jan P. de Vries" or "Daan V." """
        return self.tokens[last].word.forename >= 2 and len(self.tokens[j].text) <= 5

    def _article_follows(self, j: int) -> bool:
        return j + 1 < len(self.tokens) and self._joined(j) and self.tokens[j + 1].lower in _ARTICLES

    def _joined(self, j: int) -> bool:
        """Only a space, or nothing after initials, stands between this word and the next."""
        if j + 1 >= len(self.tokens):
            return False
        gap = self.text[self.tokens[j].end : self.tokens[j + 1].start]
        return gap in (" ", "\u00a0") or (
            gap in ("", "  ") and (self.tokens[j].initials or self.tokens[j].lower == "'t")
        )

    # --- is it one ---

    def _judge(self, i: int, last: int) -> tuple[int, bool]:
        if self._is_organisation(i, last):
            return last, False
        if self._titled(i):
            return last, self._titled_name(i, last)
        real = [j for j in range(i, last + 1) if not self.tokens[j].particle or j == i == last]
        if len(real) >= 2 and self._score(real) >= 2:
            return last, True
        # not the whole run: perhaps its first word
        return i, self._single(i)

    def _titled_name(self, i: int, last: int) -> bool:
        token = self.tokens[i]
        everyday = token.word.common > 4 or (token.word.common and i == last)
        return bool(token.name_like or token.particle or token.protected or not everyday)

    def _score(self, real: list[int]) -> int:
        """Points for each word of a run that looks like a name, minus points for everyday words."""
        total = 0
        for n, j in enumerate(real):
            token = self.tokens[j]
            word = token.word
            if token.initials or token.known:
                total += 2 if n == 0 or token.known else 0
            elif token.protected:
                # a neighbourhood after a forename or initials is a surname
                total += 1 if n and self._given(real[n - 1]) else -9
            elif word.forename or word.surname:
                total += (2 if not word.common else 1) if not word.proper or n else 0
            elif word.unknown and not token.form.shouts:
                # "Veiligheidsbeeld" is no name, "Femke Kloosterboer" is one
                total += 1 if not token.form.compound or (n and self._given(real[n - 1])) else -2
            else:
                total -= 2
        first = self.tokens[real[0]]
        if first.initials and all(not self.tokens[j].name_like and not self.tokens[j].protected for j in real[1:]):
            return 0
        if first.opens and first.word.common >= 3 and not first.known:
            total -= 1
        return total

    def _given(self, j: int) -> bool:
        token = self.tokens[j]
        return (
            token.initials
            or token.known
            or (token.word.forename >= 1 and not token.word.proper and token.word.common <= 5)
        )

    def _single(self, i: int) -> bool:
        token, word = self.tokens[i], self.tokens[i].word
        if token.initials or token.particle or len(token.text) < 2 or token.protected or token.form.never:
            return False
        if token.known:
            return not (token.opens and word.common >= 6)
        if token.form.shouts and len(token.text) <= 4 and not self._in_list(i):
            return False
        if self._thing(i):
            return False
        if self._in_list(i):
            return ((word.unknown and not token.form.compound) and not token.form.shouts) or (
                (word.forename >= 1 or word.surname >= 2)
                and not word.proper
                and (word.common <= 2 or word.forename == 3)
                and not self._role(i)
            )
        if self._introduced(i) or self._related(i) or self._owned(i):
            return (word.unknown and not token.form.compound) or (
                (word.forename > 0 or word.surname > 0)
                and (not word.proper or word.forename >= 2)
                and not (token.opens and word.common > 3)
            )
        if word.proper and word.forename < 2:
            return False
        if word.forename >= 2 and not word.common:
            return True
        if word.forename == 3 and word.common <= 2:
            return True
        if token.opens:
            return self._speaks(i) and (
                (word.forename >= 2 and word.common <= 5) or (word.surname >= 2 and not word.common)
            )
        if self._determined(i):
            return False
        if word.common:
            return word.forename >= 2 and word.common <= 5 and not token.form.shouts
        return (
            word.surname >= 2 or word.forename >= 1 or ((word.unknown and not token.form.compound) and self._speaks(i))
        )

    def _role(self, i: int) -> bool:
        return self.tokens[i].lower in load_cues()["rollen"] or self.tokens[i].lower in load_cues()["nooit"]

    # --- neighbours ---

    def _previous(self, i: int) -> Token | None:
        return self.tokens[i - 1] if i else None

    def _is_title(self, i: int) -> bool:
        return self.tokens[i].form.title

    def _titled(self, i: int) -> bool:
        """A title stands just before: "mw. Oksana", "de heer en mevrouw Visser"."""
        before = self._previous(i)
        if before is None or not (self._is_title(i - 1) or before.lower in ("mw", "dhr", "mevr", "hr")):
            return False
        return self.text[before.end : self.tokens[i].start] in (" ", ". ", ".", "\u00a0")

    def _related(self, i: int) -> bool:
        """A relative, neighbour or role stands just before: "mijn neefje, Jurre"."""
        before = self._previous(i)
        if before is None or before.lower not in load_cues()["verwanten"]:
            return False
        return bool(_RELATIVE_GAP.fullmatch(self.text[before.end : self.tokens[i].start]))

    def _owned(self, i: int) -> bool:
        """ "onze Annelot", "mijn Daan": a word in no list after a word of possession."""
        before = self._previous(i)
        return (
            before is not None
            and before.lower in _POSSESSIVES
            and self._joined(i - 1)
            and self.tokens[i].text[1:].islower()
        )

    def _introduced(self, i: int) -> bool:
        return self.tokens[i].start in self.introduced

    def _speaks(self, i: int) -> bool:
        """A verb of somebody who does something follows or stands before: "Yonas zei", "belt Yonas"."""
        verbs = load_cues()["spreekwerkwoorden"]
        return bool(i + 1 < len(self.tokens) and self._joined(i) and self.tokens[i + 1].lower in verbs)

    def _determined(self, i: int) -> bool:
        """An article, perhaps with an adjective, makes it a thing: "de Roos", "een grijze Vito"."""
        before = self._previous(i)
        return before is not None and before.lower in _DETERMINERS and self._joined(i - 1)

    def _thing(self, i: int) -> bool:
        """An adjective after an article: "een grijze Vito"; "die lieve Sam" stays a person."""
        if i < 2 or not (self._joined(i - 1) and self._joined(i - 2)):
            return False
        adjective, article = self.tokens[i - 1], self.tokens[i - 2]
        return (
            article.lower in ("een", "de", "het", "zo'n")
            and adjective.text.islower()
            and adjective.lower.endswith("e")
            and adjective.word.common > 0
            and adjective.lower not in ("lieve", "kleine", "oude", "jonge", "arme", "beste")
        )

    def _in_list(self, i: int) -> bool:
        return i in self.listed

    def _surname_after_all(self, i: int) -> bool:
        return self._titled(i) and self.tokens[i].word.surname > 0

    def _is_organisation(self, i: int, last: int) -> bool:
        """An organisation word before or behind, or a name that the table knows as one."""
        before = self._previous(i)
        cues = load_cues()
        if before and before.lower in cues["organisatiehoofden"] and self._joined(i - 1) and not self._titled(i):
            return True
        if self._joined(last) and self.tokens[last + 1].lower in cues["organisatie_erna"] - {"en"}:
            return True
        if last > i:
            phrase = self.lookups[re.sub(r"\s+", " ", self.text[self.tokens[i].start : self.tokens[last].end])]
            if phrase.proper:
                return True
        tail = self.tokens[last]
        return (
            not tail.word.surname
            and not tail.word.forename
            and any(
                tail.lower.endswith(end) and len(tail.lower) > len(end) + 2
                for end in ("straat", "college", "school", "huis", "kerk", "ziekenhuis", "plein", "museum", "stichting")
            )
        )

    # --- names without capitals ---

    def _lower_name(self, i: int) -> tuple[int, bool]:
        token = self.tokens[i]
        if token.protected:
            return i, False
        if self._titled(i):
            return self._lower_after_title(i)
        if token.form.never or not self._lower_sure(i):
            return i, False
        return self._lower_extent(i), True

    def _lower_sure(self, i: int) -> bool:
        token, word = self.tokens[i], self.tokens[i].word
        if token.known:
            return not word.common and not word.proper and len(token.text) >= 3
        if word.common > 2 or token.particle or word.proper or len(token.text) < 3:
            return False
        if self._in_list(i):
            return word.forename >= 2 and not word.common
        if word.common == 0 and word.forename == 3 and len(token.text) >= 4:
            return True
        if token.start in self.named:
            return (word.unknown and not token.form.compound) or (word.forename > 0 and word.common <= 2)
        if self._introduced(i) or self._related(i) or self._owned(i):
            return word.forename >= 2 and word.common <= 1
        return False

    def _lower_after_title(self, i: int) -> tuple[int, bool]:
        j = i
        while self.tokens[j].lower in load_cues()["voorvoegsels_kleine_letter"] and self._joined(j) and j < i + 3:
            j += 1
        token, word = self.tokens[j], self.tokens[j].word
        firm = self.tokens[i - 1].lower in (
            "meneer",
            "mevrouw",
            "mw",
            "dhr",
            "mevr",
            "heer",
            "mijnheer",
            "juffrouw",
            "familie",
            "fam",
        )
        limit = 4 if firm else 2
        if j > i:
            limit += 1
        if self._role(j) or token.particle or (token.protected and not firm) or (len(token.text) < 3 and word.common):
            return i, False
        if (word.proper and not word.surname) or token.form.never:
            return i, False
        if (
            (word.unknown and not token.form.compound)
            or token.capital
            or (
                (word.surname >= 2 or word.forename >= 2)
                and word.common <= limit
                and (not word.common or word.surname == 3)
            )
        ):
            return self._lower_extent(j), True
        return i, False

    def _lower_extent(self, i: int) -> int:
        """A forename in lower case takes the surname that follows: "fatima el amrani"."""
        j = i
        while j + 1 < len(self.tokens) and self._joined(j) and j < i + 4:
            j += 1
            token = self.tokens[j]
            if token.protected or token.form.never:
                break
            if not token.particle and not token.capital:
                rare = not token.word.common and not token.word.proper
                return self._lower_extent(j) if rare and (token.word.surname >= 2 or token.word.forename >= 2) else i
            if token.capital:
                break
        return i
