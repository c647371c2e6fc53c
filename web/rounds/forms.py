"""Forms for rounds and for what comes in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from web.rounds.models import Round

RETAIN_DAYS = 365


def _in_a_year() -> Any:
    return timezone.localdate() + timedelta(days=RETAIN_DAYS)


class RoundForm(forms.ModelForm):
    """A round; the end of the retention has no default that lasts for ever."""

    class Meta:
        model = Round
        fields = ("name", "starts", "ends", "k", "consent", "retain_until")
        labels = {
            "name": "Naam van de ronde",
            "starts": "Eerste dag",
            "ends": "Laatste dag",
            "k": "Toon pas iets bij zoveel mensen",
            "consent": "Wat deelnemers is verteld en gevraagd",
            "retain_until": "Bewaren tot en met",
        }
        help_texts = {
            "name": "Bijvoorbeeld: zomer 2026",
            "k": "Minder mensen dan dit worden niet getoond in tabellen en woordenwolken. 3 is gebruikelijk.",
            "consent": "Neem over wat er in de uitnodiging of op het formulier stond.",
            "retain_until": "Daarna worden de verslagen en alles wat eruit is gehaald verwijderd.",
        }
        widgets = {
            "starts": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "retain_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "consent": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["retain_until"].initial = _in_a_year

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", "De laatste dag ligt voor de eerste dag.")
        return data


class PasteForm(forms.Form):
    """A note typed or pasted into the page."""

    text = forms.CharField(
        label="Tekst van het verslag",
        help_text="Zet voor elke spreker een naam of letter met een dubbele punt, als u die weet.",
        max_length=1_000_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
