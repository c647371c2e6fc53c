"""The door of the log."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.http import HttpRequest

from web.log.models import Event

MACHINE = "computer"


def record(
    request: HttpRequest | None, action: str, item: Model | str = "", *, result: str = "gelukt", by: Any = None
) -> None:
    """Add a line; `request` None means that the machine did it."""
    user = by or getattr(request, "user", None)
    known = user if user is not None and user.is_authenticated else None
    Event.objects.create(
        actor=known,
        actor_name=known.username if known else MACHINE if request is None else "niet ingelogd",
        action=action,
        item=_named(item),
        result=result,
        address=request.META.get("REMOTE_ADDR") or None if request else None,
    )


def _named(item: Model | str) -> str:
    return item if isinstance(item, str) else f"{item._meta.verbose_name} {item.pk}"


def follow_logins() -> None:
    """Note who comes and goes, and who is kept out."""
    from axes.signals import user_locked_out
    from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

    user_logged_in.connect(_logged_in)
    user_logged_out.connect(_logged_out)
    user_login_failed.connect(_login_failed)
    user_locked_out.connect(_locked_out)


def _logged_in(request: HttpRequest, user: Any, **_: Any) -> None:
    record(request, "ingelogd", by=user)


def _logged_out(request: HttpRequest, user: Any, **_: Any) -> None:
    record(request, "uitgelogd", by=user)


def _login_failed(request: HttpRequest | None = None, **_: Any) -> None:
    record(request, "ingelogd", result="geweigerd")


def _locked_out(request: HttpRequest | None = None, **_: Any) -> None:
    record(request, "inloggen geblokkeerd", result="geweigerd")
