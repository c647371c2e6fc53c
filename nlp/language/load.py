"""Load the Dutch pipeline: the official one where it is installed, else the one that ships with the project."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from corpora.errors import KnowledgeError

if TYPE_CHECKING:
    from spacy.language import Language

OFFICIAL = "nl_core_news_sm"
SHIPPED = Path(__file__).parents[1] / "models" / "taal"


@cache
def load_dutch(package: str | None = None) -> Language:
    """The Dutch pipeline, loaded once per process.

    Args:
        package: name of an installed spaCy package to use instead; by default `nl_core_news_sm` where it is
            installed, else the pipeline in `nlp/models/taal`.
    Raises:
        KnowledgeError: the named package is not installed, or the model is missing or damaged.
    """
    if package and not find_spec(package):
        raise KnowledgeError(
            "dit taalmodel is niet geïnstalleerd.",
            source=package,
            cure="Installeer het pakket of laat de instelling leeg: dan wordt het meegeleverde model gebruikt.",
        )
    name = package or (OFFICIAL if find_spec(OFFICIAL) else "")
    return load_from(name or SHIPPED)


def load_from(source: str | Path) -> Language:
    """The pipeline of a package name or folder, with the project's own tokeniser rules."""
    from nlp.language.light_spacy import import_spacy

    load = import_spacy().load

    from nlp.language.lemma_table import LemmaTable
    from nlp.language.lexicon import Lexicon
    from nlp.language.own_tokenizer import NAME
    from nlp.language.products import use_numpy_products
    from nlp.language.punctuated import guard_sentences
    from nlp.language.tokenizer import add_exceptions

    del LemmaTable, Lexicon  # importing them tells spaCy their names
    use_numpy_products()
    try:
        if source == SHIPPED:
            own = {"nlp": {"tokenizer": {"@tokenizers": NAME}}}
            return guard_sentences(load(source, exclude=["tokenizer"], config=own))
        nlp = load(source)
    except Exception as error:  # a damaged model fails in as many ways as there are files in it
        raise KnowledgeError(
            "het taalmodel ontbreekt of is beschadigd.",
            source=Path(source).name,
            cure="Installeer stadsgesprek opnieuw, of bouw het model met `stadsgesprek train taal`.",
        ) from error
    return guard_sentences(add_exceptions(nlp))
