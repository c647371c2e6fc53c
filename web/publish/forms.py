"""The form in which an editor puts the report together."""

from __future__ import annotations

from typing import Any

from django import forms

from outputs.settings import OPTIONAL_PARTS
from web.clouds.studio import COUNTS, N_WORDS, SHAPES
from web.publish.models import Composition

N_WORDS_DEFAULT = 100


class CompositionForm(forms.ModelForm):
    """Title, introduction, parts and the cloud of a report."""

    title = forms.CharField(
        label="Titel",
        required=False,
        max_length=120,
        help_text="Leeg: ‘Rapport stadsgesprekken’.",
    )
    introduction = forms.CharField(
        label="Inleiding",
        required=False,
        max_length=4_000,
        help_text="Uw eigen woorden, voor de cijfers. Een lege regel begint een nieuwe alinea. Noem geen inwoners bij naam.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    parts = forms.MultipleChoiceField(
        label="Wat komt erin",
        required=False,
        choices=list(OPTIONAL_PARTS.items()),
        help_text="De verantwoording, de prioriteiten, de vrijgegeven uitspraken en de werkwijze staan er altijd in.",
        widget=forms.CheckboxSelectMultiple,
    )
    shape = forms.ChoiceField(label="Vorm van de woordenwolk", choices=list(SHAPES.items()))
    count_by = forms.ChoiceField(label="Woord groter naar aantal", choices=list(COUNTS.items()))
    n_words = forms.IntegerField(
        label="Hoogstens zoveel woorden", min_value=N_WORDS.start, max_value=N_WORDS.stop - 1, initial=N_WORDS_DEFAULT
    )

    class Meta:
        model = Composition
        fields = ("title", "introduction", "parts", "shape", "count_by", "n_words")

    def __init__(self, *args: Any, last: Composition | None, **kwargs: Any) -> None:
        """`last` fills the form; what is saved is a new one."""
        names = ("title", "introduction", "shape", "count_by", "n_words")
        initial = {name: getattr(last, name) for name in names} if last else {}
        left_out = last.left_out if last else []
        initial["parts"] = [key for key in OPTIONAL_PARTS if key not in left_out]
        super().__init__(*args, initial=initial, **kwargs)

    def save(self, commit: bool = True) -> Composition:
        """Left out is what was not ticked: a part that is new some day is in."""
        self.instance.left_out = [key for key in OPTIONAL_PARTS if key not in self.cleaned_data["parts"]]
        made: Composition = super().save(commit)
        return made
