"""The trained tagger's numbers: linear, so that what every word adds can be read off; saved without pickle."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np

from corpora.errors import KnowledgeError
from nlp.themes.examples import Examples
from nlp.themes.features import Seen
from nlp.themes.vectorizer import Floats, Ints, Vectorizer

MODEL_DIR = Path(__file__).resolve().parents[1] / "models" / "themas"
FORMAT = 1
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

    themes: Floats  # probability per sub-theme
    priorities: Floats  # probability per priority
    polarity: int  # index into POLARITIES
    columns: Ints
    values: Floats


@dataclass(frozen=True, slots=True)
class ThemeModel:
    """Everything the trained tagger needs at run time."""

    codebook: str  # id of the codebook it was trained on
    name: str  # for the manifest
    subthemes: tuple[str, ...]
    priorities: tuple[str, ...]
    owner: tuple[int, ...]  # per sub-theme the index of its priority, -1 for a cross-cutting one
    vectorizer: Vectorizer
    themes: Heads
    priority_heads: Heads
    polarity: Heads
    gate: Floats  # (n_priorities, 3): own score, score of the best sub-theme, constant
    theme_thresholds: Floats
    priority_thresholds: Floats
    examples: Examples

    def predict(self, seen: Seen) -> Prediction:
        """Probabilities of all sub-themes and priorities, and the polarity."""
        columns, values = self.vectorizer.row(seen)
        themes = self.themes.scores(columns, values)
        own = self.priority_heads.scores(columns, values)
        priorities = np.array([self._gated(place, own[place], themes) for place in range(len(own))], np.float32)
        polarity = int(np.argmax(self.polarity.scores(columns, values)))
        return Prediction(sigmoid(themes), sigmoid(priorities), polarity, columns, values)

    def _gated(self, priority: int, own: float, themes: Floats) -> float:
        best = max(float(themes[place]) for place, owner in enumerate(self.owner) if owner == priority)
        weights = self.gate[priority]
        return float(weights[0] * own + weights[1] * best + weights[2])

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
            "owner": self.owner,
            "columns": {block: "\n".join(names) for block, names in self.vectorizer.columns.items()},
            "examples": {"ids": self.examples.ids, "subthemes": self.examples.subthemes},
            "sha256": hashlib.sha256(weights).hexdigest(),
        }
        (folder / WEIGHTS_FILE).write_bytes(weights)
        (folder / ABOUT_FILE).write_bytes(gzip.compress(json.dumps(about, ensure_ascii=False).encode(), mtime=0))

    def _arrays(self) -> dict[str, Any]:
        heads = {"themes": self.themes, "priority_heads": self.priority_heads, "polarity": self.polarity}
        arrays = {
            f"{name}_{part.name}": getattr(head, part.name) for name, head in heads.items() for part in fields(head)
        }
        return arrays | {
            "idf": self.vectorizer.idf,
            "gate": self.gate,
            "theme_thresholds": self.theme_thresholds,
            "priority_thresholds": self.priority_thresholds,
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
    columns, first = {}, 0
    for block, joined in about["columns"].items():
        names = joined.split("\n") if joined else []
        columns[block] = {name: first + place for place, name in enumerate(names)}
        first += len(names)
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
        owner=tuple(about["owner"]),
        vectorizer=Vectorizer(columns, _floats(arrays["idf"])),
        themes=_heads(arrays, "themes"),
        priority_heads=_heads(arrays, "priority_heads"),
        polarity=_heads(arrays, "polarity"),
        gate=_floats(arrays["gate"]),
        theme_thresholds=_floats(arrays["theme_thresholds"]),
        priority_thresholds=_floats(arrays["priority_thresholds"]),
        examples=examples,
    )


def _heads(arrays: dict[str, Any], name: str) -> Heads:
    return Heads(_floats(arrays[f"{name}_weights"]), _floats(arrays[f"{name}_bias"]))


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
