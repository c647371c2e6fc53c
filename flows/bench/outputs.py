"""How long the outputs take, beside the bare library and for more and more statements."""

from __future__ import annotations

import io
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from corpora.records import (
    Concern,
    Concerns,
    Conversation,
    Evidence,
    FileReport,
    Manifest,
    RunResult,
    Statement,
    Suggestion,
    Tagging,
    Turn,
    conversation_id,
    place_turns,
    statement_id,
)
from flows.reading import read_one
from outputs.dutch import number

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from corpora.codebook import Codebook

SAMPLE = Path(__file__).resolve().parents[2] / "corpora" / "voorbeeld" / "gesprekken"
PER_TALK, N_CONCERNS = 5, 25
GROUPS = ("bewoner", "jongere", "ouder", "ondernemer", "")
WIJKEN = ("Krispijn", "Wielwijk", "Sterrenburg", "Stadspolders", "Binnenstad", "Dubbeldam", "Reeland", "")
N_WORDS, N_TIMES = 200, 5
SIZES = ((1_000, 30), (20_000, 90))  # statements, seconds allowed
MAX_RATIO, MAX_MB = 1.3, 1_000
KB_PER_MB = 1_024


def lines() -> Iterator[str]:
    """The section as lines of Markdown."""
    yield from ("| wat | uitkomst | grens |", "|---|---|---|")
    ours, bare = _processor_seconds(_our_cloud), _processor_seconds(_bare_cloud)
    yield (
        f"| woordenwolk van {N_WORDS} woorden, svg en png, naast de kale bibliotheek | {number(ours / bare, decimals=2)}× "
        f"({number(ours, decimals=2)} en {number(bare, decimals=2)} s) | hoogstens {number(MAX_RATIO, decimals=2)}× |"
    )
    for n, seconds in SIZES:
        command = [sys.executable, "-m", "flows.bench.outputs", str(n)]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        yield (
            f"| bijlage, rapport en bestanden van {n} uitspraken | {number(found['seconds'], decimals=2)} s (rekentijd "
            f"{number(found['processor'], decimals=2)} s), {found['mb']:.0f} MB | hoogstens {seconds} s en {MAX_MB} MB |"
        )


def _processor_seconds(work: Callable[[], object]) -> float:
    work()  # fonts and modules load once
    taken = []
    for _ in range(N_TIMES):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return median(taken)


def _words() -> list[tuple[str, int]]:
    """Short and long words; the first is said by most."""
    return [(f"{'wijkgesprekken'[: 3 + i % 12]}{i}", 3 + 400 // (i + 1)) for i in range(N_WORDS)]


def _our_cloud() -> None:
    from outputs.cloud import Cloud
    from outputs.cloud_layout import lay_out
    from outputs.shape import Shape

    layout = lay_out([(text, value, "#0a62c4") for text, value in _words()], Shape())
    assert len(layout.words) == N_WORDS
    cloud = Cloud(layout, (), "", "", "")
    _ = cloud.svg, cloud.png


def _bare_cloud() -> None:
    from wordcloud import WordCloud

    from outputs.cloud import PNG_SCALE
    from outputs.cloud_layout import font_file
    from outputs.shape import HEIGHT, WIDTH

    cloud = WordCloud(str(font_file()), WIDTH, HEIGHT, max_words=N_WORDS, random_state=0, scale=PNG_SCALE)
    cloud.generate_from_frequencies(dict(_words()))
    cloud.to_svg(embed_font=True)
    cloud.to_image().save(io.BytesIO(), "PNG")


def _written(n: int) -> dict[str, float]:
    """Seconds, processor seconds and megabytes at most, to write all outputs of a run of so many statements."""
    from corpora.codebook import load_codebook
    from flows.counts import count_run
    from flows.settings import Settings
    from flows.shares import priority_shares
    from flows.tools import toolbox
    from outputs import write_outputs

    result, docs = _invented(n)
    codebook, gazetteer = load_codebook(), toolbox(Settings()).gazetteer
    began, processor = time.perf_counter(), time.process_time()
    counts = count_run(result, result.statements, docs, codebook=codebook, gazetteer=gazetteer)
    shares = priority_shares(result, codebook.priority_ids)
    with tempfile.TemporaryDirectory() as folder:
        write_outputs(
            result, words=counts.words, panels=counts.panels, shares=shares, codebook=codebook, folder=Path(folder)
        )
    return {
        "seconds": time.perf_counter() - began,
        "processor": time.process_time() - processor,
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KB_PER_MB,
    }


def _invented(n: int) -> tuple[RunResult, list[Doc]]:
    """A run of `n` statements drawn from the sample conversations, with invented tags and concerns, and their parses."""
    from flows.settings import Settings
    from flows.tools import toolbox

    tools, chance = toolbox(Settings()), random.Random(1)  # noqa: S311  a draw that anyone can repeat
    texts = sorted({said.text for path in sorted(SAMPLE.glob("*.txt")) for said in read_one(path, tools).statements})
    parsed = {doc.text: doc for doc in tools.nlp.pipe(texts)}
    talks = [_talk(number, chance, texts) for number in range(1, n // PER_TALK + 1)]
    statements = tuple(said for _, all_said in talks for said in all_said)
    taggings = tuple(_tagging(said, chance, tools.codebook) for said in statements)
    result = RunResult(
        manifest=_manifest(n),
        conversations=tuple(talk for talk, _ in talks),
        masks=(),
        statements=statements,
        passages=(),
        taggings=taggings,
        concerns=Concerns(tuple(_concern(number, statements, chance) for number in range(N_CONCERNS)), ()),
        files=(FileReport("gesprekken.txt", "0" * 64, "txt", len(talks), n, n, 0, 0),),
    )
    return result, [parsed[said.text] for said in statements]


def _talk(number: int, chance: random.Random, texts: Sequence[str]) -> tuple[Conversation, tuple[Statement, ...]]:
    key = conversation_id("0" * 64, number)
    group, wijk = chance.choice(GROUPS), chance.choice(WIJKEN)
    turns = [Turn(0, "Persoon 1", "respondent", chance.choice(texts), 0, 0, f"regel {n}") for n in range(PER_TALK)]
    talk = Conversation(key, "gesprekken.txt", "0" * 64, place_turns(turns), ronde="bench", redacted=True)
    said = tuple(
        Statement(
            statement_id(key, turn.start, turn.end, turn.text),
            turn.text,
            key,
            talk.source,
            turn.number,
            turn.speaker,
            turn.start,
            turn.end,
            turn.place,
            group=group,
            wijk=wijk,
            ronde=talk.ronde,
        )
        for turn in talk.turns
    )
    return talk, said


def _tagging(said: Statement, chance: random.Random, codebook: Codebook) -> Tagging:
    subtheme = chance.choice(codebook.subtheme_ids)
    priority = codebook.priority_of(subtheme)
    carried = (Evidence(0, len(said.text.split()[0]), 1.0),)
    suggestion = Suggestion(said.id, subtheme, priority, 0.8, carried)
    return Tagging(said.id, (suggestion,), (priority,) if priority else (), "probleem", 0.2)


def _concern(number: int, statements: Sequence[Statement], chance: random.Random) -> Concern:
    members = tuple(sorted(said.id for said in chance.sample(statements, len(statements) // (N_CONCERNS + 5))))
    n = len(members)
    return Concern(f"zorg-{number}", f"zorg {number}", ("straat",), members, 0.8, members[:3], members[-1:], n, n)


def _manifest(n: int) -> Manifest:
    return Manifest("bench", "bench", "bench", "", (), "ivp-2023-2026@1.0", (), (("k", "3"),), (), (("statements", n),))


if __name__ == "__main__":  # in a process of its own, to measure memory
    print(json.dumps(_written(int(sys.argv[1]))))
