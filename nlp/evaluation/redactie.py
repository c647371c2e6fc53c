"""How well personal data is masked: recall, precision and what stays readable, against annotated uploads.

Files go through the real chain of readers and layout. A gold form counts as found when every letter and digit of it
is masked, or when the readers never took it in. Counts are summed over all files; see the scoring rules beside the gold.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpora.gazetteer import Gazetteer, load_gazetteer
from nlp.evaluation.uploads import open_gold
from nlp.redact.found import Found
from nlp.redact.redactor import Redactor

if TYPE_CHECKING:
    from spacy.language import Language

NEIGHBOURHOODS = (
    "Binnenstad", "Crabbehof", "De Staart", "Dubbeldam", "Krispijn", "Leerpark", "Lijnbaan", "Nieuw-Krispijn", "Noordflank",
    "Oud Krispijn", "Reeland", "Stadspolders", "Sterrenburg", "Vogelbuurt", "Wielwijk", "Zeehavens", "Zuidhoven",
)  # fmt: skip
_SAME = {
    "\u00a0": " ", "\u202f": " ", "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‑": "-", "…": "...",
}  # fmt: skip
_GONE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_TITLE = re.compile(r"(?:mw|dhr|dr|meneer|mevrouw|mevr|hr)\.?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marked:
    """A normalised text, and for each character the type that it was masked as ("" where it was not)."""

    text: str
    types: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """Counts of one file or of all."""

    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    masked: Counter[str] = field(default_factory=Counter)  # letters and digits, by predicted type
    right: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)  # neighbourhoods and decoys, by kind
    kept_of: Counter[str] = field(default_factory=Counter)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: list[tuple[str, str]] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Add the counts of another file."""
        for name in ("gold", "found", "masked", "right", "kept", "kept_of", "confusion"):
            getattr(self, name).update(getattr(other, name))


def evaluate(
    gold_path: Path,
    *,
    nlp: Language | None = None,
    gazetteer: Gazetteer | None = None,
    redactor: Redactor | None = None,
    details: bool = False,
) -> dict[str, Any]:
    """Scores over all files that the gold file names, which lie beside it or in the folder that it names under `map`.

    Args:
        details: also give the forms that were missed and what was masked for nothing. Only for invented material.
    Raises:
        KnowledgeError: the gold file cannot be read.
    """
    folder, files = open_gold(gold_path)
    gazetteer = gazetteer or load_gazetteer()
    redactor = redactor or Redactor(nlp, gazetteer)
    total, per_file = Tally(), {}
    for record in files:
        marked = read_marked(folder / record["file"], redactor=redactor, gazetteer=gazetteer)
        tally = score(marked, record["persoonsgegevens"], decoys=record.get("lokvogels", ()))
        total.add(tally)
        per_file[record["file"]] = figures(tally) | (_details(tally) if details else {})
    return figures(total) | {"files": per_file}


def read_marked(path: Path, *, redactor: Redactor, gazetteer: Gazetteer) -> list[Marked]:
    """Every turn and label of a file as the chain reads it, with what would be masked."""
    from corpora.layout import conversations
    from corpora.readers import read_path

    marked = []
    for document in read_path(path).documents:
        for conversation in conversations(document, gazetteer=gazetteer):
            fields = redactor.find(conversation)
            for turn in conversation.turns:
                marked += [mark(text, fields[text].found) for text in (turn.speaker, turn.text) if text]
    return marked


def mark(text: str, found: Sequence[Found]) -> Marked:
    """Normalise a text and keep the type of each character."""
    types = [""] * len(text)
    for span in found:
        types[span.start : span.end] = [span.type] * (span.end - span.start)
    letters: list[str] = []
    kinds: list[str] = []
    for letter, kind in zip(text, types, strict=True):
        for same in "" if _GONE.match(letter) else _SAME.get(letter, letter):
            if same.isspace():
                if letters and letters[-1] != " ":
                    letters.append(" ")
                    kinds.append(kind)
            else:
                letters.append(same)
                kinds.append(kind)
    return Marked("".join(letters), tuple(kinds))


def score(marked: Sequence[Marked], gold: Iterable[Mapping[str, Any]], *, decoys: Iterable[str] = ()) -> Tally:
    """Counts for the texts of one file against its gold forms (`text`, `type`, `aantal`)."""
    tally = Tally()
    used = [[False] * len(part.text) for part in marked]  # characters that belong to a gold form
    for form in sorted(gold, key=lambda form: (-len(form["text"]), form["text"])):
        _score_form(form, marked, used, tally)
    for kind, names in (("wijken", NEIGHBOURHOODS), ("lokvogels", tuple(decoys))):
        _score_kept(kind, names, marked, used, tally)
    for part, taken in zip(marked, used, strict=True):
        _score_precision(part, taken, tally)
    return tally


def _score_form(form: Mapping[str, Any], marked: Sequence[Marked], used: list[list[bool]], tally: Tally) -> None:
    places = [
        (n, match.span())
        for n, part in enumerate(marked)
        for match in _whole(form["text"]).finditer(part.text)
        if not any(used[n][match.start() : match.end()])
    ]
    # the same word can also be no personal data ("Sterrenburg"): gold only says how often it is, so masked ones go first
    places.sort(key=lambda place: not _is_masked(marked[place[0]], place[1]))
    times = int(form["aantal"])
    masked = [place for place in places if _is_masked(marked[place[0]], place[1])]
    missed = max(0, min(times, len(places)) - len(masked))
    tally.gold[form["type"]] += times
    tally.found[form["type"]] += times - missed
    tally.missed += [(form["type"], form["text"])] * missed
    # the chain may repeat a text (a heading for each conversation, a label for each turn): then every masked repetition is right
    first = {n: marked[n].text for n, _ in places[:times]}
    again = [
        (n, span)
        for n, span in places[times:]
        if n not in first and marked[n].text != form["text"] and any(marked[n].text in text for text in first.values())
    ]
    allowed = [*places[:times], *again] if _ambiguous(form["text"]) else places
    for n, (start, end) in allowed:
        used[n][start:end] = [True] * (end - start)
        tally.confusion[form["type"], _main_type(marked[n], (start, end))] += 1


def _ambiguous(text: str) -> bool:
    return any(text in name.split() or text == name for name in NEIGHBOURHOODS)


@lru_cache(maxsize=4096)
def _whole(form: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(form)}(?!\w)")


def _is_masked(part: Marked, span: tuple[int, int]) -> bool:
    return all(part.types[i] for i in range(*span) if part.text[i].isalnum())


def _main_type(part: Marked, span: tuple[int, int]) -> str:
    return Counter(part.types[i] for i in range(*span) if part.text[i].isalnum()).most_common(1)[0][0] or "gemist"


def _score_kept(
    kind: str, names: Sequence[str], marked: Sequence[Marked], used: list[list[bool]], tally: Tally
) -> None:
    for n, part in enumerate(marked):
        seen = [False] * len(part.text)
        for name in sorted(names, key=len, reverse=True):
            for match in _whole(name).finditer(part.text):
                start, end = match.span()
                if any(used[n][start:end]) or any(seen[start:end]):
                    continue
                seen[start:end] = [True] * (end - start)
                tally.kept_of[kind] += 1
                tally.kept[kind] += not any(part.types[start:end])


def _score_precision(part: Marked, taken: Sequence[bool], tally: Tally) -> None:
    for match in re.finditer(r"\w+", part.text):
        kinds = part.types[match.start() : match.end()]
        if _TITLE.fullmatch(match.group()):
            continue
        for i, kind in enumerate(kinds, start=match.start()):
            tally.masked[kind] += bool(kind)
            tally.right[kind] += bool(kind) and taken[i]
        if any(kinds) and not all(taken[match.start() : match.end()]):
            tally.wrong.append((next(filter(None, kinds)), match.group()))


def figures(tally: Tally) -> dict[str, Any]:
    """Shares from the counts."""
    structured = [kind for kind in tally.gold if kind != "NAAM"]
    return {
        "recall": _share(sum(tally.found.values()), sum(tally.gold.values())),
        "precision": _share(sum(tally.right.values()), sum(tally.masked.values())),
        "recall_names": _share(tally.found["NAAM"], tally.gold["NAAM"]),
        "recall_structured": _share(sum(tally.found[k] for k in structured), sum(tally.gold[k] for k in structured)),
        "recall_per_type": {kind: _share(tally.found[kind], n) for kind, n in sorted(tally.gold.items()) if n},
        "precision_per_type": {kind: _share(tally.right[kind], n) for kind, n in sorted(tally.masked.items()) if n},
        "neighbourhood_retention": _share(tally.kept["wijken"], tally.kept_of["wijken"]),
        "lokvogels_retention": _share(tally.kept["lokvogels"], tally.kept_of["lokvogels"]),
        "confusion": {
            f"{gold} als {other}": n for (gold, other), n in sorted(tally.confusion.items()) if gold != other
        },
        "counts": dict(sorted(tally.gold.items())),
    }


def _details(tally: Tally) -> dict[str, Any]:
    return {"missed": tally.missed, "wrong": tally.wrong}


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0
