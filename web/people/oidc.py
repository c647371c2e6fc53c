"""Logging in with the account of the city, by OpenID Connect (Entra ID, Keycloak and others).

1. `client()` knows the login service by its address; what else there is to know it asks there, the first time.
2. authlib checks state, nonce, signature, issuer, audience and time of the answer, and proves with PKCE who asked.
3. `user_from(claims)` gives the account. People are known by issuer and subject, never by name or mail, so that
   nobody at the login service can take over a local account. Roles are those of the claim, at every login again.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.http import HttpRequest

from web.access import Role
from web.people.models import User

NAME = "gemeente"
TIMEOUT_SECONDS = 10

logger = logging.getLogger(__name__)


@cache
def client() -> Any:
    """The login service of the settings."""
    from authlib.integrations.django_client import OAuth

    return OAuth().register(
        NAME,
        client_id=settings.OIDC_CLIENT,
        client_secret=settings.OIDC_SECRET,
        server_metadata_url=settings.OIDC_ADDRESS.rstrip("/") + "/.well-known/openid-configuration",
        client_kwargs={"scope": "openid profile", "code_challenge_method": "S256", "default_timeout": TIMEOUT_SECONDS},
    )


def claims_of(request: HttpRequest) -> Mapping[str, Any] | None:
    """What the login service says about who comes back from it; None when anything about the answer is wrong."""
    from authlib.common.errors import AuthlibBaseError
    from joserfc.errors import JoseError
    from requests import RequestException

    try:
        issuer = client().load_server_metadata()["issuer"]
        checks = {
            "iss": {"essential": True, "value": issuer},
            "aud": {"essential": True, "value": settings.OIDC_CLIENT},
        }
        claims: Mapping[str, Any] | None = (
            client().authorize_access_token(request, claims_options=checks).get("userinfo")
        )
    except (AuthlibBaseError, JoseError, RequestException, KeyError, ValueError) as error:
        logger.warning("login service: %s", type(error).__name__)
        return None
    return claims


def user_from(claims: Mapping[str, Any]) -> User | None:
    """The account of somebody whom the login service vouches for; None without a role or when it was shut."""
    subject = f"{claims['iss']} {claims['sub']}"[:255]
    roles = roles_in(claims)
    with transaction.atomic():
        user = User.objects.filter(oidc_subject=subject).first()
        if user is None:
            if not roles:
                return None
            user = User(username=_free_name(str(claims.get("preferred_username", ""))), oidc_subject=subject)
            user.set_unusable_password()
        user.first_name = str(claims.get("given_name", ""))[:150]
        user.last_name = str(claims.get("family_name", ""))[:150]
        user.save()
        user.groups.set(Group.objects.filter(name__in=roles))
    return user if user.is_active and roles else None


def roles_in(claims: Mapping[str, Any]) -> frozenset[Role]:
    """The roles in the claim of the settings; a dot goes one level deeper: `realm_access.roles`."""
    value: Any = claims
    for part in settings.OIDC_CLAIM.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    said = {value} if isinstance(value, str) else set(value or ()) if isinstance(value, list | tuple) else set()
    return frozenset(role for role, name in settings.OIDC_ROLES.items() if name in said)


def _free_name(wanted: str) -> str:
    name = re.sub(r"[^\w.@+-]", "", wanted)[:140] or "medewerker"
    taken = set(User.objects.filter(username__startswith=name).values_list("username", flat=True))
    if name not in taken:
        return name
    return next(f"{name}{n}" for n in range(2, len(taken) + 3) if f"{name}{n}" not in taken)
