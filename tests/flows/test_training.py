"""`stadsgesprek train` says what it will do before it does it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from corpora.coded import TRAINING_DIR, require_coded
from flows.training import train
from nlp import themes
from nlp.themes.decisions import Outcome
from nlp.themes.fitting import N_FITS

FIGURES = {"priority_micro_f1": 0.5, "subtheme_micro_f1": 0.25}


def test_training_themes_says_first_what_it_does_where_and_how_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told_before: list[str] = []

    def learn(*_: object, **__: object) -> dict[str, float]:
        told_before.append(capsys.readouterr().err)
        return FIGURES

    monkeypatch.setattr(themes, "train", learn)
    assert train("themas", data=None, output=tmp_path).endswith("prioriteiten F1 0,50, subthema's F1 0,25.")
    (told,) = told_before
    assert f"{len(require_coded(TRAINING_DIR)):,} gecodeerde uitspraken".replace(",", ".") in told
    assert f"Het komt in {tmp_path}, in plaats van" in told
    assert "20 tot 30 minuten" in told


def test_training_themes_shows_how_far_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def learn(*_: object, after_each: Callable[[], None], **__: object) -> dict[str, float]:
        for _step in range(2 * N_FITS):
            after_each()
        return FIGURES

    monkeypatch.setattr(themes, "train", learn)
    monkeypatch.setenv("FORCE_COLOR", "1")  # as on a terminal
    train("themas", data=None, output=tmp_path)
    told = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", capsys.readouterr().err)
    assert re.search(rf"Leren .*{2 * N_FITS}/{2 * N_FITS}", told)


def test_learning_from_decisions_tells_how_many_and_when_the_model_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told_before: list[str] = []

    def learn(*_: object, **__: object) -> Outcome:
        told_before.append(capsys.readouterr().err)
        return Outcome(FIGURES, FIGURES, 4, 1, replaced=False)

    monkeypatch.setattr(themes, "learn_decisions", learn)
    one = min(TRAINING_DIR.glob("*.jsonl"))
    decided = tmp_path / "besluiten.jsonl"
    decided.write_text("".join(one.read_text(encoding="utf-8").splitlines(keepends=True)[:5]), encoding="utf-8")
    train("themas", data=one, output=tmp_path / "model", decisions=decided)
    (told,) = told_before
    assert f"5 gecodeerde uitspraken in {decided}" in told
    assert f"Alleen een beter model komt in {tmp_path / 'model'}" in told
