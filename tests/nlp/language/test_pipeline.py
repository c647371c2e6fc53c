"""The pipeline people get: loaded through the one door, measured through the other."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from corpora.errors import StadsgesprekError
from nlp import load_dutch
from nlp.evaluation.taal import evaluate
from nlp.language.conllu import write
from nlp.language.load import SHIPPED, load_from
from nlp.language.train import train

KEYS = ["pos", "tag", "morph", "lemma", "uas", "las", "sents_f", "tokens", "words_per_second"]
MAX_MODEL_BYTES = 30_000_000


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_dutch()


def test_the_pipeline_is_loaded_once(nlp: Language) -> None:
    assert load_dutch() is nlp


def test_reduced_words_stay_whole(nlp: Language) -> None:
    words = [token.text for token in nlp.make_doc("'s Avonds is 't druk en 'k zie foto’s uit de jaren '70.")]
    assert words == ["'s", "Avonds", "is", "'t", "druk", "en", "'k", "zie", "foto’s", "uit", "de", "jaren", "'70", "."]


@pytest.mark.parametrize("end", ["dat", "hand", "me", "'t", "top"])
def test_an_ordinary_word_can_end_a_sentence(nlp: Language, end: str) -> None:
    assert [token.text for token in nlp.make_doc(f"Geef {end}.")] == ["Geef", end, "."]


@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [
        ("De jongens hangen rond op de pleinen.", "pleinen", "plein"),
        ("Er staan kapotte lantaarnpalen in onze wijk.", "lantaarnpalen", "lantaarnpaal"),
        ("Zij liepen door de straat.", "liepen", "lopen"),
        ("Bewoners klagen over het lawaai.", "Bewoners", "bewoner"),
        ("De huizen zijn verkocht.", "huizen", "huis"),
    ],
)
def test_lemmas_are_the_words_of_a_dictionary(nlp: Language, text: str, word: str, lemma: str) -> None:
    assert [token.lemma_ for token in nlp(text) if token.text == word] == [lemma]


def test_sentences_and_relations_are_found(nlp: Language) -> None:
    doc = nlp("De politie komt nooit kijken. Wij willen meer groen in de buurt.")
    assert [sentence.text for sentence in doc.sents] == [
        "De politie komt nooit kijken.",
        "Wij willen meer groen in de buurt.",
    ]
    assert next(token.dep_ for token in doc if token.text == "politie") == "nsubj"


@pytest.mark.parametrize("text", ["Mevrouw Jansen woont hier.", "mevrouw jansen woont hier"])
def test_a_person_is_found_with_and_without_capitals(nlp: Language, text: str) -> None:
    assert [entity.text.lower() for entity in nlp(text).ents if entity.label_ in ("PER", "PERSON")] == ["jansen"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "😀", "x" * 3000])
def test_odd_text_goes_through(nlp: Language, text: str) -> None:
    assert nlp(text).text == text


def test_the_same_text_gives_the_same_analysis_in_any_batch(nlp: Language) -> None:
    texts = ["De straat is te donker.", "ik vind het hier wel veilig", "Er wordt te hard gereden!"]
    together = [doc.to_json() for doc in nlp.pipe(texts)]
    assert [nlp(text).to_json() for text in reversed(texts)] == together[::-1]


def test_a_package_that_is_not_there_is_named_with_a_cure() -> None:
    with pytest.raises(StadsgesprekError, match=r"nl_bestaat_niet: dit taalmodel is niet geïnstalleerd\. Installeer"):
        load_dutch("nl_bestaat_niet")


def test_a_damaged_model_gives_a_dutch_sentence(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("geen model", encoding="utf-8")
    with pytest.raises(StadsgesprekError, match="ontbreekt of is beschadigd"):
        load_from(tmp_path)


def test_the_shipped_model_is_small_and_has_its_card() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.rglob("*") if path.is_file()) <= MAX_MODEL_BYTES
    assert "CC BY-SA 4.0" in (SHIPPED / "README.md").read_text(encoding="utf-8")


def test_missing_data_is_named_before_anything_is_trained(tmp_path: Path) -> None:
    with pytest.raises(StadsgesprekError, match="ud-dutch"):
        train(tmp_path, tmp_path / "uit")


def test_measuring_gives_every_score(nlp: Language, tmp_path: Path) -> None:
    gold = nlp("Bewoners klagen over de stoep.")
    _write_conllu(gold, tmp_path / "goud.conllu")
    found = evaluate(tmp_path / "goud.conllu", nlp)
    assert list(found) == KEYS
    assert {name: found[name] for name in KEYS[:-1]} == dict.fromkeys(KEYS[:-2], 1) | {"tokens": len(gold)}


def test_measuring_counts_what_is_wrong(nlp: Language, tmp_path: Path) -> None:
    gold = nlp("Bewoners klagen over de stoep.")
    gold[4].pos_, gold[0].lemma_, gold[0].dep_ = "VERB", "koe", "obj"
    _write_conllu(gold, tmp_path / "goud.conllu")
    found = evaluate(tmp_path / "goud.conllu", nlp)
    assert (found["pos"], found["lemma"]) == (round(5 / 6, 4), round(5 / 6, 4))
    assert (found["uas"], found["las"]) == (1, 0.8)  # the full stop is not counted


def _write_conllu(doc: Doc, path: Path) -> None:
    rows = (
        (
            token.i + 1, token.text, token.lemma_, token.pos_, token.tag_ or "_", str(token.morph) or "_",
            0 if token.head == token else token.head.i + 1, token.dep_, "_", "_" if token.whitespace_ else "SpaceAfter=No",
        )
        for token in doc
    )  # fmt: skip
    path.write_text("".join("\t".join(map(str, row)) + "\n" for row in rows) + "\n", encoding="utf-8")


@pytest.mark.shared
def test_dev_treebanks_stay_above_the_bar(nlp: Language, shared: Path, tmp_path: Path) -> None:
    from nlp.language.split import sentences

    write(list(sentences(shared / "data/ud-dutch", "dev"))[:400], tmp_path / "dev.conllu")
    found = evaluate(tmp_path / "dev.conllu", nlp)
    bars = {"pos": 0.95, "morph": 0.94, "lemma": 0.95, "las": 0.77, "sents_f": 0.87}
    assert {name: found[name] for name in bars if found[name] < bars[name]} == {}
