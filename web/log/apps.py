"""The app of the log."""

from __future__ import annotations

from django.apps import AppConfig


class LogConfig(AppConfig):
    name = "web.log"
    verbose_name = "Logboek"

    def ready(self) -> None:
        from web.log.service import follow_logins

        follow_logins()
