"""What a run found, into the portal's database; called inside the transaction that ends the job."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from corpora.records import RunResult, Tagging

if TYPE_CHECKING:
    from flows.portal_words import Words
    from flows.work import WorkFolder
    from nlp.concerns.chart import Chart
    from web.jobs.models import Job
    from web.results.models import Result

N_PER_INSERT = 1000


@dataclass(frozen=True, slots=True)
class Extra:
    """What only the portal shows: words to search by, and the map."""

    words: Mapping[str, Words]
    chart: Chart


def work_out_extra(work: WorkFolder, result: RunResult) -> Extra:
    """Words and map, from the parses that the run left in its work folder."""
    from flows.gather import read_statements
    from flows.portal_words import words_of
    from flows.tools import toolbox
    from nlp.concerns.chart import make_chart

    tools = toolbox(work.order().settings)
    statements, docs = read_statements(work, tools.nlp)
    found = {tagging.statement_id: tagging for tagging in result.taggings}
    chart = make_chart(statements, [found[said.id] for said in statements], docs, result.concerns.concerns)
    return Extra(words_of(statements, docs, codebook=tools.codebook, gazetteer=tools.gazetteer), chart)


def store_result(job: Job, result: RunResult, extra: Extra, *, carried_out: Sequence[int]) -> None:
    """Replace whatever an earlier attempt of this job left.

    Args:
        carried_out: keys of the rows with decisions about concerns that the run knew.
    """
    from outputs.accounting import account
    from web.results.models import Result, WordForm
    from web.results.review import settle_new

    Result.objects.filter(job=job).delete()
    stored = Result.objects.create(
        job=job,
        run_id=result.manifest.run_id,
        codebook=result.manifest.codebook,
        models_used=dict(result.manifest.models),
        steps=[asdict(step) | {"n_left": step.n_left} for step in account(result)],
        priorities=_priorities(job, result),
        rejected=[asdict(item) for item in result.rejected],
        remark=result.concerns.remark,
        conflicts=[*result.conflicts, *result.concerns.conflicts],
        carried_out=list(carried_out),
    )
    _store_statements(stored, result, extra)
    forms = sorted({form for words in extra.words.values() for form in words.forms})
    WordForm.objects.bulk_create(
        (WordForm(result=stored, form=form, lemma=lemma[:40]) for form, lemma in forms), batch_size=N_PER_INSERT
    )
    _store_concerns(stored, result, extra)
    settle_new(stored)


def _store_concerns(stored: Result, result: RunResult, extra: Extra) -> None:
    from web.results.models import Concern

    Concern.objects.bulk_create(
        Concern(
            result=stored,
            key=concern.id,
            title=concern.title,
            name=concern.name,
            terms=concern.terms,
            members=concern.members,
            stability=concern.stability,
            n_people=concern.n_people,
            n_conversations=concern.n_conversations,
            typical=concern.typical,
            atypical=concern.atypical,
            halves=extra.chart.halves.get(concern.id, ()),
        )
        for concern in result.concerns.concerns
    )


def _store_statements(stored: Result, result: RunResult, extra: Extra) -> None:
    from web.results.models import Statement, Suggestion

    found = {tagging.statement_id: tagging for tagging in result.taggings}
    concern_of = {member: concern.id for concern in result.concerns.concerns for member in concern.members}
    rows = Statement.objects.bulk_create(
        (
            Statement(
                result=stored,
                key=said.id,
                text=said.text,
                person=said.person,
                source=said.source,
                place=said.place,
                group=said.group,
                wijk=said.wijk,
                concern=concern_of.get(said.id, ""),
                **_of_tagging(found[said.id]),
                **_of_extra(said.id, extra),
            )
            for said in result.statements
        ),
        batch_size=N_PER_INSERT,
    )
    Suggestion.objects.bulk_create(
        (
            Suggestion(
                statement=row,
                subtheme=suggestion.subtheme,
                probability=suggestion.probability,
                evidence=[[e.start, e.end, e.weight] for e in suggestion.evidence],
                rule=suggestion.rule,
            )
            for row in rows
            # the machine's own: those that people turned down too, those that they added not
            for suggestion in (*found[row.key].suggestions, *found[row.key].rejected)
            if suggestion.decided != "toegevoegd"
        ),
        batch_size=N_PER_INSERT,
    )


def _of_tagging(tagging: Tagging) -> dict[str, Any]:
    from web.results.review import listed

    return {
        "polarity": tagging.polarity,
        "doubt": tagging.doubt,
        "themes": listed(suggestion.subtheme for suggestion in tagging.suggestions),
        "priorities": listed(tagging.priorities),
    }


def _of_extra(key: str, extra: Extra) -> dict[str, Any]:
    words, (x, y) = extra.words[key], extra.chart.places.get(key, (None, None))
    return {"search": words.search, "terms": words.terms, "x": x, "y": y}


def _priorities(job: Job, result: RunResult) -> list[dict[str, object]]:
    """Share of the statements per priority, small numbers kept back as in every output."""
    from flows.portal_files import round_settings
    from flows.shares import priority_shares
    from flows.tools import toolbox

    codebook = toolbox(round_settings(job.round)).codebook
    shares = priority_shares(result, codebook.priority_ids)
    return [{"name": one.label, **asdict(shares[one.id])} for one in codebook.priorities]
