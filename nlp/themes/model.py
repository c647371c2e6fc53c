"""The trained tagger's numbers: a linear part and one hidden layer over the same features; saved without pickle."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from corpora.errors import KnowledgeError
from nlp.themes.choosing import Choice
from nlp.themes.examples import Examples
from nlp.themes.features import BLOCKS, POLARITY_BLOCKS, Block, Seen
from nlp.themes.vectorizer import Floats, Ints, Vectorizer

MODEL_DIR = Path(__file__).resolve().parents[1] / "models" / "themas"
FORMAT = 4
WEIGHTS_FILE, ABOUT_FILE = "gewichten.npz", "model.json.gz"


@dataclass(frozen=True, slots=True)
class Heads:
    """Linear scores: `weights` is (n_features, n_labels), `bias` is (n_labels,)."""

    weights: Floats
    bias: Floats

    def scores(self, columns: Ints, values: Floats) -> Floats:
        """Log-odds per label for one statement."""
        return np.asarray(values @ self.weights[columns] + self.bias, np.float32)


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the model thinks of one statement."""

    scores: Floats  # log-odds per sub-theme
    gated: Floats  # log-odds per priority
    polarity: int  # index into POLARITIES
    found: Sequence[tuple[int, tuple[int, ...]]]  # as `Vectorizer.find` gives it
    columns: Ints
    values: Floats
    hidden: Floats  # hidden layer, before its positive part is taken

    @property
    def themes(self) -> Floats:
        """Probability per sub-theme."""
        return sigmoid(self.scores)

    @property
    def priorities(self) -> Floats:
        """Probability per priority."""
        return sigmoid(self.gated)


@dataclass(frozen=True, slots=True)
class ThemeModel:
    """Everything the trained tagger needs at run time.

    Final scores are `heads` of the features plus `outer` of the positive part of `inner` of the features; columns:
    sub-themes, priorities, polarities. Polarities also get `turn_weights` of the turns of phrase.
    """

    codebook: str  # id of the codebook it was trained on
    name: str  # for the manifest
    subthemes: tuple[str, ...]
    priorities: tuple[str, ...]
    vectorizer: Vectorizer
    turns: Vectorizer
    turn_weights: Floats  # (n_turns, n_polarities)
    heads: Heads
    inner: Heads
    outer: Floats  # (n_hidden, n_labels)
    best: Floats  # (n_priorities,): what a priority gets of the log-odds of its likeliest sub-theme
    choice: Choice
    trust: Floats  # as `nlp.themes.trust.fit_trust` gives it
    cover: float  # as `nlp.themes.thresholds.cover_threshold` gives it
    examples: Examples

    def predict(self, seen: Seen) -> Prediction:
        """Scores of all sub-themes and priorities, and the polarity."""
        found = self.vectorizer.find(seen)
        columns, values = self.vectorizer.row(found)
        hidden = self.inner.scores(columns, values)
        bent = np.maximum(hidden, 0) @ self.outer
        scores = np.asarray(self.heads.scores(columns, values) + bent, np.float32)
        n_themes, n_priorities = len(self.subthemes), len(self.priorities)
        themes, own = scores[:n_themes], scores[n_themes : n_themes + n_priorities]
        likely = themes.tolist()
        gated = np.array([self._gated(place, own[place], likely) for place in range(n_priorities)], np.float32)
        turns, weights = self.turns.row(self.turns.find(seen))
        polarity = int(np.argmax(scores[n_themes + n_priorities :] + weights @ self.turn_weights[turns]))
        return Prediction(themes, gated, polarity, found, columns, values, hidden)

    def _gated(self, priority: int, own: float, themes: Sequence[float]) -> float:
        best = max(themes[place] for place, owner in enumerate(self.choice.owner) if owner == priority)
        return float(own + self.best[priority] * best)

    def save(self, folder: Path) -> None:
        """Write the two model files."""
        folder.mkdir(parents=True, exist_ok=True)
        weights = _packed(self._arrays())
        about = {
            "format": FORMAT,
            "codebook": self.codebook,
            "name": self.name,
            "subthemes": self.subthemes,
            "priorities": self.priorities,
            "owner": self.choice.owner,
            "columns": _names(self.vectorizer),
            "turns": _names(self.turns),
            "examples": {"ids": self.examples.ids, "subthemes": self.examples.subthemes},
            "sha256": hashlib.sha256(weights).hexdigest(),
        }
        (folder / WEIGHTS_FILE).write_bytes(weights)
        (folder / ABOUT_FILE).write_bytes(gzip.compress(json.dumps(about, ensure_ascii=False).encode(), mtime=0))

    def _arrays(self) -> dict[str, Any]:
        return {
            "heads_weights": self.heads.weights,
            "heads_bias": self.heads.bias,
            **_in_steps("inner_weights", self.inner.weights),
            "inner_bias": self.inner.bias,
            "outer": self.outer,
            "idf": self.vectorizer.idf,
            **_in_steps("turn_weights", self.turn_weights),
            "turn_idf": self.turns.idf,
            "best": self.best,
            "theme_thresholds": self.choice.themes,
            "priority_thresholds": np.array([self.choice.first, self.choice.further], np.float32),
            "trust": self.trust,
            "cover": np.array([self.cover], np.float32),
            "example_edges": self.examples.edges,
            "example_columns": self.examples.columns,
            "example_values": self.examples.values,
        }


def is_trained(folder: Path) -> bool:
    """Whether a trained tagger lies in the folder."""
    return all((folder / name).is_file() for name in (WEIGHTS_FILE, ABOUT_FILE))


def load_model(folder: Path) -> ThemeModel:
    """Read a trained tagger.

    Raises:
        KnowledgeError: a file is missing, damaged, or of another version of the program.
    """
    try:
        weights = (folder / WEIGHTS_FILE).read_bytes()
        about = json.loads(gzip.decompress((folder / ABOUT_FILE).read_bytes()))
        if about["format"] != FORMAT or about["sha256"] != hashlib.sha256(weights).hexdigest():
            raise ValueError("other format or other bytes than were written")
        with np.load(io.BytesIO(weights), allow_pickle=False) as arrays:
            return _from_parts(about, {name: arrays[name] for name in arrays.files})
    except (OSError, EOFError, KeyError, ValueError) as error:
        raise KnowledgeError(
            "het model voor thema's is niet te lezen.",
            source=folder.name,
            cure="Installeer het programma opnieuw of train het model met 'stadsgesprek train themas'.",
        ) from error


def _from_parts(about: dict[str, Any], arrays: dict[str, Any]) -> ThemeModel:
    examples = Examples(
        ids=tuple(about["examples"]["ids"]),
        subthemes=tuple(tuple(themes) for themes in about["examples"]["subthemes"]),
        edges=arrays["example_edges"],
        columns=arrays["example_columns"],
        values=arrays["example_values"],
    )
    return ThemeModel(
        codebook=about["codebook"],
        name=about["name"],
        subthemes=tuple(about["subthemes"]),
        priorities=tuple(about["priorities"]),
        vectorizer=_vectorizer(BLOCKS, about["columns"], arrays["idf"]),
        turns=_vectorizer(POLARITY_BLOCKS, about["turns"], arrays["turn_idf"]),
        turn_weights=_floats(arrays["turn_weights"]) * _floats(arrays["turn_weights_step"]),
        heads=Heads(_floats(arrays["heads_weights"]), _floats(arrays["heads_bias"])),
        inner=Heads(
            _floats(arrays["inner_weights"]) * _floats(arrays["inner_weights_step"]), _floats(arrays["inner_bias"])
        ),
        outer=_floats(arrays["outer"]),
        best=_floats(arrays["best"]),
        choice=Choice(
            tuple(about["owner"]), _floats(arrays["theme_thresholds"]), *map(float, arrays["priority_thresholds"])
        ),
        trust=_floats(arrays["trust"]),
        cover=float(arrays["cover"][0]),
        examples=examples,
    )


def _names(vectorizer: Vectorizer) -> dict[str, str]:
    return {block: "\n".join(names) for block, names in vectorizer.columns.items()}


def _vectorizer(blocks: tuple[Block, ...], names: dict[str, str], idf: Any) -> Vectorizer:
    columns: dict[Block, dict[str, int]] = {}
    first = 0
    for block in blocks:
        own = names[block].split("\n") if names[block] else []
        columns[block] = {name: first + place for place, name in enumerate(own)}
        first += len(own)
    return Vectorizer(blocks, columns, _floats(idf))


def _in_steps(name: str, weights: Floats) -> dict[str, Any]:
    """Weights as whole steps of one byte, with the size of a step per column: a quarter of the file."""
    size = np.maximum(np.abs(weights).max(axis=0, initial=0), 1e-6) / 127
    return {name: np.round(weights / size).astype(np.int8), f"{name}_step": size.astype(np.float32)}


def _floats(array: Any) -> Floats:
    return np.asarray(array, np.float32)


def _packed(arrays: dict[str, Any]) -> bytes:
    """The arrays as npz; half precision, for a weight's fourth digit changes no decision."""
    buffer = io.BytesIO()
    small = {name: array.astype(np.float16) if array.dtype == np.float32 else array for name, array in arrays.items()}
    np.savez_compressed(buffer, **small)
    return buffer.getvalue()


def sigmoid(scores: Floats) -> Floats:
    """Log-odds to probabilities."""
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))), np.float32)
