"""A finished run in the database, without the machine: statements with words, themes, concerns and a place."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from web.jobs.models import Job
from web.results import review
from web.results.models import Concern, Result, Statement, Suggestion, WordForm
from web.rounds.models import Round

THEMES = review.codebook_of("").subthemes
FIRST, SECOND = THEMES[0].id, THEMES[1].id
PRIORITY = review.codebook_of("").priority_of(FIRST)
# key, text, person, wijk, group, concern, words to find it by, themes
LINES = (
    ("s1", "Er is elke avond drugsoverlast bij het plein.", "g1/a", "Wielwijk", "bewoner", "c1", "drugsoverlast drugs overlast plein", (FIRST,)),
    ("s2", "De straten zijn donker.", "g2/a", "Wielwijk", "bewoner", "c1", "straten straat donker", (FIRST,)),
    ("s3", "Ik loop om in het donker.", "g3/a", "Wielwijk", "bewoner", "c1", "loop lopen donker", (FIRST,)),
    ("s4", "Mijn fiets is weg, mijn zoon van 15 jaar durft niet meer.", "g4/a", "Reeland", "jongere", "c2", "fiets zoon durft durven", (SECOND,)),
    ("s5", "Weer een fiets gestolen.", "g5/a", "Wielwijk", "bewoner", "c2", "fiets gestolen stelen", (SECOND,)),
    ("s6", "Gezellig hier.", "g6/a", "", "", "", "gezellig", ()),
)  # fmt: skip


def _make_run(round_: Round, lines: Iterable[tuple] = LINES) -> Result:
    job = Job.objects.create(round=round_, kind=Job.Kind.RUN, state=Job.State.DONE)
    Job.objects.filter(pk=job.pk).update(ended_at=job.created_at, started_at=job.created_at)
    result = Result.objects.create(job=job, run_id="proef", codebook="c")
    lines = tuple(lines)
    for key, text, person, wijk, group, concern, words, themes in lines:
        statement = Statement.objects.create(
            result=result,
            key=key,
            text=text,
            person=person,
            source="verslag.txt",
            place="regel 1",
            wijk=wijk,
            group=group,
            concern=concern,
            polarity="probleem",
            doubt=0.5,
            search=f" {words} ",
            terms=[[word, word] for word in words.split()],
            themes=review.listed(themes),
            priorities=review.listed(review.codebook_of("").priorities_of(themes)),
            x=0.5,
            y=0.5,
        )
        for theme in themes:
            Suggestion.objects.create(statement=statement, subtheme=theme, probability=0.9, evidence=[[0, 4, 1.0]])
    WordForm.objects.create(result=result, form="straten", lemma="straat")
    for key, title in (("c1", "donker"), ("c2", "fiets")):
        members = [line[0] for line in lines if line[5] == key]
        Concern.objects.create(
            result=result,
            key=key,
            title=title,
            terms=[title],
            members=members,
            stability=0.9,
            n_people=len(members),
            n_conversations=len(members),
            typical=members[:2],
            halves=members[:1],
        )
    return result


@pytest.fixture
def make_run() -> Callable[..., Result]:
    """Give a round a finished run."""
    return _make_run


@pytest.fixture
def result(ronde: Round) -> Result:
    return _make_run(ronde)
