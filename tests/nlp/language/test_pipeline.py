"""The pipeline people get: loaded through the one door, measured through the other."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

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
    path = tmp_path / "goud.conllu"
    path.write_text(
        "1\tBewoners\tbewoner\tNOUN\t_\tNumber=Plur\t2\tnsubj\t_\t_\n"
        "2\tklagen\tklagen\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n"
        "3\t.\t.\tPUNCT\tLET\t_\t2\tpunct\t_\t_\n\n",
        encoding="utf-8",
    )
    found = evaluate(path, nlp)
    assert list(found) == KEYS
    assert (found["pos"], found["lemma"], found["las"], found["sents_f"], found["tokens"]) == (1, 1, 1, 1, 3)


@pytest.mark.shared
def test_dev_treebanks_stay_above_the_bar(nlp: Language, shared: Path, tmp_path: Path) -> None:
    from nlp.language.split import sentences

    write(list(sentences(shared / "data/ud-dutch", "dev"))[:400], tmp_path / "dev.conllu")
    found = evaluate(tmp_path / "dev.conllu", nlp)
    bars = {"pos": 0.95, "morph": 0.94, "lemma": 0.95, "las": 0.77, "sents_f": 0.87}
    assert {name: found[name] for name in bars if found[name] < bars[name]} == {}
