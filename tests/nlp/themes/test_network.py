"""The parts that learn do what the tagger counts on: repeatable, calibrated, and honest about what they leave open."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from nlp.themes.choosing import Choice, choose
from nlp.themes.mood import find_mood
from nlp.themes.network import Network, fit_networks
from nlp.themes.thresholds import USUAL, choose_first_and_further, cover_threshold
from nlp.themes.trust import fit_trust, trusted
from nlp.themes.words import find_words

RANDOM = np.random.default_rng(1)


@pytest.fixture(scope="module")
def either() -> tuple[csr_matrix, np.ndarray]:
    """One label that is true when exactly one of two features is there: no straight line finds it; then "none"."""
    bits = RANDOM.integers(0, 2, (400, 2))
    label = bits[:, 0] ^ bits[:, 1]
    return csr_matrix(np.column_stack([bits, np.ones(400)]).astype(np.float32)), np.column_stack([label, 1 - label])


def test_network_learns_what_a_straight_line_cannot(
    either: tuple[csr_matrix, np.ndarray], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nlp.themes.network.MIN_STEPS", 600)
    monkeypatch.setattr("nlp.themes.network.HIDE_FEATURES", 0.0)
    monkeypatch.setattr("nlp.themes.network.JOINED", 0.0)
    matrix, labels = either
    found = fit_networks(matrix, labels, none=1).scores(matrix)[:, 0] > 0
    assert (found == labels[:, 0]).mean() > 0.95


def test_same_input_gives_the_same_network(either: tuple[csr_matrix, np.ndarray]) -> None:
    first, second = (fit_networks(*either, none=1) for _ in range(2))
    assert (first.inner == second.inner).all()
    assert (first.outer == second.outer).all()


def test_networks_side_by_side_give_their_mean(either: tuple[csr_matrix, np.ndarray]) -> None:
    matrix, labels = either
    both = fit_networks(matrix, labels, none=1, n_networks=2)
    half = both.inner.shape[1] // 2
    halves = [
        Network(both.inner[:, part], both.inner_bias[part], both.outer[part] * 2, both.outer_bias, both.direct)
        for part in (slice(half), slice(half, None))
    ]
    mean = np.mean([network.scores(matrix) for network in halves], axis=0)
    assert both.scores(matrix) == pytest.approx(mean, abs=1e-4)


def test_likely_priority_always_shows_its_likeliest_subtheme() -> None:
    choice = Choice((0, 0, -1), np.array([0.5, 0.5, 0.5], np.float32), first=0.4, further=0.6)
    assert choose(choice, np.array([0.2, 0.3, 0.1], np.float32), np.array([0.9], np.float32)) == [1]
    assert choose(choice, np.array([0.9, 0.3, 0.6], np.float32), np.array([0.1], np.float32)) == [2]


def test_the_likeliest_priority_counts_from_a_lower_probability_than_a_further_one() -> None:
    choice = Choice((0, 1), np.array([0.5, 0.5], np.float32), first=0.4, further=0.6)
    themes = np.array([0.1, 0.1], np.float32)
    assert choose(choice, themes, np.array([0.45, 0.1], np.float32)) == [0]
    assert choose(choice, themes, np.array([0.9, 0.45], np.float32)) == [0]
    assert choose(choice, themes, np.array([0.9, 0.65], np.float32)) == [0, 1]


def test_first_and_further_thresholds_follow_from_what_is_right() -> None:
    probabilities = np.array([[0.4, 0.1], [0.9, 0.5], [0.1, 0.9], [0.2, 0.1]], np.float32)
    gold = np.array([[True, False], [True, False], [False, True], [False, False]])
    first, further = choose_first_and_further(np.repeat(probabilities, 1000, axis=0), np.repeat(gold, 1000, axis=0))
    assert 0.2 < first <= 0.4
    assert further > 0.5


def test_a_few_statements_hardly_move_the_thresholds_of_priorities() -> None:
    probabilities = np.array([[0.07, 0.01], [0.9, 0.05], [0.01, 0.06], [0.08, 0.02]], np.float32)  # all below the usual
    gold = np.array([[True, False], [True, False], [False, True], [True, False]])
    first, further = choose_first_and_further(np.repeat(probabilities, 12, axis=0), np.repeat(gold, 12, axis=0))
    assert first == pytest.approx(USUAL[0], abs=0.01)
    assert further == pytest.approx(USUAL[1], abs=0.01)


def test_probability_says_how_often_suggestions_are_right() -> None:
    scores = RANDOM.normal(1, 1, (4000, 1)).astype(np.float32)
    right = RANDOM.random((4000, 1)) < 1 / (1 + np.exp(-(2 * scores - 1)))  # surer than the scores say
    chosen = [[0]] * 4000
    weights = fit_trust(scores, scores * 0, right, chosen, (0,))
    said = np.array([trusted(weights, float(score[0]), np.zeros(1, np.float32), 0) for score in scores])
    for low in (0.2, 0.4, 0.6, 0.8):
        here = (said >= low) & (said < low + 0.2)
        assert said[here].mean() == pytest.approx(right[here, 0].mean(), abs=0.06)


def test_sets_hold_nine_in_ten_true_labels() -> None:
    probabilities = RANDOM.random((2000, 3)).astype(np.float32)
    targets = RANDOM.random((2000, 3)) < probabilities
    threshold = cover_threshold(probabilities[:1000], targets[:1000])
    assert (probabilities[1000:] >= threshold)[targets[1000:]].mean() == pytest.approx(0.9, abs=0.03)


@pytest.mark.parametrize(
    ("text", "moods"),
    [
        ("Het is prettig hier", {"goed"}),
        ("Het is hier niet prettig", {"niet goed"}),
        ("Akelig donker, maar wel prettig", {"slecht", "slecht voor maar", "goed", "goed na maar"}),
        ("Om zes uur gaat de winkel dicht", set()),
    ],
)
def test_denial_and_but_turn_a_feeling(text: str, moods: set[str]) -> None:
    found = {name for name, _ in find_mood(find_words(text)) if not name.startswith("said ")}
    assert moods <= found if moods else not found
