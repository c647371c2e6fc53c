"""A tagger suggests what the words carry, shows where, and stays silent on figures of speech."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.codebook import load_codebook
from corpora.records import Statement, Tagging
from nlp.themes import RulesTagger

TAGGER = RulesTagger(load_codebook())


def _statement(text: str, number: int = 1) -> Statement:
    return Statement(str(number), text, "g", "bron.txt", 1, "spreker", 0, len(text), "regel 1")


def _tag(text: str) -> Tagging:
    return TAGGER.tag([_statement(text)])[0]


def _subthemes(text: str) -> set[str]:
    return {suggestion.subtheme for suggestion in _tag(text).suggestions}


@pytest.mark.parametrize(
    ("text", "subtheme"),
    [
        ("Bij de glasbak ligt altijd grofvuil.", "verloedering_afval"),
        ("Ze scheuren hier op hun fatbikes over de stoep.", "verkeersgedrag"),
        ("Vorige week is er bij ons ingebroken.", "diefstal_inbraak_vernieling"),
        ("Ik kreeg een phishingmail en een betaalverzoek.", "online_oplichting"),
        ("Die hangjongeren in het portiek zijn er elke avond.", "jeugdgroepen_rondhangen"),
        ("Er is zoveel wantrouwen, we worden voorgelogen.", "ongenoegen_wantrouwen"),
    ],
)
def test_wanted_words_give_their_subtheme(text: str, subtheme: str) -> None:
    assert subtheme in _subthemes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Dat parkeertarief is ordinaire straatroof.",
        "Ik kreeg een aanslag van de belasting.",
        "De dagen zijn te kort en het koor zingt mooi.",
        "",
    ],
)
def test_figures_of_speech_and_small_talk_give_nothing(text: str) -> None:
    tagging = _tag(text)
    assert tagging.suggestions == ()
    assert tagging.priorities == ()


def test_cross_cutting_subtheme_gives_no_priority() -> None:
    tagging = _tag("Ik heb aangifte gedaan en nooit iets gehoord van de wijkagent.")
    assert [s.subtheme for s in tagging.suggestions] == ["aanpak_en_vertrouwen"]
    assert tagging.priorities == ()


def test_suggestion_names_the_borderline_rule() -> None:
    (suggestion,) = (s for s in _tag("Met een babbeltruc opgelicht").suggestions if s.subtheme == "online_oplichting")
    assert "babbeltruc" in suggestion.rule


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["drugs", "Jongens", "mes", "inbraak,", "gehackt", "é", "\n", "🙂", "op", "school."])))
def test_evidence_lies_inside_the_text_and_no_suggestion_goes_without(parts: list[str]) -> None:
    text = " ".join(parts)
    for suggestion in _tag(text).suggestions:
        assert suggestion.evidence
        assert 0 < suggestion.probability < 1
        assert all(0 <= span.start < span.end <= len(text) for span in suggestion.evidence)


def test_order_of_statements_changes_nothing() -> None:
    texts = ["Inbraak gisteren", "Fijne buurt", "Vuurwerk en drugsdealers", "gehackt account"]
    statements = [_statement(text, number) for number, text in enumerate(texts)]
    shuffled = random.Random(3).sample(statements, len(statements))
    key = {tagging.statement_id: tagging for tagging in TAGGER.tag(statements)}
    assert all(key[tagging.statement_id] == tagging for tagging in TAGGER.tag(shuffled))


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Ik heb hier nooit last van.", "compliment"),
        ("Er zouden meer camera's moeten komen.", "wens"),
        ("Er is weer ingebroken.", "probleem"),
    ],
)
def test_polarity_follows_the_turn_of_phrase(text: str, polarity: str) -> None:
    assert _tag(text).polarity == polarity


def test_new_codebook_without_word_lists_still_tags(tmp_path: Path) -> None:
    path = tmp_path / "klein.yaml"
    subtheme = {"id": "water", "label": "Wateroverlast", "definitie": "Natte kelders", "wel": ["ondergelopen kelders"]}
    priority = {"id": "klimaat", "label": "Klimaat", "definitie": "Weer", "subthemas": [subtheme]}
    names = ("probleem", "wens", "compliment", "neutraal")
    content = {"id": "klein", "versie": "1", "taal": "nl", "titel": "Klein", "bron": "test", "prioriteiten": [priority]}
    path.write_text(yaml.safe_dump(content | {"polariteiten": dict.fromkeys(names, "x")}), encoding="utf-8")
    tagger = RulesTagger(load_codebook(path), threshold=0.05)
    (tagging,) = tagger.tag([_statement("Door wateroverlast zijn alle kelders ondergelopen")])
    assert tagging.priorities == ("klimaat",)
