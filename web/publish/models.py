"""Decisions about quotes, and publications: frozen, numbered, with the checksum of every file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models

from web.jobs.models import Job
from web.results.models import Added
from web.rounds.models import Round


class QuoteDecision(Added):
    """Besluit over een citaat; the last one counts."""

    class Verdict(models.TextChoices):
        APPROVED = "vrijgegeven", "vrijgegeven"
        WITHDRAWN = "ingetrokken", "ingetrokken"

    statement_key = models.CharField(max_length=16)
    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    keep: Any = models.JSONField(default=list)  # [[start, end], ...] of what stays; [] = all of it

    class Meta(Added.Meta):
        verbose_name, verbose_name_plural = "besluit over een citaat", "besluiten over citaten"
        indexes = (models.Index(fields=("round", "statement_key")),)


class Composition(Added):
    """Samenstelling: how an editor puts the report of a round together; the last one counts."""

    title = models.CharField(max_length=120, blank=True)
    introduction = models.TextField(blank=True)
    left_out: Any = models.JSONField(default=list)  # keys of `outputs.settings.OPTIONAL_PARTS`
    shape = models.CharField(max_length=20)  # of the cloud
    count_by = models.CharField(max_length=20)
    n_words = models.PositiveIntegerField()

    class Meta(Added.Meta):
        verbose_name, verbose_name_plural = "samenstelling", "samenstellingen"

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The introduction, cut where a line was left empty."""
        found = (" ".join(part.split()) for part in self.introduction.replace("\r", "").split("\n\n"))
        return tuple(part for part in found if part)


class Publication(models.Model):
    """Publicatie: files as they were on the day of publishing. Never changed, never removed by the portal."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="publications")
    job = models.OneToOneField(Job, null=True, on_delete=models.SET_NULL, related_name="publication")  # made it
    run_id = models.CharField(max_length=40)
    number = models.PositiveIntegerField()  # within the round, from 1
    title = models.CharField(max_length=120)
    files: Any = models.JSONField(default=list)  # [{"name", "sha256", "size_bytes"}, ...]
    n_quotes = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = "publicatie", "publicaties"
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("round", "number"), name="publication_number_once_per_round"),)

    def __str__(self) -> str:
        return f"Publicatie {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("a publication is never changed; make a new one")
        super().save(*args, **kwargs)

    @property
    def folder(self) -> Path:
        return Path(settings.DATA_FOLDER) / "publicaties" / str(self.round_id) / f"{self.number:03d}"
