"""Other tools on the same made-up sentences: `python -m nlp.evaluation.rivals deduce|presidio [AANTAL] [MODEL]`.

Runs where that tool is installed, in an environment of its own; neither is a dependency of this project.
Mind that both only take a mail address for one when its domain can exist; those of the test set (.example) cannot.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from corpora.records import PersonalDataType
from nlp.evaluation.stress import Find, evaluate
from nlp.redact.found import Found, without_overlap

DEDUCE: Mapping[str, PersonalDataType] = MappingProxyType(
    {
        "persoon": "NAAM",
        "patient": "NAAM",
        "telefoonnummer": "TELEFOON",
        "emailadres": "EMAIL",
        "bsn": "BSN",
        "datum": "GEBOORTEDATUM",
        "locatie": "ADRES",
        "url": "HANDLE",
        "id": "IBAN",
    }
)
PRESIDIO: Mapping[str, PersonalDataType] = MappingProxyType(
    {
        "PERSON": "NAAM",
        "PHONE_NUMBER": "TELEFOON",
        "EMAIL_ADDRESS": "EMAIL",
        "IBAN_CODE": "IBAN",
        "LOCATION": "ADRES",
        "DATE_TIME": "GEBOORTEDATUM",
        "URL": "HANDLE",
    }
)


def with_deduce() -> Find:
    """Deduce as it comes."""
    import logging

    from deduce import Deduce  # type: ignore[import-not-found]

    logging.disable(logging.CRITICAL)  # importing it sends everything that any library logs to the output
    deduce = Deduce()

    def find(text: str) -> tuple[Found, ...]:
        annotations: Any = deduce.deidentify(text).annotations
        return without_overlap(
            Found(one.start_char, one.end_char, DEDUCE[one.tag]) for one in annotations if one.tag in DEDUCE
        )

    return find


def with_presidio(model: str) -> Find:
    """Presidio with its own recognisers and a Dutch spaCy pipeline."""
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry  # type: ignore[import-not-found]
    from presidio_analyzer.nlp_engine import NlpEngineProvider  # type: ignore[import-not-found]

    from nlp.language import lemma_table, lexicon, punctuated

    del lemma_table, lexicon, punctuated  # importing them tells spaCy the names of our own parts

    engine = NlpEngineProvider(
        nlp_configuration={"nlp_engine_name": "spacy", "models": [{"lang_code": "nl", "model_name": model}]}
    ).create_engine()
    registry = RecognizerRegistry(supported_languages=["nl"])
    registry.load_predefined_recognizers(languages=["nl"], nlp_engine=engine)
    analyzer = AnalyzerEngine(nlp_engine=engine, registry=registry, supported_languages=["nl"])

    def find(text: str) -> tuple[Found, ...]:
        results = sorted(analyzer.analyze(text, language="nl"), key=lambda one: -one.score)
        return without_overlap(
            Found(one.start, one.end, PRESIDIO[one.entity_type]) for one in results if one.entity_type in PRESIDIO
        )

    return find


def main(tool: str, n: int = 1000, model: str = "nl_core_news_sm") -> None:
    """Print the table for one tool."""
    find = with_deduce() if tool == "deduce" else with_presidio(model)
    sys.stdout.write(json.dumps(evaluate(n, find=find), ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], int((sys.argv[2:] or ["1000"])[0]), (sys.argv[3:] or ["nl_core_news_sm"])[0])
