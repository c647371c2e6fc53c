"""Accounts. What somebody may do follows from the groups, see `web.access`."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """Somebody who works with the portal."""

    # who this is at the login service of the city; None for a local account
    oidc_subject = models.CharField(max_length=255, unique=True, null=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = "gebruiker", "gebruikers"

    def __str__(self) -> str:
        return self.get_full_name() or self.username
