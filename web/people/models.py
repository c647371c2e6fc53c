"""Accounts. What somebody may do follows from the groups, see `web.access`."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Somebody who works with the portal."""

    class Meta:
        verbose_name, verbose_name_plural = "gebruiker", "gebruikers"

    def __str__(self) -> str:
        return self.get_full_name() or self.username
