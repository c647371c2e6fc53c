"""Who may do what: four roles, and nothing is allowed that does not say for whom.

1. Every view names its roles with `@allowed(...)`; a view without them is refused to everybody.
2. Who still owes the second step of logging in is sent to it, whatever they ask for.
3. What a person may see of the items behind a view is up to the models (`visible_to`); the rest does not exist for them.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from corpora.errors import KnowledgeError

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
    Role.REDACTEUR: "stelt het rapport samen, geeft citaten vrij en publiceert",
    Role.BEHEERDER: "regelt gebruikers, rondes en het logboek",
}
EVERYBODY = tuple(Role)


def roles_in_words(words: str) -> frozenset[Role]:
    """The roles in a setting: "iedereen", "niemand", or some with commas between them.

    Raises:
        KnowledgeError: a word is no role.
    """
    if words in ("iedereen", "niemand"):
        return frozenset(Role) if words == "iedereen" else frozenset()
    named = {word.strip() for word in words.split(",")}
    if not named <= {role.value for role in Role}:
        raise KnowledgeError(
            "deze rollen bestaan niet.", cure=f"Gebruik iedereen, niemand, of een paar van {', '.join(Role)}."
        )
    return frozenset(Role(name) for name in named)


def allowed(*roles: Role, second_step: bool = True) -> Callable[[View], View]:
    """Say who may use a view; `second_step` False is for the pages on which somebody takes that step."""

    def mark(view: View) -> View:
        view.roles = frozenset(roles)  # type: ignore[attr-defined]
        view.second_step = second_step  # type: ignore[attr-defined]
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
    """Refuse every view that is not for this person, or not yet."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:  # noqa: ARG002
        if not getattr(view, "login_required", True):
            return None
        if not roles_of(request.user) & getattr(view, "roles", frozenset()):
            raise PermissionDenied
        return _to_second_step(request) if getattr(view, "second_step", True) else None


def _to_second_step(request: HttpRequest) -> HttpResponse | None:
    from web.people.second import missing

    page = missing(request)
    return redirect(page) if page else None


def roles_in_templates(request: HttpRequest) -> dict[str, Any]:
    """`rollen.analist` and the like, to show only links that will open."""
    user = getattr(request, "user", None)
    mine = roles_of(user) if user is not None else frozenset()
    return {"rollen": {role.value: role in mine for role in Role}}
