"""The part of `make bench` about what a city would take otherwise: the municipal recipe, Annif and BERTopic.

Every way runs in a process of its own on the same texts, so that time and memory are its own. The recipe is in
`nlp.themes.rivals`. BERTopic and Annif are no dependencies: BERTopic is measured where it is installed, Annif where
the folder that STADSGESPREK_MEDEDINGERS names (or `.venv-rivals`) has an environment `annif`.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from outputs.dutch import number

if TYPE_CHECKING:
    from corpora.coded import CodedStatement

ROOT = Path(__file__).resolve().parents[2]
N_LEARNED, N_GROUPED = 2_500, 2_000
THEMES = ("ons model", "gemeentelijk recept")
NO_ANNIF = "Annif is hier niet geïnstalleerd en is overgeslagen: zet het met pip in .venv-rivals/annif."
NO_BERTOPIC = "BERTopic is hier niet geïnstalleerd en is overgeslagen; zie docs/decisions/0006."
Figures = Mapping[str, float]


def lines() -> Iterator[str]:
    """The section as lines of Markdown."""
    yield f"Thema's: geleerd van {N_LEARNED} uitspraken, gemeten op situaties waarvan niet is geleerd. Hoger is beter."
    yield from ("", "| manier | prioriteiten F1 | subthema's F1 | leren, s | 1.000 uitspraken, s | geheugen, MB |")
    yield "|---|---:|---:|---:|---:|---:|"
    for name in THEMES:
        yield _theme_row(name, _measured("themas", name))
    annif = _annif()
    yield _theme_row("Annif (TF-IDF)", annif) if annif else ""
    if not annif:
        yield NO_ANNIF
    yield from (
        "",
        "Groepen: van bestanden naar uitkomst, alles bij elkaar; bij ons ook afschermen, thema's en bijlage.",
    )
    yield "Hoe goed de groepen zijn, staat hierboven bij de zorgen. BERTopic kijkt hier naar TF-IDF, want het net is dicht."
    yield from ("", f"| manier | {N_GROUPED} uitspraken, s rekentijd | geheugen, MB |", "|---|---:|---:|")
    yield _group_row("stadsgesprek run", _measured("run", ""))
    from nlp.evaluation.zorgen_rivals import has_bertopic

    if has_bertopic():
        yield _group_row("BERTopic", _measured("bertopic", ""))
    else:
        yield from ("", NO_BERTOPIC)


def _theme_row(name: str, found: Figures) -> str:
    cells = (
        number(found["priorities"], decimals=3),
        number(found["subthemes"], decimals=3),
        number(found["learning"], decimals=1),
        number(found["thousand"], decimals=2),
    )
    return f"| {name} | {' | '.join(cells)} | {round(found['mb'])} |"


def _group_row(name: str, found: Figures) -> str:
    return f"| {name} | {number(found['seconds'], decimals=1)} | {round(found['mb'])} |"


def _measured(what: str, name: str) -> Figures:
    command = [sys.executable, "-m", "flows.bench.peers", what, name]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    found: Figures = json.loads(done.stdout.splitlines()[-1])
    return found


# --- in a process of its own -----------------------------------------------------------------------


def _themes(name: str) -> dict[str, float]:
    """Learn and tag as one of `nlp.themes.rivals` does."""
    from corpora.codebook import load_codebook
    from nlp.themes.rivals import RIVALS

    codebook, (known, unseen) = load_codebook(), _split()
    began = time.process_time()
    predict = RIVALS[name](known, codebook)
    learned = time.process_time()
    found = predict([statement.text for statement in unseen])
    told = time.process_time() - learned
    return _quality(unseen, found) | {
        "learning": learned - began,
        "thousand": 1000 * told / len(unseen),
        "mb": _peak_mb(resource.RUSAGE_SELF),
    }


def _split() -> tuple[list[CodedStatement], list[CodedStatement]]:
    from corpora.coded import require_coded
    from nlp.themes.training import split_by_situation

    known, unseen = split_by_situation(require_coded())
    return list(known[:: max(1, len(known) // N_LEARNED)]), list(unseen)


def _quality(unseen: Sequence[CodedStatement], found: Sequence[set[str]]) -> dict[str, float]:
    from corpora.codebook import load_codebook
    from nlp.evaluation.themas import label_figures

    codebook = load_codebook()
    gold = [{"text": s.text, "priorities": s.priorities, "subthemes": s.subthemes} for s in unseen]
    figures = label_figures(gold, [set(codebook.priorities_of(themes)) for themes in found], list(found))
    return {"priorities": figures["priority_micro_f1"], "subthemes": figures["subtheme_micro_f1"]}


def _run(_: str) -> dict[str, float]:
    """Our whole job over files."""
    from flows.bench.scale import notes, timed

    with tempfile.TemporaryDirectory() as folder:
        notes(Path(folder), N_GROUPED)
        seconds, mb = timed(Path(folder), N_GROUPED)
    return {"seconds": seconds, "mb": mb}


def _bertopic(_: str) -> dict[str, float]:
    """BERTopic over the same texts."""
    from flows.bench.scale import texts
    from nlp.evaluation.zorgen_rivals import bertopic

    began = time.process_time()
    bertopic(texts(N_GROUPED))
    return {"seconds": time.process_time() - began, "mb": _peak_mb(resource.RUSAGE_SELF)}


def _peak_mb(whose: int) -> float:
    return resource.getrusage(whose).ru_maxrss / 1024


# --- Annif -----------------------------------------------------------------------------------------

PROJECT = """[themas]
name=themas
language=nl
backend=tfidf
analyzer=snowball(dutch)
limit=5
vocab=themas
"""
ADDRESS = "http://stadsgesprek.example/"
N_SUBJECTS = 5


def _annif() -> dict[str, float] | None:
    """Annif by its own commands; None where it is not there."""
    home = Path(os.environ.get("STADSGESPREK_MEDEDINGERS") or ROOT / ".venv-rivals")
    program = home / "annif" / "bin" / "annif"
    if not program.exists():
        return None
    known, unseen = _split()
    # the threshold is chosen on a part of what may be learned from
    learned, apart = known[::5] + known[1::5] + known[2::5] + known[3::5], known[4::5]
    with tempfile.TemporaryDirectory() as folder:
        annif = _Annif(program, Path(folder))
        seconds = annif.learn(learned)
        chosen = max(
            (step / 20 for step in range(1, 20)),
            key=lambda least: _quality(apart, annif.tag(apart, least))["subthemes"],
        )
        began = resource.getrusage(resource.RUSAGE_CHILDREN)
        found = annif.tag(unseen, chosen, again=True)
        told = _cpu(resource.getrusage(resource.RUSAGE_CHILDREN)) - _cpu(began)
        return _quality(unseen, found) | {
            "learning": seconds,
            "thousand": 1000 * told / len(unseen),
            "mb": annif.mb,
        }


class _Annif:
    """One project in a folder of its own."""

    def __init__(self, program: Path, folder: Path) -> None:
        from corpora.codebook import load_codebook

        self.program, self.folder, self.mb = program, folder, 0.0
        self._scores: dict[str, dict[str, float]] = {}
        # it wants data from the network for cutting sentences; without abbreviations it cuts at every full stop
        cutting = folder / "nltk" / "tokenizers" / "punkt_tab" / "english"
        cutting.mkdir(parents=True)
        for name in ("abbrev_types.txt", "collocations.tab", "ortho_context.tab", "sent_starters.txt"):
            (cutting / name).touch()
        (folder / "projects.cfg").write_text(PROJECT, encoding="utf-8")
        themes = load_codebook().subthemes
        rows = "".join(f"<{ADDRESS}{theme.id}>\t{theme.label}\n" for theme in themes)
        (folder / "themas.tsv").write_text(rows, encoding="utf-8")
        self._do("load-vocab", "themas", "themas.tsv", "--language", "nl")

    def learn(self, statements: Sequence[CodedStatement]) -> float:
        """Learn, and give the processor seconds."""
        rows = "".join(
            f"{_one_line(s.text)}\t{' '.join(f'<{ADDRESS}{theme}>' for theme in s.subthemes)}\n"
            for s in statements
            if s.subthemes
        )
        (self.folder / "leren.tsv").write_text(rows, encoding="utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        self._do("train", "themas", "leren.tsv")
        return _cpu(resource.getrusage(resource.RUSAGE_CHILDREN)) - _cpu(before)

    def tag(self, statements: Sequence[CodedStatement], least: float, *, again: bool = False) -> list[set[str]]:
        """Sub-themes with at least this score."""
        if again or any(s.id not in self._scores for s in statements):
            self._suggest(statements)
        return [{theme for theme, score in self._scores[s.id].items() if score >= least} for s in statements]

    def _suggest(self, statements: Sequence[CodedStatement]) -> None:
        place = self.folder / f"teksten-{len(self._scores)}"
        place.mkdir(exist_ok=True)
        for n, statement in enumerate(statements):
            (place / f"{n:06d}.txt").write_text(statement.text, encoding="utf-8")
        self._do("index", "--limit", str(N_SUBJECTS), "--force", "themas", place.name)
        for n, statement in enumerate(statements):
            told = (place / f"{n:06d}.annif").read_text(encoding="utf-8").splitlines()
            rows = [line.split("\t") for line in told]
            self._scores[statement.id] = {row[0].strip("<>").removeprefix(ADDRESS): float(row[-1]) for row in rows}

    def _do(self, *arguments: str) -> None:
        command = [str(self.program), *arguments]
        done: Any = subprocess.Popen(
            command,
            cwd=self.folder,
            env={**os.environ, "NLTK_DATA": str(self.folder / "nltk")},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        _, said = done.communicate()
        if done.returncode:
            raise RuntimeError(f"annif {arguments[0]}: {said[-500:]}")
        self.mb = max(self.mb, _peak_mb(resource.RUSAGE_CHILDREN))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _cpu(used: resource.struct_rusage) -> float:
    return used.ru_utime + used.ru_stime


MEASURES = {"themas": _themes, "run": _run, "bertopic": _bertopic}

if __name__ == "__main__":
    print(json.dumps(MEASURES[sys.argv[1]](sys.argv[2])))
