"""The words of a run, whole and per part of the city, and the settings its outputs are made with."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from corpora.records import RunResult, Statement
from flows.settings import Settings
from nlp.terms import with_one_lemma
from nlp.words import CountBy, WordCount, count_per, count_terms, find_all_terms, with_parts

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from corpora.codebook import Codebook
    from corpora.gazetteer import Gazetteer
    from nlp.terms import Term
    from outputs import OutputSettings

Aspect = Literal["prioriteit", "wijk", "groep", "ronde"]
IN_APPENDIX: tuple[Aspect, ...] = ("prioriteit", "wijk")
MIN_PANEL_PEOPLE = 10  # a cloud of fewer people shows what one or two of them happened to say
_PLAIN = re.compile(r"[\w'’-]+( [\w'’-]+)+")


@dataclass(frozen=True, slots=True)
class Counts:
    """Words of all statements, and per aspect the words of each value."""

    words: tuple[WordCount, ...]
    panels: Mapping[str, Mapping[str, tuple[WordCount, ...]]]


def count_run(
    result: RunResult,
    statements: Sequence[Statement],
    docs: Sequence[Doc],
    *,
    codebook: Codebook,
    gazetteer: Gazetteer,
    aspects: Collection[Aspect] = IN_APPENDIX,
    by: CountBy = "people",
    more_than_others: bool = False,
    parts: bool = False,
    min_people: int = MIN_PANEL_PEOPLE,
) -> Counts:
    """Count the words of a run.

    Args:
        docs: the parsed text of each statement, parallel to `statements`.
        aspects: what to count apart.
        more_than_others: keep in the parts only what is said there more than elsewhere.
        parts: count the parts of a compound as well: "zwerfafval" also as "afval".
        min_people: parts of fewer people are left out; never under the `k` of the run.
    """
    k = int(dict(result.manifest.parameters)["k"])
    terms = cloud_terms(statements, docs, codebook=codebook, gazetteer=gazetteer)
    terms = with_parts(terms) if parts else terms
    values = values_of(result, codebook)
    return Counts(
        count_terms(statements, terms, by=by, k=k, taggings=result.taggings),
        {
            aspect: count_per(
                statements,
                terms,
                values[aspect],
                by=by,
                k=k,
                min_people=min_people,
                taggings=result.taggings,
                more_than_others=more_than_others,
            )
            for aspect in aspects
        },
    )


def cloud_terms(
    statements: Sequence[Statement], docs: Sequence[Doc], *, codebook: Codebook, gazetteer: Gazetteer
) -> list[list[Term]]:
    """What a cloud counts of each statement, in the appendix as in the portal; parallel to `statements`."""
    found = with_one_lemma(find_all_terms(statements, docs, phrases=fixed_phrases(codebook, gazetteer)))
    named = _codebook_words(codebook)
    return [_shown(row, doc, named) for row, doc in zip(found, docs, strict=True)]


def fixed_phrases(codebook: Codebook, gazetteer: Gazetteer) -> frozenset[str]:
    """Terms of several words that people know as one: of the codebook and of the map, in lower case."""
    from nlp.terms import load_stopwords

    stop = load_stopwords()
    written = {word.lower() for theme in codebook.subthemes for word in (*theme.words, *theme.support)}
    whole = {text for text in written if _PLAIN.fullmatch(text) and not {text.split()[0], text.split()[-1]} & stop}
    return frozenset(whole | {name.lower() for name in gazetteer.entries if " " in name})


def _codebook_words(codebook: Codebook) -> frozenset[str]:
    written = (word for theme in codebook.subthemes for word in theme.words)
    return frozenset(word.lower().strip("=*") for word in written)


def _shown(terms: Sequence[Term], doc: Doc, named: frozenset[str]) -> list[Term]:
    shown = (term for term in terms if _shows(term, doc, named))
    return [term._replace(words=tuple(_shown(term.words, doc, named))) for term in shown]


def _shows(term: Term, doc: Doc, named: frozenset[str]) -> bool:
    """Verbs say little by themselves ("belt", "gereden"), unless the codebook has them ("stelen")."""
    verb = len(term.lemma.split()) == 1 and doc[term.tokens[0]].pos_ == "VERB"
    return not verb or not named.isdisjoint((term.lemma, term.form.lower()))


def output_settings(settings: Settings, *, k: int) -> OutputSettings:
    """What the writers must know of the settings of a city."""
    from outputs import OutputSettings
    from outputs.style import default_style, read_style

    return OutputSettings(k=k, style=read_style(settings.huisstijl) if settings.huisstijl else default_style())


def values_of(result: RunResult, codebook: Codebook) -> Mapping[Aspect, Callable[[Statement], Collection[str]]]:
    """Per aspect: the parts that a statement belongs to, by the names that they are shown with."""
    from outputs.labels import group_name

    labels = {priority.id: priority.label for priority in codebook.priorities}
    priorities = {t.statement_id: [labels[p] for p in t.priorities if p in labels] for t in result.taggings}
    return {
        "prioriteit": lambda said: priorities.get(said.id, ()),
        "wijk": lambda said: (said.wijk,),
        "groep": lambda said: (group_name(said.group) if said.group else "",),
        "ronde": lambda said: (said.ronde or "ronde niet bekend",),
    }
