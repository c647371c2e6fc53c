"""Forms for rounds and for what comes in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from web.rounds import codebooks
from web.rounds.corrections import groups, wijken
from web.rounds.models import Planned, Round

RETAIN_DAYS = 365


def _in_a_year() -> Any:
    return timezone.localdate() + timedelta(days=RETAIN_DAYS)


class RoundForm(forms.ModelForm):
    """A round; the end of the retention has no default that lasts for ever."""

    class Meta:
        model = Round
        fields = ("name", "starts", "ends", "codebook", "k", "consent", "retain_until")
        labels = {
            "name": "Naam van de ronde",
            "starts": "Eerste dag",
            "ends": "Laatste dag",
            "codebook": "Codeboek",
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
        self.fields["codebook"] = forms.ChoiceField(
            label="Codeboek",
            required=False,
            choices=codebooks.choices,
            help_text="De vaste lijst van thema's. Een ander codeboek geldt vanaf de volgende analyse.",
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", "De laatste dag ligt voor de eerste dag.")
        return data


class PlanForm(forms.ModelForm):
    """One line of the plan: so many people of a group in a wijk."""

    class Meta:
        model = Planned
        fields = ("wijk", "group", "n_people")
        labels = {"n_people": "Aantal mensen"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wijk"] = forms.ChoiceField(label="Wijk", choices=[(name, name) for name in wijken()])
        self.fields["group"] = forms.ChoiceField(label="Groep", choices=[(name, name) for name in groups()])


class PasteForm(forms.Form):
    """A note typed or pasted into the page."""

    text = forms.CharField(
        label="Tekst van het verslag",
        help_text="Zet voor elke spreker een naam of letter met een dubbele punt, als u die weet.",
        max_length=1_000_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
