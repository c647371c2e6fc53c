"""What the training statements must be like: varied, balanced, coded by the codebook, and nobody else's words."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path

from corpora.codebook import POLARITIES, Codebook, SubTheme
from corpora.coded import CodedStatement
from corpora.yaml_file import read_yaml

# quotas
MIN_STATEMENTS = 8_000
MIN_WITHOUT_PRIORITY = 2_000
MIN_SEVERAL_PRIORITIES = 1_500
MIN_SITUATIONS = 60  # per sub-theme, and for statements without priority
MIN_ALONE_CROSS_CUTTING = 200  # the cross-cutting sub-theme and nothing else
MIN_POLARITY_SHARE = 0.05
MIN_WITHOUT_WANTED = 0.50  # share of the statements on a sub-theme that use none of its wanted words

# likeness
NEAR_DUPLICATE = 0.55  # Jaccard overlap of three-word shingles
MAX_SHINGLE_USE = 200  # a shingle in more statements than this is idiom, not copying
MAX_FRAME_USE = 5
FRAME_MIN_FIXED, FRAME_MIN_WORDS = 6, 8
OPENING_WORDS = 5
SHARED_RUN_WORDS = 6

# lengths in words: (from, to, smallest share, largest share)
SHORTEST, LONGEST = 3, 120
LENGTH_SHARES = ((0, 9, 0.05, 0.35), (10, 24, 0.25, 0.65), (25, 49, 0.10, 0.50), (50, 10_000, 0.02, 0.25))

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_SENTENCE = re.compile(r"[.!?…\n]+")
_ENDINGS = "(?:en|s|e|n|t|d|je|jes|tje|tjes|'s)?"


def words_of(text: str) -> list[str]:
    """Words in lower case with straight apostrophes."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def duplicates(statements: Sequence[CodedStatement]) -> Iterator[str]:
    """Statements that are the same but for capitals and punctuation, or that share most of their shingles."""
    shingles = [_shingles(words_of(statement.text)) for statement in statements]
    users: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, own in enumerate(shingles):
        for shingle in own:
            users[shingle].append(number)
    shared = Counter(
        pair for numbers in users.values() if len(numbers) <= MAX_SHINGLE_USE for pair in combinations(numbers, 2)
    )
    for (one, other), both in sorted(shared.items()):
        overlap = both / len(shingles[one] | shingles[other])
        if overlap >= NEAR_DUPLICATE:
            kind = "dubbel" if overlap == 1 else "bijna dubbel"
            yield f"{statements[one].place} en {statements[other].place}: {kind}"


def worn_frames(statements: Sequence[CodedStatement]) -> Iterator[str]:
    """Openings and sentence frames (function words in place, content words left open) that return too often."""
    openings = Counter(tuple(words_of(statement.text)[:OPENING_WORDS]) for statement in statements)
    frames = Counter(frame for statement in statements for frame in set(_frames(statement.text)))
    for opening, count in sorted(openings.items()):
        if count > MAX_FRAME_USE and len(opening) == OPENING_WORDS:
            yield f"{count} keer hetzelfde begin: '{' '.join(opening)} …'"
    for frame, count in sorted(frames.items()):
        if count > MAX_FRAME_USE:
            yield f"{count} keer dezelfde zinsbouw: '{' '.join(frame)}'"


def borrowed_runs(statements: Sequence[CodedStatement], sources: Iterable[Path]) -> Iterator[str]:
    """Statements that share six words in a row with text that was written for measuring."""
    for source in sources:
        foreign = {run for text in _texts(source) for run in _runs(words_of(text), SHARED_RUN_WORDS)}
        for statement in statements:
            if not foreign.isdisjoint(_runs(words_of(statement.text), SHARED_RUN_WORDS)):
                yield f"{statement.place}: zes woorden achter elkaar gelijk aan {source.name}"


def missed_quotas(statements: Sequence[CodedStatement], codebook: Codebook) -> Iterator[str]:
    """Counts that are too low."""
    without = [statement for statement in statements if not statement.priorities]
    several = sum(len(statement.priorities) > 1 for statement in statements)
    cross_cutting = {theme.id for theme in codebook.cross_cutting}
    alone = sum(bool(statement.subthemes) and set(statement.subthemes) <= cross_cutting for statement in statements)
    yield from _too_few("uitspraken", len(statements), MIN_STATEMENTS)
    yield from _too_few("uitspraken zonder prioriteit", len(without), MIN_WITHOUT_PRIORITY)
    yield from _too_few("uitspraken met meer prioriteiten", several, MIN_SEVERAL_PRIORITIES)
    yield from _too_few("uitspraken met alleen een dwarsdoorsnijdend subthema", alone, MIN_ALONE_CROSS_CUTTING)
    yield from _too_few("situaties zonder prioriteit", len({s.situation for s in without}), MIN_SITUATIONS)
    for theme in codebook.subtheme_ids:
        situations = {statement.situation for statement in statements if theme in statement.subthemes}
        yield from _too_few(f"situaties over {theme}", len(situations), MIN_SITUATIONS)
    for polarity in POLARITIES:
        share = sum(statement.polarity == polarity for statement in statements) / max(len(statements), 1)
        if share < MIN_POLARITY_SHARE:
            yield f"polariteit '{polarity}': {share:.0%} is minder dan {MIN_POLARITY_SHARE:.0%}"


def unbalanced_lengths(statements: Sequence[CodedStatement]) -> Iterator[str]:
    """Statements too short or too long, and lengths that come too seldom or too often."""
    lengths = [len(words_of(statement.text)) for statement in statements]
    for statement, length in zip(statements, lengths, strict=True):
        if not SHORTEST <= length <= LONGEST:
            yield f"{statement.place}: {length} woorden; {SHORTEST} tot {LONGEST} mag"
    for low, high, least, most in LENGTH_SHARES:
        share = sum(low <= length <= high for length in lengths) / max(len(lengths), 1)
        if not least <= share <= most:
            name = f"{low} tot {high} woorden" if high < LONGEST else f"{low} woorden of meer"
            yield f"{name}: {share:.0%} van de uitspraken; {least:.0%} tot {most:.0%} mag"


def too_many_wanted(statements: Sequence[CodedStatement], codebook: Codebook) -> Iterator[str]:
    """Sub-themes whose statements lean on the wanted words of the codebook."""
    for theme in codebook.subthemes:
        share = share_without_wanted(statements, theme)
        if share is not None and share < MIN_WITHOUT_WANTED:
            yield f"{theme.id}: {share:.0%} zonder gewenste woorden; minstens {MIN_WITHOUT_WANTED:.0%} nodig"


def share_without_wanted(statements: Sequence[CodedStatement], theme: SubTheme) -> float | None:
    """Share of the statements on a sub-theme that use none of its wanted words; None when there are none."""
    about = [statement for statement in statements if theme.id in statement.subthemes]
    wanted = _wanted(theme.words)
    return sum(not wanted.search(" ".join(words_of(s.text))) for s in about) / len(about) if about else None


@cache
def _wanted(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the wanted words as written, with the commonest endings, also as part of a compound's end.

    Combinations are left out: each of their words alone is no wanted word.
    """
    return re.compile("|".join(_as_regex(word) for word in words if "+" not in word))


def _as_regex(pattern: str) -> str:
    steps = []
    for word in words_of(pattern.replace("…", " ooo ")):
        steps.append(r"(?:\S+ ){0,5}?" if word == "ooo" else re.escape(word) + _ENDINGS + r"\b ?")
    start = r"\b\w*" if len(pattern) > 5 and " " not in pattern else r"\b"  # short words only by themselves
    return start + "".join(steps)


def _shingles(words: Sequence[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(_runs(words, 3)) or frozenset({tuple(words)})


def _runs(words: Sequence[str], length: int) -> Iterator[tuple[str, ...]]:
    return (tuple(words[start : start + length]) for start in range(len(words) - length + 1))


def _frames(text: str) -> Iterator[tuple[str, ...]]:
    fixed = _function_words()
    for sentence in _SENTENCE.split(text):
        words = words_of(sentence)
        frame = tuple(word if word in fixed else "_" for word in words)
        if len(words) >= FRAME_MIN_WORDS and sum(word != "_" for word in frame) >= FRAME_MIN_FIXED:
            yield frame


@cache
def _function_words() -> Collection[str]:
    path = Path(__file__).parent / "words" / "stopwoorden.yaml"
    groups: dict[str, str] = read_yaml(path)
    return frozenset(word for words in groups.values() for word in words.lower().split())


def _texts(source: Path) -> Iterator[str]:
    content = source.read_text(encoding="utf-8")
    if source.suffix == ".jsonl":
        yield from (str(json.loads(line)["text"]) for line in content.splitlines() if line.strip())
    else:
        yield content


def _too_few(what: str, count: int, least: int) -> Iterator[str]:
    if count < least:
        yield f"{what}: {count}, minstens {least} nodig"
