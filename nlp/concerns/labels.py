"""What a concern is called and shown by: terms, a title in the residents' own words, quotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from corpora.records import Statement, Tagging
from nlp.keyness import Keyness, count_people, distinguishing_terms
from nlp.quotes import choose_quotes
from nlp.terms import Term

if TYPE_CHECKING:
    from spacy.tokens import Doc

FEWEST_TERMS, N_TERMS = 4, 8
N_TYPICAL, N_ATYPICAL = 3, 2
LONGEST_TITLE = 5  # words
MIN_SAYERS = 2  # in the concern, of a term that sets it apart
_TITLE_OPENERS = frozenset({"ADJ", "NOUN", "PROPN"})
_TITLE_CLOSERS = frozenset({"NOUN", "PROPN"})
# What may stand behind what in a heading. No verbs: a sentence cut short ("buurman zet de muziek") is no heading.
_MAY_FOLLOW: Mapping[str, frozenset[str]] = {
    "ADJ": frozenset({"ADJ", "NOUN", "PROPN"}),
    "ADP": frozenset({"ADJ", "DET", "NOUN", "NUM", "PROPN"}),
    "DET": frozenset({"ADJ", "NOUN", "NUM", "PROPN"}),
    "NOUN": frozenset({"ADP"}),
    "NUM": frozenset({"ADJ", "NOUN"}),
    "PROPN": frozenset({"ADP", "PROPN"}),
}
SINGLE_SAYER = 0.1  # weight in a title of a term that one member says: it may complete a phrase, not carry it
CARRIES_THEME = 1.0  # beside setting the concern apart, at 1
TELLING = 0.25  # a term of less weight only fills a phrase
# a word more that tells nothing makes a phrase this much weaker: one between the terms, and a term of its own
SMALL_WORD, IDLE_TERM = 0.9, 0.6
ONE_WORD = 0.6  # a single word says less than a phrase
LOOSE = 0.8  # and so does a stretch that is not one phrase: "hand over de kade" of "gaf hem een hand over de kade"


def key_terms(
    members: Sequence[Statement], terms: Sequence[Sequence[Term]], everyone: Mapping[str, int]
) -> tuple[Keyness, ...]:
    """Terms that set the members apart from all others, counted by people; best first."""
    target = count_people(members, terms)
    rest = {term: n - target.get(term, 0) for term, n in everyone.items()}
    return tuple(item for item in distinguishing_terms(target, rest) if item.z > 0)


def shown_terms(
    terms: Sequence[Sequence[Term]],
    keyness: Sequence[Keyness],
    weight: Mapping[str, float],
    everyone: Mapping[str, int],
    *,
    k: int,
) -> tuple[str, ...]:
    """The best terms in the form that is used most: those of several people, and where these are few the most telling.

    Args:
        weight: how telling each term is, as `title_weights` gives it.
        everyone: how many people say each term, in all statements.
        k: terms that fewer of them say are not shown.
    """
    forms: dict[str, Counter[str]] = {}
    for row in terms:
        for term in row:
            forms.setdefault(term.lemma, Counter())[term.form] += 1
    shared = {term for term in forms if everyone[term] >= k}
    said = [item.term for item in keyness if item.n_target >= MIN_SAYERS and item.term in shared][:N_TERMS]
    others = {term for term in weight if weight[term] > 0} & shared - {*said}
    telling = sorted(others, key=lambda term: (-weight[term], term))
    shown = said + telling[: max(0, FEWEST_TERMS - len(said))]
    return tuple(min(forms[term], key=lambda form: (-forms[term][form], form)) for term in shown)


def choose_title(
    members: Sequence[Statement],
    docs: Sequence[Doc],
    terms: Sequence[Sequence[Term]],
    weight: Mapping[str, float],
    taken: Collection[str],
) -> str:
    """A phrase from one of the members that holds telling terms of many; found there character by character.

    Where several people use a phrase of several telling terms, single words come last.

    Args:
        weight: how telling each term is, as `title_weights` gives it.
        taken: titles of other concerns in lower case; none is used twice.
    """
    people: dict[tuple[str, ...], set[str]] = {}
    found: list[_Phrase] = []
    for statement, doc, row in zip(members, docs, terms, strict=True):
        for phrase in _phrases(statement.text, doc, row, weight):
            found.append(phrase)
            if len(phrase.telling) > 1 and _reads_well(phrase):
                people.setdefault(phrase.telling, set()).add(statement.person)
    words_last = any(len(sayers) >= MIN_SAYERS for sayers in people.values())
    found.sort(key=lambda one: (words_last and one.end - one.start == 1, -one.score, len(one.text), one.text))
    for phrase in found:
        if phrase.text.lower() not in taken and _reads_well(phrase):
            return phrase.text
    openings = sorted({_opening(statement.text) for statement in members}, key=lambda text: (len(text), text))
    return next((text for text in openings if text.lower() not in taken), openings[0])


def title_weights(
    members: Sequence[Statement],
    terms: Sequence[Sequence[Term]],
    keyness: Sequence[Keyness],
    taggings: Mapping[str, Tagging],
) -> dict[str, float]:
    """How telling each term is: it sets the concern apart, many say it, and it carries the theme most have in common."""
    n_people = len({statement.person for statement in members})
    apart = {item.term: _apart(item, n_people) for item in keyness}
    carried = _carried(members, terms, taggings)
    most_apart, most_carried = max(apart.values(), default=0.0), max(carried.values(), default=0.0)
    return {
        term: apart.get(term, 0.0) / (most_apart or 1.0)
        + CARRIES_THEME * carried.get(term, 0.0) / (most_carried or 1.0)
        for term in sorted({*apart, *carried})
    }


def _apart(item: Keyness, n_people: int) -> float:
    said_by_many: float = item.z * (item.n_target / n_people) ** 0.5
    return said_by_many * (1.0 if item.n_target >= MIN_SAYERS else SINGLE_SAYER)


def _carried(
    members: Sequence[Statement], terms: Sequence[Sequence[Term]], taggings: Mapping[str, Tagging]
) -> dict[str, float]:
    """Weight of each term in the evidence for the theme that most members share.

    That of one mention, times the square root of how often it is said: "jongens" at every turn tells less than one "mentor".
    """
    found = [suggestion for s in members if s.id in taggings for suggestion in taggings[s.id].suggestions]
    shared = min(Counter(one.subtheme for one in found).items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    spans = {one.statement_id: one.evidence for one in found if one.subtheme == shared[0]}
    carried: dict[str, float] = {}
    said: Counter[str] = Counter(term.lemma for row in terms for term in row)
    for statement, row in zip(members, terms, strict=True):
        for term in row:
            inside = [e.weight for e in spans.get(statement.id, ()) if e.start <= term.start and term.end <= e.end]
            carried[term.lemma] = carried.get(term.lemma, 0.0) + max(0.0, sum(inside))
    return {term: weight / said[term] ** 0.5 for term, weight in carried.items()}


def typical_quotes(
    members: Sequence[Statement],
    docs: Sequence[Doc],
    terms: Sequence[Sequence[Term]],
    belonging: Mapping[str, float],
    title: str,
) -> tuple[str, ...]:
    """Quotes from the heart of the concern that say a noun of its title, spread over groups, wijken and people.

    Where too few say one, the nearest others fill up. An adjective tells too little: "witte patroontjes" are not "hij is wit".
    """
    words = title.lower().split()
    of_title = {
        term.lemma
        for row, doc in zip(terms, docs, strict=True)
        for term in row
        if term.form.lower() in words and doc[term.tokens[0]].pos_ != "ADJ"
    }
    said = {statement.id: {term.lemma for term in row} for statement, row in zip(members, terms, strict=True)}
    fitting = {key for key, lemmas in said.items() if lemmas & of_title}
    nearest = sorted(members, key=lambda one: (one.id not in fitting, -belonging[one.id], one.id))
    heart = nearest[: max(N_TYPICAL, min(len(fitting), len(nearest) // 3))]
    chosen = choose_quotes(heart, N_TYPICAL, preference=belonging)
    return tuple(sorted((one.id for one in chosen), key=lambda key: key not in fitting))


def atypical_quotes(
    members: Sequence[Statement],
    belonging: Mapping[str, float],
    taggings: Mapping[str, Tagging],
    typical: Collection[str],
) -> tuple[str, ...]:
    """Quotes that sound otherwise: another tone than most members, else those at the edge."""
    tone = {key: taggings[key].polarity for key in (statement.id for statement in members) if key in taggings}
    usual = min(Counter(tone.values()).items(), key=lambda item: (-item[1], item[0]), default=("", 0))[0]
    others = [statement for statement in members if statement.id not in typical]
    dissent = [statement for statement in others if tone.get(statement.id, usual) != usual]
    edge = sorted(others, key=lambda statement: (belonging[statement.id], statement.id))[: len(members) // 4]
    distance = {statement.id: -belonging[statement.id] for statement in members}
    return tuple(statement.id for statement in choose_quotes(dissent or edge, N_ATYPICAL, preference=distance))


class _Phrase(NamedTuple):
    text: str
    score: float
    telling: tuple[str, ...]  # lemmas of its terms, where every term tells something
    doc: Doc
    start: int  # token
    end: int


def _phrases(text: str, doc: Doc, terms: Sequence[Term], weight: Mapping[str, float]) -> Iterator[_Phrase]:
    """Stretches that open and close with a content word, with the weight of what they hold."""
    if all(weight.get(term.lemma, 0.0) < TELLING for term in terms):
        return
    heads = _heads(doc)
    for i, first in enumerate(terms):
        held: set[str] = set()
        idle = 0
        for n_terms, last in enumerate(terms[i:], start=1):
            start, end = first.tokens[0], last.tokens[1]
            if end - start > LONGEST_TITLE:
                break
            if weight.get(last.lemma, 0.0) >= TELLING:
                held.add(last.lemma)
            else:
                idle += 1
            if held:
                small = end - start - n_terms
                score = sum(weight[lemma] for lemma in sorted(held)) * SMALL_WORD**small * IDLE_TERM**idle
                score *= ONE_WORD if end - start == 1 else 1.0 if _is_one_phrase(doc, heads, start, end) else LOOSE
                whole = () if idle else tuple(term.lemma for term in terms[i : i + n_terms])
                yield _Phrase(text[first.start : last.end], round(score, 6), whole, doc, start, end)


def _heads(doc: Doc) -> list[int]:
    """The token that each token hangs on; [] where nothing was parsed."""
    if not doc.has_annotation("DEP"):
        return []
    distances = (
        doc.to_array("HEAD").astype("int64").tolist()
    )  # of all tokens at once: one by one takes ten times as long
    return [i + distance for i, distance in enumerate(distances)]


def _is_one_phrase(doc: Doc, heads: Sequence[int], start: int, end: int) -> bool:
    """Whether all words hang on one noun among them; so where nothing was parsed."""
    loose = [i for i in range(start, end) if heads[i] == i or not start <= heads[i] < end] if heads else []
    return not heads or (len(loose) == 1 and doc[loose[0]].pos_ in _TITLE_CLOSERS)


def _reads_well(phrase: _Phrase) -> bool:
    words = list(phrase.doc[phrase.start : phrase.end])
    if any(len(token) == 1 or not (token.is_alpha or "-" in token.text or "'" in token.text) for token in words):
        return False
    if not words[0].pos_:
        return True
    in_order = all(token.pos_ in _MAY_FOLLOW.get(before.pos_, ()) for before, token in pairwise(words))
    return in_order and _is_whole(phrase.doc, phrase)


def _is_whole(doc: Doc, phrase: _Phrase) -> bool:
    """Opens and closes as a noun phrase, and stops where that phrase stops."""
    first, last = doc[phrase.start], doc[phrase.end - 1]
    goes_on = phrase.end < len(doc) and (doc[phrase.end].pos_ in _TITLE_CLOSERS or _closes_around(doc, phrase))
    return first.pos_ in _TITLE_OPENERS and last.pos_ in _TITLE_CLOSERS and not goes_on


def _closes_around(doc: Doc, phrase: _Phrase) -> bool:
    """Something that began in the phrase ends behind it: "tas vol de deur" of "loopt met een tas vol de deur uit"."""
    began = any(token.pos_ == "ADP" for token in doc[phrase.start : phrase.end])
    ends = phrase.end + 1 == len(doc) or doc[phrase.end + 1].pos_ == "PUNCT"
    return began and ends and doc[phrase.end].pos_ == "ADP"


def _opening(text: str) -> str:
    words = text.split(" ")
    return " ".join(words[:LONGEST_TITLE]).rstrip(".,;:!? ") or text
