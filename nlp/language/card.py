"""Measure a trained pipeline on text it has not seen, and write its model card from the figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp.language.names import Named

CARD = "README.md"
TEMPLATE = Path(__file__).with_name("card.md")
LANGUAGE_ROWS = ("pos", "tag", "morph", "lemma", "uas", "las", "sents_f", "tokens")
TREEBANKS = {
    "own test part": "test.conllu",
    "UD_Dutch-Alpino dev": "nl_alpino-ud-dev.conllu.gz",
    "UD_Dutch-LassySmall dev": "nl_lassysmall-ud-dev.conllu.gz",
    "both dev files as a transcript": "spoken.conllu",
}


def measure(nlp: Language, data: Path, folder: Path) -> dict[str, dict[str, Any]]:
    """Scores per test set; `folder` takes the treebank files that are made for it.

    The transcript is the dev text in small letters, without punctuation, with hesitations put in.
    """
    from nlp.evaluation.taal import evaluate
    from nlp.language.augment import spoken
    from nlp.language.conllu import write
    from nlp.language.split import sentences

    rng = Random(0)  # noqa: S311 - where hesitations fall
    write(sentences(data / "ud-dutch", "test"), folder / "test.conllu")
    write((spoken(sentence, rng) for sentence in sentences(data / "ud-dutch", "dev")), folder / "spoken.conllu")
    places = {name: folder if (folder / file).exists() else data / "ud-dutch" for name, file in TREEBANKS.items()}
    found = {name: dict(evaluate(places[name] / file, nlp)) for name, file in TREEBANKS.items()}
    return found | {f"names: {name}": name_scores(nlp, gold) for name, gold in _name_sets(data).items()}


def name_scores(nlp: Language, gold: Sequence[Named]) -> dict[str, float]:
    """F1 of all names, precision and recall of people; 0-1, exact spans."""
    from spacy.scorer import Scorer

    from nlp.language.names import to_example

    examples = [to_example(nlp, named) for named in gold]
    for example, doc in zip(examples, nlp.pipe([named.text for named in gold]), strict=True):
        example.predicted = doc
    found = Scorer.score_spans(examples, "ents")
    people = found["ents_per_type"].get("PER", {"p": 0.0, "r": 0.0})
    return {"ents_f": round(found["ents_f"], 4), "per_p": round(people["p"], 4), "per_r": round(people["r"], 4)}


def describe(nlp: Language, scores: dict[str, dict[str, Any]]) -> None:
    """Put name, licence, sources and scores into the meta data of the pipeline."""
    nlp.meta |= {
        "name": "stadsgesprek",
        "version": "1.0.0",
        "description": "Dutch for city conversations: written and spoken",
        "author": "Stadsgesprek",
        "license": "CC BY-SA 4.0",
        "performance": scores,
    }


def write(meta: dict[str, Any], output_dir: Path) -> None:
    """Write the model card, with the figures of the meta data, beside the pipeline."""
    scores = meta["performance"]
    text = TEMPLATE.read_text(encoding="utf-8")
    text = text.replace("{language}", _table({name: scores[name] for name in TREEBANKS}, LANGUAGE_ROWS))
    names = {name.removeprefix("names: "): found for name, found in scores.items() if name.startswith("names: ")}
    text = text.replace("{names}", _table(names, ("ents_f", "per_p", "per_r")))
    (output_dir / CARD).write_text(text, encoding="utf-8")


def _name_sets(data: Path) -> dict[str, list[Named]]:
    from nlp.language.names import dev_invented, dev_names

    sets = {"treebank dev, silver types": dev_names(data), "invented sentences, unseen names": dev_invented(data)}
    lowered = {f"{name}, small letters": [_lowered(named) for named in gold] for name, gold in sets.items()}
    return sets | lowered


def _lowered(named: Named) -> Named:
    text = named.text.lower()
    return replace(named, text=text) if len(text) == len(named.text) else named  # "İ" takes two characters


def _table(rows: dict[str, dict[str, Any]], columns: Sequence[str]) -> str:
    lines = [["", *columns], ["---", *("---:" for _ in columns)]]
    lines += [[name, *(_figure(found[column]) for column in columns)] for name, found in rows.items()]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _figure(value: float | int) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:.3f}"
