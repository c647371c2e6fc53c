"""Measuring concerns against coded statements."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy

from corpora.errors import KnowledgeError
from corpora.records import Statement, Tagging
from nlp.evaluation.zorgen import bcubed_f1, evaluate


class NoThemes:
    name = "geen"

    def tag(self, statements: list[Statement], *, nlp: Any = None) -> tuple[Tagging, ...]:
        return tuple(Tagging(statement.id, (), (), "neutraal", 0.0) for statement in statements)


def test_concerns_that_coders_see_are_found_and_stay_put(
    tmp_path: Path, talk: Callable[..., tuple[list[Statement], list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nlp.evaluation.zorgen.REPEATS", 3)  # seconds, not minutes
    rows = [{"id": s.id, "text": s.text, "subthemes": [name]} for s, name in zip(*talk(100, n_subjects=5), strict=True)]
    path = tmp_path / "gecodeerd.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    figures = evaluate(path, nlp=spacy.blank("nl"), tagger=NoThemes())
    assert figures["n"] == 100
    assert figures["shuffle_ari"] == 1.0
    assert figures["drop_one_ari"] >= 0.95
    assert figures["drop_10pct_ari"] >= 0.8
    assert figures["bcubed_f1"] > 0.7
    assert figures["repeats"] == 3


def test_bcubed_agrees_with_the_example_worked_out_by_hand() -> None:
    # precision (1 + 1 + 1/2 + 1/2) / 4, recall (2/3 + 2/3 + 1/3 + 1) / 4
    assert bcubed_f1("aaab", [1, 1, 2, 2]) == pytest.approx(2 * 0.75 * (8 / 12) / (0.75 + 8 / 12))


@pytest.mark.parametrize("content", ["Beste gemeente,", ""])
def test_another_file_is_refused_with_a_cure(tmp_path: Path, content: str) -> None:
    path = tmp_path / "brief.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(KnowledgeError, match="geen uitspraken als JSON-regels"):
        evaluate(path)
