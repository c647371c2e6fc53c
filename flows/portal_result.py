"""What a run found, into the portal's database; called inside the transaction that ends the job."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from corpora.records import RunResult

if TYPE_CHECKING:
    from web.jobs.models import Job

N_PER_INSERT = 1000


def store_result(job: Job, result: RunResult) -> None:
    """Replace whatever an earlier attempt of this job left."""
    from outputs.accounting import account
    from web.results.models import Concern, Result
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
    )
    _store_statements(stored, result)
    settle_new(stored)
    Concern.objects.bulk_create(
        Concern(
            result=stored,
            key=concern.id,
            title=concern.title,
            terms=concern.terms,
            members=concern.members,
            stability=concern.stability,
            n_people=concern.n_people,
            n_conversations=concern.n_conversations,
        )
        for concern in result.concerns.concerns
    )


def _store_statements(stored: object, result: RunResult) -> None:
    from web.results.models import Statement, Suggestion

    found = {tagging.statement_id: tagging for tagging in result.taggings}
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
                polarity=found[said.id].polarity,
                doubt=found[said.id].doubt,
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
            for suggestion in found[row.key].suggestions
        ),
        batch_size=N_PER_INSERT,
    )


def _priorities(job: Job, result: RunResult) -> list[dict[str, object]]:
    """Share of the statements per priority, small numbers kept back as in every output."""
    from flows.portal_files import round_settings
    from flows.shares import priority_shares
    from flows.tools import toolbox

    codebook = toolbox(round_settings(job.round)).codebook
    shares = priority_shares(result, codebook.priority_ids)
    return [{"name": one.label, **asdict(shares[one.id])} for one in codebook.priorities]
