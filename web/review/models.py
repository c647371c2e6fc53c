"""A sample of statements that several people code without seeing what others, or the machine, found."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from web.results.models import Added


class Sample(Added):
    """Steekproef: which statements are coded blindly. The note says what for."""

    keys: Any = models.JSONField()  # of statements, in the order in which they are shown

    class Meta(Added.Meta):
        verbose_name, verbose_name_plural = "steekproef", "steekproeven"


class Coding(models.Model):
    """What one person saw in one statement of a sample; once, so that nobody corrects after looking."""

    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="codings")
    statement_key = models.CharField(max_length=16)
    coder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    themes: Any = models.JSONField(default=list)  # ids of sub-themes; [] = none of them
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = "blinde beoordeling", "blinde beoordelingen"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("sample", "statement_key", "coder"), name="coded_once_per_person"),
        )
