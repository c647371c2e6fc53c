"""Tokens: who may ask what from a program, until when. The token itself is not kept, only its digest."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Token(models.Model):
    """Toegangssleutel: one role of one person, for one program."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField("naam", max_length=60)
    role = models.CharField("rol", max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    expires = models.DateField("geldig tot en met")
    made_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name, verbose_name_plural = "toegangssleutel", "toegangssleutels"
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name
