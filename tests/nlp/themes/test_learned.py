"""A tagger learned from coded statements finds themes without their words, and shows what made it decide."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpora.codebook import load_codebook
from corpora.coded import CodedStatement, require_coded
from corpora.errors import KnowledgeError
from corpora.records import Statement, Tagging
from nlp.themes import RulesTagger, load_tagger
from nlp.themes.estimator import ThemeClassifier
from nlp.themes.features import look_at
from nlp.themes.fitting import N_FITS, fit_model
from nlp.themes.learned import LearnedTagger, contributions, word_shares
from nlp.themes.model import ABOUT_FILE, WEIGHTS_FILE, ThemeModel, load_model
from nlp.themes.rules import WordRules
from nlp.themes.thresholds import choose_thresholds
from nlp.themes.training import as_statement, split_by_situation, train

CASES = Path(__file__).resolve().parents[2] / "cases" / "training"
CODEBOOK = load_codebook()


@pytest.fixture(scope="module")
def coded() -> tuple[CodedStatement, ...]:
    return require_coded(CASES)


@pytest.fixture(scope="module")
def model(coded: tuple[CodedStatement, ...]) -> ThemeModel:
    return fit_model(coded, CODEBOOK)


def _statement(text: str, number: int = 1) -> Statement:
    return Statement(str(number), text, "g", "bron.txt", 1, "spreker", 0, len(text), "regel 1")


@pytest.fixture(scope="module")
def tagger(model: ThemeModel) -> LearnedTagger:
    return LearnedTagger(CODEBOOK, model)


def _tag(tagger: LearnedTagger, text: str) -> Tagging:
    return tagger.tag([_statement(text)])[0]


def test_situation_it_learned_from_is_recognised_without_wanted_words(model: ThemeModel) -> None:
    prediction = model.predict(look_at("De matras ligt nog steeds bij de lift", WordRules(CODEBOOK)))
    assert model.subthemes[int(prediction.themes.argmax())] == "verloedering_afval"


def test_words_of_the_codebook_count_for_a_subtheme_that_no_training_statement_has(
    model: ThemeModel, coded: tuple[CodedStatement, ...]
) -> None:
    assert not any("gevaarlijke_stoffen" in statement.subthemes for statement in coded)
    prediction = model.predict(look_at("Daar staan ketelwagens met ammoniak", WordRules(CODEBOOK)))
    assert model.subthemes[int(prediction.themes.argmax())] == "gevaarlijke_stoffen"


def test_suggestion_names_a_coded_example_of_the_same_subtheme(
    tagger: LearnedTagger, coded: tuple[CodedStatement, ...]
) -> None:
    themes = {statement.id: statement.subthemes for statement in coded}
    suggestions = [s for tagging in tagger.tag([as_statement(c) for c in coded]) for s in tagging.suggestions]
    assert len(suggestions) > 30
    assert all(suggestion.subtheme in themes[suggestion.nearest] for suggestion in suggestions)


def test_contribution_of_a_word_is_what_the_score_loses_without_it(model: ThemeModel) -> None:
    seen = look_at("Die jongens zitten op de trap", WordRules(CODEBOOK))
    prediction = model.predict(seen)
    shares = word_shares(prediction)
    lost = np.zeros(len(prediction.values), np.float32)
    here = shares.positions == 1  # "jongens"
    np.add.at(lost, shares.features[here], shares.shares[here])
    rest = prediction.values * (1 - lost)
    hidden = np.maximum(rest @ model.inner.weights[prediction.columns] + model.inner.bias, 0)
    without = model.heads.scores(prediction.columns, rest) + hidden @ model.outer
    expected = prediction.scores - without[: len(model.subthemes)]
    assert contributions(model, seen, prediction)[1] == pytest.approx(expected, abs=1e-3)


def test_removing_the_strongest_span_lowers_the_probability(
    tagger: LearnedTagger, model: ThemeModel, coded: tuple[CodedStatement, ...]
) -> None:
    rules, lowered, total = WordRules(CODEBOOK), 0, 0
    for statement in coded:
        for suggestion in _tag(tagger, statement.text).suggestions:
            top = max(suggestion.evidence, key=lambda span: span.weight)
            rest = statement.text[: top.start] + statement.text[top.end :]
            place = model.subthemes.index(suggestion.subtheme)
            before, after = (model.predict(look_at(text, rules)).themes[place] for text in (statement.text, rest))
            lowered, total = lowered + (after < before), total + 1
    assert total > 30
    assert lowered / total >= 0.95


def test_learning_does_not_depend_on_the_order(model: ThemeModel, coded: tuple[CodedStatement, ...]) -> None:
    again = fit_model(coded[::-1], CODEBOOK)
    assert (again.heads.weights == model.heads.weights).all()
    assert (again.inner.weights == model.inner.weights).all()
    assert (again.choice.themes == model.choice.themes).all()


def test_learning_tells_each_of_its_steps(coded: tuple[CodedStatement, ...]) -> None:
    steps: list[int] = []
    fit_model(coded[::8], CODEBOOK, after_each=lambda: steps.append(1))
    assert len(steps) == N_FITS


def test_model_survives_saving(tagger: LearnedTagger, model: ThemeModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    again = load_tagger(CODEBOOK, model_dir=tmp_path)
    assert isinstance(again, LearnedTagger)
    texts = [_statement(text, number) for number, text in enumerate(("Vaten in het weiland", "Het koor zingt", ""))]
    assert [tagging.priorities for tagging in again.tag(texts)] == [t.priorities for t in tagger.tag(texts)]


def test_damaged_model_is_refused_in_dutch(model: ThemeModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    (tmp_path / WEIGHTS_FILE).write_bytes(b"PK" + bytes(100))
    with pytest.raises(KnowledgeError, match="niet te lezen"):
        load_model(tmp_path)
    (tmp_path / ABOUT_FILE).write_bytes(b"")
    with pytest.raises(KnowledgeError, match="niet te lezen"):
        load_model(tmp_path)


def test_without_model_the_words_of_the_codebook_decide(tmp_path: Path) -> None:
    assert isinstance(load_tagger(CODEBOOK, model_dir=tmp_path), RulesTagger)


def test_model_of_another_codebook_is_left_alone(model: ThemeModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    other = CODEBOOK.model_copy(update={"id": "andere-stad"})
    assert isinstance(load_tagger(other, model_dir=tmp_path), RulesTagger)


def test_no_situation_stands_on_both_sides_of_a_split(coded: tuple[CodedStatement, ...]) -> None:
    known, kept_apart = split_by_situation(coded)
    assert {s.situation for s in known}.isdisjoint(s.situation for s in kept_apart)
    assert len(known) + len(kept_apart) == len(coded)


def test_unknown_label_stops_the_training(tmp_path: Path) -> None:
    line = (CASES / "voorbeeld-01.jsonl").read_text(encoding="utf-8").splitlines()[0]
    (tmp_path / "x.jsonl").write_text(line.replace("verloedering_afval", "afvalberg"), encoding="utf-8")
    with pytest.raises(KnowledgeError, match="onbekend label 'afvalberg'"):
        train(tmp_path, tmp_path / "uit", measure=False)


def test_estimator_gives_a_probability_per_subtheme(coded: tuple[CodedStatement, ...]) -> None:
    few = coded[::3]
    classifier = ThemeClassifier(CODEBOOK)
    classifier.fit([s.text for s in few], [s.subthemes for s in few], [s.situation for s in few])
    probabilities = classifier.predict_proba(["Vier euro per uur", "accu weg"])
    assert probabilities.shape == (2, 30)
    assert ((probabilities > 0) & (probabilities < 1)).all()
    assert classifier.evidence("accu weg", "diefstal_inbraak_vernieling")


def test_threshold_lies_where_suggestions_are_mostly_right() -> None:
    probabilities = np.array([[0.9], [0.8], [0.3], [0.25], [0.2]], np.float32)
    gold = np.array([[True], [True], [False], [False], [False]])
    (threshold,) = choose_thresholds(probabilities, gold)
    assert 0.3 < threshold <= 0.8
