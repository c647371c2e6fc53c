"""What people decided about concerns; see `corpora.decisions.ConcernDecision` for what each action means."""

from __future__ import annotations

from typing import Any

from django.db import models

from web.results.models import Added


class ConcernDecision(Added):
    """Besluit over een zorg. An undoing is a row too, and names the row that no longer counts."""

    class Action(models.TextChoices):
        RENAME = "rename", "andere naam"
        MERGE = "merge", "samengevoegd"
        SPLIT = "split", "gesplitst"
        MOVE = "move", "verplaatst"
        LOCK = "lock", "vastgezet"
        UNDO = "undo", "ongedaan gemaakt"

    action = models.CharField(max_length=8, choices=Action.choices)
    concern = models.CharField(max_length=40, blank=True)  # "" with "move": to no concern
    statements: Any = models.JSONField(default=list)
    other = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=120, blank=True)
    undoes = models.OneToOneField("self", null=True, on_delete=models.CASCADE, related_name="undone_by")

    class Meta(Added.Meta):
        verbose_name, verbose_name_plural = "besluit over een zorg", "besluiten over zorgen"
