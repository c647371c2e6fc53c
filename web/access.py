"""Who may do what: four roles, and nothing is allowed that does not say for whom.

1. Every view names its roles with `@allowed(...)`; a view without them is refused to everybody.
2. What a person may see of the items behind a view is up to the models (`visible_to`); the rest does not exist for them.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

View = TypeVar("View", bound=Callable[..., HttpResponse])


class Role(StrEnum):
    """What somebody does in a round; the value is the name of the group."""

    INVOERDER = "invoerder"  # delivers notes, sees own ones
    ANALIST = "analist"  # reads, runs, reviews
    REDACTEUR = "redacteur"  # sees results, publishes
    BEHEERDER = "beheerder"  # users, rounds, log; no residents' words


ROLE_HELP = {
    Role.INVOERDER: "levert verslagen aan en kijkt de eigen verslagen na",
    Role.ANALIST: "kijkt verslagen na, start de analyse en beoordeelt thema's",
    Role.REDACTEUR: "bekijkt en downloadt de uitkomst",
    Role.BEHEERDER: "regelt gebruikers, rondes en het logboek",
}
EVERYBODY = tuple(Role)


def allowed(*roles: Role) -> Callable[[View], View]:
    """Say who may use a view."""

    def mark(view: View) -> View:
        view.roles = frozenset(roles)  # type: ignore[attr-defined]
        return view

    return mark


def roles_of(user: Any) -> frozenset[Role]:
    """The roles of somebody; asked once per request."""
    if not user.is_authenticated:
        return frozenset()
    if not hasattr(user, "_roles"):
        names = set(user.groups.values_list("name", flat=True))
        user._roles = frozenset(role for role in Role if role.value in names)
    return user._roles


def has_role(user: Any, *roles: Role) -> bool:
    return bool(roles_of(user) & set(roles))


class RoleMiddleware:
    """Refuse every view that is not for this person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:  # noqa: ARG002
        if not getattr(view, "login_required", True):
            return
        if not roles_of(request.user) & getattr(view, "roles", frozenset()):
            raise PermissionDenied


def roles_in_templates(request: HttpRequest) -> dict[str, Any]:
    """`rollen.analist` and the like, to show only links that will open."""
    user = getattr(request, "user", None)
    mine = roles_of(user) if user is not None else frozenset()
    return {"rollen": {role.value: role in mine for role in Role}}
