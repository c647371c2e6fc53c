"""Making tokens and knowing them again."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from web.access import Role, roles_of
from web.api.models import Token
from web.people import second

PREFIX = "sg_"


def make(owner: Any, *, name: str, role: str, expires: date) -> str:
    """A new token, to be shown once."""
    text = PREFIX + secrets.token_urlsafe(32)
    Token.objects.create(owner=owner, name=name, role=role, expires=expires, digest=_digest(text))
    return text


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class For(HttpBearer):
    """Lets a token in that has one of these roles, for as long as its owner has that role and may log in."""

    openapi_description = "Toegangssleutel van een gebruiker, te maken op de pagina Mijn account."

    def __init__(self, *roles: Role) -> None:
        super().__init__()
        self.roles = frozenset(roles)

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        found = Token.objects.select_related("owner").filter(digest=_digest(token), ended_at=None).first()
        if found is None or found.expires < timezone.localdate() or not found.owner.is_active:
            return None
        owner = found.owner
        still = roles_of(owner) & {Role(found.role)}
        if second.is_needed(owner) and second.app_of(owner) is None and owner.oidc_subject is None:
            return None  # who has not set up the second step reaches nothing, by a program neither
        owner._roles = still  # this request acts in the role of the token, not in all those of its owner
        request.user = owner
        if not still & self.roles:
            raise RefusedError
        Token.objects.filter(pk=found.pk).update(used_at=timezone.now())
        return found


class RefusedError(Exception):
    """A token that is good, for something else."""
