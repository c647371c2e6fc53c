"""`stadsgesprek wolk`: word clouds of a finished run, of all of it or per part of the city, as somebody wants them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from corpora.errors import KnowledgeError, StadsgesprekError
from corpora.records import RunResult, Statement
from flows.counts import Aspect, Counts, count_run, output_settings, values_of
from flows.export import StoredRun, load_run
from flows.settings import load_settings
from flows.tools import Toolbox, toolbox
from nlp.words import CountBy, WordCount
from outputs.dutch import listing

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from outputs import OutputSettings

COUNT_BY: dict[str, CountBy] = {"mensen": "people", "uitspraken": "statements", "woorden": "words"}
BATCH = 200  # statements between two steps of the progress bar


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What somebody wants to see; the names are those of the options."""

    per: Aspect | None = None
    alleen: tuple[str, ...] = ()
    vergelijk: Path | None = None
    meer_dan_anderen: bool = False
    tel: Literal["mensen", "uitspraken", "woorden"] = "mensen"
    delen: bool = False
    vorm: str = "rechthoek"
    max_woorden: int = 100
    verberg: tuple[str, ...] = ()

    @property
    def aspect(self) -> Aspect | None:
        """What the clouds are of; beside another run they are of rounds."""
        return "ronde" if self.vergelijk else self.per


def draw(run: Path, target: Path | None, choices: Choices) -> Path:
    """Draw the cloud or clouds; the ending of `target` says how: svg, png or pdf.

    Raises:
        KnowledgeError: a folder holds no run, or not every name in `alleen` is in it.
        OutputError: the shape or the ending cannot be used.
        StadsgesprekError: a choice is about parts, and it is not said which parts, or twice.
    """
    from outputs import check_picture, export, write_clouds

    target = target or run.with_name(f"{run.name}-wolk.svg")
    check_picture(target)
    _check_parts(choices)
    stored, settings = load_run(run), load_settings()
    tools = toolbox(settings)
    chosen = _settings(output_settings(settings, k=stored.k), choices)
    result = _beside(stored.result, choices.vergelijk)
    if choices.aspect is None:
        words = _count(result, tools, choices).words if choices.delen else stored.words
        kind = f"woordenwolk{target.suffix}"
        return export(result, kind, target, words=words, shares={}, codebook=tools.codebook, settings=chosen)
    panels = _only(_count(result, tools, choices), choices)
    title = f"Woorden per {choices.aspect}"
    return write_clouds(
        result,
        target,
        aspect=choices.aspect,
        panels=panels,
        title=title,
        codebook=tools.codebook,
        settings=chosen,
        statements=_of_parts(result, panels, tools, choices.aspect),
    )


def _check_parts(choices: Choices) -> None:
    given = {"--alleen": choices.alleen, "--meer-dan-anderen": choices.meer_dan_anderen}
    wanted = [name for name, value in given.items() if value]
    if wanted and choices.aspect is None:
        raise StadsgesprekError(
            f"`{wanted[0]}` kan alleen samen met `--per`: het gaat over delen van de stad.",
            cure="Zet erbij van welke delen: `--per wijk`, `--per groep`, `--per prioriteit` of `--per ronde`.",
        )
    if choices.vergelijk and choices.per not in (None, "ronde"):
        raise StadsgesprekError(
            f"`--vergelijk` zet twee rondes naast elkaar en kan niet samen met `--per {choices.per}`.",
            cure="Laat een van de twee weg.",
        )


def _settings(settings: OutputSettings, choices: Choices) -> OutputSettings:
    return replace(
        settings,
        count_by=COUNT_BY[choices.tel],
        max_words=choices.max_woorden,
        hidden_words=frozenset(word.lower() for word in choices.verberg),
        shape=choices.vorm,
    )


def _beside(result: RunResult, other: Path | None) -> RunResult:
    """Both runs as one, each statement with the round of its run; what is in both counts for the first."""
    if other is None:
        return result
    added = load_run(other)
    first, second = _named(StoredRun(result, (), {}), "deze ronde"), _named(added, other.name)
    talks = {talk.id for talk in first.conversations}
    return replace(
        first,
        manifest=replace(first.manifest, ronde=f"{first.manifest.ronde} en {second.manifest.ronde}"),
        conversations=(*first.conversations, *(talk for talk in second.conversations if talk.id not in talks)),
        statements=(*first.statements, *(s for s in second.statements if s.conversation_id not in talks)),
        taggings=(*first.taggings, *second.taggings),
    )


def _named(stored: StoredRun, fallback: str) -> RunResult:
    ronde = stored.result.manifest.ronde or fallback
    statements = tuple(replace(said, ronde=ronde) for said in stored.result.statements)
    return replace(stored.result, statements=statements, manifest=replace(stored.result.manifest, ronde=ronde))


def _count(result: RunResult, tools: Toolbox, choices: Choices) -> Counts:
    return count_run(
        result,
        result.statements,
        _parse(result.statements, tools),
        codebook=tools.codebook,
        gazetteer=tools.gazetteer,
        aspects=[choices.aspect] if choices.aspect else [],
        by=COUNT_BY[choices.tel],
        more_than_others=choices.meer_dan_anderen,
        parts=choices.delen,
        min_people=0,
    )


def _parse(statements: Sequence[Statement], tools: Toolbox) -> list[Doc]:
    from rich.console import Console
    from rich.progress import track

    starts, console = range(0, len(statements), BATCH), Console(stderr=True)
    batches: Iterable[int] = track(
        starts, description="Woorden tellen", console=console, transient=True, disable=not console.is_terminal
    )
    return [doc for start in batches for doc in tools.nlp.pipe(s.text for s in statements[start : start + BATCH])]


def _only(counts: Counts, choices: Choices) -> dict[str, tuple[WordCount, ...]]:
    """The parts that were asked for; all are there, and at least one of them has words."""
    parts, wanted = counts.panels[choices.aspect or ""], {name.casefold() for name in choices.alleen}
    panels = {name: words for name, words in parts.items() if not wanted or name.casefold() in wanted}
    known = {name.casefold() for name in parts}
    unknown = [name for name in choices.alleen if name.casefold() not in known]
    if unknown:
        raise KnowledgeError(
            f"geen {choices.aspect} met genoeg mensen heet {listing([f'‘{name}’' for name in unknown])}.",
            cure=f"Kies uit: {', '.join(sorted(parts))}." if parts else "",
        )
    if not any(panels.values()):
        raise KnowledgeError(
            f"hier is geen wolk per {choices.aspect} van te maken.",
            cure=f"Genoeg mensen noemen een woord bij: {', '.join(name for name, words in parts.items() if words) or 'geen enkel deel'}.",
        )
    return panels


def _of_parts(result: RunResult, parts: Collection[str], tools: Toolbox, aspect: Aspect) -> tuple[Statement, ...]:
    """The statements that belong to one of these parts."""
    of = values_of(result, tools.codebook)[aspect]
    return tuple(said for said in result.statements if not set(of(said)).isdisjoint(parts))
