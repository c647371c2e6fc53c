"""One line of the log. Lines are added, never changed or removed one by one."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models


class EventQuerySet(models.QuerySet["Event"]):
    """Reading only."""

    def update(self, **_: Any) -> int:
        raise TypeError("the log is append-only")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("the log is append-only")


class Event(models.Model):
    """Who did what, when, from where, to which item, with which result. Never holds words of residents."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_constraint=False
    )
    actor_name = models.CharField(max_length=150)  # stays when the account goes; "computer" for work without a person
    action = models.CharField(max_length=60)
    item = models.CharField(max_length=100, blank=True)  # kind and id: "ronde 3f…"
    result = models.CharField(max_length=60, default="gelukt")
    address = models.GenericIPAddressField(null=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.actor_name}: {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("the log is append-only")
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("the log is append-only")
