"""The app of the accounts; the four groups are there from the first migration on."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PeopleConfig(AppConfig):
    name = "web.people"
    verbose_name = "Gebruikers"

    def ready(self) -> None:
        post_migrate.connect(_make_groups, sender=self)


def _make_groups(**_: Any) -> None:
    from django.contrib.auth.models import Group

    from web.access import Role

    for role in Role:
        Group.objects.get_or_create(name=role.value)
