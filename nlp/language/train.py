"""Rebuild the Dutch pipeline from open data: `stadsgesprek train taal`.

1. The lexicon: what word lists and raw text say about words.
2. Word classes, features, lemmas, sentences and relations, from treebanks; then with Wikipedia sentences that the
   pipeline itself has annotated (self-training).
3. Names, apart, from examples with names.
4. The table of lemmas; everything together; measured on text that no stage has seen; a model card.

The same data, configuration and seed give the same model on the same kind of machine.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from corpora.errors import KnowledgeError

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp.language.lexicon import Lexicon

Report = Callable[[str], None]

LANGUAGE_CONFIG = Path(__file__).with_name("taal.cfg")
NAMES_CONFIG = Path(__file__).with_name("namen.cfg")
N_FIRST_EXAMPLES = 3000  # enough names to know every label
NEEDED = ("ud-dutch", "ner-nl", "names-nl", "places-nl", "opentaal", "unimorph-nl", "frequency-nl", "dekamer-questions")


def train(data_dir: Path, output_dir: Path, *, report: Report = lambda _: None, max_epochs: int | None = None) -> Path:
    """Train the pipeline and write it with its card; about two hours on one core.

    Args:
        data_dir: folder with the treebanks, names and word lists; see the model card.
        output_dir: folder for the pipeline, replaced as a whole.
        report: receives one Dutch line per step.
        max_epochs: cap on every stage, for a trial.
    Returns:
        The folder of the pipeline.
    Raises:
        KnowledgeError: part of the data is missing.
    """
    from nlp.language.build_lexicon import build, raw_texts

    data = Path(data_dir)
    _check(data)
    report("De woordenlijst wordt gemaakt.")
    lexicon = build(data, raw_texts(data))
    nlp = train_language(data / "ud-dutch", lexicon, report=report, max_epochs=max_epochs)
    names = train_names(data, lexicon, report=report, max_epochs=max_epochs)
    return assemble(nlp, names, data, Path(output_dir), report=report)


def train_language(treebanks: Path, lexicon: Lexicon, *, report: Report, max_epochs: int | None) -> Language:
    """Pipeline with everything but names."""
    from nlp.language import silver
    from nlp.language.examples import examples
    from nlp.language.fitting import fit
    from nlp.language.split import sentences

    nlp, stages, seed = _blank(LANGUAGE_CONFIG, lexicon, max_epochs)
    rng = Random(seed)  # noqa: S311 - shuffling, no secret
    gold = list(sentences(treebanks, "train"))
    first = examples(nlp, gold, stages["gold"], rng)
    nlp.initialize(lambda: first)
    for number, stage in enumerate(stages.values(), start=1):
        known = [*gold, *silver.annotate(nlp, silver.old_sentences(treebanks))] if stage.silver else gold
        draw = partial(examples, nlp, known, stage, rng)
        fit(nlp, draw, stage, after_epoch=_counter(report, f"zinsbouw, deel {number}"))
    return nlp


def train_names(data: Path, lexicon: Lexicon, *, report: Report, max_epochs: int | None) -> Language:
    """Pipeline that finds names only."""
    from itertools import islice

    from nlp.language.fitting import fit
    from nlp.language.names import to_example, training_names

    nlp, stages, seed = _blank(NAMES_CONFIG, lexicon, max_epochs)
    rng = Random(seed)  # noqa: S311
    first = [to_example(nlp, named) for named in islice(training_names(data, rng), N_FIRST_EXAMPLES)]
    nlp.initialize(lambda: first)
    fit(
        nlp,
        lambda: [to_example(nlp, named) for named in training_names(data, rng)],
        stages["names"],
        after_epoch=_counter(report, "namen"),
    )
    return nlp


def assemble(nlp: Language, names: Language, data: Path, output_dir: Path, *, report: Report) -> Path:
    """Put names and the table of lemmas into the pipeline, measure it, and write it with its card."""
    from nlp.language import card
    from nlp.language.build_lemma_table import build
    from nlp.language.edit_trees import keep_used_trees
    from nlp.language.lemma_table import FACTORY, LemmaTable
    from nlp.language.punctuated import guard_sentences
    from nlp.language.split import sentences

    nlp.remove_pipe(
        "senter"
    )  # it helps the shared network learn; the parser finds sentences better without punctuation
    keep_used_trees(nlp.get_pipe("lemmatizer"))
    table = nlp.add_pipe(FACTORY, name="lemma_table", after="lemmatizer")
    if isinstance(table, LemmaTable):
        table.table = build(data, sentences(data / "ud-dutch", "train"))
    names.vocab.vectors = nlp.vocab.vectors  # the same lexicon; spaCy compares by identity
    nlp.add_pipe("ner", source=names)
    nlp.vocab.vectors = nlp.vocab.vectors  # bound to the strings of its own pipeline again
    guard_sentences(nlp)
    report("Het model wordt gemeten op tekst die het niet heeft gezien.")
    with TemporaryDirectory() as folder:
        card.describe(nlp, card.measure(nlp, data, Path(folder)))
    nlp.to_disk(output_dir)
    card.write(nlp.meta, output_dir)
    return output_dir


def _blank(path: Path, lexicon: Lexicon, max_epochs: int | None) -> tuple[Language, dict[str, Any], int]:
    """An untrained pipeline as the config describes it, the stages of its training, and the seed."""
    from spacy.util import load_model_from_config
    from thinc.api import Config, fix_random_seed

    from nlp.language.fitting import Settings
    from nlp.language.tokenizer import add_exceptions

    config = Config().from_disk(path)
    training = config.pop("training")
    seed = int(training.pop("seed"))
    fix_random_seed(seed)
    nlp = add_exceptions(load_model_from_config(config, auto_fill=True))
    lexicon.strings = nlp.vocab.strings
    nlp.vocab.vectors = lexicon
    cap = max_epochs or max(stage["epochs"] for stage in training.values())
    stages = {name: Settings(**stage | {"epochs": min(cap, stage["epochs"])}) for name, stage in training.items()}
    return nlp, stages, seed


def _counter(report: Report, stage: str) -> Callable[[int], None]:
    return lambda epoch: report(f"Leerronde {epoch + 1} is klaar ({stage}).")


def _check(data: Path) -> None:
    missing = [name for name in NEEDED if not (data / name).is_dir()]
    if missing:
        raise KnowledgeError(
            f"hierin ontbreken mappen die nodig zijn om het taalmodel te maken: {', '.join(missing)}.",
            source=data.name,
            cure="Wijs de map met alle leergegevens aan.",
        )
