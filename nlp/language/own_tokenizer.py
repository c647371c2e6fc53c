"""The project's tokeniser built in one go.

spaCy takes in all its exceptions anew whenever one of a tokeniser's rules is set; making it from a file and adding ours
sets seven of them, and took longer than loading all trained parts of the pipeline together.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.util import compile_prefix_regex, registry

from nlp.language.tokenizer import add_exceptions

if TYPE_CHECKING:
    from spacy.language import Language

NAME = "stadsgesprek.Tokenizer.v1"


@registry.tokenizers(NAME)  # type: ignore[untyped-decorator]
def create_tokenizer() -> Callable[[Language], Tokenizer]:
    """What `@tokenizers` in a config refers to."""

    def factory(nlp: Language) -> Tokenizer:
        defaults: Any = nlp.Defaults
        # the rules are collected first, on something that takes them in without work
        parts: Any = SimpleNamespace(rules=dict(defaults.tokenizer_exceptions))
        add_exceptions(SimpleNamespace(tokenizer=parts, Defaults=defaults))  # type: ignore[arg-type]
        return Tokenizer(
            nlp.vocab,
            rules=parts.rules,
            prefix_search=compile_prefix_regex(defaults.prefixes).search,
            suffix_search=parts.suffix_search,
            infix_finditer=parts.infix_finditer,
            token_match=defaults.token_match,
            url_match=defaults.url_match,
        )

    return factory
