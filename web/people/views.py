"""Pages for accounts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login as auth_login
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_POST

from web.access import EVERYBODY, Role, allowed
from web.api.forms import TokenForm
from web.api.models import Token
from web.log.service import record
from web.people import oidc, second
from web.people.forms import CodeForm, UserForm
from web.people.models import User

WRONG_CODE = (
    "Deze code klopt niet, of is al gebruikt. Wacht op de volgende code; na meer pogingen duurt het wachten langer."
)
NO_ROLE = "U hebt bij de gemeente geen rol voor dit portaal."


class Login(auth_views.LoginView):
    """Name and password, where the settings allow local accounts; else the way to the login service."""

    template_name = "people/inloggen.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "local": settings.LOCAL_LOGIN,
            "city_login": bool(settings.OIDC_ADDRESS),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.LOCAL_LOGIN:
            raise PermissionDenied
        return super().post(request, *args, **kwargs)


login = Login.as_view()
logout = allowed(*EVERYBODY, second_step=False)(auth_views.LogoutView.as_view())
password = allowed(*EVERYBODY)(
    auth_views.PasswordChangeView.as_view(
        template_name="people/wachtwoord.html", success_url=reverse_lazy("password-done")
    )
)


@allowed(*EVERYBODY)
def password_done(request: HttpRequest) -> HttpResponse:
    record(request, "wachtwoord gewijzigd", request.user)
    messages.success(request, "Uw wachtwoord is gewijzigd.")
    return redirect("account")


@allowed(*EVERYBODY)
def account(request: HttpRequest) -> HttpResponse:
    """What belongs to one's own account."""
    return render(
        request,
        "people/account.html",
        {
            "app": second.app_of(request.user),
            "needed": second.is_needed(request.user),
            "n_codes": second.n_recovery_codes(request.user),
            "from_city": request.user.oidc_subject is not None,
            "tokens": Token.objects.filter(owner=request.user, ended_at=None),
            "token_form": TokenForm(request.user),
        },
    )


# --- the second step -----------------------------------------------------------------------------


@allowed(*EVERYBODY, second_step=False)
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask the code of the app, or a recovery code."""
    if second.missing(request) != "second-step":
        return redirect("home")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if second.verify(request, form.cleaned_data["code"]):
            record(request, "tweede stap")
            return redirect("home")
        record(request, "tweede stap", result="geweigerd")
        form.add_error("code", WRONG_CODE)
    return render(request, "people/tweede_stap.html", {"form": form})


@allowed(*EVERYBODY, second_step=False)
def second_setup(request: HttpRequest) -> HttpResponse:
    """Take an app into use; who has one already shows its code first."""
    if request.user.oidc_subject is not None or second.missing(request) == "second-step":
        return redirect("home")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        codes = second.confirm(request, form.cleaned_data["code"])
        if codes is not None:
            record(request, "tweede stap ingesteld", request.user)
            return render(request, "people/herstelcodes.html", {"codes": codes})
        form.add_error("code", WRONG_CODE)
    app = second.new_app(request.user)
    context = {"form": form, "picture": second.picture(app), "secret": second.secret(app)}
    return render(request, "people/tweede_stap_instellen.html", context)


@require_POST
@allowed(*EVERYBODY)
def second_codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes in the place of the old ones."""
    if second.app_of(request.user) is None:
        return redirect("account")
    record(request, "herstelcodes gemaakt", request.user)
    return render(request, "people/herstelcodes.html", {"codes": second.new_recovery_codes(request.user)})


@require_POST
@allowed(Role.BEHEERDER)
def second_reset(request: HttpRequest, pk: int) -> HttpResponse:
    """For somebody who lost both telephone and recovery codes: the step can be set up again."""
    user = get_object_or_404(User, pk=pk)
    second.reset(user)
    record(request, "tweede stap weggehaald", user)
    messages.success(request, f"De tweede stap van {user.username} is weggehaald.")
    return redirect("user-edit", user.pk)


# --- the login service of the city ---------------------------------------------------------------


@login_not_required
def city_login(request: HttpRequest) -> HttpResponse:
    """Send somebody to the login service."""
    if not settings.OIDC_ADDRESS:
        raise Http404
    from requests import RequestException

    try:
        answer: HttpResponse = oidc.client().authorize_redirect(
            request, request.build_absolute_uri(reverse("city-login-done"))
        )
    except (RequestException, ValueError):
        messages.error(request, "De inlogdienst van de gemeente antwoordt niet. Probeer het later.")
        return redirect("login")
    return answer


@login_not_required
def city_login_done(request: HttpRequest) -> HttpResponse:
    """Let in whom the login service vouches for."""
    if not settings.OIDC_ADDRESS:
        raise Http404
    claims = oidc.claims_of(request)
    user = oidc.user_from(claims) if claims else None
    if user is None:
        record(request, "ingelogd", result="geweigerd")
        reason = NO_ROLE if claims else "Het inloggen is niet gelukt."
        messages.error(request, f"{reason} Vraag de beheerder.")
        return redirect("login")
    auth_login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    request.session[second.CITY_LOGIN] = True
    return redirect("home")


# --- accounts, by the administrator --------------------------------------------------------------


@allowed(Role.BEHEERDER)
def users(request: HttpRequest) -> HttpResponse:
    """All accounts."""
    return render(
        request, "people/gebruikers.html", {"users": User.objects.prefetch_related("groups").order_by("username")}
    )


@allowed(Role.BEHEERDER)
def user_new(request: HttpRequest) -> HttpResponse:
    return _user_form(request, None)


@allowed(Role.BEHEERDER)
def user_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _user_form(request, get_object_or_404(User, pk=pk))


def _user_form(request: HttpRequest, user: User | None) -> HttpResponse:
    form = UserForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        record(request, "gebruiker gewijzigd" if user else "gebruiker gemaakt", saved)
        messages.success(request, f"Gebruiker {saved.username} is opgeslagen.")
        return redirect("users")
    has_second = user is not None and second.app_of(user) is not None
    return render(request, "people/gebruiker.html", {"form": form, "has_second": has_second})
