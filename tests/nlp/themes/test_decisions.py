"""The tagger learns from what analysts decide, never gets worse by it, and takes another codebook."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from corpora.codebook import Codebook, Priority, SubTheme, load_codebook
from corpora.coded import CodedStatement, require_coded
from corpora.errors import KnowledgeError
from flows.cli import app
from nlp.themes import RulesTagger, learn_decisions, load_tagger
from nlp.themes.decisions import PREVIOUS, split_decisions
from nlp.themes.fitting import fit_model
from nlp.themes.learned import LearnedTagger
from nlp.themes.model import ABOUT_FILE, is_trained
from nlp.themes.training import as_statement

CASES = Path(__file__).resolve().parents[2] / "cases"
LESSONS, DECISIONS = CASES / "training", CASES / "themes" / "wateroverlast.jsonl"
OTHER, OTHER_LESSONS = CASES / "themes" / "ander-codeboek.yaml", CASES / "themes" / "ander"


def _with_water(codebook: Codebook) -> Codebook:
    """The shipped codebook with a sub-theme that has no words of its own yet."""
    water = SubTheme(id="wateroverlast", label="Wateroverlast", definitie="Water komt waar het niet hoort.")
    first, *others = codebook.priorities
    wider = Priority(id=first.id, label=first.label, definitie=first.definition, subthemas=(*first.subthemes, water))
    return codebook.model_copy(update={"priorities": (wider, *others)}, deep=True)


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return _with_water(Codebook.model_validate(load_codebook().model_dump(by_alias=True)))


@pytest.fixture(scope="module")
def learned(codebook: Codebook, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, object]:
    folder = tmp_path_factory.mktemp("model")
    return folder, learn_decisions(DECISIONS, LESSONS, folder, codebook=codebook)


def _found(tagger: LearnedTagger | RulesTagger, statements: list[CodedStatement], theme: str) -> float:
    taggings = tagger.tag([as_statement(statement) for statement in statements])
    return sum(theme in {s.subtheme for s in tagging.suggestions} for tagging in taggings) / len(taggings)


def test_fifty_decisions_on_a_new_subtheme_are_enough_to_be_useful(
    codebook: Codebook, learned: tuple[Path, object]
) -> None:
    tagger = load_tagger(codebook, model_dir=learned[0])
    known, apart = split_decisions(require_coded(DECISIONS))
    assert len(known) <= 50
    assert _found(tagger, apart, "wateroverlast") >= 0.7
    assert _found(tagger, list(require_coded(LESSONS)), "wateroverlast") <= 0.05


def test_outcome_shows_before_and_after_on_decisions_never_learned_from(learned: tuple[Path, object]) -> None:
    outcome = learned[1]
    assert outcome.replaced
    assert outcome.after["subtheme_micro_f1"] > outcome.before["subtheme_micro_f1"]
    assert outcome.n_learned + outcome.n_apart == 60


def test_model_that_does_not_get_better_stays_and_is_kept(codebook: Codebook, learned: tuple[Path, object]) -> None:
    folder = learned[0]
    old = (folder / ABOUT_FILE).read_bytes()
    again = learn_decisions(DECISIONS, LESSONS, folder, codebook=codebook)
    assert not again.replaced
    assert (folder / ABOUT_FILE).read_bytes() == old


def test_replaced_model_is_kept_one_folder_deeper(codebook: Codebook, tmp_path: Path) -> None:
    lessons = require_coded(LESSONS)
    fit_model(lessons, codebook).save(tmp_path)
    old = (tmp_path / ABOUT_FILE).read_bytes()
    assert learn_decisions(DECISIONS, LESSONS, tmp_path, codebook=codebook).replaced
    assert (tmp_path / PREVIOUS / ABOUT_FILE).read_bytes() == old
    assert is_trained(tmp_path)


def test_what_is_kept_apart_stays_apart_when_decisions_are_added() -> None:
    decisions = require_coded(DECISIONS)
    early = {decision.id for decision in split_decisions(decisions[:40])[1]}
    assert early <= {decision.id for decision in split_decisions(decisions)[1]}


def test_too_few_decisions_are_refused_in_dutch(codebook: Codebook, tmp_path: Path) -> None:
    few = tmp_path / "besluiten.jsonl"
    few.write_text("".join(DECISIONS.read_text(encoding="utf-8").splitlines(keepends=True)[:3]), encoding="utf-8")
    with pytest.raises(KnowledgeError, match="te weinig besluiten"):
        learn_decisions(few, LESSONS, tmp_path / "uit", codebook=codebook)


def test_second_codebook_tags_by_its_words_and_learns_from_its_own_statements(tmp_path: Path) -> None:
    codebook, statements = load_codebook(OTHER), list(require_coded(OTHER_LESSONS))
    by_words = load_tagger(codebook)
    assert isinstance(by_words, RulesTagger)
    assert _found(by_words, statements[:10], "vocht") >= 0.3
    arguments = ["train", "themas", "--codeboek", str(OTHER), "--gegevens", str(OTHER_LESSONS), "--uit", str(tmp_path)]
    result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert "Het model voor thema's is gemaakt" in result.output
    tagger = load_tagger(codebook, model_dir=tmp_path)
    assert isinstance(tagger, LearnedTagger)
    assert _found(tagger, statements[:10], "vocht") >= 0.8
