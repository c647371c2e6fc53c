"""The form for a token."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from web.access import roles_of

MAX_DAYS = 365


class TokenForm(forms.Form):
    """A token has one of the roles of who makes it, and an end."""

    name = forms.CharField(label="Naam van het programma", max_length=60)
    role = forms.ChoiceField(label="Rol")
    expires = forms.DateField(
        label="Geldig tot en met",
        help_text="Hoogstens een jaar.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"] = forms.ChoiceField(
            label="Rol", choices=[(r.value, r.value) for r in sorted(roles_of(user))]
        )
        self.fields["expires"].initial = timezone.localdate() + timedelta(days=90)

    def clean_expires(self) -> Any:
        expires, today = self.cleaned_data["expires"], timezone.localdate()
        if not today <= expires <= today + timedelta(days=MAX_DAYS):
            raise forms.ValidationError("Kies een dag binnen een jaar vanaf nu.")
        return expires
