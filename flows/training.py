"""`stadsgesprek train`: rebuild what is shipped, or learn themes from analysts' decisions."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpora.coded import TRAINING_DIR, require_coded
from corpora.errors import KnowledgeError
from flows.progress import Progress
from outputs.dutch import count, listing

if TYPE_CHECKING:
    from nlp.themes.decisions import Outcome


def train(
    what: str,
    *,
    data: Path | None,
    output: Path | None,
    decisions: Path | None = None,
    codebook: Path | None = None,
) -> str:
    """Train one of the models; gives a Dutch sentence about the outcome.

    Args:
        data: treebanks and name lists, or a folder with coded statements.
        decisions: coded statements of analysts, only for themes.
        codebook: another codebook than the shipped one, only for themes.
    """
    if what == "themas":
        return _train_themes(data, output, decisions, codebook)
    if data is None:
        raise KnowledgeError(
            "voor het taalmodel zijn boombanken en naamlijsten nodig.", cure="Geef de map met `--gegevens`."
        )
    from nlp.language.load import SHIPPED
    from nlp.language.train import train as train_language

    train_language(data, output or SHIPPED, report=lambda line: print(line, file=sys.stderr))
    return "Het taalmodel is gemaakt."


def _train_themes(data: Path | None, output: Path | None, decisions: Path | None, codebook: Path | None) -> str:
    from corpora.codebook import DEFAULT_CODEBOOK, load_codebook
    from nlp import themes

    chosen = load_codebook(codebook)
    # for decisions about another codebook there are no statements beside them
    shipped = TRAINING_DIR if decisions is None or chosen.id == DEFAULT_CODEBOOK.stem else None
    sources = [path for path in (data or shipped, decisions) if path]
    told = _beforehand(sources, output or themes.model_folder(chosen), only_better=decisions is not None)
    print(told, file=sys.stderr, flush=True)
    if decisions is not None:
        with _learning(1) as step:
            outcome = themes.learn_decisions(decisions, data, output, codebook=chosen, after_each=step)
        return _told(outcome)
    with _learning(2) as step:
        figures = themes.train(data, output, codebook=chosen, after_each=step)
    return f"Het model voor thema's is gemaakt. Op situaties die het niet kende: {_shown(figures)}."


@contextmanager
def _learning(n_models: int) -> Iterator[Callable[[], None]]:
    """How far the learning is, and how long it is at it."""
    from nlp.themes.fitting import N_FITS

    with Progress.shown(n_models * N_FITS) as progress:
        progress.begin("Leren")
        yield progress.step


def _beforehand(sources: Sequence[Path], output: Path, *, only_better: bool) -> str:
    """What will be done, from what, where it goes and how long that takes."""
    each = [
        f"{count(len(require_coded(path)), 'gecodeerde uitspraak', 'gecodeerde uitspraken')} in {path}"
        for path in sources
    ]
    learned = f"Het model voor thema's leert van {listing(each)}."
    long = "Met de uitspraken die worden meegeleverd duurt dit 20 tot 30 minuten."
    if only_better:
        how = "Een vijfde van de besluiten doet alleen mee met het meten."
        return f"{learned} {how} Alleen een beter model komt in {output}. {long}"
    how = "Eerst van vier vijfde, om op de rest te meten; daarna van alles."
    return f"{learned} {how} Het komt in {output}, in plaats van het model dat daar ligt. {long}"


def _told(outcome: Outcome) -> str:
    figures = (
        f"Gemeten op {outcome.n_apart} besluiten waarvan niet is geleerd. "
        f"Eerst: {_shown(outcome.before)}. Na leren van {outcome.n_learned} besluiten: {_shown(outcome.after)}."
    )
    if outcome.replaced:
        return f"{figures} Het nieuwe model is in gebruik; het vorige staat in de map 'vorige'."
    return f"{figures} Het nieuwe model is niet beter; het oude blijft in gebruik."


def _shown(figures: Mapping[str, Any]) -> str:
    text = f"prioriteiten F1 {figures['priority_micro_f1']:.2f}, subthema's F1 {figures['subtheme_micro_f1']:.2f}"
    return text.replace(".", ",")
