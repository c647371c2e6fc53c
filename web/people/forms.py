"""Forms for accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password

from web.access import ROLE_HELP, Role
from web.people.models import User


def role_choices() -> list[tuple[str, str]]:
    return [(role.value, f"{role.value}: {ROLE_HELP[role]}") for role in Role]


class CodeForm(forms.Form):
    """The code of the second step."""

    code = forms.CharField(
        label="Code",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}),
    )


class UserForm(forms.ModelForm):
    """An account with its roles; the password is set by the administrator and handed over in person."""

    roles = forms.MultipleChoiceField(
        label="Rollen", choices=role_choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    password = forms.CharField(
        label="Wachtwoord",
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    class Meta:
        model = User
        fields = ("username", "first_name", "last_name", "is_active")
        labels = {
            "username": "Gebruikersnaam",
            "first_name": "Voornaam",
            "last_name": "Achternaam",
            "is_active": "Mag inloggen",
        }
        help_texts = {"username": "Letters, cijfers en @ . + - _", "is_active": ""}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_new = self.instance.pk is None
        self.fields["password"].required = self.is_new
        if self.instance.oidc_subject is not None:  # roles and password are those of the login service
            del self.fields["password"], self.fields["roles"]
            return
        keep = "" if self.is_new else "Leeg laten: het wachtwoord blijft zoals het is. "
        self.fields["password"].help_text = keep + " ".join(password_validators_help_texts())
        if not self.is_new:
            self.initial["roles"] = list(self.instance.groups.values_list("name", flat=True))

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password, self.instance)
        return password

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        stays = data.get("is_active") and Role.BEHEERDER.value in data.get("roles", ())
        if "roles" in self.fields and not self.is_new and not stays and self._is_last_administrator():
            raise forms.ValidationError("Dit is de laatste beheerder. Maak eerst iemand anders beheerder.")
        return data

    def _is_last_administrator(self) -> bool:
        others = User.objects.filter(is_active=True, groups__name=Role.BEHEERDER.value)
        return others.filter(pk=self.instance.pk).exists() and not others.exclude(pk=self.instance.pk).exists()

    def save(self, commit: bool = True) -> User:
        user: User = super().save(commit=False)
        if self.cleaned_data.get("password"):
            user.set_password(self.cleaned_data["password"])
        if commit:
            user.save()
            if "roles" in self.fields:
                user.groups.set(Group.objects.filter(name__in=self.cleaned_data["roles"]))
        return user
