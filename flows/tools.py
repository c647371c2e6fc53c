"""The tools that the stages share, loaded once per process and per settings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from corpora.records import Rejected
from flows.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language

    from corpora.codebook import Codebook
    from corpora.gazetteer import Gazetteer
    from nlp.redact import Redactor
    from nlp.themes import Tagger


@dataclass(frozen=True)
class Toolbox:
    """The Dutch pipeline, the redactor, the tagger and what they know; each is made when first asked for."""

    settings: Settings

    @cached_property
    def nlp(self) -> Language:
        from nlp import load_dutch

        return load_dutch(package=self.settings.taalmodel or None)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        from corpora.gazetteer import load_gazetteer

        return load_gazetteer(self.settings.gebied)

    @cached_property
    def codebook(self) -> Codebook:
        from corpora.codebook import load_codebook

        return load_codebook(self.settings.codeboek)

    @cached_property
    def redactor(self) -> Redactor:
        from nlp.redact import Redactor

        return Redactor(nlp=self.nlp, gazetteer=self.gazetteer, officials=self.settings.ambtenaren)

    @cached_property
    def tagger(self) -> Tagger:
        from nlp.themes import load_tagger

        return load_tagger(self.codebook)

    def masked_name(self, name: str) -> str:
        """A file name or a place in a file, with personal data in it masked."""
        from nlp.redact import find_personal_data

        # words with a `_` between look like somebody's account, and so does a name with an ending
        stem = re.sub(r"\.\w{1,5}$", "", name)
        said = re.sub(r"@\S+|_", lambda found: found[0] if len(found[0]) > 1 else " ", stem)
        redactor = self.redactor
        spans = find_personal_data(said, lookups=redactor.lookups, gazetteer=self.gazetteer, known_names=(), label=True)
        for span in reversed(spans):
            name = f"{name[: span.start]}[{span.type}]{name[span.end :]}"
        return name

    def masked(self, rejected: Rejected) -> Rejected:
        """The same rejection without personal data in the file name and the place."""
        named = {name: self.masked_name(getattr(rejected, name)) for name in ("source", "place", "same_as")}
        return replace(rejected, **named)

    def versions(self) -> tuple[tuple[str, str], ...]:
        """The models a run used, for the manifest."""
        meta = self.nlp.meta
        return (("taal", f"{meta['lang']}_{meta['name']}@{meta['version']}"), ("themas", self.tagger.name))


@lru_cache(maxsize=1)
def toolbox(settings: Settings) -> Toolbox:
    """The tools for these settings; the last ones stay loaded."""
    return Toolbox(settings)
