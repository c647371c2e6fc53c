"""Where a speaker begins about something else.

People say that they change the subject: "Verder …", "En dan die fietsen …". A lighter word ("Ook …", "Maar …") counts
only when the subject of the words changes as well: other sub-themes of the codebook, no word with content shared, and
nothing that points back ("Maar dat …"). After a word that adds and a thing of its own ("En de lantaarn …", "Ook de post …") no shared word is
enough: of the ten such sentences in the annotated turns, nine begin about something else. So is a wish after a story ("En geef ons …"), and a
sentence that is turned round to bring up what follows ("Wat ik wel mis is …"): eight of the ten that no other rule heard. A change of sub-theme
without any such sign splits more stories than it finds subjects: it found none of eleven changes and cut five statements in two. Where no
rule hears a change, a small model may (`turning`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from nlp.segment.remarks import words_in
from nlp.segment.turning import ENOUGH, likelihood
from nlp.segment.wording import wording

if TYPE_CHECKING:
    from nlp.themes.rules import WordRules

MIN_WORDS = 5  # a shorter piece is not a statement of its own
_NOUN_PHRASE = re.compile(
    r"^[\s,:]*(?:de|het|'t|’t|een|die|dat|deze|dit|al|alle|mijn|m['’]n|onze|ons|zo['’]n|geen|weer|ook|nog)\s+\w+|^[\s,:]*\w+(?:ing|heid|atie|s)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"^[\s,:]*(?:dat|die|deze|dit)\s+(?:is|zijn|was|waren|gaat|gaan|wordt|worden|komt|komen|doet|doen|moet|kan|heeft|hebben|staat|zegt|weer)\b",
    re.I,
)
# "Die lift is trouwens …", "De vergunning duurt daarentegen …"
_BY_THE_WAY = re.compile(r"^\W*(?:\w+\s+){2,6}(?:trouwens|overigens|daarentegen)\b", re.IGNORECASE)
# "Ander dingetje:", "En los daarvan,", "Mijn tweede punt is"
_COUNTED = re.compile(
    r"^\W*(?:(?:en|maar|nou|dan|nog|ook|wel)\s+){0,2}(?:(?:een|het|mijn|onze|ons|nog\s+een)\s+)?"
    r"(?:(?:heel\s+)?ander|tweede|derde|volgende|laatste|extra)e?\s+(?:ding\w*|punt\w*|zaak|zaken|kwestie|onderwerp|verhaal|zorg|irritatie|ergernis|wens|puntje|iets)\b"
    r"|^\W*(?:(?:en|maar|helemaal)\s+)?(?:los|afgezien|buiten|naast)\s+(?:daarvan|van\s+dat|dat|dit|van\s+dit)\b",
    re.IGNORECASE,
)
# "Dan die tegels voor de ingang.", "Iets vrolijkers: de plantenruil"
_NEXT_UP = re.compile(
    r"^\W*dan\s+(?:de|het|'t|’t|die|dat|deze|dit|een|mijn|onze|ons)\s+(?!is\b|zijn\b|was\b)\w+|^\W*(?:(?:en|maar|nu|nou|nog|ook|wel)\s+){0,2}iets\s+(?:heel\s+)?\w+s\s*:",
    re.IGNORECASE,
)
# "Wat veiligheid betreft:", "Nee, wat mij irriteert", "Wat wel fijn is:", "De lift, daar wil ik het ook over hebben."
_RAISED = re.compile(
    r"^\W*(?:(?:en|maar|nou|nee|ja|weet\s+(?:je|u))\W+){0,2}wat\s+(?:(?:de|het|die|dat)\s+)?(?:\w+\s+(?:betreft|aangaat)\b"
    r"|(?:mij|me|ons)\s+(?:\w+\s+){0,3}(?:irriteert|ergert|steekt|stoort|dwarszit|opvalt)\b|(?:wel|ook)\s+(?:fijn|goed|mooi|jammer|vervelend|lastig)\s+is\b)"
    r"|^\W*(?:de|het|die|dat)\s+\w+\s*,\s*daar\s+wil\s+ik\s+het\b",
    re.IGNORECASE,
)
# "Enige minpunt is …", "Voorstel: …", "Mijn tip is …"
_JUDGED = re.compile(
    r"^\W*(?:(?:en|maar|wel|nog|ook|het|een|de|mijn|ons|onze|enige?|grootste|belangrijkste|klein|kleine|andere)\s+){0,3}"
    r"(?:\w*(?:minpunt|pluspunt|kritiekpunt|verbeterpunt|aandachtspunt|lichtpunt|voorstel|suggestie|verzoek|oproep|kanttekening|compliment|ergernis"
    r"|irritatie|zorg|wens|tip|advies)(?:je|jes|en|s)?|enige\s+(?:nadeel|voordeel|klacht|wens|zorg|vraag))(?:\s+(?:is|zijn|blijft|voor|aan)\b|\s*:)",
    re.IGNORECASE,
)
# "En ik maak me zorgen over …"
_WORRIED = re.compile(
    r"^\W*(?:(?:en|maar|verder|ook)\W+)*(?:(?:ik|wij|we)\s+(?:maak|maken)|(?:maak|maken)\s+(?:ik|wij|we))\s+(?:me|mij|ons)\s+(?:\w+\s+){0,2}zorgen\s+(?:over|om)\b",
    re.IGNORECASE,
)
# "Wat ik wel mis is …", "En waar ik van schrik is …", "Wat dan wel weer klopt: …": turned round to bring up what follows
_BROUGHT_UP = re.compile(
    r"^\W*(?:(?:en|maar|nou|nee|ja|kijk)\W+){0,2}(?:wat|waar)\s+(?:(?:\w+[\s,]+){0,5}?(?:ik|mij|me|ons|we|wij)\s(?:\w+[\s,]+){1,7}?(?:is|zijn|was)\b"
    r"|(?:\w+\s+){1,6}\w+\s*:)",
    re.IGNORECASE,
)
# "En die subsidie is elk jaar weer afwachten": something is added; "En die is kapot" goes on
_ADDED = re.compile(
    r"^\W*(?:(?:(?:en\s+)?ook|en|bovendien\s+\w+)\s+|(?:en\s+|maar\s+)?aan\s+de\s+andere\s+kant\s+(?:\w+\s+){1,3}?(?:een\s+)?)"
    r"(?:(?<=een\s)|(?:die|dat|deze|dit|de|het|mijn|onze|ons)\s+)(?P<noun>\w+)(?P<known>\s+(?:die|dat)\b)?",
    re.IGNORECASE,
)
_WISHED = re.compile(r"^\W*en\s+(?P<wish>\w+)\s+(?P<rest>\w.*)$", re.IGNORECASE | re.DOTALL)
_MIN_ADDED_WORDS = 7
_MIN_STORY_WORDS = 8
_MIN_SURE = 0.5
# said about any subject, so no sign of another one
_ABOUT_ANYTHING = frozenset({"aanpak_en_vertrouwen", "veiligheidsgevoel_buurt", "preventie_perspectief"})


@dataclass(frozen=True)
class Piece:
    """One sentence and what it is about, worked out when it is asked for."""

    text: str

    @cached_property
    def themes(self) -> frozenset[str]:
        return _themes(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        return _stems(self.text)


def groups(sentences: Sequence[str]) -> list[int]:
    """How many sentences belong together, from the first on: `[2, 1]` is two about one thing and one about another."""
    pieces = [Piece(text) for text in sentences]
    sizes: list[int] = []
    for number, piece in enumerate(pieces):
        before = pieces[number - sizes[-1] : number] if sizes else []
        if not sizes or _begins_anew(before, piece, pieces[number + 1 :]):
            sizes.append(1)
        else:
            sizes[-1] += 1
    return sizes


def _begins_anew(before: Sequence[Piece], piece: Piece, after: Sequence[Piece]) -> bool:
    if _n_words(before) < MIN_WORDS or _n_words([piece, *after]) < MIN_WORDS:
        return False
    if announces(piece.text) or _adds(before, piece) or _wishes(before, piece) or _brings_up(before, piece):
        return True
    if _is_likely(before, piece, after):
        return True
    marker = wording().perhaps_new.match(piece.text)
    if not marker or _points_back(piece.text[marker.end() :]):
        return False
    return _themes_change(before, piece)


def _is_likely(before: Sequence[Piece], piece: Piece, after: Sequence[Piece]) -> bool:
    said, follows = (" ".join(one.text for one in pieces) for pieces in (before, after))
    return likelihood(said, piece.text, follows, n_before=len(before)) > ENOUGH


def announces(sentence: str) -> bool:
    """The sentence itself says that something else follows."""
    if (
        wording().new_topic.match(sentence)
        or _BY_THE_WAY.match(sentence)
        or _COUNTED.match(sentence)
        or _JUDGED.match(sentence)
        or _WORRIED.match(sentence)
        or _RAISED.match(sentence)
    ):
        return True
    if _NEXT_UP.match(sentence) and len(words_in(sentence)) >= MIN_WORDS:
        return True
    match = wording().new_with_noun.match(sentence)
    rest = sentence[match.end() :] if match else ""
    # "Over thuis." elaborates
    return bool(match and len(words_in(sentence)) >= MIN_WORDS and _NOUN_PHRASE.match(rest) and not _CLAUSE.match(rest))


def _adds(before: Sequence[Piece], piece: Piece) -> bool:
    """A sentence that adds a thing of its own, and shares no word with content with what was said."""
    match = _ADDED.match(piece.text)
    if not match or match["noun"].lower() in wording().after_pointing or len(words_in(piece.text)) < _MIN_ADDED_WORDS:
        return False
    if match["known"] and match["noun"].lower() in wording().figures:
        return False  # "En de man die tekent": somebody of the story
    return not any(earlier.stems & piece.stems for earlier in before)


def _wishes(before: Sequence[Piece], piece: Piece) -> bool:
    """A wish after a story: "En geef ons een busje", "En kan iemand die goot eens doorgeven"."""
    match = _WISHED.match(piece.text)
    if not match or match["wish"].lower() not in wording().wishing or _n_words(before) < _MIN_STORY_WORDS:
        return False
    return len(words_in(piece.text)) >= _MIN_ADDED_WORDS and words_in(match["rest"])[0] not in wording().pointing_back


def _brings_up(before: Sequence[Piece], piece: Piece) -> bool:
    """A sentence turned round to bring up what follows; after a question of their own it answers that."""
    return bool(_BROUGHT_UP.match(piece.text)) and not before[-1].text.rstrip().endswith("?")


def _themes_change(before: Sequence[Piece], piece: Piece) -> bool:
    themes = frozenset().union(*(earlier.themes for earlier in before))
    stems = frozenset().union(*(earlier.stems for earlier in before))
    return bool(themes and piece.themes) and not themes & piece.themes and not stems & piece.stems


def _points_back(sentence: str) -> bool:
    words = words_in(sentence)
    return not words or words[0] in wording().pointing_back


def _n_words(pieces: Sequence[Piece]) -> int:
    return sum(len(words_in(piece.text)) for piece in pieces)


def _themes(text: str) -> frozenset[str]:
    from nlp.themes.words import find_words

    found = _rules().find(find_words(text))
    return frozenset(theme for theme, hit in found.themes.items() if hit.probability >= _MIN_SURE) - _ABOUT_ANYTHING


def _stems(text: str) -> frozenset[str]:
    from nlp.terms import load_stopwords
    from nlp.themes.words import find_words, stem

    common = load_stopwords()
    return frozenset(stem(word.form) for word in find_words(text) if len(word.form) > 3 and word.form not in common)


@lru_cache(maxsize=1)
def _rules() -> WordRules:
    from corpora.codebook import load_codebook
    from nlp.themes.rules import WordRules

    return WordRules(load_codebook())
