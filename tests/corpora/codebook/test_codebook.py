"""The codebook is read once, checked whole, and frozen."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from corpora.codebook import DEFAULT_CODEBOOK, load_codebook
from corpora.errors import KnowledgeError


def _written(tmp_path: Path, **changes: object) -> Path:
    content = yaml.safe_load(DEFAULT_CODEBOOK.read_text(encoding="utf-8")) | changes
    path = tmp_path / "codeboek.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return path


def test_shipped_codebook_has_three_priorities_and_29_subthemes_beside_the_cross_cutting_one() -> None:
    codebook = load_codebook()
    assert codebook.priority_ids == ("veilige_wijken", "maatschappelijke_veiligheid", "jeugd_en_veiligheid")
    assert len(codebook.subtheme_ids) == 30
    assert [theme.id for theme in codebook.cross_cutting] == ["aanpak_en_vertrouwen"]


def test_every_subtheme_has_a_definition_and_enough_words() -> None:
    for theme in load_codebook().subthemes:
        assert theme.definition
        assert len(theme.words) >= 25, theme.id


def test_priorities_follow_from_subthemes_in_the_order_of_the_codebook() -> None:
    codebook = load_codebook()
    assert codebook.priorities_of(["wapens_jeugd", "aanpak_en_vertrouwen", "verkeersgedrag"]) == (
        "veilige_wijken",
        "jeugd_en_veiligheid",
    )


def test_cross_cutting_subtheme_gives_no_priority() -> None:
    assert load_codebook().priorities_of(["aanpak_en_vertrouwen"]) == ()


def test_borderline_rule_is_the_one_both_subthemes_share() -> None:
    rule = load_codebook().rule_for("woonoverlast", others=["mensenhandel_uitbuiting"])
    assert rule is not None
    assert rule.id == "grens-overbewoning"


def test_no_borderline_rule_where_a_subtheme_stands_clear() -> None:
    assert load_codebook().rule_for("woonoverlast") is None


@pytest.mark.parametrize(
    ("subtheme", "others"),
    [
        ("veiligheidsgevoel_buurt", ["diefstal_inbraak_vernieling"]),  # nepagent
        ("jeugdcriminaliteit_ronselen", ["geweld_agressie"]),  # explosion
        ("verkeersgedrag", []),  # parking
    ],
)
def test_a_borderline_rule_about_something_that_is_not_said_stays_away(subtheme: str, others: list[str]) -> None:
    assert load_codebook().rule_for(subtheme, others=others) is None


def test_a_borderline_rule_whose_words_are_said_applies_to_each_of_its_subthemes() -> None:
    book = load_codebook()
    for subtheme in ("online_oplichting", "veiligheidsgevoel_buurt"):
        rule = book.rule_for(subtheme, named=["grens-babbeltruc", "grens-drugs"])
        assert rule is not None
        assert rule.id == "grens-babbeltruc"


def test_codebook_is_frozen() -> None:
    with pytest.raises(ValidationError):
        load_codebook().version = "2"  # type: ignore[misc]


def test_missing_file_is_told_in_dutch(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="niet te openen"):
        load_codebook(tmp_path / "weg.yaml")


def test_broken_yaml_tells_the_line(tmp_path: Path) -> None:
    path = tmp_path / "stuk.yaml"
    path.write_text("id: x\nwoorden: [a, b\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="regel 3"):
        load_codebook(path)


def test_all_mistakes_are_told_together(tmp_path: Path) -> None:
    path = _written(tmp_path, versie=2, kleur="rood")
    with pytest.raises(KnowledgeError, match=r"'versie' moet tekst zijn.*'kleur' is een onbekend veld"):
        load_codebook(path)


def test_rule_about_unknown_subtheme_is_refused(tmp_path: Path) -> None:
    path = _written(tmp_path, grensregels=[{"id": "g", "regel": "r", "subthemas": ["bestaat_niet"]}])
    with pytest.raises(KnowledgeError, match="onbekende subthema 'bestaat_niet'"):
        load_codebook(path)


def test_unknown_word_group_is_refused(tmp_path: Path) -> None:
    path = _written(tmp_path, woordgroepen={})
    with pytest.raises(KnowledgeError, match="onbekende woordgroep"):
        load_codebook(path)
