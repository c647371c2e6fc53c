"""Tokeniser rules that spaCy's Dutch lacks, as Dutch treebanks cut words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

APOSTROPHES = ("'", "’", "‘")
# spaCy splits these into an apostrophe and a letter; treebanks keep them whole.
CLITICS = ("'s", "'t", "'k", "'m", "'r", "'n", "'ns", "d'r", "m'n", "z'n", "zo'n", "da's")
DECADES = tuple(f"'{year:02d}" for year in range(100))
# Abbreviations in spaCy's list that are also ordinary words: a sentence may well end in them.
ALSO_WORDS = ("al.", "best.", "dat.", "hand.", "kon.", "m.", "mand.", "me.", "pan.", "pas.", "top.", "u.", "vol.")
LOW_QUOTES = ",,"


def add_exceptions(nlp: Language) -> Language:
    """Keep reduced words, plurals with an apostrophe and decades whole; let ordinary words end a sentence."""
    from spacy.util import compile_infix_regex, compile_suffix_regex

    tokenizer: Any = nlp.tokenizer
    no_abbreviation = {form for word in ALSO_WORDS for form in (word, word.capitalize())}
    rules = {form: parts for form, parts in tokenizer.rules.items() if form not in no_abbreviation}
    tokenizer.rules = rules | _special_cases()
    infixes = [str(pattern).replace("’", "") for pattern in nlp.Defaults.infixes or ()]  # "foto’s" is one word
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.suffix_search = compile_suffix_regex([LOW_QUOTES, *(nlp.Defaults.suffixes or ())]).search
    return nlp


def _special_cases() -> dict[str, list[dict[int, str]]]:
    from spacy.symbols import ORTH  # type: ignore[import-not-found]

    forms = {word.replace("'", apostrophe) for word in (*CLITICS, *DECADES) for apostrophe in APOSTROPHES}
    forms |= {form.upper() for form in forms} | {form.capitalize() for form in forms}
    # Named with the full stop too, for spaCy knows "t." and "s." as abbreviations.
    return {form: [{ORTH: form}] for form in forms} | {f"{form}.": [{ORTH: form}, {ORTH: "."}] for form in forms}
