"""How many people, statements and times say each word; the door for word clouds and labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from corpora.records import Statement, Tagging
from nlp.compounds import LINKERS, split_compound
from nlp.keyness import count_people, distinguishing_terms
from nlp.phrases import join_phrases
from nlp.terms import Term, find_terms, with_one_lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc

CountBy = Literal["people", "statements", "words"]
# fewer sayers than this and two words beside each other are chance, whatever `k`
MIN_PHRASE_PEOPLE = 3
MIN_STATEMENTS_FOR_COLOUR = 2
MIN_Z = 1.96  # of a weighted log-odds: beyond chance at 5%, before looking at many words


@dataclass(frozen=True, slots=True)
class WordCount:
    """One word or fixed phrase, and how much of the city says it."""

    word: str  # the form that is used most
    lemma: str
    n_people: int
    n_statements: int
    n_words: int  # times it is said
    priority: str = ""  # the policy priority of most statements with this word; "" when none stands out


def count_words(
    statements: Sequence[Statement],
    docs: Sequence[Doc],
    *,
    by: CountBy = "people",
    k: int = 3,
    stopwords: Collection[str] | None = None,
    phrases: Collection[str] = (),
    taggings: Sequence[Tagging] = (),
) -> tuple[WordCount, ...]:
    """Count content words, most said first; the same for any order of the statements.

    Args:
        docs: the parsed text of each statement, parallel to `statements`.
        by: what the order counts by; the other two counts are given as well.
        k: words of fewer people are left out, whatever `by`.
        stopwords: words that do not count, in lower case; by default `corpora/words/stopwoorden.yaml`.
        phrases: terms of several words that stay whole when `MIN_PHRASE_PEOPLE` say them, as those of the codebook.
        taggings: where given, each word gets the priority of most of its statements.
    Raises:
        ValueError: `docs` is not parallel to `statements`.
    """
    terms = with_one_lemma(find_all_terms(statements, docs, stopwords=stopwords, phrases=phrases))
    return count_terms(statements, terms, by=by, k=k, taggings=taggings)


def count_terms(
    statements: Sequence[Statement],
    terms: Sequence[Sequence[Term]],
    *,
    by: CountBy = "people",
    k: int = 3,
    taggings: Sequence[Tagging] = (),
) -> tuple[WordCount, ...]:
    """The same for terms that were found before, so that parts of a run can be counted without finding them again.

    A phrase that fewer than `k` of these people say counts as its words: it is not shown, so it may not take them away.

    Args:
        terms: from `find_all_terms`, parallel to `statements`.
    """
    terms = _apart(terms, _rare_phrases(statements, terms, k))
    tallies = _tally(statements, terms)
    priorities = {tagging.statement_id: tagging.priorities for tagging in taggings}
    counts = [tally.count(lemma, priorities) for lemma, tally in tallies.items() if len(tally.people) >= k]
    order = {"people": "n_people", "statements": "n_statements", "words": "n_words"}[by]
    return tuple(sorted(counts, key=lambda count: (-getattr(count, order), -count.n_words, count.lemma)))


def count_per(
    statements: Sequence[Statement],
    terms: Sequence[Sequence[Term]],
    values: Callable[[Statement], Collection[str]],
    *,
    by: CountBy = "people",
    k: int = 3,
    min_people: int = 0,
    taggings: Sequence[Tagging] = (),
    more_than_others: bool = False,
) -> dict[str, tuple[WordCount, ...]]:
    """Words per wijk, group, priority or round: value -> its words; the value of most people first.

    A word is written the same in each: in the form that is used most in all statements.

    Args:
        values: the values of one statement; a statement may count for several, "" counts for none.
        min_people: values of fewer people are left out, and those of fewer than `k` always.
        more_than_others: keep only words said more here than by the others, beyond chance (z above `MIN_Z`).
    """
    rows: dict[str, list[int]] = {}
    for number, statement in enumerate(statements):
        for value in values(statement):
            rows.setdefault(value, []).append(number)
    people = {value: {statements[i].person for i in chosen} for value, chosen in rows.items()}
    everything = [[*row, *(word for term in row for word in term.words)] for row in terms]
    forms = {lemma: tally.form for lemma, tally in _tally(statements, everything).items()}
    found = {}
    for value in sorted(rows, key=lambda value: (-len(people[value]), value)):
        if not value or len(people[value]) < max(k, min_people):
            continue
        mine = _some(statements, terms, rows[value])
        found[value] = count_terms(*mine, by=by, k=k, taggings=taggings)
        if more_than_others:
            key_terms = _key_terms(statements, terms, set(rows[value]), k)
            found[value] = tuple(word for word in found[value] if word.lemma in key_terms)
        found[value] = tuple(replace(word, word=forms[word.lemma]) for word in found[value])
    if all(len(values(statement)) == 1 for statement in statements):
        totals = {word.lemma: word.n_people for word in count_terms(statements, terms, k=k)}
        return _without_give_aways(found, totals, n_values=len(rows), k=k)
    return found


def _without_give_aways(
    found: Mapping[str, tuple[WordCount, ...]], totals: Mapping[str, int], *, n_values: int, k: int
) -> dict[str, tuple[WordCount, ...]]:
    """The same without the smallest of the numbers from which, with the total, a number under `k` could be reckoned."""
    shown: dict[str, list[tuple[int, str]]] = {}
    for value, words in found.items():
        for word in words:
            shown.setdefault(word.lemma, []).append((word.n_people, value))
    out = {
        (min(numbers)[1], lemma)
        for lemma, numbers in shown.items()
        if len(numbers) == n_values - 1 and 0 < totals.get(lemma, 0) - sum(n for n, _ in numbers) < k
    }
    return {value: tuple(word for word in words if (value, word.lemma) not in out) for value, words in found.items()}


def _rare_phrases(statements: Sequence[Statement], terms: Sequence[Sequence[Term]], k: int) -> set[str]:
    people: dict[str, set[str]] = {}
    for statement, row in zip(statements, terms, strict=True):
        for term in row:
            if term.words:
                people.setdefault(term.lemma, set()).add(statement.person)
    return {phrase for phrase, sayers in people.items() if len(sayers) < k}


def _apart(terms: Sequence[Sequence[Term]], phrases: Collection[str]) -> list[list[Term]]:
    """The same terms, with these phrases as the words they are made of."""
    return [[one for term in row for one in (term.words if term.lemma in phrases else (term,))] for row in terms]


def with_parts(terms: Sequence[Sequence[Term]]) -> list[list[Term]]:
    """The same terms, and of each compound also the parts that are said as a word of their own: zwerfafval -> afval."""
    said = {term.lemma for row in terms for term in row}
    return [_and_parts(row, said) for row in terms]


def _and_parts(terms: Sequence[Term], said: Collection[str]) -> list[Term]:
    whole = [term._replace(words=tuple(_and_parts(term.words, said))) for term in terms]
    return [*whole, *(part for term in terms for part in _parts(term, said))]


def _parts(term: Term, said: Collection[str]) -> Iterator[Term]:
    if " " in term.lemma:
        return
    *fronts, last = split_compound(term.lemma)
    forms = [(part, *_unlinked(part)) for part in fronts]  # a linking sound stands between parts, never at the end
    for written in (*forms, (last,)) if forms else ():
        base = next((form for form in written if form in said), "")
        if base:
            yield Term(base, base, term.start, term.end, term.tokens)


def _unlinked(part: str) -> Iterator[str]:
    return (part.removesuffix(link) for link in LINKERS if link and part.endswith(link))


def _key_terms(
    statements: Sequence[Statement], terms: Sequence[Sequence[Term]], inside: Collection[int], k: int
) -> set[str]:
    """Terms that the statements with these numbers hold more than the others."""
    # a phrase that is rare here comes apart elsewhere too, or its words would seem to be said more here
    terms = _apart(terms, _rare_phrases(*_some(statements, terms, inside), k))
    others = [number for number in range(len(statements)) if number not in inside]
    here, elsewhere = (count_people(*_some(statements, terms, numbers)) for numbers in (inside, others))
    return {one.term for one in distinguishing_terms(here, elsewhere) if one.z >= MIN_Z}


def _some(
    statements: Sequence[Statement], terms: Sequence[Sequence[Term]], numbers: Collection[int]
) -> tuple[list[Statement], list[Sequence[Term]]]:
    return [statements[number] for number in numbers], [terms[number] for number in numbers]


def find_all_terms(
    statements: Sequence[Statement],
    docs: Sequence[Doc],
    *,
    stopwords: Collection[str] | None = None,
    phrases: Collection[str] = (),
) -> list[list[Term]]:
    """Terms of each statement, fixed phrases taken together; parallel to `statements`."""
    if len(statements) != len(docs):
        raise ValueError(f"{len(statements)} statements with {len(docs)} docs: give one doc per statement")
    words = [
        find_terms(doc, stopwords=stopwords, text=statement.text)
        for statement, doc in zip(statements, docs, strict=True)
    ]
    people = [statement.person for statement in statements]
    known = {phrase.lower() for phrase in phrases if " " in phrase}
    joined = join_phrases(words, docs, people, min_people=MIN_PHRASE_PEOPLE, known=known)
    return [[_with_words(term, found) for term in row] for row, found in zip(joined, words, strict=True)]


def _with_words(term: Term, words: Sequence[Term]) -> Term:
    """A phrase with the content words that it took together; a word as it is."""
    if " " not in term.lemma:
        return term
    start, end = term.tokens
    return term._replace(words=tuple(word for word in words if start <= word.tokens[0] < end))


@dataclass(slots=True)
class _Tally:
    people: set[str] = field(default_factory=set)
    statements: list[str] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)

    @property
    def form(self) -> str:
        """The form that is used most."""
        return min(self.forms, key=lambda form: (-self.forms[form], form))

    def count(self, lemma: str, priorities: Mapping[str, tuple[str, ...]]) -> WordCount:
        return WordCount(
            word=self.form,
            lemma=lemma,
            n_people=len(self.people),
            n_statements=len(self.statements),
            n_words=sum(self.forms.values()),
            priority=_main_priority([priorities.get(statement, ()) for statement in self.statements]),
        )


def _tally(statements: Sequence[Statement], terms: Sequence[Sequence[Term]]) -> dict[str, _Tally]:
    tallies: dict[str, _Tally] = {}
    for statement, row in zip(statements, terms, strict=True):
        for term in row:
            tally = tallies.setdefault(term.lemma, _Tally())
            tally.people.add(statement.person)
            tally.forms[term.form] += 1
        for lemma in {term.lemma for term in row}:
            tallies[lemma].statements.append(statement.id)
    return tallies


def _main_priority(priorities: Sequence[tuple[str, ...]]) -> str:
    """The priority of more than half of the statements that have one, and of at least two."""
    counted = Counter(priority for row in priorities for priority in row)
    if not counted:
        return ""
    (first, n_first), *others = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    n_with_any = sum(bool(row) for row in priorities)
    stands_out = (
        n_first >= MIN_STATEMENTS_FOR_COLOUR and n_first * 2 > n_with_any and all(n_first > n for _, n in others)
    )
    return first if stands_out else ""
