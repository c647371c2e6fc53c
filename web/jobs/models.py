"""A job and its state. The portal owns the state; who carries the job out holds it on a lease.

queued ──take──▶ running ──finish──▶ done
   ▲                │ ├──fail──▶ failed ────────┐
   │                │ ├──cancel─▶ cancelled ────┤
   │                │ └──lease over─▶ interrupted
   └───────────────start again──────────────────┘
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from web.rounds.models import Round, Upload

# what an analysis goes through, as `step` names it
STAGES = ("Lezen en afschermen", "Thema's zoeken", "Zorgen zoeken", "Bijlage en rapport maken")


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs by state."""

    def active(self) -> JobQuerySet:
        return self.filter(state__in=(Job.State.QUEUED, Job.State.RUNNING))

    def interrupt_overdue(self, now: datetime | None = None) -> int:
        """Jobs whose lease is over, or that nobody took, are called interrupted; give how many."""
        now = now or timezone.now()
        never_taken = Q(state=Job.State.QUEUED, queued_at__lt=now - timedelta(seconds=settings.START_SECONDS))
        lost = Q(state=Job.State.RUNNING, lease_until__lt=now)
        return self.filter(never_taken | lost).update(state=Job.State.INTERRUPTED, ended_at=now)


class Job(models.Model):
    """Taak: reading the files of a round, or analysing the confirmed ones."""

    class Kind(models.TextChoices):
        READ = "lezen", "verslagen lezen"
        RUN = "analyse", "analyse"
        PUBLISH = "publicatie", "publicatie"
        PROOF = "proef", "proef van een publicatie"

    class State(models.TextChoices):
        QUEUED = "wacht", "wacht op start"
        RUNNING = "loopt", "loopt"
        DONE = "klaar", "klaar"
        FAILED = "mislukt", "mislukt"
        INTERRUPTED = "onderbroken", "onderbroken"
        CANCELLED = "gestopt", "gestopt"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=12, choices=State.choices, default=State.QUEUED)
    attempt = models.PositiveIntegerField(default=0)  # a worker of an older attempt may not write any more
    cancel_asked = models.BooleanField(default=False)
    uploads: Any = models.ManyToManyField(Upload, related_name="jobs")  # what an analysis is made of
    step = models.CharField(max_length=60, blank=True)
    n_done = models.PositiveIntegerField(default=0)
    n_total = models.PositiveIntegerField(default=0)
    problem = models.TextField(blank=True)  # in Dutch, without content
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    queued_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "taak", "taken"
        ordering = ("-created_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("round", "kind"), condition=Q(state__in=("wacht", "loopt")), name="one_active_job_of_a_kind"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def is_active(self) -> bool:
        return self.state in (self.State.QUEUED, self.State.RUNNING)

    @property
    def stages(self) -> list[tuple[str, str]]:
        """Each stage of an analysis with "klaar", "bezig", or "" before its turn; where it ended, how it ended."""
        at = next((n for n, name in enumerate(STAGES) if self.step.startswith(name)), None)
        here = "bezig" if self.is_active else str(self.get_state_display())
        return [(name, "" if at is None or n > at else "klaar" if n < at else here) for n, name in enumerate(STAGES)]

    @property
    def can_start_again(self) -> bool:
        return self.state in (self.State.FAILED, self.State.INTERRUPTED, self.State.CANCELLED)
