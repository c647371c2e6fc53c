"""Rounds of conversations, and the files that came in for each.

The database knows no file name and no text: both lie encrypted in the data folder, and a name is shown
only after personal data in it was masked.
"""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models

from web.access import Role, has_role


class Round(models.Model):
    """Ronde: conversations that belong together and are reported together."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("naam", max_length=80, unique=True)
    starts = models.DateField("begin", null=True, blank=True)
    ends = models.DateField("eind", null=True, blank=True)
    codebook = models.CharField(
        "codeboek", max_length=80, blank=True
    )  # file name, see web.rounds.codebooks; "" = default
    k = models.PositiveSmallIntegerField("k", default=3, validators=[MinValueValidator(1)])
    consent = models.TextField("toestemming", blank=True, max_length=2000)
    retain_until = models.DateField("bewaren tot en met")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = "ronde", "rondes"
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.name

    @property
    def kept_path(self) -> Path:
        """What runs keep of the files of this round, masked, so that the next run does not read them again."""
        return Path(settings.DATA_FOLDER) / "tussenstand" / str(self.pk)


class Planned(models.Model):
    """Whom the city plans to speak: so many people of a group in a wijk."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="plan")
    group = models.CharField(max_length=40)
    wijk = models.CharField(max_length=80)
    n_people = models.PositiveIntegerField(validators=[MinValueValidator(1)])

    class Meta:
        verbose_name, verbose_name_plural = "plan", "plannen"
        ordering = ("wijk", "group")
        constraints = (models.UniqueConstraint(fields=("round", "group", "wijk"), name="planned_once_per_round"),)

    def __str__(self) -> str:
        return f"{self.group}, {self.wijk}: {self.n_people}"


class UploadQuerySet(models.QuerySet["Upload"]):
    """Files, as far as somebody may see them."""

    def visible_to(self, user: Any) -> UploadQuerySet:
        """An analyst sees all files, who delivers sees own ones, others see none."""
        if has_role(user, Role.ANALIST):
            return self
        return self.filter(owner=user) if has_role(user, Role.INVOERDER) else self.none()


class Upload(models.Model):
    """Aangeleverd bestand: stored, read, and taken along once somebody has confirmed what was read."""

    class State(models.TextChoices):
        RECEIVED = "ontvangen", "ontvangen, wordt gelezen"
        READ = "gelezen", "gelezen, nog niet bevestigd"
        CONFIRMED = "bevestigd", "bevestigd"
        REJECTED = "afgewezen", "kan niet worden gelezen"
        REFUSED = "geweigerd", "geweigerd bij het aanleveren"  # nothing of it is kept but its name

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="uploads")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    number = models.PositiveIntegerField()  # within the round, from 1
    sha256 = models.CharField(max_length=64)
    size_bytes = models.PositiveBigIntegerField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.RECEIVED)
    masked_name = models.CharField(max_length=200, blank=True)  # "" until it was read
    also_as: Any = models.JSONField(default=list)  # keyed hashes of other names under which the same bytes came
    corrections = models.JSONField(default=dict)  # see web.rounds.corrections
    version = models.PositiveIntegerField(default=1)  # of the corrections: a reading of an older one does not count
    n_attempts = models.PositiveSmallIntegerField(default=0)  # at reading it, since the last one that ended
    n_statements = models.PositiveIntegerField(default=0)
    n_masks = models.PositiveIntegerField(default=0)
    n_problems = models.PositiveIntegerField(default=0)
    spoken: Any = models.JSONField(default=list)  # [[group, wijk, number of people], ...], set when confirmed
    received_at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "bestand", "bestanden"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("round", "sha256"), name="same_bytes_once_per_round"),
            models.UniqueConstraint(fields=("round", "number"), name="number_once_per_round"),
        )

    def __str__(self) -> str:
        return self.masked_name or f"Bestand {self.number}"

    def read_again_with(self, corrections: dict[str, Any]) -> None:
        """Wait to be read with these corrections; who confirmed it did so for another reading."""
        self.corrections, self.state, self.version = corrections, self.State.RECEIVED, self.version + 1
        self.confirmed_by = self.confirmed_at = None
        self.save()

    @property
    def original_path(self) -> Path:
        return Path(settings.DATA_FOLDER) / "aangeleverd" / str(self.pk)

    @property
    def preview_path(self) -> Path:
        return Path(settings.DATA_FOLDER) / "gelezen" / str(self.pk)
