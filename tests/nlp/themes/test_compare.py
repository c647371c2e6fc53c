"""Every way of tagging is measured on the same statements."""

from __future__ import annotations

from pathlib import Path

from nlp.themes.compare import SHOWN, compare
from nlp.themes.rivals import RIVALS

CASES = Path(__file__).resolve().parents[2] / "cases" / "training"


def test_every_rival_is_measured_on_situations_it_did_not_learn_from() -> None:
    rivals = {name: rival for name, rival in RIVALS.items() if name != "ons model"}
    results = list(compare(CASES, sizes=(0,), rivals=rivals))
    assert [result.rival for result in results] == list(rivals)
    assert all(set(result.figures) == set(SHOWN) for result in results)
    assert all(0 <= figure <= 1 for result in results for figure in result.figures.values())


def test_larger_sample_holds_the_smaller() -> None:
    rivals = {"woorden van het codeboek": RIVALS["woorden van het codeboek"]}
    sizes = [result.n_training for result in compare(CASES, sizes=(10, 20, 0), rivals=rivals)]
    assert sizes[:2] == [10, 20]
    assert sizes[2] > 40
