"""Pages for accounts."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy

from web.access import EVERYBODY, Role, allowed
from web.log.service import record
from web.people.forms import UserForm
from web.people.models import User

login = auth_views.LoginView.as_view(template_name="people/inloggen.html", redirect_authenticated_user=True)
logout = allowed(*EVERYBODY)(auth_views.LogoutView.as_view())
password = allowed(*EVERYBODY)(
    auth_views.PasswordChangeView.as_view(
        template_name="people/wachtwoord.html", success_url=reverse_lazy("password-done")
    )
)


@allowed(*EVERYBODY)
def password_done(request: HttpRequest) -> HttpResponse:
    record(request, "wachtwoord gewijzigd", request.user)
    messages.success(request, "Uw wachtwoord is gewijzigd.")
    return redirect("home")


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
    return render(request, "people/gebruiker.html", {"form": form})
