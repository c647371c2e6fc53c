"""Words that people keep out of the clouds, and why."""

from __future__ import annotations

from django.db import models

from web.results.models import Added


class HiddenWord(Added):
    """Besluit over een woord; the last one counts. The note says why."""

    lemma = models.CharField(max_length=80)
    word = models.CharField(max_length=80)
    hidden = models.BooleanField(default=True)

    class Meta(Added.Meta):
        verbose_name, verbose_name_plural = "besluit over een woord", "besluiten over woorden"
