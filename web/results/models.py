"""What a run found, as the pages need it. Suggestions are replaced by a new run; decisions are added and stay."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from web.jobs.models import Job
from web.rounds.models import Round


class Result(models.Model):
    """Uitkomst: the numbers and lists of one finished run; its files lie in the data folder."""

    job = models.OneToOneField(Job, on_delete=models.CASCADE, related_name="result", primary_key=True)
    run_id = models.CharField(max_length=40)
    codebook = models.CharField(max_length=80)
    models_used: Any = models.JSONField(default=dict)
    steps: Any = models.JSONField(default=list)  # rows of the accounting table
    priorities: Any = models.JSONField(default=list)  # name, n, n_people, share, low, high, remark
    rejected: Any = models.JSONField(default=list)  # source, place, reason, cure
    remark = models.TextField(blank=True)  # about the concerns
    conflicts: Any = models.JSONField(default=list)  # Dutch sentences: decisions that no longer fit
    carried_out: Any = models.JSONField(default=list)  # keys of the concern decisions that this run knew

    class Meta:
        verbose_name, verbose_name_plural = "uitkomst", "uitkomsten"


class Statement(models.Model):
    """Uitspraak: verbatim from the masked conversation, with what the machine thinks of it."""

    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="statements")
    key = models.CharField(max_length=16)  # `corpora.records.Statement.id`, the same in every run
    text = models.TextField()
    person = models.CharField(max_length=80)  # key to count people by
    source = models.CharField(max_length=200)
    place = models.CharField(max_length=80)
    group = models.CharField(max_length=40, blank=True)
    wijk = models.CharField(max_length=80, blank=True)
    polarity = models.CharField(max_length=20, blank=True)
    doubt = models.FloatField(default=0)
    done = models.BooleanField(default=False)  # follows from the decisions, see web.results.review
    # what people left of the suggestions, kept beside the statement so that pages need not work it out: "|a|b|"
    themes = models.TextField(default="|")
    priorities = models.TextField(default="|")
    concern = models.CharField(max_length=40, blank=True)  # key of the concern as the run left it
    search = models.TextField(default=" ")  # words, their lemmas and the parts of compounds: " straat straten "
    terms: Any = models.JSONField(default=list)  # content words for clouds: [[lemma, as shown], ...]
    x = models.FloatField(null=True)  # place on the map, 0-1
    y = models.FloatField(null=True)

    class Meta:
        verbose_name, verbose_name_plural = "uitspraak", "uitspraken"
        ordering = ("-doubt", "key")
        constraints = (models.UniqueConstraint(fields=("result", "key"), name="statement_once_per_result"),)
        indexes = (
            models.Index(fields=("result", "done", "-doubt", "key")),
            models.Index(fields=("key",)),
            models.Index(fields=("result", "source", "id")),
            models.Index(fields=("result", "wijk")),
            models.Index(fields=("result", "group")),
            models.Index(fields=("result", "concern")),
        )


class Suggestion(models.Model):
    """One sub-theme that the machine suggests, with the characters that carried it."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="suggestions")
    subtheme = models.CharField(max_length=60)
    probability = models.FloatField()
    evidence: Any = models.JSONField(default=list)  # [[start, end, weight], ...]
    rule = models.TextField(blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "suggestie", "suggesties"
        ordering = ("-probability", "subtheme")


class Concern(models.Model):
    """Zorg: statements that belong together."""

    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="concerns")
    key = models.CharField(max_length=40)
    title = models.TextField()
    terms: Any = models.JSONField(default=list)
    members: Any = models.JSONField(default=list)  # keys of statements
    stability = models.FloatField()
    n_people = models.PositiveIntegerField()
    n_conversations = models.PositiveIntegerField()
    name = models.CharField(max_length=120, blank=True)  # given by a person
    typical: Any = models.JSONField(default=list)  # keys of statements
    atypical: Any = models.JSONField(default=list)
    halves: Any = models.JSONField(default=list)  # keys of the statements that would leave in a split; [] = no advice

    class Meta:
        verbose_name, verbose_name_plural = "zorg", "zorgen"
        ordering = ("-n_people", "key")


class WordForm(models.Model):
    """A word of this run and its lemma, so that who searches "straten" finds "straat"."""

    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="forms")
    form = models.CharField(max_length=40)
    lemma = models.CharField(max_length=40)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("result", "form", "lemma"), name="form_once_per_result"),)


class Added(models.Model):
    """A decision of somebody about something in a round: added, never changed."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="%(app_label)s_%(class)ss")
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ("pk",)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("a decision is never changed; add a new one")
        super().save(*args, **kwargs)


class Decision(models.Model):
    """Besluit: what a person says about one theme of one statement. Added, never changed; the last one counts.

    It hangs on the round and the key of the statement, not on a run: a new run with other suggestions meets it again.
    """

    class Verdict(models.TextChoices):
        ACCEPTED = "akkoord", "akkoord"
        REJECTED = "afgewezen", "afgewezen"
        ADDED = "toegevoegd", "toegevoegd"
        SKIPPED = "overgeslagen", "overgeslagen"
        UNDONE = "ongedaan", "ongedaan gemaakt"
        NOTE = "notitie", "notitie"

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="decisions")
    statement_key = models.CharField(max_length=16)
    subtheme = models.CharField(max_length=60, blank=True)  # "": about the statement as a whole
    verdict = models.CharField(max_length=14, choices=Verdict.choices)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = "besluit", "besluiten"
        ordering = ("pk",)
        indexes = (models.Index(fields=("round", "statement_key")), models.Index(fields=("round", "subtheme")))

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("a decision is never changed; add a new one")
        super().save(*args, **kwargs)

    @classmethod
    def deciding(cls, round_: Round) -> models.QuerySet[Decision]:
        """What was decided in a round; a note or a skip decides nothing."""
        return cls.objects.filter(round=round_).exclude(verdict__in=(cls.Verdict.NOTE, cls.Verdict.SKIPPED))
